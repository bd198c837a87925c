"""Which characters XML can hold: most control characters it cannot, not even escaped."""

from __future__ import annotations

import codecs
import re
from typing import IO

__all__ = ["LegalXml", "legal"]

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    r"""Put U+FFFD in place of what XML 1.0 cannot hold, such as most control characters.

    >>> legal("a\x1bb\n")
    'a\ufffdb\n'
    """
    return _ILLEGAL.sub("\ufffd", text)


class LegalXml:
    r"""Writes on what is written to it, in UTF-8, as :func:`legal` has it.

    >>> import io
    >>> file = io.BytesIO()
    >>> stream = LegalXml(file)
    >>> for part in (b"<a>\x1b\xe5", b"\x9b\xbd</a>"):
    ...     _ = stream.write(part)
    >>> file.getvalue().decode()
    '<a>\ufffd国</a>'

    Args:
        file: open for writing bytes.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8")().decode  # a character may come in two parts

    def write(self, part: bytes) -> int:
        """Write a part."""
        self._file.write(legal(self._decode(part)).encode())
        return len(part)

    def flush(self) -> None:
        """Nothing is kept back here but half a character."""
        self._file.flush()
