"""From the paragraphs of a page to a document: where the article begins and ends, what in it is what.

The page is walked once, from its title on. Before the title stand menus; after the author's or the
platform's end stands the footer, in which only a credit counts. Between the two, lines are furniture by
the vocabulary, or because they are links and nothing else.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.documents.credits import Credit, Credits, credit_words
from kg.documents.errors import DocumentError
from kg.documents.furniture import Furniture, furniture, squeezed
from kg.documents.languages import ENGLISH_NAMES, READ, languages_of, main_language
from kg.documents.lines import Line, Paragraph
from kg.documents.mapped import Mapped, glue
from kg.documents.source import Source
from kg.documents.stated import stated
from kg.model import Block, BlockKind, Document, Field, OffsetMap, Segment

__all__ = ["About", "assemble"]

_log = logging.getLogger(__name__)

_SENTENCE = re.compile(r"[。！？]|[.!?][\"”’)]?(?:\s|$)")
_NUMBERED = re.compile(r"[\[［【]\d{1,3}[\]］】]")
_LINKED = 0.9
"""From this share of link text on, a line is links and nothing else."""
_HEADER = 8
"""So many short lines after the title may name the author and the account."""
_NAME = 40
"""Characters of the longest line below a title that names an author or account."""
_REST = 100
"""A paragraph of so many characters behind the last credit is still the article."""
_TEASERS = 2
"""Fewer lines that are broken off are the author's own."""
LONGEST_HEADLINE = 140
LONGEST_TEASER = 300
_APART = {BlockKind.BYLINE, BlockKind.CREDIT}
"""Names and addresses say nothing of a language."""
_JUDGED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}
"""What can be in another language than its article."""
_TITLE_PREFIX = 12
"""A heading of so many characters that begins the title is the title, shortened."""


@dataclass(slots=True)
class About:
    """What is known of an article before its body is read.

    Attributes:
        title: the title; ``None`` to take the first heading, or the file's name.
        outlet: who published it.
        url: where.
        date: when.
        authors: who wrote it.
        signed: a line that names who wrote it.
    """

    title: Mapped | None = None
    outlet: Field | None = None
    url: Field | None = None
    date: Field | None = None
    authors: tuple[Field, ...] = ()
    signed: Mapped | None = None


@dataclass(slots=True)
class _Walk:
    """What the walk over the page has gathered so far."""

    blocks: list[tuple[BlockKind, Mapped]] = field(default_factory=list)
    authors: dict[str, Field] = field(default_factory=dict)
    original: Field | None = None
    listing: bool = False
    """Inside a list of other articles."""
    titles: bool = False
    """It is one of English titles, which have no mark at their end."""
    ended: bool = False
    """Behind the author's end."""
    announced: bool = False
    """The last line was a label such as 参考资料：, so an address belongs to it."""
    card: str = ""
    """The name of the account an article was taken over from, while its card may follow."""

    signed: bool = False
    """The last paragraph was nothing but "By", so that a name comes next."""
    early: bool = True
    """The article has not begun yet."""

    def add(self, kind: BlockKind, content: Mapped) -> None:
        """Keep a block."""
        self.blocks.append((kind, content))
        self.early = self.early and kind is not BlockKind.PARAGRAPH


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
    walk = _Walk(authors={author.value: author for author in about.authors})
    known, words = furniture(), credit_words()
    outlet = about.outlet.value if about.outlet else ""
    for name in words.persons(about.signed, outlet) if about.signed else ():
        walk.authors.setdefault(name.value, name)
    start = _header(body, walk, outlet, known, words)
    last = max((index for index, paragraph in enumerate(body) if _prose(paragraph)), default=-1)
    told = max((index for index, paragraph in enumerate(body) if _tells(paragraph)), default=len(body))
    for index, paragraph in enumerate(body[start:], start):
        if any(known.ends_page(line.text) for line in paragraph.lines):
            # Above the article the same words are menus and buttons.
            if walk.early and index < last:
                continue
            break
        if index > told and paragraph.lines and known.opens_list(paragraph.lines[0].text):
            break  # Lists of other articles, and no text ever behind them.
        _take(paragraph, walk, source.text, known, words)
    _cut_tail(walk)
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
    prose = [sum(len(line.text) for line in paragraph.lines) if _prose(paragraph) else 0 for paragraph in paragraphs]
    total, before, begin = sum(prose), 0, 0
    for index, paragraph in enumerate(paragraphs):
        if before * 2 > total:
            break
        before += prose[index]
        found = paragraph.lines and squeezed(paragraph.joined(source.text).text)
        if not found or (paragraph.kind is not BlockKind.HEADING and paragraph.linked > _LINKED):
            continue
        shortened = paragraph.kind is BlockKind.HEADING and len(found) >= _TITLE_PREFIX and wanted.startswith(found)
        if found == wanted or shortened:
            begin = index + 1
    above = next((each.lines for each in reversed(paragraphs[: max(0, begin - 1)]) if each.lines), ())
    if about.signed is None and len(above) == 1:
        about.signed = credit_words().dated(above[0].content)
    return title, paragraphs[begin:]


def _prose(paragraph: Paragraph) -> bool:
    """Say whether a paragraph has the look of running text."""
    if paragraph.linked > _LINKED:
        return False
    text = "".join(line.text for line in paragraph.lines)
    return len(text) > 20 and bool(_SENTENCE.search(text))


def _tells(paragraph: Paragraph) -> bool:
    """Say whether a paragraph tells something: a headline that asks or shouts does not."""
    text = "".join(line.text for line in paragraph.lines)
    return paragraph.kind is BlockKind.PARAGRAPH and len(text) >= _REST and _prose(paragraph)


def _header(body: Sequence[Paragraph], walk: _Walk, outlet: str, known: Furniture, words: Credits) -> int:
    """Read the lines below the title that name the author and the account; return where they end."""
    names = {squeezed(outlet), squeezed(_account(body, known))} - {""}
    short: list[Line] = []
    for index, paragraph in enumerate(body[:_HEADER]):
        if not paragraph.lines:
            if short:
                break
            continue
        if (
            paragraph.kind is not BlockKind.PARAGRAPH
            or _prose(paragraph)
            or any(line.bold or len(line.text) > _NAME for line in paragraph.lines)
        ):
            break
        for line in paragraph.lines:
            if squeezed(line.text) in names:
                if known.is_given_name(line.text) and (own := words.signature(line.content)):
                    # A blog that has its author's name.
                    walk.authors.setdefault(own.value, own)
                for each in short:
                    if known.is_tag(each.text) or known.is_line(each.text):
                        continue
                    for name in words.people(each.content, outlet or line.text):
                        walk.authors.setdefault(name.value, name)
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


def _take(paragraph: Paragraph, walk: _Walk, source: str, known: Furniture, words: Credits) -> None:
    """Judge one paragraph: as a whole first, then line by line."""
    if not paragraph.lines:
        return
    lines = list(paragraph.lines)
    if walk.early and len(lines) == 2 and (people := words.byline(both := glue((x.content for x in lines), source))):
        # By, and below it a link to the author's page.
        _byline(both, people, walk)
        return
    if len(lines) > 1:
        lines = [line for line in lines if not _alone(line, known, early=walk.early)]
        if len(lines) > 1 and len({line.text for line in lines}) == 1:
            lines = lines[:1]  # a name above itself, as some pages have it
        if walk.early and len(lines) == 1 and (name := words.signature(lines[0].content)):
            walk.authors.setdefault(name.value, name)
            return
    whole = glue((line.content for line in lines or paragraph.lines), source)
    text = whole.text
    if walk.card:
        if squeezed(text) == squeezed(walk.card) or (walk.card == _CARD and len(text) <= 200):
            walk.card = "" if walk.card == _CARD else _CARD
            return
        walk.card = ""
    if known.ends_article(text):
        walk.ended = True
        return
    if known.opens_list(text) or known.opens_list(paragraph.lines[0].text):
        walk.listing = True
        walk.titles = text[:1].isascii() and not walk.early
        return
    if walk.early and _listed(paragraph, text) and known.is_given_name(text) and (name := words.signature(whole)):
        # A link to the author's page, and nothing else.
        _byline(whole, [name], walk)
        return
    if _listed(paragraph, text) and (walk.listing or paragraph.kind is not BlockKind.HEADING):
        return
    credit = words.credit(whole)
    if credit:
        walk.listing = False
        _credit(credit, whole, walk, pictured=paragraph.pictured)
        return
    related = walk.ended or walk.titles
    if walk.listing and (paragraph.kind is BlockKind.LIST_ITEM or (related and not _prose(paragraph))):
        return
    walk.listing = False
    if known.is_line(text) or known.is_caption(text):
        return
    if len(lines) < 2:
        for line in lines:
            _content(paragraph.kind, line.content, walk, words)
        return
    kept: list[Mapped] = []
    for line in lines:
        credit = words.credit(line.content)
        if credit is None and not (walk.early and words.byline(line.content)):
            kept.append(line.content)
            continue
        _content(paragraph.kind, glue(kept, source), walk, words)
        kept = []
        if credit:
            _credit(credit, line.content, walk, pictured=paragraph.pictured)
        else:
            _content(paragraph.kind, line.content, walk, words)
    _content(paragraph.kind, glue(kept, source), walk, words)


_CARD = "\0"
"""Stands in :attr:`_Walk.card` for: the name was there, its description comes next."""


def _alone(line: Line, known: Furniture, *, early: bool) -> bool:
    """Say whether a line among others is furniture; numbers and dates are, above the article, only."""
    text = line.text
    if line.linked > _LINKED and not _SENTENCE.search(text):
        return True
    return (known.is_line(text) or known.is_caption(text)) and (early or not text[-1:].isdigit())


def _listed(paragraph: Paragraph, text: str) -> bool:
    """Say whether a paragraph is links and nothing else: a menu, a related article, a tag."""
    return paragraph.linked > _LINKED and not (_SENTENCE.search(text) and len(text) > 60)


def _credit(credit: Credit, content: Mapped, walk: _Walk, *, pictured: bool) -> None:
    """Keep a credit; beside a picture it says where the picture is from."""
    walk.add(BlockKind.CREDIT, content)
    walk.announced = credit.label
    if credit.source and walk.original is None and not pictured:
        walk.original = credit.source
        if len(walk.blocks) <= 3:
            walk.card = credit.source.value
    for name in credit.authors:
        walk.authors.setdefault(name.value, name)


def _byline(content: Mapped, people: Sequence[Field], walk: _Walk) -> None:
    walk.add(BlockKind.BYLINE, content)
    for name in people:
        walk.authors.setdefault(name.value, name)


def _content(kind: BlockKind, content: Mapped, walk: _Walk, words: Credits) -> None:
    """Keep what is left of a paragraph, as what it turns out to be."""
    if not content:
        return
    text = content.text
    listed = _NUMBERED.match(text) or (kind is BlockKind.LIST_ITEM and "http" in text)
    if walk.announced and (listed or words.is_url(text)):
        walk.add(BlockKind.CREDIT, content)
        return
    if walk.announced and len(text) <= _NAME and not _SENTENCE.search(text) and kind is BlockKind.PARAGRAPH:
        walk.add(BlockKind.CREDIT, content)
        walk.announced = False
        return
    walk.announced = False
    if walk.ended:
        return
    if walk.early and words.opens_byline(text):
        walk.signed = True
        return
    if walk.signed:
        walk.signed = False
        if name := words.signature(content):
            _byline(content, [name], walk)
            return
    people = words.byline(content)
    if people is not None:
        _byline(content, people, walk)
        return
    if not walk.early and furniture().tells_of(text, walk.authors):
        # The author, told of at the end: first the name by itself, it may be.
        walk.ended = True
        if walk.blocks[-1][1].text in walk.authors:
            walk.blocks.pop()
        return
    dated = words.dated(content) if walk.early else None
    if dated:
        walk.add(BlockKind.BYLINE, dated)
        named = Field(dated.text, *dated.source_span())
        walk.authors.setdefault(named.value, named)
        return
    walk.add(kind, content)


def _cut_tail(walk: _Walk) -> None:
    """Leave out what stands behind the last credit, unless the article goes on there."""
    kinds = [kind for kind, _ in walk.blocks]
    if BlockKind.CREDIT in kinds:
        last = len(kinds) - 1 - kinds[::-1].index(BlockKind.CREDIT)
        rest = walk.blocks[last + 1 :]
        size = sum(len(content.text) for _, content in rest)
        whole = sum(len(content.text) for _, content in walk.blocks)
        if size * 5 < whole and not any(len(content.text) >= _REST for _, content in rest):
            kept = [(kind, content) for kind, content in rest if kind is BlockKind.BYLINE]
            walk.blocks[last + 1 :] = kept
    teased = _teasers(walk.blocks)
    if teased >= _TEASERS:
        del walk.blocks[-2 * teased :]
    while walk.blocks and walk.blocks[-1][0] is BlockKind.HEADING:
        walk.blocks.pop()


def _teasers(blocks: Sequence[tuple[BlockKind, Mapped]]) -> int:
    """Count the other articles at the end that a headline and a line broken off (the flaw was...) invite to."""
    count = 0
    while 2 * count + 2 < len(blocks):
        headline, teaser = (content.text for _, content in blocks[len(blocks) - 2 * count - 2 :][:2])
        whole = headline.rstrip('”"’)')[-1:] in tuple(".。!！…") or len(headline) > LONGEST_HEADLINE
        if whole or not teaser.endswith(("...", "…")) or len(teaser) > LONGEST_TEASER:
            break
        count += 1
    return count


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
