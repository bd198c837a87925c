"""Why a triple is believed, as triples."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.model import Evidence
from kg.rdf.iris import evidence_iri
from kg.rdf.literals import decimal, offset, string
from kg.rdf.namespaces import (
    BASE_IRI,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    class_iri,
    property_of,
)

__all__ = ["evidence_triples"]


def evidence_triples(
    article: NamedNode, triple: Triple, evidence: Evidence, base_iri: str = BASE_IRI
) -> Iterator[Triple]:
    """Yield what says that a triple was read at a place of an article.

    Args:
        article: the article's IRI.
        triple: what was read.
        evidence: where, by which rule, how sure.
        base_iri: where entities live.

    Raises:
        ValueError: the offsets do not ascend, or the confidence is not from 0 to 1.
    """
    if not 0 <= evidence.start < evidence.end:
        raise ValueError(f"evidence from {evidence.start} to {evidence.end} is not a span")
    if not 0 <= evidence.confidence <= 1:
        raise ValueError(f"confidence {evidence.confidence} is not from 0 to 1")
    node = evidence_iri(article, evidence.start, evidence.end, triple, evidence.method, base_iri)
    yield Triple(node, RDF_TYPE, class_iri("Evidence"))
    yield Triple(node, RDF_SUBJECT, triple.subject)
    yield Triple(node, RDF_PREDICATE, triple.predicate)
    yield Triple(node, RDF_OBJECT, triple.object)
    for name, value in (
        ("inArticle", article),
        ("quote", string(evidence.quote)),
        ("charStart", offset(evidence.start)),
        ("charEnd", offset(evidence.end)),
        ("method", string(evidence.method)),
        ("confidence", decimal(f"{evidence.confidence:.4f}")),
    ):
        yield Triple(node, property_of(name).iri, value)
