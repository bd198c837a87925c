"""What an evaluation counts: tallies by kind, and what was missed or should not be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["GROUPS", "Finding", "Score", "Tally", "harmonic"]

GROUPS = ("entities", "relations", "literals", "positions", "claims", "observations")
"""The kinds that are counted, in the order they are shown."""

_JUDGED = ("entities", "relations")
"""Kinds whose gold is complete in every file, which overall precision is therefore counted over."""


def harmonic(precision: float, recall: float) -> float:
    """Return F1, the harmonic mean of precision and recall.

    >>> round(harmonic(0.5, 1.0), 3)
    0.667
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind.

    Attributes:
        expected: how many the gold requires.
        found: how many of these are there.
        stated: how many there are; ``None`` where the gold cannot tell right from wrong.
        right: how many of these are right or at least not wrong.
    """

    expected: int = 0
    found: int = 0
    stated: int | None = None
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        stated = [tally.stated for tally in (self, other) if tally.stated is not None]
        return Tally(
            self.expected + other.expected,
            self.found + other.found,
            sum(stated) if stated else None,
            self.right + other.right,
        )

    @property
    def recall(self) -> float | None:
        """Found among expected; ``None`` where nothing is expected."""
        return self.found / self.expected if self.expected else None

    @property
    def precision(self) -> float | None:
        """Right among stated; ``None`` where nothing is stated, or it cannot be told."""
        return self.right / self.stated if self.stated else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, where both are known."""
        if self.recall is None or self.precision is None:
            return None
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Finding:
    """A miss, or something that should not be there.

    Attributes:
        group: one of :data:`GROUPS`.
        what: in words.
        sentence: where the article speaks of it; empty where that is not known.
    """

    group: str
    what: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How one article compares with its gold.

    Attributes:
        gold: the gold file.
        article: the article's file.
        groups: tallies by :data:`GROUPS`.
        parts: tallies within a group: entities by class, relations and literals by property.
        misses: required and not there.
        spurious: there and wrong.
        never: there, and named by the gold as what must not be.
    """

    gold: Path
    article: str
    groups: Mapping[str, Tally]
    parts: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    misses: tuple[Finding, ...] = ()
    spurious: tuple[Finding, ...] = ()
    never: tuple[Finding, ...] = ()

    @property
    def recall(self) -> float:
        """Found among expected, all kinds pooled."""
        total = total_of(self.groups.values())
        return total.found / max(1, total.expected)

    @property
    def precision(self) -> float:
        """Right among stated, entities and relations pooled."""
        total = total_of(self.groups[name] for name in _JUDGED)
        return total.right / max(1, total.stated or 0)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic(self.precision, self.recall)


def total_of(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of some tallies."""
    return sum(tallies, Tally())
