"""The vocabularies that the graph is written in.

Classes and properties of our own go by their local names everywhere else in the package; here they are
looked up in ``ontology/kg.ttl``, so that nothing can be written that the ontology does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.resources import ontology_dir

__all__ = [
    "BASE_IRI",
    "KG",
    "NAMES",
    "PREFIXES",
    "RDF_OBJECT",
    "RDF_PREDICATE",
    "RDF_SUBJECT",
    "RDF_TYPE",
    "RDFS_LABEL",
    "SAME_AS",
    "SKOS_ALT_LABEL",
    "SKOS_PREF_LABEL",
    "TOPIC",
    "XSD",
    "Property",
    "checked_base_iri",
    "class_iri",
    "property_of",
]

BASE_IRI = "https://w3id.org/wenpu/id/"
"""Where entities live unless told otherwise."""

KG = "https://w3id.org/wenpu/ontology#"
TOPIC = "https://w3id.org/wenpu/topic/"
"""Where the concepts of ``ontology/topics.ttl`` live, whatever the base IRI."""

XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES = MappingProxyType(
    {"kg": KG, "owl": _OWL, "rdf": _RDF, "rdfs": _RDFS, "skos": _SKOS, "topic": TOPIC, "xsd": XSD}
)
"""The prefixes that our Turtle declares."""

RDF_TYPE = NamedNode(f"{_RDF}type")
RDF_SUBJECT = NamedNode(f"{_RDF}subject")
RDF_PREDICATE = NamedNode(f"{_RDF}predicate")
RDF_OBJECT = NamedNode(f"{_RDF}object")
RDFS_LABEL = NamedNode(f"{_RDFS}label")
SKOS_PREF_LABEL = NamedNode(f"{_SKOS}prefLabel")
SKOS_ALT_LABEL = NamedNode(f"{_SKOS}altLabel")
NAMES = (SKOS_PREF_LABEL, SKOS_ALT_LABEL, RDFS_LABEL)
"""What a thing is called by."""

SAME_AS = NamedNode(f"{_OWL}sameAs")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology: its IRI, and whether its values are literals or nodes."""

    iri: NamedNode
    takes_literal: bool


def class_iri(name: str) -> NamedNode:
    """Return the class of that local name.

    Raises:
        ValueError: the ontology has no such class.

    >>> class_iri("Report").value
    'https://w3id.org/wenpu/ontology#Report'
    """
    try:
        return _classes()[name]
    except KeyError:
        raise ValueError(f"the ontology has no class {name!r}") from None


def property_of(name: str) -> Property:
    """Return the property of that local name.

    Raises:
        ValueError: the ontology has no such property.

    >>> property_of("theme").takes_literal
    True
    """
    try:
        return _properties()[name]
    except KeyError:
        raise ValueError(f"the ontology has no property {name!r}") from None


def checked_base_iri(base_iri: str) -> str:
    """Return a base IRI that local parts can be appended to.

    Raises:
        ValueError: it is not an absolute IRI that ends with ``/`` or ``#``.

    >>> checked_base_iri("http://example.org/graph")
    Traceback (most recent call last):
        ...
    ValueError: base IRI 'http://example.org/graph': give an absolute IRI that ends with / or #
    """
    try:
        NamedNode(base_iri)
    except ValueError:
        valid = False
    else:
        scheme, _, rest = base_iri.partition(":")
        valid = bool(scheme and rest) and base_iri.endswith(("/", "#"))
    if not valid:
        raise ValueError(f"base IRI {base_iri!r}: give an absolute IRI that ends with / or #")
    return base_iri


@cache
def _declared(kind: str) -> dict[str, NamedNode]:
    """The ontology's own terms of one OWL kind, by local name."""
    wanted = NamedNode(f"{_OWL}{kind}")
    return {
        quad.subject.value.removeprefix(KG): quad.subject
        for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE)
        if quad.predicate == RDF_TYPE
        and quad.object == wanted
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(KG)
    }


def _classes() -> dict[str, NamedNode]:
    return _declared("Class")


@cache
def _properties() -> dict[str, Property]:
    return {
        name: Property(iri, takes_literal=kind == "DatatypeProperty")
        for kind in ("DatatypeProperty", "ObjectProperty")
        for name, iri in _declared(kind).items()
    }
