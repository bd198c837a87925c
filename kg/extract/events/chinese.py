"""Events with a name in Chinese text.

An event's name ends in its class (大会, 峰会, 演习, 大选) and holds what makes it one event: a place, an
organization, a year, an edition, a proper noun. 本次峰会 and the like point back and are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.events.operations import operations
from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import spans
from kg.language.tokens import split_tokens, text_of, words_of
from kg.model import Kind
from kg.resources import frames

__all__ = ["edition_of", "find_chinese_events"]

_INSIDE = {"NOUN", "PROPN", "ADJ"}
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]+[届次季]|首届")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?$")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d[ ]?(?:年度?)?[ ]?$")
_LEADING_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_DAY_OF_WEEK = re.compile(r"(?:[\u3400-\u9fff]{2,6}日)?(?:主题)?(?:高峰)?(?:论坛|博览会|座谈会)")
_WEEK = re.compile(rf"(?P<week>[\u3400-\u9fff]周)(?={_DAY_OF_WEEK.pattern})")
_IN_MARKS = re.compile(r'[“"](?P<name>[^“”"《》，。；：、\n]{6,36})[”"]')
_LONGEST = 18
_QUOTED = 12
"""The longest quoted part of a name, in words."""
_NEAR = 24
"""Characters behind a name in which it is said that the event was held."""
_DOTS = ("·", "•", "・")
_BETWEEN = ("—", "–", "－", "-")
_MARKS = {"”": "“", "’": "‘", "」": "「", '"': '"'}
_JOINED = ("和", "与", "及", "&")


@dataclass(frozen=True, slots=True)
class _EventLexicon:
    ending: re.Pattern[str]
    last: frozenset[str]
    """The characters that an ending ends in: what ends in another needs no pattern."""
    weak: tuple[str, ...]
    websites: tuple[str, ...]
    common: frozenset[str]
    back: frozenset[str]
    inside: frozenset[str]
    leading: frozenset[str]
    nominal: frozenset[str]
    predicates: frozenset[str]
    not_before: frozenset[str]
    held: re.Pattern[str]
    before_marks: tuple[str, ...]
    """What stands before the name of an event in quotation marks: a verb, or the event that it is a part of."""
    held_behind: re.Pattern[str]
    body_behind: re.Pattern[str]
    """Behind a name that is an event's and its organization's: that this is the organization."""
    organ_behind: re.Pattern[str]
    body_around: tuple[str, re.Pattern[str]]


@cache
def _lexicon() -> _EventLexicon:
    data = frames("events")

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    return _EventLexicon(
        re.compile(f"(?:{any_of(data['endings']['zh'])})$"),
        frozenset(word[-1] for word in data["endings"]["zh"]),
        tuple(data["weak"]["zh"]),
        tuple(data["weak"]["websites_zh"]),
        frozenset(data["common"]["zh"]),
        frozenset(data["back"]["zh"]),
        frozenset(data["inside"]["zh"]),
        frozenset(data["leading"]["zh"]),
        frozenset(data["inside"]["verbs_zh"]),
        frozenset(data["inside"]["not_verbs_zh"]),
        frozenset(data["not_before"]["zh"]),
        re.compile(any_of(data["held"]["zh"])),
        (*data["quoted"]["before_zh"], *data["endings"]["zh"]),
        re.compile(f"[^，。；\\n]{{0,8}}在[^，。；\\n]{{2,24}}(?:{any_of(data['held']['zh'])})"),
        re.compile(any_of(data["bodies"]["behind_zh"])),
        re.compile(any_of(data["bodies"]["organs_zh"])),
        ("由", re.compile(f"(?:（[^（）]{{1,12}}）)?(?:{any_of(data['bodies']['organize_zh'])})")),
    )


def find_chinese_events(doc: Doc) -> list[Span]:
    """Return the events of a document, in order; ``kb_id_`` is the IRI where a register has it."""
    weeks = {match.end("week") for match in _WEEK.finditer(text_of(doc))}
    if weeks:
        split_tokens(doc, weeks)  # 宣传|周电信|日
    inside_works = {i for span in spans(doc, "works") for i in range(span.start, span.end)}
    # 联合国某某会议 can be a body: what is known as one is no event.
    bodies = {span.end: span.start for span in spans(doc, "names") if span.label_ == Kind.ORGANIZATION}
    found: list[Span] = []
    last = _lexicon().last
    may_end = [word[-1] in last for word in words_of(doc)]
    for sentence in doc.sents:
        at = sentence.end
        while at > sentence.start:
            if not may_end[at - 1]:
                at -= 1
                continue
            token = doc[at - 1]
            start = None
            if token.i not in inside_works and at not in bodies:
                head = _head(doc, sentence.start, token)
                if head is not None and _is_last(doc, token, sentence.end):
                    start = _start(doc, sentence.start, head, token, inside_works, bodies)
            if start is None or not _plausible(doc, start, at, sentence):
                at -= 1
                continue
            start = _in_quotes(doc, sentence.start, start, at)
            found.append(Span(doc, start, _with_day(doc, at), label=str(Kind.EVENT)))
            at = start
    taken = {i for span in found for i in range(span.start, span.end)}
    found.extend(_quoted(doc, inside_works | taken))
    taken = {i for span in found for i in range(span.start, span.end)}
    found.extend(operations(doc, inside_works | taken))
    taken = {i for span in found for i in range(span.start, span.end)}
    for span in spans(doc, "register"):
        if span.label_ != Kind.EVENT or span.id_ == "ambiguous" or span.start in inside_works | taken:
            continue
        if span.start > span.sent.start and doc[span.start - 1].text in name_lexicon().anchors:
            continue  # 世界|某某峰会: another one's name, or a class
        start = _with_edition(doc, span.start, span.sent.start)
        found.append(Span(doc, start, span.end, label=str(Kind.EVENT), kb_id=span.kb_id_))
    return sorted((_as_body(span) for span in found), key=lambda span: span.start)


def _as_body(span: Span) -> Span:
    """The span of an event as that of the organization of the same name, where that is meant (某某论坛|秘书长)."""
    lexicon, text = _lexicon(), text_of(span.doc)
    before, organizes = lexicon.body_around
    meant = lexicon.body_behind.match(text, span.end_char) or (
        text.startswith(before, max(0, span.start_char - 1)) and organizes.match(text, span.end_char)
    )
    organ = lexicon.organ_behind.match(text, span.end_char)
    if organ and (body := span.doc.char_span(span.start_char, organ.end(), label=str(Kind.ORGANIZATION))) is not None:
        return body  # 某某大会|组委会
    if not meant or _LEADING_YEAR.match(span.text) or _EDITION.match(span.text):
        return span
    return Span(span.doc, span.start, span.end, label=str(Kind.ORGANIZATION))


def _with_day(doc: Doc, end: int) -> int:
    """Where the name of an event ends that is held on a day of a week: 某某宣传周|电信日主题论坛."""
    if doc[end - 1].text[-1] != "周":
        return end
    first = doc[end - 1].idx + len(doc[end - 1])
    match = _DAY_OF_WEEK.match(text_of(doc), first)
    day = match and doc.char_span(first, match.end())
    return day.end if day else end


def _head(doc: Doc, floor: int, token: Token) -> int | None:
    """The first token of an event's class that ends at ``token``: 大会, or 宣传 + 周."""
    if token.pos_ not in ("NOUN", "PROPN", "VERB"):
        return None
    ending = _lexicon().ending
    if ending.search(token.text):
        return token.i
    for head in range(token.i - 1, max(floor, token.i - 2) - 1, -1):
        if ending.fullmatch(doc[head : token.i + 1].text):
            return head
    return None


def _is_last(doc: Doc, token: Token, limit: int) -> bool:
    """Tell whether the class is not only the beginning of another noun (论坛 + 用户, 会议 + 室)."""
    following = doc[token.i + 1] if token.i + 1 < limit else None
    return following is None or not (following.pos_ == "NOUN" and following.text in _lexicon().not_before)


def _plausible(doc: Doc, start: int, end: int, sentence: Span) -> bool:
    """Tell whether a name of a class of which bodies hold many (听证会, 会议) is that of one event.

    It is where it has a year or a number, or where the sentence says that it was held or who was there.
    """
    lexicon = _lexicon()
    name = doc[start:end].text
    if not name.endswith(lexicon.weak) or _LEADING_YEAR.search(name) or _EDITION.search(name):
        return True
    after = doc[end : sentence.end].text[:24]
    before = doc[sentence.start : start].text[-12:]
    if lexicon.held.search(after) or lexicon.held.search(before):
        return True
    # 某某论坛上 is a website as often as a conference.
    return not name.endswith(lexicon.websites) and re.match("[上中]|期间|现场", after) is not None


def _with_edition(doc: Doc, start: int, floor: int) -> int:
    """The start of an event's name with the year and the number that stand before it (2031 年第十届)."""
    while start > floor and (
        doc[start - 1].is_space
        or _EDITION.fullmatch(doc[start - 1].text)
        or (_YEAR_BEFORE.search(doc[max(floor, start - 3) : start].text) and doc[start - 1].text[:1] in "12年 ")
    ):
        start -= 1
    while doc[start].is_space:
        start += 1
    return start


def _ends_dateline(token: Token) -> bool:
    """Tell whether a dateline ends here: 某某网讯, 某地5月1日电."""
    return token.text in ("讯", "电") or token.text.endswith(("网讯", "报讯", "社讯"))


def _opening(doc: Doc, floor: int, closing: int, closed: set[int]) -> int | None:
    """The opening mark of the quoted words that end here, if they are short and whole."""
    mark = _MARKS.get(doc[closing].text)
    if mark is None or (mark == '"' and sum(doc[i].text == mark for i in range(floor, closing)) % 2 == 0):
        return None
    for i in range(closing - 1, max(floor, closing - _QUOTED) - 1, -1):
        if i in closed or (doc[i].is_punct and doc[i].text not in mark + "、·"):
            return None
        if doc[i].text == mark and closing - i > 1:
            return i
    return None


def _bracket(doc: Doc, floor: int, closing: int) -> int | None:
    """The opening bracket of an acronym behind a body's name, or of a place inside an event's, if that ends here."""
    opening = closing - 2
    if opening <= floor or doc[opening].text not in "（(":
        return None
    inside, before = doc[closing - 1], doc[opening - 1]
    acronym = inside.text.isascii() and before.ent_type_ == "ORG"
    place = inside.ent_type_ in ("GPE", "LOC") and before.pos_ in _INSIDE  # 某国(某市)博览会
    return opening if acronym or place else None


def _serves_as_noun(doc: Doc, floor: int, verb: Token) -> bool:
    """Tell whether a verb is a word of a name: a noun as often (某业|发展|论坛), or behind a year or number.

    The tagger makes one word of such a verb and the noun behind it now and then (发展高层).
    """
    lexicon = _lexicon()
    if verb.i == floor or verb.text in lexicon.predicates:
        return False
    nominal = verb.text in lexicon.nominal or (len(verb) == 4 and verb.text[:2] in lexicon.nominal)
    return (nominal and doc[verb.i - 1].pos_ in _INSIDE) or _reaches_edition(doc, floor, verb.i - 1)


def _reaches_edition(doc: Doc, floor: int, at: int) -> bool:
    """Tell whether nothing but words that a name may hold stands between here and the year or number of an edition."""
    predicates = _lexicon().predicates
    for i in range(at, max(floor, at - _LONGEST) - 1, -1):
        token = doc[i]
        if _EDITION.match(token.text) or _YEAR.match(token.text):
            return True
        inside = token.pos_ in _INSIDE or token.text in _JOINED
        if not inside and (token.pos_ != "VERB" or token.text in predicates):
            return False
        if token.ent_type_ == "PERSON" or _lexicon().ending.search(token.text):
            return False
    return False


def _in_quotes(doc: Doc, floor: int, start: int, end: int) -> int:
    """Where the name of an event begins that fills quotation marks: “2031|上门|示例大会”."""
    if end == len(doc) or (mark := _MARKS.get(doc[end].text)) is None:
        return start
    for i in range(start - 1, max(floor, start - _QUOTED) - 1, -1):
        token = doc[i]
        if token.text == mark:
            return i + 1
        if token.is_punct or token.is_space or token.pos_ not in (*_INSIDE, "NUM", "VERB"):
            return start
        if token.text in _lexicon().predicates or token.text in _lexicon().back:
            return start
    return start


def _quoted(doc: Doc, closed: set[int]) -> Iterator[Span]:
    """Events whose whole name stands in quotation marks: 出席“某某会议”, 某某峰会“某某论坛”, “某某论坛”在某地举行."""
    lexicon, text = _lexicon(), text_of(doc)
    for match in _IN_MARKS.finditer(text):
        name = match["name"]
        if name[-1] not in lexicon.last or not lexicon.ending.search(name) or name.startswith(tuple(lexicon.back)):
            continue
        if not text.endswith(lexicon.before_marks, 0, match.start()) and not lexicon.held_behind.match(
            text, match.end()
        ):
            continue
        span = doc.char_span(*match.span("name"), label=str(Kind.EVENT))
        if span is not None and closed.isdisjoint(range(span.start, span.end)):
            yield span


def _start(doc: Doc, floor: int, head: int, last: Token, closed: set[int], bodies: dict[int, int]) -> int | None:
    names, lexicon = name_lexicon(), _lexicon()
    at = head
    quoted = False
    while at > floor and head - at < _LONGEST:
        before = doc[at - 1]
        if (opening := _opening(doc, floor, at - 1, closed)) is not None:
            part = doc[at : last.i + 1].text
            if lexicon.ending.search(doc[at - 2].text) and lexicon.ending.sub("", part) in lexicon.common:
                return None  # “某某峰会”主论坛: a part of the one named in the quotation marks
            at, quoted = opening, True  # “某某”博览会
            continue
        if floor <= bodies.get(at, -1) < at - 1 and bodies[at] not in closed:
            at, quoted = bodies[at], True  # 某某组织|产业论坛
            continue
        if before.text in _BETWEEN and at - 2 >= floor and doc[at - 2].ent_type_ in ("GPE", "ORG"):
            at -= 1  # 某国—某国峰会
            continue
        if before.text in "）)" and (opening := _bracket(doc, floor, at - 1)) is not None:
            at = opening  # 某某集团（ABC）部长会议
            continue
        if before.text == "暨" and at - 2 >= floor and lexicon.ending.search(doc[at - 2].text):
            at -= 1  # 某某大会暨某某论坛: one event with two names
            continue
        if before.text in _DOTS and at - 2 >= floor and doc[at - 2].pos_ in _INSIDE:
            at -= 1  # 某某大会·某某论坛
            continue
        barrier = before.text in names.barriers and before.text not in lexicon.inside
        if before.i in closed or barrier or before.text in lexicon.back or before.is_space or _ends_dateline(before):
            break
        year = bool(_YEAR.match(before.text))
        if before.ent_type_ == "PERSON" or (before.ent_type_ == "DATE" and not year):
            break
        if before.pos_ == "VERB" and before.ent_type_ == "" and _serves_as_noun(doc, floor, before):
            at -= 1
            continue
        if before.ent_type_ == "" and before.pos_ not in _INSIDE and not (year or _EDITION.match(before.text)):
            joined = before.text in _JOINED and at - 2 >= floor and doc[at - 2].pos_ in _INSIDE
            if not joined or doc[at - 2].ent_type_ or (at < head and doc[at].ent_type_):
                break
            if lexicon.ending.search(doc[at - 2].text):
                break  # another event
        at -= 1
    while at < head and (
        doc[at].text in _JOINED
        or doc[at].text in lexicon.leading
        # 问|界|首届某某大赛: the rest of a brand that the tagger has cut
        or (len(doc[at]) == 1 and doc[at].pos_ == "NOUN" and _EDITION.fullmatch(doc[at + 1].text) is not None)
    ):
        at += 1
    at = _with_edition(doc, at, floor)
    words = [doc[i] for i in range(at, head) if not doc[i].is_space]
    stem = lexicon.ending.sub("", doc[head : last.i + 1].text)
    core = "".join(word.text for word in words) + stem
    if not core or core in lexicon.common:
        return None
    named = any(word.ent_type_ in ("GPE", "LOC", "ORG", "FAC") or word.pos_ == "PROPN" for word in words)
    named = named or quoted
    dated = any(_YEAR.match(word.text) or _EDITION.match(word.text) for word in words)
    plain = "".join(word.text for word in words if not _YEAR.match(word.text) and not _EDITION.match(word.text))
    plain = plain.removeprefix("年") + stem
    if last.pos_ == "PROPN" and not words and head == last.i:
        return at
    if not (named or (dated and len(plain) >= 2) or (words and words[0].text in names.anchors and len(plain) >= 4)):
        return None
    if not named and (plain in lexicon.common or plain.removeprefix(words[0].text) in lexicon.common):
        # 世界|网络|峰会: any of them, but the one of a year that is held (2031年|数据安全|大会5月6日举行).
        held = dated and len(plain) > 3 and lexicon.held.search(text_of(doc), last.idx, last.idx + _NEAR)
        return at if held else None
    return at


def edition_of(name: str) -> str:
    """Return what tells an edition of an event or report apart: its year, or an empty string.

    >>> edition_of("2031年示范城市峰会"), edition_of("示范指数2030年版"), edition_of("示范论坛")
    ('2031', '2030', '')
    """
    match = _LEADING_YEAR.search(name)
    return match[1] if match else ""
