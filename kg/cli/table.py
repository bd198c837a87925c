"""Query results as a table for people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.query.prefixes import shorten
from kg.query.results import plain

if TYPE_CHECKING:
    from kg.query import Results

__all__ = ["show"]

_FOLDED = 2
"""How many times as wide as the terminal a table may be: folded more often, no row of it can be read."""

_SHORT = 16
"""Cells up to which a column is never folded: numbers, dates and units stay whole."""


def show(results: Results) -> int:
    """Print the results to standard output, and return how many rows there are.

    IRIs are abbreviated and control characters left out. What would be far wider than the terminal as
    a table is printed a row at a time, a line a variable.
    """
    # Where the output is no terminal, nothing is cut to a width.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, markup=False, highlight=False)
    if results.is_ask:
        console.print("yes" if results else "no")
        return 1
    rows = [[_cell(term) for term in terms] for terms in results.terms()]
    widths = [max(map(cell_len, cells)) for cells in zip(results.variables, *rows, strict=True)]
    if sys.stdout.isatty() and sum(widths) > _FOLDED * width:
        _show_records(console, results.variables, rows)
    else:
        _show_table(console, results.variables, rows, widths)
    console.print(f"{len(rows)} row{'s' * (len(rows) != 1)}")
    return len(rows)


def _show_table(console: Console, names: Sequence[str], rows: list[list[str]], widths: list[int]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name, width in zip(names, widths, strict=True):
        table.add_column(Text(name), overflow="fold", no_wrap=width <= _SHORT)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _show_records(console: Console, names: Sequence[str], rows: list[list[str]]) -> None:
    for row in rows:
        record = Table.grid(padding=(0, 2))
        record.add_column(style="bold", no_wrap=True, min_width=max(map(len, names)))
        record.add_column(overflow="fold")
        for name, text in zip(names, row, strict=True):
            if text:
                record.add_row(Text(name), Text(text))
        console.print(record)
        console.print()


def _cell(term: object) -> str:
    text = shorten(term.value) if isinstance(term, NamedNode) else plain(term)
    # What is shown came from strangers: no escape sequence or direction override reaches the terminal.
    return "".join(c if c.isprintable() else " " for c in text)
