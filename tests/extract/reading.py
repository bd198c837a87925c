"""Reads texts for tests, and tells by name what was found in them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.pipeline import extractor
from kg.extract.reading import Reading, reading_of
from kg.model import Block, BlockKind, Document, Field, Kind, OffsetMap, Segment, Value

_OTHERS = frozenset({"holds", "mentions", "about", "title", "url", "language", "originalSource"})
"""The properties of entities that are told apart from relations; any other is one, also of a frame that is added."""


def read(
    text: str,
    *,
    date: str = "2030-05-10",
    language: str = "zh",
    kind: BlockKind = BlockKind.PARAGRAPH,
    without: Sequence[str] = ("wenpu_observations", "wenpu_article", "wenpu_topics"),
) -> Reading:
    """Read a text as an article of that day, one paragraph a line.

    Args:
        text: the body of the article.
        date: the day of publication, ISO 8601.
        language: ``zh`` or ``en``.
        kind: what the paragraphs are.
        without: names of components that are not run.
    """
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    offsets = OffsetMap((Segment(0, len(text), 0, len(text)),) if text else ())
    document = Document("", text, text, tuple(blocks), offsets, Field("", 0, 0), language, Field(date, 0, 0))
    nlp = extractor(language)
    doc = nlp.make_doc(text)
    doc._.wenpu = Reading(doc, document)
    for name, component in nlp.pipeline:
        if name not in without:
            doc = component(doc)
    return reading_of(doc)


def name(reading: Reading, thing: str | Value) -> str:
    """Return the first name of an entity, or the text of a literal."""
    if isinstance(thing, Value):
        return thing.text
    return next(iter(reading.drafts[thing].names)).text if thing in reading.drafts else thing


def relations(reading: Reading) -> set[str]:
    """Return the facts between named things, as ``subject property object``; affiliations by post are left out."""
    named = {
        draft.id for draft in reading.drafts.values() if draft.kind not in (Kind.CLAIM, Kind.POSITION, Kind.OBSERVATION)
    }
    return {
        f"{name(reading, fact.subject)} {fact.predicate} {name(reading, fact.object)}"
        for fact in reading.facts
        if fact.predicate not in _OTHERS and fact.subject in named
    }


def posts(reading: Reading) -> set[tuple[str, str, str]]:
    """Return who holds which post where (an empty string where no organization is known)."""
    found: set[tuple[str, str, str]] = set()
    for draft in reading.drafts.values():
        if draft.kind == Kind.POSITION:
            of = {fact.predicate: name(reading, fact.object) for fact in reading.facts if fact.subject == draft.id}
            holders = [name(reading, fact.subject) for fact in reading.facts if fact.object == draft.id]
            found.update((holder, of["positionTitle"], of.get("positionAt", "")) for holder in holders)
    return found


def claims(reading: Reading) -> list[tuple[str, str]]:
    """Return who says what, in order; several speakers with commas between them."""
    found = []
    for draft in reading.drafts.values():
        if draft.kind == Kind.CLAIM:
            facts = [fact for fact in reading.facts if fact.subject == draft.id]
            who = ",".join(name(reading, fact.object) for fact in facts if fact.predicate == "claimant")
            text = next(name(reading, fact.object) for fact in facts if fact.predicate == "claimText")
            found.append((who, text))
    return found


def circumstances(reading: Reading) -> list[tuple[str, str]]:
    """Return when and at what event claims were made (empty strings where that is not known), in order."""
    found = []
    for draft in reading.drafts.values():
        if draft.kind == Kind.CLAIM:
            of = {fact.predicate: name(reading, fact.object) for fact in reading.facts if fact.subject == draft.id}
            found.append((of.get("claimDate", ""), of.get("claimedAt", "")))
    return found


def entities(reading: Reading, *kinds: Kind) -> list[tuple[str, str]]:
    """Return the class and the first name of the entities of some classes, in order."""
    return [(str(draft.kind), next(iter(draft.names)).text) for draft in reading.drafts.values() if draft.kind in kinds]
