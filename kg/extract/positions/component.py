"""The components ``wenpu_titles`` and ``wenpu_positions``: who holds which post where."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.positions.chinese import find_chinese_positions
from kg.extract.positions.chinese_titles import find_chinese_titles
from kg.extract.positions.english import find_english_positions, find_english_titles
from kg.extract.reading import reading_of

__all__ = ["find_positions", "find_titles"]


@Language.factory("wenpu_titles", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_titles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_titles`."""
    return find_titles


@Language.factory("wenpu_positions", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_positions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_positions`."""
    return find_positions


def find_titles(doc: Doc) -> Doc:
    """Record the posts that the text names, whoever holds them."""
    reading = reading_of(doc)
    chinese = reading.document.language == "zh"
    reading.titles = find_chinese_titles(doc) if chinese else find_english_titles(reading)
    return doc


def find_positions(doc: Doc) -> Doc:
    """Record who holds which post where, by the language of the document."""
    reading = reading_of(doc)
    chinese = reading.document.language == "zh"
    (find_chinese_positions if chinese else find_english_positions)(reading)
    return doc
