"""From the lines of a PDF to its paragraphs.

A PDF knows where glyphs stand and nothing more. What belongs together is read off the page as a person
does: the same size of type, one step of line spacing, no indent, and a last line that stops short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.documents.mapped import CJK
from kg.documents.transcript import Passage
from kg.model import BlockKind

__all__ = ["Line", "Sheet", "largest", "passages"]

_MARGIN = 0.13
"""Running heads and feet stand in this share of a page's height, at its top or bottom."""
_RUNNING = 0.3
"""A line in the margin of so many pages, numbers aside, is running."""
_HEADING = 1.12
"""Type so much larger than the body's is a heading's."""
_LONGEST_HEADING = 120
_PITCH = 1.35
"""A step so much wider than the page's usual one parts paragraphs."""
_INDENT = 1.2
"""An indent of so many ems begins a paragraph."""
_SHORT = 0.12
"""A line that stops so much of the column short of its right edge ends a paragraph, if a sentence ends there."""
_VERY_SHORT = 0.45
"""One that stops so much short ends one whatever stands there."""

_COLUMN = 5
"""So many lines that begin at one place make a column of a page."""
_MOST_COLUMNS = 8
_APART = 6
"""Columns begin so many ems apart, or they are indents of one."""
_PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\s?(?:[AP]M)?\b.*|(?:file|https?)://\S+(?: \d{1,4}/\d{1,4})?"
)
"""What a browser prints along the margins: the day and the title, the address and the page."""
_FOLIO = re.compile(
    r"(?i)[-–—·•|\s]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*页?\s*(?:(?:of|/|／|，?共)\s*\d{1,4}\s*页?)?[-–—·•|\s]*"
)
_STOPS = re.compile(r"[。！？!?.…；;：:][”’」』）)\"']*$")
_BULLET = re.compile(r"[•●○◦▪■□◆▶►‣–-]\s+(?=\S)")
_ITEM = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,4}[章节条部]|\(\d{1,2}\)|[①-⑳])"
)
_LOST = re.compile(r"(?<=[A-Za-z,])(?=[“‘][A-Za-z])|(?<=[”])(?=[A-Za-z])")
"""Where justified English text has lost the space beside a quotation mark."""
_HYPHENATED = re.compile(r"([A-Za-z]{2,})-$")
_BEGINS_LOWER = re.compile(r"[a-z]+")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its box in points from the lower left corner, the size of its type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its height in points, and its lines in reading order."""

    height: float
    lines: list[Line]


def passages(sheets: Sequence[Sheet]) -> list[Passage]:
    """Return the paragraphs and headings of a document's pages, without what runs along their margins."""
    running = _running(sheets)
    body = _body_size(sheets)
    groups: list[list[Line]] = []
    for sheet in sheets:
        kept = [line for line in sheet.lines if line.text and not _is_running(line, sheet.height, running)]
        _group(kept, groups, body)
    words = Counter(word.lower() for sheet in sheets for line in sheet.lines for word in _WORD.findall(line.text))
    return [_passage(group, body, words) for group in groups]


def largest(sheets: Sequence[Sheet]) -> str:
    """Return what is set in the largest type on the first page: the title, where nothing else says it."""
    lines = [line for line in sheets[0].lines if re.search(r"\w{2}", line.text)] if sheets else []
    if not lines:
        return ""
    size = max(line.size for line in lines)
    if size < _body_size(sheets) * _HEADING:
        return ""
    first = next(index for index, line in enumerate(lines) if line.size == size)
    last = first
    while last + 1 < len(lines) and lines[last + 1].size >= size * 0.97:
        last += 1
    title = _joined([line.text for line in lines[first : last + 1]], Counter())
    return title if len(title) <= _LONGEST_HEADING * 2 else ""


def _body_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def _in_margin(line: Line, height: float) -> bool:
    return line.bottom > height * (1 - _MARGIN) or line.top < height * _MARGIN


def _key(line: Line, height: float) -> tuple[bool, str]:
    return line.bottom > height / 2, re.sub(r"\d+|\s+", "", line.text).casefold()


def _running(sheets: Sequence[Sheet]) -> set[tuple[bool, str]]:
    """Return what stands in the margins of many pages, numbers aside."""
    counts: Counter[tuple[bool, str]] = Counter()
    for sheet in sheets:
        counts.update({_key(line, sheet.height) for line in sheet.lines if _in_margin(line, sheet.height)})
    least = max(2, len(sheets) * _RUNNING)
    return {key for key, count in counts.items() if count >= least}


def _is_running(line: Line, height: float, running: set[tuple[bool, str]]) -> bool:
    if not _in_margin(line, height):
        return False
    return bool(_FOLIO.fullmatch(line.text) or _PRINTED.fullmatch(line.text)) or _key(line, height) in running


def _group(lines: Sequence[Line], groups: list[list[Line]], body: float) -> None:
    """Add the lines of a page to the paragraphs; the first may go on with the last paragraph before it."""
    steps = Counter(round(a.bottom - b.bottom) for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 4 * body)
    pitch = min(steps, key=lambda step: (-steps[step], step)) if steps else 0.0
    edges = _columns(lines)
    for index, line in enumerate(lines):
        before = groups[-1][-1] if groups else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        right = edges.get(before, before.right) if before else 0.0
        steps_of = max(pitch, 1.2 * line.size) if line.size > body * _HEADING else pitch
        if before is None or _begins(before, line, after, pitch=steps_of, right=right, turned=index == 0):
            groups.append([line])
        else:
            groups[-1].append(line)


def _right_edge(lines: Iterable[Line]) -> float:
    """Return where full lines end: what one line in ten reaches."""
    edges = sorted((line.right for line in lines), reverse=True)
    return edges[len(edges) // 10] if edges else 0.0


def _columns(lines: Sequence[Line]) -> dict[Line, float]:
    """Return where full lines of each line's column end; a page without columns is one."""
    whole = _right_edge(lines)
    starts: list[float] = []
    sizes = {round(line.left): max(line.size, 1.0) for line in lines}
    for left, count in sorted(Counter(round(line.left) for line in lines).items()):
        if count >= _COLUMN and (not starts or left - starts[-1] > _APART * sizes[left]):
            starts.append(left)
    if len(starts) > _MOST_COLUMNS:
        return dict.fromkeys(lines, whole)  # a table
    # A column ends before the next begins; otherwise what begins there is indented.
    cuts: list[float] = []
    for first, second in pairwise(starts):
        inside = [line for line in lines if first - 1 <= line.left < second - 1]
        if sum(line.right < second for line in inside) > 0.8 * len(inside):
            cuts.append(second)
    edges: dict[Line, float] = {}
    for begin, end in pairwise([float("-inf"), *cuts, float("inf")]):
        column = [line for line in lines if begin - 1 <= line.left < end - 1 and line.right <= end]
        edges |= dict.fromkeys(column, _right_edge(column))
    return {line: edges.get(line, whole) for line in lines}


def _begins(before: Line, line: Line, after: Line | None, *, pitch: float, right: float, turned: bool) -> bool:
    """Say whether a line begins a paragraph.

    Args:
        before: the line before it.
        line: the line.
        after: the line after it.
        pitch: the usual step from line to line.
        right: where full lines of the column before end.
        turned: whether the line before stands on the page before.
    """
    size = max(line.size, 1.0)
    if not 0.92 < before.size / size < 1.08 or _BULLET.match(line.text) or _ITEM.match(line.text):
        return True
    step = before.bottom - line.bottom
    margins = [each.left for each in (None if turned or step < -size else before, after) if each is not None]
    indented = bool(margins) and line.left - min(margins) > _INDENT * size
    width = max(right - min(before.left, line.left), size)
    missing = (right - before.right) / width
    # The next page and the next column begin in the middle of a sentence, or anew.
    if turned or step < -size:
        return indented or missing > _VERY_SHORT or bool(_STOPS.search(before.text))
    if abs(step) < size * 0.4:  # beside it: a cell, or a line that was cut
        return False
    # A line without descenders ends higher than others, but begins where they do.
    if min(step, before.top - line.top) > _PITCH * (pitch or 1.5 * size):
        return True
    if missing > _VERY_SHORT or (missing > _SHORT and _STOPS.search(before.text)):
        return True
    return indented


def _passage(group: Sequence[Line], body: float, words: Counter[str]) -> Passage:
    text = _LOST.sub(" ", _joined([line.text for line in group], words))
    if bullet := _BULLET.match(text):
        return Passage(BlockKind.LIST_ITEM, text[bullet.end() :])
    large = group[0].size > body * _HEADING
    heading = large and len(text) <= _LONGEST_HEADING and not text.endswith(("。", ".", "；", "，"))
    return Passage(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, text)


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Join lines: nothing beside Chinese characters, a space elsewhere, and a word cut by a hyphen made whole.

    Args:
        lines: none empty.
        words: of the whole document in lower case, which tell ``long-|term`` from ``infor-|mation``.
    """
    text = lines[0]
    for line in lines[1:]:
        cut, rest = _HYPHENATED.search(text), _BEGINS_LOWER.match(line)
        if cut and rest:
            whole, compound = (cut[1] + rest[0]).lower(), f"{cut[1]}-{rest[0]}".lower()
            text = text + line if words[compound] > words[whole] else text[:-1] + line
        elif text.endswith("-") or CJK.match(text[-1]) or CJK.match(line[0]):
            text += line
        else:
            text += " " + line
    return text
