"""What the ontology calls its classes and properties, in both languages, for people to read."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.resources import ontology_dir

__all__ = ["vocabulary"]

_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return label by language of every term of ``ontology/kg.ttl``, by local name."""
    labels: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate != _LABEL or not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.Literal):
            continue
        term = subject.value.replace("#", "/").rsplit("/", 1)[-1]
        labels.setdefault(term, {})[(value.language or "en").split("-")[0]] = value.value
    return {term: dict(sorted(labels[term].items())) for term in sorted(labels)}
