"""What a word on the command line may be."""

from __future__ import annotations

from pathlib import Path

from kg.errors import OptionError

__all__ = ["graph_folder", "path", "text"]


def path(word: str) -> Path:
    """Return the path that a word names.

    Raises:
        OptionError: it is empty, as an unset variable of the shell is: that names no folder, also not this one.
    """
    if not word:
        raise OptionError("an empty argument ('') stands where a file or folder is named; write . for this folder")
    return Path(word)


def graph_folder(word: str) -> Path:
    """Return the graph folder that a word names; the store's engine takes no other names than UTF-8."""
    return path(text(word))


def text(word: str) -> str:
    r"""Return a word that is text.

    >>> text("caf\udce9")
    Traceback (most recent call last):
    kg.errors.OptionError: 'caf\udce9' is not UTF-8: set the terminal to UTF-8 and give it again

    Raises:
        OptionError: it holds bytes that are none.
    """
    if not word.isascii() and any("\ud800" <= character <= "\udfff" for character in word):
        raise OptionError(f"{word!r} is not UTF-8: set the terminal to UTF-8 and give it again")
    return word
