"""Who holds which post where, in English text."""

from __future__ import annotations

from kg.extract.reading import Reading, Title

__all__ = ["find_english_positions", "find_english_titles"]


def find_english_titles(reading: Reading) -> list[Title]:
    """Return the posts that a text names, in order, none inside a mention."""
    return []


def find_english_positions(reading: Reading) -> None:
    """Record who holds which post, and to which organization people belong."""
