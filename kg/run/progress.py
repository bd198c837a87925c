"""Being told how a build goes on."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Is told how a build goes on."""

    def start(self, total: int, unchanged: int) -> None:
        """So many inputs will be read; so many are as they were."""

    def done(self, file: str) -> None:
        """This input is through, well or not."""

    def warn(self, message: str) -> None:
        """Something the user should know: one line."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Now comes ``name``, with so many steps where that is known."""

    def step(self, number: int) -> None:
        """So many steps of the stage are done."""


class Silent:
    """Says nothing."""

    def start(self, total: int, unchanged: int) -> None:
        """Say nothing."""

    def done(self, file: str) -> None:
        """Say nothing."""

    def warn(self, message: str) -> None:
        """Say nothing."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def step(self, number: int) -> None:
        """Say nothing."""
