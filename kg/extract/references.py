"""The component ``wenpu_references``: which mentions mean the same thing within a document.

Names that are the same, a second name given in brackets (the gloss of 网络安全局（NSA）), a short form of a longer
name, and words that point back (该公司, 本次峰会) where there is one good candidate. What has none stays alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import unquote

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.events.chinese import edition_of
from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import SAME, Draft, Reading, reading_of, spans
from kg.model import Kind, Mention, Name
from kg.resources import frames

__all__ = ["bare_name", "find_references", "language_of", "name_key"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"^[《〈“\"‘「]+|[》〉”\"’」]+$")
_SPACES = re.compile(r"\s+")
_INITIALS = re.compile(r" (?:[A-Z]\.\s?)+")
_BRACKET = re.compile(r"\s?[（(]([^（）()\n]{2,60})[）)]")
_LATIN_ALIAS = re.compile(r"[A-ZÀ-Þa-z][A-Za-zÀ-ɏ0-9&.,'’\- /]*[A-Za-z0-9.]$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&\-]{1,11}(?![A-Za-z0-9])")
_SOURCE = re.compile(r"(?:网站)?(?:报道|消息|讯)")
_CLAUSE = re.compile(r"[，。；：！？、（）()“”\n]")
_POINTED = re.compile(r"[该这本][家个]?[\u3400-\u9fff]{0,6}?(?:公司|企业|厂商|集团|组织|机构|团伙)")
_OPENING = 14
"""How far into a sentence a name still opens it (behind a date, an outlet)."""
_NOUN_FOLLOWS = re.compile(r"[\u3400-\u9fff]{0,6}(?:俱乐部|实验室|团队|战队|小组|协会|项目|计划|漏洞|系统|平台|工具)")
_EDITION_PREFIX = re.compile(r"^(?:(?:19|20)\d\d年?度?|第[一二三四五六七八九十百\d]+[届次季]|首届)")


def language_of(name: str) -> str:
    """Return the language tag of a name, by its script.

    >>> language_of("国际组织"), language_of("Example Org")
    ('zh', 'en')
    """
    return "zh" if _HAN.search(name) else "en"


def bare_name(text: str) -> str:
    """Return a name without title marks, outer quotation marks and doubled white space."""
    return _SPACES.sub(" ", _MARKS.sub("", text) if text[:1] in "《〈" else text).strip(" ，,、")


def name_key(text: str) -> str:
    """Return what two spellings of one name share: width, case, spaces and quotation marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s《》〈〉“”\"'‘’「」『』·・•‧.,，、\-]", "", folded)


@Language.factory("wenpu_references", requires=["doc.spans"], assigns=["doc._.wenpu"])
def create_references(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_references`."""
    return find_references


def find_references(doc: Doc) -> Doc:
    """Make entities of the mentions in ``names``, ``works`` and ``events``, and order the mentions."""
    reading = reading_of(doc)
    resolver = _Resolver(reading)
    for span in _outer(doc):
        resolver.mention(span)
    resolver.short_forms()
    resolver.pointers()
    reading.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return doc


def _outer(doc: Doc) -> Iterator[Span]:
    """All spans, outer before inner; works and events come before the names inside them."""
    wide = frames("places")["wide"]["zh"]
    whole_at = {i: span for span in spans(doc, "works", "events") for i in range(span.start, span.end)}
    for span in spans(doc, "works", "events", "names"):
        whole = whole_at.get(span.start)
        if (
            whole is None
            or (span.start, span.end, span.label) == (whole.start, whole.end, whole.label)
            or (whole.label_ == Kind.EVENT and span.label_ == Kind.PLACE and span.text not in wide)
        ):
            yield span


class _Resolver:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.doc.text
        self.by_name: dict[tuple[str, str], Draft] = {}
        self._ends: dict[int, list[Draft]] = {}
        self._registered: dict[str, list[str]] = {}
        self._kinds_shown: dict[str, tuple[list[str], list[str]]] = {}

    # -- names ---------------------------------------------------------------------------------------

    def mention(self, span: Span) -> None:
        """Attach a mention to its entity, making one if its name is new; read the gloss behind it."""
        kind = Kind(span.label_)
        name = bare_name(span.text)
        if not name_key(name):
            return
        outer = self._enclosing(span)
        if span.id_ == SAME and outer is not None:
            self._alias(self.reading.drafts[outer.entity], name)
            return
        draft = self._draft(kind, name)
        if span.kb_id_:
            self._registered.setdefault(draft.id, []).append(unquote(span.kb_id_.rpartition("/")[2]))
        if outer is None or kind == Kind.PLACE:
            self.reading.mentions.append(Mention(span.start_char, span.end_char, span.text, draft.kind, draft.id))
        self._ends.setdefault(span.end_char, []).append(draft)
        self._gloss(span, draft)

    def _draft(self, kind: Kind, name: str) -> Draft:
        key = (_family(kind), name_key(name))
        draft = self.by_name.get(key)
        if draft is not None and draft.kind != kind and kind == Kind.REPORT:
            draft.kind = kind  # a word behind the title (《…》报告) says more than the title's own ending
        if draft is None:
            draft = self.reading.new(kind, Name(name, language_of(name)))
            self.by_name[key] = draft
            if kind == Kind.EVENT:
                draft.qualifier = edition_of(name)
                short = _EDITION_PREFIX.sub("", name).strip()
                # 2030 election is no name without its year.
                if short != name and len(short) > 3 and not short[0].islower():
                    self._alias(draft, short)
        elif Name(name, language_of(name)) not in draft.names:
            draft.names[Name(name, language_of(name))] = None
        return draft

    def _alias(self, draft: Draft, name: str) -> None:
        key = (_family(draft.kind), name_key(name))
        other = self.by_name.get(key)
        if other is not None and other is not draft:
            self._merge(draft, other)
        self.by_name[key] = draft
        draft.names.setdefault(Name(name, language_of(name)))

    def _merge(self, kept: Draft, other: Draft) -> None:
        kept.names.update(dict.fromkeys(other.names))
        for key, draft in self.by_name.items():
            if draft is other:
                self.by_name[key] = kept
        self.reading.mentions[:] = [
            Mention(m.start, m.end, m.text, kept.kind, kept.id) if m.entity == other.id else m
            for m in self.reading.mentions
        ]
        self.reading.drafts.pop(other.id, None)

    def _enclosing(self, span: Span) -> Mention | None:
        for mention in reversed(self.reading.mentions[-3:]):
            if mention.start <= span.start_char and span.end_char <= mention.end:
                return mention
        return None

    def _gloss(self, span: Span, draft: Draft) -> None:
        """Read a second name in brackets, or an acronym set right behind a Chinese name."""
        end = span.end_char
        match = _BRACKET.match(self.text, end)
        if match:
            for alias in _aliases_in(match[1], draft):
                self._alias(draft, alias)
        elif draft.kind == Kind.ORGANIZATION and _HAN.match(self.text[end - 1]):
            acronym = _ACRONYM.match(self.text, end)
            if acronym and _NOUN_FOLLOWS.match(self.text, acronym.end()):
                return  # 某大学ABCD俱乐部: a part of a longer name
            if acronym and acronym[0].isupper() and not name_lexicon().is_technology(acronym[0]):
                self._alias(draft, acronym[0])

    # -- short forms ---------------------------------------------------------------------------------

    def short_forms(self) -> None:
        """Join names that are the tail of one longer name: a unit without its parent, a surname alone."""
        for draft in list(self.reading.drafts.values()):
            if draft.id not in self.reading.drafts:
                continue
            longer = [
                other
                for other in self.reading.drafts.values()
                if other is not draft and other.kind == draft.kind and _is_tail(draft, other)
            ]
            if len(longer) == 1:
                names = list(draft.names)
                self._merge(longer[0], draft)
                for name in names:
                    longer[0].names.setdefault(name)
        self._kinds()
        self._surnames()

    def _kinds(self) -> None:
        """Give mentions the class that their entity has in the end."""
        self.reading.mentions[:] = [
            Mention(m.start, m.end, m.text, self.reading.drafts[m.entity].kind, m.entity) for m in self.reading.mentions
        ]

    def _surnames(self) -> None:
        people: dict[str, Draft | None] = {}
        for draft in self.reading.drafts.values():
            if draft.kind == Kind.PERSON:
                for name in draft.names:
                    surname = _surname(name.text)
                    if surname:
                        people[surname] = None if people.get(surname, draft) is not draft else draft
        taken = bytearray(len(self.text))
        for mention in self.reading.mentions:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        for surname, owner in people.items():
            if owner is None:
                continue
            pattern = rf"(?<![A-Za-z·]){re.escape(surname)}(?![A-Za-z·])"
            for match in re.finditer(pattern, self.text):
                if not any(taken[match.start() : match.end()]):
                    self.reading.mentions.append(Mention(*match.span(), match[0], Kind.PERSON, owner.id))

    # -- words that point back -----------------------------------------------------------------------

    def pointers(self) -> None:
        """Resolve 该公司, 这份报告, 本次峰会 to the latest thing of the class, if there is one."""
        mentions = sorted(self.reading.mentions, key=lambda mention: mention.start)
        taken = bytearray(len(self.text))
        for mention in mentions:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        for match in _pointers().finditer(self.text):
            if any(taken[match.start() : match.end()]):
                continue
            target = self._target(match, mentions)
            if target is not None:
                start, end = match.span()
                self.reading.mentions.append(Mention(start, end, match[0], target.kind, target.entity))

    def _target(self, match: re.Match[str], mentions: list[Mention]) -> Mention | None:
        words = match[0]
        if match["event"]:
            return _latest(
                mentions, match.start(), lambda m: m.kind == Kind.EVENT and m.text.endswith(match["event_class"])
            )
        if match["bare"] and not _speaks(self.text, match.end()):
            return None
        kind = Kind(_pointer_class()[words])
        if kind == Kind.ORGANIZATION:
            return self._body(words, match.start(), mentions)
        return _latest(mentions, match.start(), lambda m: m.kind == kind)

    def _body(self, words: str, before: int, mentions: list[Mention]) -> Mention | None:
        """The body that a pointing word means: of the kind that it names, in the nearest sentence that has one.

        For 公司 a body whose kind shows nowhere will do. Where a sentence has several, the one that opens it is
        meant, since it is what the text goes on to speak of; within the pointer's own sentence, the latest.
        """
        kinds = frames("references")["kinds_of_body"]
        kind = next((kind for kind in sorted(kinds, key=len, reverse=True) if words.endswith(kind)), "")
        fitting = tuple(kinds.get(kind, ()))
        own, _ = self.reading.sentence_at(before)
        earlier = [
            m
            for m in mentions
            if m.kind == Kind.ORGANIZATION and m.end <= before and before - m.end <= 400 and not self._is_source(m)
        ]
        ranks: list[Callable[[Mention], bool]] = [lambda m: self._is_of_kind(m.entity, fitting)]
        if kind in ("公司", "企业", ""):
            ranks.append(lambda m: before - m.end <= 160 and self._shows_no_kind(m.entity))
        for fits in ranks:
            found = [mention for mention in earlier if fits(mention)]
            if not found:
                continue
            start, _ = self.reading.sentence_at(found[-1].start)
            nearest = [mention for mention in found if mention.start >= start]
            if start != own and nearest[0].start - start <= _OPENING:
                return nearest[0]
            return nearest[-1]
        return None

    def _is_source(self, mention: Mention) -> bool:
        """Tell whether a mention only says who reports: 据某报报道, 某报消息."""
        return _SOURCE.match(self.text, mention.end) is not None

    def _is_of_kind(self, entity: str, words: tuple[str, ...]) -> bool:
        names, beside = self._shown(entity)
        return any(name.endswith(words) for name in names) or any(word in text for word in words for text in beside)

    def _shows_no_kind(self, entity: str) -> bool:
        names, beside = self._shown(entity)
        other = tuple(frames("references")["other_kinds"]["zh"])
        ended = any(name_lexicon().endings.search(name) for name in names)
        return not ended and not any(word in text for word in other for text in beside)

    def _shown(self, entity: str) -> tuple[list[str], list[str]]:
        """The names of a body, the register's too, and what stands right beside its mentions."""
        if entity not in self._kinds_shown:
            names = [name.text for name in self.reading.drafts[entity].names]
            beside = []
            for mention in self.reading.mentions:
                if mention.entity == entity:
                    before = self.text[max(0, mention.start - 6) : mention.start].rstrip('“"')
                    after = self.text[mention.end : mention.end + 9].lstrip('”"')
                    # What a pointing word says (从该公司) it does not say of the name beside it.
                    beside += [
                        _POINTED.split(_CLAUSE.split(before)[-1])[-1],
                        _POINTED.split(_CLAUSE.split(after)[0])[0],
                    ]
            self._kinds_shown[entity] = ([*names, *self._registered.get(entity, ())], beside)
        return self._kinds_shown[entity]


def _family(kind: Kind) -> str:
    """Classes of which a thing is only one: a title names one work, whatever kind it is first taken for."""
    return "Work" if kind in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE) else str(kind)


def _latest(mentions: list[Mention], before: int, fits: Callable[[Mention], bool], reach: int = 1500) -> Mention | None:
    found = None
    for mention in mentions:
        if mention.end > before:
            break
        if before - mention.end <= reach and fits(mention):
            found = mention
    return found


def _aliases_in(inside: str, draft: Draft) -> Iterator[str]:
    data = frames("references")["gloss"]
    if inside.startswith(tuple(data["not_zh"])):
        return
    led = False
    for lead in sorted((*data["lead_zh"], *data["lead_en"]), key=len, reverse=True):
        if inside.startswith(lead):
            inside = inside[len(lead) :].strip(' ：:为“”"')
            led = True
            break
    separator = r"[，,；;、/]|以下简称|简称| (?:and|or) " if led else r"[，,；;、/]|以下简称|简称"
    for part in re.split(separator, inside):
        alias = part.strip(' “”"：:')
        if len(alias) < 2:
            continue
        if _is_alias(alias, draft, led):
            yield alias


def _is_alias(alias: str, draft: Draft, led: bool) -> bool:
    name = (draft.names and next(iter(draft.names)).text) or ""
    if _LATIN_ALIAS.fullmatch(alias):
        if not _HAN.search(name):
            return led or (alias.isupper() and _initials(alias, name))
        if draft.kind == Kind.PERSON:
            return alias[0].isupper() and not alias.isupper()
        # A Latin word behind a Chinese name is its other name, unless it is a web address or a stock ticker.
        return draft.kind != Kind.PLACE and not re.search(r"\.(?:com|org|net|cn|io)\b|\d{3}", alias)
    if _HAN.search(alias) and (led or not _HAN.search(name)):
        return len(alias) <= 24 and not re.search(r"[的是了在，。：]", alias)
    return False


def _initials(acronym: str, name: str) -> bool:
    capitals = "".join(re.findall(r"[A-Z]", name))
    return acronym == capitals or acronym in capitals


def _is_tail(short: Draft, longer: Draft) -> bool:
    """Tell whether a draft's only name is the tail of a longer name that begins with another body or place."""
    if short.kind not in (Kind.ORGANIZATION, Kind.EVENT, Kind.PERSON):
        return False
    name, whole = next(iter(short.names)).text, next(iter(longer.names)).text
    if short.kind == Kind.PERSON and name != whole and _INITIALS.sub(" ", whole) == name:
        return True  # Jane Q. Roe, then Jane Roe
    if name == whole or name not in whole:
        return False
    if short.kind == Kind.ORGANIZATION and not _HAN.search(name):
        # Example after Example Holdings; Labo after 某某Labo实验室
        inside = re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", whole)
        return len(name) > 3 and inside is not None and (inside.start() == 0 or bool(_HAN.search(whole)))
    if not whole.endswith(name):
        return False
    if short.kind == Kind.PERSON:
        return whole[: -len(name)].endswith(("·", "・", "•", "‧", " ")) and len(name) > 1
    if name_lexicon().ministries.search(name) and len(name) > 2 and len(whole) - len(name) < 6:
        return True  # 某国某部, then 某部
    return len(name) >= 5 and bool(_HAN.search(name)) and name not in name_lexicon().common


def _surname(name: str) -> str:
    if _HAN.search(name):
        parts = re.split(r"[·・•‧]", name)
        return parts[-1] if len(parts) > 1 and len(parts[-1]) > 1 else ""
    words = [word for word in name.replace(",", "").split() if word not in name_lexicon().person_suffixes]
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""


@cache
def _pointer_class() -> dict[str, str]:
    return {
        word: entry["class"]
        for entry in frames("references")["back"]
        if entry["class"] != "Event"
        for word in entry["zh"]
    }


@cache
def _pointers() -> re.Pattern[str]:
    data = frames("references")
    bare = data["bare"]["zh"]
    full = [word for word in _pointer_class() if word not in bare]
    event_words = next(entry["zh"] for entry in data["back"] if entry["class"] == "Event")
    classes = frames("events")["endings"]["zh"]

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    return re.compile(
        f"(?P<event>(?:{any_of(event_words)})(?P<event_class>{any_of(classes)}))|(?P<full>{any_of(full)})"
        f"|(?<![\\u3400-\\u9fff])(?P<bare>{any_of(bare)})"
    )


@cache
def _speech() -> re.Pattern[str]:
    verbs = frames("claims")["verbs"]["zh"]
    return re.compile(
        f"(?:中|里)?(?:还|也|则|进一步|同时)?(?:{'|'.join(sorted(map(re.escape, verbs), key=len, reverse=True))})"
    )


def _speaks(text: str, end: int) -> bool:
    return _speech().match(text, end) is not None
