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
        self._warnings = 0
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
            self._task = self._bar.add_task("reading", total=total, warned=_told(self._warnings))
        if self._verbose:
            self._print(f"{total} to read, {unchanged} as they were")

    def done(self, file: str) -> None:
        """Move the bar on."""
        self.step(1)
        if self._verbose:
            self._print(file)

    def warn(self, message: str) -> None:
        """Print one line, and count it."""
        self._warnings += 1
        if self._bar and self._bar.tasks:
            self._bar.update(self._task, warned=_told(self._warnings))
        self._print(f"kg: {message}")

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin the bar anew under another name; it only pulses where the steps are not known."""
        if self._bar:
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(name, total=total, warned=_told(self._warnings))
        if self._verbose:
            self._print(name)

    def step(self, number: int) -> None:
        """Move the bar on."""
        if self._bar:
            self._bar.advance(self._task, number)

    def _print(self, line: str) -> None:
        line = "".join(c if c.isprintable() else "?" for c in line)
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)


def _told(warnings: int) -> str:
    return f"{warnings} warning{'s' * (warnings != 1)}" if warnings else ""


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Speed(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Speed(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[warned]}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
