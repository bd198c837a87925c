"""The controlled vocabulary ``ontology/topics.ttl``: its concepts, by any of their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.resources import ontology_dir

__all__ = ["Topic", "topic", "topics"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept.

    Attributes:
        iri: which one.
        labels: its preferred labels, in order of their language tags.
        names: all labels, preferred and alternative.
    """

    iri: NamedNode
    labels: tuple[Literal, ...]
    names: tuple[str, ...]


def topic(name: str) -> Topic:
    """Return the concept that has that name among its labels, in any language and case.

    Raises:
        ValueError: there is none.

    >>> topic("数据出境").iri.value
    'https://w3id.org/wenpu/topic/cross-border-data-flows'
    """
    try:
        return _by_name()[name.casefold()]
    except KeyError:
        raise ValueError(f"no topic is called {name!r}") from None


@cache
def topics() -> tuple[Topic, ...]:
    """Return all concepts, in the order of their IRIs."""
    preferred: defaultdict[NamedNode, list[Literal]] = defaultdict(list)
    others: defaultdict[NamedNode, list[Literal]] = defaultdict(list)
    for quad in parse(path=ontology_dir() / "topics.ttl", format=RdfFormat.TURTLE):
        labels = {_SKOS + "prefLabel": preferred, _SKOS + "altLabel": others}.get(quad.predicate.value)
        if labels is not None and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            labels[quad.subject].append(quad.object)
    return tuple(
        Topic(
            iri,
            tuple(sorted(preferred[iri], key=lambda label: label.language or "")),
            tuple(sorted({label.value for label in (*preferred[iri], *others[iri])})),
        )
        for iri in sorted(preferred, key=lambda iri: iri.value)
    )


@cache
def _by_name() -> dict[str, Topic]:
    return {name.casefold(): concept for concept in topics() for name in concept.names}
