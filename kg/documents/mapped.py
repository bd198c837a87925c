"""Clean text that knows where in the source each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.documents.inline import Edit
from kg.model import Segment

__all__ = ["CJK", "Mapped", "Piece", "cleaned", "glue"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clean text and the source span behind it.

    With equal lengths the two correspond one by one, and are the same but for white space.
    """

    text: str
    start: int
    length: int

    @property
    def exact(self) -> bool:
        """Whether clean and source characters correspond one by one."""
        return len(self.text) == self.length


@dataclass(frozen=True, slots=True)
class Mapped:
    """Pieces in order: a string with a memory."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The clean text."""
        return self.pieces[0].text if len(self.pieces) == 1 else "".join([piece.text for piece in self.pieces])

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def cut(self, start: int, end: int) -> Mapped:
        """Return the clean span ``[start, end)``."""
        kept = []
        position = 0
        for piece in self.pieces:
            first, last = max(start - position, 0), min(end - position, len(piece.text))
            position += len(piece.text)
            if first >= last:
                continue
            if piece.exact:
                kept.append(Piece(piece.text[first:last], piece.start + first, last - first))
            else:
                kept.append(Piece(piece.text[first:last], piece.start, piece.length))
        return Mapped(tuple(kept))

    def stripped(self) -> Mapped:
        """Return the same without white space at both ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        return self if (start, end) == (0, len(text)) else self.cut(start, end)

    def source_span(self) -> tuple[int, int]:
        """Return the source offsets from the first character to behind the last one."""
        return self.pieces[0].start, self.pieces[-1].start + self.pieces[-1].length

    def segments(self, clean_start: int) -> Iterator[Segment]:
        """Yield the pieces as segments of an offset map, neighbours that continue each other as one."""
        position = clean_start
        pending: Segment | None = None
        for piece in self.pieces:
            size = len(piece.text)
            joins = (
                pending is not None
                and piece.exact
                and pending.clean_length == pending.source_length
                and pending.source_start + pending.source_length == piece.start
            )
            if pending is not None and joins:
                length = pending.clean_length + size
                pending = Segment(pending.clean_start, length, pending.source_start, length)
            else:
                if pending is not None:
                    yield pending
                pending = Segment(position, size, piece.start, piece.length)
            position += size
        if pending is not None:
            yield pending


def cleaned(source: str, start: int, end: int, edits: Sequence[Edit]) -> Mapped:
    """Apply edits to ``source[start:end]`` and return what is left, white space single and trimmed.

    Args:
        source: the whole source text.
        start: where to begin.
        end: where to stop.
        edits: sorted, not overlapping; those outside the span are passed over.
    """
    pieces: list[Piece] = []
    spaced = True

    def add(text: str, at: int, length: int) -> None:
        nonlocal spaced
        if spaced and text.startswith(" "):
            if len(text) == length:
                at, length = at + 1, length - 1
            text = text[1:]
        if text:
            pieces.append(Piece(text, at, length))
            spaced = text.endswith(" ")

    position = start
    index = bisect_left(edits, (start, start, ""))
    while index > 0 and edits[index - 1][1] > start:
        index -= 1
    while index < len(edits) and edits[index][0] < end:
        first, last, text = edits[index]
        index += 1
        if position < first:
            add(source[position:first], position, first - position)
        if text and first >= start:
            add(text, first, last - first)
        position = max(position, last)
    if position < end:
        add(source[position:end], position, end - position)
    return Mapped(tuple(pieces)).stripped()


CJK = re.compile(
    r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014\U00020000-\U0003ffff]"
)


def glue(lines: Iterable[Mapped], source: str) -> Mapped:
    """Join the lines of a paragraph: one space between Latin words, nothing beside Chinese characters.

    The space stands for the line break in the source that it replaces.
    """
    joined: list[Piece] = []
    for line in lines:
        if not line:
            continue
        if joined:
            before, after = joined[-1].text[-1], line.pieces[0].text[0]
            if not (CJK.match(before) or CJK.match(after)):
                end = joined[-1].start + joined[-1].length
                at = source.find("\n", end, line.pieces[0].start)
                at = at if at >= 0 else source.find("\r", end, line.pieces[0].start)
                if at >= 0:
                    joined.append(Piece(" ", at, 1))
        joined.extend(line.pieces)
    return Mapped(tuple(joined))
