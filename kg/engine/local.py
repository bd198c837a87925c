"""This process: nothing to start, and nothing that could be cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Self, TypeVar

from kg.engine.base import Outcome, Work

__all__ = ["Local"]

T = TypeVar("T")
R = TypeVar("R")


class Local:
    """Does all work here, in order."""

    def map(self, work: Work[T, R], chunks: Iterable[Sequence[T]]) -> Iterator[Outcome[T, R]]:
        """See :class:`kg.engine.Engine`."""
        for chunk in chunks:
            yield chunk, work(chunk)

    def prepare(self, load: Callable[[], object]) -> None:
        """See :class:`kg.engine.Engine`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None
