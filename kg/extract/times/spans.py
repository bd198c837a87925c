"""Dates as precise as a text is, and the arithmetic on them.

A :class:`Partial` is what a text says of a date: a year, a month of it, a day of that, or a part of
the year such as its first half. An :class:`Interval` is the same with every end written out in
ISO 8601; a :class:`TimeSpan` is an interval and where the text states it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["Interval", "Partial", "TimeKind", "TimeSpan", "back", "nearest_year", "shift_month", "week"]


class TimeKind(StrEnum):
    """What a time expression gives."""

    POINT = "point"
    RANGE = "range"
    DURATION = "duration"
    """A stretch counted from the day of the article: 近五年, the past three years."""
    VAGUE = "vague"
    """It speaks of a time and gives none: 近日, recently. Begin, end and period are empty."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ISO 8601 dates of the same precision; equal when the text gives one."""

    begin: str
    end: str

    @property
    def period(self) -> str:
        """ISO 8601: one date, or two with a solidus."""
        return self.begin if self.begin == self.end else f"{self.begin}/{self.end}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        begin: first day, month or year, ISO 8601, as precise as the text; empty when it gives none.
        end_: last day, month or year, likewise.
        period: ISO 8601 (``2023``, ``2024-07``, ``2016/2022``, ``2024-11-19/2024-11-22``), or empty.
        kind: what sort of expression it is.
    """

    start: int
    end: int
    begin: str
    end_: str
    period: str
    kind: TimeKind


@dataclass(frozen=True, slots=True)
class Partial:
    """What a text says of a date; ``months`` is a part of the year, first and last month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: tuple[int, int] | None = None

    @classmethod
    def of(cls, day: date) -> Partial:
        """Return the day itself."""
        return cls(day.year, day.month, day.day)

    @property
    def valid(self) -> bool:
        """Whether there is such a date."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        longest = 31 if self.month is None else monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= longest

    @property
    def interval(self) -> Interval | None:
        """The date written out, if the year is known and there is such a date."""
        if self.year is None or not self.valid:
            return None
        if self.months:
            first, last = self.months
            return Interval(f"{self.year:04}-{first:02}", f"{self.year:04}-{last:02}")
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
            if self.day is not None:
                text += f"-{self.day:02}"
        return Interval(text, text)

    def within(self, other: Partial) -> Partial:
        """Take over from ``other`` what stands above the largest unit that this one names."""
        if self.year is not None:
            return self
        if self.month is not None or self.months is not None:
            return replace(self, year=other.year)
        return replace(self, year=other.year, month=other.month)


def shift_month(day: date, months: int) -> Partial:
    """Return the month that lies so many months from a day's."""
    index = day.year * 12 + day.month - 1 + months
    return Partial(index // 12, index % 12 + 1)


def back(day: date, count: int, unit: str) -> str:
    """Return the date so many units before (negative: after) a day, as precise as the unit.

    Args:
        day: the day to count from.
        count: how many.
        unit: ``decade``, ``year``, ``quarter``, ``month``, ``week`` or ``day``.
    """
    if unit in ("year", "decade"):
        return f"{day.year - count * (10 if unit == 'decade' else 1):04}"
    if unit in ("month", "quarter"):
        shifted = shift_month(day, -count * (3 if unit == "quarter" else 1))
        return f"{shifted.year:04}-{shifted.month:02}"
    return (day - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def week(day: date, weeks: int) -> Interval:
    """Return Monday to Sunday of the week that lies so many weeks from a day's."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Interval(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def nearest_year(month: int, day: int | None, anchor: date, *, ahead: bool) -> int:
    """Return the year in which a month or day without one most likely lies.

    A text that looks ahead means the next such day; one that does not means a day that is past, or one
    of the next weeks.
    """
    number = day or min(anchor.day, 28) if month == anchor.month else day or 15
    if month == anchor.month and (day is None or abs(day - anchor.day) <= 31):
        return anchor.year
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        there = date(year, month, min(number, monthrange(year, month)[1]))
        candidates.append(((there - anchor).days, year))
    if ahead:
        return next(year for distance, year in candidates if distance >= 0)
    return min((abs(d) if d <= 45 else d * 10, year) for d, year in candidates)[1]
