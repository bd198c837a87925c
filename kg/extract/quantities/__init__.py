"""Quantities: a number with its scale, unit and qualifier, wherever a text counts or measures.

>>> [(str(q.value), q.unit, q.qualifier) for q in find_quantities("超过53.9万亿元", language="zh")]
[('53900000000000', '元', 'moreThan')]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kg.extract.quantities.chinese import find_chinese_quantities
from kg.extract.quantities.english import find_english_quantities
from kg.extract.quantities.values import Bound, Quantity
from kg.extract.times import find_times

__all__ = ["Bound", "Quantity", "find_quantities"]


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find_quantities(text: str, *, language: str, times: Iterable[_Stretch] | None = None) -> list[Quantity]:
    """Find the quantities of a text, in order.

    A number that is part of a time expression, a name, an identifier or an order (第三, CVE-2020-8187,
    GB/T 22239, 表1) is none. The two ends of a range are two quantities with the same outer span.

    Args:
        text: any text.
        language: BCP 47 tag; Chinese is read as Chinese, everything else as English.
        times: the time expressions of the text, if they are known already.
    """
    if times is None:
        times = find_times(text, language=language, anchor=None)
    found = (find_chinese_quantities if language.lower().startswith("zh") else find_english_quantities)(text)
    taken = sorted((span.start, span.end) for span in times)
    kept: list[Quantity] = []
    index = 0
    for quantity in found:
        while index < len(taken) and taken[index][1] <= quantity.start:
            index += 1
        if index == len(taken) or quantity.end <= taken[index][0]:
            kept.append(quantity)
    return kept
