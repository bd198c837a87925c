"""The component ``wenpu_parts``: what a name says by holding another name.

A unit's name begins with the body that it is part of (某院某所); an event's may name its town (某镇峰会). English sets
the two side by side: Example Corp's Sample Office, the Sample Office at Example Corp.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.names.english_lexicon import english_lexicon
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
    outer: Span | None = None  # the body of which a list names units
    for longer, shorter in pairwise([*bodies, *bodies[-1:]]):
        confidence = 0.95
        if longer.id_ == "names.listed-unit" and outer is not None:
            shorter, confidence = outer, 0.85
        elif shorter.start_char != longer.start_char or shorter.end_char >= longer.end_char:
            continue
        outer = shorter
        part, whole = (by_key.get(name_key(bare_name(span.text))) for span in (longer, shorter))
        if part and whole and part != whole:
            evidence = reading.evidence(longer.start_char, longer.end_char, "names.parts", confidence)
            reading.add(part, "subOrganizationOf", whole, evidence)
            reading.add(ARTICLE, "mentions", whole, evidence)
    if reading.document.language == "en":
        _beside(reading)
    _places(reading)
    return doc


_OWNED = re.compile("(?:['’]s?|['’]s own) ")
_LOCATED = re.compile(" (?:at|within)(?: the)? ")


def _beside(reading: Reading) -> None:
    """Record whose a unit is that stands beside its body: EXAMPLE's OFFICE, OFFICE at EXAMPLE's BUREAU."""
    text = reading.document.text
    tokens = {token.idx: token.pos_ for token in reading.doc}
    bodies = [mention for mention in reading.mentions if mention.kind == Kind.ORGANIZATION]
    owned: dict[int, Mention] = {}
    for whole, part in pairwise(bodies):
        # In EXAMPLE's OFFICE contract the office is another's.
        of_other = (
            text[part.end : part.end + 1] == " "
            and tokens.get(part.end + 1) in ("NOUN", "PROPN")
            and not english_lexicon().people_after.match(text, part.end)
        )
        if _OWNED.fullmatch(text, whole.end, part.start) and _is_unit(part) and not of_other:
            owned[whole.start] = part
            _part(reading, part, whole, whole.start, part.end)
    for part, whole in pairwise(bodies):
        if _LOCATED.fullmatch(text, part.end, whole.start) and _is_unit(part):
            inner = owned.get(whole.start, whole)
            _part(reading, part, inner, part.start, inner.end)


def _is_unit(mention: Mention) -> bool:
    lexicon = english_lexicon()
    words = mention.text.split()
    return len(words) > 1 and (words[-1] in lexicon.unit_endings or not lexicon.heads.isdisjoint(words))


def _part(reading: Reading, part: Mention, whole: Mention, start: int, end: int) -> None:
    if part.entity != whole.entity:
        evidence = reading.evidence(start, end, "names.beside", 0.85)
        reading.add(part.entity, "subOrganizationOf", whole.entity, evidence)


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
