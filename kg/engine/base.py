"""What every engine does, and what it promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias, TypeVar

__all__ = ["Engine", "Limits", "Lost", "Outcome", "Work"]

T = TypeVar("T")
R = TypeVar("R")

Work: TypeAlias = Callable[[Sequence[T]], Sequence[R]]
"""What is done with a chunk; importable and picklable, so that another process can do it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one chunk may take before its process is ended and its things are tried one by one.

    Attributes:
        seconds: of time; ``None`` for any.
        memory: bytes that the process may hold; ``None`` for any.
    """

    seconds: float | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing was too much for the process that had it.

    Attributes:
        why: for people to read.
    """

    why: str


Outcome: TypeAlias = tuple[Sequence[T], Sequence[R] | Lost]
"""A chunk and its results; or a chunk of one and why there are none."""


class Engine(Protocol):
    """Does work on chunks. Entered before it is used, and left with all that it started ended."""

    def map(self, work: Work[T, R], chunks: Iterable[Sequence[T]]) -> Iterator[Outcome[T, R]]:
        """Do the work on each chunk; yield what came of it, in any order.

        Chunks are taken as there is room for them, results held no longer than until they are taken. A chunk
        that ends its process, or overruns the limits, is taken apart: what comes back for its things is then
        theirs alone.

        Args:
            work: raises only what should end everything.
            chunks: what to do it on.
        """

    def prepare(self, load: Callable[[], object]) -> None:
        """Have what will do the work call something while there is none to do yet, where that saves time.

        Args:
            load: importable and picklable; what it raises is passed over.
        """

    def __enter__(self) -> Self:
        """Get ready."""

    def __exit__(self, *_: object) -> None:
        """End what was started."""
