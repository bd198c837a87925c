"""The nouns that travel between the stages.

Plain, frozen values: every stage takes some of these and returns some of these. Nothing here knows
about files, spaCy or RDF, so that each stage can be read, tested and replaced alone.

Offsets are Unicode code points. *Clean* offsets count in :attr:`Document.text`, *source* offsets in
:attr:`Document.source_text`, which is the file as stored, or the text that was extracted from it;
:class:`OffsetMap` leads from one to the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Fact",
    "Field",
    "Kind",
    "Mention",
    "Name",
    "OffsetMap",
    "Segment",
    "Value",
    "ValueType",
]


class Kind(StrEnum):
    """The classes of the ontology that a node of the graph can have; the value is the local name."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    EVENT = "Event"
    WORK = "Work"
    REPORT = "Report"
    LEGISLATION = "Legislation"
    ARTICLE = "Article"
    PLACE = "Place"
    POSITION = "Position"
    CLAIM = "Claim"
    OBSERVATION = "Observation"
    TOPIC = "Topic"


class BlockKind(StrEnum):
    """What a paragraph of the clean text is to its article."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CREDIT = "credit"
    """Where the text was taken from: 来源：…, 原文地址：…, 本文为…编译."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of clean text and the run of source text that it came from.

    With equal lengths the two correspond code point by code point; otherwise (an HTML entity, say)
    they correspond only as wholes.
    """

    clean_start: int
    clean_length: int
    source_start: int
    source_length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets in the clean text back to offsets in the source text.

    Args:
        segments: in ascending order of ``clean_start``, not overlapping. Clean characters that no
            segment covers (the line breaks put between blocks) have no place in the source.
    """

    segments: tuple[Segment, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.clean_start for s in self.segments))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span behind the clean span ``[start, end)``.

        Raises:
            ValueError: the span is empty, or touches a character that has no place in the source.
        """
        if start >= end:
            raise ValueError(f"empty span {start}:{end}")
        return self._at(start, last=False), self._at(end - 1, last=True)

    def _at(self, offset: int, *, last: bool) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            segment = self.segments[index]
            within = offset - segment.clean_start
            if within < segment.clean_length:
                if segment.clean_length == segment.source_length:
                    return segment.source_start + within + last
                return segment.source_start + (segment.source_length if last else 0)
        raise ValueError(f"clean offset {offset} has no place in the source")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the clean text, ``[start, end)`` in clean offsets.

    ``language`` is set where it is not the document's: a BCP 47 tag.
    """

    kind: BlockKind
    start: int
    end: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the document states about itself, and where it does: source offsets."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read: what it says of itself, its clean text, and the way back to the file.

    Attributes:
        file: the file's path as messages and ``build.json`` name it (POSIX separators).
        source_text: the file as stored, decoded; of a web page or a PDF, the text extracted from it.
        text: what is content: blocks joined by one line break each. The title comes first.
        blocks: the blocks of ``text``, in order.
        offsets: from ``text`` back to ``source_text``.
        title: the article's own title.
        language: BCP 47 tag of the body: ``zh``, ``en``, …
        date: day of publication, ISO 8601 (``2024-11-26``), if the document gives one.
        source: who published the article (an outlet), as the document names it.
        url: where it was published.
        authors: names in the by-line, one a field, without titles and affiliations.
        original_source: whom it was reprinted or translated from, as the document names it.
        transcribed: whether ``source_text`` was extracted, and must be kept for offsets to mean anything.
    """

    file: str
    source_text: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    title: Field
    language: str
    date: Field | None = None
    source: Field | None = None
    url: Field | None = None
    authors: tuple[Field, ...] = ()
    original_source: Field | None = None
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with its language tag (``zh``, ``en``, ``und`` …)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the clean text, ``[start, end)``, where an entity is named or referred to."""

    start: int
    end: int
    text: str
    kind: Kind
    entity: str
    """:attr:`Entity.id` of what is meant."""


class ValueType(StrEnum):
    """How a literal is to be written: the local name of an XSD datatype, or language-tagged text."""

    TEXT = "text"
    STRING = "string"
    DATE = "date"
    YEAR_MONTH = "gYearMonth"
    YEAR = "gYear"
    DECIMAL = "decimal"
    URI = "anyURI"


@dataclass(frozen=True, slots=True)
class Value:
    """A literal. ``lang`` is set for :attr:`ValueType.TEXT` alone."""

    text: str
    type: ValueType = ValueType.STRING
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world that an article speaks of.

    Attributes:
        id: within one :class:`Extraction` (``e7``); ``article`` is the article itself.
        kind: its class.
        names: as the text has them, preferred first; empty for claims and observations.
        qualifier: what tells namesakes apart, in the field's own words: the year of an edition, the
            parent organization, the employer. Empty where the name alone says it.
        same_as: IRIs of the same thing elsewhere (Wikidata), from an authority.
        iri_name: the name that its IRI shows, where that is not the preferred one as written (a Simplified form
            of a Traditional name, a name that other articles use, the series of an edition).
    """

    id: str
    kind: Kind
    names: tuple[Name, ...] = ()
    qualifier: str = ""
    same_as: tuple[str, ...] = ()
    iri_name: str = ""

    @property
    def name(self) -> str:
        """The preferred name, or an empty string."""
        return self.names[0].text if self.names else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: the sentence, where it stands in the source, by which rule, how sure.

    ``quote`` is ``source_text[start:end]``, always.
    """

    start: int
    end: int
    quote: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple and its evidence.

    Attributes:
        subject: an :attr:`Entity.id`.
        predicate: local name of a property of the ontology (``published``), or ``type`` for
            ``rdf:type`` (of a claim, an observation or a position: the object is then the class).
        object: an :class:`Entity.id`, or a :class:`Value`.
    """

    subject: str
    predicate: str
    object: str | Value
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document, before anything is merged with other documents."""

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]

    def entity(self, entity_id: str) -> Entity:
        """Return the entity of that id.

        Raises:
            KeyError: there is none.
        """
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def facts_of(self, entity_id: str) -> Sequence[Fact]:
        """Return the facts whose subject is that entity."""
        return [fact for fact in self.facts if fact.subject == entity_id]
