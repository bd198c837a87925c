"""One file in, one document out."""

from __future__ import annotations

import re
from pathlib import Path

from kg.documents.decoding import load
from kg.documents.errors import DocumentError
from kg.documents.formats import format_of
from kg.documents.source import Source
from kg.model import Document

__all__ = ["read"]

_HTML = re.compile(
    r"\ufeff?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read(path: str | Path, *, language: str | None = None) -> Document:
    """Read an article.

    Args:
        path: the file.
        language: BCP 47 tag that overrules what the text looks like.

    Raises:
        DocumentError: the file cannot be read, is in no known format, or holds no article.
    """
    path = Path(path)
    text = load(path)
    if _HTML.match(text):
        raise DocumentError(path, "this is an HTML page", "save the article as Markdown or text")
    chosen = format_of(path, text)
    if chosen is None:
        raise DocumentError(path, "in no format that can be read", "save the article as Markdown or text")
    return chosen.read(Source(path, text, language))
