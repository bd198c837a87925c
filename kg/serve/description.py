"""What the service says of itself: SPARQL 1.1 Service Description and VoID.

See https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.serve.formats import ROWS, TRIPLES
from kg.serve.pool import Pool, Query, Refusal

__all__ = ["GRAPH_FORMATS", "service_description", "void"]

GRAPH_FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "xml",
    "application/ld+json": "json",
}
_WRITERS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_VOID = "http://rdfs.org/ns/void#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
"""The formats' names in https://www.w3.org/ns/formats/."""

_COUNTS = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }"
_CLASSES = "SELECT ?term (COUNT(*) AS ?number) { ?s a ?term } GROUP BY ?term ORDER BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?number) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"


def service_description(endpoint: str, prefixes: Mapping[str, str], *, writable: bool = False) -> dict[str, bytes]:
    """Return what the endpoint is, in each of :data:`GRAPH_FORMATS`.

    Args:
        endpoint: its own address.
        prefixes: for Turtle.
        writable: whether it takes updates, at the same address.
    """
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    said = [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(endpoint)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, _TYPE, _sd("Graph")),
    ]
    if writable:
        said.append(Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
    for media in dict.fromkeys([*ROWS, *TRIPLES]):
        if media in _NAMES:
            said.append(Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + _NAMES[media])))
    return _written(said, {**prefixes, "sd": _SD, "formats": _FORMATS})


async def void(pool: Pool, root: str, prefixes: Mapping[str, str]) -> dict[str, bytes] | None:
    """Return what the graph holds, in each of :data:`GRAPH_FORMATS`; without numbers where they take too long.

    Args:
        pool: counts.
        root: the server's own address.
        prefixes: for Turtle.
    """
    dataset = NamedNode(f"{root}.well-known/void#graph")
    said = [
        Triple(dataset, _TYPE, _void("Dataset")),
        Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("Wenpu graph", language="en")),
        Triple(dataset, _void("sparqlEndpoint"), NamedNode(f"{root}sparql")),
        Triple(dataset, _void("vocabulary"), NamedNode(prefixes["kg"])),
    ]
    try:
        for row in await _rows(pool, _COUNTS):
            said.append(Triple(dataset, _void("triples"), _number(row["triples"])))
            said.append(Triple(dataset, _void("distinctSubjects"), _number(row["subjects"])))
        for query, partition, term, count in (
            (_CLASSES, "classPartition", "class", "entities"),
            (_PROPERTIES, "propertyPartition", "property", "triples"),
        ):
            for number, row in enumerate(await _rows(pool, query)):
                part = BlankNode(f"{partition}{number}")
                said.append(Triple(dataset, _void(partition), part))
                said.append(Triple(part, _void(term), NamedNode(row["term"])))
                said.append(Triple(part, _void(count), _number(row["number"])))
    except Refusal:
        pass
    return _written(said, {**prefixes, "void": _VOID})


async def _rows(pool: Pool, query: str) -> list[dict[str, str]]:
    answer = await pool.ask(Query(query))
    with answer.file as file:
        found = json.load(file)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def _written(said: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, bytes]:
    triples = list(said)
    return {
        media: serialize(triples, format=writer, prefixes=dict(prefixes)) or b"" for media, writer in _WRITERS.items()
    }


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _number(text: str) -> Literal:
    return Literal(text, datatype=_INTEGER)
