"""One page in, one document out."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.documents.errors import DocumentError
from kg.documents.frontmatter import iso_date
from kg.documents.furniture import squeezed
from kg.documents.stored import Stored
from kg.documents.transcript import Page, Passage, tidy, transcribe
from kg.documents.webpage import masthead
from kg.documents.webpage.body import passages, sections_to_paragraphs, without_note_marks
from kg.model import BlockKind, Document

if TYPE_CHECKING:
    from configparser import ConfigParser

__all__ = ["begins", "read"]

MAX_CHARACTERS = 4_000_000
"""A page larger than this without its scripts, styles and embedded pictures is refused: no article is."""
MAX_ELEMENTS = 20_000
"""Likewise one of more elements, since finding the article takes the square of their number in the worst case."""

_OPENING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>")
_BULK = re.compile(r"<(?:script|style|svg)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100}+,[A-Za-z0-9+/=%_-]*+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML has no place for, so that trafilatura would break on it."""
_KEPT_SCRIPT = "ld+json"
_SHORTEST = 60
"""Characters of the shortest text that is taken for an article: some two Chinese sentences."""
_ABOVE = 10
"""Among so many first lines the title may be repeated, below menus."""


def begins(stored: Stored) -> bool:
    """Say whether a file is a web page."""
    return bool(_OPENING.match(stored.text))


def read(stored: Stored) -> Document:
    """Read the article on a web page.

    Raises:
        DocumentError: no article is there, the page is too large, or the language is not read.
    """
    markup = _lighter(stored.text)
    if len(markup) > MAX_CHARACTERS:
        raise DocumentError(
            stored.path,
            f"{len(markup) / 1e6:.0f} million characters are too many for a page",
            "save the article alone, as Markdown or text",
        )
    tree = _tree(markup)
    elements = sum(1 for _ in tree.iter()) if tree is not None else 0
    if elements > MAX_ELEMENTS:
        raise DocumentError(
            stored.path,
            f"{elements} elements are too many for a page",
            "save the article alone, as Markdown or text",
        )
    page = _page(tree) if tree is not None else Page()
    if not page.passages:
        raise DocumentError(stored.path, "no article is found on the page", "save the article as Markdown or text")
    return transcribe(stored, page)


def _lighter(markup: str) -> str:
    """Return the page without what is large and never text: scripts, styles, drawings, embedded files."""
    parts: list[str] = []
    position = 0
    lower = markup.lower()
    while len(lower) == len(markup) and (found := _BULK.search(markup, position)):
        name = found[0][1:].lower()
        opened = lower.find(">", found.end())
        close = lower.find(f"</{name}", found.end())
        if opened < 0 or close < 0:
            break
        parts.append(markup[position : found.start()])
        if name == "script" and _KEPT_SCRIPT in lower[found.end() : min(opened, found.end() + 200)]:
            parts.append(markup[found.start() : close])
            position = close
        else:
            position = close + len(name) + 2
            parts.append(f"<{name}></{name}")
    parts.append(markup[position:])
    text = _CONTROL.sub("", _EMBEDDED.sub("", "".join(parts)))
    return _DECLARATION.sub("", text)


def _tree(markup: str) -> Any:
    """Return the page's elements, or ``None`` where there are none."""
    import lxml.html
    from lxml import etree

    try:
        return lxml.html.document_fromstring(markup)
    except (etree.ParserError, ValueError):
        return None


def _page(tree: Any) -> Page:
    from trafilatura import bare_extraction

    said = masthead.said(tree)
    headings = masthead.headings(tree)
    origins = [f"来源：{said['origin']}"] if "origin" in said else list(masthead.sources(tree))
    account = masthead.account_of(tree)
    sections_to_paragraphs(tree)
    without_note_marks(tree)
    found: Any = bare_extraction(
        tree,
        fast=True,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_formatting=True,
        # What does not name a day in a place made for it is not searched for, and no day is too late, so
        # that a page reads the same tomorrow.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2999-12-31"},
        config=_settings(),
    )
    if found is None or found.body is None:
        return Page()
    lines = list(passages(found.body))
    stated = said.get("title") or tidy(found.title or "")
    title = masthead.title_of(stated, headings | {squeezed(each.text) for each in lines})
    repeated = [at for at, each in enumerate(lines[:_ABOVE]) if title and squeezed(each.text) == squeezed(title)]
    lines = lines[max(repeated, default=-1) + 1 :]
    known = {each.text for each in lines}
    sources = [Passage(BlockKind.PARAGRAPH, text) for text in origins if text not in known] if lines else []
    return Page(
        title=title,
        url=masthead.address_of(found.url, said.get("url")),
        site=account or masthead.site_of(said.get("site") or tidy(found.sitename or "")),
        date=iso_date(said.get("date", "")) or iso_date(found.date or "") or "",
        authors=masthead.authors_of(tidy(found.author or "") or said.get("author", "")),
        passages=[*sources, *lines],
    )


@cache
def _settings() -> ConfigParser:
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    settings: ConfigParser = deepcopy(DEFAULT_CONFIG)
    # Its own threshold, 250, is for languages that need three times as many letters as Chinese.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return settings
