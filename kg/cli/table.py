"""Query results as a table for people."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.query.prefixes import shorten
from kg.query.results import plain

if TYPE_CHECKING:
    from kg.query import Results

__all__ = ["show"]


def show(results: Results) -> None:
    """Print the results to standard output; IRIs are abbreviated and control characters left out."""
    # Where the output is no terminal, nothing is cut to a width.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, markup=False, highlight=False)
    if results.is_ask:
        console.print("yes" if results else "no")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for variable in results.variables:
        table.add_column(Text(variable), overflow="fold")
    number = 0
    for terms in results.terms():
        table.add_row(*(Text(_cell(term)) for term in terms))
        number += 1
    console.print(table)
    console.print(f"{number} row{'s' * (number != 1)}")


def _cell(term: object) -> str:
    text = shorten(term.value) if isinstance(term, NamedNode) else plain(term)
    # What is shown came from strangers: no escape sequence or direction override reaches the terminal.
    return "".join(c if c.isprintable() else " " for c in text)
