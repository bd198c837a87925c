"""The component ``wenpu_claims``: who says what."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.claims.chinese import find_chinese_claims
from kg.extract.claims.english import find_english_claims
from kg.extract.reading import reading_of

__all__ = ["find_claims"]


@Language.factory("wenpu_claims", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_claims(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_claims`."""
    return find_claims


def find_claims(doc: Doc) -> Doc:
    """Record who says what, by the language of the document."""
    reading = reading_of(doc)
    chinese = reading.document.language == "zh"
    (find_chinese_claims if chinese else find_english_claims)(reading)
    return doc
