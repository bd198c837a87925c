"""Time expressions: where a text names a date, a period or a stretch of time, and which.

>>> from datetime import date
>>> [span.period for span in find_times("11月19日至22日", language="zh", anchor=date(2024, 11, 26))]
['2024-11-19/2024-11-22']
"""

from __future__ import annotations

from datetime import date

from kg.extract.times.chinese import find_chinese_times
from kg.extract.times.english import find_english_times
from kg.extract.times.spans import TimeKind, TimeSpan

__all__ = ["TimeKind", "TimeSpan", "find_times"]


def find_times(text: str, *, language: str, anchor: date | None) -> list[TimeSpan]:
    """Find the time expressions of a text, in order, not overlapping.

    Args:
        text: any text; a line break ends a sentence.
        language: BCP 47 tag; Chinese is read as Chinese, everything else as English.
        anchor: the day of the article, from which 去年 and "last July" count; ``None`` if unknown:
            then only absolute dates get a value.
    """
    if language.lower().startswith("zh"):
        return find_chinese_times(text, anchor)
    return find_english_times(text, anchor)
