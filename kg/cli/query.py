"""``kg query``."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import words
from kg.query.results import Format

if TYPE_CHECKING:
    from kg.query import Results

__all__ = ["query"]


def query(
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="SPARQL", parser=words.text, help="A query; with --named, what the question asks for."),
    ] = None,
    file: Annotated[
        str | None, typer.Option("-f", "--file", metavar="FILE", help="Read the query from a file; - is stdin.")
    ] = None,
    named: Annotated[str | None, typer.Option(metavar="NAME", help="Ask one of the ready questions.")] = None,
    list_named: Annotated[bool, typer.Option("--list-named", help="Show the ready questions.")] = False,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Table on a terminal and CSV elsewhere, unless told (triples: Turtle)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how long each step took, after the results.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the query and the time it took.")] = False,
) -> None:
    """Run SPARQL 1.1 over a graph folder.

    The prefixes of the ontology (kg, topic) and the usual ones (rdf, rdfs, owl, xsd, skos, schema, org,
    prov, dcterms, foaf, oa, time, wd) need no declaration.

    \b
    Example:
      kg query out --named reports
      kg query out --named about 国际电信联盟
      kg query out --named events-in 乌镇 2024-01 2024-12 --format json
      kg query out "SELECT ?who WHERE { ?who a kg:Person }" --format json
      kg query --list-named
    """  # noqa: D301
    from kg.errors import OptionError
    from kg.query import question, questions, run
    from kg.query.names import unknown_name
    from kg.store import open_store

    if list_named:
        usages = {" ".join([each.name, *(name.upper() for name, _ in each.parameters)]): each for each in questions()}
        width = max(map(len, usages))
        for usage, each in usages.items():
            print(f"{usage:<{width}}  {each.title} ({each.title_zh})")
        return
    if out is None:
        raise OptionError("OUT is missing; give a graph folder: kg query OUT --named reports")
    arguments = given or []
    bindings: dict[str, str] = {}
    if (named is not None) + (file is not None) + (named is None and bool(arguments)) != 1:
        raise OptionError("give one query: as text, with -f FILE, or with --named NAME")
    if named is not None:
        asked = question(named)
        sparql, bindings = asked.sparql, asked.bind(arguments)
    elif file is not None:
        sparql = _read(file)
    elif len(arguments) == 1:
        sparql = arguments[0]
    else:
        raise OptionError("the query must be one argument: put it in quotation marks")
    if named is None and not quiet:
        from kg.query.mistakes import unknown_terms

        for line in unknown_terms(sparql):
            print(f"kg: {line}", file=sys.stderr)
    import time

    times = [time.perf_counter()]
    store = open_store(out)
    times.append(time.perf_counter())
    with _interruptible():
        results = run(store, sparql, bindings)
        times.append(time.perf_counter())
        found = _show(results, format_)
        times.append(time.perf_counter())
    if found == 0 and not quiet and "name" in bindings and (unknown := unknown_name(store, bindings["name"])):
        print(f"kg: {unknown}", file=sys.stderr)
    steps = [f"{(after - before) * 1000:.1f} ms" for before, after in pairwise(times)]
    if verbose and not quiet:
        print(f"{sparql.strip()}\n{(times[-1] - times[0]) * 1000:.0f} ms", file=sys.stderr)
    if explain:
        print(f"open the graph: {steps[0]}; run the query: {steps[1]}; write the results: {steps[2]}", file=sys.stderr)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once: the store does not come back to Python while it works."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _read(file: str) -> str:
    from kg.errors import QueryError, one_line

    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError(f"{file}: not UTF-8; save the query as UTF-8") from None
    except OSError as error:
        raise QueryError(f"{one_line(error)}; check the path") from None


def _show(results: Results, wanted: Format | None) -> int | None:
    """Write the results; return the number of rows where that is known."""
    if wanted is None and results.is_triples:
        wanted = Format.TURTLE
    if wanted is None:
        wanted = Format.TABLE if sys.stdout.isatty() else Format.CSV
    if wanted is Format.TABLE:
        from kg.cli.table import show

        return show(results)
    sys.stdout.flush()
    results.write(sys.stdout.buffer, wanted)
    if results.is_ask and wanted in (Format.CSV, Format.TSV):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    return None
