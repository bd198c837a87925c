"""The triples of the graph one thing after another, in the order of ``graph.ttl``.

Only the names of the things are held in memory; what is said of each is looked up when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store, Triple

from kg.rdf.namespaces import RDF_TYPE
from kg.store import as_written

__all__ = ["DEFAULT", "Ordered", "Subject", "in_order"]

Subject: TypeAlias = NamedNode | BlankNode | Triple

DEFAULT = DefaultGraph()
"""Holds the whole graph."""


class Ordered:
    """The graph, thing by thing.

    Args:
        store: from :func:`kg.store.open_store`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def subjects(self) -> list[Subject]:
        """Return everything that the graph says something of, in order."""
        return sorted(self._subjects(), key=str)

    def described(self, subject: Subject) -> list[Triple]:
        """Return what the graph says of one thing, in order."""
        return in_order(self._described(subject))

    def __iter__(self) -> Iterator[Triple]:
        for subject in self.subjects():
            yield from self.described(subject)

    def _subjects(self) -> set[Subject]:
        found: set[Subject] = set()
        last: Subject | None = None
        for quad in self.store.quads_for_pattern(None, None, None, DEFAULT):
            if quad.subject != last:
                last = quad.subject
                found.add(last)
        return found

    def _described(self, subject: Subject) -> Iterable[Triple]:
        return (as_written(quad.triple) for quad in self.store.quads_for_pattern(subject, None, None, DEFAULT))


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Sort triples of one subject: types first, then by predicate and object."""
    return sorted(triples, key=lambda t: (t.predicate != RDF_TYPE, t.predicate.value, str(t.object)))
