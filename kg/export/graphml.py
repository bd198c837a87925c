"""GraphML, for networkx, Gephi, yEd and igraph. See http://graphml.graphdrawing.org/specification.html."""

from __future__ import annotations

import io
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Store

from kg.export.elements import EDGE_COLUMNS, Column, Type, Value, edges, node_columns, nodes

__all__ = ["write_graphml"]

_LABEL = Column("label")
_TYPES = {Type.STRING: "string", Type.STRINGS: "string", Type.DOUBLE: "double", Type.LONG: "long"}


def write_graphml(store: Store, file: IO[bytes]) -> None:
    """Write the graph as GraphML; nodes are named by their IRIs, lists are joined with a bar."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    text.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for prefix, target, columns in (
        ("n", "node", (_LABEL, *node_columns())),
        ("e", "edge", (_LABEL, *EDGE_COLUMNS)),
    ):
        for column in columns:
            kind = _TYPES[column.type]
            text.write(f'<key id="{prefix}_{column.name}" for="{target}" attr.name="{column.name}" ')
            text.write(f'attr.type="{kind}"/>\n')
    text.write('<graph id="graph" edgedefault="directed">\n')
    for node in nodes(store):
        text.write(f"<node id={quoteattr(node.iri)}>")
        text.write(_data("n", {"label": node.label, **node.values}))
        text.write("</node>\n")
    for number, edge in enumerate(edges(store)):
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        text.write(f'<edge id="e{number}" {ends}>')
        text.write(_data("e", {"label": edge.kind, **edge.values}))
        text.write("</edge>\n")
    text.write("</graph>\n</graphml>\n")
    text.flush()
    text.detach()


def _data(prefix: str, values: dict[str, Value]) -> str:
    parts = []
    for name, value in values.items():
        joined = value if isinstance(value, str) else " | ".join(value)
        parts.append(f'<data key="{prefix}_{name}">{escape(joined, {chr(13): "&#13;"})}</data>')
    return "".join(parts)
