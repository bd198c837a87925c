"""A Dask cluster: each of its workers has a watched process of ours, so that what crashes ends that and not the worker.

Results stream back as they are made. A worker that dies is survived: what it had is done by another.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import uuid4

from distributed import Client, Future, KilledWorker, wait

from kg.engine.base import Limits, Lost, Outcome, Work
from kg.engine.processes import Processes
from kg.errors import BuildError, KgError, one_line

__all__ = ["Dask"]

T = TypeVar("T")
R = TypeVar("R")

_CONNECT = 15
"""Seconds that the scheduler may take to answer."""

_ALONE = 120.0
"""Seconds that a scheduler may be without workers."""

_EACH = 2
"""Chunks on their way to each thread of the cluster: one being worked on, one that waits."""


class Dask:
    """Does work on a cluster. Its machines have the same files under the same paths, and the same Wenpu.

    Args:
        scheduler: its address.
        limits: of one chunk.
    """

    def __init__(self, scheduler: str, limits: Limits) -> None:
        self._scheduler = scheduler
        self._limits = limits
        self._build = uuid4().hex

    def map(self, work: Work[T, R], chunks: Iterable[Sequence[T]]) -> Iterator[Outcome[T, R]]:
        """See :class:`kg.engine.Engine`."""
        waiting = iter(chunks)
        again: deque[Sequence[T]] = deque()
        running: dict[Future, Sequence[T]] = {}
        folder = str(Path.cwd())
        while True:
            room = _EACH * self._threads(bool(running))
            while len(running) < room:
                chunk = again.popleft() if again else next(waiting, None)
                if chunk is None:
                    break
                future = self._client.submit(isolated, self._build, work, chunk, self._limits, folder, pure=False)
                running[future] = chunk
            if not running:
                return
            with self._client.as_current(), suppress(TimeoutError):
                wait(list(running), timeout=1, return_when="FIRST_COMPLETED")
            for future in [future for future in running if future.done()]:
                chunk = running.pop(future)
                try:
                    yield from self._result(future)
                except KilledWorker:
                    if len(chunk) > 1:
                        again.extend([each] for each in chunk)
                    else:
                        yield chunk, Lost("the workers of the cluster that read it ended, one after the other")
                finally:
                    future.release()

    def _result(self, future: Future) -> Sequence[Outcome[Any, Any]]:
        try:
            found: Sequence[Outcome[Any, Any]] = future.result()
        except (KilledWorker, KgError):
            raise
        except Exception as error:
            raise BuildError(f"{self._scheduler}: {type(error).__name__}: {one_line(error)}") from None
        return found

    def _threads(self, busy: bool) -> int:
        """The threads that the cluster has now; waits for some where there are none."""
        until = time.monotonic() + _ALONE
        while True:
            try:
                threads: int = sum(self._client.nthreads().values())
            except (OSError, TimeoutError, ValueError, RuntimeError) as error:
                raise BuildError(f"{self._scheduler}: the scheduler is gone ({one_line(error)})") from None
            if threads:
                return threads
            if time.monotonic() > until:
                raise BuildError(f"{self._scheduler}: the scheduler has no workers; start some with: dask worker")
            time.sleep(0.2)

    def prepare(self, load: Callable[[], object]) -> None:
        """See :class:`kg.engine.Engine`."""

    def __enter__(self) -> Self:
        try:
            self._client = Client(self._scheduler, timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise BuildError(f"{self._scheduler}: no Dask scheduler answers ({one_line(error)})") from None
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # the cluster may be gone; what it held goes with it
            self._client.run(_let_go, self._build)
        self._client.close()


def isolated(build: str, work: Work[T, R], chunk: Sequence[T], limits: Limits, folder: str) -> list[Outcome[T, R]]:
    """Do the work on a chunk in a watched process that this thread keeps for this build.

    Args:
        build: whose work it is.
        work: what is done.
        chunk: on what.
        limits: of the chunk.
        folder: that the build runs in.
    """
    key = build, threading.get_ident()
    with _lock:
        engine = _kept.setdefault(key, Processes(1, limits, folder))
    return list(engine.map(work, [chunk]))


def _let_go(build: str) -> None:
    """End a build's processes on a worker."""
    with _lock:
        for key in [key for key in _kept if key[0] == build]:
            _kept.pop(key).__exit__()


_lock = threading.Lock()
_kept: dict[tuple[str, int], Processes] = {}
