"""Latin names in Chinese text: what is a person, what is an organization, what is neither.

Chinese prose gives no articles and no grammar to go by, but its order does: a title stands before a name
(安全架构师Ada Byron), a class of bodies before or behind one (外媒Example News, Example公司), and verbs of speaking
behind both. A name without any such sign stays unread, since most Latin words in this press are products.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.names.lexicon import NameLexicon, name_lexicon
from kg.model import Kind
from kg.resources import frames

__all__ = ["LatinName", "classify", "latin_runs"]

_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[.&'’+\-][A-Za-zÀ-ɏ0-9]+)*\+*"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9À-ɏ_/@.#\-]){_WORD}(?:(?:\ |,\ (?=Jr|Sr|Inc|Ltd|LLC))(?:{_WORD}|&)\.?)*(?![A-Za-z0-9_@/\\])"
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_INITIAL = re.compile(r"[A-Z]\.?$")
_GIVEN = re.compile(r"[A-ZÀ-Þ][a-zß-ɏ'’\-]+(?:[A-Z][a-z]+)?(?:-[A-ZÀ-Þ][a-zß-ɏ]+)*$|O['’][A-Z][a-z]+$|Mc[A-Z][a-z]+$")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A run of Latin words that names something, in clean offsets."""

    start: int
    end: int
    kind: Kind
    confidence: float


def latin_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of Latin words of a text that begin with a capital or hold one (iPhone)."""
    for match in _RUN.finditer(text):
        if _CAPITAL.search(match[0]):
            start, end = match.span()
            yield start, end - (match[0].endswith((".", "&")) and not match[0].endswith("Jr."))


@cache
def _title_before() -> re.Pattern[str]:
    heads = frames("positions")["heads"]["zh"]
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, heads), key=len, reverse=True))})\\s?$")


@cache
def _speech_after() -> re.Pattern[str]:
    verbs = frames("claims")["verbs"]["zh"]
    return re.compile(
        f"\\s?(?:（[^（）]{{1,30}}）)?(?:则|也|还|近日|日前|进一步|向[^，。]{{2,12}})?(?:{'|'.join(sorted(map(re.escape, verbs), key=len, reverse=True))})"
    )


def classify(text: str, start: int, end: int, tagged: frozenset[str]) -> LatinName | None:
    """Tell what a run of Latin words names, by its form and by what stands beside it.

    Args:
        text: the clean text.
        start: of the run.
        end: of the run.
        tagged: labels that the tagger gave to words of it (``PERSON``, ``ORG``).

    Returns:
        The name, or ``None`` where nothing shows what it is.
    """
    lexicon = name_lexicon()
    run = text[start:end]
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    if any(before.endswith(first) and after.lstrip().startswith(second) for first, second in lexicon.around):
        return LatinName(start, end, Kind.ORGANIZATION, 0.9)
    if lexicon.is_technology(run) or run in lexicon.not_people:
        return None
    words = run.split(" ")
    titled = bool(_title_before().search(before))
    speaks = bool(_speech_after().match(after))
    if looks_like_person(words, lexicon):
        if titled:
            return LatinName(start, end, Kind.PERSON, 0.95)
        if "PERSON" in tagged and not _after(lexicon, after):
            return LatinName(start, end, Kind.PERSON, 0.85)
        if speaks and len(words) in (2, 3) and "PERSON" in tagged:
            return LatinName(start, end, Kind.PERSON, 0.8)
    if lexicon.product_heads.match(after) and not _after(lexicon, after):
        return None
    if words[-1] in lexicon.english_endings and len(words) > 1:
        return LatinName(start, end, Kind.ORGANIZATION, 0.85)
    if lexicon.cues_before.search(before) and not titled:
        return LatinName(start, end, Kind.ORGANIZATION, 0.85)
    if speaks or _after(lexicon, after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.8)
    return None


def _after(lexicon: NameLexicon, after: str) -> bool:
    return bool(lexicon.cues_after.match(after))


def looks_like_person(words: list[str], lexicon: NameLexicon) -> bool:
    """Tell whether words have the form of a person's name: two to five, capitalised, no business suffix."""
    words = [word.rstrip(",") for word in words]
    if words and words[-1] in lexicon.person_suffixes:
        words = words[:-1]
    if not 2 <= len(words) <= 5 or words[-1] in lexicon.english_endings:
        return False
    if not (_GIVEN.match(words[0]) or _INITIAL.match(words[0])) or not _GIVEN.match(words[-1]):
        return False
    return all(
        _GIVEN.match(word) or _INITIAL.match(word) or word in lexicon.particles for word in words[1:-1]
    ) and not any(lexicon.is_technology(word) for word in words)
