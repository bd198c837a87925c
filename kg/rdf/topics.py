"""The concepts of the controlled vocabulary, by any of their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.rdf.namespaces import SKOS_ALT_LABEL, SKOS_PREF_LABEL
from kg.resources import ontology_dir

__all__ = ["Topic", "topic"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of ``ontology/topics.ttl``: its IRI and its preferred labels, English first."""

    iri: NamedNode
    labels: tuple[Literal, ...]


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
def _by_name() -> dict[str, Topic]:
    preferred: defaultdict[NamedNode, list[Literal]] = defaultdict(list)
    others: defaultdict[NamedNode, list[Literal]] = defaultdict(list)
    for quad in parse(path=ontology_dir() / "topics.ttl", format=RdfFormat.TURTLE):
        names = {SKOS_PREF_LABEL: preferred, SKOS_ALT_LABEL: others}.get(quad.predicate)
        if names is not None and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            names[quad.subject].append(quad.object)
    topics: dict[str, Topic] = {}
    for iri, labels in preferred.items():
        found = Topic(iri, tuple(sorted(labels, key=lambda label: label.language or "")))
        topics |= {label.value.casefold(): found for label in (*labels, *others[iri])}
    return topics
