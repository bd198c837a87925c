"""Why a triple is believed, as triples.

Nine of ten triples of a graph are these, so they are written as text at once, as they stand in Turtle files: making a
term of each part of each would cost more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

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
    for _, block in evidence_blocks(article, {triple: [evidence]}, base_iri):
        yield from read_block(block)


def evidence_blocks(
    article: NamedNode, found: Mapping[Triple, Iterable[Evidence]], base_iri: str = BASE_IRI
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
    read = [(triple, tuple(evidence)) for triple, evidence in found.items()]
    quotes = {each.quote for _, evidence in read for each in evidence}
    strings = {quote: string(quote) for quote in quotes}
    as_turtle = turtle_terms({article, *strings.values(), *(term for triple, _ in read for term in triple)})
    quoted = {quote: as_turtle[term] for quote, term in strings.items()}
    template = _template()
    made: dict[bytes, bytes] = {}
    number = 0
    for triple, evidence in read:
        subject, predicate, said = triple.subject, triple.predicate, triple.object
        terms = str(subject), str(predicate), str(said)
        written = as_turtle[subject], as_turtle[predicate], as_turtle[said], as_turtle[article]
        for each in evidence:
            start, end = each.start, each.end
            if not 0 <= start < end:
                raise ValueError(f"evidence from {start} to {end} is not a span")
            if not 0 <= each.confidence <= 1:
                raise ValueError(f"confidence {each.confidence} is not from 0 to 1")
            node = f"<{evidence_iri(iri, start, end, terms, each.method, base_iri)}>"
            where = quoted[each.quote], _offset(start), _offset(end)
            block = template.format(node, *written, *where, _method(each.method), _confidence(each.confidence))
            key = node.encode()
            made[key] = made.get(key, b"") + block.encode()
            number += 1
    if len(made) == number:
        return sorted(made.items())
    # Two spellings of one term in Unicode give one IRI: what both say is said once, and all of it together.
    return list(blocks(triple for block in made.values() for triple in read_block(block)))


def is_evidence(triple: Triple) -> bool:
    """Tell whether this is one of the triples that evidence is made of, and not something else said of its node."""
    subject = triple.subject
    return triple.predicate in _properties() and isinstance(subject, NamedNode) and bool(_NODE.search(subject.value))


@cache
def _properties() -> frozenset[NamedNode]:
    names = ("charEnd", "charStart", "confidence", "inArticle", "method", "quote")
    return frozenset((RDF_TYPE, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, *(property_of(name).iri for name in names)))


@lru_cache(maxsize=1 << 16)
def _offset(count: int) -> str:
    return _as_turtle(offset(count))


@lru_cache(maxsize=1 << 12)
def _method(name: str) -> str:
    return _as_turtle(string(name))


@lru_cache(maxsize=1 << 12)
def _confidence(number: float) -> str:
    return _as_turtle(decimal(f"{number:.4f}"))


def _as_turtle(term: Term) -> str:
    return turtle_terms([term])[term]


@cache
def _template() -> str:
    """A block, to be formatted with its node, the three terms of the triple, and the rest in the order of its uses."""
    said: list[tuple[NamedNode, str]] = [
        (RDF_OBJECT, "{3}"),
        (RDF_PREDICATE, "{2}"),
        (RDF_SUBJECT, "{1}"),
        (property_of("charEnd").iri, "{7}"),
        (property_of("charStart").iri, "{6}"),
        (property_of("confidence").iri, "{9}"),
        (property_of("inArticle").iri, "{4}"),
        (property_of("method").iri, "{8}"),
        (property_of("quote").iri, "{5}"),
    ]
    kind = class_iri("Evidence")
    terms = turtle_terms({kind, *(predicate for predicate, _ in said)})
    lines = [f"{{0}} a {terms[kind]}", *(f"\t{terms[predicate]} {value}" for predicate, value in said)]
    return " ;\n".join(lines) + " .\n"
