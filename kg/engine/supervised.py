"""A worker process as its parent sees it: started, given work, watched, ended."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import Generic, TypeVar

from kg.engine.base import Limits, Lost, Work
from kg.engine.clock import PAUSE, RESUME
from kg.errors import BuildError

__all__ = ["TICK", "Supervised"]

T = TypeVar("T")
R = TypeVar("R")

TICK = 0.1
"""Seconds between two looks at what a worker takes."""

_START = 120.0
"""Seconds that a worker may take to start, or to load what it works with."""

_MIB = 1 << 20


class Supervised(Generic[T, R]):
    """A worker process.

    Args:
        limits: of one chunk.
        folder: where it runs; where this process does without one.
    """

    def __init__(self, limits: Limits, folder: str | None = None) -> None:
        self._limits = limits
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        self.connection, its_end = Pipe()
        path = os.pathsep.join(str(Path(entry or ".").resolve()) for entry in sys.path)
        with its_end:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.engine.worker", str(its_end.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                pass_fds=[its_end.fileno()],
                env={**os.environ, "PYTHONPATH": path},
                cwd=folder,
            )
        self._ready = False
        self._loading = True
        self._since = time.monotonic()
        self.chunk: Sequence[T] | None = None

    def prepare(self, load: Callable[[], object]) -> None:
        """Have it call something before it is given anything."""
        self._send(load, None)

    def give(self, work: Work[T, R], chunk: Sequence[T]) -> None:
        """Hand over a chunk; :meth:`take` has its results once the connection can be read."""
        self.chunk = chunk
        if self._ready:
            self._since = time.monotonic()
            self._loading = False
        self._send(work, chunk)

    def _send(self, work: object, chunk: object) -> None:
        with suppress(OSError):  # it has just died: taking will say so
            self.connection.send_bytes(pickle.dumps((work, chunk), pickle.HIGHEST_PROTOCOL))

    def take(self) -> list[R] | Lost | None:
        """Return what came of the chunk; ``None`` where the worker only says that it is ready, or loads something.

        Raises:
            BuildError: the worker could not start.
            Exception: that the work raised.
        """
        try:
            said = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._ended()
        if said in (PAUSE, RESUME):
            self._ready = True
            self._loading = said == PAUSE
            self._since = time.monotonic()
            return None
        self.chunk = None
        good, results = pickle.loads(said)
        if not good:
            raise results
        found: list[R] = results
        return found

    def overrun(self) -> Lost | None:
        """End the worker where it takes more than it may; say what that was."""
        took = time.monotonic() - self._since
        if self._loading:
            if took > _START:
                self.end()
                raise BuildError(f"a worker process did not start in {_START:.0f} s; try --engine local")
            return None
        if self._limits.seconds is not None and took > self._limits.seconds:
            self.end()
            return Lost(f"it took longer than {self._limits.seconds:g} s and was cut off; --timeout allows more")
        if self._limits.memory is not None and resident(self._process.pid) > self._limits.memory:
            self.end()
            return Lost(
                f"it took more than {self._limits.memory // _MIB} MiB of memory and was cut off; --memory allows more"
            )
        return None

    def end(self) -> None:
        """End the worker, whatever it is doing."""
        self.connection.close()
        self._process.kill()
        self._process.wait()
        self._said.close()

    def _ended(self) -> Lost:
        code = self._process.wait()
        if not self._ready:
            self._said.seek(0)
            lines = self._said.read().decode("utf-8", "replace").split("\n")
            last = next((line.strip() for line in reversed(lines) if line.strip()), f"it ended with {code}")
            self.end()
            raise BuildError(f"a worker process cannot start ({last}); try --engine local")
        self.end()
        return Lost(f"the process that read it ended ({_name(code)})")


def resident(process: int) -> int:
    """Return the bytes of memory that a process holds; 0 where that cannot be known."""
    if Path("/proc/self/statm").exists():
        with suppress(OSError, ValueError, IndexError):
            pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        return 0
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        done = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, timeout=5, check=True)
        return int(done.stdout) * 1024
    return 0


def _name(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
