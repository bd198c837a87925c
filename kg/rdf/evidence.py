"""Why a triple is believed, as triples.

Nine of ten triples of a graph are these, so they are written as text at once: making a term of each part of each would
cost more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.model import Evidence
from kg.rdf.iris import evidence_iri
from kg.rdf.literals import decimal, offset, string
from kg.rdf.namespaces import BASE_IRI, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, class_iri, property_of

__all__ = ["evidence_ntriples", "evidence_triples"]


def evidence_triples(
    article: NamedNode, triple: Triple, evidence: Evidence, base_iri: str = BASE_IRI
) -> Iterator[Triple]:
    """Yield what says that a triple was read at a place of an article; see :func:`evidence_ntriples`."""
    written = evidence_ntriples(str(article), _terms(triple), evidence, base_iri)
    for quad in parse(written, format=RdfFormat.N_TRIPLES):
        yield quad.triple


def evidence_ntriples(article: str, triple: tuple[str, str, str], evidence: Evidence, base_iri: str = BASE_IRI) -> str:
    """Return what says that a triple was read at a place of an article, as lines of N-Triples.

    Args:
        article: the article's IRI, as N-Triples writes it.
        triple: what was read: its terms, as N-Triples writes them.
        evidence: where, by which rule, how sure.
        base_iri: where entities live.

    Raises:
        ValueError: the offsets do not ascend, or the confidence is not from 0 to 1.
    """
    start, end = evidence.start, evidence.end
    if not 0 <= start < end:
        raise ValueError(f"evidence from {start} to {end} is not a span")
    if not 0 <= evidence.confidence <= 1:
        raise ValueError(f"confidence {evidence.confidence} is not from 0 to 1")
    node = f"<{evidence_iri(article, start, end, triple, evidence.method, base_iri)}>"
    subject, predicate, object_ = triple
    return _template().format(
        node=node,
        subject=subject,
        predicate=predicate,
        object=object_,
        article=article,
        quote=string(evidence.quote),
        start=offset(start),
        end=offset(end),
        method=string(evidence.method),
        confidence=decimal(f"{evidence.confidence:.4f}"),
    )


def _terms(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


@cache
def _template() -> str:
    said = [  # in the order of Turtle files
        (RDF_TYPE, str(class_iri("Evidence"))),
        (RDF_OBJECT, "{object}"),
        (RDF_PREDICATE, "{predicate}"),
        (RDF_SUBJECT, "{subject}"),
        (property_of("charEnd").iri, "{end}"),
        (property_of("charStart").iri, "{start}"),
        (property_of("confidence").iri, "{confidence}"),
        (property_of("inArticle").iri, "{article}"),
        (property_of("method").iri, "{method}"),
        (property_of("quote").iri, "{quote}"),
    ]
    return "".join(f"{{node}} {predicate} {value} .\n" for predicate, value in said)
