"""Chinese numerals as numbers: 二〇二四, 十一, 三千五百万, 一点二亿, also mixed with digits (1亿3000万)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

__all__ = ["DIGITS", "SCALES", "chinese_number", "chinese_year"]

# The numerals are the script itself, not vocabulary: they are syntax like the digits 0 to 9.
DIGITS: Final[dict[str, int]] = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
SCALES: Final[dict[str, int]] = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_PART = re.compile(
    r"(?P<arabic>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<digit>[零〇○一二两三四五六七八九])|(?P<scale>[十百千万亿])"
)


def chinese_year(text: str) -> int | None:
    """Return the year written digit by digit (二〇二四) or in Arabic digits, or ``None``.

    >>> chinese_year("二〇二四")
    2024
    """
    if text.isdecimal():
        return int(text)
    if all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    return None


def chinese_number(text: str) -> Decimal | None:
    """Return what a numeral says, Chinese, Arabic or mixed, or ``None`` when it says nothing.

    >>> chinese_number("十一"), chinese_number("53.9万亿"), chinese_number("三千五百万")
    (Decimal('11'), Decimal('53900000000000.0'), Decimal('35000000'))
    """
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if len(text) > 1 and all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    total = Decimal(0)  # of 亿 and above
    section = Decimal(0)  # below 万, being built
    number: Decimal | None = None  # the digit waiting for its scale
    last = 0  # the last scale, for 两万五
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match["arabic"]:
            number = Decimal(match["arabic"].replace(",", ""))
        elif match["digit"]:
            digit = DIGITS[match["digit"]]
            number = Decimal(digit)
            if digit == 0:
                number, last = None, 0
        else:
            scale = SCALES[match["scale"]]
            if scale < 10**4:
                section += (Decimal(1) if number is None else number) * scale
            else:
                pending = section + (number or 0)
                if scale == 10**4:
                    total += (pending or Decimal(1)) * scale
                elif total >= 10**8:  # 1万亿3000亿
                    total += pending * scale
                else:  # 53.9万亿: everything so far counts in 亿
                    total = ((total + pending) or Decimal(1)) * scale
                section = Decimal(0)
            number, last = None, scale
    if number is not None:
        # 两万五 is 25,000, but 1亿3000 and 一百零五 are what they say
        colloquial = last >= 100 and number < 10 and not text[-1].isdecimal()
        section += number * (last // 10) if colloquial else number
    return total + section


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    """Read 一点二亿: the digits after the point, then the scales."""
    digits = ""
    for character in fraction:
        if character not in DIGITS:
            break
        digits += str(DIGITS[character])
    value = chinese_number(whole) if whole else Decimal(0)
    if value is None or not digits:
        return None
    value += Decimal(f"0.{digits}")
    for character in fraction[len(digits) :]:
        if character not in SCALES:
            return None
        value *= SCALES[character]
    return value
