"""``kg export``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import words
from kg.cli.target import spare, whole

__all__ = ["export"]


class _Format(StrEnum):
    """As :class:`kg.export.Format`, which is slower to import than a command line should be."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    CYPHER = "cypher"


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    format_: Annotated[_Format, typer.Option("--format", help="What to write.")],
    file: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", parser=words.path, help="Where to write it [-, standard output]."),
    ] = None,
    entail: Annotated[
        bool, typer.Option("--entail", help="Add what the ontology implies in schema.org, ORG, PROV and others.")
    ] = False,
    shards: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=500, help="N files in the folder FILE, split by subject; nquads only."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how large it is and how long it took.")] = False,
) -> None:
    """Write the graph in another format.

    RDF: turtle, ntriples, rdfxml and jsonld hold the graph; trig and nquads also hold every article as a
    graph of its own. Property graphs: graphml and gexf (Gephi, networkx), cypher (Neo4j), and csv, which is
    two files for Neo4j's bulk import: -o NAME.csv writes NAME-nodes.csv and NAME-relationships.csv.

    \b
    Example:
      kg export out --format jsonld -o graph.jsonld
      kg export out --format nquads | gzip > graph.nq.gz
      kg export out --format nquads --shards 16 -o shards
      kg export out --format turtle --entail -o for-schema-org.ttl
    """  # noqa: D301
    import time

    from kg import export as room
    from kg.errors import GraphError, OptionError
    from kg.store import open_store

    wanted = room.Format(format_)
    if entail and not wanted.is_rdf:
        raise OptionError(f"--entail adds triples, and {wanted} holds none: use it with an RDF format")
    if file == Path("-"):
        file = None
    if file is not None:
        spare(out, file)
    if shards and (wanted is not room.Format.NQUADS or file is None or entail):
        raise OptionError("--shards is for --format nquads, with -o FOLDER and without --entail")
    start = time.perf_counter()
    store = open_store(out)
    try:
        if shards and file is not None:
            written = room.write_shards(store, file, shards)
        elif wanted is room.Format.CSV:
            if file is None:
                raise OptionError("csv is two files: give -o NAME.csv for NAME-nodes.csv and NAME-relationships.csv")
            stem = file.with_suffix("") if file.suffix == ".csv" else file
            written = [stem.with_name(f"{stem.name}-{part}.csv") for part in ("nodes", "relationships")]
            with ExitStack() as stack:
                nodes, relationships = (
                    stack.enter_context(stack.enter_context(whole(each)).open("wb")) for each in written
                )
                room.export_tables(store, nodes, relationships)
        elif file is None:
            sys.stdout.flush()
            room.export(store, sys.stdout.buffer, wanted, entail=entail)
            sys.stdout.buffer.flush()
            return
        else:
            written = [file]
            with whole(file) as aside, aside.open("wb") as target:
                room.export(store, target, wanted, entail=entail)
    except ValueError as error:
        raise GraphError(f"{out}: {error}") from None
    if not quiet:
        seconds = time.perf_counter() - start
        for each in written:
            print(
                f"{each}: {each.stat().st_size / 1e6:.1f} MB in {seconds:.1f} s" if verbose else each, file=sys.stderr
            )
