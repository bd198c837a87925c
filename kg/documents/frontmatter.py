"""Front matter: the lines between ``---`` and ``---`` at the top of a file, with offsets.

Written by crawlers, it is seldom valid YAML: titles hold colons, quotation marks and hashes, unquoted.
So it is read line by line: the first colon ends the key, and what follows is the value, whatever it
looks like. Quotation marks around a value and values that run on over indented lines are understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from kg.documents.inline import Edit

__all__ = ["FrontMatter", "Value", "iso_date", "opens", "parse"]

KEYS = frozenset({"title", "url", "source", "date", "author"})
ALIASES = {
    "sitename": "source",
    "site_name": "source",
    "publisher": "source",
    "authors": "author",
    "published": "date",
    "published_at": "date",
}
"""Other crawlers' names for the same; the key itself goes first, wherever it stands."""
MAX_LINES = 500

_OPENING = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*---[ \t]*\r?\n")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*[:：](?:[ \t]+|$)")
_KEY_AT_TOP = re.compile(r"(?:title|url|source|date)[ \t]*[:：]", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*-[ \t]+")
_ESCAPE = re.compile(r'\\(?:["\\/]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nt])')
_DATE = re.compile(r"(\d{4})(?:[-/.]|\s*年\s*)(\d{1,2})(?:[-/.]|\s*月\s*)(\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"\b(?:(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th)? (?P<then>(?:{'|'.join(_MONTHS)})[a-z]*)\.?),? (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
"""September 28, 2030; 28 Sep 2030."""


@dataclass(frozen=True, slots=True)
class Value:
    """The stretch of source text that holds a value, and what must be changed in it to read it."""

    start: int
    end: int
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found.

    Attributes:
        values: by key, of the keys that a document has a use for.
        end: source offset of the first character after it.
        closed: whether the closing ``---`` is there.
    """

    values: dict[str, Value] = field(default_factory=dict)
    end: int = 0
    closed: bool = True


def opens(text: str) -> bool:
    """Say whether a text begins with front matter, and not with a rule that happens to be three dashes."""
    opening = _OPENING.match(text)
    if not opening:
        return False
    position = opening.end()
    for _ in range(50):
        line = _LINE.match(text, position)
        if line is None or line.end() == position or line[1].strip() in ("---", "..."):
            return False
        if _KEY_AT_TOP.match(line[1]):
            return True
        position = line.end()
    return False


def parse(text: str) -> FrontMatter:
    """Read the front matter of a text that :func:`opens` with it."""
    opening = _OPENING.match(text)
    if opening is None or not opens(text):
        return FrontMatter(end=0)
    values: dict[str, Value] = {}
    others: dict[str, Value] = {}
    position = opening.end()
    key, held = "", values
    for _ in range(MAX_LINES):
        line = _LINE.match(text, position)
        if line is None or line.end() == position:
            break
        content = line[1]
        if content.rstrip() in ("---", "..."):
            return FrontMatter({**others, **values}, line.end())
        found = _KEY.match(content)
        if found:
            key = found[1].lower()
            held = others if key in ALIASES else values
            key = ALIASES.get(key, key)
            if key in KEYS and key not in held:
                held[key] = _value(text, position + found.end(), position + len(content))
            elif key in KEYS:
                key = ""
        elif key in held and (item := _ITEM.match(content)) and key == "author":
            held[key] = _continued(text, held[key], position + item.end(), position + len(content), ", ")
        elif content[:1] in (" ", "\t") and content.strip() and key in held:
            held[key] = _continued(text, held[key], position, position + len(content))
        position = line.end()
    return FrontMatter({**others, **values}, opening.end(), closed=False)


def _value(text: str, start: int, end: int) -> Value:
    start, end = _trimmed(text, start, end)
    if text[start:end] in (">", "|", ">-", "|-", ">+", "|+"):
        return Value(end, end)
    quote = text[start : start + 1]
    if quote in ('"', "'") and end - start >= 2 and text[end - 1] == quote:
        inner = text[start + 1 : end - 1]
        # A title such as “"A" and "B"” begins and ends with quotation marks of its own.
        if quote == '"' and '"' not in inner.replace('\\"', ""):
            edits = tuple(
                (start + 1 + e.start(), start + 1 + e.end(), _unescape(e[0])) for e in _ESCAPE.finditer(inner)
            )
            return Value(start + 1, end - 1, edits)
        if quote == "'" and "'" not in inner.replace("''", ""):
            doubled = tuple((start + 1 + e.start(), start + 1 + e.end(), "'") for e in re.finditer("''", inner))
            return Value(start + 1, end - 1, doubled)
    return Value(start, end)


def _continued(text: str, value: Value, start: int, end: int, between: str = " ") -> Value:
    start, end = _trimmed(text, start, end)
    if value.start == value.end:
        return Value(start, end)
    return Value(value.start, end, (*value.edits, (value.end, start, between)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _unescape(escape: str) -> str:
    code = escape[1]
    if code in "ux":
        value = chr(int(escape[2:], 16))
        return value if value.isprintable() else ""
    return {"n": " ", "t": " "}.get(code, code)


def iso_date(text: str) -> str | None:
    """Return the first day that a text names in digits, or else with an English month, in ISO 8601, or ``None``.

    >>> iso_date("2024/11/6 10:20"), iso_date("2024年11月6日"), iso_date("2024-13-01"), iso_date("Nov. 6, 2024")
    ('2024-11-06', '2024-11-06', None, '2024-11-06')
    """
    found, named = _DATE.search(text), _NAMED.search(text)
    if found:
        year, month, day = (int(part) for part in found.groups())
    elif named:
        month = _MONTHS.index((named["month"] or named["then"])[:3].lower()) + 1
        year, day = int(named["year"]), int(named["day"] or named["first"])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
