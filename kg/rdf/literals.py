"""Values → RDF literals, in one written form a value."""

from __future__ import annotations

import re
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.model import Value, ValueType
from kg.rdf.namespaces import XSD

__all__ = ["clean", "decimal", "literal", "offset", "string", "text"]

_DECIMAL = NamedNode(f"{XSD}decimal")
_NON_NEGATIVE_INTEGER = NamedNode(f"{XSD}nonNegativeInteger")
_DATATYPES = {
    kind: NamedNode(f"{XSD}{kind}") for kind in (ValueType.DATE, ValueType.YEAR_MONTH, ValueType.YEAR, ValueType.URI)
}

# No exponent: hostile "1E999999999" would be written out in full.
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_DATES = {
    ValueType.DATE: (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), ""),
    ValueType.YEAR_MONTH: (re.compile(r"[0-9]{4}-[0-9]{2}"), "-01"),
    ValueType.YEAR: (re.compile(r"[0-9]{4}"), "-01-01"),
}

# What cannot be stored or exchanged: lone surrogates have no UTF-8, Raptor takes NUL for the end of the
# string and refuses the two noncharacters, which XML 1.0 has no place for either.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")


def clean(characters: str) -> str:
    r"""Put U+FFFD in place of every code point that RDF tools cannot store; offsets stay as they are.

    >>> clean("a\x00b")
    'a�b'
    """
    return _UNSTORABLE.sub("\ufffd", characters)


def string(characters: str) -> Literal:
    """Return a plain ``xsd:string``."""
    return Literal(clean(characters))


def text(characters: str, lang: str) -> Literal:
    """Return text with a language tag, or a plain string where the language is not given.

    Raises:
        ValueError: the tag is not well-formed by BCP 47.
    """
    if not lang:
        return string(characters)
    try:
        return Literal(clean(characters), language=lang)
    except ValueError:
        raise ValueError(f"{lang!r} is not a language tag") from None


def decimal(number: str) -> Literal:
    """Return an ``xsd:decimal`` in canonical form: no plus sign, no needless zeros.

    Args:
        number: digits with an optional sign and an optional point, no exponent.

    Raises:
        ValueError: it is written otherwise.

    >>> decimal("+042.80").value
    '42.8'
    """
    match = _NUMBER.fullmatch(number)
    if not match or not (match[2] or match[3]):
        raise ValueError(f"{number!r} is not a decimal number")
    whole = match[2].lstrip("0") or "0"
    fraction = (match[3] or "").rstrip("0")
    canonical = f"{whole}.{fraction}" if fraction else whole
    sign = "-" if match[1] == "-" and canonical != "0" else ""
    return Literal(sign + canonical, datatype=_DECIMAL)


def offset(count: int) -> Literal:
    """Return an ``xsd:nonNegativeInteger``.

    Raises:
        ValueError: the number is negative.
    """
    if count < 0:
        raise ValueError(f"{count} is negative")
    return Literal(str(count), datatype=_NON_NEGATIVE_INTEGER)


def literal(value: Value) -> Literal:
    """Return the literal that a value stands for.

    Raises:
        ValueError: the text is not what its type says: no such day, not a number.

    >>> str(literal(Value("2024-07", ValueType.YEAR_MONTH)))
    '"2024-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    match value.type:
        case ValueType.TEXT:
            return text(value.text, value.lang)
        case ValueType.STRING:
            return string(value.text)
        case ValueType.DECIMAL:
            return decimal(value.text)
        case ValueType.URI:
            return Literal(clean(value.text), datatype=_DATATYPES[value.type])
        case ValueType.DATE | ValueType.YEAR_MONTH | ValueType.YEAR:
            return _date(value)


def _date(value: Value) -> Literal:
    form, first_day = _DATES[value.type]
    try:
        if not form.fullmatch(value.text):
            raise ValueError
        date.fromisoformat(value.text + first_day)
    except ValueError:
        raise ValueError(f"{value.text!r} is not an xsd:{value.type}") from None
    return Literal(value.text, datatype=_DATATYPES[value.type])
