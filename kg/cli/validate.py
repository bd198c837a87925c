"""``kg validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import words

__all__ = ["validate"]

_SHOWN = 50
"""Problems listed unless asked for all: one cause tends to break many nodes."""


def validate(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every problem, however many.")] = False,
) -> None:
    """Check a graph folder against the ontology.

    That the Turtle can be read, agrees with the store, and fits the ontology's shapes (SHACL).

    Ends with 1 when something is broken, and says which node breaks which rule.

    \b
    Example:
      kg validate out
    """  # noqa: D301
    from kg.validate import validate_folder

    report = validate_folder(out)
    shown = report.problems if verbose else report.problems[:_SHOWN]
    for problem in shown:
        print(f"{problem.severity.lower()}: {problem}")
    if len(shown) < len(report.problems):
        print(f"and {len(report.problems) - len(shown)} more; --verbose lists them")
    if not report.conforms:
        number = len(report.problems)
        print(
            f"kg: {out / 'graph.ttl'}: {number} problem{'s' * (number != 1)}; correct what was edited by hand, "
            "or build again with --force",
            file=sys.stderr,
        )
        raise typer.Exit(1)
    if not quiet:
        print(f"{out / 'graph.ttl'}: {report.triples} triples, all in order", file=sys.stderr)
