"""Folds a sentence of a reading: its mentions, titles, times and quantities become signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Item, Skeleton, skeleton
from kg.model import Mention

__all__ = ["fold"]


def fold(reading: Reading, start: int, end: int) -> Skeleton[Any]:
    """Return the skeleton of the clean span ``[start, end)``.

    Where two things overlap the one that starts first is folded, and of those the longer; names go
    before titles, times and quantities that start at the same place.
    """
    layers: tuple[tuple[str, Sequence[Any]], ...] = (
        ("", reading.mentions),
        (CLASSES["Title"], reading.titles),
        (CLASSES["Time"], reading.times),
        (CLASSES["Quantity"], reading.quantities),
    )
    items: list[Item[Any]] = []
    for sign, things in layers:
        first = bisect_left(things, start, key=lambda thing: thing.start)
        for thing in things[first:]:
            if thing.start >= end:
                break
            items.append(Item(thing.start, thing.end, sign or CLASSES[thing.kind], thing))
    items.sort(key=lambda item: (item.start, not isinstance(item.what, Mention), -item.end))
    return skeleton(reading.document.text, start, end, items)
