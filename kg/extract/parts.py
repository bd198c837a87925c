"""The component ``wenpu_parts``: what a name says by holding another name.

A unit's name begins with the body that it is part of (某院某所); an event's may name its town (某镇峰会).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.reading import ARTICLE, Reading, reading_of, spans
from kg.extract.references import bare_name, name_key
from kg.model import Kind, Mention
from kg.resources import frames

__all__ = ["find_parts"]


@Language.factory("wenpu_parts", requires=["doc.spans", "doc._.wenpu"], assigns=["doc._.wenpu"])
def create_parts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_parts`."""
    return find_parts


def find_parts(doc: Doc) -> Doc:
    """Record ``subOrganizationOf`` between the bodies that one name holds, each part of the next longer."""
    reading = reading_of(doc)
    by_key = {
        name_key(name.text): draft.id
        for draft in reading.drafts.values()
        if draft.kind == Kind.ORGANIZATION
        for name in draft.names
    }
    bodies = [span for span in spans(doc, "names") if span.label_ == Kind.ORGANIZATION]
    for longer, shorter in pairwise(bodies):
        if shorter.start_char != longer.start_char or shorter.end_char >= longer.end_char:
            continue
        part, whole = (by_key.get(name_key(bare_name(span.text))) for span in (longer, shorter))
        if part and whole and part != whole:
            evidence = reading.evidence(longer.start_char, longer.end_char, "names.parts", 0.95)
            reading.add(part, "subOrganizationOf", whole, evidence)
            reading.add(ARTICLE, "mentions", whole, evidence)
    _places(reading)
    return doc


def _places(reading: Reading) -> None:
    """Record the town that stands right before an event's class: 乌镇 in 某大会乌镇峰会, but not 欧洲 in 某欧洲大会."""
    endings = frames("events")["endings"]["zh"]
    wide = set(frames("places")["wide"]["zh"])
    outer: Mention | None = None
    for mention in reading.mentions:
        if mention.kind == Kind.EVENT:
            outer = mention
        elif mention.kind == Kind.PLACE and outer and mention.start > outer.start and mention.end < outer.end:
            rest = reading.document.text[mention.end : outer.end]
            before = reading.document.text[outer.start : mention.start]
            if rest in endings and len(before) > 5 and mention.text not in wide:
                evidence = reading.evidence(outer.start, outer.end, "names.event-place", 0.85)
                reading.add(outer.entity, "location", mention.entity, evidence)
