"""Events with a name in English text."""

from __future__ import annotations

from spacy.tokens import Doc, Span

__all__ = ["find_english_events"]


def find_english_events(doc: Doc) -> list[Span]:
    """Return the events of a document, in order."""
    return []
