"""Which mentions are one thing: within a document, across documents and languages, against a register."""

from kg.resolve.resolving import resolve

__all__ = ["resolve"]
