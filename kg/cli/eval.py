"""``kg eval``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import words

if TYPE_CHECKING:
    from kg.eval.tagged import NameScores
    from kg.run.progress import Progress

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD", parser=words.path, help="A gold file, or a folder of them.")
    ] = None,
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SOURCE", parser=words.path, help="Files and folders with the articles."),
    ] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the same as JSON; - is standard output.")
    ] = None,
    conll: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=words.path, help="Measure names on a BIO file too: token, tab, tag; Chinese."
        ),
    ] = None,
    curve: Annotated[bool, typer.Option("--curve", help="Measure at several --min-confidence.")] = False,
    lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the articles (zh, en); found out without.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="P", help="Leave out facts less sure than P, from 0 to 1.")
    ] = 0.0,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="A spaCy model in place of the default.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Figures and errors alone, no lists.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every article as it is read.")] = False,
) -> None:
    """Measure what is read against hand-made gold.

    Gold is what a careful reader finds in the articles.
    Prints precision, recall and F1 by kind and by article, and lists what was missed, what should not be
    there, and where the article says it. docs/gold.md describes gold files and how things are counted.

    \b
    Example:
      kg eval gold/ articles/
      kg eval gold/first.yaml articles/first.md --curve --json first.json
      kg eval --conll news-test.bio
    """  # noqa: D301
    from kg.cli import scores
    from kg.cli.progress import Terminal
    from kg.errors import OptionError

    if gold is None and conll is None:
        raise OptionError("GOLD is missing; give a gold file and the articles: kg eval gold/ articles/")
    if gold is not None and not sources:
        raise OptionError(f"SOURCE is missing; give the articles that {gold} is about")
    from kg.eval import evaluate as compare
    from kg.eval.report import as_json

    evaluation = None
    if gold is not None:
        with Terminal(quiet=quiet, verbose=verbose) as terminal:
            evaluation = compare(
                gold,
                sources or [],
                model=model,
                language=lang,
                min_confidence=min_confidence,
                curve=curve,
                progress=terminal,
            )
    names = None
    if conll is not None:
        with Terminal(quiet=quiet, verbose=verbose) as terminal:
            names = _names(conll, model, terminal)
    if json is not None:
        _write(as_json(evaluation, names), json)
    if json != "-":
        if evaluation is not None and evaluation.scores:
            scores.show(evaluation, findings=not quiet)
        if names is not None:
            scores.show_names(names)
    if evaluation is not None and (evaluation.failures or not evaluation.scores):
        raise typer.Exit(1)


def _names(file: Path, model: str | None, progress: Progress) -> NameScores:
    from kg.eval.tagged import TaggedError, measure_names, read_tagged

    sentences = list(read_tagged(file))
    if not sentences:
        raise TaggedError(f"{file}: no sentence in it; give lines of a token, a tab and its tag")
    return measure_names(sentences, model=model, progress=progress)


def _write(text: str, file: str) -> None:
    if file == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        Path(file).write_text(text, "utf-8")
