"""Which reader reads which file: by ending, and by how the file begins.

A new format is one entry here and one function that takes a :class:`Stored` and returns a
:class:`~kg.model.Document`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.documents import markdown, pdf, plain, webpage
from kg.documents.frontmatter import opens
from kg.documents.stored import Stored
from kg.model import Document

__all__ = ["ENDINGS", "FORMATS", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read.

    Attributes:
        name: for messages.
        endings: of file names, lower case, with their dot.
        begins: says from its beginning whether a file of one of these endings, or of an unknown one, is it.
        read: the reader.
        unmistakable: whether ``begins`` tells it under whatever ending.
    """

    name: str
    endings: frozenset[str]
    begins: Callable[[Stored], bool]
    read: Callable[[Stored], Document]
    unmistakable: bool = False


FORMATS: tuple[Format, ...] = (
    Format("PDF", frozenset({".pdf"}), pdf.begins, pdf.read, unmistakable=True),
    Format("HTML", frozenset({".html", ".htm", ".xhtml"}), webpage.begins, webpage.read, unmistakable=True),
    Format(
        "front-matter Markdown",
        frozenset({".md", ".markdown", ".txt"}),
        lambda stored: opens(stored.text),
        lambda stored: markdown.read(stored.source),
    ),
    Format(
        "HTML without a head", frozenset({".html", ".htm", ".xhtml"}), lambda stored: "<" in stored.text, webpage.read
    ),
    Format(
        "Markdown",
        frozenset({".md", ".markdown"}),
        lambda stored: bool(stored.text),
        lambda stored: markdown.read(stored.source),
    ),
    Format(
        "plain text", frozenset({".txt"}), lambda stored: bool(stored.text), lambda stored: plain.read(stored.source)
    ),
)
"""In the order they are tried."""

ENDINGS: frozenset[str] = frozenset().union(*(each.endings for each in FORMATS))
"""File endings that are looked for in folders."""


def format_of(stored: Stored) -> Format | None:
    """Return the format of a file, or ``None`` where it is none that can be read."""
    ending = stored.path.suffix.lower()
    known = ending in ENDINGS
    for each in FORMATS:
        if (ending in each.endings or each.unmistakable or not known) and each.begins(stored):
            return each
    return None
