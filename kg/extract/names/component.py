"""The component ``wenpu_names``: people, organizations and places to ``doc.spans["names"]``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.names.chinese import find_chinese_names
from kg.extract.names.english import find_english_names
from kg.extract.reading import reading_of

__all__ = ["find_names"]


@Language.factory("wenpu_names", assigns=["doc.spans"])
def create_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_names`."""
    return find_names


def find_names(doc: Doc) -> Doc:
    """Write people, organizations and places to ``doc.spans["names"]``, by the language of the document.

    Labels are classes of the ontology; ``kb_id_`` is the IRI where a register knows the name. A unit's
    name holds the names of the bodies it is part of: those spans lie inside the longer one.
    """
    chinese = reading_of(doc).document.language == "zh"
    doc.spans["names"] = (find_chinese_names if chinese else find_english_names)(doc)
    return doc
