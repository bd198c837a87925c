"""What the sentences before have named: the one thing that a word without a name can mean."""

from __future__ import annotations

from bisect import bisect_left

from kg.extract.reading import Reading
from kg.model import Mention

__all__ = ["only_named"]


_BACK = 6
"""How many paragraphs back a thing may have been named; lists have one entry a line."""


def only_named(reading: Reading, kind: str, before: int, *, ending: str = "") -> list[Mention]:
    """Return the latest mention of the one thing of a class that has just been named.

    Looked at is this paragraph, or else the nearest one before it that names something of the class.

    Args:
        reading: with its mentions in order.
        kind: a class of the ontology.
        before: a clean offset; what is named behind it does not count.
        ending: with which the names end that count (协会).

    Returns:
        One mention; none if several things of the class, or none, are named. An event named with the one that it is
        part of (某某大会某某论坛) is the one meant.
    """
    named: list[Mention] = []
    floor, end = reading.block_at(before).start, before
    for _ in range(_BACK):
        first = bisect_left(reading.mentions, floor, key=lambda mention: mention.start)
        last = bisect_left(reading.mentions, end, key=lambda mention: mention.start)
        named = [
            mention
            for mention in reading.mentions[first:last]
            if mention.kind == kind and mention.text.endswith(ending)
        ]
        if named or floor == 0:
            break
        floor, end = reading.block_at(floor - 1).start, floor
    things = {mention.entity for mention in named}
    if len(things) > 1:
        things -= {
            fact.object for fact in reading.facts if fact.predicate == "subEventOf" and fact.subject in things
        }  # the wholes
        named = [mention for mention in named if mention.entity in things]
    return named[-1:] if len(things) == 1 else []
