"""What is compared of a name, and how a name stands in an IRI.

Two names that differ by width, case, blanks, punctuation, Traditional and Simplified characters or a legal form have
one key. Traditional to Simplified is OpenCC's ``t2s``: characters, not wording.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.model import Kind
from kg.resources import frames

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["has_han", "identity_key", "is_acronym", "name_key", "shown_name", "simplified"]

_LEFT_OUT = re.compile(r"[\s\u200b\ufeff\u00b7\u2022\u2027\u2219\u30fb]+")
"""Blanks and interpuncts: written or left out at will."""

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u300c\u300d", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
"""Quotation marks, apostrophes and dashes: one thing in many shapes."""

_ABBREVIATION = re.compile(r"(?=.{2,5}\Z)[^\Wa-z_]*[A-Z][^\Wa-z_]*[A-Z][^\Wa-z_]*\Z", re.ASCII)
_ACRONYM = re.compile(r"(?=.{2,9}\Z)[A-Z0-9&/\-.]*[A-Z][A-Za-z0-9&/\-.]?[A-Z0-9&/\-.]*", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NOT_COMPARED = re.compile(r"[^\w&+#]|_")
_MARKS = re.compile(r"^[《〈“\"‘「『]+|[》〉”\"’」』]+$")
_BLANKS = re.compile(r"\s+")


def has_han(name: str) -> bool:
    """Tell whether a name has a Chinese character."""
    return _HAN.search(name) is not None


def is_acronym(name: str) -> bool:
    """Tell whether a name is an abbreviation by its form: capitals, no blank.

    >>> [is_acronym(name) for name in ("ITU", "CNCERT/CC", "FedCM", "OpenAI", "S&P Global", "国际电联")]
    [True, True, False, False, False, False]
    """
    return _ACRONYM.fullmatch(name) is not None and sum(c.islower() for c in name) <= 1


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # loads a shared library: only where there is Chinese to convert

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Return Chinese text in Simplified characters.

    >>> simplified("國際電信聯盟")
    '国际电信联盟'
    """
    if text.isascii() or not has_han(text):
        return text
    converted: str = _converter().convert(text)
    return converted


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return what is compared of a name that is looked up in a register.

    >>> name_key("Ｃｈｅｃｋ Point"), name_key("洛克希德·马丁"), name_key("U S"), name_key("國際電聯")
    ('checkpoint', '洛克希德马丁', 'US', '国际电联')
    """
    key = simplified(_LEFT_OUT.sub("", unicodedata.normalize("NFKC", name).translate(_FOLDED)))
    if _ABBREVIATION.match(key):
        return key
    # Leaving blanks out and folding case can each bring marks together that NFKC had left apart.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())


@lru_cache(maxsize=1 << 16)
def shown_name(name: str, kind: Kind) -> str:
    """Return a name as an IRI shows it: Simplified, of one width, without title marks and legal form.

    >>> shown_name("示範科技股份有限公司", Kind.ORGANIZATION), shown_name("Sample  Labs, Inc.", Kind.ORGANIZATION)
    ('示范科技', 'Sample Labs')
    """
    name = name.encode(errors="replace").decode()  # half of a surrogate pair can be kept nowhere
    shown = _BLANKS.sub(" ", _MARKS.sub("", unicodedata.normalize("NFKC", name).strip())).strip()
    shown = simplified(shown)
    return _without_legal_form(shown) if kind is Kind.ORGANIZATION else shown


@lru_cache(maxsize=1 << 16)
def identity_key(name: str, kind: Kind) -> str:
    """Return what two spellings of one name share.

    >>> identity_key("OpenAI公司", Kind.ORGANIZATION), identity_key("Open AI, Inc.", Kind.ORGANIZATION)
    ('openai', 'openai')
    >>> identity_key("约翰·史密斯", Kind.PERSON) == identity_key("约翰•史密斯", Kind.PERSON)
    True
    """
    folded = unicodedata.normalize("NFKC", shown_name(name, kind).casefold())
    return _NOT_COMPARED.sub("", folded) or folded


def _without_legal_form(name: str) -> str:
    stem = name
    while (shorter := _legal_form().sub("", stem).rstrip(" ,，、")) != stem:
        if not _is_name(shorter):
            break
        stem = shorter
    return stem


def _is_name(stem: str) -> bool:
    return len(stem) > 1 and stem not in _not_names()


@cache
def _legal_form() -> re.Pattern[str]:
    forms = frames("identity")["legal_forms"]

    def any_of(words: list[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    # Latin forms are words of their own (S.A. and SA alike); Chinese ones end the name.
    latin = "|".join(r"\.?".join(map(re.escape, form)) for form in sorted(forms["en"], key=len, reverse=True))
    return re.compile(rf"(?:(?:{any_of(forms['zh'])})|(?<=[\s,，.])(?:{latin})\.?)$", re.IGNORECASE)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(frames("identity")["legal_forms"]["not_alone"]) | frozenset(
        frames("organizations")["common"]["zh"]
    )
