"""Time expressions in Chinese text: 2024年11月26日, 11月19日至22日, 去年, 今年上半年, 近五年, 近日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.numerals import chinese_number, chinese_year
from kg.extract.times.chinese_grammar import chinese_grammar
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

__all__ = ["find_chinese_times"]


@dataclass(frozen=True, slots=True)
class _Atom:
    """One date, before the two ends of a range are put together."""

    start: int
    end: int
    partial: Partial | None = None  # what is still to be completed from the context
    interval: Interval | None = None  # what is complete already
    kind: TimeKind = TimeKind.POINT


_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_MARK = re.compile(r"[。！？!?\n，,；;]")
_LEAD = 8
"""Characters before a stretch of time that may tell that it is a figure."""


def _number(text: str) -> int:
    """Return a day or month number, Chinese or Arabic."""
    value = chinese_number(text.replace("廿", "二十"))
    return int(value) if value is not None else 0


class _Reader:
    """Goes through one text, remembering the date named last."""

    def __init__(self, text: str, anchor: date | None) -> None:
        self.grammar = chinese_grammar()
        self.text = text
        self.anchor = anchor
        self.in_sentence: Partial | None = None  # the last full or yearly date of this sentence
        self.in_text: Partial | None = None  # the last date with a year, anywhere before

    def spans(self) -> Iterator[TimeSpan]:
        """Yield the time expressions in order."""
        atoms = list(self.grammar.pattern.finditer(self.text))
        index, seen = 0, 0
        while index < len(atoms):
            match = atoms[index]
            if _SENTENCE_END.search(self.text, seen, match.start()):
                self.in_sentence = None
            seen = match.end()
            index += 1
            left = self._read(match)
            if left is None:
                continue
            left = self._complete(left, None)
            self._remember(left, match)
            span = None
            if index < len(atoms) and left.kind is TimeKind.POINT:
                span = self._range(left, atoms[index])
                if span:
                    seen = span.end
                    index += 1
            span = span or self._single(left)
            if span:
                yield span

    def _range(self, left: _Atom, follower: re.Match[str]) -> TimeSpan | None:
        """Join two dates when a word or a dash for it stands between them."""
        gap = self.text[left.end : follower.start()]
        if len(gap) > 4:
            return None
        end = follower.end()
        if not self.grammar.join.fullmatch(gap):
            closing = self.grammar.between.match(self.text, end)
            if closing is None or not self.grammar.and_join.fullmatch(gap):
                return None
            end = closing.end()
        elif closing := self.grammar.between.match(self.text, end):
            end = closing.end()
        right = self._read(follower)
        if right is None or right.kind is not TimeKind.POINT:
            return None
        right = self._complete(right, left)
        if left.interval is None or right.interval is None or left.interval.begin > right.interval.end:
            return None
        interval = Interval(left.interval.begin, right.interval.end)
        self._remember(right, follower)
        return TimeSpan(left.start, end, interval.begin, interval.end, interval.period, TimeKind.RANGE)

    def _single(self, atom: _Atom) -> TimeSpan | None:
        """Return the span of a date that stands alone."""
        if atom.kind is TimeKind.VAGUE:
            return TimeSpan(atom.start, atom.end, "", "", "", TimeKind.VAGUE)
        interval = atom.interval
        if interval is None:
            # a date without an anchor: it is a time, but nobody can say which
            if atom.partial is None or not atom.partial.valid:
                return None
            return TimeSpan(atom.start, atom.end, "", "", "", TimeKind.VAGUE)
        end, kind = atom.end, atom.kind
        if closing := self.grammar.open.match(self.text, atom.end):
            end, kind = closing.end(), TimeKind.RANGE
            until = self.anchor.isoformat()[: len(interval.begin)] if self.anchor else ".."
            if until == ".." or until >= interval.begin:
                interval = Interval(interval.begin, until)
        elif kind is TimeKind.POINT and interval.begin != interval.end:
            kind = TimeKind.RANGE
        return TimeSpan(atom.start, end, interval.begin, interval.end, interval.period, kind)

    def _remember(self, atom: _Atom, match: re.Match[str]) -> None:
        """Keep a date for those after it; for the sentence only one whose year is written out."""
        if atom.kind is TimeKind.POINT and atom.partial is not None and atom.partial.year is not None:
            self.in_text = atom.partial
            if match["y"] or match["ry"] or match["iy"]:
                self.in_sentence = atom.partial

    def _complete(self, atom: _Atom, left: _Atom | None) -> _Atom:
        """Fill in the year and month that the expression leaves open."""
        partial = atom.partial
        if atom.interval is not None or partial is None or not partial.valid:
            return atom
        if partial.year is None and left is not None and left.partial is not None:
            partial = self._after(partial, left.partial)
        if partial.year is None:
            partial = self._dated(partial, atom)
        return replace(atom, partial=partial, interval=partial.interval)

    @staticmethod
    def _after(partial: Partial, left: Partial) -> Partial:
        """Return the right end of a range: of the same year and month as the left, or the next year."""
        whole = partial.within(left)
        if whole.year is not None and whole.month and left.month and whole.month < left.month:
            whole = replace(whole, year=whole.year + 1)
        return whole

    def _dated(self, partial: Partial, atom: _Atom) -> Partial:
        """Give a month or a day its year: from the sentence, else the one nearest to the anchor."""
        context = self.in_sentence
        if partial.month is None and partial.months is None:  # a bare day
            near = self.in_text
            if near is not None and near.month is not None and self.anchor is None:
                return replace(partial, year=near.year, month=near.month)
            if context is not None and context.month is not None:
                return replace(partial, year=context.year, month=context.month)
            if self.anchor is None or partial.day is None:
                return partial
            month = Partial(self.anchor.year, self.anchor.month)
            if partial.day > self.anchor.day and not self._ahead(atom):
                month = shift_month(self.anchor, -1)
            return replace(partial, year=month.year, month=month.month)
        first = partial.month or (partial.months or (1, 1))[0]
        if context is not None and context.year is not None and (context.month or 0) <= first:
            return replace(partial, year=context.year)
        if self.anchor is None:
            return partial
        if partial.months is not None:
            year = self.anchor.year
            if first > self.anchor.month and not self._ahead(atom):
                year -= 1
            return replace(partial, year=year)
        return replace(partial, year=nearest_year(first, partial.day, self.anchor, ahead=self._ahead(atom)))

    def _ahead(self, atom: _Atom) -> bool:
        """Whether the clause around looks to the future."""
        left = max(self.text.rfind(mark, 0, atom.start) for mark in "。！？\n，；")
        right = _SENTENCE_END.search(self.text, atom.end)
        stop = min(right.start() if right else len(self.text), atom.end + 20)
        return self.grammar.future.search(self.text, max(left + 1, atom.start - 12), stop) is not None

    def _read(self, match: re.Match[str]) -> _Atom | None:
        """Turn a match into a date, as far as its words go."""
        start, end = match.span()
        group = match.groupdict()
        words = self.grammar.words
        if group["lasting"] and self.grammar.takes.search(self.text, max(0, start - _LEAD), start):
            return None  # 缩短至24小时内: a figure
        if group["vague"] or group["clock"] or group["lasting"]:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        if group["iy"]:
            return _point(start, end, Partial(int(group["iy"]), int(group["im"]), int(group["id"])))
        if group["decade"]:
            return self._decade(match)
        if group["y"] or group["ey"]:
            return self._of_year(match, chinese_year(group["y"] or group["ey"]))
        if group["ry"]:
            year = self.anchor.year + words["year_words"][group["ry"]] if self.anchor else None
            return self._of_year(match, year)
        if group["cy"]:
            base = self.in_sentence.year if self.in_sentence else None
            base = base or (self.anchor.year if self.anchor else None)
            return self._of_year(match, base + words["year_words_of_context"][group["cy"]] if base else None)
        if group["rm"] or group["cm"]:
            return self._of_month(match)
        if group["mm"]:
            day = _number(group["md"]) if group["md"] else None
            return _point(start, end, Partial(month=_number(group["mm"]), day=day))
        if group["ww"] or group["bw"]:
            return self._weekday(match)
        if group["dw"] or group["cd"]:
            return self._day_word(match)
        if group["sd"]:
            return self._stretch(match, group["sn"], group["su"], group["sd"] in words["spans"]["past"])
        if group["an"]:
            return self._stretch(match, group["an"], group["au"], past=True)
        if group["plan"]:
            begin, _, finish = words["plans"][group["plan"]].partition("/")
            return _Atom(start, end, interval=Interval(begin, finish), kind=TimeKind.RANGE)
        if group["bp"]:
            first, last = words["parts"][group["bp"]]
            return _point(start, end, Partial(months=(first, last)))
        return _point(start, end, Partial(day=int(group["bd"])))

    def _of_year(self, match: re.Match[str], year: int | None) -> _Atom | None:
        start, end = match.span()
        if year is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        part, first, month, day = match["part"], match["first"], match["m"], match["d"]
        if part:
            begin, last = self.grammar.words["parts"][part]
            if begin == last:
                return _point(start, end, Partial(year, begin))
            return _point(start, end, Partial(year, months=(begin, last)))
        if first:
            last = _number(first)
            if not 1 <= last <= 12:
                return _point(start, match.start("first"), Partial(year))
            return _point(start, end, Partial(year, months=(1, last)))
        if month:
            return _point(start, end, Partial(year, _number(month), _number(day) if day else None))
        return _point(start, end, Partial(year))

    def _of_month(self, match: re.Match[str]) -> _Atom:
        """Read 本月, 上月, 当月, with or without a day."""
        start, end = match.span()
        words = self.grammar.words
        base: date | None = self.anchor
        if match["rm"]:
            shift = words["month_words"][match["rm"]]
        else:
            shift = words["month_words_of_context"][match["cm"]]
            near = self.in_text
            base = date(near.year, near.month, 1) if near and near.year and near.month else None
        if base is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        day = match["rmd"] or match["cmd"]
        return _point(start, end, replace(shift_month(base, shift), day=_number(day) if day else None))

    def _decade(self, match: re.Match[str]) -> _Atom:
        start, end = match.span()
        century, decade = match["century"], _number(match["decade"])
        if century and century.isdecimal():
            first = (int(century) - 1) * 100 + decade
        elif century or decade >= 30:
            first = 1900 + decade
        else:
            first = 2000 + decade
        return _Atom(start, end, interval=Interval(f"{first}", f"{first + 9}"), kind=TimeKind.RANGE)

    def _weekday(self, match: re.Match[str]) -> _Atom:
        """Read 本周四, 上周三, 周四, 本周.

        When the day of the article is that weekday itself, a report would say 今天: so a reprint or a
        translation lags behind, and the week before is meant; likewise for a day still to come.
        """
        start, end = match.span()
        words = self.grammar.words
        if self.anchor is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        weeks = words["week_words"][match["ww"]] if match["ww"] else 0
        name = match["wd"] or match["bw"]
        if name is None or name == "末":
            return _Atom(start, end, interval=week(self.anchor, weeks), kind=TimeKind.RANGE)
        monday = self.anchor - timedelta(days=self.anchor.weekday()) + timedelta(weeks=weeks)
        day = monday + timedelta(days=words["weekdays"][name] - 1)
        if weeks == 0 and day >= self.anchor and not self._ahead(_Atom(start, end)):
            day -= timedelta(weeks=1)
        return _point(start, end, Partial.of(day))

    def _day_word(self, match: re.Match[str]) -> _Atom:
        """Read 昨日, 今天, 当日."""
        start, end = match.span()
        words = self.grammar.words
        base = self.anchor
        if match["dw"]:
            shift = words["day_words"][match["dw"]]
            if self.text.startswith(self.grammar.our_times, start):
                base = None
        else:
            shift = words["day_words_of_context"][match["cd"]]
            near = self.in_text
            full = near and near.year and near.month and near.day
            base = date(near.year, near.month, near.day) if full and near else None  # type: ignore[arg-type]
        if base is None:
            return _Atom(start, end, kind=TimeKind.VAGUE)
        return _point(start, end, Partial.of(base + timedelta(days=shift)))

    def _stretch(self, match: re.Match[str], number: str, name: str, past: bool) -> _Atom | None:
        """Read 近五年, 未来三年, 五年来."""
        start, end = match.span()
        spans = self.grammar.words["spans"]
        count = _number(number)
        if not count or self.anchor is None:  # 未来几年, 未来三到五年
            return _Atom(start, end, kind=TimeKind.VAGUE)
        if not 1 <= count <= 1000:
            return None
        unit = spans["units"][name]
        today = back(self.anchor, 0, unit)
        other = back(self.anchor, count if past else -count, unit)
        begin, finish = sorted((today, other))
        return _Atom(start, end, interval=Interval(begin, finish), kind=TimeKind.DURATION)


def _point(start: int, end: int, partial: Partial) -> _Atom:
    return _Atom(start, end, partial=partial, interval=partial.interval)


def find_chinese_times(text: str, anchor: date | None) -> list[TimeSpan]:
    """Find the time expressions of a Chinese text.

    Args:
        text: any text; a line break ends a sentence.
        anchor: the day of the article, from which 去年 and 昨日 count; ``None`` if unknown.
    """
    return list(_Reader(text, anchor).spans())
