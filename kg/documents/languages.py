"""Which language a text is in, by its script."""

from __future__ import annotations

import re

__all__ = ["by_script"]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]+")


def by_script(text: str) -> str:
    """Return ``zh`` where there are at least three Chinese characters to four Latin words, else ``en``.

    A Chinese word has some two characters, so a Chinese text full of foreign names still passes.

    >>> by_script("微软公布了 Azure OpenAI 的漏洞"), by_script("The word 漏洞 means vulnerability.")
    ('zh', 'en')
    """
    han = len(_HAN.findall(text))
    return "zh" if han and han >= 0.75 * len(_WORD.findall(text)) else "en"
