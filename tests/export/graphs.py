"""Graphs for the tests of exports."""

from __future__ import annotations

import io
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.export import Format, export
from kg.store import Editor, open_store
from tests import small_graph

KG = "https://w3id.org/wenpu/ontology#"
ID = "https://w3id.org/wenpu/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

HOSTILE = (
    "=HYPERLINK(1)",
    "'}) DETACH DELETE n; //",
    "\\u0027}) DETACH DELETE n; //",
    "\\\\u0027 \\' \\",
    "</data><x>&amp;]]>\x1b[31m\x00\u202e",
    'a"b\r\nc\td',
    "\u2028\ufffe\U0001f600",
)


def small(folder: Path) -> Store:
    """The small graph of the tests, open for reading."""
    return open_store(small_graph.write(folder))


def hostile() -> Store:
    """One event for each nasty text, named by it and with it as a theme."""
    store = Store()
    graph = NamedNode(f"{ID}article/hostile")
    quads = []
    for number, text in enumerate(HOSTILE):
        event = NamedNode(f"{ID}event/{number}")
        quads += [
            Quad(event, NamedNode(f"{RDF}type"), NamedNode(f"{KG}Event"), graph),
            Quad(
                event, NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal(text, language="zh"), graph
            ),
            Quad(event, NamedNode(f"{KG}theme"), Literal(text), graph),
            Quad(event, NamedNode(f"{KG}editionOf"), NamedNode(f"{ID}event/0"), graph),
        ]
    editor = Editor(store)
    editor.replace({graph.value: quads})
    editor.settle()
    return store


def written(store: Store, wanted: Format | str, entail: bool = False) -> bytes:
    """What an export writes."""
    file = io.BytesIO()
    export(store, file, wanted, entail=entail)
    return file.getvalue()
