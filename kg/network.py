"""The graph as networkx has it: things as nodes, relations as edges, evidence on both.

:mod:`kg.view` describes the form; it is also the one for people who analyse the graph in Python.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, TypeAlias

import networkx as nx
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.query import PREFIXES
from kg.store import as_written, union

__all__ = ["network"]

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

_Evidence: TypeAlias = dict[tuple[str, str, str], list[dict[str, Any]]]
"""By the triple it supports, terms as written in N-Triples."""


def network(store: Store, only: Collection[str] | None = None) -> nx.MultiDiGraph[str]:
    """Return the graph in networkx form; the same graph gives the same order of nodes and edges.

    Args:
        store: from :func:`kg.store.open_store`.
        only: the nodes to take, with what links them and with some of the evidence for it and its articles; all
            nodes without.
    """
    said: dict[str, list[Triple]] = defaultdict(list)
    for triple in union(store) if only is None else _among(store, frozenset(only)):
        if isinstance(triple.subject, NamedNode):
            said[triple.subject.value].append(triple)
    kinds = {node: _kind(triples) for node, triples in said.items()}
    evidence: _Evidence = defaultdict(list)
    for node in sorted(node for node, kind in kinds.items() if kind == "Evidence"):
        _read_evidence(said[node], evidence)
    nodes = sorted(node for node, kind in kinds.items() if kind and kind != "Evidence")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node, **_attributes(kinds[node], said[node], evidence))
    for node in nodes:
        for triple in sorted(said[node], key=str):
            target = triple.object
            if isinstance(target, NamedNode) and triple.predicate.value.startswith(_KG):
                if target.value not in graph:  # a concept that the ontology describes, not the graph
                    graph.add_node(target.value, kind="Topic" if triple.predicate.value == f"{_KG}about" else "")
                key = triple.predicate.value.removeprefix(_KG)
                graph.add_edge(node, target.value, key=key, evidence=evidence.get(_key(triple), []))
    return graph


def _among(store: Store, nodes: frozenset[str]) -> Iterator[Triple]:
    """What is said of some nodes that leads to no other, some of its evidence, and what the articles of that are."""
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


def _kind(triples: list[Triple]) -> str:
    """The narrowest class of ours that a node has; empty where it has none."""
    kinds = {
        triple.object.value.removeprefix(_KG)
        for triple in triples
        if triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode)
        if triple.object.value.startswith(_KG)
    }
    return min(kinds, key=lambda kind: (kind in _GENERAL, kind), default="")


def _key(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _read_evidence(triples: list[Triple], evidence: _Evidence) -> None:
    supports: dict[str, str] = {}
    said: dict[str, str] = {}
    for triple in triples:
        predicate = triple.predicate.value
        if predicate.startswith(_KG):
            said[predicate.removeprefix(_KG)] = _text(triple)
        elif predicate != _TYPE:
            supports[predicate.removeprefix(_RDF)] = str(triple.object)
    key = supports.get("subject", ""), supports.get("predicate", ""), supports.get("object", "")
    evidence[key].append(
        {
            "quote": said.get("quote", ""),
            "article": said.get("inArticle", ""),
            "start": int(said.get("charStart", 0)),
            "end": int(said.get("charEnd", 0)),
            "method": said.get("method", ""),
            "confidence": float(said.get("confidence", 1)),
        }
    )


def _attributes(kind: str, triples: list[Triple], evidence: _Evidence) -> dict[str, Any]:
    names: list[tuple[int, str, str]] = []
    facts: list[dict[str, Any]] = []
    same_as: list[str] = []
    own: list[dict[str, Any]] = []
    for triple in sorted(triples, key=str):
        predicate = triple.predicate.value
        if predicate in _NAMES and isinstance(triple.object, Literal):
            names.append((_NAMES.index(predicate), triple.object.language or "", triple.object.value))
        elif predicate == _SAME_AS:
            same_as.append(_text(triple))
        elif predicate == _TYPE:
            own += evidence.get(_key(triple), [])
        elif isinstance(triple.object, Literal) and predicate.startswith(_KG):
            facts.append(_fact(predicate.removeprefix(_KG), triple.object, evidence.get(_key(triple), [])))
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


def _text(triple: Triple) -> str:
    return _text_of(triple.object)


def _text_of(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
