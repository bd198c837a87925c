"""Which lines are furniture: the vocabulary of ``ontology/frames/furniture.toml`` at work.

Lines are compared as wholes, in a normal form, so that a furniture word inside a sentence never counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from kg.resources import frames

__all__ = ["Furniture", "any_of", "folded", "furniture", "normal", "squeezed", "words_of"]

LONGEST = 90
"""No furniture line is longer, save notices."""
LONGEST_NOTICE = 300

_CLAUSE = 4
"""With so many spaces or more, an English line that ends in a full stop is a sentence."""

_SIGNS = re.compile(r"[\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WHITE = re.compile(r"\s+")
_TAGGED = re.compile(r"\s*(?:\[\[[^\[\]\n]{1,60}\]\]\s*)+|\s*(?:#\w{2,40}\s*){2,}")
"""Nothing but tags: [[ports]] [[policy]], #ports #policy."""
_GAP = r"[^。!?;\n]{0,60}"
_WIDE_GAP = r"[^。\n]{0,300}"
_NAME = r"[^。!?;:,\n]{1,40}?"


@lru_cache(maxsize=1024)
def normal(text: str) -> str:
    """Return the form in which a line is compared: half-width, lower case, bare of signs at its ends.

    >>> normal("👉 **扫码关注我们！** ↓")
    '扫码关注我们'
    """
    return _EDGES.sub("", _WHITE.sub(" ", folded(text)))


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Return a text half-width, in lower case and with straight quotation marks."""
    text = unicodedata.normalize("NFKC", text.replace("…", " ")).casefold()
    return text.translate(_QUOTES)


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "『": '"', "』": '"'})


def squeezed(text: str) -> str:
    """Return only the letters and digits of a text, folded: what two spellings of a title share."""
    return _SIGNS.sub("", folded(text))


def _template(entry: str, gap: str) -> str:
    """Turn an entry into a regular expression: ``……`` any words, ``<number>`` digits, ``<source>`` a name."""
    parts = []
    for part in re.split(r"(……|<number>|<source>|<author>)", entry):
        if part == "……":
            parts.append(gap)
        elif part == "<number>":
            parts.append(r"\d{1,6}")
        elif part in ("<source>", "<author>"):
            parts.append(f"(?P<{part[1:-1]}>{_NAME})")
        elif part:
            parts.append(r"\s*".join(re.escape(word) for word in _WHITE.sub(" ", folded(part)).split(" ")))
    return "".join(parts)


def any_of(entries: Iterable[str], *, wide: bool = False) -> re.Pattern[str]:
    """Compile entries of the vocabulary into one pattern for lines in normal form.

    Args:
        entries: as they stand in the file; signs at their ends fall away as they do from lines.
        wide: let ``……`` stand for more, as in notices and credits, where addresses follow.
    """
    gap = _WIDE_GAP if wide else _GAP
    shapes = {_template(e if "……" in e or "<" in e else normal(e), gap) for e in entries}
    return re.compile("|".join(sorted(filter(None, shapes), key=lambda shape: (-len(shape), shape))) or r"(?!)")


class Furniture:
    """The vocabulary, compiled.

    Args:
        table: the contents of ``furniture.toml``.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._platform_end = any_of(table["end"]["platform"], wide=True)
        self._author_end = any_of(table["end"]["author"])
        self._account_before = any_of(table["end"]["account_before"])
        self._sections = any_of(table["sections"]["headings"])
        self._lines = any_of(entry for group in table["lines"].values() for entry in group)
        sharing = words_of(entry for entry in table["lines"]["share"] if entry.isascii() and entry.isalpha())
        self._sharing = re.compile(rf"(?:(?:{sharing})(?:[\s|·•/]+|$)){{2,}}")
        self._notices = any_of(table["notices"]["lines"], wide=True)
        caption = table["caption"]
        numbered, plain = words_of(caption["numbered"]), words_of(caption["plain"])
        self._caption = re.compile(
            rf"(?:{numbered})\s*\d+(?:[-.]\d+)*\s*(?:[:.、]\s*|\s)\S.*|(?:{plain})\s*[:|丨/]\s*.+|(?:{numbered})\s*\d+"
        )
        self._caption_signs = tuple(caption["signs"])
        self._staff = re.compile(rf"(?:{words_of(table['byline']['staff'])})\s*[:|丨/]\s*\S.*")
        self._number = _numbers(table["numbers"])
        self._tags = any_of(table["byline"]["tags"])
        about = table["byline"]["about"]
        self._about = re.compile(
            rf"\W{{0,3}}(?:{words_of(about['verbs'])}) (?:[\w\-,’']+ ){{0,8}}?(?:{words_of(about['roles'])})\b",
            re.IGNORECASE,
        )

    def ends_page(self, text: str) -> bool:
        """Say whether the platform's footer begins here."""
        return len(text) <= LONGEST_NOTICE and bool(self._platform_end.fullmatch(normal(text)))

    def ends_article(self, text: str) -> bool:
        """Say whether the author marks the end here."""
        return self._is(self._author_end, text) and len(text) <= 40

    def follows_account(self, text: str) -> bool:
        """Say whether the line before this one is the name of the account."""
        return self._is(self._account_before, text)

    def opens_list(self, text: str) -> bool:
        """Say whether this is the heading of a list of other articles."""
        return self._is(self._sections, text)

    def tells_of(self, text: str, authors: Iterable[str]) -> bool:
        """Say whether a paragraph tells who the author is: [NAME] is a reporter for …."""
        for name in ("", *authors):
            if (
                text.casefold().startswith(name.casefold())
                and self._about.match(text, len(name))
                and (name or text[:1].islower())
            ):
                return True
        return False

    @staticmethod
    def is_given_name(text: str) -> bool:
        """Say whether a line begins with a given name of the English-speaking press."""
        return text.split(" ")[0] in frames("english")["people"]["given"]

    def is_tag(self, text: str) -> bool:
        """Say whether this is a label such as 原创 that stands by itself."""
        return self._is(self._tags, text)

    def is_caption(self, text: str) -> bool:
        """Say whether this is the caption of a picture or table."""
        if len(text) > LONGEST or _is_sentence(text):
            return False
        return text.lstrip("* ").startswith(self._caption_signs) or bool(self._caption.fullmatch(normal(text)))

    def is_line(self, text: str) -> bool:
        """Say whether a line is furniture, whatever stands around it."""
        bare = normal(text)
        if not bare or _TAGGED.fullmatch(text):
            return True
        if len(text) <= LONGEST_NOTICE and self._notices.fullmatch(bare):
            return True
        if len(text) > LONGEST or _is_sentence(text):
            return False
        if self._sharing.fullmatch(bare):
            return True
        return bool(self._lines.fullmatch(bare) or self._staff.fullmatch(bare) or self._number.fullmatch(bare))

    @staticmethod
    def _is(pattern: re.Pattern[str], text: str) -> bool:
        return len(text) <= LONGEST and bool(pattern.fullmatch(normal(text)))


def _is_sentence(text: str) -> bool:
    """Say whether a line ends like a sentence of the article; one that shouts or asks may be a slogan."""
    end = text.rstrip("”’\"')）」』 ")
    return end.endswith("。") or (end.endswith(".") and text.count(" ") >= _CLAUSE)


def words_of(words: Iterable[str]) -> str:
    """Return the alternatives of a regular expression for words, longest first."""
    return "|".join(re.escape(folded(word)) for word in sorted(words, key=len, reverse=True))


def _numbers(table: dict[str, Any]) -> re.Pattern[str]:
    """Compile what lines that hold a section's number, a count or a day look like."""
    before, behind = words_of(table["before"]), words_of(table["behind"])
    month, weekday = words_of(table["months"]), words_of(table["weekdays"])
    section = rf"(?:{before})?[.\s]*(?:\d{{1,2}}|[{table['numerals']}]{{1,3}}|[ivx]{{1,4}})(?:{behind})?"
    count = rf"[\d,.]+\s*(?:{words_of(table['counters'])})*"
    year_first = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?"
    month_named = rf"(?:{month})[a-z]*\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{month})[a-z]*\.? \d{{4}}"
    time = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*(?:{words_of(table['zones'])})?"
    day = rf"(?:{year_first}|{month_named})[,\s|]*(?:(?:{weekday}).)?[,\s|]*{time}"
    return re.compile(f"{section}|{count}|{day}")


@cache
def furniture() -> Furniture:
    """Return the vocabulary of ``furniture.toml``."""
    return Furniture(frames("furniture"))
