"""Figures in tables: the row's label and the column's head say together what a cell measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.observations.figures import Figure
from kg.extract.quantities import Quantity, find_quantities
from kg.extract.reading import Reading
from kg.model import BlockKind
from kg.resources import frames

__all__ = ["table_figures"]

_CELL = re.compile(r"[^|\t]+")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,8})[）)]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row, without outer white space: clean offsets, text, and its figure if that is all it holds."""

    start: int
    end: int
    text: str
    quantity: Quantity | None
    period: str


def table_figures(reading: Reading) -> list[Figure]:
    """Return the figures of the document's tables, in order."""
    found: list[Figure] = []
    for rows in _tables(reading):
        if rows and not any(cell.quantity for cell in rows[0]):
            for row in rows[1:]:
                found += _row_figures(reading, rows[0], row)
    return found


def _tables(reading: Reading) -> Iterator[list[list[_Cell]]]:
    """Runs of table rows, as cells."""
    rows: list[list[_Cell]] = []
    for block in reading.document.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            rows.append(_cells(reading, block.start, block.end))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _cells(reading: Reading, start: int, end: int) -> list[_Cell]:
    text = reading.document.text
    cells = []
    for match in _CELL.finditer(text, start, end):
        words = match[0].strip()
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        last = first + len(words)
        quantities = [q for q in reading.quantities if first <= q.outer_start and q.outer_end <= last]
        times = [t for t in reading.times if first <= t.start and t.end <= last and t.period]
        whole = len(quantities) == 1 and quantities[0].outer_end - quantities[0].outer_start == last - first
        period = times[0].period if times and times[0].end - times[0].start == last - first else ""
        cells.append(_Cell(first, last, words, quantities[0] if whole else None, period))
    return cells


def _row_figures(reading: Reading, head: list[_Cell], row: list[_Cell]) -> Iterator[Figure]:
    label = row[0] if row else None
    if label is None or label.quantity or len(row) != len(head):
        return
    words = frames("observations")["zh" if reading.document.language.startswith("zh") else "en"]
    for column, cell in zip(head[1:], row[1:], strict=True):
        if cell.quantity is None or column.text.lower() in words["ordinal_columns"]:
            continue
        name = _UNIT.sub("", column.text).strip()
        parts = [
            "" if label.period else label.text,
            "" if column.period or name.lower() in words["plain_columns"] else name,
        ]
        space = " " if parts[1].isascii() and parts[0].isascii() else ""
        measure = space.join(part for part in parts if part)
        if not 2 <= len(measure) <= _LONGEST:
            continue
        quantity = _scaled(cell.quantity, column.text)
        period = column.period or label.period
        yield Figure(cell.start, cell.end, measure, quantity, _kind(name, quantity, words), period, "", "", 0.7)


def _scaled(quantity: Quantity, head: str) -> Quantity:
    """Apply the unit that the column's head gives in brackets: 收入（亿元）."""
    unit = _UNIT.search(head)
    if unit is None or quantity.unit:
        return quantity
    of_one = find_quantities(f"1{unit[1].strip()}", language="zh", times=())
    if len(of_one) != 1:
        return quantity
    factor: Decimal = of_one[0].value
    return replace(quantity, value=quantity.value * factor, unit=of_one[0].unit, kind=of_one[0].kind)


def _kind(name: str, quantity: Quantity, words: dict[str, list[str]]) -> str:
    if any(word in name for word in words["fall_nouns"]):
        return "decrease"
    if quantity.kind == "share":
        return "growthRate" if any(word in name for word in words["change_nouns"]) else "share"
    return "count" if quantity.kind == "count" else "level"
