"""Turtle, N-Triples, TriG, N-Quads and RDF/XML.

TriG and N-Quads hold the whole graph as default graph, and what each article says, with its evidence, as a graph of
its own. The others hold the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.export.entailment import Entailed
from kg.export.ordered import DEFAULT, Ordered, in_order
from kg.query.prefixes import PREFIXES
from kg.rdf.namespaces import PREFIXES as OWN
from kg.rdf.xml import legal
from kg.store import article as said
from kg.store import graph_names

__all__ = ["article", "write_nquads", "write_ntriples", "write_rdfxml", "write_trig", "write_turtle"]

_LOCAL = re.compile(r"[^\W\d][\w.\-]*\Z")
"""How the end of a property's IRI has to look for RDF/XML, which writes it as the name of an element."""


def write_turtle(graph: Ordered, file: IO[bytes]) -> None:
    """Write the graph as Turtle: without entailment the very bytes of ``graph.ttl``."""
    prefixes = PREFIXES if isinstance(graph, Entailed) else OWN
    serialize(graph, file, format=RdfFormat.TURTLE, prefixes=dict(prefixes))


def write_ntriples(graph: Ordered, file: IO[bytes]) -> None:
    """Write the graph as N-Triples."""
    serialize(graph, file, format=RdfFormat.N_TRIPLES)


def write_trig(graph: Ordered, file: IO[bytes]) -> None:
    """Write the dataset as TriG."""
    serialize(_quads(graph), file, format=RdfFormat.TRIG, prefixes=dict(PREFIXES))


def write_nquads(graph: Ordered, file: IO[bytes]) -> None:
    """Write the dataset as N-Quads."""
    serialize(_quads(graph), file, format=RdfFormat.N_QUADS)


def write_rdfxml(graph: Ordered, file: IO[bytes]) -> None:
    """Write the graph as RDF/XML.

    XML cannot hold most control characters; they become U+FFFD.

    Raises:
        ValueError: a property has an IRI that RDF/XML has no way to write.
    """
    serialize(map(_as_xml, graph), file, format=RdfFormat.RDF_XML, prefixes=dict(PREFIXES))


def _as_xml(triple: Triple) -> Triple:
    if not _LOCAL.search(triple.predicate.value):
        raise ValueError(f"{triple.predicate.value}: RDF/XML cannot write a property whose name ends so")
    value = triple.object
    if isinstance(value, Literal) and value.value != (text := legal(value.value)):
        if value.language:
            return Triple(triple.subject, triple.predicate, Literal(text, language=value.language))
        return Triple(triple.subject, triple.predicate, Literal(text, datatype=value.datatype))
    return triple


def _quads(graph: Ordered) -> Iterator[Quad]:
    for triple in graph:
        yield _in(triple, DEFAULT)
    for iri in sorted(graph_names(graph.store)):
        yield from (_in(triple, NamedNode(iri)) for triple in article(graph.store, NamedNode(iri)))


def article(store: Store, graph: NamedNode) -> Iterator[Triple]:
    """Yield what one article says, with its evidence, in order; an article fits into memory."""
    of: dict[str, list[Triple]] = {}
    for triple in said(store, graph):
        of.setdefault(str(triple.subject), []).append(triple)
    for subject in sorted(of):
        yield from in_order(of[subject])


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
