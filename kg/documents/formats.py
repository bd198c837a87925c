"""Which reader reads which file: by ending, and by how the text begins.

A new format is one entry here and one function that takes a :class:`Source` and returns a
:class:`~kg.model.Document`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.documents.frontmatter import opens
from kg.documents.markdown import read as read_markdown
from kg.documents.plain import read as read_plain
from kg.documents.source import Source
from kg.model import Document

__all__ = ["ENDINGS", "FORMATS", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read.

    Attributes:
        name: for messages.
        endings: of file names, lower case, with their dot.
        begins: says from its text whether a file of one of these endings, or of an unknown one, is it.
        read: the reader.
    """

    name: str
    endings: frozenset[str]
    begins: Callable[[str], bool]
    read: Callable[[Source], Document]


FORMATS: tuple[Format, ...] = (
    Format("front-matter Markdown", frozenset({".md", ".markdown", ".txt"}), opens, read_markdown),
    Format("Markdown", frozenset({".md", ".markdown"}), lambda text: True, read_markdown),
    Format("plain text", frozenset({".txt"}), lambda text: True, read_plain),
)
"""In the order they are tried."""

ENDINGS: frozenset[str] = frozenset().union(*(each.endings for each in FORMATS))
"""File endings that are looked for in folders."""


def format_of(path: Path, text: str) -> Format | None:
    """Return the format of a file, or ``None`` where it is none that can be read."""
    ending = path.suffix.lower()
    known = ending in ENDINGS
    for each in FORMATS:
        if (ending in each.endings or not known) and each.begins(text):
            return each
    return None
