"""The walk over the paragraphs of a page: which are the article, and which are furniture, credit or by-line.

Each paragraph is judged once, in order; what it turns out to be may change how those behind it are judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents.credits import Credit, Credits
from kg.documents.furniture import Furniture, squeezed
from kg.documents.lines import Line, Paragraph
from kg.documents.mapped import Mapped, glue
from kg.model import BlockKind, Field

__all__ = ["LINKED", "LONGEST_NAME", "Walk", "is_prose", "tells"]

LINKED = 0.9
"""From this share of link text on, a line is links and nothing else."""

LONGEST_NAME = 40
"""Characters of the longest line below a title that names an author or account."""

_SENTENCE = re.compile(r"[。！？]|[.!?][\"”’)]?(?:\s|$)")
_NUMBERED = re.compile(r"[\[［【]\d{1,3}[\]］】]")
_REST = 100
"""A paragraph of so many characters behind the last credit is still the article."""
_TEASERS = 2
"""Fewer lines that are broken off are the author's own."""
_LONGEST_HEADLINE = 140
_LONGEST_TEASER = 300
_CARD = "\0"
"""Stands in :attr:`Walk.card` for: the name was there, its description comes next."""


@dataclass(slots=True)
class Walk:
    """A walk over the paragraphs of a page, and what it has gathered so far.

    Attributes:
        source: the text of the file.
        known: what is furniture.
        words: what names authors and sources.
        authors: by name; more are found on the way.
        blocks: what belongs to the article, and as what.
        original: the outlet that the article was taken over from.
    """

    source: str
    known: Furniture
    words: Credits
    authors: dict[str, Field]
    blocks: list[tuple[BlockKind, Mapped]] = field(default_factory=list)
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

    def name(self, authors: Iterable[Field]) -> None:
        """Take authors in, each by the first place that names them."""
        for each in authors:
            self.authors.setdefault(each.value, each)

    def _add(self, kind: BlockKind, content: Mapped) -> None:
        self.blocks.append((kind, content))
        self.early = self.early and kind is not BlockKind.PARAGRAPH

    def take(self, paragraph: Paragraph) -> None:
        """Judge one paragraph: as a whole first, then line by line."""
        if not paragraph.lines:
            return
        lines = list(paragraph.lines)
        if (
            self.early
            and len(lines) == 2
            and (people := self.words.byline(both := glue((x.content for x in lines), self.source)))
        ):
            # By, and below it a link to the author's page.
            self._byline(both, people)
            return
        if len(lines) > 1:
            lines = [line for line in lines if not _alone(line, self.known, early=self.early)]
            if len(lines) > 1 and len({line.text for line in lines}) == 1:
                lines = lines[:1]  # a name above itself, as some pages have it
            if self.early and len(lines) == 1 and (name := self.words.signature(lines[0].content)):
                self.name([name])
                return
        whole = glue((line.content for line in lines or paragraph.lines), self.source)
        text = whole.text
        if self.card:
            if squeezed(text) == squeezed(self.card) or (self.card == _CARD and len(text) <= 200):
                self.card = "" if self.card == _CARD else _CARD
                return
            self.card = ""
        if self.known.ends_article(text):
            self.ended = True
            return
        if self.known.opens_list(text) or self.known.opens_list(paragraph.lines[0].text):
            self.listing = True
            self.titles = text[:1].isascii() and not self.early
            return
        if (
            self.early
            and _listed(paragraph, text)
            and self.known.is_given_name(text)
            and (name := self.words.signature(whole))
        ):
            # A link to the author's page, and nothing else.
            self._byline(whole, [name])
            return
        if _listed(paragraph, text) and (self.listing or paragraph.kind is not BlockKind.HEADING):
            return
        credit = self.words.credit(whole)
        if credit:
            self.listing = False
            self._credit(credit, whole, pictured=paragraph.pictured)
            return
        related = self.ended or self.titles
        if self.listing and (paragraph.kind is BlockKind.LIST_ITEM or (related and not is_prose(paragraph))):
            return
        self.listing = False
        if self.known.is_line(text) or self.known.is_caption(text):
            return
        if len(lines) < 2:
            for line in lines:
                self._content(paragraph.kind, line.content)
            return
        kept: list[Mapped] = []
        for line in lines:
            credit = self.words.credit(line.content)
            if credit is None and not (self.early and self.words.byline(line.content)):
                kept.append(line.content)
                continue
            self._content(paragraph.kind, glue(kept, self.source))
            kept = []
            if credit:
                self._credit(credit, line.content, pictured=paragraph.pictured)
            else:
                self._content(paragraph.kind, line.content)
        self._content(paragraph.kind, glue(kept, self.source))

    def end(self) -> None:
        """Leave out what stands behind the last credit, unless the article goes on there."""
        kinds = [kind for kind, _ in self.blocks]
        if BlockKind.CREDIT in kinds:
            last = len(kinds) - 1 - kinds[::-1].index(BlockKind.CREDIT)
            rest = self.blocks[last + 1 :]
            size = sum(len(content.text) for _, content in rest)
            whole = sum(len(content.text) for _, content in self.blocks)
            if size * 5 < whole and not any(len(content.text) >= _REST for _, content in rest):
                kept = [(kind, content) for kind, content in rest if kind is BlockKind.BYLINE]
                self.blocks[last + 1 :] = kept
        teased = _teasers(self.blocks)
        if teased >= _TEASERS:
            del self.blocks[-2 * teased :]
        while self.blocks and self.blocks[-1][0] is BlockKind.HEADING:
            self.blocks.pop()

    def _content(self, kind: BlockKind, content: Mapped) -> None:
        """Keep what is left of a paragraph, as what it turns out to be."""
        if not content:
            return
        text = content.text
        listed = _NUMBERED.match(text) or (kind is BlockKind.LIST_ITEM and "http" in text)
        if self.announced and (listed or self.words.is_url(text)):
            self._add(BlockKind.CREDIT, content)
            return
        if self.announced and len(text) <= LONGEST_NAME and not _SENTENCE.search(text) and kind is BlockKind.PARAGRAPH:
            self._add(BlockKind.CREDIT, content)
            self.announced = False
            return
        self.announced = False
        if self.ended:
            return
        if self.early and self.words.opens_byline(text):
            self.signed = True
            return
        if self.signed:
            self.signed = False
            if name := self.words.signature(content):
                self._byline(content, [name])
                return
        people = self.words.byline(content)
        if people is not None:
            self._byline(content, people)
            return
        if not self.early and self.known.tells_of(text, self.authors):
            # The author, told of at the end: first the name by itself, it may be.
            self.ended = True
            if self.blocks[-1][1].text in self.authors:
                self.blocks.pop()
            return
        dated = self.words.dated(content) if self.early else None
        if dated:
            self._add(BlockKind.BYLINE, dated)
            self.name([Field(dated.text, *dated.source_span())])
            return
        self._add(kind, content)

    def _credit(self, credit: Credit, content: Mapped, *, pictured: bool) -> None:
        """Keep a credit; beside a picture it says where the picture is from."""
        self._add(BlockKind.CREDIT, content)
        self.announced = credit.label
        if credit.source and self.original is None and not pictured:
            self.original = credit.source
            if len(self.blocks) <= 3:
                self.card = credit.source.value
        self.name(credit.authors)

    def _byline(self, content: Mapped, people: Sequence[Field]) -> None:
        self._add(BlockKind.BYLINE, content)
        self.name(people)


def is_prose(paragraph: Paragraph) -> bool:
    """Say whether a paragraph has the look of running text."""
    if paragraph.linked > LINKED:
        return False
    text = "".join(line.text for line in paragraph.lines)
    return len(text) > 20 and bool(_SENTENCE.search(text))


def tells(paragraph: Paragraph) -> bool:
    """Say whether a paragraph tells something: a headline that asks or shouts does not."""
    text = "".join(line.text for line in paragraph.lines)
    return paragraph.kind is BlockKind.PARAGRAPH and len(text) >= _REST and is_prose(paragraph)


def _alone(line: Line, known: Furniture, *, early: bool) -> bool:
    """Say whether a line among others is furniture; numbers and dates are, above the article, only."""
    text = line.text
    if line.linked > LINKED and not _SENTENCE.search(text):
        return True
    return (known.is_line(text) or known.is_caption(text)) and (early or not text[-1:].isdigit())


def _listed(paragraph: Paragraph, text: str) -> bool:
    """Say whether a paragraph is links and nothing else: a menu, a related article, a tag."""
    return paragraph.linked > LINKED and not (_SENTENCE.search(text) and len(text) > 60)


def _teasers(blocks: Sequence[tuple[BlockKind, Mapped]]) -> int:
    """Count the other articles at the end that a headline and a line broken off (the flaw was...) invite to."""
    count = 0
    while 2 * count + 2 < len(blocks):
        headline, teaser = (content.text for _, content in blocks[len(blocks) - 2 * count - 2 :][:2])
        whole = headline.rstrip('”"’)')[-1:] in tuple(".。!！…") or len(headline) > _LONGEST_HEADLINE
        if whole or not teaser.endswith(("...", "…")) or len(teaser) > _LONGEST_TEASER:
            break
        count += 1
    return count
