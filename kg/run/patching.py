"""``graph.ttl`` brought up to date: what did not change is copied in long stretches, not read.

The file is sorted by subject, so a block is found by halving, and a change costs what it touches.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from kg.rdf.turtle import header, subject_of

__all__ = ["patch"]

_PIECE = 8 << 20
_WINDOW = 4096
_BEGINNING = re.compile(rb"\n(?=[^\t])")


def patch(
    old: Path | None,
    changes: Iterable[tuple[bytes, bytes]],
    new: Path,
    seen: Callable[[bytes, bytes], None] = lambda *_: None,
) -> None:
    """Write a Turtle file in which some blocks are others.

    Args:
        old: written in the same way; ``None`` for none.
        changes: keys and blocks, by key; an empty block removes what is there.
        new: the file to write.
        seen: is told the old and the new block, either empty, for each change.

    Raises:
        ValueError: the old file is not what it should be.
        OSError: the new one cannot be written.
    """
    with ExitStack() as stack:
        out = stack.enter_context(new.open("wb", _PIECE))
        out.write(header())
        before = _Before(stack.enter_context(old.open("rb"))) if old is not None and old.stat().st_size else None
        for key, block in changes:
            there = b""
            if before:
                before.copy_to(key, out)
                there = before.skip(key)
            seen(there, block)
            out.write(block)
        if before:
            before.copy_to(None, out)


class _Before:
    """The old file, read from its beginning to its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._number = file.fileno()
        self._end = os.fstat(self._number).st_size
        head = header()
        if os.pread(self._number, len(head), 0) != head:
            raise ValueError("another header")
        self._at = len(head)

    def copy_to(self, key: bytes | None, out: IO[bytes]) -> None:
        """Copy the blocks before that of a key; all that is left without one."""
        until = self._end if key is None else self._find(key)
        if until - self._at < _PIECE:
            out.write(os.pread(self._number, until - self._at, self._at))
        else:
            out.flush()
            _copy(self._number, out.fileno(), self._at, until)
        self._at = until

    def skip(self, key: bytes) -> bytes:
        """Pass over the block of a key, if there is one; return it."""
        if self._at < self._end and self._key(self._at) == key:
            start, self._at = self._at, self._next(self._at + 1)
            return os.pread(self._number, self._at - start, start)
        return b""

    def _find(self, key: bytes) -> int:
        """Where the first block begins whose key is not before this one."""
        low, high = self._at, self._end
        while low < high:
            probe = (low + high) // 2
            while (middle := self._next(probe)) >= high and probe > low:
                probe = (low + probe) // 2  # one block is all of the upper part
            if self._key(middle) < key:
                low = self._next(middle + 1)
            elif middle == low:
                return low
            else:
                high = middle
        return low

    def _next(self, position: int) -> int:
        """Where the first block begins that does not begin before."""
        if position <= self._at:
            return self._at
        position -= 1
        while position < self._end:
            window = os.pread(self._number, _WINDOW, position)
            if found := _BEGINNING.search(window):
                return position + found.end()
            # The last character may be the break before a beginning.
            position += max(1, len(window) - 1)
        return self._end

    def _key(self, position: int) -> bytes:
        size = _WINDOW
        while True:
            text = os.pread(self._number, size, position)
            if b" " in text or len(text) < size:
                return subject_of(text)
            size *= 8


def _copy(source: int, target: int, start: int, end: int) -> None:
    """Copy a stretch, within the system where it can."""
    within = getattr(os, "copy_file_range", None)
    while start < end:
        size = min(end - start, 1 << 30)
        if within:
            try:
                start += within(source, target, size, start)
                continue
            except OSError:  # not on this file system; a full disk shows itself below
                within = None
        piece = os.pread(source, min(size, _PIECE), start)
        if not piece:
            raise ValueError("shorter than it was")
        while piece:
            written = os.write(target, piece)
            piece = piece[written:]
            start += written
