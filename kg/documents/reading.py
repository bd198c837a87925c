"""One file in, one document out."""

from __future__ import annotations

from pathlib import Path

from kg.documents.errors import DocumentError
from kg.documents.formats import format_of
from kg.documents.stored import Stored
from kg.model import Document

__all__ = ["read"]


def read(path: str | Path, *, language: str | None = None) -> Document:
    """Read an article.

    Args:
        path: the file.
        language: BCP 47 tag that overrules what the text looks like.

    Raises:
        DocumentError: the file cannot be read, is in no known format, holds no article, or one in a
            language that is not read.
    """
    stored = Stored.of(Path(path), language)
    chosen = format_of(stored)
    if chosen is None:
        raise DocumentError(stored.path, "in no format that can be read", "save the article as Markdown, text or HTML")
    return chosen.read(stored)
