"""A file as it lies on the disk: what the readers are given to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.documents.decoding import decode, load
from kg.documents.source import Source

__all__ = ["Stored"]


@dataclass(frozen=True)
class Stored:
    """The bytes of a file and what is known of them beforehand.

    Attributes:
        path: as the user named it.
        data: all of them.
        language: BCP 47 tag that the user states, or ``None`` to find it from the text.
    """

    path: Path
    data: bytes
    language: str | None = None

    @classmethod
    def of(cls, path: Path, language: str | None = None) -> Stored:
        """Load a file.

        Raises:
            DocumentError: there is no such file, or it cannot be opened or is too large.
        """
        return cls(path, load(path), language)

    @cached_property
    def text(self) -> str:
        """The file decoded.

        Raises:
            DocumentError: it is empty, binary, or in an encoding that cannot be told.
        """
        return decode(self.data, self.path)

    @property
    def source(self) -> Source:
        """The file as readers of text take it."""
        return Source(self.path, self.text, self.language)
