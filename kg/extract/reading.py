"""What the extractors share while they read one document: the one extension that Wenpu sets on a ``Doc``.

Spans that name things lie in spaCy's own ``doc.spans`` (layers ``names``, ``works``, ``events``); a
:class:`Reading` holds what spaCy has no place for: the document behind the text, which mention means which
entity, and the facts read so far.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from spacy.tokens import Doc, Span

from kg.extract.quantities import Quantity
from kg.extract.times import TimeSpan
from kg.language.tokens import text_of
from kg.model import (
    Block,
    BlockKind,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Field,
    Kind,
    Mention,
    Name,
    OffsetMap,
    Segment,
    Value,
)

__all__ = ["ARTICLE", "SAME", "Draft", "Reading", "Title", "reading_of", "spans"]

SAME = "names.same"
"""The id of a span of a name inside another that names the same thing (某某 in 某某有限公司)."""

ARTICLE = "article"
"""The id of the entity that is the article itself."""


@dataclass(frozen=True, slots=True)
class Title:
    """A post's name in the text (副主任), ``[start, end)`` in clean offsets."""

    start: int
    end: int
    text: str
    former: bool = False


@dataclass(slots=True)
class Draft:
    """An entity while the document is being read: names and qualifiers are still being gathered."""

    id: str
    kind: Kind
    names: dict[Name, None] = field(default_factory=dict)
    qualifier: str = ""
    same_as: tuple[str, ...] = ()
    confidence: float = 0.0
    """How sure the surest of its names is; 0 where no rule said."""

    def finished(self) -> Entity:
        """Return the entity as the following stages take it."""
        return Entity(self.id, self.kind, tuple(self.names), self.qualifier, self.same_as)


class Reading:
    """The state of reading one document.

    Args:
        doc: the spaCy document; its text is ``document.text``.
        document: the article.
    """

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self.drafts: dict[str, Draft] = {}
        self.facts: list[Fact] = []
        self._made = 0
        self._seen: set[tuple[str, str, str | Value]] = set()
        self.mentions: list[Mention] = []
        """In order of start, outer before inner."""
        self.times: list[TimeSpan] = []
        self.quantities: list[Quantity] = []
        self.titles: list[Title] = []
        self.positions: dict[str, str] = {}
        """Who, what and where of a post → the id of its entity."""

    @cached_property
    def anchor(self) -> date | None:
        """The day that relative dates in the text count from: the day of publication."""
        stated = self.document.date
        try:
            return date.fromisoformat(stated.value) if stated else None
        except ValueError:
            return None

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as clean character spans, without outer white space, in order."""
        found = []
        whole = text_of(self.doc)
        for sentence in self.doc.sents:
            text = whole[sentence.start_char : sentence.end_char]
            lead = len(text) - len(text.lstrip())
            if kept := len(text.strip()):
                found.append((sentence.start_char + lead, sentence.start_char + lead + kept))
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence that holds a clean offset."""
        index = max(0, bisect_right(self._sentence_starts, offset) - 1)
        return self.sentences[index]

    def block_at(self, offset: int) -> Block:
        """Return the block that holds a clean offset."""
        index = max(0, bisect_right(self._block_starts, offset) - 1)
        return self.document.blocks[index]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    def new(self, kind: Kind, *names: Name, qualifier: str = "", same_as: tuple[str, ...] = ()) -> Draft:
        """Start an entity and return its draft."""
        self._made += 1
        draft = Draft(f"e{self._made}", kind, dict.fromkeys(names), qualifier, same_as)
        self.drafts[draft.id] = draft
        return draft

    def evidence(self, start: int, end: int, method: str, confidence: float) -> Evidence:
        """Return evidence that quotes the sentence around the clean span ``[start, end)``."""
        first, _ = self.sentence_at(start)
        _, last = self.sentence_at(max(start, end - 1))
        source_start, source_end = self.document.offsets.to_source(first, last)
        quote = self.document.source_text[source_start:source_end]
        return Evidence(source_start, source_end, quote, method, round(confidence, 2))

    def field_evidence(self, stated: Field, method: str, confidence: float = 1.0) -> Evidence:
        """Return evidence that quotes something the document states about itself."""
        quote = self.document.source_text[stated.start : stated.end]
        return Evidence(stated.start, stated.end, quote, method, confidence)

    def add(self, subject: str, predicate: str, object_: str | Value, *evidence: Evidence) -> None:
        """Record a fact; one that is known already is not recorded twice."""
        key = (subject, predicate, object_)
        if key in self._seen:
            return
        self._seen.add(key)
        self.facts.append(Fact(subject, predicate, object_, evidence))

    def known(self, subject: str, predicate: str, object_: str | Value) -> bool:
        """Tell whether a fact has been recorded."""
        return (subject, predicate, object_) in self._seen

    def extraction(self) -> Extraction:
        """Return all that was read."""
        return Extraction(
            self.document,
            tuple(draft.finished() for draft in self.drafts.values()),
            tuple(self.mentions),
            tuple(self.facts),
        )


def reading_of(doc: Doc) -> Reading:
    """Return the reading of a ``Doc``, begun now if the text came to the pipeline without a document."""
    if doc._.wenpu is None:
        doc._.wenpu = Reading(doc, _bare(doc.text, doc.lang_))
    reading: Reading = doc._.wenpu
    return reading


def _bare(text: str, language: str) -> Document:
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    segment = Segment(0, len(text), 0, len(text))
    return Document("", text, text, tuple(blocks), OffsetMap((segment,)), Field("", 0, 0), language or "zh")


def spans(doc: Doc, *layers: str) -> list[Span]:
    """Return the spans of some layers of ``doc.spans`` in order of start, longer first.

    Layers that no component has written are empty.
    """
    found: Iterable[Span] = (span for layer in layers for span in doc.spans.get(layer, ()))
    return sorted(found, key=lambda span: (span.start, -span.end))


def outermost(found: Sequence[Span]) -> list[Span]:
    """Return those of some ordered spans that lie in no other."""
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


if not Doc.has_extension("wenpu"):
    Doc.set_extension("wenpu", default=None)
