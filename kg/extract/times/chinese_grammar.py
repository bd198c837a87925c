"""The patterns of Chinese time expressions, built from ``ontology/frames/times.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.resources import frames

__all__ = ["ChineseGrammar", "chinese_grammar"]


def _any(words: Any) -> str:
    """Return a pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class ChineseGrammar:
    """The patterns, built once from ``ontology/frames/times.toml``."""

    def __init__(self) -> None:
        words = frames("times")["zh"]
        self.words: dict[str, Any] = words
        separator = rf"\s?(?:{_any(words['range'])})\s?"
        day_number = (
            r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
        )
        month_number = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
        clock = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[时点](?:\d{1,2}分|半|整)?(?!\d))"
        loose = rf"(?:{_any(words['loose'])})"
        tail = rf"(?:\s*[（(]?(?:{_any(words['daytime'])})[）)]?)?(?:\s*{clock})?"

        def day(group: str) -> str:
            return rf"(?P<{group}>{day_number})(?:\s?[日号]|(?={separator}{day_number}\s?[日号])){tail}"

        # 上半年, 一季度, 年底; only after a year may they be as short as 底 and Q3
        parts = _any(words["parts"])
        alone = _any(part for part in words["parts"] if len(part) > 2 or part == "首季")
        bare_day = rf"(?<![\d.月年第])(?<!{')(?<!'.join(words['not_before_day'])})(?P<bd>[12]\d|3[01]|0?[1-9])"
        not_after = rf"(?!(?:{_any(words['not_after_day'])}))"
        spans = words["spans"]
        span_number = rf"\d+|[一二两三四五六七八九十]+|{_any(spans['vague_numbers'])}"
        lasting = _duration(words["durations"])
        # Most characters begin no time: this look ahead spares trying every pattern at them.
        years, months = ("year_words", "year_words_of_context"), ("month_words", "month_words_of_context")
        days = ("week_words", "day_words", "day_words_of_context", "plans", "parts")
        openings = {word[0] for name in (*years, *months, *days) for word in words[name]}
        openings |= {word[0] for word in (*words["weekdays"]["names"], *words["vague"]["words"])}
        openings |= {word[0] for word in (*spans["past"], *spans["future"])}
        openings |= {
            word[0] for key in ("before", "with", "whole_before", "vague_numbers") for word in words["durations"][key]
        }
        gate = rf"(?=[\d〇零○一二三四五六七八九十廿两百半上“‘{re.escape(''.join(sorted(openings)))}])"
        self.pattern = re.compile(
            gate
            + "(?:"
            + "|".join(
                (
                    # 2024-11-26, 2024/11/26, 2024.11.26, with a time of day
                    r"(?<![\w./-])(?P<iy>(?:19|20)\d\d)(?P<is>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=is)(?P<id>[12]\d|3[01]|0?[1-9])"
                    r"(?![\d/-]|\.\d)(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?",
                    # 20世纪90年代, 上世纪90年代, 90年代
                    r"(?:(?P<century>\d{2}|上)世纪)?(?<!\d)(?P<decade>[1-9]0|[二三四五六七八九]十)年代(?:初|中期|末|后期)?",
                    # 2024年, 二〇二四年, 去年, with month and day or a part of the year
                    rf"(?:(?<![\d.])(?P<y>(?:1[89]|20)\d\d|[一二][〇零○一二三四五六七八九]{{3}})"
                    rf"(?:\s?(?:{_any(words['fiscal'])})|\s?年|(?={separator}(?:1[89]|20)\d\d\s?年)|(?=[-—–~～](?:19|20)\d\d[）)])"
                    # 《…》（2015）
                    r"|(?<=》[（(]\d\d\d\d)(?=[）)]))"
                    rf"|(?:(?P<ry>{_any(words['year_words'])})|(?P<cy>{_any(words['year_words_of_context'])}))(?:{_any(words['same_time'])})?"
                    r"|(?P<ey>(?<=\d[-—–~～])20\d\d(?=[）)])))"
                    rf"(?:\s?的?(?:(?P<part>{parts})|(?:1[-—–~～至到]|前)(?P<first>\d{{1,2}}|[一二三四五六七八九十]+)个?月(?!\d)"
                    rf"|(?P<m>{month_number})(?:\s?月|(?={separator}{month_number}\s?月)){loose}?(?:\s?{day('d')})?"
                    rf"|(?P<onlyyear>{loose})))?",
                    # 本月, 上月, 当月, with a day
                    rf"(?P<rm>{_any(words['month_words'])})(?:{day('rmd')}|{loose})?",
                    rf"(?P<cm>{_any(words['month_words_of_context'])})(?:{day('cmd')}|{loose})?",
                    # 11月19日, 7月
                    rf"(?<![\d.个])(?P<mm>{month_number})(?:\s?月(?!{'|'.join(words['not_after_month'])})|(?={separator}{month_number}\s?月(?:份|[底初]|间)?))"
                    rf"{loose}?(?:\s?{day('md')})?",
                    # 本周四, 上周三, 周四, 本周
                    rf"(?P<ww>{_any(words['week_words'])})(?P<wd>[一二三四五六日天末](?!致))?",
                    rf"(?:{_any(words['weekdays']['names'])})(?P<bw>[一二三四五六日天])(?![\d致个])",
                    rf"(?P<dw>{_any(words['day_words'])}){tail}",
                    rf"(?P<cd>{_any(words['day_words_of_context'])}){tail}",
                    # 近五年, 过去12个月, 未来三年, 最近几年
                    rf"(?P<sd>{_any([*spans['past'], *spans['future']])})(?:的)?\s?"
                    rf"(?P<sn>(?:{span_number})(?:{separator}(?:{span_number}))?)\s?"
                    rf"(?P<su>{_any(spans['units'])})(?![前后底初月])(?:的?(?:{_any(spans['after'])}))?",
                    rf"(?<![\d第近])(?P<an>\d+|[一二两三四五六七八九十]+)(?P<au>{_any(spans['units'])})"
                    rf"(?:{_any(words['stretch']['behind'])})(?!{'|'.join(words['stretch']['not_before'])})",
                    # 三年内, 两个多月里, 连续五年
                    rf"(?P<lasting>{lasting})",
                    rf"[“‘]?(?P<plan>{_any(words['plans'])})[”’]?(?:规划)?(?:期间|时期|(?=[以末]))",
                    rf"(?P<bp>{alone})",
                    rf"{bare_day}(?:\s?[日号]{not_after}|(?={separator}\d{{1,2}}\s?[日号])){tail}",
                    r"(?<![\d.])(?P<clock>(?:[01]?\d|2[0-3])[时点](?:[0-5]\d分|半|整)|(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d))",
                    rf"(?P<vague>{_any(words['vague']['words'])})",
                )
            )
            + ")"
        )
        self.join = re.compile(rf"{separator}")
        self.and_join = re.compile(rf"\s?(?:{_any(words['and'])})\s?")
        self.between = re.compile(rf"\s?(?:{_any(words['between'])})")
        self.open = re.compile(rf"(?:{_any(words['open'])})")
        self.future = re.compile(_any(words["future"]))
        self.takes = re.compile(
            rf"(?:{_any(words['durations']['figure_before'])})(?:{_any(words['durations']['before'])})?$"
        )
        self.our_times = tuple(words["our_times"])


def _duration(words: dict[str, Any]) -> str:
    """Return a pattern for a stretch of time that a text gives no beginning of: 三年内, 用一年半时间, 连续三年."""
    number = (
        rf"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+|{_any(words['vague_numbers'])})(?:{_any(words['more'])})?"
    )
    ranged = rf"{number}(?:(?:{_any(words['range'])}){number})?\s?"
    unit = rf"(?:(?:个半?)?(?:{_any(words['more'])})?(?:{_any(words['counted_units'])})|(?:{_any(words['units'])}))"
    much = rf"{ranged}{unit}(?:{_any(words['more'])}|半)?"
    behind = "|".join(
        rf"{re.escape(word)}(?!{_any(words['not_before'].get(word, []))})"
        if word in words["not_before"]
        else re.escape(word)
        for word in sorted(words["behind"], key=len, reverse=True)
    )
    free = rf"(?<![\d第.一二两三四五六七八九十百])(?:{_any(words['before'])})?{much}"
    stretch = _any(words["stretch"])
    return (
        rf"{free}(?:的?(?:{stretch}))?(?:{behind})|(?:{_any(words['with'])}){free}的?(?:{stretch})"
        rf"|(?:{_any(words['whole_before'])})\s?{much}(?![{words['not_unit_end']}])"
    )


@cache
def chinese_grammar() -> ChineseGrammar:
    """Return the grammar, built once."""
    return ChineseGrammar()
