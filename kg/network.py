"""The graph as networkx has it: things as nodes, relations as edges, evidence on both.

:mod:`kg.view` describes the form; it is also the one for people who analyse the graph in Python.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

import networkx as nx
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.garbage import uncollected
from kg.query import PREFIXES
from kg.store import as_written

__all__ = ["among", "network"]

_KG, _RDF, _XSD = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["xsd"]
_PREFERRED = f"{PREFIXES['skos']}prefLabel"
_NAMES = (_PREFERRED, f"{PREFIXES['skos']}altLabel", f"{PREFIXES['rdfs']}label")
_SAME_AS = f"{PREFIXES['owl']}sameAs"
_TYPE = f"{_RDF}type"
_GENERAL = ("Agent", "Work")
"""Classes that say less than the other class of a node that has two."""

_LOOKED_AT = 50
"""Pieces of evidence that are looked at for a node, of a graph that is too large to take all of it."""

_SHOWN = 2
"""Those that are taken for one triple."""

_SUBJECT, _PREDICATE, _OBJECT = (f"{_RDF}{name}" for name in ("subject", "predicate", "object"))
_OF_EVIDENCE: tuple[tuple[str, str, Callable[[str], object], str], ...] = (
    ("quote", f"{_KG}quote", str, ""),
    ("article", f"{_KG}inArticle", str, ""),
    ("start", f"{_KG}charStart", int, "0"),
    ("end", f"{_KG}charEnd", int, "0"),
    ("method", f"{_KG}method", str, ""),
    ("confidence", f"{_KG}confidence", float, "1"),
)
"""What is told of evidence: under which name, by which property, as what, and what it is where the graph has none."""

_Said: TypeAlias = tuple[str, object]
"""A predicate and what stands behind it."""

_Evidence: TypeAlias = dict[tuple[str, str, str], list[dict[str, Any]]]
"""By the triple it supports, terms as written in N-Triples."""


@uncollected()
def network(triples: Iterable[Triple]) -> nx.MultiDiGraph[str]:
    """Return the graph in networkx form; the same graph gives the same order of nodes and edges.

    Args:
        triples: of a graph, from :func:`kg.store.union`, :func:`kg.rdf.turtle.read_turtle` or :func:`among`.
    """
    said: dict[str, list[_Said]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode):
            node, predicate = subject.value, triple.predicate.value
            said[node].append((predicate, triple.object))
            if predicate == _TYPE:
                kinds[node] = _narrower(kinds.get(node, ""), triple.object)
    evidence: _Evidence = defaultdict(list)
    for node in sorted(node for node, kind in kinds.items() if kind == "Evidence"):
        _read_evidence(said.pop(node), evidence)
    nodes = sorted(node for node, kind in kinds.items() if kind and kind != "Evidence")
    for node in nodes:
        said[node].sort(key=lambda each: (f"{each[0]}>", str(each[1])))  # as lines of N-Triples are
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node, **_attributes(node, kinds[node], said[node], evidence))
    for node in nodes:
        for predicate, target in said[node]:
            if isinstance(target, NamedNode) and predicate.startswith(_KG):
                if target.value not in graph:  # a concept that the ontology describes, not the graph
                    graph.add_node(target.value, kind="Topic" if predicate == f"{_KG}about" else "")
                key = predicate.removeprefix(_KG)
                graph.add_edge(node, target.value, key=key, evidence=evidence.get(_key(node, predicate, target), []))
    return graph


def among(store: Store, only: Collection[str]) -> Iterator[Triple]:
    """Yield what is said of some nodes that leads to no other, some of its evidence, and what the articles of that are.

    Args:
        store: from :func:`kg.store.open_store`.
        only: IRIs of the nodes.
    """
    nodes = frozenset(only)
    articles: set[str] = set()
    for node in sorted(nodes):
        subject = NamedNode(node)
        kept = set()
        for triple in _of(store, subject):
            inside = not isinstance(triple.object, NamedNode) or triple.object.value in nodes
            if inside or not triple.predicate.value.startswith(_KG):
                kept.add((triple.predicate.value, str(triple.object)))
                yield triple
        predicates = {predicate for predicate, _ in kept}
        shown: Counter[tuple[str, str]] = Counter()
        found = store.quads_for_pattern(None, NamedNode(f"{_RDF}subject"), subject, DefaultGraph())
        for quad in islice(found, _LOOKED_AT):
            # What it supports first: most is of what is not shown, or shown already.
            predicate = _text_of(_value(store, quad, "predicate"))
            if predicate not in predicates:
                continue
            key = predicate, str(_value(store, quad, "object"))
            if key in kept and shown[key] < _SHOWN:
                shown[key] += 1
                for triple in _of(store, quad.subject):
                    if triple.predicate.value == f"{_KG}inArticle":
                        articles.add(_text_of(triple.object))
                    yield triple
    for article in sorted(articles - nodes):
        for triple in _of(store, NamedNode(article)):
            if isinstance(triple.object, Literal) or triple.predicate.value == _TYPE:
                yield triple


def _of(store: Store, node: NamedNode | BlankNode | Triple) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        yield as_written(quad.triple)


def _value(store: Store, evidence: Quad, name: str) -> object:
    """What a piece of evidence has as its ``rdf:predicate`` or ``rdf:object``; ``None`` where it lacks that."""
    found = store.quads_for_pattern(evidence.subject, NamedNode(f"{_RDF}{name}"), None, DefaultGraph())
    return next((quad.object for quad in found), None)


def _narrower(kind: str, term: object) -> str:
    """Of a class of ours that a node is known to have, or none, and one more the narrower."""
    if not isinstance(term, NamedNode) or not term.value.startswith(_KG):
        return kind
    kinds = filter(None, (kind, term.value.removeprefix(_KG)))
    return min(kinds, key=lambda kind: (kind in _GENERAL, kind))


def _key(node: str, predicate: str, term: object) -> tuple[str, str, str]:
    return f"<{node}>", f"<{predicate}>", str(term)


def _read_evidence(said: list[_Said], evidence: _Evidence) -> None:
    of = dict(said)
    key = str(of.get(_SUBJECT, "")), str(of.get(_PREDICATE, "")), str(of.get(_OBJECT, ""))
    evidence[key].append({name: read(_text_of(of.get(each, absent))) for name, each, read, absent in _OF_EVIDENCE})


def _attributes(node: str, kind: str, said: list[_Said], evidence: _Evidence) -> dict[str, Any]:
    names: list[tuple[int, str, str]] = []
    facts: list[dict[str, Any]] = []
    same_as: list[str] = []
    own: list[dict[str, Any]] = []
    for predicate, term in said:
        if predicate in _NAMES and isinstance(term, Literal):
            names.append((_NAMES.index(predicate), term.language or "", term.value))
        elif predicate == _SAME_AS:
            same_as.append(_text_of(term))
        elif predicate == _TYPE:
            own += evidence.get(_key(node, predicate, term), [])
        elif isinstance(term, Literal) and predicate.startswith(_KG):
            found = evidence.get(_key(node, predicate, term), [])
            facts.append(_fact(predicate.removeprefix(_KG), term, found))
    # Chinese first where a thing has two preferred names: the press that is read here is Chinese.
    names.sort(key=lambda name: (name[0], not name[1].startswith("zh"), name[1], name[2]))
    pairs = list(dict.fromkeys((text, lang) for _, lang, text in names))
    return {
        "kind": kind,
        "label": pairs[0][0] if pairs else "",
        "names": pairs,
        "same_as": same_as,
        "facts": facts,
        "evidence": own,
    }


def _fact(name: str, value: Literal, evidence: list[dict[str, Any]]) -> dict[str, Any]:
    fact: dict[str, Any] = {"property": name, "value": value.value, "evidence": evidence}
    if value.language:
        fact["lang"] = value.language
    else:
        fact["datatype"] = value.datatype.value.removeprefix(_XSD)
    return fact


def _text_of(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
