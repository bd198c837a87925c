"""spaCy ``Doc`` to extraction: one component a notion, added to the language's pipeline in order."""

from kg.extract.pipeline import COMPONENTS, extract, extractor

__all__ = ["COMPONENTS", "extract", "extractor"]
