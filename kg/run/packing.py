"""Extractions as bytes, so that an article can be written again when more is known of the things in it.

The text is left out: what is read of it later is in the evidence.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from kg.model import (
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
    Value,
    ValueType,
)

__all__ = ["pack", "unpack"]


def pack(extraction: Extraction) -> bytes:
    """Return an extraction as bytes, without its document's text."""
    document = extraction.document
    evidence: dict[Evidence, int] = {}
    facts = []
    for fact in extraction.facts:
        of = [evidence.setdefault(each, len(evidence)) for each in fact.evidence]
        value = fact.object
        facts.append([fact.subject, fact.predicate, value if isinstance(value, str) else _value(value), of])
    quotes: dict[str, int] = {}
    said = {
        "file": document.file,
        # Without an address, the content is what makes the article this one.
        "source": "" if document.url and document.url.value else document.source_text,
        "title": _field(document.title),
        "language": document.language,
        "date": _field(document.date),
        "url": _field(document.url),
        "entities": [
            [e.id, e.kind, [[n.text, n.lang] for n in e.names], e.qualifier, e.same_as, e.iri_name]
            for e in extraction.entities
        ],
        "mentions": [[m.start, m.end, m.text, m.kind, m.entity] for m in extraction.mentions],
        "facts": facts,
        "evidence": [
            [e.start, e.end, quotes.setdefault(e.quote, len(quotes)), e.method, e.confidence] for e in evidence
        ],
        "quotes": list(quotes),
    }
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 3)


def unpack(packed: bytes) -> Extraction:
    """Return the extraction that :func:`pack` was given; the text of its document is empty."""
    said = json.loads(zlib.decompress(packed))
    title = _read_field(said["title"])
    assert title is not None
    document = Document(
        file=said["file"],
        source_text=said["source"],
        text="",
        blocks=(),
        offsets=OffsetMap(()),
        title=title,
        language=said["language"],
        date=_read_field(said["date"]),
        url=_read_field(said["url"]),
    )
    quotes = said["quotes"]
    evidence = [Evidence(s, e, quotes[q], method, sure) for s, e, q, method, sure in said["evidence"]]
    return Extraction(
        document,
        tuple(
            Entity(i, Kind(kind), tuple(Name(*name) for name in names), qualifier, tuple(same_as), iri_name)
            for i, kind, names, qualifier, same_as, iri_name in said["entities"]
        ),
        tuple(Mention(s, e, text, Kind(kind), entity) for s, e, text, kind, entity in said["mentions"]),
        tuple(
            Fact(subject, predicate, _read_value(value), tuple(evidence[i] for i in of))
            for subject, predicate, value, of in said["facts"]
        ),
    )


def _value(value: Value) -> list[str]:
    return [value.text, value.type, value.lang]


def _read_value(said: Any) -> str | Value:
    return said if isinstance(said, str) else Value(said[0], ValueType(said[1]), said[2])


def _field(stated: Field | None) -> list[Any] | None:
    return [stated.value, stated.start, stated.end] if stated else None


def _read_field(said: Any) -> Field | None:
    return Field(*said) if said else None
