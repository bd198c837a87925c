"""The web application."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.query import PREFIXES, questions
from kg.serve.access import check_writer
from kg.serve.description import GRAPH_FORMATS, service_description, void
from kg.serve.formats import ROWS, TRIPLES, best
from kg.serve.pool import Answer, Pool, Query, Refusal, Why
from kg.serve.requests import MAX_BODY, MAX_UPDATE, UPDATE, BadRequest, read_operation
from kg.serve.settings import Settings
from kg.serve.store import graph_store, read_body, updated
from kg.serve.writing import Writing

__all__ = ["create_app"]

_CHUNK = 1 << 16
_PATIENCE = 10.0
"""Seconds that a client whose request is refused may go on sending it."""

_STATUS = {
    Why.QUERY: 400,
    Why.FORMAT: 406,
    Why.GRAPH: 500,
    Why.MEMORY: 503,
    Why.TIME: 503,
    Why.BUSY: 503,
    Why.DISK: 507,
    Why.KILLED: 503,
    Why.CRASH: 500,
    Why.REFUSED: 409,
}
_DATA_POLICY = "default-src 'none'; sandbox"
_EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GRAPH_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def create_app(settings: Settings) -> Starlette:
    """Return the application: ``/``, ``/sparql``, ``/graph``, ``/health`` and ``/.well-known/void``.

    Args:
        settings: what to serve, and within which limits.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with Pool(settings) as pool:
            app.state.pool = pool
            app.state.writing = Writing(settings, pool)
            yield

    open_to = []
    if settings.origin:
        origins, methods = [settings.origin], ["GET", "POST", "PUT", "DELETE"]
        open_to = [Middleware(CORSMiddleware, allow_origins=origins, allow_methods=methods, allow_headers=["*"])]
    page = str(files("kg.serve") / "page")
    app = Starlette(
        routes=[
            Route("/", _home),
            Route("/sparql", _sparql, methods=["GET", "POST", "OPTIONS"], middleware=open_to),
            Route("/store", graph_store, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"], middleware=open_to),
            Route("/.well-known/void", _void, middleware=open_to),
            Route("/graph", _graph),
            Route("/health", _health),
            Route("/questions", _questions),
            Route("/prefixes", _prefixes),
            Mount("/page", StaticFiles(directory=page)),
        ],
        middleware=[Middleware(_Headers)],
        exception_handlers={BadRequest: _bad_request, Refusal: _refusal, ClientDisconnect: _gone},
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


class _Headers:
    """What every response says, and the strictest policy where a page has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Frame-Options"] = "DENY"
                headers.setdefault("Content-Security-Policy", _DATA_POLICY)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, with_headers)


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS, POST"})
    settings: Settings = request.app.state.settings
    sent = request.headers.get("content-type", "")
    body = await read_body(request, _longest(request, settings, sent)) if request.method == "POST" else b""
    operation = read_operation(request.method, request.url.query, sent, body, writable=settings.writable)
    if operation.update is not None:
        return await updated(request, operation)
    if len(operation.query or "") > MAX_BODY:
        raise BadRequest(413, f"the query is longer than {MAX_BODY} bytes")
    accept = ",".join(request.headers.getlist("accept"))
    if operation.query is None:
        return _described(accept, _self_described(request, settings))
    rows, triples = best(accept, ROWS), best(accept, TRIPLES)
    if rows is None and triples is None:
        raise BadRequest(406, f"there is none of that; rows come as {', '.join(ROWS)}; triples as {', '.join(TRIPLES)}")
    query = Query(
        operation.query,
        ROWS[rows] if rows else None,
        TRIPLES[triples] if triples else None,
        operation.default_graphs,
        operation.named_graphs,
        operation.bindings,
    )
    answer = await _unless_gone(request, query)
    media = triples if answer.kind == "triples" else rows
    assert media is not None
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    headers = {"Content-Type": media + charset, "Content-Length": str(answer.size), "Vary": "Accept"}
    return StreamingResponse(_chunks(answer), headers=headers)


def _longest(request: Request, settings: Settings, sent: str) -> int:
    """The bytes that are kept of a request: of strangers not many, whatever they would do with them."""
    if not settings.writable:
        return MAX_BODY
    try:
        check_writer(request, settings.token)
    except BadRequest:
        if sent.partition(";")[0].strip().lower() == UPDATE:
            raise
        return MAX_BODY
    return MAX_UPDATE


def _self_described(request: Request, settings: Settings) -> dict[str, bytes]:
    return service_description(str(request.url.replace(query="", fragment="")), PREFIXES, writable=settings.writable)


async def _unless_gone(request: Request, query: Query) -> Answer:
    """The answer; where the client goes away before, the query is ended."""
    pool: Pool = request.app.state.pool
    asked = asyncio.create_task(pool.ask(query))
    gone = asyncio.create_task(_gone_away(request))
    try:
        await asyncio.wait({asked, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            raise ClientDisconnect
        return asked.result()
    finally:
        for task in (asked, gone):
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def _gone_away(request: Request) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(0.2)


async def _chunks(answer: Answer) -> AsyncIterator[bytes]:
    with answer.file as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _described(accept: str, said: dict[str, bytes] | None) -> Response:
    media = best(accept, GRAPH_FORMATS) or "text/turtle"
    if said is None:
        raise BadRequest(404, "nothing is known of the graph")
    body = said[media]
    if media == "text/turtle" and "text/html" in accept:  # a browser would save Turtle, and shows plain text
        media = "text/plain"
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(body, headers={"Content-Type": media + charset, "Vary": "Accept"})


async def _void(request: Request) -> Response:
    root = str(request.base_url)
    accept = ",".join(request.headers.getlist("accept"))
    return _described(accept, await void(request.app.state.pool, root, PREFIXES))


async def _home(request: Request) -> Response:
    return _page("index.html", _EDITOR_POLICY)


def _page(name: str, policy: str) -> Response:
    text = (files("kg.serve") / "page" / name).read_bytes()
    return Response(text, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy})


async def _graph(request: Request) -> Response:
    out: Path = request.app.state.settings.out
    page = out / "graph.html"
    if not page.is_file():
        raise BadRequest(404, f"there is no graph page; make it with: kg view {out}")
    return FileResponse(page, media_type="text/html", headers={"Content-Security-Policy": _GRAPH_POLICY})


async def _health(request: Request) -> Response:
    pool: Pool = request.app.state.pool
    answer = await pool.ask(Query("ASK {}"))
    answer.file.close()
    return JSONResponse({"status": "ok"})


async def _questions(request: Request) -> Response:
    return JSONResponse(_library())


async def _prefixes(request: Request) -> Response:
    return JSONResponse(dict(PREFIXES))


@cache
def _library() -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "title": each.title,
            "title_zh": each.title_zh,
            "description": each.description,
            "parameters": [{"name": name, "text": text} for name, text in each.parameters],
            "sparql": _with_prefixes(each.sparql),
        }
        for each in questions()
    ]


def _with_prefixes(sparql: str) -> str:
    """A question that any other endpoint understands too."""
    code = re.sub(r"(?m)^\s*#.*$", "", sparql)
    used = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if re.search(rf"\b{prefix}:", code)]
    return "".join(used) + sparql


async def _hear_out(request: Request) -> None:
    """Let a client finish what it sends, and forget it: before that it does not listen."""
    left = MAX_UPDATE
    with suppress(ClientDisconnect, RuntimeError, TimeoutError):  # gone, heard already, or slow
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    return


def _text(status: int, message: str) -> Response:
    return Response(f"{message}\n", status, {"Content-Type": "text/plain; charset=utf-8"})


async def _bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, BadRequest)
    await _hear_out(request)
    answer = _text(error.status, str(error))
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="wenpu"'
    return answer


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    answer = _text(_STATUS[error.why], str(error))
    if error.why is Why.BUSY:
        answer.headers["Retry-After"] = "2"
    return answer


async def _gone(request: Request, error: Exception) -> Response:
    return _text(499, "the client went away")
