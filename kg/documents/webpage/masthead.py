"""What a page says of itself: title, site, address, day, authors, whom it was taken over from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from kg.documents.credits import credit_words
from kg.documents.furniture import squeezed
from kg.documents.mapped import Mapped, Piece
from kg.documents.transcript import tidy
from kg.resources import frames

__all__ = ["account_of", "address_of", "authors_of", "headings", "said", "site_of", "sources", "title_of"]

_LABELLED = 120
"""Characters of the longest line that names a source above an article."""
_TITLE_PARTS = re.compile(r"[_|｜–—]|\s-\s|-(?=[^-]*$)")
_SHORT_TITLE = 4
_COLON = re.compile(r"([:：])\s+")
_LINES = ("p", "span", "div", "li", "td", "em", "i", "a", "h5", "h6", "font", "section", "time")
_LONGEST_URL = 2000

_META = {
    "articletitle": "title",
    "pubdate": "date",
    "contentsource": "origin",
    "sitename": "site",
    "og:title": "title",
    "author": "author",
    "article:author": "author",
    "og:site_name": "site",
    "application-name": "site",
    "og:url": "url",
}
"""What pages say of themselves; the first four are the names that sites of Chinese authorities use."""


def said(tree: Any) -> dict[str, str]:
    """Return what the ``meta`` elements of a page say, the first of each kind."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = _META.get((element.get("property") or element.get("name") or "").strip().lower())
        value = tidy(element.get("content") or "")
        if key and value and len(value) <= _LONGEST_URL:
            found.setdefault(key, value)
    return found


def title_of(stated: str, lines: set[str]) -> str:
    """Return a page's title without the names of section and site behind it, where its first part is a line alone."""
    first = _TITLE_PARTS.split(stated)[0].strip()
    return first if len(first) >= _SHORT_TITLE and squeezed(first) in lines else stated


def account_of(tree: Any) -> str:
    """Return the name of the account that a page of a platform is by, if it is one."""
    for name in frames("furniture")["platform"]["account_ids"]:
        element = tree.get_element_by_id(name, None)
        if element is not None and 0 < len(text := tidy(element.text_content())) <= _LABELLED:
            return text
    return ""


def headings(tree: Any) -> set[str]:
    """Return the headings of a page, squeezed."""
    return {squeezed(each.text_content()[:_LABELLED]) for each in tree.iter("h1", "h2", "title")}


def address_of(*stated: str | None) -> str:
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


def site_of(name: str) -> str:
    """Return a site's name, unless it is its address: that names no organization."""
    if name in frames("furniture")["platform"]["names"]:
        return ""
    bare = name.removeprefix("https://").removeprefix("http://").rstrip("/")
    return "" if "." in bare and " " not in bare and bare.isascii() else name[:_LABELLED]


def authors_of(stated: str) -> tuple[str, ...]:
    """Return the names in what a page states of its authors."""
    names = (tidy(name) for name in re.split(r"[;；,，、]", stated))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= 60 and "://" not in name))[:20]


def sources(tree: Any) -> Iterator[str]:
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
