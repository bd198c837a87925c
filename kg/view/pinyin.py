"""Chinese names as people type them on a Latin keyboard: 国际电信联盟 as ``gjdxlm`` and ``guojidianxinlianmeng``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pypinyin import lazy_pinyin

__all__ = ["pinyin_key"]

LONGEST = 40
"""Characters of a name that are spelled: nobody types the pinyin of a whole sentence."""


def pinyin_key(names: Iterable[str]) -> str:
    """Return initials and full pinyin of all names that hold Chinese characters, each once.

    >>> pinyin_key(["国际电信联盟", "ITU"])
    'gjdxlm guojidianxinlianmeng'
    """
    spelled = (key for name in names if any(_is_han(c) for c in name) for key in _spell(name[:LONGEST]))
    return " ".join(dict.fromkeys(spelled))


@cache
def _spell(name: str) -> tuple[str, str]:
    syllables = lazy_pinyin(name, errors=lambda run: "".join(c.lower() for c in run if c.isalnum()))
    return (
        "".join(s if any(c.isdigit() for c in s) else s[:1] for s in syllables),
        "".join(syllables),
    )


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
