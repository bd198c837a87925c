"""Web pages: which part of a page is the article, and what the page says of itself.

Finding the article is trafilatura's work; what is left of furniture in it is found as in every other
format, by :mod:`kg.documents.article`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.documents.credits import credit_words
from kg.documents.errors import DocumentError
from kg.documents.frontmatter import iso_date
from kg.documents.furniture import squeezed
from kg.documents.mapped import Mapped, Piece
from kg.documents.stored import Stored
from kg.documents.transcript import Page, Passage, tidy, transcribe
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
_KEPT_SCRIPT = "ld+json"
_STOPS = ("。", "！", "？", "!", "?", "；", ";", "…", "：", ":", ".", "”", "」", "』")
_SHORTEST = 60
"""Characters of the shortest text that is taken for an article: some two Chinese sentences."""
_LABELLED = 120
"""Characters of the longest line that names a source above an article."""
_COLON = re.compile(r"([:：])\s+")
_LINES = ("p", "span", "div", "li", "td", "em", "i", "a", "h5", "h6", "font", "section", "time")
_LONGEST_URL = 2000


class _Break(Enum):
    """What can stand between two stretches of text."""

    LINE = "line"
    BLOCK = "block"


_BREAKS = {"lb": _Break.LINE, **dict.fromkeys(("p", "item", "quote", "head", "row", "list", "table"), _Break.BLOCK)}


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
    text = _EMBEDDED.sub("", "".join(parts)).replace("\x00", "")
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
    said = _said(tree)
    title = tidy(found.title or "") or said.get("title", "")
    passages = [
        Passage(kind, text, linked)
        for index, (kind, text, linked) in enumerate(_passages(found.body))
        if index or squeezed(text) != squeezed(title)
    ]
    known = {each.text for each in passages}
    sources = [Passage(BlockKind.PARAGRAPH, text) for text in _sources(tree) if text not in known] if passages else []
    return Page(
        title=title,
        url=_address(found.url, said.get("url")),
        site=_site(tidy(found.sitename or "") or said.get("site", "")),
        date=iso_date(found.date or "") or "",
        authors=_authors(tidy(found.author or "") or said.get("author", "")),
        passages=[*sources, *passages],
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


_META = {
    "og:title": "title",
    "author": "author",
    "article:author": "author",
    "og:site_name": "site",
    "application-name": "site",
    "og:url": "url",
}


def _said(tree: Any) -> dict[str, str]:
    """Return what the ``meta`` elements of a page say, the first of each kind."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = _META.get((element.get("property") or element.get("name") or "").strip().lower())
        value = tidy(element.get("content") or "")
        if key and value and len(value) <= _LONGEST_URL:
            said.setdefault(key, value)
    return said


def _address(*stated: str | None) -> str:
    """Return the first of some addresses that is one on the web."""
    for address in stated:
        text = (address or "").strip()
        try:
            parts = urlsplit(text)
            host = parts.hostname
        except ValueError:
            continue
        whole = len(text) <= _LONGEST_URL and text.isprintable() and not any(c in text for c in ' <>"{}|\\^`')
        if parts.scheme in ("http", "https") and host and whole:
            return text
    return ""


def _site(name: str) -> str:
    """Return a site's name, unless it is its address: that names no organization."""
    bare = name.removeprefix("https://").removeprefix("http://").rstrip("/")
    return "" if "." in bare and " " not in bare and bare.isascii() else name[:_LABELLED]


def _authors(stated: str) -> tuple[str, ...]:
    names = (tidy(name) for name in re.split(r"[;；,，、]", stated))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= 60 and "://" not in name))[:20]


def _sources(tree: Any) -> Iterator[str]:
    """Yield the line above an article that says whom it was taken over from: trafilatura takes it for furniture."""
    words = credit_words()
    for element in tree.iter(*_LINES):
        if len(element) > 8:
            continue
        text = _COLON.sub(r"\1", tidy(element.text_content()[: _LABELLED * 4]))
        if not 0 < len(text) <= _LABELLED:
            continue
        for part in (text, *text.split(" ")):
            credit = words.credit(Mapped((Piece(part, 0, len(part)),)))
            if credit and credit.source:
                yield part
                return


def _passages(body: Any) -> Iterator[tuple[BlockKind, str, float]]:
    """Yield the paragraphs of what trafilatura found: kind, text, and the share of it that is links."""
    for element in body:
        match element.tag:
            case "head":
                yield from _lines(element, BlockKind.HEADING)
            case "list":
                for item in element:
                    yield from _lines(item, BlockKind.LIST_ITEM)
            case "table":
                for row in element.iter("row"):
                    cells = [tidy(" ".join(cell.itertext())) for cell in row.iter("cell")]
                    if any(cells):
                        yield BlockKind.TABLE_ROW, " | ".join(cells), 0.0
            case "code" | "graphic":
                continue
            case _:
                yield from _lines(element, BlockKind.PARAGRAPH)


def _lines(element: Any, kind: BlockKind) -> Iterator[tuple[BlockKind, str, float]]:
    """Yield an element's text, cut at the blocks in it and at those line breaks that end a sentence."""
    held: list[tuple[str, bool]] = []
    for run in (*_runs(element, linked=False), _Break.BLOCK):
        if isinstance(run, tuple):
            held.append(run)
            continue
        if run is _Break.LINE and not (held and held[-1][0].rstrip().endswith(_STOPS)):
            held.append(("\n", False))
            continue
        text = tidy("".join(each for each, _ in held))
        if text:
            linked = sum(len(tidy(each)) for each, is_link in held if is_link)
            yield kind, text, min(linked / len(text), 1.0)
        held = []


def _runs(element: Any, *, linked: bool) -> Iterator[tuple[str, bool] | _Break]:
    """Yield the stretches of text in an element, each with whether it is in a link, and the breaks between them."""
    if element.text:
        yield element.text, linked
    for child in element:
        broken = _BREAKS.get(child.tag)
        if broken:
            yield broken
        if child.tag not in ("graphic", "code"):
            yield from _runs(child, linked=linked or child.tag == "ref")
        if broken is _Break.BLOCK:
            yield broken
        if child.tail:
            yield child.tail, linked
