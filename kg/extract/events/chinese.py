"""Events with a name in Chinese text.

An event's name ends in its class (大会, 峰会, 演习, 大选) and holds what makes it one event: a place, an
organization, a year, an edition, a proper noun. 本次峰会 and the like point back and are no names.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import spans
from kg.model import Kind
from kg.resources import frames

__all__ = ["edition_of", "find_chinese_events"]

_INSIDE = {"NOUN", "PROPN", "ADJ"}
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]+[届次季]|首届")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?$")
_LEADING_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_LONGEST = 14


@cache
def _endings() -> re.Pattern[str]:
    words = frames("events")["endings"]["zh"]
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})$")


@cache
def _common() -> frozenset[str]:
    return frozenset(frames("events")["common"]["zh"])


@cache
def _back() -> frozenset[str]:
    return frozenset(frames("events")["back"]["zh"])


def find_chinese_events(doc: Doc) -> list[Span]:
    """Return the events of a document, in order; ``kb_id_`` is the IRI where a register has it."""
    inside_works = {i for span in spans(doc, "works") for i in range(span.start, span.end)}
    # 联合国某某会议 can be a body: what is known as one is no event.
    bodies = {span.end for span in spans(doc, "names") if span.label_ == Kind.ORGANIZATION}
    found: list[Span] = []
    for sentence in doc.sents:
        at = sentence.end
        while at > sentence.start:
            token = doc[at - 1]
            start = None
            if token.i not in inside_works and at not in bodies and _ends_event(doc, token, sentence.end):
                start = _start(doc, sentence.start, token, inside_works)
            if start is None:
                at -= 1
                continue
            found.append(Span(doc, start, at, label=str(Kind.EVENT)))
            at = start
    taken = {i for span in found for i in range(span.start, span.end)}
    for span in spans(doc, "register"):
        if span.label_ != Kind.EVENT or span.id_ == "ambiguous" or span.start in inside_works | taken:
            continue
        start = span.start
        while start and (_YEAR.match(doc[start - 1].text) or _EDITION.match(doc[start - 1].text)):
            start -= 1
        found.append(Span(doc, start, span.end, label=str(Kind.EVENT), kb_id=span.kb_id_))
    return sorted(found, key=lambda span: span.start)


def _ends_event(doc: Doc, token: Token, limit: int) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "VERB") or not _endings().search(token.text):
        return False
    following = doc[token.i + 1] if token.i + 1 < limit else None
    # 论坛 + 用户, 会议 + 室: the event's class is only the beginning of another noun.
    return following is None or not (
        following.pos_ == "NOUN" and following.text in ("用户", "室", "软件", "纪要", "中心", "平台", "帖子", "系统")
    )


def _start(doc: Doc, floor: int, last: Token, closed: set[int]) -> int | None:
    lexicon = name_lexicon()
    at = last.i
    while at > floor and last.i - at < _LONGEST:
        before = doc[at - 1]
        if before.i in closed or before.text in lexicon.barriers or before.text in _back() or before.is_space:
            break
        year = bool(_YEAR.match(before.text))
        if before.ent_type_ == "PERSON" or (before.ent_type_ == "DATE" and not year):
            break
        if before.ent_type_ == "" and before.pos_ not in _INSIDE and not (year or _EDITION.match(before.text)):
            joined = before.text in ("和", "与", "及", "&") and at - 2 >= floor and doc[at - 2].pos_ in _INSIDE
            if not joined or doc[at - 2].ent_type_ or (at < last.i and doc[at].ent_type_):
                break
        at -= 1
    while at < last.i and doc[at].text in ("和", "与", "及", "&", "全", "新", "大", "上", "主要", "首个", "新一届"):
        at += 1
    words = [doc[i] for i in range(at, last.i)]
    core = "".join(word.text for word in words) + _endings().sub("", last.text)
    if not core or core in _common():
        return None
    named = any(word.ent_type_ in ("GPE", "LOC", "ORG", "FAC") or word.pos_ == "PROPN" for word in words)
    dated = any(_YEAR.match(word.text) or _EDITION.match(word.text) for word in words)
    plain = "".join(word.text for word in words if not _YEAR.match(word.text) and not _EDITION.match(word.text))
    if last.pos_ == "PROPN" and not words:
        return at
    if not (named or (dated and len(plain) >= 2) or (words and words[0].text in lexicon.anchors and len(plain) >= 4)):
        return None
    if not named and plain in _common():
        return None
    return at


def edition_of(name: str) -> str:
    """Return what tells an edition of an event or report apart: its year, or an empty string.

    >>> edition_of("2031年示范城市峰会"), edition_of("示范指数2030年版"), edition_of("示范论坛")
    ('2031', '2030', '')
    """
    match = _LEADING_YEAR.search(name)
    return match[1] if match else ""
