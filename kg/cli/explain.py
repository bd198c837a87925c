"""``kg explain``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import words

if TYPE_CHECKING:
    from kg.run.explaining import Explanation, NameOf

__all__ = ["explain"]

_QUOTES = 3
"""Places that are shown of a name; ``--verbose`` shows all."""


def explain(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    name: Annotated[str, typer.Argument(metavar="NAME", parser=words.text, help="Any name of the thing.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out the evidence.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every place that is evidence.")] = False,
) -> None:
    """Say why the names of one node were taken for one thing.

    Shows the names, the rule that joined each, the text it was read in, and what was not taken for the same.
    To overrule it, write same,NAME,NAME or different,NAME,NAME into a merges.csv beside the articles and build again.

    \b
    Example:
      kg explain out 国际电联
      kg explain out ITU --json
    """  # noqa: D301
    from kg.run.explaining import explain as explained

    explanation = explained(out, name)
    if as_json:
        typer.echo(json.dumps(explanation.as_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(_text(explanation, 0 if quiet else 1_000_000 if verbose else _QUOTES), nl=False)


def _text(explanation: Explanation, quotes: int) -> str:
    lines = []
    for thing in explanation.things:
        lines.append(f"{thing.iri}  ({thing.kind})")
        for each in thing.names:
            lines.append(f"  {each.name} [{each.lang}]  {_why(each)}")
            lines += [f"      {s.file}:{s.start}-{s.end}  {s.quote}" for s in each.shown[:quotes]]
            if quotes and len(each.shown) > quotes:
                lines.append(f"      and {len(each.shown) - quotes} more")
        lines += [f"  same as {iri}" for iri in thing.same_as]
    if accepted := [d for d in explanation.decisions if d.accepted]:
        lines.append("Taken for one:")
        lines += [f"  {d.one} = {d.other}  ({d.rule}: {d.why})" for d in accepted]
    refused = [f"  {d.one} | {d.other}  ({d.rule}: {d.why})" for d in explanation.decisions if not d.accepted]
    refused += [f"  {candidate}  ({why})" for candidate, why in explanation.rejected]
    if refused:
        lines += ["Kept apart:", *refused]
    # What is shown came from strangers: no escape sequence or direction override reaches the terminal.
    return "".join("".join(c if c.isprintable() else " " for c in line) + "\n" for line in lines)


def _why(name: NameOf) -> str:
    beside = f" of {name.beside}" if name.beside else ""
    count = f", {name.articles} article{'s' * (name.articles != 1)}" if name.articles else ""
    return f"{name.rule}{beside}{count}"
