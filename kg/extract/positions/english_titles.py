"""Posts that an English text names: modifiers, a head, and what it is head of (vice president of engineering)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.english_words import EnglishWords, Word, any_of
from kg.extract.reading import Reading, Title
from kg.resources import frames

__all__ = ["find_english_titles"]

_TAIL = re.compile(
    r" (?:of|for) (?:the )?[\w&\-’']+"
    r"(?: (?!(?:at|for|with|who|and|in|on|to|is|was|from|as|of)\b)[\w&\-]+){0,4}?"
    r"(?:,? and (?:[a-z]+(?: [a-z]+(?=[,.]))?|(?!(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov)\b)[A-Z]\w+(?: [A-Z]\w+){0,2}))?"
    r"(?=[,.;:)\"”]| (?:at|for|with|in|on|from|who|and|as|until|after|before|since|to) |$)"
)
_FIELD = re.compile(r" [A-Z][\w&]+(?: [A-Z&][\w]*){0,3}(?= at | for |,| of )")
_FIELD_BEFORE = re.compile(r" (?:of|for) (?:the )?[A-Z][\w&]*(?:,? (?:(?:and|&|of|for) )?[A-Z][\w&]*){0,6} ")
_LONGEST_TAIL = 160
_PAIR_BEFORE = re.compile(r"(?:['’]s?|\b(?:the|a|its|an|their)) (?P<first>[a-z]{3,}) (?:and|&) \Z")
"""A field of two names before a head of one: Example's research and …."""
_INSIDE = {"NOUN", "PROPN", "ADJ"}
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class _Lexicon:
    head: re.Pattern[str]
    modifiers: frozenset[str]
    former: tuple[str, ...]
    hyphened: tuple[str, ...]
    compound: re.Pattern[str]
    loose: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = frames("positions")
    heads = data["heads"]["en"]
    words = any_of([*heads, *(head.lower() for head in heads if not head.isupper())])
    hyphened = tuple(f"{word.rstrip('-')}-" for word in data["former"]["en"])
    return _Lexicon(
        re.compile(rf"(?<![\w\-])(?:[Cc]o-|[Vv]ice-)?(?:{words})(?P<many>s?)(?![\w\-])"),
        frozenset(data["modifiers"]["en"]),
        tuple(data["former"]["en"]),
        hyphened,
        re.compile(rf"\b(?:{any_of(hyphened)})(?=[a-z]+ \Z)", re.I),
        frozenset(frames("english")["positions"]["not_before"])
        | {word.lower() for word in frames("english")["places"]["demonyms"]},
    )


def find_english_titles(reading: Reading) -> list[Title]:
    """Return the posts that a text names, in order, in the singular, none inside a mention."""
    text = reading.document.text
    words = EnglishWords(reading.doc, reading.document)
    taken = bytearray(len(text) + 1)
    for mention in reading.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    by_end = {word.end: word for word in words.words}
    lexicon = _lexicon()
    titles: list[Title] = []
    # From the right: what stands before a head and is one itself (principal analyst) belongs to it.
    for match in reversed(list(lexicon.head.finditer(text))):
        head_start, head_end = match.span()
        if any(taken[head_start:head_end]):
            continue
        start = _start(text, words, by_end, head_start, taken)
        end = _end(text, head_end, taken)
        name = text[start:head_end]
        if match["many"]:
            name = name[:-1]
        before = text[max(0, start - 7) : start].lower()
        former = before.endswith((*(f"{word} " for word in lexicon.former), *lexicon.hyphened))
        for word in lexicon.former:
            if name.lower().startswith(f"{word} "):
                former, name, start = True, name[len(word) + 1 :], start + len(word) + 1
        titles.append(Title(start, end, name + text[head_end:end], former))
        taken[start:end] = b"\1" * (end - start)
    return titles[::-1]


def _start(text: str, words: EnglishWords, by_end: dict[int, Word], start: int, taken: bytearray) -> int:
    """Where a title begins: the nouns and adjectives right before its head belong to it."""
    lexicon, head = _lexicon(), start
    for _ in range(_LONGEST):
        if start < head and (pair := _PAIR_BEFORE.search(text, max(0, start - 40), start)):
            first = pair.start("first")
            if (
                not lexicon.head.fullmatch(pair["first"])
                and words.part_at(first) in ("NOUN", "PROPN")
                and words.part_at(start) in ("NOUN", "PROPN")
                and not any(taken[first:start])
            ):
                return first  # Example's research and | development director
        if compound := lexicon.compound.search(text, max(0, start - 30), start):
            return compound.end()  # then-national | security advisor
        before = by_end.get(start - 1) if start and text[start - 1] == " " else None
        if before is None or any(taken[before.start : before.end]):
            return start
        small = before.text.lower()
        if small == "under" and not text[start:].lower().startswith("secretary"):
            return start  # Under Secretary, but: under President
        if small in lexicon.loose or not (small in lexicon.modifiers or words.pos(before) in _INSIDE):
            return start
        start = before.start
    return start


def _end(text: str, end: int, taken: bytearray) -> int:
    """Where a title ends: what it is head of belongs to it, up to the next name or title."""
    limit = taken.find(1, end, end + _LONGEST_TAIL)
    if limit > 0 and (field := _FIELD_BEFORE.fullmatch(text, end, limit)):
        return field.end() - 1  # Minister of Ports and Canals | Jane Roe
    limit = limit if limit > 0 else len(text)
    tail = _FIELD.match(text, end, limit) if text[:end].endswith("VP") else None
    tail = tail or _TAIL.match(text, end, limit)
    if tail is None:
        return end
    more = _TAIL.match(text, tail.end(), limit)  # secretary of defense for policy
    return more.end() if more else tail.end()
