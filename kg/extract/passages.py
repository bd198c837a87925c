"""An article in two languages: its paragraphs to the pipelines that read them, what they read back together.

Each language's paragraphs are one document of their own, in their order: so a later paragraph in the same
language still refers to what an earlier one has named. Paragraphs in a language that nobody reads are in
none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.reading import ARTICLE
from kg.language import LANGUAGES
from kg.model import Block, Document, Entity, Extraction, Fact, Field, Kind, Mention, OffsetMap, Segment

__all__ = ["joined", "passages"]

_NAMED_APART = {Kind.CLAIM, Kind.OBSERVATION, Kind.POSITION, Kind.ARTICLE}
"""Things that no name makes the same."""


def passages(document: Document) -> list[Document]:
    """Return an article as documents in one language each, the article's own first, others in order of appearance.

    What the article says of itself stays with the first; the others have its day alone, which their relative
    dates count from.
    """
    if all(not block.language for block in document.blocks):
        return [document]
    others = dict.fromkeys(block.language for block in document.blocks if block.language in LANGUAGES)
    own = _of(document, "")
    return [own, *(_stripped(_of(document, language), language) for language in others)]


def _stripped(document: Document, language: str) -> Document:
    return replace(
        document,
        language=language,
        title=Field("", 0, 0),
        source=None,
        url=None,
        authors=(),
        original_source=None,
    )


def _of(document: Document, language: str) -> Document:
    """Return a document of the blocks in a language, in clean offsets of its own."""
    kept = [block for block in document.blocks if block.language == language]
    blocks: list[Block] = []
    segments: list[Segment] = []
    parts: list[str] = []
    position = 0
    for block in kept:
        parts.append(document.text[block.start : block.end])
        blocks.append(Block(block.kind, position, position + block.end - block.start))
        segments.extend(
            Segment(each.clean_start - block.start + position, each.clean_length, each.source_start, each.source_length)
            for each in document.offsets.segments
            if block.start <= each.clean_start < block.end
        )
        position += block.end - block.start + 1
    return replace(document, text="\n".join(parts), blocks=tuple(blocks), offsets=OffsetMap(tuple(segments)))


def joined(document: Document, extractions: Sequence[Extraction]) -> Extraction:
    """Return what was read in the passages of an article as what was read in the article.

    Things of one class and one name are one thing; what else is one, the resolver says.

    Args:
        document: the article.
        extractions: of its :func:`passages`, in their order.
    """
    first, *others = extractions
    if not others and first.document is document:
        return first
    entities = {entity.id: entity for entity in first.entities}
    facts: dict[tuple[object, ...], Fact] = {(f.subject, f.predicate, f.object): f for f in first.facts}
    mentions = list(_placed(first, document, "", {}))
    for other in others:
        same = dict(_same(entities.values(), other))
        prefix = f"{other.document.language}-"
        for entity in other.entities:
            known = same.get(entity.id)
            if known:
                entities[known] = _both(entities[known], entity)
            else:
                entities[prefix + entity.id] = replace(entity, id=prefix + entity.id)
        for fact in other.facts:
            subject = same.get(fact.subject, prefix + fact.subject)
            value = fact.object
            if isinstance(value, str) and fact.predicate != "type":
                value = same.get(value, prefix + value)
            facts.setdefault((subject, fact.predicate, value), replace(fact, subject=subject, object=value))
        mentions += _placed(other, document, prefix, same)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return Extraction(document, tuple(entities.values()), tuple(mentions), tuple(facts.values()))


def _same(entities: Iterable[Entity], other: Extraction) -> Iterator[tuple[str, str]]:
    """Yield the things of another passage that are known, with what they are known as."""
    yield ARTICLE, ARTICLE
    known = {
        (entity.kind, name.text): entity
        for entity in entities
        if entity.kind not in _NAMED_APART
        for name in entity.names
    }
    for entity in other.entities:
        for name in entity.names:
            found = known.get((entity.kind, name.text))
            if found and (not found.qualifier or not entity.qualifier or found.qualifier == entity.qualifier):
                yield entity.id, found.id
                break


def _both(one: Entity, other: Entity) -> Entity:
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        qualifier=one.qualifier or other.qualifier,
        same_as=tuple(dict.fromkeys((*one.same_as, *other.same_as))),
    )


def _placed(part: Extraction, document: Document, prefix: str, same: dict[str, str]) -> Iterator[Mention]:
    """Yield a passage's mentions at their places in the article's clean text."""
    language = part.document.language if prefix else ""
    whole = [block for block in document.blocks if block.language == language]
    shifts = [(ours.start, theirs.start - ours.start) for ours, theirs in zip(part.document.blocks, whole, strict=True)]
    index = 0
    for mention in part.mentions:
        while index + 1 < len(shifts) and shifts[index + 1][0] <= mention.start:
            index += 1
        while index and shifts[index][0] > mention.start:
            index -= 1
        shift = shifts[index][1] if shifts else 0
        entity = same.get(mention.entity, prefix + mention.entity)
        yield replace(mention, start=mention.start + shift, end=mention.end + shift, entity=entity)
