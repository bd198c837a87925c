"""The component ``wenpu_times``: time expressions to ``doc.spans["times"]`` and the reading."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.gazetteer import split_tokens
from kg.extract.reading import reading_of
from kg.extract.times import find_times

__all__ = ["read_times"]


@Language.factory("wenpu_times", assigns=["doc.spans", "doc._.wenpu"])
def create_times(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`read_times`."""
    return read_times


def read_times(doc: Doc) -> Doc:
    """Write the time expressions to ``doc.spans["times"]``; a label is the kind, an id the period."""
    reading = reading_of(doc)
    reading.times = find_times(reading.document.text, language=reading.document.language, anchor=reading.anchor)
    split_tokens(doc, {edge for time in reading.times for edge in (time.start, time.end)})
    found = []
    for time in reading.times:
        span = doc.char_span(time.start, time.end, label=str(time.kind))
        if span is not None:
            span.id_ = time.period
            found.append(span)
    doc.spans["times"] = found
    return doc
