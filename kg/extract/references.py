"""The component ``wenpu_references``: which mentions mean the same thing within a document.

Names that are the same, a second name given in brackets (the gloss of 网络安全局（NSA）), a short form of a longer
name, and words that point back (该公司, 本次峰会) where there is one good candidate. What has none stays alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.events.chinese import edition_of
from kg.extract.glosses import aliases_in, family
from kg.extract.names.lexicon import name_lexicon
from kg.extract.pointers import resolve_pointers
from kg.extract.reading import SAME, Draft, Reading, reading_of, spans
from kg.language.tokens import text_of
from kg.model import Kind, Mention, Name
from kg.resources import frames

__all__ = ["bare_name", "find_references", "language_of", "name_key"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」"}
_SPACES = re.compile(r"\s+")
_INITIALS = re.compile(r" (?:[A-Z]\.\s?)+")
_LEFT_OUT = re.compile(r"[\s《》〈〉“”\"'‘’「」『』·・•‧.,，、\-]")
_OF_A_PLACE = re.compile("[省市县区州]")
_BRACKET = re.compile(r"\s?[（(]([^（）()\n]{2,90})[）)]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&\-]{1,11}(?![A-Za-z0-9])")
_BRACKETED_ACRONYM = re.compile(r"[（(]([A-Z][A-Za-z0-9&\-]{1,11})[）)]")
_NOUN_FOLLOWS = re.compile(
    r"[\u3400-\u9fff]{0,6}(?:俱乐部|实验室|团队|战队|小组|协会|项目|计划|漏洞|系统|平台|工具)"
    r"|[\u3400-\u9fff]{0,10}(?:大赛|竞赛|挑战赛|锦标赛|论坛|峰会|研讨会|年会)"
)
_SESSION = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+届[\u3400-\u9fff]{0,6})?第[一二三四五六七八九十百\d]+次(?:全体)?(?:会议|全会)"
)
_FOUNDING = re.compile(r"(?:成立|换届|揭牌|筹备)(?:大会|会议|仪式)")
_SHORTEST_TITLE = 8
_SLOGAN = re.compile(r"[“\"][^”\"]{4,}[”\"](?P<event>[\u3400-\u9fff]{5,})$")
_EDITION_PREFIX = re.compile(r"^(?:(?:19|20)\d\d年?度?|第[一二三四五六七八九十百\d]+[届次季]|首届)")


def language_of(name: str) -> str:
    """Return the language tag of a name, by its script.

    >>> language_of("国际组织"), language_of("Example Org")
    ('zh', 'en')
    """
    return "zh" if _HAN.search(name) else "en"


def bare_name(text: str) -> str:
    """Return a name without title marks, outer quotation marks and doubled white space."""
    bare = _SPACES.sub(" ", text.strip("《》〈〉") if text[:1] in "《〈" and text[-1:] in "》〉" else text).strip(
        " ，,、"
    )
    inner = bare[1:-1]
    # “Example” is Example, but “一带一路”论坛 and “甲”与“乙” keep their marks.
    return inner.strip() if bare[:1] in _QUOTES and bare[-1:] == _QUOTES[bare[0]] and bare[0] not in inner else bare


def name_key(text: str) -> str:
    """Return what two spellings of one name share: width, case, spaces and quotation marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # What is left out can bring marks together that had been apart.
    return unicodedata.normalize("NFKC", _LEFT_OUT.sub("", folded)).casefold()


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
    resolve_pointers(reading, resolver.registered)
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
            or (span.label_ == Kind.ORGANIZATION and span.end > whole.end)  # 某某大会|组委会, 《某某》|杂志社
            or (whole.label_ == Kind.EVENT and span.label_ == Kind.ORGANIZATION and _has_session(span, whole))
        ):
            yield span


def _has_session(body: Span, event: Span) -> bool:
    """Tell whether an event is a session of the body that its name holds (某委员会第二十次会议), or its founding.

    The founding of a body is also of those that its own name holds (某协会某委员会成立大会).
    """
    text = text_of(event.doc)
    if _SESSION.fullmatch(text, body.end_char, event.end_char):
        return True
    founded = (each for each in spans(event.doc, "names") if each.start == body.start and each.end >= body.end)
    return any(_FOUNDING.fullmatch(text, each.end_char, event.end_char) for each in founded)


class _Resolver:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.by_name: dict[tuple[str, str], Draft] = {}
        self._ends: dict[int, list[Draft]] = {}
        self._glosses = frozenset(_BRACKETED_ACRONYM.findall(self.text))
        self.registered: dict[str, list[str]] = {}

    # -- names ---------------------------------------------------------------------------------------

    def mention(self, span: Span) -> None:
        """Attach a mention to its entity, making one if its name is new; read the gloss behind it."""
        kind = Kind(span.label_)
        name = bare_name(span.text)
        if kind == Kind.PLACE:
            name = name_lexicon().full_places.get(name, name)  # 在京举行
        if not name_key(name):
            return
        outer = self._enclosing(span)
        if span.id_ == SAME and outer is not None:
            self._alias(self.reading.drafts[outer.entity], name)
            return
        draft = self._draft(kind, name)
        draft.confidence = max(draft.confidence, _confidence(span))
        if span.kb_id_:
            self.registered.setdefault(draft.id, []).append(unquote(span.kb_id_.rpartition("/")[2]))
        if outer is None or kind == Kind.PLACE or (outer.kind == Kind.EVENT and kind == Kind.ORGANIZATION):
            self.reading.mentions.append(Mention(span.start_char, span.end_char, span.text, draft.kind, draft.id))
        self._ends.setdefault(span.end_char, []).append(draft)
        self._gloss(span, draft)

    def _draft(self, kind: Kind, name: str) -> Draft:
        key = _key(kind, name)
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
        key = _key(draft.kind, name)
        other = self.by_name.get(key)
        if other is not None and other is not draft and not _other_edition(draft, other):
            self._merge(draft, other)
        self.by_name[key] = draft
        draft.names.setdefault(Name(name, language_of(name)))

    def _merge(self, kept: Draft, other: Draft) -> None:
        kept.names.update(dict.fromkeys(other.names))
        kept.confidence = max(kept.confidence, other.confidence)
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
            for alias in aliases_in(match[1], draft):
                self._alias(draft, alias)
        elif draft.kind == Kind.ORGANIZATION and _HAN.match(self.text[end - 1]):
            acronym = _ACRONYM.match(self.text, end)
            if acronym and acronym[0] in self._glosses:
                return  # 某部ABCD, where ABCD is the acronym of a body of its own
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
                if other is not draft
                and other.kind == draft.kind
                and _is_tail(draft, other)
                and not self._of_another_state(draft, other)
            ]
            if len(longer) == 1:
                names = list(draft.names)
                self._merge(longer[0], draft)
                for name in names:
                    longer[0].names.setdefault(name)
        self._headline_titles()
        self._slogans()
        self._kinds()
        self._surnames()

    def _headline_titles(self) -> None:
        """Join a report named without marks, as headlines do, with the one whose title it shortens."""
        reports = [draft for draft in self.reading.drafts.values() if draft.kind == Kind.REPORT]
        marked = [draft for draft in reports if self._is_marked(draft)]
        for draft in reports if marked else ():
            whole = [other for other in marked if draft not in marked and _shortens(draft, other)]
            if len(whole) == 1:
                self._merge(whole[0], draft)

    def _slogans(self) -> None:
        """Join an event named with its slogan before it and the one that ends so (“某某”安全峰会, 2030安全峰会)."""
        events = [draft for draft in self.reading.drafts.values() if draft.kind == Kind.EVENT]
        for draft in events:
            match = _SLOGAN.match(next(iter(draft.names)).text)
            same = [e for e in events if match and e is not draft and _ends_so(e, match["event"])]
            if len(same) == 1 and not _other_edition(draft, same[0]):
                self._merge(draft, same[0])

    def _is_marked(self, draft: Draft) -> bool:
        return any(f"《{name.text}》" in self.text for name in draft.names)

    def _of_another_state(self, body: Draft, longer: Draft) -> bool:
        """Tell a body that the register knows by its short name from one of another state, named later.

        外交部 that a text begins with is not 某国外交部 that it comes to speak of; behind that, it may be.
        """
        if body.kind != Kind.ORGANIZATION or body.id not in self.registered:
            return False
        name, whole = next(iter(body.names)).text, next(iter(longer.names)).text
        state = whole.removesuffix(name)
        ids = list(self.reading.drafts)
        own = tuple(frames("references")["own_state"]["zh"])
        return whole.endswith(name) and not state.startswith(own) and ids.index(body.id) < ids.index(longer.id)

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
                if taken.find(1, *match.span()) < 0:
                    self.reading.mentions.append(Mention(*match.span(), match[0], Kind.PERSON, owner.id))


def _confidence(span: Span) -> float:
    """How sure the rule is that read a name, see ``confidence.toml``."""
    known: dict[str, float] = frames("confidence")["mentions"]
    layers = {Kind.EVENT: "events", Kind.REPORT: "works", Kind.LEGISLATION: "works", Kind.WORK: "works"}
    rule = span.id_ if span.id_ in known else layers.get(Kind(span.label_), "other")
    return known.get(f"{rule}.{span.label_}", known[rule])


def _other_edition(draft: Draft, other: Draft) -> bool:
    """Tell whether two events say that they are two editions of one series (第二届, 第三届)."""
    editions = [
        {match[0] for name in event.names if (match := _EDITION_PREFIX.match(name.text))} for event in (draft, other)
    ]
    return bool(editions[0] and editions[1]) and editions[0].isdisjoint(editions[1])


def _key(kind: Kind, name: str) -> tuple[str, str]:
    """What two mentions of one thing share: a company's legal form does not count."""
    plain = name_lexicon().without_legal_form(name) if kind == Kind.ORGANIZATION else name
    return family(kind), name_key(plain)


def _ends_so(event: Draft, ending: str) -> bool:
    return any(name.text.endswith(ending) for name in event.names)


def _shortens(short: Draft, longer: Draft) -> bool:
    """Tell whether a title leaves words of another out and begins and ends like it (某某报告, 某某分析报告)."""
    name, whole = (name_key(next(iter(draft.names)).text) for draft in (short, longer))
    if not _SHORTEST_TITLE <= len(name) < len(whole) or name[:4] != whole[:4] or name[-2:] != whole[-2:]:
        return False
    rest = iter(whole)
    return all(character in rest for character in name)


def _is_tail(short: Draft, longer: Draft) -> bool:
    """Tell whether a draft's only name is the tail of a longer name that begins with another body or place."""
    if short.kind not in (Kind.ORGANIZATION, Kind.EVENT, Kind.PERSON):
        return False
    name, whole = next(iter(short.names)).text, next(iter(longer.names)).text
    if short.kind == Kind.PERSON and name != whole and _INITIALS.sub(" ", whole) == name:
        return True  # Jane Q. Roe, then Jane Roe
    if name == whole:
        return False
    if short.kind == Kind.ORGANIZATION and _short_company(name, whole):
        return True
    if name not in whole:
        return False
    if short.kind == Kind.ORGANIZATION and not _HAN.search(name):
        # Example after Example Holdings; Labo after 某某Labo实验室
        inside = re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", whole)
        if len(name) < 4 or inside is None:
            return False
        # What stands behind must be no unit's name: Example Research is not Example.
        rest = whole[inside.end() :].strip(" ,").rstrip(".")
        return bool(_HAN.search(whole)) or (
            inside.start() == 0 and rest in frames("english")["organizations"]["suffixes"]
        )
    if not whole.endswith(name):
        return False
    if short.kind == Kind.PERSON:
        return whole[: -len(name)].endswith(("·", "・", "•", "‧", " ")) and len(name) > 1
    if _OF_A_PLACE.match(name) and whole.endswith(name[1:]) and len(whole) - len(name) < 6 and len(name) > 3:
        return True  # 某某省教育厅, then 省教育厅
    if name_lexicon().ministries.search(name) and len(name) > 2 and len(whole) - len(name) < 6:
        return True  # 某国某部, then 某部
    shortest = 4 if short.kind == Kind.EVENT else 5
    return len(name) >= shortest and bool(_HAN.search(name)) and name not in name_lexicon().common


def _short_company(name: str, whole: str) -> bool:
    """Tell whether a name is a company's short one: 某某公司 after 某地某某传媒有限公司."""
    lexicon = name_lexicon()
    stem = lexicon.without_legal_form(name)
    return stem != name and bool(_HAN.search(stem)) and stem in whole and bool(lexicon.sure_form.search(whole))


def _surname(name: str) -> str:
    if _HAN.search(name):
        parts = re.split(r"[·・•‧]", name)
        return parts[-1] if len(parts) > 1 and len(parts[-1]) > 1 else ""
    words = [word for word in name.replace(",", "").split() if word not in name_lexicon().person_suffixes]
    return words[-1] if len(words) > 1 and len(words[-1]) > 2 else ""
