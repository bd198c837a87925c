"""``kg serve``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import words

__all__ = ["serve"]


def serve(
    out: Annotated[Path, typer.Argument(metavar="OUT", parser=words.graph_folder, help="A graph folder.")],
    host: Annotated[str, typer.Option(metavar="ADDRESS", parser=words.text, help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 takes one that is free.")] = 7878,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=86400, help="How long a query may take.")
    ] = 30.0,
    max_rows: Annotated[int, typer.Option(metavar="N", min=1, help="How many rows an answer may have.")] = 100_000,
    cors: Annotated[
        str, typer.Option(metavar="ORIGIN", help="Whose web pages may ask: an origin, * for all, none for nobody's.")
    ] = "*",
    writable: Annotated[
        bool, typer.Option("--writable", help="Take SPARQL Update, into graphs of the users' own.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every request.")] = False,
) -> None:
    """Serve the graph to SPARQL clients and browsers.

    SPARQL is on /sparql, a page to query it on /, the graph page on /graph.
    The endpoint only reads, unless --writable: then /sparql takes SPARQL Update and /store the Graph Store Protocol.
    What is written stays through later builds; it cannot change what articles say. Beyond 127.0.0.1 it needs a
    token in WENPU_TOKEN. Queries that take longer than --timeout or give more than --max-rows end with an
    error, and the others go on. Built again, the graph is served as it then is.

    \b
    Example:
      kg serve out
      kg serve out --port 8080 --timeout 10
      kg serve out --writable
      curl http://127.0.0.1:7878/sparql --data-urlencode 'query=SELECT ?r WHERE { ?r a kg:Report }'
    """  # noqa: D301
    from kg.errors import GraphError
    from kg.serve import Settings
    from kg.serve import serve as run
    from kg.serve.access import token_from

    def listening(address: str) -> None:
        if not quiet:
            print(f"{out} is on {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)

    origin = "" if cors == "none" else cors
    if writable and out.is_dir() and not (out / "store" / "current").is_file():
        raise GraphError(f"{out}: holds no store to write into; make one with: kg build SOURCE -o {out}")
    token = token_from(host) if writable else ""
    log = verbose and not quiet
    told = Settings(out, host, port, timeout, max_rows, origin=origin, access_log=log, writable=writable, token=token)
    run(told, listening)
