"""The paragraphs of an article, from the elements that trafilatura found it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

from kg.documents.transcript import Passage, tidy
from kg.model import BlockKind

__all__ = ["passages", "sections_to_paragraphs", "without_note_marks"]

_STOPS = ("。", "！", "？", "!", "?", "；", ";", "…", "：", ":", ".", "”", "」", "』")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "section", "article", "table", "ul", "ol", "blockquote", "pre", *_HEADINGS)


class _Break(Enum):
    """What can stand between two stretches of text."""

    LINE = "line"
    BLOCK = "block"


_BREAKS = {"lb": _Break.LINE, **dict.fromkeys(("p", "item", "quote", "head", "row", "list", "table"), _Break.BLOCK)}


def sections_to_paragraphs(tree: Any) -> None:
    """Rename sections, which editors use as paragraphs and trafilatura passes over: ``p`` without blocks inside."""
    for element in tree.iter("section"):
        inner = any(True for _ in element.iter(*_BLOCKS) if _ is not element)
        element.tag = "div" if inner else "p"


def without_note_marks(tree: Any) -> None:
    """Take out the marks of notes: raised figures that are links to a place on the page."""
    for mark in list(tree.iter("sup")):
        text = "".join(mark.itertext()).strip()
        if _MARK.fullmatch(text) and any(str(link.get("href", "")).startswith("#") for link in mark.iter("a")):
            mark.drop_tree()


def passages(body: Any) -> Iterator[Passage]:
    """Yield the paragraphs of what trafilatura found."""
    for element in body:
        match element.tag:
            case "head":
                yield from _lines(element, BlockKind.HEADING)
            case "list":
                for item in element:
                    yield from _lines(item, BlockKind.LIST_ITEM)
            case "table":
                for row in element.iter("row"):
                    yield from _row(row)
            case "code" | "graphic":
                continue
            case _:
                yield from _lines(element, BlockKind.PARAGRAPH)


def _row(row: Any) -> Iterator[Passage]:
    """Yield a table's row; one with a single cell, as old pages are laid out with, is the paragraphs in it."""
    cells = [(cell, tidy(" ".join(cell.itertext()))) for cell in row.iter("cell")]
    filled = [(cell, text) for cell, text in cells if text]
    if len(filled) == 1:
        yield from _lines(filled[0][0], BlockKind.PARAGRAPH)
    elif filled:
        text = " | ".join(text for _, text in cells)
        linked = sum(len(tidy("".join(ref.itertext()))) for ref in row.iter("ref"))
        yield Passage(BlockKind.TABLE_ROW, text, min(linked / sum(len(text) for _, text in filled), 1.0))


def _lines(element: Any, kind: BlockKind) -> Iterator[Passage]:
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
            yield Passage(kind, text, min(linked / len(text), 1.0))
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
