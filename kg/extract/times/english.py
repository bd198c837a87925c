"""Time expressions in English text: January 14, 2025; last July; on Thursday; Q3 2024; since 2020."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.extract.times.spans import (
    Interval,
    Partial,
    TimeKind,
    TimeSpan,
    back,
    nearest_year,
    shift_month,
    week,
)
from kg.resources import frames

__all__ = ["find_english_times"]

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_CLAUSE_END = re.compile(r"[.!?,;]\s|\n")


@dataclass(frozen=True, slots=True)
class _Atom:
    """One date, before the two ends of a range are put together."""

    start: int
    end: int
    partial: Partial | None = None
    interval: Interval | None = None
    kind: TimeKind = TimeKind.POINT


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first, any white space between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s".join(re.escape(part) for part in word.split(" ")) for word in ordered)


class _Grammar:
    """The patterns, built once from ``ontology/frames/times.toml``."""

    def __init__(self) -> None:
        words = frames("times")["en"]
        self.words: dict[str, Any] = words
        self.months: dict[str, int] = words["months"]
        month = rf"(?:{_any(words['months'])})\b\.?"
        day = r"(?:3[01]|[12]\d|0?[1-9])"
        ordinal = r"(?:st|nd|rd|th)?"
        year = r"(?:1[89]|20)\d\d"
        dash = r"\s?(?:-|–|—|to|through)\s?"
        directions = rf"(?i:{_any(words['directions'])})"
        context = rf"(?i:{_any(words['directions_of_context'])})"
        loose = rf"(?i:(?:{_any(words['loose'])})[-\s])"
        units = "|".join(words["spans"]["units"])
        span_words = _any([*words["spans"]["past"], *words["spans"]["future"]])
        number = rf"\d+|{_any(words['numbers'])}"
        gate = r"(?<![A-Za-z])"  # every pattern begins at the beginning of a word
        self.pattern = re.compile(
            gate
            + "(?:"
            + "|".join(
                (
                    rf"(?<![\w./-])(?P<iy>{year})-(?P<im>0[1-9]|1[0-2])-(?P<id>{day})(?![\w-])",
                    # January 14, 2025; Jan. 14–16; January 2025; July
                    rf"\b(?P<pre>{loose})?(?P<m>{month})(?:\s(?P<d>{day}){ordinal}(?!\d|[.,:]\d|%)(?:{dash}(?P<d2>{day}){ordinal}(?![\d%]))?)?"
                    rf"(?:,?\s(?:of\s)?(?P<y>{year})\b(?!%|,\d))?",
                    # 14 January 2025, 14-16 January
                    rf"(?<![\w.,$])(?P<ed>{day}){ordinal}(?:{dash}(?P<ed2>{day}){ordinal})?\s(?:of\s)?(?P<em>{month})(?:,?\s(?P<ey>{year})\b)?",
                    # Q3 2024, the third quarter of 2024, the first half of this year
                    rf"\b(?P<part>(?i:{_any(words['parts'])}))(?:,?\s(?:of\s)?(?:(?:the\s)?(?:{_any(words['fiscal'])})\s?)?(?P<py>{year})\b"
                    rf"|\sof\s(?P<pd>{directions})\syear\b)",
                    # last July, this week, earlier this year, last Thursday
                    rf"\b(?:(?i:{_any(words['earlier'])})\s)?(?P<dir>{directions})\s(?:(?P<rm>{month})|(?P<rw>{_any(words['weekdays'])})\b|(?P<ru>week|month|year|quarter)\b)",
                    rf"\b(?P<cdir>{context})\s(?P<cu>month|year)\b",
                    rf"\b(?:{_any(words['weekdays'])})\b",
                    # the past five years, over the last 12 months
                    rf"\b(?P<sd>(?i:{span_words}))\s(?P<sn>{number})\s(?P<su>{units})s?\b",
                    r"\b(?:the\s)?(?P<decade>1[89]\d0|20\d0)s\b",
                    rf"\b(?:{_any(words['fiscal'])})\s?(?P<fy>{year})\b",
                    # 2016–2022, 2016 to 2022: two bare years make each other sure
                    rf"(?<![\w.,/$€£#-])(?P<y1>{year})(?:\s?[-–—]\s?|\sto\s|\sthrough\s)(?P<y2>{year})(?![\w%]|[-,.]\d)",
                    rf"(?P<ypre>{loose})?(?<![\w.,/$€£#])(?<![^id]-)(?P<by>{year})(?![\w%]|[-,.:/]\w)",
                    rf"\b(?i:(?P<dw>{_any(words['day_words'])}))\b",
                    rf"\b(?:the\s)?(?P<plan>{_any(words['plans'])})",
                    rf"\b(?i:(?P<vague>{_any(words['vague']['words'])}))\b",
                )
            )
            + ")"
        )
        self.join = re.compile(rf"\s?(?:{_any(words['range'])})\s?")
        self.and_join = re.compile(rf"\s(?:{_any(words['and'])})\s")
        self.between = re.compile(rf"\b(?i:{_any(words['between'])})\s$")
        self.open = re.compile(rf"\b(?i:{_any(words['open'])})\s(?:the\s)?$")
        self.future = re.compile(rf"\b(?:{_any(words['future'])})\b")
        self.before_year = re.compile(rf"(?i:\b(?:{_any(words['before_year'])})(?:\s(?:the|about|around))?[\s-]$)")
        self.before_month = re.compile(rf"(?i:\b(?:{_any(words['doubtful_months']['before'])})[\s-]$)")
        self.after_year = re.compile(r"\s([a-z]+)")
        names = list(self.months)
        self.whole = frozenset(n for n in names if not any(o != n and o.startswith(n) for o in names))
        self.doubtful = frozenset(words["doubtful_months"]["words"])
        self.not_before = frozenset(words["not_before"])
        self.end_of = re.compile(rf"(?i:{_any(words['end_of'])})\s")


@cache
def _grammar() -> _Grammar:
    return _Grammar()


class _Reader:
    """Goes through one text, remembering the date named last."""

    def __init__(self, text: str, anchor: date | None) -> None:
        self.grammar = _grammar()
        self.text = text
        self.anchor = anchor
        self.last: Partial | None = None

    def spans(self) -> Iterator[TimeSpan]:
        """Yield the time expressions in order."""
        atoms = [atom for match in self.grammar.pattern.finditer(self.text) if (atom := self._read(match))]
        index, seen = 0, 0
        while index < len(atoms):
            left = atoms[index]
            if _SENTENCE_END.search(self.text, seen, left.start):
                self.last = None
            seen = left.end
            index += 1
            span = self._range(left, atoms[index]) if index < len(atoms) else None
            if span:
                seen = span.end
                index += 1
            span = span or self._single(left)
            if span:
                yield span

    def _before(self, start: int) -> str:
        return self.text[max(0, start - 24) : start]

    def _range(self, left: _Atom, right: _Atom) -> TimeSpan | None:
        """Join two dates when a word or a dash for it stands between them."""
        gap = self.text[left.end : right.start]
        if len(gap) > 9 or TimeKind.POINT is not left.kind or TimeKind.POINT is not right.kind:
            return None
        if not self.grammar.join.fullmatch(gap) and not (
            self.grammar.and_join.fullmatch(gap) and self.grammar.between.search(self._before(left.start))
        ):
            return None
        one, two = left.partial, right.partial
        if one is None or two is None:
            return None
        if two.year is None:
            two = two.within(one if one.year else self._dated(one, left))
        if one.year is None:
            one = replace(one, year=two.year)
            if one.month and two.month and one.month > two.month and two.year:
                one = replace(one, year=two.year - 1)
        begin, finish = one.interval, two.interval
        if begin is None or finish is None or begin.begin > finish.end:
            return None
        self.last = two
        interval = Interval(begin.begin, finish.end)
        return TimeSpan(left.start, right.end, interval.begin, interval.end, interval.period, TimeKind.RANGE)

    def _single(self, atom: _Atom) -> TimeSpan | None:
        """Return the span of a date that stands alone."""
        partial, interval = atom.partial, atom.interval
        if partial is not None and interval is None:
            if not partial.valid:
                return None
            partial = self._dated(partial, atom)
            interval = partial.interval
        if interval is None or atom.kind is TimeKind.VAGUE:
            return TimeSpan(atom.start, atom.end, "", "", "", TimeKind.VAGUE)
        if partial is not None:
            self.last = partial
        start, kind = atom.start, atom.kind
        if opening := self.grammar.open.search(self._before(atom.start)):
            start -= len(self._before(atom.start)) - opening.start()
            kind = TimeKind.RANGE
            until = self.anchor.isoformat()[: len(interval.begin)] if self.anchor else ".."
            if until == ".." or until >= interval.begin:
                interval = Interval(interval.begin, until)
        elif kind is TimeKind.POINT and interval.begin != interval.end:
            kind = TimeKind.RANGE
        return TimeSpan(start, atom.end, interval.begin, interval.end, interval.period, kind)

    def _dated(self, partial: Partial, atom: _Atom) -> Partial:
        """Give a month or a day its year: of the date before it in the sentence, or near the anchor."""
        if partial.year is not None:
            return partial
        first = partial.month or (partial.months or (1, 1))[0]
        if self.last is not None and self.last.year is not None and (self.last.month or 0) <= first:
            return replace(partial, year=self.last.year)
        if self.anchor is None:
            return partial
        return replace(partial, year=nearest_year(first, partial.day, self.anchor, ahead=self._ahead(atom)))

    def _ahead(self, atom: _Atom) -> bool:
        """Whether the clause around looks to the future."""
        window = self.text[max(0, atom.start - 80) : atom.end + 40]
        at = atom.start - max(0, atom.start - 80)
        breaks = [0, *(match.end() for match in _CLAUSE_END.finditer(window, 0, at))]
        after = _CLAUSE_END.search(window, at + atom.end - atom.start)
        return self.grammar.future.search(window, breaks[-1], after.start() if after else len(window)) is not None

    def _read(self, match: re.Match[str]) -> _Atom | None:
        """Turn a match into a date, as far as its words go."""
        start, end = match.span()
        words = self.grammar.words
        if match["vague"]:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        if match["iy"]:
            return _point(start, end, Partial(int(match["iy"]), int(match["im"]), int(match["id"])))
        if match["m"]:
            return self._month_first(match)
        if match["ed"]:
            month = self._month(match["em"])
            year = int(match["ey"]) if match["ey"] else None
            return self._days(start, end, Partial(year, month, int(match["ed"])), match["ed2"])
        if match["part"]:
            return self._part(match)
        if match["dir"]:
            return self._direction(match)
        if match["cdir"]:
            return self._context(match)
        if match["sd"]:
            return self._stretch(match)
        if match["decade"]:
            first = int(match["decade"])
            return _Atom(start, end, interval=Interval(f"{first}", f"{first + 9}"), kind=TimeKind.RANGE)
        if match["fy"]:
            return _point(start, end, Partial(int(match["fy"])))
        if match["y1"]:
            if match["y1"] >= match["y2"]:
                return None
            return _Atom(start, end, interval=Interval(match["y1"], match["y2"]), kind=TimeKind.RANGE)
        if match["by"]:
            return self._bare_year(match)
        if match["dw"]:
            if self.anchor is None or (match["dw"].lower() == "today" and self.text.startswith("'s", end)):
                return _Atom(start, end, kind=TimeKind.VAGUE)
            shift = words["day_words"][match["dw"].lower()]
            return _point(start, end, Partial.of(self.anchor + timedelta(days=shift)))
        if match["plan"]:
            begin, _, finish = words["plans"][re.sub(r"\s", " ", match["plan"])].partition("/")
            return _Atom(start, end, interval=Interval(begin, finish), kind=TimeKind.RANGE)
        return self._weekday(start, end, words["weekdays"][match[0]], 0, strict=False)

    def _month(self, text: str) -> int:
        return self.grammar.months[text.rstrip(".")]

    def _month_first(self, match: re.Match[str]) -> _Atom | None:
        start, end = match.span()
        name = match["m"].rstrip(".")
        bare = not match["d"] and not match["y"]
        if bare and match["m"].endswith(".") and name in self.grammar.whole:
            end -= 1  # the full stop of the sentence
        doubtful = bare and not match["pre"] and (name in self.grammar.doubtful or len(name) < 4)
        if doubtful and not self.grammar.before_month.search(self._before(match.start("m"))):
            return None
        year = int(match["y"]) if match["y"] else None
        day = int(match["d"]) if match["d"] else None
        return self._days(start, end, Partial(year, self._month(match["m"]), day), match["d2"])

    def _days(self, start: int, end: int, first: Partial, last: str | None) -> _Atom:
        """Return a day, or the days from one to another of one month."""
        if last is None:
            return _point(start, end, first)
        dated = self._dated(first, _Atom(start, end))
        begin, finish = dated.interval, replace(dated, day=int(last)).interval
        if begin is None or finish is None or begin.begin > finish.end:
            return _point(start, end, first)
        return _Atom(start, end, interval=Interval(begin.begin, finish.end), kind=TimeKind.RANGE)

    def _part(self, match: re.Match[str]) -> _Atom:
        parts = {name.lower(): months for name, months in self.grammar.words["parts"].items()}
        begin, last = parts[re.sub(r"\s", " ", match["part"]).lower()]
        year = int(match["py"]) if match["py"] else None
        if match["pd"] and self.anchor:
            year = self.anchor.year + self.grammar.words["directions"][match["pd"].lower()]
        if year is None:
            return _Atom(*match.span(), kind=TimeKind.VAGUE)
        return _point(*match.span(), Partial(year, months=(begin, last)))

    def _direction(self, match: re.Match[str]) -> _Atom:
        """Read last July, this week, next Thursday."""
        start, end = match.span()
        if self.anchor is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        shift = self.grammar.words["directions"][match["dir"].lower()]
        if match["rm"]:
            if match["rm"].endswith(".") and match["rm"].rstrip(".") in self.grammar.whole:
                end -= 1
            month, year = self._month(match["rm"]), self.anchor.year
            if shift < 0 and month >= self.anchor.month:
                year -= 1
            elif shift > 0 and month <= self.anchor.month:
                year += 1
            return _point(start, end, Partial(year, month))
        if match["rw"]:
            return self._weekday(start, end, self.grammar.words["weekdays"][match["rw"]], shift, strict=True)
        unit = match["ru"]
        if unit == "week":
            return _Atom(start, end, interval=week(self.anchor, shift), kind=TimeKind.RANGE)
        if unit == "month":
            return _point(start, end, shift_month(self.anchor, shift))
        if unit == "quarter":
            quarter = shift_month(self.anchor, 3 * shift)
            first = ((quarter.month or 1) - 1) // 3 * 3 + 1
            return _point(start, end, Partial(quarter.year, months=(first, first + 2)))
        return _point(start, end, Partial(self.anchor.year + shift))

    def _context(self, match: re.Match[str]) -> _Atom:
        """Read the previous year, the same month: from the date named before in the text."""
        start, end = match.span()
        shift = self.grammar.words["directions_of_context"][re.sub(r"\s", " ", match["cdir"]).lower()]
        years = re.findall(r"(?<![\w.,$-])(?:19|20)\d\d(?![\w%]|[.,]\d)", self.text[max(0, start - 200) : start])
        if match["cu"] == "year" and years:
            return _point(start, end, Partial(int(years[-1]) + shift))
        if match["cu"] == "year" and self.anchor and shift:
            return _point(start, end, Partial(self.anchor.year + shift))
        return _Atom(start, end, kind=TimeKind.VAGUE)

    def _weekday(self, start: int, end: int, number: int, shift: int, *, strict: bool) -> _Atom:
        """Return the nearest such day that is past; English reports say Thursday on a Thursday."""
        if self.anchor is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        offset = (number - 1 - self.anchor.weekday()) % 7
        if shift > 0 or (shift == 0 and (strict or self._ahead(_Atom(start, end)))):
            days = offset if shift == 0 else offset or 7
        else:
            days = offset - 7 if offset or shift < 0 else 0
        return _point(start, end, Partial.of(self.anchor + timedelta(days=days)))

    def _stretch(self, match: re.Match[str]) -> _Atom:
        start, end = match.span()
        words = self.grammar.words
        count = int(match["sn"]) if match["sn"].isdecimal() else int(words["numbers"][match["sn"]])
        if self.anchor is None or not 1 <= count <= 1000:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        past = match["sd"].lower() in words["spans"]["past"]
        today, other = back(self.anchor, 0, match["su"]), back(self.anchor, count if past else -count, match["su"])
        begin, finish = sorted((today, other))
        return _Atom(start, end, interval=Interval(begin, finish), kind=TimeKind.DURATION)

    def _bare_year(self, match: re.Match[str]) -> _Atom | None:
        """Take a bare number like 2024 for a year when the words around it say so."""
        start, end = match.span()
        year, at = int(match["by"]), match.start("by")
        if match["ypre"]:
            december = self.grammar.end_of.fullmatch(match["ypre"]) is not None
            return _point(start, end, Partial(year, 12 if december else None))
        follower = self.grammar.after_year.match(self.text, end)
        plural = follower is not None and follower[1].endswith("s") and follower[1] not in ("is", "was", "has", "as")
        if plural and follower is not None and follower[1] not in self.grammar.not_before:
            return None
        if not 1900 <= year <= 2100:
            return None
        opening = not self.text[:at].strip() or self.text[:at].rstrip(" ")[-1:] in ("\n", "(", "（", ".")
        if opening or self.grammar.before_year.search(self._before(at)):
            return _point(start, end, Partial(year))
        return None


def _point(start: int, end: int, partial: Partial) -> _Atom:
    return _Atom(start, end, partial=partial, interval=partial.interval)


def find_english_times(text: str, anchor: date | None) -> list[TimeSpan]:
    """Find the time expressions of an English text.

    Args:
        text: any text; a line break ends a sentence.
        anchor: the day of the article, from which "last July" counts; ``None`` if unknown.
    """
    return list(_Reader(text, anchor).spans())
