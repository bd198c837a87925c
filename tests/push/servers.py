"""Triplestores to load into: real ones where they are installed, and one that fails on demand."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.05)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def construct(address: str, query: str) -> set[Triple]:
    """What a SPARQL endpoint gives for a CONSTRUCT."""
    fields = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(address, fields, {"Accept": "application/n-triples, text/turtle;q=0.5"})
    with urllib.request.urlopen(request, timeout=60) as response:
        plain = "n-triples" in response.headers["Content-Type"]
        form = RdfFormat.N_TRIPLES if plain else RdfFormat.TURTLE
        return {quad.triple for quad in parse(response.read(), format=form)}


@contextmanager
def oxigraph(folder: Path, port: int) -> Iterator[str]:
    """Oxigraph's own server; gives its address."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed")
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """OpenLink Virtuoso; gives its address. Its user dba has the password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed")
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 2000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 100000
"""
    )
    process = subprocess.Popen(
        [program, "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@dataclass
class Asked:
    """A request that a server got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Reply = Callable[[Asked, int], tuple[int, dict[str, str], bytes] | None]
"""From a request and its number to status, headers and body; ``None`` hangs up."""


@dataclass
class Fake:
    """A server that answers as it is told, and keeps what it took."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    taken: list[Asked] = field(default_factory=list)

    @property
    def triples(self) -> set[Triple]:
        return {quad.triple for each in self.taken for quad in parse(each.body, format=RdfFormat.TURTLE)}


@contextmanager
def fake(reply: Reply) -> Iterator[Fake]:
    """Start a server that answers as it is told."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, dict(self.headers.items()), body)
            running.asked.append(asked)
            said = reply(asked, len(running.asked))
            if said is None:
                self.close_connection = True
                self.connection.close()
                return
            status, headers, text = said
            if 200 <= status < 300:
                running.taken.append(asked)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        do_PUT = do_POST = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    running = Fake(f"http://127.0.0.1:{server.server_address[1]}/data")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


os.environ.setdefault("no_proxy", "127.0.0.1")
