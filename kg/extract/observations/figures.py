"""A figure that a sentence states, before it becomes an observation of the graph."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.quantities import Quantity

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said with a number.

    Attributes:
        start: clean offset of the number with its qualifier.
        end: clean offset behind it.
        measure: what it counts or measures, in the text's words.
        quantity: the number.
        kind: ``level``, ``increase``, ``decrease``, ``growthRate``, ``share``, ``count`` or ``forecast``.
        period: ISO 8601, or empty.
        area: id of the place, or empty.
        source: id of who or what says so, or empty.
        confidence: how sure the rule is, 0 to 1.
    """

    start: int
    end: int
    measure: str
    quantity: Quantity
    kind: str
    period: str = ""
    area: str = ""
    source: str = ""
    confidence: float = 0.8
