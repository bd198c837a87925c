"""The component ``wenpu_works``: titled works to ``doc.spans["works"]``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.reading import reading_of
from kg.extract.works.chinese import find_chinese_works
from kg.extract.works.english import find_english_works

__all__ = ["find_works"]


@Language.factory("wenpu_works", assigns=["doc.spans"])
def create_works(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_works`."""
    return find_works


def find_works(doc: Doc) -> Doc:
    """Write titled works to ``doc.spans["works"]``, by the language of the document.

    A label is a class of the ontology, and title marks belong to the span. A paper's name in title marks
    (《某日报》) is labelled as an organization.
    """
    chinese = reading_of(doc).document.language == "zh"
    doc.spans["works"] = (find_chinese_works if chinese else find_english_works)(doc)
    return doc
