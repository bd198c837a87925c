"""Marks inside lines: what has to be changed in a stretch of source text to get the text it says.

The result is a list of edits over the source, so that every character that is left keeps its place.
Patterns here are written so that no text, however hostile, takes more than linear time: alternatives
exclude each other and repetition is possessive.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Edit", "Markup", "markdown_markup", "plain_markup"]

Edit: TypeAlias = tuple[int, int, str]
"""Replace ``source[start:end]`` by the text."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The marks of a stretch of source.

    Attributes:
        edits: sorted, not overlapping.
        links: spans of link text, sorted, not overlapping.
        pictures: where pictures were, sorted.
    """

    edits: tuple[Edit, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    pictures: tuple[int, ...] = ()


_TAKEN = "\ufdd0"
"""Stands for a character that is dealt with, so that later patterns pass it by."""

_SPACES = "\t\v\f \x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
# A destination has no spaces and at most one level of parentheses; a title may follow it.
_TARGET = r"""\(\s*+(?:[^()\s]|\([^()\s]*+\))*+(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?+\s*+\)"""
_PICTURE = re.compile(r"!\[[^\[\]]{0,2000}+\]" + _TARGET)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,200}+\]){0,2000}+)\]" + _TARGET)
# What a crawler cut off in the middle of a link.
_BROKEN_TARGET = re.compile(r"\]\((?:https?:|//|/|#|data:|javascript:|mailto:)[^()\s]*+\)?")
_NOTE_MARK = re.compile(r"\^?\d{1,3}")
_TAGS = (
    "a abbr address article aside b big blockquote br center cite code dd del details div dl dt em figcaption figure "
    "font footer h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li main mark mp-common-profile nav ol p "
    "pre q s section small span strong sub summary sup table tbody td tfoot th thead time tr tt u ul video"
)
_TAG = rf"</?(?:{'|'.join(_TAGS.split())})(?=[\s/>])[^<>]{{0,5000}}+>"
_MARKS = re.compile(
    rf"(?P<tag>{_TAG})"
    r"|(?P<auto><(?:https?:|mailto:)[^<>\s]++>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<note>\[\^[^\[\]\s]{1,30}+\]:?|⁽[⁰¹²³⁴-⁹]{1,3}+⁾)"
    r"|(?P<strong>\*{2,}+|~~)"
    rf"|(?P<invisible>[{_INVISIBLE}]++)"
    rf"|(?P<space>[{_SPACES}]++)"
)
_WHITE = re.compile(rf"(?P<invisible>[{_INVISIBLE}]++)|(?P<space>[{_SPACES}]++)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])[^*\n]++(?<=[^\s*])\*(?!\*)|(?<=[^\x00-\x7f])\*(?=[^\s*])[^*\n]++(?<=[^\s*])\*(?!\*)"
)
_UNDERLINE = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])[^_\n]++(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"(`{1,2})(?!`)[^`\n]++\1(?!`)")
_BOLD_NAME = re.compile(r"\*\*[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+)+\Z")
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def markdown_markup(source: str, start: int, end: int) -> Markup:
    """Find the inline marks of Markdown, stray HTML and odd white space in ``source[start:end]``.

    Emphasis, link targets, pictures, escapes, note marks, tags and invisible characters go; link text
    stays; entities become what they stand for; white space becomes single plain spaces.
    """
    work = source[start:end]
    edits: list[Edit] = []
    links: list[tuple[int, int]] = []
    pictures: list[int] = []

    def drop(first: int, last: int) -> None:
        if first < last:
            edits.append((start + first, start + last, ""))

    for first, last in _hidden(work):
        drop(first, last)
    work = _blank(work, [(a - start, b - start) for a, b, _ in edits])

    escapes = [found.start() for found in _ESCAPE.finditer(work)]
    for at in escapes:
        drop(at, at + 1)
    work = _blank(work, [(at, at + 2) for at in escapes])

    spans = [found.span() for found in _PICTURE.finditer(work)]
    for first, last in spans:
        pictures.append(start + first)
        drop(first, last)
    work = _blank(work, spans)

    spans = []
    for found in _LINK.finditer(work):
        first, last = found.span()
        inner = found[1].replace(_TAKEN, "")
        if _NOTE_MARK.fullmatch(inner.strip("[]")) and work[first - 1 : first] == "[" and work[last : last + 1] == "]":
            drop(first - 1, last + 1)
            spans.append((first - 1, last + 1))
            continue
        drop(first, found.start(1))
        drop(found.end(1), last)
        spans += [(first, found.start(1)), (found.end(1), last)]
        if inner.strip():
            links.append((start + found.start(1), start + found.end(1)))
    work = _blank(work, spans)

    spans = [found.span() for found in _BROKEN_TARGET.finditer(work)]
    for first, last in spans:
        drop(first, last)
    work = _blank(work, spans)

    for pattern in (_CODE, _EMPHASIS, _UNDERLINE):
        spans = []
        for found in pattern.finditer(work):
            width = len(found[1]) if pattern.groups else 1
            spans += [(found.start(), found.start() + width), (found.end() - width, found.end())]
        for first, last in spans:
            drop(first, last)
        work = _blank(work, spans)

    edits.extend(_marks(_MARKS, work, start))
    edits.sort()
    return Markup(tuple(edits), tuple(links), tuple(pictures))


def plain_markup(source: str, start: int, end: int) -> Markup:
    """Find odd white space and invisible characters in ``source[start:end]``, and nothing else."""
    return Markup(tuple(_marks(_WHITE, source[start:end], start)))


def _marks(pattern: re.Pattern[str], work: str, start: int) -> Iterator[Edit]:
    for found in pattern.finditer(work):
        first, last = start + found.start(), start + found.end()
        match found.lastgroup:
            case "space":
                if found[0] != " ":
                    yield first, last, " "
            case "auto":
                yield first, first + 1, ""
                yield last - 1, last, ""
            case "entity":
                meant = html.unescape(found[0])
                if meant != found[0]:
                    yield first, last, _visible(meant)
            case "strong" if _BOLD_NAME.search(work, max(0, found.start() - 60), found.start()):
                # **Jane Roe**said: the space was lost on the way to Markdown
                yield first, last, " " if re.match("[a-z]{2}", work[found.end() : found.end() + 2]) else ""
            case "tag":
                yield first, last, " " if found[0].lower().startswith("<br") else ""
            case _:
                yield first, last, ""


def _visible(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())


def _hidden(work: str) -> Iterator[tuple[int, int]]:
    """Yield comments, scripts and style sheets; one that is never closed hides nothing."""
    if "<" not in work:
        return
    lower = work.lower()
    position = 0
    openers = [(opener, closer) for opener, closer in _HIDDEN if opener in lower]
    while openers:
        ahead = [(at, opener, closer) for opener, closer in openers if (at := lower.find(opener, position)) >= 0]
        if not ahead:
            return
        at, opener, closer = min(ahead)
        close = lower.find(closer, at + len(opener))
        if close < 0:
            openers.remove((opener, closer))
            continue
        position = close + len(closer)
        yield at, position


def _blank(work: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return work
    parts = []
    position = 0
    for first, last in sorted(spans):
        if last <= position:
            continue
        first = max(first, position)
        parts += [work[position:first], _TAKEN * (last - first)]
        position = last
    return "".join(parts) + work[position:]
