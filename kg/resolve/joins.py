"""Why one document has several names for one thing: the sentence that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Document, Entity, Extraction
from kg.resolve.keys import identity_key

__all__ = ["Join", "joins"]

_CLOSING = re.compile('[”"」』]?[）)]')

_NEAR = 80
"""Characters within which a second name in brackets stands behind the first."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two names of one thing in one document.

    Attributes:
        name: one of them.
        other: the other.
        rule: ``spelling``, ``short form``, ``gloss`` or ``reference``.
        start: of the text that shows it, in the file as stored; 0 where no one place does.
        end: likewise.
        quote: that text; empty where no one place shows it.
    """

    name: str
    other: str
    rule: str
    start: int = 0
    end: int = 0
    quote: str = ""


def joins(entity: Entity, extraction: Extraction) -> tuple[Join, ...]:
    """Return why the document takes each further name of an entity for its first one's.

    Args:
        entity: one of the extraction's, with its names as the text has them.
        extraction: with its document's text.
    """
    names = [name.text for name in entity.names]
    found = []
    for index, other in enumerate(names[1:], 1):
        options = [_join(name, other, entity, extraction.document) for name in names[:index]]
        found.append(min(options, key=lambda join: (join.rule == "reference", join.rule != "gloss")))
    return tuple(found)


def _join(name: str, other: str, entity: Entity, document: Document) -> Join:
    place = _beside(name, other, document) or _beside(other, name, document)
    if place:
        start, end = document.offsets.to_source(*place)
        return Join(name, other, "gloss", start, end, document.source_text[start:end])
    keys = identity_key(name, entity.kind), identity_key(other, entity.kind)
    if keys[0] == keys[1]:
        return Join(name, other, "spelling")
    rule = "short form" if any(a in b for a, b in (keys, keys[::-1])) else "reference"
    return Join(name, other, rule)


def _beside(name: str, other: str, document: Document) -> tuple[int, int] | None:
    """Where a name stands with another in brackets or right behind it, as a span of the clean text."""
    text = document.text
    at = text.find(name)
    while at >= 0:
        behind = text[at + len(name) : at + len(name) + _NEAR].partition("\n")[0]
        where = behind.find(other)
        between = behind[:where]
        if where >= 0 and (not between.strip() or between.lstrip()[0] in "（(") and not set("）)。") & set(between):
            end = at + len(name) + where + len(other)
            closing = _CLOSING.match(text, end)
            return at, closing.end() if closing else end
        at = text.find(name, at + 1)
    return None
