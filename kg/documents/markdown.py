"""Markdown, with front matter or without."""

from __future__ import annotations

import logging
import re

from kg.documents.about import About
from kg.documents.article import assemble
from kg.documents.errors import DocumentError
from kg.documents.frontmatter import FrontMatter, Value, iso_date, opens, parse
from kg.documents.inline import markdown_markup
from kg.documents.lines import markdown_paragraphs
from kg.documents.mapped import Mapped, cleaned
from kg.documents.source import Source
from kg.model import Document, Field

__all__ = ["read"]

_log = logging.getLogger(__name__)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def read(source: Source) -> Document:
    """Read an article in Markdown.

    Without front matter the title is the first heading, and outlet and date stay unknown.

    Raises:
        DocumentError: the front matter is never closed, or no article is there.
    """
    front = FrontMatter()
    if opens(source.text):
        front = parse(source.text)
        if not front.closed:
            raise DocumentError(source.path, "its front matter is never closed", "add a line with --- behind it")
    markup = markdown_markup(source.text, front.end, len(source.text))
    paragraphs = markdown_paragraphs(source.text, front.end, markup)
    return assemble(source, paragraphs, _about(source, front))


def _about(source: Source, front: FrontMatter) -> About:
    title = _text(source, front.values.get("title"))
    if title is None and front.values:
        _log.warning("%s: the front matter has no title", source.file)
    return About(
        title=title,
        outlet=_field(_text(source, front.values.get("source"))),
        url=_address(source, front.values.get("url")),
        date=_date(source, front.values.get("date")),
        signed=_text(source, front.values.get("author")),
    )


def _text(source: Source, value: Value | None) -> Mapped | None:
    if value is None or value.start >= value.end:
        return None
    edits = value.edits or markdown_markup(source.text, value.start, value.end).edits
    return cleaned(source.text, value.start, value.end, edits) or None


def _field(value: Mapped | None) -> Field | None:
    return Field(value.text, *value.source_span()) if value else None


def _address(source: Source, value: Value | None) -> Field | None:
    address = _field(_text(source, value))
    scheme = _SCHEME.match(address.value) if address else None
    if scheme and scheme[1].lower() not in ("http", "https"):
        _log.warning("%s: the url in the front matter is no web address", source.file)
        return None
    return address


def _date(source: Source, value: Value | None) -> Field | None:
    if value is None or value.start >= value.end:
        return None
    day = iso_date(source.text[value.start : value.end])
    if day is None:
        _log.warning("%s: the date in the front matter is not a date", source.file)
        return None
    return Field(day, value.start, value.end)
