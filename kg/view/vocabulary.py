"""What the ontology calls its classes and properties, in both languages, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from kg.resources import ontology_dir

__all__ = ["topics", "vocabulary"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return label by language of every term of ``ontology/kg.ttl``, by local name."""
    labels: dict[str, dict[str, str]] = {}
    for iri, _, text, lang in _named("kg.ttl", f"{_RDFS}label"):
        labels.setdefault(iri.replace("#", "/").rsplit("/", 1)[-1], {})[lang] = text
    return {term: dict(sorted(labels[term].items())) for term in sorted(labels)}


@cache
def topics() -> dict[str, list[list[str]]]:
    """Return the names of every concept of ``ontology/topics.ttl`` by IRI, preferred and Chinese ones first."""
    names: dict[str, list[tuple[bool, bool, str, str]]] = {}
    for iri, predicate, text, lang in _named("topics.ttl", f"{_SKOS}prefLabel", f"{_SKOS}altLabel"):
        names.setdefault(iri, []).append((predicate != f"{_SKOS}prefLabel", lang != "zh", text, lang))
    return {iri: [[text, lang] for _, _, text, lang in sorted(rows)] for iri, rows in names.items()}


def _named(file: str, *predicates: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield IRI, predicate, text and language of what a file calls its terms."""
    for quad in ox.parse(path=ontology_dir() / file, format=ox.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate.value in predicates and isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            yield subject.value, quad.predicate.value, value.value, (value.language or "en").split("-")[0]
