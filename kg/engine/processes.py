"""Processes beside this one, each watched: what takes too long or too much, or crashes, is cut off alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any, Self, TypeVar

from kg.engine.base import Limits, Lost, Outcome, Work
from kg.engine.supervised import TICK, Supervised

__all__ = ["Processes"]

T = TypeVar("T")
R = TypeVar("R")


class Processes:
    """Does work in processes, which are started as there is work for them.

    Args:
        jobs: processes at most.
        limits: of one chunk.
        folder: where they run.
    """

    def __init__(self, jobs: int, limits: Limits, folder: str | None = None) -> None:
        self._jobs = jobs
        self._limits = limits
        self._folder = folder
        self._idle: list[Supervised[Any, Any]] = []
        self._busy: dict[Any, Supervised[Any, Any]] = {}

    def map(self, work: Work[T, R], chunks: Iterable[Sequence[T]]) -> Iterator[Outcome[T, R]]:
        """See :class:`kg.engine.Engine`."""
        waiting = iter(chunks)
        again: deque[Sequence[T]] = deque()
        while True:
            while self._idle or len(self._busy) < self._jobs:
                chunk = again.popleft() if again else next(waiting, None)
                if chunk is None:
                    break
                self._give(work, chunk)
            if not self._busy:
                return
            for chunk, outcome in self._finished():
                if isinstance(outcome, Lost) and len(chunk) > 1:
                    again.extend([each] for each in chunk)
                else:
                    yield chunk, outcome

    def prepare(self, load: Callable[[], object]) -> None:
        """See :class:`kg.engine.Engine`."""
        if not self._idle:
            self._idle.append(Supervised(self._limits, self._folder))
        self._idle[-1].prepare(load)

    def _give(self, work: Work[T, R], chunk: Sequence[T]) -> None:
        worker: Supervised[T, R] = self._idle.pop() if self._idle else Supervised(self._limits, self._folder)
        worker.give(work, chunk)
        self._busy[worker.connection] = worker

    def _finished(self) -> list[Outcome[Any, Any]]:
        """What came in before the next look at the clock."""
        done: list[Outcome[Any, Any]] = []
        readable = set(wait(list(self._busy), TICK))
        for connection, worker in list(self._busy.items()):
            chunk = worker.chunk
            assert chunk is not None
            outcome = worker.take() if connection in readable else worker.overrun()
            if outcome is None:
                continue
            del self._busy[connection]
            if not isinstance(outcome, Lost):
                self._idle.append(worker)
            done.append((chunk, outcome))
        return done

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in [*self._idle, *self._busy.values()]:
            worker.end()
        self._idle.clear()
        self._busy.clear()
