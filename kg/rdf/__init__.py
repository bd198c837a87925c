"""Facts as RDF: IRIs, literals, evidence, triples and Turtle.

Terms are pyoxigraph's; nothing here knows spaCy.
"""

from __future__ import annotations

from kg.rdf.iris import article_iri
from kg.rdf.labels import settle_labels
from kg.rdf.namespaces import BASE_IRI, checked_base_iri
from kg.rdf.triples import Written, triples, written
from kg.rdf.turtle import write_turtle

__all__ = [
    "BASE_IRI",
    "Written",
    "article_iri",
    "checked_base_iri",
    "settle_labels",
    "triples",
    "write_turtle",
    "written",
]
