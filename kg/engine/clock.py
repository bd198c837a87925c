"""The clock that a worker is under, as its work sees it: what is loaded once is no fault of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["PAUSE", "RESUME", "set_clock", "timed", "untimed"]

PAUSE, RESUME = b"-", b"+"

_tell: list[Callable[[bytes], None]] = []


def set_clock(tell: Callable[[bytes], None]) -> None:
    """Have somebody told when the clock stops and when it starts again."""
    _tell[:] = [tell]


def timed() -> bool:
    """Tell whether this process is under a clock."""
    return bool(_tell)


@contextmanager
def untimed() -> Iterator[None]:
    """Stop the clock while the block runs; it starts at nothing then."""
    for tell in _tell:
        tell(PAUSE)
    yield
    for tell in _tell:
        tell(RESUME)
