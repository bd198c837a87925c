"""Which edition a name speaks of: 2030年示范峰会 and 示范峰会2030 are one, 示范峰会 is their series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Kind
from kg.resolve.keys import has_han
from kg.resources import frames

__all__ = ["Edition", "split_edition"]

_YEAR = r"(?:19|20)\d\d(?:\s?[-–—/至]\s?(?:(?:19|20)\d\d|\d\d))?"
_NUMBER = r"[一二三四五六七八九十百零〇\d]+"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Edition:
    """A name taken apart.

    Attributes:
        stem: the name of the series.
        year: of the edition (``2030``, ``2030-2031``), or empty.
        number: of the edition (第十届 is ``10``), or empty.
    """

    stem: str
    year: str = ""
    number: str = ""

    @property
    def label(self) -> str:
        """What tells this edition from the others: its year, or else its number."""
        return self.year or self.number


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = frames("identity")["editions"]
    ordinals, firsts = "|".join(words["ordinal_zh"]), "|".join(words["first_zh"])
    after = "|".join(sorted(words["year_zh"], key=len, reverse=True))
    english = "|".join(words["year_en"])
    chinese = rf"第(?P<n>{_NUMBER})(?:{ordinals})|(?P<first>{firsts})"
    number = rf"{chinese}|(?P<nth>\d{{1,3}})(?:st|nd|rd|th)(?:\s[Aa]nnual)?(?=\s)"
    leading_year = re.compile(rf"(?:[(（]\s?)?(?P<y>{_YEAR})(?:年度|年)?(?:\s?[)）])?(?![\d年月])\s?")
    trailing_year = re.compile(rf"\s?[(（]?\s?(?P<y>{_YEAR})\s?(?:{after}|{english})?\s?[)）]?$")
    return re.compile(rf"[(（]?(?:{number})[)）]?(?!度)\s?"), leading_year, trailing_year


def split_edition(name: str, kind: Kind) -> Edition:
    """Take a name apart; what is left must still be a name, or nothing is taken.

    Editions are of events and works; a law's year is part of its name.

    >>> split_edition("2031年示范城市峰会", Kind.EVENT)
    Edition(stem='示范城市峰会', year='2031', number='')
    >>> split_edition("示范安全指数2030年版", Kind.REPORT).stem, split_edition("第54次示范统计报告", Kind.REPORT).number
    ('示范安全指数', '54')
    >>> split_edition("2030年议程", Kind.REPORT).stem
    '2030年议程'
    """
    if kind not in (Kind.EVENT, Kind.REPORT, Kind.WORK):
        return Edition(name)
    ordinal, leading, trailing = _patterns()
    stem, year, number = name, "", ""
    for _ in range(3):
        if not year and (match := leading.match(stem)):
            year, stem = match["y"], stem[match.end() :]
        elif not number and (match := ordinal.match(stem)):
            number, stem = _number(match), stem[match.end() :]
        elif not year and (match := trailing.search(stem)):
            year, stem = match["y"], stem[: match.start()]
        else:
            break
    stem = stem.strip(" -—:：·,，")
    if not (year or number) or not _names_a_series(stem):
        return Edition(name)
    return Edition(stem, re.sub(r"\s?[–—/至-]\s?", "-", year), number)


def _names_a_series(stem: str) -> bool:
    if has_han(stem):
        return len(stem) >= 4 and stem not in frames("identity")["local"]["names"]
    return len(stem) >= 4 and not stem[0].islower() and stem not in frames("identity")["local"]["names"]


def _number(match: re.Match[str]) -> str:
    if match["first"]:
        return "1"
    if match["nth"]:
        return match["nth"]
    return str(_value(match["n"]))


def _value(numeral: str) -> int:
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    total = current = 0
    for character in numeral:
        if character in _DIGITS:
            current = current * 10 + _DIGITS[character] if current and "十" not in numeral else _DIGITS[character]
        elif character.isdigit():
            current = current * 10 + int(character)
        else:
            total += (current or 1) * {"十": 10, "百": 100}[character]
            current = 0
    return total + current
