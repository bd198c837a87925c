"""The standard streams as the commands need them, whatever they were started with."""

from __future__ import annotations

import io
import os
import sys

__all__ = ["make_usable"]


def make_usable() -> None:
    """See to it that the standard streams are there, and take every character.

    A stream that was closed leads nowhere then; left alone, the next file that is opened would take its number,
    and what a library prints would land in that file. A character that the terminal's encoding lacks is written
    as an escape sequence.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, which is this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
