"""An evaluation as tables and lists for people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from kg.eval import Evaluation, Finding, NameScores, Score, Tally

__all__ = ["show", "show_names"]

_FIGURES = ("gold", "found", "recall", "stated", "right", "precision", "F1")
_UNKNOWN = "-"


def show(evaluation: Evaluation, *, findings: bool) -> None:
    """Print an evaluation to standard output.

    Args:
        evaluation: against gold.
        findings: whether to list what was missed and what should not be there.
    """
    console = _console()
    if findings:
        for score in evaluation.scores:
            _show_findings(console, score)
    kinds = _table("kind", *_FIGURES)
    for name, tally in evaluation.groups.items():
        _row(kinds, name, tally)
        for (group, part), each in evaluation.parts.items():
            if group == name:
                _row(kinds, f"  {part}", each)
    console.print(kinds)
    if evaluation.curve:
        curve = _table("min-confidence", "recall", "precision", "F1", "recall of facts", "precision of facts")
        for point in evaluation.curve:
            shown = point.recall, point.precision, point.f1, point.facts.recall, point.facts.precision
            curve.add_row(str(point.confidence), *map(_figure, shown))
        console.print(curve)
    articles = _table("article", "recall", "precision", "F1", "never")
    for score in evaluation.scores:
        figures = score.recall, score.precision, score.f1
        articles.add_row(_shown(score.article), *map(_figure, figures), str(len(score.never)))
    means = evaluation.recall, evaluation.precision, evaluation.f1
    never = sum(len(score.never) for score in evaluation.scores)
    articles.add_row("mean", *map(_figure, means), str(never), style="bold")
    console.print(articles)


def show_names(names: NameScores) -> None:
    """Print how well names are found by the pipeline and by its tagger alone."""
    console = _console()
    table = _table("names", *_FIGURES)
    for title, tallies in (("pipeline", names.pipeline), ("tagger alone", names.tagger)):
        _row(table, title, _sum(tallies.values()))
        for kind, tally in tallies.items():
            _row(table, f"  {kind}", tally)
    console.print(table)
    console.print(f"{names.sentences} sentences")


def _console() -> Console:
    # Where the output is no terminal, nothing is cut to a width.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
    return Console(file=sys.stdout, width=width, markup=False, highlight=False)


def _table(first: str, *others: str) -> Table:
    box = SIMPLE_HEAD if sys.stdout.isatty() else None
    table = Table(box=box, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(first, overflow="fold")
    for other in others:
        table.add_column(other, justify="right")
    return table


def _row(table: Table, name: str, tally: Tally) -> None:
    stated, right = (_UNKNOWN, _UNKNOWN) if tally.stated is None else (str(tally.stated), str(tally.right))
    table.add_row(
        name,
        str(tally.expected),
        str(tally.found),
        _figure(tally.recall),
        stated,
        right,
        _figure(tally.precision),
        _figure(tally.f1),
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    first, *rest = tallies
    for each in rest:
        first += each
    return first


def _figure(figure: float | None) -> str:
    return _UNKNOWN if figure is None else f"{figure:.3f}"


def _show_findings(console: Console, score: Score) -> None:
    lists = ("never", score.never), ("missed", score.misses), ("spurious", score.spurious)
    if not any(found for _, found in lists):
        return
    console.print(Text(_shown(score.article), style="bold"), soft_wrap=True)
    for title, found in lists:
        _show_list(console, title, found)
    console.print()


def _show_list(console: Console, title: str, findings: Iterable[Finding]) -> None:
    for finding in findings:
        console.print(Text(f"  {title}: {finding.group}: {_shown(finding.what)}"), soft_wrap=True)
        if finding.sentence:
            console.print(Text(f"      {_shown(finding.sentence)}", style="dim"), soft_wrap=True)


def _shown(text: str) -> str:
    # What is shown came from strangers: no escape sequence or direction override reaches the terminal.
    return "".join(c if c.isprintable() else " " for c in text)
