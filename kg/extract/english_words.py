"""Runs of capitalised words in English text: what names, titles of works and names of events are cut from.

English marks names by capitals alone, so everything that has a name is first a run of capitalised words
(``Example Security Labs``), with small words inside (``Ministry of Justice``) only where a caller asks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from kg.model import BlockKind, Document

__all__ = ["AnyWord", "EnglishWords", "Run", "Word", "any_of"]

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?![a-z])"  # U.S.
    r"|(?<!\w)(?:said|says|added|wrote|explained|noted|by|and)(?=[A-Z][a-z])"  # a space was lost: saidJane Roe
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|(?:Inc|Corp|Ltd|Co|Jr|Sr|Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Adm|No)\.(?=[\s,’'])"
    r"|[ODdL]['’][A-ZÀ-Þ][^\W\d_]+"
    r"|[^\W_]+(?:(?:[&/!+\-]|\.(?!(?<=[a-z]{3}\.)[A-Z][a-z]+ ))[^\W_]+)*[$+]*"
)
_CAPITAL = re.compile(r"[^\W\d_]")
_LOWER_TAIL = re.compile(r"-(?=[a-zß-ÿ])")
_OPENS = " \t“\"‘'([—–-•*"
_BETWEEN = f"{_OPENS}”’)"
"""Between the mark that ends a sentence and the word that opens the next."""
_ENDS = ".!?:;\n…"
_LETTERS_BEHIND = re.compile(r"(?:\s?\([A-Z][\w&\-]{1,11}\))?\W{0,3}")
_STRIPPED = {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "VERB", "INTJ", "PART", "NUM"}
_DOUBTFUL = {"NOUN", "ADJ"}
_OPENERS = {"Recent", "Current", "Existing", "Proposed", "Several", "Many", "Most", "Some", "Other", "Various"} | {
    *("Numerous", "Multiple", "Further", "Additional", "Similar", "Certain", "Early", "Earlier", "Previous", "Past"),
    *("Upcoming", "Unlike", "Like", "Former", "Codenamed", "Dubbed", "Named", "Called", "Tracked"),
}
"""They open a sentence before a name and are no part of it: Recent Ports Regulation rulings."""
_ARTICLES = {"The", "A", "An", "This", "That", "These", "Those", "Its", "Their", "Our", "His", "Her", "My", "Your"}


def any_of(words: Iterable[str]) -> str:
    """Return the words as alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


class AnyWord(frozenset[str]):
    """Holds every word: a run then goes on over small words wherever they stand."""

    def __contains__(self, item: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Word:
    """A word, ``[start, end)`` in clean offsets."""

    start: int
    end: int
    text: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together, ``[start, end)`` in clean offsets."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def texts(self) -> list[str]:
        """The words as text."""
        return [word.text for word in self.words]


class EnglishWords:
    """The words of a document and what is known of each from the tagger.

    Args:
        doc: tagged English text.
        document: the article, for its blocks.
    """

    def __init__(self, doc: Doc, document: Document) -> None:
        self.text = document.text
        self._doc = doc
        self.titles = [
            (block.start, block.end)
            for block in document.blocks
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING) and _title_case(self.text[block.start : block.end])
        ]
        self.blocks = [(block.start, block.end) for block in document.blocks]

    @cached_property
    def words(self) -> list[Word]:
        """All words, in order; a compound with a small tail (Example-based) is its capitalised beginning."""
        found = []
        for match in _WORD.finditer(self.text):
            text, (start, end) = match[0], match.span()
            capital = bool(_CAPITAL.search(text)) and any(char.isupper() for char in text)
            if capital and (tail := _LOWER_TAIL.search(text)) and text[0].isupper():
                text, end = text[: tail.start()], start + tail.start()
            found.append(Word(start, end, text, capital))
        return found

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that the text writes without a capital."""
        return frozenset(word.text for word in self.words if not word.capital)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that the text writes with a capital."""
        return frozenset(word.text for word in self.words if word.capital)

    @cached_property
    def _pos(self) -> dict[int, str]:
        return {token.idx: token.pos_ for token in self._doc}

    def pos(self, word: Word) -> str:
        """The tagger's part of speech of a word, or an empty string."""
        return self._pos.get(word.start, "")

    def part_at(self, offset: int) -> str:
        """The tagger's part of speech of the word that begins at an offset, or an empty string."""
        return self._pos.get(offset, "")

    @cached_property
    def _initial(self) -> frozenset[int]:
        starts = set()
        for word in self.words:
            at = word.start - 1
            while at >= 0 and self.text[at] in _BETWEEN:
                at -= 1
            if at < 0 or self.text[at] in _ENDS:
                starts.add(word.start)
        return frozenset(starts)

    def initial(self, word: Word) -> bool:
        """Tell whether a word opens a sentence or a quotation, so that its capital says nothing."""
        return word.start in self._initial

    def in_title(self, offset: int) -> bool:
        """Tell whether an offset lies in a heading that capitalises every word."""
        index = bisect_right(self.titles, (offset, len(self.text))) - 1
        return index >= 0 and offset < self.titles[index][1]

    def runs(
        self,
        heads: Collection[str] = (),
        joiners: Collection[str] = (),
        closed: Collection[int] = (),
        particles: Collection[str] = (),
        owners: Collection[str] = (),
    ) -> Iterator[Run]:
        """Yield the runs of capitalised words, outside headings that capitalise every word.

        Args:
            heads: words behind which a run goes on over small words (Ministry of …).
            joiners: those small words.
            closed: characters that no run may hold.
            particles: small words that may stand inside any run (van, de).
            owners: words whose genitive may (People's Bank).
        """
        run: list[Word] = []
        pending: list[Word] = []
        last: Word | None = None
        for word in self.words:
            touching = last is not None and self.text[last.end : word.start] in (" ", " & ")
            if word.text == "s" and run and run[-1].text in owners and self.text[run[-1].end : word.start] in "’'":
                last = word
                continue
            if not touching or word.start in closed or self.in_title(word.start):
                yield from self._ended(run)
                run, pending = [], []
            if word.start in closed or self.in_title(word.start):
                last = None
                continue
            if word.capital or (run and not pending and word.text.isdigit()):
                run += [*pending, word]
                pending = []
            elif (
                run
                and len(pending) < 2
                and (word.text in particles or (word.text in joiners and _goes_on(run, pending, word, heads)))
            ):
                pending.append(word)
            else:
                yield from self._ended(run)
                run, pending = [], []
            last = word
        yield from self._ended(run)

    def _ended(self, run: list[Word]) -> Iterator[Run]:
        while run and not self._alone(run) and self._loose(run[0], alone=len(run) == 1):
            run = run[1:]
            while run and not run[0].capital:
                run = run[1:]
        if run:
            yield Run(run[0].start, run[-1].end, tuple(run))

    def _alone(self, run: list[Word]) -> bool:
        """Tell whether a long run is all that a line holds, but for letters in brackets: Sample Ports Act (SPA)."""
        end = self._lines.get(run[0].start, -1)
        return len(run) > 2 and end >= 0 and _LETTERS_BEHIND.fullmatch(self.text, run[-1].end, end) is not None

    @cached_property
    def _lines(self) -> dict[int, int]:
        return dict(self.blocks)

    def _loose(self, word: Word, *, alone: bool) -> bool:
        """Tell whether a run's first word has its capital from its place alone."""
        if word.text in _ARTICLES:
            return True
        if not self.initial(word) or not word.text[1:].islower():
            return False
        if self.text.startswith((", a ", ", an ", ", the "), word.end):
            return False  # Example, a company in …
        kind = self.pos(word)
        if word.text in _OPENERS:
            return True
        return kind in _STRIPPED or (alone and kind in _DOUBTFUL) or word.text.lower() in self.lower


def _goes_on(run: list[Word], pending: list[Word], word: Word, heads: Collection[str]) -> bool:
    """Tell whether a name goes on over a small word: Ministry of …, … of Science and …, but not A Bank and B."""
    if pending:
        return word.text == "the"
    if isinstance(heads, AnyWord):
        return True
    joined = any(not inner.capital for inner in run)
    return joined if word.text in ("and", "&", "the") else run[-1].text in heads or (joined and word.text == "of")


def _title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
