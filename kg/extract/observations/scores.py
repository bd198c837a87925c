"""Scores of flaws (CVSS评分9.8): one measure however they are worded, with the flaw that they are given to."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.observations.lexicon import Lexicon

__all__ = ["scored", "whole_score"]

_FLAW = re.compile(r"(?<![A-Za-z0-9])(?:CVE|CNVD|CNNVD)-\d{4,6}-\d{2,7}(?![\d-])")
_ENDS = "。！？!?\n；;"


def scored(words: str, lexicon: Lexicon) -> bool:
    """Tell whether words name a score of a flaw.

    Args:
        words: of a measure.
        lexicon: with the systems of scores and the words for a score.
    """
    return _score(lexicon.score_systems, lexicon.score_words).search(words) is not None


def whole_score(measure: str, text: str, at: int, lexicon: Lexicon) -> str:
    """Return the score's own words, behind the flaw's number where its sentence names a single flaw.

    Args:
        measure: the words that were taken for it.
        text: the whole clean text.
        at: where the figure stands.
        lexicon: as above.
    """
    score = _score(lexicon.score_systems, lexicon.score_words).search(measure)
    if score is None:
        return measure
    begin = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    end = min((found for mark in _ENDS if (found := text.find(mark, at)) >= 0), default=len(text))
    flaws = set(_FLAW.findall(text, begin, end))
    return f"{flaws.pop()}的{score[0]}" if len(flaws) == 1 else score[0]


@cache
def _score(systems: frozenset[str], words: frozenset[str]) -> re.Pattern[str]:
    system, word = ("|".join(sorted(map(re.escape, group), key=len, reverse=True)) for group in (systems, words))
    return re.compile(rf"(?:{system})\s?(?:[vV]?\d(?:\.\d)?)?\s?的?(?:{word})")
