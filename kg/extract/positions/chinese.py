"""Who holds which post where, in Chinese text.

Chinese puts posts before a name (某研究所主任、研究员某某) or right behind it (某某主席), and each post may have an
organization of its own (甲院院士、乙大学教授某某). Whose they are is
read from the order of signs in the folded sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.extract.folding import fold
from kg.extract.reading import Reading, Title
from kg.extract.skeleton import CLASSES, Skeleton
from kg.model import Kind, Mention, Value, ValueType

__all__ = ["find_chinese_positions"]

_PERSON, _BODY, _PLACE, _TITLE = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, "Title"))
_OF = "(?:的|[ ]|·)?"
_AND = "(?:、|兼任|兼|和|及|与|，|[ ]|/|／|暨)"
_POST = f"(?:(?:前|原|时任|现任|[{_PLACE}])?[{_BODY}]{{1,2}}{_OF}|[{_PLACE}])?{_TITLE}"
# 某院院长、某校教授某某; 某某（某院院长）; 某某，某院院长; 某某担任某院院长; 某某主席
_BEFORE = re.compile(f"(?P<posts>{_POST}(?:{_AND}{_POST})*)(?:：|:|——|[ ])?(?P<people>{_PERSON}(?:、{_PERSON})*)")
_BEHIND_BRACKET = re.compile(f"(?P<people>{_PERSON})[（(](?P<posts>{_POST}(?:{_AND}{_POST})*)[）)]")
_BEHIND_COMMA = re.compile(
    f"(?P<people>{_PERSON})[，,](?:系|是|为|现任|现为)?(?P<posts>{_POST}(?:{_AND}{_POST})*)(?=[，,。；）)]|$)"
)
_BEHIND_VERB = re.compile(
    f"(?P<people>{_PERSON})(?:目前|现|曾|此前|将|还|同时)?(?:担任|出任|就任|任|是|系|为|被任命为|当选为|当选)[^，。；{_PERSON}]{{0,8}}?(?P<posts>{_POST}(?:{_AND}{_POST})*)"
)
_BEHIND = re.compile(f"(?P<people>{_PERSON})(?P<posts>{_TITLE})(?!{_PERSON}|{_AND}?[{_BODY}]?{_PERSON})")
_FROM = re.compile(f"(?P<body>{_BODY})(?:的|[ ])?(?P<people>{_PERSON}(?:、{_PERSON})*)(?!{_TITLE}[{_PERSON}])")
_SPLIT = re.compile(f"(?P<former>前|原|时任)?(?P<place>[{_PLACE}])?(?P<bodies>[{_BODY}]*){_OF}(?P<title>{_TITLE})")


def find_chinese_positions(reading: Reading) -> None:
    """Record who holds which post, and to which organization people belong."""
    for start, end in reading.sentences:
        folded = fold(reading, start, end)
        if _PERSON not in folded.text:
            continue
        for pattern, confidence in (
            (_BEFORE, 0.95),
            (_BEHIND_BRACKET, 0.9),
            (_BEHIND_COMMA, 0.85),
            (_BEHIND_VERB, 0.9),
            (_BEHIND, 0.9),
        ):
            for match in pattern.finditer(folded.text):
                _posts(reading, folded, match, confidence)
        for match in _FROM.finditer(folded.text):
            _belongs(reading, folded, match)


def _people(folded: Skeleton[Any], match: re.Match[str]) -> Iterator[Mention]:
    for item in folded.within(*match.span("people")):
        yield item.what


def _posts(reading: Reading, folded: Skeleton[Any], match: re.Match[str], confidence: float) -> None:
    start, end = folded.clean(*match.span())
    evidence = reading.evidence(start, end, "positions", confidence)
    people = list(_people(folded, match))
    body: Mention | None = None
    former = False
    offset = match.start("posts")
    for post in _SPLIT.finditer(match["posts"]):
        bodies = folded.within(offset + post.start("bodies"), offset + post.end("bodies"))
        if bodies:
            body = bodies[-1].what
            former = bool(post["former"])
        title: Title = folded.items[offset + post.start("title")].what
        words = title.text
        for person in people:
            position = _position(reading, person.entity, words, body.entity if body else "")
            language = reading.document.language
            reading.add(position, "type", str(Kind.POSITION), evidence)
            reading.add(position, "positionTitle", Value(words, ValueType.TEXT, language), evidence)
            reading.add(person.entity, "holds", position, evidence)
            if body:
                reading.add(position, "positionAt", body.entity, evidence)
                if not (former or title.former):
                    reading.add(person.entity, "affiliation", body.entity, evidence)


def _position(reading: Reading, person: str, title: str, body: str) -> str:
    key = f"{person} {title} {body}"
    known = reading.positions.get(key)
    if known is None:
        known = reading.positions[key] = reading.new(Kind.POSITION).id
    return known


def _belongs(reading: Reading, folded: Skeleton[Any], match: re.Match[str]) -> None:
    """A person named right behind an organization belongs to it (据某公司的某某介绍)."""
    body: Mention = folded.items[match.start("body")].what
    start, end = folded.clean(*match.span())
    for person in _people(folded, match):
        reading.add(person.entity, "affiliation", body.entity, reading.evidence(start, end, "positions.of", 0.8))
