"""Listening."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack

import uvicorn
from starlette.applications import Starlette

from kg.errors import OptionError, one_line
from kg.serve.app import create_app
from kg.serve.settings import Settings
from kg.store import open_store

__all__ = ["Settings", "serve"]


def serve(settings: Settings, listening: Callable[[str], None] = lambda _: None) -> None:
    """Serve a graph folder until the process is interrupted.

    Args:
        settings: what to serve, and where.
        listening: is called with the address once the server can be asked.

    Raises:
        GraphError: there is no graph in the folder.
        OptionError: nobody can listen at that address.
        OSError: the processes that run queries cannot be started.
    """
    open_store(settings.out)  # says in one line what is wrong, before anything is started
    server_socket = _bound(settings.host, settings.port)
    host, port = server_socket.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_level="info" if settings.access_log else "error",
        access_log=settings.access_log,
        server_header=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        timeout_keep_alive=5,
        limit_concurrency=200,
        h11_max_incomplete_event_size=1 << 17,
        timeout_graceful_shutdown=2,
    )
    try:
        _Server(config, app, lambda: listening(f"http://{shown}:{port}/")).run(sockets=[server_socket])
    finally:
        server_socket.close()


class _Server(uvicorn.Server):
    """Says when it is ready, and raises what keeps the application from starting: uvicorn would log a traceback."""

    def __init__(self, config: uvicorn.Config, app: Starlette, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._app = app
        self._ready = ready
        self._alive = AsyncExitStack()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._alive.enter_async_context(self._app.router.lifespan_context(self._app))
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await self._alive.aclose()


def _bound(host: str, port: int) -> socket.socket:
    where = f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise OptionError(f"{where}: no such address ({one_line(error)}); try --host 127.0.0.1") from None
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise OptionError(f"{where}: something else listens there; give another --port") from None
        raise OptionError(f"{where}: cannot listen there ({one_line(error)}); give another --host or --port") from None
    return made
