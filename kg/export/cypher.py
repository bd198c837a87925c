"""A Cypher script that makes the graph in Neo4j, or adds to it: run twice, it changes nothing.

Texts come from strangers. They stand in string literals and nowhere else; labels and relationship types are
the ontology's own names.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import IO

from pyoxigraph import Store

from kg.export.elements import EDGE_COLUMNS, Edge, Node, Type, Value, edges, node_columns, nodes

__all__ = ["string", "write_cypher"]

_ROWS = 200
"""Things in one statement: many, since each statement is parsed and planned; few enough to fit any server."""

_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_cypher(store: Store, file: IO[bytes]) -> None:
    """Write the script."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    text.write("CREATE CONSTRAINT wenpu_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;\n")
    waiting: dict[str, list[str]] = {}
    for node in nodes(store):
        rows = waiting.setdefault(node.kind, [])
        rows.append(_node(node))
        if len(rows) == _ROWS:
            text.write(_nodes(node.kind, rows))
            rows.clear()
    text.writelines(_nodes(kind, rows) for kind, rows in waiting.items() if rows)
    waiting = {}
    for edge in edges(store):
        rows = waiting.setdefault(edge.kind, [])
        rows.append(_edge(edge))
        if len(rows) == _ROWS:
            text.write(_edges(edge.kind, rows))
            rows.clear()
    text.writelines(_edges(kind, rows) for kind, rows in waiting.items() if rows)
    text.flush()
    text.detach()


def string(text: str) -> str:
    r"""Return a text as a Cypher string literal.

    Neo4j turns ``\uXXXX`` into its character before it reads the literal, and older versions do so even where the
    backslash is itself escaped, so a literal never holds a backslash and a u side by side.

    >>> print(string("it's"))
    'it\'s'
    >>> print(string("\\u0027"))
    '\\' + 'u0027'
    """
    return f"'{text.translate(_ESCAPES)}'".replace("\\\\u", "\\\\' + 'u")


def _node(node: Node) -> str:
    return f"{{iri: {string(node.iri)}, properties: {_map({'label': node.label, **node.values})}}}"


def _edge(edge: Edge) -> str:
    values = {name: value for name, value in edge.values.items() if name != "kind"}
    return f"{{source: {string(edge.source)}, target: {string(edge.target)}, properties: {_map(values)}}}"


def _map(values: dict[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {_value(name, value)}" for name, value in values.items()) + "}"


def _value(name: str, value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(string, value))}]"
    match _types().get(name):
        case Type.LONG:
            return str(int(value))
        case Type.DOUBLE:
            return repr(float(value)).replace("e+", "e")
        case _:
            return string(value)


@cache
def _types() -> dict[str, Type]:
    return {column.name: column.type for column in (*node_columns(), *EDGE_COLUMNS)}


def _nodes(kind: str, rows: Iterable[str]) -> str:
    label = f" SET n:{kind}" if kind else ""
    return f"UNWIND [\n{_list(rows)}\n] AS row\nMERGE (n:Thing {{iri: row.iri}}){label} SET n += row.properties;\n"


def _edges(kind: str, rows: Iterable[str]) -> str:
    return (
        f"UNWIND [\n{_list(rows)}\n] AS row\n"
        "MATCH (a:Thing {iri: row.source}) MATCH (b:Thing {iri: row.target})\n"
        f"MERGE (a)-[r:{kind}]->(b) SET r += row.properties;\n"
    )


def _list(rows: Iterable[str]) -> str:
    return ",\n".join(rows)
