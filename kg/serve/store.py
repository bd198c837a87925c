"""Writing over HTTP: SPARQL 1.1 Update, and the SPARQL 1.1 Graph Store Protocol on ``/store``.

See https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.access import check_writer
from kg.serve.formats import TRIPLES, best
from kg.serve.pool import Query
from kg.serve.requests import MAX_UPDATE, READ_ONLY, BadRequest, Operation
from kg.serve.settings import Settings

__all__ = ["graph_store", "read_body", "updated"]

_BODIES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"


async def updated(request: Request, operation: Operation) -> Response:
    """Run an update, for who may."""
    _check(request)
    assert operation.update is not None
    asked = {"do": "update", "using": operation.default_graphs, "using_named": operation.named_graphs}
    return _told(await _changed(request, asked, operation.update.encode()), 200)


async def graph_store(request: Request) -> Response:
    """Read or write one graph, named by ``?graph=IRI`` or ``?default``."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS, POST, PUT, DELETE"})
    graph = _named(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, graph)
    _check(request)
    if graph is None and request.method != "POST":
        raise BadRequest(400, "which graph? give ?graph=IRI, or ?default")
    asked: dict[str, Any] = {"do": request.method.lower(), "graph": graph}
    if request.method == "DELETE":
        said = await _changed(request, asked, b"")
        if said["made"]:
            raise BadRequest(404, "there is no such graph")
        return _told(said, 200)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in _BODIES:
        raise BadRequest(415, f"the body has to be {', '.join(_BODIES)}, not {media[:80] or 'without a type'}")
    said = await _changed(request, {**asked, "media": media}, await read_body(request, MAX_UPDATE))
    answer = _told(said, 201 if said["made"] else 200)
    if graph is None:
        answer.headers["Location"] = (
            f"{request.url.replace(query='', fragment='')}?graph={quote(said['graph'], safe='')}"
        )
    return answer


async def read_body(request: Request, longest: int) -> bytes:
    """Return the body of a request.

    Raises:
        BadRequest: it is too long.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            raise BadRequest(413, f"the query is longer than {longest} bytes")
    return bytes(body)


def _named(request: Request) -> str | None:
    """The graph: empty for the default graph, ``None`` where none is named."""
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    named = [("" if name == "default" else value) for name, value in fields if name in ("graph", "default")]
    if len(named) > 1 or any(name == "graph" and not value for name, value in fields):
        raise BadRequest(400, "give one graph: ?graph=IRI, or ?default")
    return named[0] if named else None


async def _read(request: Request, graph: str | None) -> Response:
    if graph is None:
        raise BadRequest(400, "which graph? give ?graph=IRI, or ?default")
    media = best(",".join(request.headers.getlist("accept")), TRIPLES)
    if media is None:
        raise BadRequest(406, f"there is none of that; triples come as {', '.join(TRIPLES)}")
    pool = request.app.state.pool
    if graph:
        answer = await pool.ask(Query("ASK { ?s ?p ?o }", default_graphs=(graph,)))
        with answer.file as file:
            if b"true" not in file.read():
                raise BadRequest(404, "there is no such graph")
    whole = Query(_ALL, None, TRIPLES[media], (graph,) if graph else (), unlimited=True)
    answer = await pool.ask(whole)
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    with answer.file as file:
        return Response(file.read(), headers={"Content-Type": media + charset, "Vary": "Accept"})


def _check(request: Request) -> None:
    settings: Settings = request.app.state.settings
    if not settings.writable:
        raise BadRequest(403, READ_ONLY)
    check_writer(request, settings.token)


async def _changed(request: Request, asked: dict[str, Any], body: bytes) -> dict[str, Any]:
    number, name = tempfile.mkstemp(dir=request.app.state.pool.folder)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(body)
        said: dict[str, Any] = await request.app.state.writing.change({**asked, "file": name})
        return said
    finally:
        Path(name).unlink(missing_ok=True)


def _told(said: dict[str, Any], status: int) -> Response:
    text = f"{said['added']} triples added, {said['removed']} removed\n"
    return Response(text, status, {"Content-Type": "text/plain; charset=utf-8"})
