"""What a reader is given: a decoded file and what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file.

    Attributes:
        path: as the user named it.
        text: as stored, decoded.
        language: BCP 47 tag that the user states, or ``None`` to find it from the text.
    """

    path: Path
    text: str
    language: str | None = None

    @property
    def file(self) -> str:
        """The path as messages name it."""
        return self.path.as_posix()
