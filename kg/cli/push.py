"""``kg push``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import words

__all__ = ["push"]


def push(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    endpoint: Annotated[str, typer.Option(metavar="URL", help="The triplestore's Graph Store address.")],
    graph: Annotated[
        str,
        typer.Option(metavar="IRI", help="Graph to load into; articles: each into its own [the default graph]."),
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="What the graph held before goes.")] = False,
    update: Annotated[bool, typer.Option("--update", help="The address takes SPARQL Update instead.")] = False,
    batch: Annotated[int, typer.Option(metavar="N", min=1, max=1_000_000, help="Triples in one request.")] = 5000,
    retries: Annotated[int, typer.Option(metavar="N", min=0, max=100, help="How often to try again.")] = 6,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long a request may take.")] = 300.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how far it is after every request.")] = False,
) -> None:
    """Load the graph into a triplestore.

    Over the SPARQL 1.1 Graph Store Protocol, or with --update by SPARQL Update. Broken off, it goes on where
    it was when it is run again. KG_PUSH_USER and KG_PUSH_PASSWORD, or KG_PUSH_TOKEN, in the environment
    say who loads.

    \b
    Example:
      kg push out --endpoint http://127.0.0.1:3030/ds/data --replace
      kg push out --endpoint http://127.0.0.1:7878/store --graph https://example.org/wenpu
      kg push out --endpoint http://127.0.0.1:7001 --update --graph articles
    """  # noqa: D301
    from kg.push import Credentials, Options
    from kg.push import push as run
    from kg.push.client import Client, checked_endpoint

    def say(line: str) -> None:
        if not quiet:
            print(f"kg: {line}", file=sys.stderr, flush=True)

    def progress(triples: int) -> None:
        if verbose:
            say(f"{triples} triples")

    target = checked_endpoint(endpoint)
    client = Client(target, Credentials.from_environment(), retries, timeout, warn=say)
    pushed = run(out, Options(target, graph, update, replace, batch), client, progress)
    if not quiet:
        what = f"{pushed.triples} triples in {pushed.graphs} graph{'s' * (pushed.graphs != 1)}"
        before = f", {pushed.before} of them before" if pushed.before else ""
        print(f"{target}: {what}{before}", file=sys.stderr)
