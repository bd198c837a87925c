"""Why a triple is believed, as triples.

Nine of ten triples of a graph are these, so they are written as text at once, as they stand in Turtle files: making a
term of each part of each would cost more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, Triple

from kg.model import Evidence
from kg.rdf.iris import evidence_iri
from kg.rdf.literals import decimal, offset, string
from kg.rdf.namespaces import BASE_IRI, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, class_iri, property_of
from kg.rdf.turtle import Term, blocks, read_block, turtle_terms

__all__ = ["evidence_blocks", "evidence_triples", "is_evidence"]

_NODE = re.compile(r"/evidence/\d+-\d+~[0-9a-f]{24}\Z")


def evidence_triples(
    article: NamedNode, triple: Triple, evidence: Evidence, base_iri: str = BASE_IRI
) -> Iterator[Triple]:
    """Yield what says that a triple was read at a place of an article; see :func:`evidence_blocks`."""
    for _, block in evidence_blocks(article, [(triple, evidence)], base_iri):
        yield from read_block(block)


def evidence_blocks(
    article: NamedNode, found: Iterable[tuple[Triple, Evidence]], base_iri: str = BASE_IRI
) -> list[tuple[bytes, bytes]]:
    """Return what says that triples were read at places of an article, as :func:`kg.rdf.turtle.blocks` would.

    Args:
        article: the article's IRI.
        found: what was read; where, by which rule, how sure.
        base_iri: where entities live.

    Raises:
        ValueError: the offsets do not ascend, or the confidence is not from 0 to 1.
    """
    iri = str(article)
    written: list[tuple[str, dict[str, Term]]] = []
    for triple, evidence in found:
        start, end = evidence.start, evidence.end
        if not 0 <= start < end:
            raise ValueError(f"evidence from {start} to {end} is not a span")
        if not 0 <= evidence.confidence <= 1:
            raise ValueError(f"confidence {evidence.confidence} is not from 0 to 1")
        terms = str(triple.subject), str(triple.predicate), str(triple.object)
        node = f"<{evidence_iri(iri, start, end, terms, evidence.method, base_iri)}>"
        says: dict[str, Term] = {
            "subject": triple.subject,
            "predicate": triple.predicate,
            "object": triple.object,
            "article": article,
            "quote": string(evidence.quote),
            "start": offset(start),
            "end": offset(end),
            "method": string(evidence.method),
            "confidence": decimal(f"{evidence.confidence:.4f}"),
        }
        written.append((node, says))
    as_turtle = turtle_terms({term for _, says in written for term in says.values()})
    template = _template()
    made = [
        (node.encode(), template.format(node=node, **{name: as_turtle[term] for name, term in says.items()}).encode())
        for node, says in written
    ]
    if len({key for key, _ in made}) == len(made):
        return sorted(made)
    # Two spellings of one term in Unicode give one IRI: what both say is said once, and all of it together.
    return list(blocks(triple for _, block in made for triple in read_block(block)))


def is_evidence(triple: Triple) -> bool:
    """Tell whether this is one of the triples that evidence is made of, and not something else said of its node."""
    subject = triple.subject
    return triple.predicate in _properties() and isinstance(subject, NamedNode) and bool(_NODE.search(subject.value))


@cache
def _properties() -> frozenset[NamedNode]:
    names = ("charEnd", "charStart", "confidence", "inArticle", "method", "quote")
    return frozenset((RDF_TYPE, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, *(property_of(name).iri for name in names)))


@cache
def _template() -> str:
    said: list[tuple[NamedNode, str]] = [
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
    kind = class_iri("Evidence")
    terms = turtle_terms({kind, *(predicate for predicate, _ in said)})
    lines = [f"{{node}} a {terms[kind]}", *(f"\t{terms[predicate]} {value}" for predicate, value in said)]
    return " ;\n".join(lines) + " .\n"
