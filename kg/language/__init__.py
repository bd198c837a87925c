"""Text to spaCy ``Doc``: tokens, tags, sentences and a model's own entities, by language."""

from kg.language.pipeline import LANGUAGES, LanguageError, pipeline

__all__ = ["LANGUAGES", "LanguageError", "pipeline"]
