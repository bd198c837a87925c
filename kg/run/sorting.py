"""Sorting more than memory holds: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import shutil
import tempfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, Self

__all__ = ["Sorter"]

_IN_MEMORY = 32 << 20
"""Bytes that are sorted at once."""

_FAN_IN = 64
"""Runs that are merged at once: each takes an open file and a buffer."""

_BUFFER = 64 << 10

_Record = tuple[bytes, bytes]


class Sorter:
    """Takes records in any order and gives them back by their keys; of two with one key the later.

    >>> with Sorter() as sorter:
    ...     sorter.add(b"b", b"2")
    ...     sorter.add(b"a", b"1")
    ...     list(sorter)
    [(b'a', b'1'), (b'b', b'2')]

    Args:
        folder: for what memory does not hold; the system's for such files without one.
        in_memory: bytes that are sorted at once.
    """

    def __init__(self, folder: Path | None = None, in_memory: int = _IN_MEMORY) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sort-", dir=folder))
        self._in_memory = in_memory
        self._records: dict[bytes, bytes] = {}
        self._size = 0
        self._runs: list[Path] = []
        self._made = 0

    def add(self, key: bytes, value: bytes) -> None:
        """Take a record."""
        self._records[key] = value
        self._size += len(key) + len(value) + 200
        if self._size > self._in_memory:
            self._spill(iter(sorted(self._records.items())))
            self._records.clear()
            self._size = 0

    def __iter__(self) -> Iterator[_Record]:
        while len(self._runs) > _FAN_IN:
            # The oldest first, so that of two records with one key the later stays the later.
            oldest, self._runs = self._runs[:_FAN_IN], self._runs[_FAN_IN:]
            self._spill(self._merged(oldest), at=0)
            for run in oldest:
                run.unlink()
        yield from self._merged(self._runs, sorted(self._records.items()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _spill(self, records: Iterator[_Record], at: int | None = None) -> None:
        run = self._folder / f"{self._made:06}"
        self._made += 1
        with run.open("wb", _BUFFER) as file:
            for key, value in records:
                file.write(len(key).to_bytes(4) + len(value).to_bytes(4) + key + value)
        self._runs.insert(len(self._runs) if at is None else at, run)

    def _merged(self, runs: list[Path], newest: list[_Record] | None = None) -> Iterator[_Record]:
        files = [run.open("rb", _BUFFER) for run in runs]
        try:
            streams = [*map(_read, files), iter(newest or ())]
            last: _Record | None = None
            # The merge is stable: of equal keys, those of the later stream come later.
            for record in heapq.merge(*streams, key=itemgetter(0)):
                if last is not None and last[0] != record[0]:
                    yield last
                last = record
            if last is not None:
                yield last
        finally:
            for file in files:
                file.close()


def _read(file: IO[bytes]) -> Iterator[_Record]:
    while head := file.read(8):
        key = file.read(int.from_bytes(head[:4]))
        yield key, file.read(int.from_bytes(head[4:]))
