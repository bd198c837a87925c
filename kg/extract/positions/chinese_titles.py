"""Posts that a Chinese text names: modifiers, a head, and the nouns before that say of what (安全架构师)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc

from kg.extract.reading import Reading, Title, reading_of
from kg.language.tokens import text_of, words_of
from kg.model import Kind
from kg.resources import frames

__all__ = ["find_chinese_titles"]


_OURS = re.compile("我[校院所局部省市县区国司]")


@dataclass(frozen=True, slots=True)
class _TitleLexicon:
    title: re.Pattern[str]
    former: tuple[str, ...]
    implied: tuple[str, ...]
    joining: tuple[str, ...]
    modifiers: frozenset[str]
    before_people: tuple[str, ...]
    heads: re.Pattern[str]
    tasks: tuple[str, ...]
    """Before a title that begins with what its holder is charged with: 分管|日常工作副主席."""


@cache
def _lexicon() -> _TitleLexicon:
    data = frames("positions")

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    heads = [word for word in (*data["heads"]["zh"], *data["before_people"]["zh"]) if not word.isascii()]
    latin = [word for word in data["heads"]["zh"] if word.isascii()]
    # A look at one character first: a title begins at few of a text's characters.
    openings = (*data["heads"]["zh"], *data["before_people"]["zh"], *data["modifiers"]["zh"])
    begins = "".join(sorted({re.escape(word[0]) for word in openings}))
    return _TitleLexicon(
        re.compile(
            f"(?=[{begins}])(?:{any_of(data['modifiers']['zh'])})*(?:(?:{any_of(heads)})|(?<![A-Za-z])(?:{any_of(latin)})(?![A-Za-z]))"
            "(?:长官)?(?:(?<=[事员])(?![们会])|(?<![事员])(?!们))"
        ),
        tuple(data["former"]["zh"]),
        tuple(sorted(data["implied_organization"]["zh"], key=len, reverse=True)),
        (*data["joining"]["zh"], *data["apart"]["zh"]),
        frozenset(data["modifiers"]["zh"]),
        tuple(data["before_people"]["zh"]),
        re.compile(any_of(heads)),
        tuple(data["modifiers"]["tasks_zh"]),
    )


def find_chinese_titles(doc: Doc) -> list[Title]:
    """Return the posts that a text names, in order, none inside a mention."""
    reading, whole = reading_of(doc), text_of(doc)
    taken = bytearray(len(whole))
    for mention in reading.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    lexicon = _lexicon()
    nouns = _noun_starts(doc, lexicon.modifiers)
    within = _noun_insides(doc)
    titles: list[Title] = []
    people = {mention.start for mention in reading.mentions if mention.kind == Kind.PERSON}
    heads = _heads_of_bodies(reading, whole)
    for match in lexicon.title.finditer(whole):
        start, end = match.span()
        if any(taken[start:end]) or (match[0].endswith(lexicon.before_people) and not people & {end, end + 1}):
            continue
        start = within.get(start, start)
        while (before := nouns.get(start)) is not None and not any(taken[before:start]) and end - before <= 16:
            if whole[before:start].endswith(lexicon.joining):
                break
            start = before
        # 总统 | 助理, 董事 | 会主席: what was taken for a post was the beginning of this one.
        while titles and titles[-1].end >= start:
            start = min(start, titles.pop().start)
        while implied := next((word for word in lexicon.implied if whole.startswith(word, start, end)), ""):
            start += len(implied)
        if _OURS.match(whole, start - 1, start + 1) and end - start > 2:
            start += 1  # 我校|副校长
        start -= next((len(word) for word in lexicon.tasks if whole.endswith(word, 0, start)), 0)
        text = whole[start:end]
        former = next((word for word in lexicon.former if text.startswith(word)), "")
        titles.append(Title(start, end, text, bool(former)))
    return sorted([*titles, *heads], key=lambda title: title.start) if heads else titles


def _heads_of_bodies(reading: Reading, text: str) -> list[Title]:
    """The posts whose first half ends the name of the body: 某国外交部|长某某 is its 部长."""
    return [
        Title(mention.end, mention.end + 1, text[mention.end - 1] + "长")
        for mention in reading.mentions
        if mention.kind == Kind.ORGANIZATION
        and text.startswith("长", mention.end)
        and _headed().match(text, mention.end - 1)
    ]


@cache
def _headed() -> re.Pattern[str]:
    data = frames("positions")["headed"]
    return re.compile(f"[{data['zh']}]长(?![{data['not_before_zh']}])")


def _noun_starts(doc: Doc, modifiers: frozenset[str]) -> dict[int, int]:
    """End → start, in characters, of the tokens that may stand before a title's head and belong to it."""
    strings = doc.vocab.strings
    nouns, plain = {strings[pos] for pos in ("NOUN", "ADJ", "PROPN")}, {0, strings["ORG"]}
    facts: Any = doc.to_array(["IDX", "LENGTH", "POS", "ENT_TYPE", "SPACY"]).reshape(-1, 5).tolist()
    return {
        start + length: start
        for word, (start, length, pos, label, spaced) in zip(words_of(doc), facts, strict=True)
        if pos in nouns and (label in plain or word in modifiers) and not spaced
    }


def _noun_insides(doc: Doc) -> dict[int, int]:
    """Where a head begins inside a noun → where the noun begins: 安全|工程师 that the tagger has not cut."""
    return {
        token.idx + len(token) - cut: token.idx
        for token in (doc[i] for i, word in enumerate(words_of(doc)) if len(word) > 4)
        if token.pos_ == "NOUN" and not token.ent_type_
        for cut in (2, 3)
        if _lexicon().heads.fullmatch(token.text[-cut:])
    }
