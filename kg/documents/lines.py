"""Lines and paragraphs of a source text, before anything is judged.

Why not a Markdown parser: tried on thirty crawled articles, ``markdown-it-py`` gave every paragraph its
lines, but no place to the text inside them, where offsets are needed; and following CommonMark it left
literal marks in eight of the files, for ``**标题。**正文`` and ``[**`` open no emphasis by its rules. A
crawl is not written by rules. So lines are told apart here by how they begin, and marks inside them are
taken out by :mod:`kg.documents.inline`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.documents.inline import Markup
from kg.documents.mapped import Mapped, cleaned, glue
from kg.model import BlockKind

__all__ = ["Line", "Paragraph", "markdown_paragraphs", "plain_paragraphs"]

SHORT = 42
"""A bold line alone is a heading up to this many characters (Latin letters count half)."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_BLANK = re.compile(r"[\s\u200b\ufeff]*")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t\u3000]+|(?=\r|\n|$))")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|—{3,}|~{4,})$")
_ITEM = re.compile(r"[ \t\u3000]*(?:[*+-]|\d{1,3}[.)])[ \t\u3000]+")
_BULLET = re.compile(r"[ \t\u3000]*(?:\*\*)?[·•●○◆◇■□▪▫▶►➤➢◎☉](?:\*\*)?[ \t\u3000]*")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_ROW_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_INDENT = re.compile(r"[ \t\xa0]{4,}|\u3000")
_STOP = "。！？!?；;…：:”」』）)"
_SENTENCE_END = "。！？!?；;，,、…"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, clean.

    Attributes:
        content: its text.
        linked: what share of it is link text, 0 to 1.
        bold: whether all of it is set in bold.
        start: source offset where it begins.
        text: its text once more, as a string.
    """

    content: Mapped
    linked: float
    bold: bool
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        kind: what Markdown says it is.
        lines: none is empty.
        pictured: whether a picture stands in it.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    pictured: bool = False

    def joined(self, source: str) -> Mapped:
        """Return the lines as one text."""
        return self.lines[0].content if len(self.lines) == 1 else glue((each.content for each in self.lines), source)

    @property
    def linked(self) -> float:
        """What share of the paragraph is link text."""
        size = sum(len(line.text) for line in self.lines)
        return sum(line.linked * len(line.text) for line in self.lines) / size if size else 0.0


@dataclass(slots=True)
class _Open:
    kind: BlockKind
    spans: list[tuple[int, int]]


def markdown_paragraphs(source: str, start: int, markup: Markup) -> list[Paragraph]:
    """Cut Markdown into paragraphs, from an offset on. Fenced code is no prose and is left out."""
    paragraphs = []
    for block in _markdown_blocks(source, start):
        lines, pictured = [], False
        for first, last in block.spans:
            line = _line(source, first, last, markup)
            pictured = pictured or _has_picture(markup, first, last)
            if line.content:
                lines.append(line)
        kind = block.kind
        if kind is BlockKind.PARAGRAPH and len(lines) == 1 and lines[0].bold and _heading_like(lines[0].text):
            kind = BlockKind.HEADING
        if kind is BlockKind.TABLE_ROW:
            lines = [row for row in map(_row, lines) if row.content]
        if lines or pictured:
            paragraphs.append(Paragraph(kind, tuple(lines), pictured))
    return paragraphs


def plain_paragraphs(source: str, start: int, markup: Markup) -> list[Paragraph]:
    """Cut plain text into paragraphs, from an offset on.

    A paragraph ends at an empty line, before an indented one, and after a line that ends a sentence in
    Chinese; other line breaks are those of a narrow page and join.
    """
    paragraphs: list[Paragraph] = []
    held: list[Line] = []

    def close() -> None:
        if held:
            paragraphs.append(Paragraph(BlockKind.PARAGRAPH, tuple(held)))
            held.clear()

    for first, last in _spans(source, start):
        line = _line(source, first, last, markup)
        if not line.content:
            close()
            continue
        if _INDENT.match(source, first, last) or (held and held[-1].text[-1] in _STOP and not held[-1].text.isascii()):
            close()
        held.append(line)
    close()
    return paragraphs


def _spans(source: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < len(source):
        found = _LINE.match(source, position)
        assert found is not None
        yield position, found.end()
        ending = _BREAK.match(source, found.end())
        if ending is None:
            return
        position = ending.end()


def _markdown_blocks(source: str, start: int) -> Iterator[_Open]:
    spans = list(_spans(source, start))
    held: _Open | None = None
    index = 0
    while index < len(spans):
        first, last = spans[index]
        index += 1
        raw = source[first:last]
        fence = _FENCE.match(raw)
        if fence:
            after = _after_fence(source, spans, index, fence[1])
            if after:
                if held:
                    yield held
                held, index = None, after
                continue
        quote = _QUOTE.match(raw)
        if quote:
            first += quote.end()
            raw = raw[quote.end() :]
        if _BLANK.fullmatch(raw) or _RULE.match(raw):
            if held:
                yield held
            held = None
            continue
        kind, marker = _kind(raw)
        if kind is BlockKind.TABLE_ROW and _ROW_RULE.match(raw):
            continue
        starts = kind is not BlockKind.PARAGRAPH or held is None or held.kind is BlockKind.HEADING
        if kind is BlockKind.HEADING:
            closing = _CLOSING.search(raw, marker)
            if closing:
                last = first + closing.start()
        if held is None or starts:
            if held:
                yield held
            held = _Open(kind, [(first + marker, last)])
        else:
            held.spans.append((first, last))
        # Two spaces or a backslash at the end of a line break it for good.
        if raw.endswith(("  ", "\\")) or kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
            yield held
            held = None
    if held:
        yield held


def _after_fence(source: str, spans: list[tuple[int, int]], index: int, mark: str) -> int:
    """Return the index of the line behind a fenced block, or 0 where the fence is never closed.

    A fence that looks far ahead for its end, again and again, would cost quadratic time: it looks at
    the next 2,000 lines.
    """
    for later in range(index, min(index + 2000, len(spans))):
        first, last = spans[later]
        closing = source[first:last].strip()
        if closing.startswith(mark) and not closing.strip(mark[0]):
            return later + 1
    return 0


def _kind(raw: str) -> tuple[BlockKind, int]:
    """Return what a line is by how it begins, and how long its marker is."""
    for pattern, kind in (
        (_HEADING, BlockKind.HEADING),
        (_ITEM, BlockKind.LIST_ITEM),
        (_BULLET, BlockKind.LIST_ITEM),
    ):
        found = pattern.match(raw)
        if found:
            return kind, found.end()
    return (BlockKind.TABLE_ROW, 0) if _ROW.match(raw) else (BlockKind.PARAGRAPH, 0)


def _line(source: str, first: int, last: int, markup: Markup) -> Line:
    content = cleaned(source, first, last, markup.edits)
    text = content.text
    raw = source[first:last].strip()
    bold = (
        raw.startswith("**")
        and raw.endswith("**")
        and len(raw) > 4
        and not re.sub(r"\*\*+[^*]+\*\*+", "", raw).strip("* ")
    )
    return Line(content, _linked(content, len(text), markup), bold, first, text)


def _linked(content: Mapped, size: int, markup: Markup) -> float:
    if not size or not markup.links:
        return 0.0
    first, last = content.source_span()
    index = max(bisect_left(markup.links, (first, first)) - 1, 0)
    inside = 0
    while index < len(markup.links) and markup.links[index][0] < last:
        start, end = markup.links[index]
        for piece in content.pieces:
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            if low < high:
                inside += high - low if piece.exact else len(piece.text)
        index += 1
    return min(inside / size, 1.0)


def _has_picture(markup: Markup, first: int, last: int) -> bool:
    index = bisect_left(markup.pictures, first)
    return index < len(markup.pictures) and markup.pictures[index] < last


def _row(line: Line) -> Line:
    """Take the outer bars off a table row."""
    text = line.text
    start = len(text) - len(text.lstrip("| "))
    content = line.content.cut(start, len(text.rstrip("| ")))
    return Line(content, line.linked, line.bold, line.start, content.text)


def _heading_like(text: str) -> bool:
    width = sum(1.0 if c > "\u2e7f" else 0.5 for c in text)
    return width <= SHORT and text[-1] not in _SENTENCE_END and not text.endswith(".")
