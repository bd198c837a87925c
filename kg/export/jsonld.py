"""JSON-LD that reads as plain JSON.

Names are short, by a context made of the ontology, and what belongs to one thing stands inside it: the
evidence under what it speaks of, a person's positions under the person.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.export.ordered import DEFAULT, Ordered, Subject
from kg.query.prefixes import PREFIXES, shorten
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
from kg.resources import ontology_dir

__all__ = ["context", "write_jsonld"]

_RDFS = PREFIXES["rdfs"]
_STRING = f"{XSD}string"
_HOLDS = NamedNode(f"{KG}holds")
_EVIDENCE, _PERSON, _POSITION = (NamedNode(f"{KG}{name}") for name in ("Evidence", "Person", "Position"))
_NAMES = {RDFS_LABEL: "label", SKOS_PREF_LABEL: "prefLabel", SKOS_ALT_LABEL: "altLabel"}
_LINKS = {SAME_AS: "sameAs", RDF_OBJECT: "object"}
_BY_LANGUAGE = {"@container": "@language"}
_LINK = {"@type": "@id"}
_PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


@cache
def context() -> Mapping[str, Any]:
    """Return the JSON-LD 1.1 context; every term of the ontology is in it under its local name."""
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": KG, "id": "@id", "type": "@type"}
    terms |= PREFIXES
    for iri, name in _NAMES.items():
        terms[name] = {"@id": shorten(iri.value), **_BY_LANGUAGE}
    for iri, name in _LINKS.items():
        terms[name] = {"@id": shorten(iri.value), "@type": "@id"}
    terms["property"] = {"@id": "rdf:predicate", "@type": "@vocab"}
    terms["evidence"] = {"@reverse": "rdf:subject"}
    for name, said in sorted(_properties().items()):
        terms[name] = {"@id": f"kg:{name}", **said}
    return terms


@cache
def _properties() -> dict[str, dict[str, str]]:
    """What the context says of each property of the ontology, by local name."""
    ranges: dict[str, str] = {}
    relations: set[str] = set()
    for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE):
        name = quad.subject.value.removeprefix(KG) if isinstance(quad.subject, NamedNode) else ""
        if not name or not isinstance(quad.object, NamedNode):
            continue
        if quad.object.value == f"{PREFIXES['owl']}ObjectProperty" and f"{KG}{name}" == quad.subject.value:
            relations.add(name)
        elif quad.predicate.value == f"{_RDFS}range":
            ranges[name] = quad.object.value
    said = {}
    for name, kind in ranges.items():
        if name in relations:
            said[name] = dict(_LINK)
        elif kind == f"{_RDFS}Literal":  # dates, as precise as the text: mostly days
            said[name] = {"@type": "xsd:date"}
        elif kind.startswith(XSD):
            said[name] = {} if kind == _STRING else {"@type": shorten(kind)}
        else:
            said[name] = dict(_BY_LANGUAGE)
    return said


def write_jsonld(graph: Ordered, file: IO[bytes]) -> None:
    """Write the graph as JSON-LD 1.1."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    head = json.dumps(context(), ensure_ascii=False, indent=2)
    text.write(f'{{\n"@context": {head},\n"@graph": [')
    separator = "\n"
    writer = _Writer(graph)
    for subject in graph.subjects():
        if (node := writer.top(subject)) is not None:
            text.write(separator + json.dumps(node, ensure_ascii=False, indent=2))
            separator = ",\n"
    text.write("\n]\n}\n")
    text.flush()
    text.detach()


class _Writer:
    """Things as JSON objects."""

    def __init__(self, graph: Ordered) -> None:
        self._graph = graph

    def top(self, subject: Subject) -> dict[str, Any] | None:
        """A thing as JSON has it; ``None`` for what stands inside another thing."""
        if self._stands_under(subject):
            return None
        return self._node(subject, self._graph.described(subject))

    def _node(self, subject: Subject, triples: Iterable[Triple], within: NamedNode | None = None) -> dict[str, Any]:
        """A thing; ``within`` is the property that says where it stands, which need not be said again."""
        node: dict[str, Any] = {"id": _id(subject)}
        for triple in triples:
            if triple.predicate != within:
                self._put(node, triple)
        evidence = [
            self._node(quad.subject, self._graph.described(quad.subject), RDF_SUBJECT)
            for quad in self._in_order(RDF_SUBJECT, subject)
            if self._is_evidence_of_one(quad.subject)
        ]
        if evidence:
            node["evidence"] = evidence
        return node

    # Evidence stands under what is no evidence, positions under people who are neither: so nothing stands
    # under itself, whatever a graph that was edited by hand says.

    def _stands_under(self, subject: Subject) -> bool:
        return self._is_evidence_of_one(subject) or self._is_position_of_one(subject)

    def _is_evidence_of_one(self, subject: Subject) -> bool:
        if _EVIDENCE not in self._types(subject):
            return False
        told = [quad.object for quad in self._graph.store.quads_for_pattern(subject, RDF_SUBJECT, None, DEFAULT)]
        if len(told) != 1 or not isinstance(told[0], NamedNode):
            return False
        above = self._types(told[0])
        return bool(above) and _EVIDENCE not in above

    def _is_position_of_one(self, subject: Subject) -> bool:
        types = self._types(subject)
        if _POSITION not in types or _EVIDENCE in types:
            return False
        found = [quad.subject for quad in self._graph.store.quads_for_pattern(None, _HOLDS, subject, DEFAULT)]
        if len(found) != 1:
            return False
        above = self._types(found[0])
        return _PERSON in above and not above & {_POSITION, _EVIDENCE}

    def _types(self, subject: Subject) -> set[object]:
        return {quad.object for quad in self._graph.store.quads_for_pattern(subject, RDF_TYPE, None, DEFAULT)}

    def _in_order(self, predicate: NamedNode, target: Subject) -> list[Any]:
        quads = self._graph.store.quads_for_pattern(None, predicate, target, DEFAULT)
        return sorted(quads, key=lambda quad: str(quad.subject))

    def _put(self, node: dict[str, Any], triple: Triple) -> None:
        name, value = self._entry(triple)
        if isinstance(value, _InLanguage):
            _append(node.setdefault(name, {}), value.language, value.text)
        else:
            _append(node, name, value)

    def _entry(self, triple: Triple) -> tuple[str, Any]:
        """The name and the value under which an object holds a triple."""
        predicate, value = triple.predicate, triple.object
        local = predicate.value.removeprefix(KG)
        said = _properties().get(local) if local != predicate.value else None
        if isinstance(value, Literal):
            return _literal_entry(predicate, local, said, value)
        if not isinstance(value, NamedNode | BlankNode):
            raise ValueError(f"{value}: JSON-LD has no triples within triples")
        if predicate == RDF_TYPE:
            return "type", _short(value)
        if predicate == RDF_PREDICATE:
            return "property", _short(value)
        if predicate == _HOLDS and self._is_position_of_one(value):
            return local, self._node(value, self._graph.described(value))
        if predicate in _LINKS:
            return _LINKS[predicate], _id(value)
        if said == _LINK:
            return local, _id(value)
        return shorten(predicate.value), {"id": _id(value)}


@dataclass(frozen=True, slots=True)
class _InLanguage:
    """A text for a term whose values are listed by language."""

    language: str
    text: str


def _literal_entry(predicate: NamedNode, local: str, said: Mapping[str, str] | None, value: Literal) -> tuple[str, Any]:
    if predicate in _NAMES or said == _BY_LANGUAGE:
        if value.language or value.datatype.value == _STRING:
            return _NAMES.get(predicate, local), _InLanguage(value.language or "@none", value.value)
    elif said is not None and said != _LINK and _fits(value, said):
        is_count = said.get("@type") == "xsd:nonNegativeInteger"
        return local, int(value.value) if is_count and _PLAIN_NUMBER.fullmatch(value.value) else value.value
    if said is not None and said != _BY_LANGUAGE:
        return local, _literal(value)
    # Under its full name the text is not taken for one in a language.
    return _LINKS.get(predicate, shorten(predicate.value)), _literal(value)


def _append(node: dict[str, Any], name: str, value: Any) -> None:
    """Put a value in; several values of one name become a list."""
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]


def _fits(value: Literal, said: Mapping[str, str]) -> bool:
    wanted = said.get("@type", "xsd:string")
    return not value.language and shorten(value.datatype.value) == wanted


def _literal(value: Literal) -> Any:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _STRING:
        return {"@value": value.value}
    return {"@value": value.value, "@type": shorten(value.datatype.value)}


def _id(term: Subject) -> str:
    if isinstance(term, Triple):
        raise ValueError(f"{term}: JSON-LD has no triples within triples")
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"


def _short(term: NamedNode | BlankNode) -> str:
    """A class or property: by its local name where it is the ontology's."""
    if isinstance(term, BlankNode):
        return _id(term)
    short = shorten(term.value)
    return short.removeprefix("kg:")
