"""An extraction → the triples of its article's graph."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.measures import spellings
from kg.model import Entity, Evidence, Extraction, Fact, Kind, Name, Value
from kg.rdf.evidence import evidence_blocks
from kg.rdf.figures import common_key
from kg.rdf.iris import article_iri, claim_iri, entity_iri, observation_iri, position_iri
from kg.rdf.labels import settle_labels
from kg.rdf.literals import literal, text
from kg.rdf.namespaces import (
    BASE_IRI,
    NAMES,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    checked_base_iri,
    class_iri,
    property_of,
)
from kg.rdf.turtle import read_block
from kg.topics import topic

__all__ = ["Written", "triples", "written"]

_log = logging.getLogger(__name__)

_ARTICLE = "article"
"""The id of the entity that is the article itself."""

_TYPE = "type"
"""The predicate that stands for ``rdf:type``."""

_NAMED = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.EVENT, Kind.WORK, Kind.REPORT, Kind.LEGISLATION, Kind.PLACE})
"""Kinds whose names stand in measures."""


def triples(extraction: Extraction, base_iri: str = BASE_IRI) -> Iterator[Quad]:
    """Yield all that an article says, in the graph named by the article's IRI, each triple once.

    These are: the type of each entity, its names and links, its facts with their evidence, and that the
    article mentions what it mentions. A fact whose literal is not what its type says (30 February) is
    left out with a warning that names the file.

    Args:
        extraction: what was read.
        base_iri: where entities live.

    Raises:
        ValueError: the extraction does not fit the ontology: an unknown class, property or entity, a
            literal where a node belongs or the other way round, evidence without a span.
    """
    return iter(written(extraction, base_iri))


@dataclass(frozen=True, slots=True)
class Written:
    """What one article says, as text: cheap to make, to send to another process and to load.

    Attributes:
        graph: the article's IRI.
        facts: all triples but the names and the evidence, as N-Triples.
        names: the names of things, as N-Triples; which of them is preferred depends on all articles together.
        evidence: for the facts: keys and blocks of Turtle in their order. No other article says anything of it.
        subjects: of facts and names, as N-Triples writes them.
        named: of names.
    """

    graph: str
    facts: bytes
    names: bytes
    evidence: tuple[tuple[bytes, bytes], ...]
    subjects: tuple[str, ...]
    named: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of all the text."""
        return len(self.facts) + len(self.names) + sum(len(block) for _, block in self.evidence)

    @property
    def digest(self) -> str:
        """128 bits of BLAKE2b over the text."""
        return hashlib.blake2b(
            b"\n".join((self.facts, self.names, *(block for _, block in self.evidence))), digest_size=16
        ).hexdigest()

    def __iter__(self) -> Iterator[Quad]:
        graph = NamedNode(self.graph)
        said = (quad.triple for quad in parse(self.facts + self.names, format=RdfFormat.N_TRIPLES))
        for triple in chain(said, read_block(b"".join(block for _, block in self.evidence))):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def written(extraction: Extraction, base_iri: str = BASE_IRI) -> Written:
    """Return what :func:`triples` yields, as text."""
    graph = article_iri(extraction.document, checked_base_iri(base_iri))
    writer = _Writer(extraction, graph, base_iri)
    facts: dict[Triple, None] = {}
    names: dict[Triple, None] = {}
    for triple in settle_labels(writer.triples()):
        (names if triple.predicate in NAMES else facts)[triple] = None
    named = {str(triple.subject) for triple in names}
    return Written(
        graph.value,
        _ntriples(facts),
        _ntriples(names),
        tuple(writer.evidence()),
        tuple(sorted(named.union(str(triple.subject) for triple in facts))),
        tuple(sorted(named)),
    )


def _ntriples(statements: Iterable[Triple]) -> bytes:
    text = serialize(statements, format=RdfFormat.N_TRIPLES)
    assert text is not None  # it is where no file is given
    return text


class _Writer:
    """The triples of one extraction."""

    def __init__(self, extraction: Extraction, article: NamedNode, base_iri: str) -> None:
        self._extraction = extraction
        self._article = article
        self._base_iri = base_iri
        self._entities = {entity.id: entity for entity in extraction.entities}
        if len(self._entities) < len(extraction.entities):
            raise ValueError("two entities have one id")
        title = Name(extraction.document.title.value, extraction.document.language)
        self._entities.setdefault(_ARTICLE, Entity(_ARTICLE, Kind.ARTICLE, (title,)))
        self._facts: dict[str, list[Fact]] = {}
        for fact in extraction.facts:
            if self._well_formed(fact):
                self._facts.setdefault(fact.subject, []).append(fact)
        self._holders = {
            fact.object: fact.subject
            for fact in sorted(extraction.facts, key=lambda fact: fact.subject, reverse=True)
            if fact.predicate == "holds"
        }
        self._nodes: dict[str, NamedNode] = {_ARTICLE: article}
        self._statements = [(fact, self._statement(fact)) for fact in chain.from_iterable(self._facts.values())]

    def triples(self) -> Iterator[Triple]:
        """Yield all but the evidence."""
        for entity in self._entities.values():
            yield from self._description(entity)
        for _, triple in self._statements:
            yield triple
        for mention in self._extraction.mentions:
            if mention.entity != _ARTICLE:
                yield Triple(self._article, property_of("mentions").iri, self._node(mention.entity))

    def evidence(self) -> list[tuple[bytes, bytes]]:
        """Return the evidence in blocks of Turtle."""
        believed: dict[Triple, dict[tuple[int, int, str], Evidence]] = {}
        for fact, triple in self._statements:
            places = believed.setdefault(triple, {})
            for evidence in fact.evidence:
                # One rule may read one sentence twice; it is then as sure as it was the surer time.
                place = evidence.start, evidence.end, evidence.method
                if place not in places or places[place].confidence < evidence.confidence:
                    places[place] = evidence
        found = {triple: places.values() for triple, places in believed.items()}
        return evidence_blocks(self._article, found, self._base_iri)

    def _well_formed(self, fact: Fact) -> bool:
        if isinstance(fact.object, Value):
            try:
                literal(fact.object)
            except ValueError as error:
                file = self._extraction.document.file
                _log.warning("%s: %s left out: %s", file, fact.predicate, error)
                return False
        return True

    # ------------------------------------------------------------ nodes

    def _node(self, entity_id: str) -> NamedNode:
        if entity_id not in self._nodes:
            self._nodes[entity_id] = self._iri(self._entity(entity_id))
        return self._nodes[entity_id]

    def _entity(self, entity_id: str) -> Entity:
        try:
            return self._entities[entity_id]
        except KeyError:
            raise ValueError(f"there is no entity {entity_id!r}") from None

    def _iri(self, entity: Entity) -> NamedNode:
        match entity.kind:
            case Kind.TOPIC:
                return topic(entity.name).iri
            case Kind.POSITION:
                holder = self._holders.get(entity.id)
                person = self._node(holder) if holder else None
                organizations = self._objects(entity, "positionAt")
                titles = self._texts(entity, "positionTitle")
                return position_iri(person, min(organizations, default=None, key=str), titles, self._base_iri)
            case Kind.CLAIM:
                claimants = self._objects(entity, "claimant")
                return claim_iri(claimants, self._texts(entity, "claimText"), self._base_iri)
            case Kind.OBSERVATION:
                return self._observation(entity)
            case _:
                return entity_iri(entity.kind, entity.iri_name or entity.name, entity.qualifier, self._base_iri)

    def _observation(self, entity: Entity) -> NamedNode:
        """The IRI of a figure: of what its measure means where that is known, else of the measure's words."""
        facts = {
            (fact.predicate, self._object(fact)) for fact in self._facts.get(entity.id, ()) if fact.predicate != _TYPE
        }
        shown, key = common_key(facts, self._things) or (
            self._texts(entity, "measure"),
            # In which language a unit is written tells no figures apart.
            [(predicate, Literal(value.value) if predicate == "unit" else value) for predicate, value in facts],
        )
        return observation_iri(shown, ((property_of(name).iri, value) for name, value in key), self._base_iri)

    @cached_property
    def _things(self) -> dict[str, str]:
        """The IRIs of what the article names, by every spelling; a name of two things is left out."""
        found: dict[str, NamedNode | None] = {}
        for entity in self._entities.values():
            if entity.kind in _NAMED:
                node = self._node(entity.id)
                for spelled in chain.from_iterable(spellings(name.text) for name in entity.names):
                    found[spelled] = node if found.get(spelled, node) == node else None
        return {name: node.value for name, node in found.items() if node is not None}

    def _objects(self, entity: Entity, predicate: str) -> list[NamedNode]:
        return [
            self._node(fact.object)
            for fact in self._facts.get(entity.id, ())
            if fact.predicate == predicate and isinstance(fact.object, str)
        ]

    def _texts(self, entity: Entity, predicate: str) -> str:
        return "\n".join(
            sorted(
                fact.object.text
                for fact in self._facts.get(entity.id, ())
                if fact.predicate == predicate and isinstance(fact.object, Value)
            )
        )

    # ------------------------------------------------------------ what is said of them

    def _description(self, entity: Entity) -> Iterator[Triple]:
        node = self._node(entity.id)
        yield Triple(node, RDF_TYPE, class_iri(entity.kind))
        if entity.kind is Kind.TOPIC:
            labels = topic(entity.name).labels
        else:
            labels = tuple(text(name.text, name.lang or "und") for name in entity.names)
        preferred: dict[str | None, Literal] = {}
        for label in labels:
            preferred.setdefault(label.language, label)
        for label in labels[:1]:
            yield Triple(node, RDFS_LABEL, label)
        for label in labels:
            is_preferred = preferred[label.language] == label
            yield Triple(node, SKOS_PREF_LABEL if is_preferred else SKOS_ALT_LABEL, label)
        for iri in entity.same_as:
            try:
                yield Triple(node, SAME_AS, NamedNode(iri))
            except ValueError:
                raise ValueError(f"entity {entity.id!r} is the same as {iri!r}, which is not an IRI") from None

    def _statement(self, fact: Fact) -> Triple:
        subject = self._node(fact.subject)
        if fact.predicate != _TYPE:
            return Triple(subject, property_of(fact.predicate).iri, self._object(fact))
        kind = self._entity(fact.subject).kind
        if fact.object != kind:
            raise ValueError(f"entity {fact.subject!r} is of class {kind}, its type says {fact.object}")
        return Triple(subject, RDF_TYPE, class_iri(kind))

    def _object(self, fact: Fact) -> NamedNode | Literal:
        takes_literal = property_of(fact.predicate).takes_literal
        if isinstance(fact.object, Value):
            if not takes_literal:
                raise ValueError(f"property {fact.predicate!r} takes a node, not {fact.object.text!r}")
            return literal(fact.object)
        if takes_literal:
            raise ValueError(f"property {fact.predicate!r} takes a literal, not entity {fact.object!r}")
        return self._node(fact.object)
