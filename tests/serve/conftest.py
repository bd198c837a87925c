"""A real server in a process of its own, on a free port of this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import small_graph


@dataclass(frozen=True)
class Said:
    """A response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.headers["content-type"].partition(";")[0]

    @property
    def rows(self) -> list[dict[str, str]]:
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


@dataclass(frozen=True)
class Server:
    """Where a server listens, and its process."""

    address: str
    process: subprocess.Popen[str]

    def send(
        self, path: str, data: bytes | None = None, method: str | None = None, headers: dict[str, str] | None = None
    ) -> Said:
        request = urllib.request.Request(self.address + path, data, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return Said(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read())
        except urllib.error.HTTPError as error:
            return Said(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    def ask(self, query: str, accept: str = "application/sparql-results+json, text/turtle", **more: str) -> Said:
        fields = urllib.parse.urlencode({"query": query, **more})
        return self.send(f"sparql?{fields}", headers={"Accept": accept})


@contextmanager
def serving(out: Path, *options: str) -> Iterator[Server]:
    """Serve a graph folder until the block ends."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(out), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "no_proxy": "*"}) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert " is on http://127.0.0.1:" in line, line
            yield Server(line.split(" is on ")[1].split()[0], process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = small_graph.write(tmp_path_factory.mktemp("served"))
    (out / "graph.html").write_text("<!doctype html><title>graph</title><script>document.title = 'ran'</script>")
    return out


@pytest.fixture(scope="session")
def server(served: Path) -> Iterator[Server]:
    with serving(served, "--timeout", "2", "--max-rows", "500") as running:
        yield running
