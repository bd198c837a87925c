"""One preferred name a language, whatever the articles call a thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.iris import segment
from kg.rdf.namespaces import RDFS_LABEL, SKOS_ALT_LABEL, SKOS_PREF_LABEL

__all__ = ["settle_labels"]


def settle_labels(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the triples of a graph, or of a union of graphs, with the names of each node put in order.

    Two articles may each prefer another name of one thing. Of several ``skos:prefLabel`` in a language
    one stays, the others become ``skos:altLabel``; of several ``rdfs:label`` one stays, which is a
    preferred name. The name that the node's IRI shows comes first, then the longer one, then the
    first in code point order, so the outcome does not depend on the order of the articles.
    """
    preferred: defaultdict[NamedNode, set[Literal]] = defaultdict(set)
    others: defaultdict[NamedNode, set[Literal]] = defaultdict(set)
    shown: defaultdict[NamedNode, set[Literal]] = defaultdict(set)
    by_predicate = {SKOS_PREF_LABEL: preferred, SKOS_ALT_LABEL: others, RDFS_LABEL: shown}
    for triple in triples:
        names = by_predicate.get(triple.predicate)
        node, name = triple.subject, triple.object
        if names is not None and isinstance(node, NamedNode) and isinstance(name, Literal):
            names[node].add(name)
        else:
            yield triple
    for node in {**preferred, **others, **shown}:
        yield from _settled(node, preferred[node], others[node], shown[node])


def _settled(node: NamedNode, preferred: set[Literal], others: set[Literal], shown: set[Literal]) -> Iterator[Triple]:
    steps = node.value.split("/")

    def rank(name: Literal) -> tuple[bool, int, str, str]:
        in_iri = segment(name.value) in steps
        return not in_iri, -len(name.value), name.value, name.language or ""

    chosen: dict[str | None, Literal] = {}
    for name in sorted(preferred, key=rank):
        chosen.setdefault(name.language, name)
    kept = set(chosen.values())
    for name in kept:
        yield Triple(node, SKOS_PREF_LABEL, name)
    for name in (others | preferred) - kept:
        yield Triple(node, SKOS_ALT_LABEL, name)
    if shown:
        yield Triple(node, RDFS_LABEL, min(shown & kept or kept or shown, key=rank))
