"""Two CSV files: nodes and relationships, with the headers of Neo4j's bulk import.

See https://neo4j.com/docs/operations-manual/current/import/ for those. A spreadsheet would run a text that begins
like a formula: such texts get an apostrophe in front, which is what spreadsheets themselves put there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from pyoxigraph import Store

from kg.export.elements import EDGE_COLUMNS, Column, Type, Value, edges, node_columns, nodes

__all__ = ["ARRAY_DELIMITER", "write_tables"]

ARRAY_DELIMITER = "\x1f"
"""Between the texts of a list: a character that no text of the graph holds, since XML could not hold it either."""

_HEADS = {Type.STRING: "", Type.STRINGS: ":string[]", Type.DOUBLE: ":double", Type.LONG: ":long"}
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_EDGES = [column for column in EDGE_COLUMNS if column.name != "kind"]


def write_tables(store: Store, nodes_file: IO[bytes], relationships_file: IO[bytes]) -> None:
    """Write both files, UTF-8, with quotation marks and line ends after RFC 4180."""
    columns = [Column("label"), *node_columns()]
    rows = (
        [n.iri, f"Thing;{n.kind}".rstrip(";"), *_cells(columns, {"label": n.label, **n.values})] for n in nodes(store)
    )
    _write(nodes_file, ["iri:ID", ":LABEL", *map(_head, columns)], rows)
    rows = ([e.source, e.target, e.kind, *_cells(_EDGES, e.values)] for e in edges(store))
    _write(relationships_file, [":START_ID", ":END_ID", ":TYPE", *map(_head, _EDGES)], rows)


def _write(file: IO[bytes], head: list[str], rows: Iterable[list[str]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    text.flush()
    text.detach()


def _head(column: Column) -> str:
    return f"{column.name}{_HEADS[column.type]}"


def _cells(columns: list[Column], values: dict[str, Value]) -> list[str]:
    return [_cell(column, values.get(column.name, "")) for column in columns]


def _cell(column: Column, value: Value) -> str:
    text = value if isinstance(value, str) else ARRAY_DELIMITER.join(value)
    if column.type in (Type.STRING, Type.STRINGS) and text.startswith(_FORMULA):
        return f"'{text}"
    return text
