"""What the sentences before have named: the one thing that a word without a name can mean."""

from __future__ import annotations

from bisect import bisect_left

from kg.extract.reading import Reading
from kg.model import Mention

__all__ = ["only_named"]


def only_named(reading: Reading, kind: str, before: int) -> list[Mention]:
    """Return the latest mention of the one thing of a class that this paragraph and the one before it have named.

    Args:
        reading: with its mentions in order.
        kind: a class of the ontology.
        before: a clean offset; what is named behind it does not count.

    Returns:
        One mention; none if several things of the class, or none, are named.
    """
    floor = reading.block_at(max(0, reading.block_at(before).start - 1)).start
    first = bisect_left(reading.mentions, floor, key=lambda mention: mention.start)
    last = bisect_left(reading.mentions, before, key=lambda mention: mention.start)
    named = [mention for mention in reading.mentions[first:last] if mention.kind == kind]
    return named[-1:] if len({mention.entity for mention in named}) == 1 else []
