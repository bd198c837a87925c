"""``kg view``."""

from __future__ import annotations

import sys
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import words
from kg.cli.target import spare, whole

__all__ = ["view"]


class Language(StrEnum):
    """Languages of the page's interface."""

    ZH = "zh"
    EN = "en"


def view(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", parser=words.path, help="Where to write the page [OUT/graph.html]."
        ),
    ] = None,
    focus: Annotated[
        str | None,
        typer.Option(metavar="NAME", parser=words.text, help="Open the page on this thing, by any of its names."),
    ] = None,
    hops: Annotated[int, typer.Option(metavar="N", min=0, help="How far from it the first view reaches.")] = 2,
    max_nodes: Annotated[
        int | None, typer.Option("--max-nodes", metavar="N", min=1, max=1000, help="Nodes in the first view [200].")
    ] = None,
    lang: Annotated[
        Language | None, typer.Option("--lang", help="Language that the page opens in [that of most articles].")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how large the page is.")] = False,
) -> None:
    """Write the interactive page again.

    The whole graph is inside the page; with --focus it opens on one thing and what surrounds it.

    \b
    Example:
      kg view out --focus 国际电信联盟 --hops 1 -o itu.html
    """  # noqa: D301
    from kg.graph import Graph

    page = out / "graph.html"
    target = page if file is None else file
    if target.resolve() != page.resolve():
        spare(out, target)
    graph = Graph.open(out)
    with whole(target) as aside:
        graph.write_page(aside, focus=focus, hops=hops, max_nodes=max_nodes, lang=lang and lang.value)
    if not quiet:
        print(f"{target}: {target.stat().st_size / 1e6:.1f} MB" if verbose else target, file=sys.stderr)
    if show:
        webbrowser.open(target.resolve().as_uri())
