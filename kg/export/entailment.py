"""What the ontology's alignments imply, for queries in the words of schema.org, ORG, PROV and others.

Three rules of OWL 2 RL, by their names there: ``cax-sco`` (a member of a class is one of the classes
above it), ``prp-spo1`` (who stands in a property stands in those above it) and ``prp-inv1`` (an inverse
property holds the other way round). See https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules.
The ontology needs no more: its domains and ranges say of nothing in the graph what its types do not say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.export.ordered import DEFAULT, Ordered, Subject
from kg.rdf.namespaces import RDF_TYPE
from kg.resources import ontology_dir

__all__ = ["Alignments", "Entailed", "alignments"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SUBCLASS = NamedNode(f"{_RDFS}subClassOf")
_SUBPROPERTY = NamedNode(f"{_RDFS}subPropertyOf")
_INVERSE = NamedNode("http://www.w3.org/2002/07/owl#inverseOf")

_Links = Mapping[NamedNode, frozenset[NamedNode]]


@dataclass(frozen=True, slots=True)
class Alignments:
    """What implies what, followed to the end.

    Attributes:
        classes: the classes above each class.
        properties: the properties above each property.
        inverses: the properties that hold the other way round, and those above them.
    """

    classes: _Links
    properties: _Links
    inverses: _Links


@cache
def alignments() -> Alignments:
    """Return the alignments of ``ontology/kg.ttl``."""
    said: dict[NamedNode, dict[NamedNode, set[NamedNode]]] = {
        predicate: defaultdict(set) for predicate in (_SUBCLASS, _SUBPROPERTY, _INVERSE)
    }
    for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE):
        if quad.predicate in said and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            said[quad.predicate][quad.subject].add(quad.object)
    properties = {each: _closed(said[_SUBPROPERTY], [each]) for each in said[_SUBPROPERTY]}
    inverses = {
        each: _closed(said[_SUBPROPERTY], opposite) | opposite
        for each in {*said[_INVERSE], *properties}
        if (opposite := {o for p in {each, *properties.get(each, ())} for o in said[_INVERSE].get(p, ())})
    }
    return Alignments(
        classes={each: _closed(said[_SUBCLASS], [each]) for each in said[_SUBCLASS]},
        properties=properties,
        inverses={each: frozenset(found) for each, found in inverses.items()},
    )


def _closed(links: Mapping[NamedNode, set[NamedNode]], start: Iterable[NamedNode]) -> frozenset[NamedNode]:
    """All that can be reached over the links, the start left out."""
    found: set[NamedNode] = set()
    waiting = list(start)
    while waiting:
        for step in links.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found)


class Entailed(Ordered):
    """The graph and what it implies, each triple once."""

    def _subjects(self) -> set[Subject]:
        found = super()._subjects()
        for predicate in alignments().inverses:
            for quad in self.store.quads_for_pattern(None, predicate, None, DEFAULT):
                if isinstance(quad.object, NamedNode):
                    found.add(quad.object)
        return found

    def _described(self, subject: Subject) -> Iterable[Triple]:
        said = set(super()._described(subject))
        rules = alignments()
        implied = {each for triple in said for each in _implied(triple, rules)}
        for predicate, inverses in rules.inverses.items():
            for quad in self.store.quads_for_pattern(None, predicate, subject, DEFAULT):
                if isinstance(quad.subject, NamedNode):
                    implied |= {Triple(subject, inverse, quad.subject) for inverse in inverses}
        return said | implied


def _implied(triple: Triple, rules: Alignments) -> Iterator[Triple]:
    """What one triple implies of its subject."""
    if triple.predicate != RDF_TYPE:
        for above in rules.properties.get(triple.predicate, ()):
            yield Triple(triple.subject, above, triple.object)
    elif isinstance(triple.object, NamedNode):
        for above in rules.classes.get(triple.object, ()):
            yield Triple(triple.subject, RDF_TYPE, above)
