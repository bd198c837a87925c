"""The component ``wenpu_events``: events with a name to ``doc.spans["events"]``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.events.chinese import find_chinese_events
from kg.extract.events.english import find_english_events
from kg.extract.reading import reading_of

__all__ = ["find_events"]


@Language.factory("wenpu_events", assigns=["doc.spans"])
def create_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_events`."""
    return find_events


def find_events(doc: Doc) -> Doc:
    """Write events with a name to ``doc.spans["events"]``, by the language of the document.

    ``kb_id_`` is the IRI where a register knows the event.
    """
    chinese = reading_of(doc).document.language == "zh"
    doc.spans["events"] = (find_chinese_events if chinese else find_english_events)(doc)
    return doc
