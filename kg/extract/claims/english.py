"""Who says what in English text, quoted or reported."""

from __future__ import annotations

from kg.extract.reading import Reading

__all__ = ["find_english_claims"]


def find_english_claims(reading: Reading) -> None:
    """Record who says what, and when and where if the sentence says so."""
