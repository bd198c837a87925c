"""From the paragraphs of a page to a document: where the article begins and ends, what in it is what.

The page is walked once, from its title on. Before the title stand menus; after the author's or the
platform's end stands the footer, in which only a credit counts. Between the two, lines are furniture by
the vocabulary, or because they are links and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.about import About
from kg.documents.credits import credit_words
from kg.documents.errors import DocumentError
from kg.documents.furniture import Furniture, furniture, squeezed
from kg.documents.languages import ENGLISH_NAMES, READ, languages_of, main_language
from kg.documents.lines import Line, Paragraph
from kg.documents.mapped import Mapped
from kg.documents.source import Source
from kg.documents.stated import stated
from kg.documents.walk import LINKED, LONGEST_NAME, Walk, is_prose, tells
from kg.model import Block, BlockKind, Document, Field, OffsetMap, Segment

__all__ = ["assemble"]

_log = logging.getLogger(__name__)

_HEADER = 8
"""So many short lines after the title may name the author and the account."""
_ABOVE = 3
"""So many lines above a title may say who wrote the article."""
_APART = {BlockKind.BYLINE, BlockKind.CREDIT}
"""Names and addresses say nothing of a language."""
_JUDGED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}
"""What can be in another language than its article."""
_TITLE_PREFIX = 12
"""A heading of so many characters that begins the title is the title, shortened."""


def assemble(source: Source, paragraphs: Sequence[Paragraph], about: About) -> Document:
    """Make a document of the paragraphs of a page.

    Args:
        source: the file.
        paragraphs: all of its paragraphs behind the front matter.
        about: what the front matter says.

    Raises:
        DocumentError: nothing is left but furniture, or the article is in a language that is not read.
    """
    title, body = _titled(source, paragraphs, about)
    body = stated(body, about)
    known, words = furniture(), credit_words()
    walk = Walk(source.text, known, words, {author.value: author for author in about.authors})
    outlet = about.outlet.value if about.outlet else ""
    walk.name(words.persons(about.signed, outlet) if about.signed else ())
    start = _header(body, walk, outlet)
    last = max((index for index, paragraph in enumerate(body) if is_prose(paragraph)), default=-1)
    told = max((index for index, paragraph in enumerate(body) if tells(paragraph)), default=len(body))
    for index, paragraph in enumerate(body[start:], start):
        if any(known.ends_page(line.text) for line in paragraph.lines):
            # Above the article the same words are menus and buttons.
            if walk.early and index < last:
                continue
            break
        if index > told and paragraph.lines and known.opens_list(paragraph.lines[0].text):
            break  # Lists of other articles, and no text ever behind them.
        walk.take(paragraph)
    walk.end()
    if not any(kind not in (BlockKind.BYLINE, BlockKind.CREDIT) for kind, _ in walk.blocks):
        raise DocumentError(
            source.path, "no article is left without the page furniture", "check the file, or leave it out"
        )
    blocks = [(BlockKind.TITLE, title)] if title else []
    text, placed, offsets = _placed([*blocks, *walk.blocks])
    language = source.language or main_language(text[b.start : b.end] for b in placed if b.kind not in _APART)
    if not source.language:
        if language not in READ:
            raise DocumentError(
                source.path,
                f"the article is in {ENGLISH_NAMES[language]}, which is not read",
                "leave it out, or overrule with --lang zh or --lang en",
            )
        placed = _told(placed, text, language)
    if title:
        named = Field(title.text, *title.source_span())
    else:
        named = Field(source.path.stem, 0, 0)
        _log.warning("%s: no title found, the file's name is used", source.file)
    return Document(
        file=source.file,
        source_text=source.text,
        text=text,
        blocks=placed,
        offsets=offsets,
        title=named,
        language=language,
        date=about.date,
        source=about.outlet,
        url=about.url,
        authors=tuple(walk.authors.values()),
        original_source=walk.original,
        transcribed=source.transcribed,
    )


def _told(blocks: tuple[Block, ...], text: str, main: str) -> tuple[Block, ...]:
    """Return the blocks with the languages of those that are in another than the article's."""
    judged = [each for each in blocks if each.kind in _JUDGED]
    languages = dict(zip(judged, languages_of([text[b.start : b.end] for b in judged], main), strict=True))
    return tuple(replace(each, language=languages[each]) if languages.get(each) else each for each in blocks)


def _titled(source: Source, paragraphs: Sequence[Paragraph], about: About) -> tuple[Mapped | None, Sequence[Paragraph]]:
    """Return the title and the paragraphs behind its last repetition at the top of the article."""
    title = about.title
    if title is None:
        for paragraph in paragraphs:
            if paragraph.kind is BlockKind.HEADING and paragraph.lines:
                title = paragraph.joined(source.text)
                break
    if title is None:
        return None, paragraphs
    wanted = squeezed(title.text)
    prose = [sum(len(line.text) for line in paragraph.lines) if is_prose(paragraph) else 0 for paragraph in paragraphs]
    total, before, begin = sum(prose), 0, 0
    for index, paragraph in enumerate(paragraphs):
        if before * 2 > total:
            break
        before += prose[index]
        found = paragraph.lines and squeezed(paragraph.joined(source.text).text)
        if not found or (paragraph.kind is not BlockKind.HEADING and paragraph.linked > LINKED):
            continue
        shortened = paragraph.kind is BlockKind.HEADING and len(found) >= _TITLE_PREFIX and wanted.startswith(found)
        if found == wanted or shortened:
            begin = index + 1
    lines = [line.content for each in paragraphs[max(0, begin - 1 - _ABOVE) : max(0, begin - 1)] for line in each.lines]
    if about.signed is None and lines:
        about.signed = credit_words().dated(lines[-1]) or credit_words().opened(lines[-_ABOVE:])
    return title, paragraphs[begin:]


def _header(body: Sequence[Paragraph], walk: Walk, outlet: str) -> int:
    """Read the lines below the title that name the author and the account; return where they end."""
    names = {squeezed(outlet), squeezed(_account(body, walk.known))} - {""}
    short: list[Line] = []
    for index, paragraph in enumerate(body[:_HEADER]):
        if not paragraph.lines:
            if short:
                break
            continue
        if (
            paragraph.kind is not BlockKind.PARAGRAPH
            or is_prose(paragraph)
            or any(line.bold or len(line.text) > LONGEST_NAME for line in paragraph.lines)
        ):
            break
        for line in paragraph.lines:
            if squeezed(line.text) in names:
                if walk.known.is_given_name(line.text) and (own := walk.words.signature(line.content)):
                    # A blog that has its author's name.
                    walk.name([own])
                for each in short:
                    if walk.known.is_tag(each.text) or walk.known.is_line(each.text):
                        continue
                    walk.name(walk.words.people(each.content, outlet or line.text))
                return index + 1
            short.append(line)
    return 0


def _account(body: Sequence[Paragraph], known: Furniture) -> str:
    """Return the account's name as the platform's footer gives it, or nothing."""
    last = ""
    for paragraph in body[-60:]:
        for line in paragraph.lines:
            if known.follows_account(line.text):
                return last
            last = line.text
    return ""


def _placed(blocks: Sequence[tuple[BlockKind, Mapped]]) -> tuple[str, tuple[Block, ...], OffsetMap]:
    parts: list[str] = []
    placed: list[Block] = []
    segments: list[Segment] = []
    position = 0
    for kind, content in blocks:
        text = content.text
        parts.append(text)
        placed.append(Block(kind, position, position + len(text)))
        segments.extend(content.segments(position))
        position += len(text) + 1
    return "\n".join(parts), tuple(placed), OffsetMap(tuple(segments))
