"""Text to spaCy ``Doc``: tokens, tags, sentences and a model's own entities, by language."""

from kg.language.pipeline import LANGUAGES, LanguageError, load_model, pipeline

__all__ = ["LANGUAGES", "LanguageError", "load_model", "pipeline"]
