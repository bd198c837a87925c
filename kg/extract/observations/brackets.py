"""Figures in brackets: of a list of places or names, each with its own, and clauses inside a bracket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.observations.clauses import Clause, Item, trimmed
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.phrases import is_nominal

__all__ = ["Listed", "is_idle", "listed", "parted"]

_INNER_MARKS = frozenset("，；,;")
_LEADS_ON = ("VERB", "ADP", "ADV", "PART", "AUX", "PUNCT")


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a list whose members each have a figure in brackets: 主机分布于甲国（32台）、乙国（18台）.

    Attributes:
        stem: what the list is of (主机).
        member: 甲国.
    """

    stem: list[Item]
    member: list[Item]


def is_idle(inside: Sequence[Item], words: Lexicon) -> bool:
    """Whether a bracket holds one figure and nothing that says what it measures."""
    figures = sum(bool(item.quantities) for item in inside)
    return figures == 1 and all(
        item.quantities or item.text in words.light | words.level or item.pos in ("PUNCT", "ADV") for item in inside
    )


def listed(clause: Clause, words: Lexicon) -> dict[int, Listed]:
    """Return the members of the list that the brackets of a clause belong to, by where their brackets stand."""
    places = [at for at, inside in clause.brackets if is_idle(inside, words)]
    if len(places) < 2 or len(places) < len(clause.brackets):
        return {}
    items = clause.items
    members = [_member(items[before:at], words) for before, at in pairwise(places)]
    if not all(members):
        return {}
    first = places[0]
    start = first - 1
    if not start >= 0 or not is_nominal(items[start]):
        return {}
    while items[start].kind is None and start and is_nominal(items[start - 1]) and items[start - 1].kind is None:
        start -= 1
    stem = items[:start]
    while stem and stem[-1].kind is None and stem[-1].pos in _LEADS_ON:
        stem.pop()
    found = [items[start:first], *members]
    return {at: Listed(stem, member) for at, member in zip(places, found, strict=True)}


def _member(items: list[Item], words: Lexicon) -> list[Item]:
    """What stands between two brackets, if a list mark leads to it and nothing else stands there."""
    if not items or items[0].text not in words.list_marks:
        return []
    member = trimmed(items, words.list_marks, start=True)
    return member if all(is_nominal(item) for item in member) else []


def parted(items: Sequence[Item]) -> list[Clause]:
    """Return the clauses of what stands in brackets."""
    clauses = [Clause()]
    for item in items:
        if item.text in _INNER_MARKS and not item.quantities:
            clauses[-1].mark = item.text
            clauses.append(Clause())
        else:
            clauses[-1].items.append(item)
    return [clause for clause in clauses if clause.items]
