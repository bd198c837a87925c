"""Who holds which post where, in English text.

English sets posts before a name (Example Org director Jane Roe), behind it between commas (Jane Roe, a researcher at
Example Labs), or behind a verb (Jane Roe is director of Example Org, joined Example Org as its director, left her post
as director); whose they are is read from the order of signs in the folded sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from kg.extract.english_words import any_of
from kg.extract.folding import fold
from kg.extract.positions.english_titles import find_english_titles
from kg.extract.reading import Reading, Title
from kg.extract.skeleton import CLASSES, Skeleton
from kg.model import BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_english_positions", "find_english_titles"]

_P, _O, _L, _T, _TIME = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, "Title", "Time"))
_GLOSS = r"(?: ?\([^()]{1,40}\))?"
_PEOPLE = f"(?P<people>{_P}(?:(?:, and |, | and | & ){_P})*)"
_DET = r"(?:(?:an?|the|its|his|her|their|one of the) )?(?:(?:new|next|current|incoming|outgoing) )?"
_FORMER = re.compile(r"\b(?:former|formerly|previously|once|ex-|then-?)(?![a-z])", re.I)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to say who holds a post, or held it."""

    pattern: re.Pattern[str]
    confidence: float
    former: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    posts: tuple[_Way, ...]
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
    # CEO of A and B: of both, where nothing of the second one follows
    bodies = f"(?P<behind>{_O}(?: and {_O}(?=[,.;:)]|$))?)"
    behind = f"(?: (?:{at}) (?:the )?(?:{_L}(?:['’]s)? )?(?:[a-z][\\w\\-]* ){{0,5}}?{within}{of_whole}{bodies})?"
    # director of Example, of Example's audit center, of the republic | , Jane Roe
    unit = "['’]s? (?:[a-z][\\w\\-]* ){1,3}[a-z]+(?=,)"
    named_at = f"(?: (?:of|at|from|with) (?:the )?(?:(?P<behind>{_O})(?:{unit}|{_GLOSS})|{_L}(?=,)))"
    # a well-known security and | privacy researcher
    nations = frames("english")["places"]["demonyms"]
    loose = f"(?:(?:{any_of([*data['not_before'], *nations])}) ){{0,2}}"
    not_of_next = f"(?!(?:(?: and |, | & ){_T})* {_P})"
    post = f"{_DET}{loose}{owner}{titles}{not_of_next}{behind}"
    person = f"(?P<people>{_P}){_GLOSS}"
    who = f"{person}(?:,? who| and)? "
    verb, also = any_of(data["be"]), f"(?:(?:{any_of(data['also'])}|{_TIME}) )?"
    posts, own = any_of(data["posts"]), "(?:his|her|their|the)"
    # What else the sentence tells of the one person that it names.
    honorifics = f"(?:{any_of(frames('english')['people']['honorifics'])})"
    told = f'[^.;:“”"{_P}]{{1,140}}?'
    return _Patterns(
        (
            # Example and its director Jane Roe
            _Way(re.compile(f"(?P<body>{_O})\\.?{_GLOSS},? and its {loose}{titles},? (?P<people>{_P})"), 0.9),
            _Way(
                re.compile(f"{owner}{titles}{named_at}?,? {_PEOPLE}"),
                0.95,
            ),
            # Jane Roe, Commissioner for Ports, Example Commission
            _Way(
                re.compile(
                    f"{person}, (?P<titles>{_T}), (?P<behind>{_O})(?=[.;)]|$|,? and |, (?:{honorifics} )?{_P}[,.])"
                ),
                0.85,
            ),
            _Way(re.compile(f"{person}, {post}"), 0.9),
            _Way(re.compile(f"(?P<people>{_P}) \\({_DET}{owner}{titles}{behind}[^()]{{0,20}}\\)"), 0.9),
            _Way(re.compile(f"{who}{also}(?:{verb}) {also}(?:to {own} (?:{posts}) of )?{post}", re.I), 0.9),
            _Way(re.compile(f"{who}{also}(?:{any_of(data['hold'])}) {own} (?:{posts}) of {post}"), 0.9),
            _Way(
                re.compile(
                    f"{person}(?:{told})? (?:(?:{any_of(data['leave'])}) {own} (?:{posts})"
                    f"|(?:{any_of(data['resign'])})(?: from {own} (?:{posts}))?) as {post}"
                ),
                0.85,
                former=True,
            ),
            _Way(
                re.compile(
                    f"{person}(?:{told})? (?:{any_of(data['join'])}) (?:the )?(?P<body>{_O}){_GLOSS} (?:in {_TIME} )?as"
                    f" {_DET}(?P<titles>{_T})(?! {_P})"
                ),
                0.85,
            ),
            _Way(re.compile(f"{who}(?:{any_of(data['succeed'])}) {_P} as {post}"), 0.85),
            _Way(
                re.compile(
                    f"(?:(?P<namer>{_O}){_GLOSS} (?:has |had )?)?(?:{any_of(data['appoint'])}) {person}"
                    f" (?:as |to be |to serve as )?{post}"
                ),
                0.85,
            ),
            _Way(
                re.compile(
                    f"{person},? whom {_P} (?:has |had )?(?:{any_of(data['appoint'])})"
                    f" (?:to {own} (?:{posts}) of |as |to be )?{post}"
                ),
                0.85,
            ),
            _Way(re.compile(f"{person}(?:{told} and|, who {told},) (?:{verb}) {also}{post}"), 0.8),
        ),
        re.compile(f"(?:,? and {also}|, ){post}"),
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
        for way in patterns.posts if _T in folded.text else ():
            for match in way.pattern.finditer(folded.text):
                signs = set(range(*match.span("titles"))) & set(folded.items)
                if not signs & settled:
                    settled |= signs
                    _posts(reading, folded, match, way)
                    at = match.end()
                    people = [item.what for item in folded.within(*match.span("people"))]
                    while len(people) == 1 and (more := patterns.more.match(folded.text, at)):
                        if any(_plural(reading, title) for title in _titles(folded, more)):
                            break  # a researcher at A and B researchers
                        settled |= set(range(*more.span("titles"))) & set(folded.items)
                        _posts(reading, folded, more, _Way(patterns.more, way.confidence), people)
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
    way: _Way,
    holders: list[Mention] | None = None,
) -> None:
    evidence = reading.evidence(*folded.clean(*match.span()), "positions", way.confidence)
    titles = _titles(folded, match)
    bodies = _bodies(reading, folded, match) or [""]
    people = holders or [item.what for item in folded.within(*match.span("people"))]
    if holders is None and len(people) > 1 and match.end() == match.end("people"):
        # Director Jane Roe and John Doe: the post is the first one's, unless it is in the plural.
        people = people if _plural(reading, titles[-1]) else people[:1]
    before = folded.text[max(0, match.start() - 8) : match.start("titles")]
    former = way.former or _FORMER.search(before) is not None
    for person, title, body in product(people, titles, bodies):
        position = _position(reading, person.entity, title.text, body)
        reading.add(position, "type", str(Kind.POSITION), evidence)
        text = Value(title.text, ValueType.TEXT, reading.document.language)
        reading.add(position, "positionTitle", text, evidence)
        reading.add(person.entity, "holds", position, evidence)
        if body:
            reading.add(position, "positionAt", body, evidence)
            if not (former or title.former):
                reading.add(person.entity, "affiliation", body, evidence)


def _titles(folded: Skeleton[Any], match: re.Match[str]) -> list[Title]:
    return [item.what for item in folded.within(*match.span("titles")) if isinstance(item.what, Title)]


def _plural(reading: Reading, title: Title) -> bool:
    return reading.document.text[title.start : title.end].lower().startswith(title.text.lower() + "s")


def _bodies(reading: Reading, folded: Skeleton[Any], match: re.Match[str]) -> list[str]:
    """The bodies where the post is: named with it, or the latest one where the text says "the company's"."""
    groups = match.groupdict()
    for role in ("behind", "body", "namer"):
        if groups.get(role):
            return [item.what.entity for item in folded.within(*match.span(role))]
    if groups.get("implied"):
        before = folded.clean(match.start("implied"), match.end("implied"))[0]
        for mention in reversed(reading.mentions):
            if mention.kind == Kind.ORGANIZATION and mention.end <= before and before - mention.end < 600:
                return [mention.entity]
    return []


def _position(reading: Reading, person: str, title: str, body: str) -> str:
    key = f"{person} {title} {body}"
    known = reading.positions.get(key)
    if known is None:
        known = reading.positions[key] = reading.new(Kind.POSITION).id
    return known
