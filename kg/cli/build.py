"""``kg build``."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import words

if TYPE_CHECKING:
    from kg.run.manifest import Manifest

__all__ = ["build"]


class Engine(StrEnum):
    """What reads the articles."""

    PROCESSES = "processes"
    LOCAL = "local"
    DASK = "dask"


def build(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE", parser=words.path, help="Files and folders to read.")
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="OUT", parser=words.graph_folder, help="The graph folder to build in."),
    ],
    lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the articles (zh, en), whatever they look like.")
    ] = None,
    base_iri: Annotated[
        str | None, typer.Option(metavar="IRI", help="Where entities live [https://w3id.org/wenpu/id/].")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="P", help="Leave out facts less sure than P, from 0 to 1.")
    ] = 0.0,
    authority: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            parser=words.path,
            help="A register of known things: Turtle, CSV or a ROR dump; may be given again.",
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="A spaCy model for the language that it reads.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes to use [as many as there are cores].")
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(help="Where articles are read: processes beside this one, this one (local), or a Dask cluster."),
    ] = Engine.PROCESSES,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The Dask scheduler, such as tcp://HOST:8786.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="S", min=1, help="Seconds that one article may take before it is cut off.")
    ] = 300.0,
    memory: Annotated[
        int | None,
        typer.Option(metavar="MB", min=500, help="Memory that the process of one article may take [a fair share]."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read everything again, changed or not.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every file and stage.")] = False,
) -> None:
    """Build a graph folder from articles.

    OUT then holds graph.ttl (the graph), graph.html (to look at) and build.json (what was read). Built
    again, inputs that are as they were are not read, and what was built of inputs that SOURCE no longer
    holds goes. Inputs that fail are reported and skipped, and keep what was built from them before.
    A build that is interrupted, or killed, goes on where it was when it is run again.
    A merges.csv beside the articles (same,NAME,NAME or different,NAME,NAME) overrules which names are one thing.

    \b
    Example:
      kg build articles/ notes.md -o out
      kg build articles/ -o out --lang zh --min-confidence 0.7 --authority partners.csv
      kg build /shared/articles -o out --engine dask --scheduler tcp://10.0.0.1:8786
    """  # noqa: D301
    from kg.engine import Limits, open_engine
    from kg.engine.machine import cores, fair_share

    jobs = jobs or cores()
    limits = Limits(timeout, memory * 1_000_000 if memory else fair_share(jobs))
    with open_engine(engine.value, jobs, limits, scheduler) as reader:
        reader.prepare(partial(import_module, "kg.extract"))  # it takes longer than all that this process imports

        from kg.cli.progress import Terminal
        from kg.rdf import BASE_IRI
        from kg.run.builder import build_into
        from kg.run.options import Options
        from kg.run.sources import merges_beside

        base = BASE_IRI if base_iri is None else base_iri
        options = Options(base, lang, model, min_confidence, tuple(authority or ()), merges_beside(sources))
        with Terminal(quiet=quiet, verbose=verbose) as terminal:
            manifest, failed = build_into(
                out,
                sources,
                options,
                jobs=jobs,
                force=force,
                progress=terminal,
                engine=engine.value,
                limits=limits,
                reader=reader,
            )
    if not quiet:
        print(_summary(manifest, out), file=sys.stderr)
    if failed:
        raise typer.Exit(1)


def _summary(manifest: Manifest, out: Path) -> str:
    from kg.run.products import PART, WHOLE, things_in

    counts = manifest.counts
    seconds = sum(manifest.timings.values())
    articles = f"{counts['articles']} article{'s' * (counts['articles'] != 1)}"
    page = os.fspath(out / "graph.html")
    things = things_in(manifest)
    part = f" ({PART} of {things:,} things; kg view {out} writes all)" if things > WHOLE else ""
    return f"{articles}, {counts['facts']} facts, {counts['triples']} triples in {seconds:.1f} s; look at {page}{part}"
