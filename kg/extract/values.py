"""Literals as the graph writes them."""

from __future__ import annotations

from kg.model import Value, ValueType

__all__ = ["date_value"]

_BY_LENGTH = {4: ValueType.YEAR, 7: ValueType.YEAR_MONTH, 10: ValueType.DATE}


def date_value(text: str) -> Value:
    """Return a date literal as precise as its ISO 8601 text.

    >>> date_value("2024-07").type
    <ValueType.YEAR_MONTH: 'gYearMonth'>

    Raises:
        ValueError: the text is no year, month or day.
    """
    try:
        return Value(text, _BY_LENGTH[len(text)])
    except KeyError:
        raise ValueError(f"{text!r} is no date") from None
