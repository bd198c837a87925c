"""What is written down of a file whose own bytes are no text to quote: a web page, a PDF.

The transcript begins with what the file says of itself, laid out as front matter, and has one paragraph a
line after that. It is the document's ``source_text``: offsets count in it, quotes are cut from it, and a
build keeps it beside the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents.about import About
from kg.documents.article import assemble
from kg.documents.lines import Line, Paragraph
from kg.documents.mapped import CJK, Mapped, Piece
from kg.documents.source import Source
from kg.documents.stored import Stored
from kg.model import BlockKind, Document, Field

__all__ = ["Page", "Passage", "tidy", "transcribe"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ufff9-\ufffc\ufffe\uffff]"
)
"""Controls, invisible and bidirectional marks, halves of surrogate pairs: nothing that a reader sees."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table row as it was found.

    Attributes:
        kind: what the file says it is.
        text: tidy.
        linked: what share of it is link text, 0 to 1.
    """

    kind: BlockKind
    text: str
    linked: float = 0.0


@dataclass(slots=True)
class Page:
    """What was found in a file.

    Attributes:
        title: the title it states, tidy, as are the next ones; empty where there is none.
        url: where it was published.
        site: who published it.
        date: day of publication, ISO 8601.
        authors: who wrote it.
        passages: the article, in order.
    """

    title: str = ""
    url: str = ""
    site: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    passages: list[Passage] = field(default_factory=list)


def tidy(text: str) -> str:
    r"""Return a text on one line: white space single and trimmed, nothing invisible, no break beside Chinese.

    >>> tidy(" 数据\n  安全\u200b   Data\n security ")
    '数据安全 Data security'
    """

    def space(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        broken = "\n" in found[0] or "\r" in found[0]
        return "" if broken and (CJK.match(before) or CJK.match(after)) else " "

    text = _HIDDEN.sub("", text)
    return _SPACE.sub(space, text).strip()


def transcribe(stored: Stored, page: Page) -> Document:
    """Write a page down and make a document of it.

    Raises:
        DocumentError: nothing is left but furniture, or the language is not read.
    """
    sheet = _Sheet()
    sheet.line("---\n")
    about = About(
        title=sheet.mapped("title: ", page.title),
        url=sheet.field("url: ", page.url),
        outlet=sheet.field("source: ", page.site),
        date=sheet.field("date: ", page.date),
        authors=tuple(filter(None, [sheet.field("author: ", author) for author in page.authors])),
    )
    sheet.line("---\n")
    paragraphs = list(_paragraphs(sheet, page.passages))
    source = Source(stored.path, "".join(sheet.parts), stored.language, transcribed=True)
    return assemble(source, paragraphs, about)


@dataclass(slots=True)
class _Sheet:
    """A text that grows, and tells where what was added stands."""

    parts: list[str] = field(default_factory=list)
    size: int = 0

    def line(self, text: str) -> int:
        """Add a text and return where it begins."""
        start = self.size
        self.parts.append(text)
        self.size += len(text)
        return start

    def mapped(self, label: str, value: str) -> Mapped | None:
        """Add a labelled value, if there is one, on a line of its own."""
        if not value:
            return None
        start = self.line(f"{label}{value}\n") + len(label)
        return Mapped((Piece(value, start, len(value)),))

    def field(self, label: str, value: str) -> Field | None:
        """Add a labelled value and return it with its place."""
        placed = self.mapped(label, value)
        return Field(value, *placed.source_span()) if placed else None


def _paragraphs(sheet: _Sheet, passages: Sequence[Passage]) -> Iterable[Paragraph]:
    for passage in passages:
        text = passage.text
        if not text:
            continue
        start = sheet.line(f"\n{text}\n") + 1
        content = Mapped((Piece(text, start, len(text)),))
        yield Paragraph(passage.kind, (Line(content, passage.linked, False, start, text),))
