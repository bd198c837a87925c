"""Which characters other formats can hold."""

from __future__ import annotations

import re

__all__ = ["legal"]

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    r"""Put U+FFFD in place of what XML 1.0 cannot hold, such as most control characters.

    >>> legal("a\x1bb\n")
    'a\ufffdb\n'
    """
    return _ILLEGAL.sub("\ufffd", text)
