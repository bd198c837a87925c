"""A sentence as clauses of items: words, with every name, time and quantity one item, brackets set apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.quantities import Quantity
from kg.extract.reading import Reading
from kg.extract.times import TimeSpan
from kg.model import Kind, Mention

__all__ = ["Clause", "Item", "called", "clauses_of", "trimmed", "wording"]

_BREAKS = frozenset("，；。：！？;:!?,…\n")
_DASHES = frozenset({"—", "——", "–", "-", "―"})
_OPEN = {"（": "）", "(": ")", "【": "】", "[": "]"}
_ENUMERATOR = re.compile(r"^(?:\d{1,2}[.、．)）]\s?|[①-⑳]\s?)(?=\D)")
_NOTE = re.compile(r"[⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_LATIN_EDGE = re.compile(r"[A-Za-z0-9]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[a-z])|(?<=s)’(?= [A-Za-z])")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}

_NAMED = frozenset({Kind.ORGANIZATION, Kind.PERSON, Kind.EVENT})


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or what stands for one.

    Attributes:
        start: clean offset.
        end: clean offset.
        text: as in the text.
        pos: Universal Dependencies part of speech; ``QUANTITY`` and ``TIME`` for those.
        kind: class of the mention, if it is one.
        entity: what the mention means.
        quantities: one, or the two ends of a range.
        time: the time expression.
    """

    start: int
    end: int
    text: str
    pos: str
    kind: Kind | None = None
    entity: str = ""
    quantities: tuple[Quantity, ...] = ()
    time: TimeSpan | None = None


@dataclass(slots=True)
class Clause:
    """A stretch between two marks.

    Attributes:
        items: without what stands in brackets.
        brackets: index in ``items`` before which the bracket stands, and its items.
        mark: the mark that ends it.
    """

    items: list[Item] = field(default_factory=list)
    brackets: list[tuple[int, list[Item]]] = field(default_factory=list)
    mark: str = ""

    @property
    def has_quantity(self) -> bool:
        """Whether a figure stands in it, brackets apart."""
        return any(item.quantities for item in self.items)


def clauses_of(reading: Reading, start: int, end: int, *, marks: frozenset[str] = _BREAKS) -> list[Clause]:
    """Return the clauses of the clean span ``[start, end)``."""
    clauses = [Clause()]
    bracket: list[Item] | None = None
    closing = ""
    for item in _items(reading, start, end):
        word = item.text.strip()
        if bracket is not None:
            if word == closing:
                clauses[-1].brackets.append((len(clauses[-1].items), bracket))
                bracket = None
            else:
                bracket.append(item)
        elif word in _OPEN and item.pos in ("PUNCT", "X"):
            bracket, closing = [], _OPEN[word]
        elif not item.quantities and (word in marks or _breaks(item, word, reading.document.text)):
            clauses[-1].mark = word
            clauses.append(Clause())
        elif word and not _NOTE.fullmatch(word):
            clauses[-1].items.append(item)
    if bracket:  # never closed: it was no bracket
        clauses[-1].items.extend(bracket)
    return [clause for clause in clauses if clause.items or clause.brackets]


def _breaks(item: Item, word: str, text: str) -> bool:
    """Whether an item is a dash between clauses, not a hyphen inside a word."""
    if word not in _DASHES or item.pos != "PUNCT":
        return False
    return word != "-" or text[item.start - 1 : item.start].isspace()


def _within(things: Sequence[Any], start: int, end: int) -> Iterable[Any]:
    for thing in things[bisect_left(things, start, key=lambda thing: thing.start) :]:
        if thing.start >= end:
            break
        if thing.end <= end:
            yield thing


def _items(reading: Reading, start: int, end: int) -> list[Item]:
    """Return the items of a span in order: figures and times win over names, names over words."""
    text = reading.document.text
    found: list[Item] = []
    ranges: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in _within(reading.quantities, start, end):
        ranges.setdefault((quantity.outer_start, quantity.outer_end), []).append(quantity)
    for (first, last), quantities in ranges.items():
        found.append(Item(first, last, text[first:last], "QUANTITY", quantities=tuple(quantities)))
    for time in _within(reading.times, start, end):
        found.append(Item(time.start, time.end, text[time.start : time.end], "TIME", time=time))
    mentions: list[Mention] = sorted(_within(reading.mentions, start, end), key=lambda m: (m.start, -m.end))
    for mention in mentions:
        named = called(reading, mention)
        found.append(Item(mention.start, mention.end, named, "PROPN", kind=mention.kind, entity=mention.entity))
    found.sort(key=lambda item: (item.start, item.kind is not None, -item.end))
    kept: list[Item] = []
    for item in found:
        # a name that holds a figure is a name: 《2024年数字经济报告》, 世界500强
        while (
            kept and item.kind and kept[-1].kind is None and item.start <= kept[-1].start and kept[-1].end <= item.end
        ):
            kept.pop()
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return _with_words(reading, start, end, kept)


def called(reading: Reading, mention: Mention) -> str:
    """What a mention is called in a measure: its words, or for one that only points (该公司) the name it points at."""
    names = reading.drafts[mention.entity].names if mention.entity in reading.drafts else ()
    texts = [name.text for name in names]
    return texts[0] if texts and mention.text not in texts and mention.kind in _NAMED else mention.text


def _with_words(reading: Reading, start: int, end: int, kept: list[Item]) -> list[Item]:
    items: list[Item] = []
    waiting = iter(kept)
    next_item = next(waiting, None)
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    for token in span or ():
        first, last = token.idx, token.idx + len(token.text)
        while next_item is not None and next_item.end <= first:
            items.append(next_item)
            next_item = next(waiting, None)
        if items and first < items[-1].end and (items[-1].quantities or items[-1].time or items[-1].kind):
            first = items[-1].end  # the rest of a word that a figure was cut from
        if next_item is not None and last > next_item.start:
            if first < next_item.start:
                items.append(Item(first, next_item.start, reading.document.text[first : next_item.start], token.pos_))
            if last > next_item.end:
                items.append(next_item)
                tail = next_item.end
                next_item = next(waiting, None)
                items.append(Item(tail, last, reading.document.text[tail:last], token.pos_))
            continue
        if first < last:
            items.append(Item(first, last, reading.document.text[first:last], token.pos_))
    if next_item is not None:
        items.append(next_item)
    items.extend(waiting)
    return _whole_words(items)


def _whole_words(items: list[Item]) -> list[Item]:
    """Join 占|比, which the tagger cuts, where no comparison follows: 占比高达…."""
    for at in range(len(items) - 1, 0, -1):
        if items[at].text != "比" or items[at - 1].text != "占" or items[at - 1].end != items[at].start:
            continue
        behind = items[at + 1] if at + 1 < len(items) else None
        if behind is None or behind.quantities or behind.pos in ("VERB", "ADV", "PUNCT"):
            items[at - 1 : at + 1] = [Item(items[at - 1].start, items[at].end, "占比", "NOUN")]
    return items


def trimmed(items: Sequence[Item], words: frozenset[str], *, start: bool = False, end: bool = False) -> list[Item]:
    """Return the items without those words (and lone punctuation) at their start or end."""
    first, last = 0, len(items)
    while end and last > first and _idle(items[last - 1], words):
        last -= 1
    while start and first < last and _idle(items[first], words):
        first += 1
    return list(items[first:last])


def _idle(item: Item, words: frozenset[str]) -> bool:
    if item.quantities or item.time or item.kind:
        return False
    return item.text in words or (item.pos == "PUNCT" and item.text not in ("”", "“", "’", "‘", "》", "《", "%"))


def wording(items: Sequence[Item], text: str) -> str:
    """Return the words of some items as the text has them, closing up where something was left out."""
    parts: list[str] = []
    previous: Item | None = None
    for item in items:
        if previous is not None:
            gap = text[previous.end : item.start]
            if not gap.strip() and len(gap) <= 2:
                parts.append(gap)
            elif _LATIN_EDGE.match(item.text) and _LATIN_EDGE.match(previous.text[-1:]):
                parts.append(" ")
        parts.append(item.text)
        previous = item
    return _ENUMERATOR.sub("", _unpaired("".join(parts))).strip(" 　、，,：:;；—-–·*#|\t")


def _unpaired(text: str) -> str:
    """Take out quotation marks that lack their other half."""
    for opening, closing in _QUOTES.items():
        bare = _APOSTROPHE.sub("", text) if closing == "’" else text
        if bare.count(opening) != bare.count(closing):
            text = _APOSTROPHE.sub("\0", text).replace(opening, "").replace(closing, "").replace("\0", "’")
    return text
