"""One door to all formats."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import IO

from pyoxigraph import Store

from kg.export import cypher, gexf, graphml, jsonld, rdf, tables
from kg.export.entailment import Entailed
from kg.export.ordered import Ordered

__all__ = ["Format", "export", "export_tables"]


class Format(StrEnum):
    """What ``kg export --format`` takes."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    CYPHER = "cypher"

    @property
    def is_rdf(self) -> bool:
        """Whether the format holds triples, so that entailed ones can be added."""
        return self in _RDF


_RDF: dict[Format, Callable[[Ordered, IO[bytes]], None]] = {
    Format.TURTLE: rdf.write_turtle,
    Format.NTRIPLES: rdf.write_ntriples,
    Format.TRIG: rdf.write_trig,
    Format.NQUADS: rdf.write_nquads,
    Format.RDFXML: rdf.write_rdfxml,
    Format.JSONLD: jsonld.write_jsonld,
}
_PROPERTY_GRAPH: dict[Format, Callable[[Store, IO[bytes]], None]] = {
    Format.GRAPHML: graphml.write_graphml,
    Format.GEXF: gexf.write_gexf,
    Format.CYPHER: cypher.write_cypher,
}


def export(store: Store, file: IO[bytes], wanted: Format | str, *, entail: bool = False) -> None:
    """Write the graph in one of the formats that are one file.

    Args:
        store: from :func:`kg.store.open_store`.
        file: open for writing bytes.
        wanted: any but ``csv``, which is two files: :func:`export_tables`.
        entail: add what the ontology's alignments imply; RDF formats only.

    Raises:
        ValueError: the format does not go with that.
        OSError: the file cannot be written.
    """
    kind = Format(wanted)
    if kind in _RDF:
        _RDF[kind](Entailed(store) if entail else Ordered(store), file)
    elif entail:
        raise ValueError(f"{kind} holds no triples: there is nothing to entail")
    elif kind in _PROPERTY_GRAPH:
        _PROPERTY_GRAPH[kind](store, file)
    else:
        raise ValueError(f"{kind} is two files")


def export_tables(store: Store, nodes: IO[bytes], relationships: IO[bytes]) -> None:
    """Write the graph as a pair of CSV files in the form of Neo4j's bulk import.

    Args:
        store: from :func:`kg.store.open_store`.
        nodes: open for writing bytes.
        relationships: likewise.

    Raises:
        OSError: a file cannot be written.
    """
    tables.write_tables(store, nodes, relationships)
