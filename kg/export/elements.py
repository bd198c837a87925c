"""The graph as a property graph: things as nodes, relations as edges, literals and evidence as attributes.

This is what GraphML, GEXF, Neo4j's CSV and Cypher have in common. What stands in the graph beyond the
ontology's own terms has no place there and is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from kg.export.ordered import DEFAULT, Ordered
from kg.rdf.namespaces import (
    KG,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    XSD,
)
from kg.rdf.xml import legal
from kg.resources import ontology_dir

__all__ = ["EDGE_COLUMNS", "Column", "Edge", "Node", "Type", "Value", "edges", "node_columns", "nodes"]

Value: TypeAlias = str | tuple[str, ...]
"""An attribute: a text, a number as its digits, or a list of texts."""

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_GENERAL = ("Agent", "Work")
_LANGUAGES = ("zh", "en")
_BETWEEN = " | "
_DIGITS = re.compile(r"[+-]?\d{1,300}(?:\.\d+)?", re.ASCII)


class Type(StrEnum):
    """What a column holds."""

    STRING = "string"
    STRINGS = "strings"
    DOUBLE = "double"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute that nodes or edges may have."""

    name: str
    type: Type = Type.STRING


_EVIDENCE = (
    Column("quote"),
    Column("article"),
    Column("start", Type.LONG),
    Column("end", Type.LONG),
    Column("method"),
    Column("confidence", Type.DOUBLE),
    Column("evidence"),
)
"""The surest evidence, and all of it as JSON."""

EDGE_COLUMNS = (Column("kind"), Column("weight", Type.LONG), *_EVIDENCE)
"""What edges have: their property, the number of sentences they were read in, and those."""


@cache
def node_columns() -> tuple[Column, ...]:
    """Return what nodes may have: kind, names, the ontology's literal properties, evidence."""
    said = _ontology()
    literal = tuple(Column(name, said.literals[name]) for name in sorted(said.literals))
    named = (Column(f"name_{language}") for language in _LANGUAGES)
    return (
        Column("kind"),
        *named,
        Column("names", Type.STRINGS),
        Column("sameAs", Type.STRINGS),
        *literal,
        *_EVIDENCE,
    )


@dataclass(frozen=True, slots=True)
class Node:
    """A thing.

    Attributes:
        iri: which.
        label: what to call it.
        values: attributes by name, those of :func:`node_columns` that it has.
    """

    iri: str
    label: str
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The narrowest class of the ontology; empty where it has none."""
        return str(self.values.get("kind", ""))


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things.

    Attributes:
        source: an IRI.
        target: an IRI.
        kind: local name of the property.
        values: attributes by name, those of :data:`EDGE_COLUMNS` that it has.
    """

    source: str
    target: str
    kind: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Terms:
    classes: frozenset[str]
    relations: frozenset[str]
    literals: dict[str, Type]


@cache
def _ontology() -> _Terms:
    kinds: dict[str, set[str]] = {"Class": set(), "ObjectProperty": set(), "DatatypeProperty": set()}
    ranges: dict[str, str] = {}
    evidence: set[str] = set()
    for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE):
        if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)):
            continue
        name = quad.subject.value.removeprefix(KG)
        if name == quad.subject.value:
            continue
        if quad.predicate == RDF_TYPE and (kind := quad.object.value.removeprefix(_OWL)) in kinds:
            kinds[kind].add(name)
        elif quad.predicate.value == f"{_RDFS}range":
            ranges[name] = quad.object.value.removeprefix(XSD)
        elif quad.predicate.value == f"{_RDFS}domain" and quad.object.value == f"{KG}Evidence":
            evidence.add(name)
    types = {"decimal": Type.DOUBLE, "nonNegativeInteger": Type.LONG}
    return _Terms(
        classes=frozenset(kinds["Class"] - {"Evidence"}),
        relations=frozenset(kinds["ObjectProperty"] - evidence),
        literals={name: types.get(ranges.get(name, ""), Type.STRING) for name in kinds["DatatypeProperty"] - evidence},
    )


def nodes(store: Store) -> Iterator[Node]:
    """Yield the nodes in the order of their IRIs; last those that edges lead to and nothing is said of."""
    graph = Ordered(store)
    told = graph.subjects()
    silent: dict[str, str] = {}
    known = {subject.value for subject in told if isinstance(subject, NamedNode)}
    for subject in told:
        if not isinstance(subject, NamedNode):
            continue
        triples = graph.described(subject)
        if _is_evidence(triples):
            continue
        for name, target in _relations(triples):
            if target.value not in known:
                silent[target.value] = "Topic" if name == "about" else ""
        yield _node(subject, triples, _evidence(store, subject))
    for iri in sorted(silent):
        yield Node(iri, _tail(iri), {"kind": silent[iri]} if silent[iri] else {})


def edges(store: Store) -> Iterator[Edge]:
    """Yield the edges in the order of their source, property and target."""
    graph = Ordered(store)
    for subject in graph.subjects():
        if not isinstance(subject, NamedNode):
            continue
        triples = graph.described(subject)
        if _is_evidence(triples):
            continue
        relations = list(_relations(triples))
        said = _evidence(store, subject) if relations else []
        for name, target in relations:
            mine = [each for each in said if each["property"] == name and each["object"] == str(target)]
            values: dict[str, Value] = {"kind": name, "weight": str(max(1, len(mine))), **_shown(mine)}
            yield Edge(subject.value, target.value, name, values)


def _is_evidence(triples: list[Triple]) -> bool:
    return any(t.predicate == RDF_TYPE and t.object == NamedNode(f"{KG}Evidence") for t in triples)


def _relations(triples: list[Triple]) -> Iterator[tuple[str, NamedNode]]:
    relations = _ontology().relations
    for triple in triples:
        name = triple.predicate.value.removeprefix(KG)
        if name in relations and isinstance(triple.object, NamedNode):
            yield name, triple.object


def _node(subject: NamedNode, triples: list[Triple], evidence: list[dict[str, Any]]) -> Node:
    terms = _ontology()
    kinds: list[str] = []
    names: list[tuple[int, bool, str, str]] = []
    same: list[str] = []
    facts: dict[str, list[str]] = {}
    ranks = {SKOS_PREF_LABEL: 0, RDFS_LABEL: 1, SKOS_ALT_LABEL: 2}
    for triple in triples:
        value, local = triple.object, triple.predicate.value.removeprefix(KG)
        if isinstance(value, Literal):
            if triple.predicate in ranks:
                language = value.language or ""
                # Chinese first where a thing has two preferred names: the press that is read here is Chinese.
                names.append((ranks[triple.predicate], not language.startswith("zh"), language, legal(value.value)))
            elif local in terms.literals:
                facts.setdefault(local, []).append(legal(value.value))
        elif isinstance(value, NamedNode):
            if triple.predicate == RDF_TYPE and value.value.removeprefix(KG) in terms.classes:
                kinds.append(value.value.removeprefix(KG))
            elif triple.predicate == SAME_AS:
                same.append(value.value)
    names.sort()
    values: dict[str, Value] = {}
    if kinds:
        values["kind"] = min(kinds, key=lambda kind: (kind in _GENERAL, kind))
    for language in _LANGUAGES:
        preferred = [text for rank, _, tag, text in names if rank == 0 and tag.partition("-")[0] == language]
        if preferred:
            values[f"name_{language}"] = preferred[0]
    if names:
        values["names"] = tuple(dict.fromkeys(text for *_, text in names))
    if same:
        values["sameAs"] = tuple(same)
    for name, texts in facts.items():
        # A number column takes one number; observations, which have them, have one each.
        if terms.literals[name] is Type.STRING:
            values[name] = _BETWEEN.join(texts)
        elif _DIGITS.fullmatch(texts[0]):
            values[name] = texts[0]
    own = [each for each in evidence if each["property"] not in terms.relations]
    label = names[0][3] if names else facts.get("title", facts.get("measure", facts.get("claimText", [])))
    text = label if isinstance(label, str) else label[0] if label else _tail(subject.value)
    return Node(subject.value, text, {**values, **_shown(own)})


def _tail(iri: str) -> str:
    """The last step of an IRI, for things without a name."""
    return legal(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1].partition("~")[0])


def _evidence(store: Store, subject: NamedNode) -> list[dict[str, Any]]:
    """The evidence of what is said of a thing, the surest first."""
    found = []
    for quad in store.quads_for_pattern(None, RDF_SUBJECT, subject, DEFAULT):
        said: dict[str, str] = {}
        about, target = "", ""
        for each in store.quads_for_pattern(quad.subject, None, None, DEFAULT):
            value = each.object
            text = value.value if isinstance(value, NamedNode | Literal) else str(value)
            if each.predicate == RDF_PREDICATE:
                about = "type" if value == RDF_TYPE else text.removeprefix(KG)
            elif each.predicate == RDF_OBJECT:
                target = str(value)
            else:
                said[each.predicate.value.removeprefix(KG)] = legal(text)
        found.append(
            {
                "property": about,
                "object": target,
                "quote": said.get("quote", ""),
                "article": said.get("inArticle", ""),
                "start": _digits(said.get("charStart", "")),
                "end": _digits(said.get("charEnd", "")),
                "method": said.get("method", ""),
                "confidence": _digits(said.get("confidence", "")),
            }
        )
    found.sort(key=lambda e: (-_number(e["confidence"]), e["article"], _number(e["start"]), e["object"], e["method"]))
    return found


def _digits(text: str) -> str:
    """A number; empty where a graph that was edited by hand has something else."""
    return text if _DIGITS.fullmatch(text) else ""


def _number(text: str) -> float:
    return float(text or 0)


def _shown(evidence: list[dict[str, Any]]) -> dict[str, Value]:
    if not evidence:
        return {}
    surest = {name: value for name, value in evidence[0].items() if name not in ("property", "object") and value}
    listed = [
        {name: _plain(name, value) for name, value in each.items() if name != "object" and value} for each in evidence
    ]
    return {**surest, "evidence": json.dumps(listed, ensure_ascii=False, sort_keys=True)}


def _plain(name: str, value: str) -> str | float | int:
    if name == "confidence":
        return _number(value)
    return int(_number(value)) if name in ("start", "end") else value
