"""What a reader of text is given: the text that offsets count in, and what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file.

    Attributes:
        path: as the user named it.
        text: as stored, decoded; or what was extracted from the file.
        language: BCP 47 tag that the user states, or ``None`` to find it from the text.
        transcribed: whether ``text`` was extracted, so that it is not what the file holds.
    """

    path: Path
    text: str
    language: str | None = None
    transcribed: bool = False

    @property
    def file(self) -> str:
        """The path as messages name it."""
        return self.path.as_posix()
