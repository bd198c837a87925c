"""What a quantity is, whichever language it is written in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["Bound", "Quantity", "fraction", "plain"]


class Bound(StrEnum):
    """Which end of a range a quantity is."""

    NONE = ""
    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start: offset of the first character of the number (or of the currency sign before it).
        end: offset after the unit.
        value: fully scaled: 53.9万亿 is 53900000000000. Parts of a whole without a percent sign are
            fractions of one (3/4 is 0.75).
        unit: as the text has it; ``%`` for every way to write it; empty when there is none.
        kind: what the unit measures: ``money``, ``count``, ``share`` …; empty without a unit.
        qualifier: ``exactly``, ``about``, ``nearly``, ``atLeast``, ``moreThan``, ``atMost``, ``lessThan``,
            or empty.
        outer_start: offset of the first character with the qualifier, or of the range.
        outer_end: offset after the last, likewise.
        bound: which end of a range it is, if it is one.
        in_words: whether the number is written in characters or words, not digits.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    qualifier: str
    outer_start: int
    outer_end: int
    bound: Bound = Bound.NONE
    in_words: bool = False


def plain(value: Decimal) -> Decimal:
    """Return the same value without an exponent or idle zeros."""
    return Decimal(format(value.normalize(), "f"))


def fraction(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return a part of one, to twelve decimals where it does not come out."""
    return plain(round(numerator / denominator, 12))
