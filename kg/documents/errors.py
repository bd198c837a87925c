"""The one error that reading raises."""

from __future__ import annotations

from pathlib import PurePath

from kg.errors import KgError

__all__ = ["DocumentError"]


class DocumentError(KgError):
    """A document cannot be read; the message is one line that names the file and says what to do.

    Args:
        file: the file or folder at fault.
        problem: what is wrong, without a full stop.
        advice: what the user can do about it.
    """

    def __init__(self, file: str | PurePath, problem: str, advice: str) -> None:
        self.file = file.as_posix() if isinstance(file, PurePath) else file
        line = f"{self.file}: {problem}: {advice}"
        super().__init__("".join(c if c.isprintable() else "?" for c in line))
