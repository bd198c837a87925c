"""GEXF 1.2, for Gephi and networkx. See https://gexf.net/."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import quoteattr

from pyoxigraph import Store

from kg.export.elements import EDGE_COLUMNS, Column, Type, Value, edges, node_columns, nodes

__all__ = ["write_gexf"]

_TYPES = {Type.STRING: "string", Type.STRINGS: "string", Type.DOUBLE: "double", Type.LONG: "long"}
_OWN = ("weight",)
"""Attributes of edges that GEXF has itself."""


def write_gexf(store: Store, file: IO[bytes]) -> None:
    """Write the graph as GEXF; nodes are named by their IRIs, lists are joined with a bar."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    text.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    text.write('<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    text.write('<graph mode="static" defaultedgetype="directed">\n')
    text.write(_declared("node", node_columns()))
    text.write(_declared("edge", [column for column in EDGE_COLUMNS if column.name not in _OWN]))
    text.write("<nodes>\n")
    for node in nodes(store):
        text.write(f"<node id={quoteattr(node.iri)} label={quoteattr(node.label)}>")
        text.write(_values(node.values))
        text.write("</node>\n")
    text.write("</nodes>\n<edges>\n")
    for number, edge in enumerate(edges(store)):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        text.write(f'<edge id="{number}" {ends} label="{edge.kind}" weight="{edge.values["weight"]}">')
        text.write(_values(edge.values))
        text.write("</edge>\n")
    text.write("</edges>\n</graph>\n</gexf>\n")
    text.flush()
    text.detach()


def _declared(target: str, columns: Iterable[Column]) -> str:
    lines = "".join(f'<attribute id="{c.name}" title="{c.name}" type="{_TYPES[c.type]}"/>\n' for c in columns)
    return f'<attributes class="{target}">\n{lines}</attributes>\n'


def _values(values: dict[str, Value]) -> str:
    parts = []
    for name, value in values.items():
        if name not in _OWN:
            joined = value if isinstance(value, str) else " | ".join(value)
            parts.append(f'<attvalue for="{name}" value={quoteattr(joined)}/>')
    return f"<attvalues>{''.join(parts)}</attvalues>"
