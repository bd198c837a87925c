"""The prefixes that a query may use without declaring them."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["PREFIXES", "shorten"]

PREFIXES = MappingProxyType(
    {
        "kg": "https://w3id.org/wenpu/ontology#",
        "topic": "https://w3id.org/wenpu/topic/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "schema": "https://schema.org/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "time": "http://www.w3.org/2006/time#",
        "wd": "http://www.wikidata.org/entity/",
    }
)
"""Prefix to namespace."""


def shorten(iri: str) -> str:
    """Return an IRI with its namespace abbreviated, or as it is where no prefix fits.

    >>> shorten("https://w3id.org/wenpu/ontology#Report")
    'kg:Report'
    >>> shorten("https://example.org/Report")
    'https://example.org/Report'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri
