"""What a build says while it runs."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Terminal"]


class Terminal:
    """Warnings as lines on standard error, and a bar where that is a terminal.

    Args:
        quiet: no bar.
        verbose: name every file and stage.
    """

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._verbose = verbose and not quiet
        self._bar: Progress | None = None
        if not quiet and sys.stderr.isatty():
            self._bar = _bar()

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def start(self, total: int, unchanged: int) -> None:
        """Show the bar at its beginning."""
        if self._bar:
            self._task = self._bar.add_task("reading", total=total)
        if self._verbose:
            self._print(f"{total} to read, {unchanged} as they were")

    def done(self, file: str) -> None:
        """Move the bar on."""
        if self._bar:
            self._bar.advance(self._task)
        if self._verbose:
            self._print(file)

    def warn(self, message: str) -> None:
        """Print one line."""
        self._print(f"kg: {message}")

    def stage(self, name: str) -> None:
        """Rename the bar."""
        if self._bar:
            self._bar.update(self._task, description=name)
        if self._verbose:
            self._print(name)

    def _print(self, line: str) -> None:
        line = "".join(c if c.isprintable() else "?" for c in line)
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
