"""A sentence with every mention folded into one sign of its class, so that patterns can speak of classes.

``国际桥梁联盟发布的《全球桥梁指数》报告`` becomes ``Ⓞ发布的Ⓡ报告``, where the signs are characters of the private
use area. A relation frame is then a plain regular expression over this string, whatever the names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from kg.model import Kind

__all__ = ["CLASSES", "Item", "Skeleton", "compile_pattern", "role_classes", "skeleton"]

CLASSES: dict[str, str] = {
    Kind.PERSON: "\ue000",
    Kind.ORGANIZATION: "\ue001",
    Kind.PLACE: "\ue002",
    Kind.EVENT: "\ue003",
    Kind.REPORT: "\ue004",
    Kind.LEGISLATION: "\ue005",
    Kind.WORK: "\ue006",
    Kind.ARTICLE: "\ue007",
    "Time": "\ue010",
    "Quantity": "\ue011",
    "Title": "\ue012",
}
_GROUPS = {
    "Agent": (Kind.PERSON, Kind.ORGANIZATION),
    "Works": (Kind.REPORT, Kind.LEGISLATION, Kind.WORK),
    "Documents": (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE),
    "Any": (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT, Kind.REPORT, Kind.LEGISLATION, Kind.WORK),
}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CONJUNCTION = "(?:、|，|,|和|与|及|以及|同|/|／|\\ ?(?:and|&)\\ |,\\ (?:and\\ )?)"

_STOPS = "。！？!?；;\\n"

_MOST = 30
"""The longest list with other words between that is looked for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """What one sign of a skeleton stands for: a clean span, its class, and the thing itself."""

    start: int
    end: int
    sign: str
    what: T


@dataclass(frozen=True, slots=True)
class Skeleton(Generic[T]):
    """A folded sentence.

    Attributes:
        text: the sentence with signs.
        places: for every character of ``text`` (and its end) the clean offset it stands at.
        items: index in ``text`` → what the sign there stands for.
    """

    text: str
    places: tuple[int, ...]
    items: dict[int, Item[T]]

    def within(self, start: int, end: int) -> list[Item[T]]:
        """Return the items between two indices of :attr:`text`."""
        return [item for index, item in self.items.items() if start <= index < end]

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """Return the clean span behind the indices ``[start, end)`` of :attr:`text`."""
        if start >= end:
            return self.places[start], self.places[start]
        last = self.items.get(end - 1)
        return self.places[start], last.end if last else self.places[end - 1] + 1


def skeleton(
    text: str, start: int, end: int, items: Iterable[Item[T]], *, written: str | None = None, close: bool = False
) -> Skeleton[T]:
    """Fold the clean span ``[start, end)`` of a text.

    Args:
        text: the whole clean text.
        start: where the sentence starts.
        end: where it ends.
        items: what is to be folded, in order of start; an item that overlaps one before it is passed over.
        written: another spelling of the span, of the same length, to be used between the signs.
        close: leave out single spaces beside a sign, as between Chinese and a Latin name.
    """
    between = text[start:end] if written is None else written
    parts: list[str] = []
    places: list[int] = []
    folded: dict[int, Item[T]] = {}
    at = start
    for item in items:
        if item.start < at or item.end > end:
            continue
        first, last = at, item.start
        if close and first < last and between[last - 1 - start] == " ":
            last -= 1
        parts.append(_PRIVATE.sub("\ufffd", between[first - start : last - start]))
        places.extend(range(first, last))
        folded[len(places)] = item
        parts.append(item.sign)
        places.append(item.start)
        at = item.end
        if close and at < end and between[at - start] == " ":
            at += 1
    parts.append(_PRIVATE.sub("\ufffd", between[at - start :]))
    places.extend(range(at, end))
    places.append(end)
    return Skeleton("".join(parts), tuple(places), folded)


def _signs(name: str, pattern: str) -> str:
    """The signs of a class, of alternatives (A|B) or of a group."""
    try:
        return "".join(CLASSES[kind] for part in name.split("|") for kind in _GROUPS.get(part, (part,)))
    except KeyError as error:
        raise ValueError(f"no class {error} in the pattern {pattern!r}") from None


def _listed(signs: str, many: str) -> str:
    """One sign, a list of them, or a list with other words before each of them."""
    if many == "++":
        other = f"[^{_STOPS}{signs}]"
        return f"[{signs}](?:{other}{{0,12}}?(?:[，,、和与及]|以及){other}{{0,40}}?[{signs}]){{0,{_MOST}}}"
    if many == "+":
        # Titles follow each other without a sign between: 《甲》《乙》.
        optional = "?" if signs == _signs("Works", "") else ""
        return f"[{signs}](?:{_CONJUNCTION}{optional}[{signs}])*+"
    return f"[{signs}]"


def role_classes(pattern: str) -> dict[str, str]:
    """Return the signs that each role of a pattern may stand for.

    >>> role_classes("<who:Person+>~<Event>") == {"who": CLASSES["Person"]}
    True
    """
    return {match["role"]: _signs(match["kinds"], pattern) for match in _ELEMENT.finditer(pattern) if match["role"]}


_ELEMENT = re.compile(
    r"<(?P<role>\w+):(?P<kinds>[\w|]+)(?P<many>\+{0,2})>|<(?P<unnamed>[A-Z][A-Za-z|]*)>|\{(?P<words>\w+)\}"
    r"|(?P<gap>…|~)(?P<length>\d*)(?:!(?P<without>[A-Z][A-Za-z|]*))?|(?P<space>\s+)"
)


@cache
def compile_pattern(pattern: str, words: Sequence[tuple[str, Sequence[str]]] = ()) -> re.Pattern[str]:
    r"""Compile a frame's pattern to a regular expression over skeletons.

    The pattern language is that of regular expressions with these elements added (white space between
    elements means nothing; write a space that counts as ``\\ ``):

    - ``<role:Class>`` one mention; classes may be alternatives, ``Person|Organization``, or the groups
      ``Agent``, ``Works``, ``Any``; ``<role:Class+>`` a list of them (A、B和C); ``<role:Class++>`` a list with
      other words between, such as posts (甲院院长A、乙校教授B); ``<Class>`` a mention that plays no role;
    - ``{words}`` any word of a named list;
    - ``…`` up to 16 characters within the sentence (``…30``: up to 30), ``~`` the same but not across a comma;
      ``~30!Class`` the same with no mention of the class in between.

    Args:
        pattern: as it stands in the frame.
        words: the named lists, as pairs (hashable).

    Raises:
        ValueError: a list is not given, a class does not exist, or the rest is no regular expression.
    """
    lists = dict(words)
    parts: list[str] = []
    at = 0
    for match in _ELEMENT.finditer(pattern):
        parts.append(pattern[at : match.start()])
        at = match.end()
        if match["role"]:
            parts.append(f"(?P<{match['role']}>{_listed(_signs(match['kinds'], pattern), match['many'])})")
        elif match["unnamed"]:
            parts.append(f"[{_signs(match['unnamed'], pattern)}]")
        elif match["words"]:
            if match["words"] not in lists:
                raise ValueError(f"no word list {match['words']!r} for the pattern {pattern!r}")
            ordered = sorted(lists[match["words"]], key=len, reverse=True)
            parts.append(f"(?:{'|'.join(map(re.escape, ordered))})")
        elif match["gap"]:
            reach = match["length"] or "16"
            stop = _STOPS + ("，,：:" if match["gap"] == "~" else "")
            without = _signs(match["without"], pattern) if match["without"] else ""
            parts.append(f"[^{stop}{without}]{{0,{reach}}}?")
    parts.append(pattern[at:])
    try:
        return re.compile("".join(parts))
    except re.error as error:
        raise ValueError(f"the pattern {pattern!r} is not well-formed: {error}") from None
