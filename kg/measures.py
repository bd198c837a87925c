"""What a figure measures and in which unit, whatever the language.

The words are in ``ontology/frames/measures.toml`` and ``units.toml``.

A measure that is made of known words alone has a meaning that both languages share: the set of their concepts.
Order does not count, because languages differ in it; what a word governs does (to Africa, from Africa).

>>> meaning("全球网上销售额", "zh", {}) == meaning("global online sales", "en", {})
True
>>> meaning("exports to Africa", "en", {}) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.resources import frames

__all__ = ["Term", "Unit", "meaning", "spellings", "unit_of"]

_LATIN = re.compile(r"[a-z0-9][a-z0-9.+]*")
_WORDS = re.compile(r"[^\W_]+(?:[.+][^\W_]+)*|[^\s]")
_NAMED = re.compile(r"(?=.*\d)[A-Za-z0-9.+]+|(?=(?:.*[A-Z]){2})[A-Za-z0-9.+]+")
"""5G, IPv6, GDP: written alike in both languages."""
_UNDOUBLED = re.compile(r"(?<=([b-df-hj-np-tv-z]))\1$")
"""The second of two consonants: occurr → occur."""
_MARKS = frozenset(",;:()\"“”‘’'/–—&")


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A part of a measure's meaning.

    Attributes:
        concept: the concept's first Chinese word, a name that both languages write alike, or the id of a thing.
        role: how it stands to the rest, if a word such as "to" says so.
        thing: whether it is the id of a thing.
    """

    concept: str
    role: str = ""
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Attributes:
        text: as a language writes it.
        language: BCP 47 tag, if it is written so in that language alone.
        key: the same in every language; empty for words that only count (台, 起), which English does without.
    """

    text: str
    language: str
    key: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of one language: what each means, and which govern the word behind or before them."""

    words: Mapping[str, str]
    idle: frozenset[str]
    before: Mapping[str, str]
    behind: Mapping[str, str]
    longest: int

    def knows(self, word: str) -> bool:
        return word in self.words or word in self.idle or word in self.before or word in self.behind


@cache
def _lexicon(language: str) -> _Lexicon:
    data = frames("measures")
    normal = _normal if language == "en" else str.lower
    words = {normal(word): line["zh"][0] for line in data["words"]["list"] for word in line[language]}
    idle = frozenset(map(normal, data["idle"][language]))
    before, behind = (
        {normal(word): role for role, spellings in data[place].get(language, {}).items() for word in spellings}
        for place in ("before", "behind")
    )
    spelled = [*words, *idle, *before, *behind]
    return _Lexicon(words, idle, before, behind, max(len(_split(each, language)) for each in spelled))


def _normal(text: str) -> str:
    """English words in lower case with one space between them; hyphens part them, possessives are left out."""
    text = re.sub(r"[-‐‑]", " ", text.replace("’", "'"))
    return " ".join(_WORDS.findall(re.sub(r"'s?(?!\w)", "", text).lower()))


def _split(text: str, language: str) -> list[str]:
    return text.split(" ") if language == "en" else list(text)


def spellings(name: str) -> set[str]:
    """Return the forms under which :func:`meaning` looks for the name of a thing; none for a single character."""
    return {name.lower(), _normal(name)} if len(name) > 1 else set()


def meaning(measure: str, language: str, things: Mapping[str, str]) -> frozenset[Term] | None:
    """Return what a measure means, or None where a word of it is not known.

    Args:
        measure: in the words of a text.
        language: BCP 47 tag.
        things: ids of the things that the text may name, by their :func:`spellings`.
    """
    primary = language.partition("-")[0]
    if primary not in ("zh", "en"):
        return None
    lexicon = _lexicon(primary)
    terms: list[Term] = []
    role = ""
    for word, concept, thing in _read(measure, primary, lexicon, things):
        if concept:
            terms.append(Term(concept, role, thing))
            role = ""
        elif word in lexicon.before and not role:
            role = lexicon.before[word]
        elif word in lexicon.behind and terms and not terms[-1].role:
            last = terms.pop()
            terms.append(Term(last.concept, lexicon.behind[word], last.thing))
        elif word not in lexicon.idle:
            return None
    return frozenset(terms) if terms and not role else None


def _read(text: str, language: str, lexicon: _Lexicon, things: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of a measure, the longest first: the word, its concept if it has one, whether that is a thing."""
    written = re.sub(r"[-‐‑]", " ", text) if language == "en" else text
    named = {each.lower() for each in _NAMED.findall(written)}
    parts = _split(_normal(text) if language == "en" else text.lower(), language)
    space = " " if language == "en" else ""
    longest = max([lexicon.longest, *(len(_split(name, language)) for name in things)])
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + longest), at, -1):
            word = space.join(parts[at:end])
            if word in things:
                yield word, things[word], True
                break
            if found := _dictionary_form(word, language, lexicon):
                yield found, lexicon.words.get(found, ""), False
                break
        else:
            word, end = _unknown(parts, at, language)
            yield word, word if word in named else "", False
        at = end


def _unknown(parts: list[str], at: int, language: str) -> tuple[str, int]:
    """The word at a place that no dictionary has: in Chinese text a run of Latin letters is one."""
    if language == "en":
        return parts[at], at + 1
    latin = _LATIN.match("".join(parts[at:]))
    return (latin[0], at + latin.end()) if latin else (parts[at], at + 1)


def _dictionary_form(word: str, language: str, lexicon: _Lexicon) -> str:
    """The form of a word that the lexicon has, or nothing: devices → device, covered → cover."""
    if lexicon.knows(word):
        return word
    if language == "en":
        if word in _MARKS:
            return "and"
        endings = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))
        for ending, instead in endings:
            stem = word.removesuffix(ending) + instead
            if stem != word and word.endswith(ending):
                for form in (stem, _UNDOUBLED.sub("", stem)):
                    if form in lexicon.words:
                        return form
    return ""


@cache
def _units(language: str) -> Mapping[str, Unit]:
    """The units of a language by their spellings."""
    found = {}
    for each in frames("units")["same"]["list"]:
        own, other = each[language], each["en" if language == "zh" else "zh"]
        word = next((spelling for spelling in own if spelling not in other), "")
        for spelling in own:
            sign = spelling in other or not word
            found[spelling] = Unit(spelling if sign else word, "" if sign else language, each["zh"][0])
    return found


@cache
def unit_of(unit: str, language: str) -> Unit:
    """Return a unit that a text of some language has.

    >>> unit_of("美金", "zh"), unit_of("$", "en")
    (Unit(text='美元', language='zh', key='美元'), Unit(text='$', language='', key='美元'))
    >>> unit_of("起", "zh").key
    ''
    """
    primary = language.partition("-")[0]
    if primary in ("zh", "en") and (known := _units(primary).get(unit)):
        return known
    counts = unit in frames("units")["zh"]["units"]["count"]
    return Unit(unit, "", "" if counts else unit)
