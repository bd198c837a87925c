"""Titled works in English text."""

from __future__ import annotations

from spacy.tokens import Doc, Span

__all__ = ["find_english_works"]


def find_english_works(doc: Doc) -> list[Span]:
    """Return the titled works of a document, in order."""
    return []
