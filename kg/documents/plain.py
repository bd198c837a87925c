"""Plain text."""

from __future__ import annotations

from kg.documents.about import About
from kg.documents.article import assemble
from kg.documents.inline import plain_markup
from kg.documents.lines import plain_paragraphs
from kg.documents.source import Source
from kg.model import Document

__all__ = ["read"]

_LONGEST_TITLE = 60
_NO_TITLE = "。！？.!?；;，,：:"


def read(source: Source) -> Document:
    """Read an article in plain text: its first line is the title if it looks like one.

    Raises:
        DocumentError: no article is there.
    """
    markup = plain_markup(source.text, 0, len(source.text))
    paragraphs = plain_paragraphs(source.text, 0, markup)
    about = About()
    if len(paragraphs) > 1:
        first = paragraphs[0].joined(source.text)
        if len(first.text) <= _LONGEST_TITLE and first.text[-1] not in _NO_TITLE:
            about.title = first
    return assemble(source, paragraphs, about)
