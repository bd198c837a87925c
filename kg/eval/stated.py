"""What the graph of one article states, looked up by class, property and name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.namespaces import (
    KG,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_LABEL,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
)

__all__ = ["Stated", "folded"]

_IGNORED = re.compile(r"[\s《》“”\"'‘’「」·]")
_NAMING = (
    SKOS_PREF_LABEL,
    SKOS_ALT_LABEL,
    RDFS_LABEL,
    NamedNode(f"{KG}title"),
    NamedNode(f"{KG}positionTitle"),
)


def folded(text: str) -> str:
    """Return a text without white space, quotation and title marks and case, as names are compared.

    >>> folded("《数据年报》 2024")
    '数据年报2024'
    """
    return _IGNORED.sub("", text).lower()


class Stated:
    """The graph of one article.

    Args:
        triples: all of it, with the evidence.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: defaultdict[tuple[NamedNode, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
        self._pairs: defaultdict[NamedNode, list[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(list)
        for subject, predicate, object_ in triples:
            if isinstance(subject, NamedNode) and isinstance(object_, (NamedNode, Literal)):
                self._objects[subject, predicate].append(object_)
                self._pairs[predicate].append((subject, object_))

    def pairs(self, name: str) -> list[tuple[NamedNode, NamedNode | Literal]]:
        """Return subjects and objects of the property of that local name."""
        return self._pairs.get(NamedNode(KG + name), [])

    def objects(self, node: NamedNode, name: str) -> list[NamedNode | Literal]:
        """Return what the property of that local name has for a node."""
        return self._objects.get((node, NamedNode(KG + name)), [])

    def nodes(self, name: str) -> list[NamedNode]:
        """Return the nodes of the class of that local name."""
        kind = NamedNode(KG + name)
        return [node for node, each in self._pairs.get(RDF_TYPE, []) if each == kind]

    def kinds(self, node: NamedNode) -> frozenset[str]:
        """Return the local names of a node's classes."""
        kinds = self._objects.get((node, RDF_TYPE), [])
        return frozenset(kind.value.removeprefix(KG) for kind in kinds if kind.value.startswith(KG))

    def names(self, node: NamedNode) -> list[str]:
        """Return a node's names and titles as written, preferred first."""
        found = (name.value for predicate in _NAMING for name in self._objects.get((node, predicate), []))
        return list(dict.fromkeys(found))

    def folded_names(self, node: NamedNode) -> frozenset[str]:
        """Return a node's names as they are compared."""
        return frozenset(folded(name) for name in self.names(node))

    def said(self, subject: NamedNode, name: str, object_: NamedNode | Literal) -> bool:
        """Tell whether there is evidence in the article for a triple."""
        return (subject, NamedNode(KG + name), object_) in self._quotes

    def quote(self, subject: NamedNode, name: str, object_: NamedNode | Literal) -> str:
        """Return a sentence that a triple was read in, or an empty string."""
        return self._quotes.get((subject, NamedNode(KG + name), object_), "")

    def quote_naming(self, node: NamedNode) -> str:
        """Return a sentence that something was read in of a node, or an empty string."""
        return next((quote for triple, quote in self._quotes.items() if quote and node in (triple[0], triple[2])), "")

    @cached_property
    def articles(self) -> list[NamedNode]:
        """The article's node, if the graph has one."""
        return self.nodes("Article")

    @cached_property
    def read(self) -> frozenset[NamedNode] | None:
        """The nodes that the article speaks of, or ``None`` where the graph does not say.

        What a register adds about them is neither right nor wrong.
        """
        mentioned = {object_ for subject, object_ in self.pairs("mentions") if subject in self.articles[:1]}
        if not mentioned:
            return None
        evident = {term for subject, _, object_ in self._quotes for term in (subject, object_)}
        return frozenset(node for node in mentioned | evident | set(self.articles[:1]) if isinstance(node, NamedNode))

    @cached_property
    def _quotes(self) -> dict[tuple[NamedNode, NamedNode, NamedNode | Literal], str]:
        return dict(self._evidence())

    def _evidence(self) -> Iterator[tuple[tuple[NamedNode, NamedNode, NamedNode | Literal], str]]:
        for node in self.nodes("Evidence"):
            terms = [self._objects.get((node, part), []) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)]
            quote = next((each.value for each in self.objects(node, "quote")), "")
            for subject, predicate, object_ in zip(*terms, strict=False):
                if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                    yield (subject, predicate, object_), quote
