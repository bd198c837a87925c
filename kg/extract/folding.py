"""Folds a sentence of a reading: its mentions, titles, times and quantities become signs."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Item, Skeleton, skeleton

__all__ = ["fold"]


def fold(reading: Reading, start: int, end: int) -> Skeleton[Any]:
    """Return the skeleton of the clean span ``[start, end)``.

    Where two things overlap the one that starts first is folded, and of those the longer; names go
    before titles, times and quantities that start at the same place.
    """
    items: list[Item[Any]] = []
    for rank, (sign, things) in enumerate(
        (
            (None, reading.mentions),
            (CLASSES["Title"], reading.titles),
            (CLASSES["Time"], reading.times),
            (CLASSES["Quantity"], reading.quantities),
        )
    ):
        first = bisect_left(things, start, key=lambda thing: thing.start)
        for thing in things[first:]:
            if thing.start >= end:
                break
            items.append(Item(thing.start, thing.end, sign or CLASSES[thing.kind], (rank, thing)))
    items.sort(key=lambda item: (item.start, item.what[0] != 0, -item.end))
    return skeleton(
        reading.document.text, start, end, [Item(item.start, item.end, item.sign, item.what[1]) for item in items]
    )
