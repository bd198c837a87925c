"""Who holds which post where, in English text.

English sets posts before a name (Example Org director Jane Roe), behind it between commas (Jane Roe, a researcher at
Example Labs), or behind a verb (Jane Roe is director of Example Org); whose they are is read from the order of signs
in the folded sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.english_words import any_of
from kg.extract.folding import fold
from kg.extract.positions.english_titles import find_english_titles
from kg.extract.reading import Reading, Title
from kg.extract.skeleton import CLASSES, Skeleton
from kg.model import BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_english_positions", "find_english_titles"]

_P, _O, _L, _T = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, "Title"))
_GLOSS = r"(?: ?\([^()]{1,40}\))?"
_PEOPLE = f"(?P<people>{_P}(?:(?:, and |, | and | & ){_P})*)"
_DET = r"(?:an? |the |its |his |her |one of the )?"


@dataclass(frozen=True, slots=True)
class _Patterns:
    posts: tuple[tuple[re.Pattern[str], float], ...]
    more: re.Pattern[str]
    belongs: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    data = frames("english")["positions"]
    implied = any_of(frames("positions")["implied_organization"]["en"])
    at = any_of(data["at"])
    # The body before a title: Example's, the company's; behind it: at Example, of the small firm Example.
    owner = f"(?:(?:the )?(?P<body>{_O}){_GLOSS}(?:['’]s?)? |(?P<implied>(?i:{implied}))['’]s? |{_L}(?:['’]s)? )?"
    titles = f"(?:former |then-?|ex-)?(?:[A-Za-z\\-]+ and )?(?P<titles>{_T}(?:(?: and | & |, |/|, and ){_DET}{_T})*)"
    # at the Example cyber agency, ABC: the second is the body
    within = f"(?:{_O} (?:[a-z][\\w\\-]* ){{0,2}}[a-z]+, )?"
    # at Example's School of …: the inner one
    of_whole = f"(?:{_O}['’]s? )?"
    behind = (
        f"(?: (?:{at}) (?:the )?(?:{_L}(?:['’]s)? )?(?:[a-z][\\w\\-]* ){{0,5}}?{within}{of_whole}(?P<behind>{_O}))?"
    )
    verb = any_of(data["be"])
    return _Patterns(
        (
            (
                re.compile(f"{owner}{titles}(?: (?:of|at|from|with) (?:the )?(?P<behind>{_O}){_GLOSS})?,? {_PEOPLE}"),
                0.95,
            ),
            (re.compile(f"(?P<people>{_P}){_GLOSS}, {_DET}{owner}{titles}(?! {_P}){behind}"), 0.9),
            (re.compile(f"(?P<people>{_P}) \\({_DET}{owner}{titles}{behind}[^()]{{0,20}}\\)"), 0.9),
            (re.compile(f"(?P<people>{_P}) (?:{verb}) {_DET}{owner}{titles}{behind}", re.I), 0.9),
        ),
        re.compile(
            f"(?:,? and (?:now |currently |formerly |previously |also )?|, ){_DET}{owner}{titles}(?! {_P}){behind}"
        ),
        (
            re.compile(f"(?P<body>{_O}){_GLOSS}['’]s? {_PEOPLE}"),
            re.compile(f"(?P<people>{_P}) (?:of|from|at|with) (?:the )?(?P<body>{_O})(?!['’ ]*s? ?{_T})"),
        ),
    )


def find_english_positions(reading: Reading) -> None:
    """Record who holds which post, and to which organization people belong."""
    for start, end in reading.sentences:
        if reading.block_at(start).kind in (BlockKind.TITLE, BlockKind.CREDIT):
            continue
        folded = fold(reading, start, end)
        if _P not in folded.text:
            continue
        patterns = _patterns()
        settled: set[int] = set()
        for pattern, confidence in patterns.posts:
            for match in pattern.finditer(folded.text):
                signs = set(range(*match.span("titles"))) & set(folded.items)
                if not signs & settled:
                    settled |= signs
                    _posts(reading, folded, match, confidence)
                    at = match.end()
                    people = [item.what for item in folded.within(*match.span("people"))]
                    while len(people) == 1 and (more := patterns.more.match(folded.text, at)):
                        _posts(reading, folded, more, confidence, people)
                        at = more.end()
        for pattern in patterns.belongs:
            for match in pattern.finditer(folded.text):
                body: Mention = folded.items[match.start("body")].what
                evidence = reading.evidence(*folded.clean(*match.span()), "positions.of", 0.8)
                for item in folded.within(*match.span("people")):
                    reading.add(item.what.entity, "affiliation", body.entity, evidence)


def _posts(
    reading: Reading,
    folded: Skeleton[Any],
    match: re.Match[str],
    confidence: float,
    holders: list[Mention] | None = None,
) -> None:
    evidence = reading.evidence(*folded.clean(*match.span()), "positions", confidence)
    titles = [item.what for item in folded.within(*match.span("titles")) if isinstance(item.what, Title)]
    body = _body(reading, folded, match)
    people = holders or [item.what for item in folded.within(*match.span("people"))]
    if holders is None and len(people) > 1 and match.end() == match.end("people"):
        # Director Jane Roe and John Doe: the post is the first one's, unless it is in the plural.
        last = titles[-1]
        if not reading.document.text[last.start : last.end].lower().startswith(last.text.lower() + "s"):
            people = people[:1]
    for person in people:
        for title in titles:
            position = _position(reading, person.entity, title.text, body)
            reading.add(position, "type", str(Kind.POSITION), evidence)
            text = Value(title.text, ValueType.TEXT, reading.document.language)
            reading.add(position, "positionTitle", text, evidence)
            reading.add(person.entity, "holds", position, evidence)
            if body:
                reading.add(position, "positionAt", body, evidence)
                before = folded.text[max(0, match.start() - 8) : match.start("titles")]
                if not title.former and not re.search(r"(?:\b[Ff]ormer|\b[Ee]x-|\bthen-?)", before):
                    reading.add(person.entity, "affiliation", body, evidence)


def _body(reading: Reading, folded: Skeleton[Any], match: re.Match[str]) -> str:
    """The body where the post is: named with it, or the latest one where the text says "the company's"."""
    groups = match.groupdict()
    for role in ("behind", "body"):
        if groups.get(role):
            mention: Mention = folded.items[match.start(role)].what
            return mention.entity
    if groups.get("implied"):
        before = folded.clean(match.start("implied"), match.end("implied"))[0]
        for mention in reversed(reading.mentions):
            if mention.kind == Kind.ORGANIZATION and mention.end <= before and before - mention.end < 600:
                return mention.entity
    return ""


def _position(reading: Reading, person: str, title: str, body: str) -> str:
    key = f"{person} {title} {body}"
    known = reading.positions.get(key)
    if known is None:
        known = reading.positions[key] = reading.new(Kind.POSITION).id
    return known
