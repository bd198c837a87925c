"""The processes that run queries: as many as are asked for at once, each replaced when it has to be ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.errors import GraphError
from kg.serve.settings import Settings

__all__ = ["Answer", "Pool", "Query", "Refusal", "Why"]

_WAITING = 64
"""Queries that may wait for a process; more are turned away."""

_START = 60.0
"""Seconds that a process may take to open the graph."""


_COMPLAINT = 4096
"""Bytes of what a process said last that tell why it ended."""


class Why(StrEnum):
    """Why a query has no answer."""

    QUERY = "query"
    FORMAT = "format"
    GRAPH = "graph"
    MEMORY = "memory"
    DISK = "disk"
    TIME = "time"
    BUSY = "busy"
    KILLED = "killed"
    CRASH = "crash"
    REFUSED = "refused"


class Refusal(Exception):  # noqa: N818
    """A query has no answer.

    Attributes:
        why: the kind of reason.
    """

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Query:
    """What a client asks.

    Attributes:
        text: SPARQL.
        rows: format for the rows of a SELECT or an ASK, by its name in :class:`kg.query.Format`.
        triples: format for the triples of a CONSTRUCT or a DESCRIBE.
        default_graphs: IRIs of the graphs that make up the default graph; empty for the whole graph.
        named_graphs: IRIs of the graphs to see; empty for all.
        bindings: values of variables.
        unlimited: whether the answer may have any number of rows.
    """

    text: str
    rows: str | None = "json"
    triples: str | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()
    unlimited: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: ``rows`` or ``triples``, the open file that holds it, and its size in bytes."""

    kind: str
    file: IO[bytes]
    size: int


class Pool:
    """Runs queries.

    Args:
        settings: of the server.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._free = asyncio.Semaphore(settings.workers)
        self._waiting = 0

    async def __aenter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        try:
            self._idle.append(await self.start())
        except Refusal as refusal:
            self._folder.cleanup()
            raise GraphError(str(refusal)) from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in list(self._all):
            await self.end(process)
        self._folder.cleanup()

    @property
    def folder(self) -> str:
        """Where files lie until they are answered."""
        return self._folder.name

    async def ask(self, query: Query) -> Answer:
        """Run a query.

        Raises:
            Refusal: it has no answer.
        """
        if self._waiting >= _WAITING:
            raise Refusal(Why.BUSY, "too many queries are waiting; try again later")
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        try:
            process = self._idle.pop() if self._idle else None
            return await self._run(await self.living(process), query)
        finally:
            self._free.release()

    async def _run(self, process: Process, query: Query) -> Answer:
        number, name = tempfile.mkstemp(dir=self._folder.name)
        os.close(number)
        try:
            said = await self._exchange(process, query, name)
            if "kind" not in said:
                raise Refusal(Why(said["error"]), said["message"])
            file = Path(name).open("rb")  # noqa: SIM115
            return Answer(said["kind"], file, os.fstat(file.fileno()).st_size)
        finally:
            # An open file stays readable; nothing is left behind when the client goes away.
            Path(name).unlink(missing_ok=True)

    async def _exchange(self, process: Process, query: Query, file: str) -> dict[str, Any]:
        limit = self._settings.timeout
        request = {
            "query": query.text,
            "rows": query.rows,
            "triples": query.triples,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "bindings": dict(query.bindings),
            "timeout": limit,
            "max_rows": None if query.unlimited else self._settings.max_rows,
            "file": file,
        }
        reusable = False
        try:
            said = await asyncio.wait_for(self._converse(process, request), limit)
            reusable = said.get("error") not in (Why.MEMORY, Why.KILLED, Why.CRASH)
        except TimeoutError:
            raise Refusal(Why.TIME, f"the query took longer than {limit:g} s and was ended: ask for less") from None
        finally:
            if reusable:
                self._idle.append(process)
            else:
                await self.end(process)
        if said.get("error") == Why.MEMORY:
            raise Refusal(Why.MEMORY, "the query took too much memory and was ended: ask for less")
        return said

    async def _converse(self, process: Process, request: dict[str, Any]) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(ConnectionError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
        line = await process.stdout.readline()
        said: dict[str, Any] = json.loads(line) if line else await self.death(process)
        return said

    async def death(self, process: Process) -> dict[str, Any]:
        """Why a process ended without an answer."""
        code = await process.wait()
        said = self._complaints(process).read_bytes()[-_COMPLAINT:] if self._complaints(process).exists() else b""
        if any(each in said for each in (b"memory allocation of", b"bad_alloc", b"MemoryError")):
            return {"error": Why.MEMORY, "message": ""}
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        if -code in (signal.SIGKILL, signal.SIGTERM):
            what = "was killed from outside, or by the system for want of memory; ask again, or for less"
            return {"error": Why.KILLED, "message": f"the process that ran it {what}"}
        what = "this is a fault of the server's; ask in another way"
        return {"error": Why.CRASH, "message": f"the process that ran it crashed ({name}): {what}"}

    def _complaints(self, process: Process) -> Path:
        return Path(self._folder.name) / f"{process.pid}.err"

    async def living(self, process: Process | None, module: str = "kg.serve.worker") -> Process:
        """Return a process that has nothing to do, or where there is none, or it was killed since, a new one."""
        if process is not None:
            assert process.stdout is not None
            if process.returncode is None and not process.stdout.at_eof():
                return process
            await self.end(process)
        return await self.start(module)

    async def start(self, module: str = "kg.serve.worker") -> Process:
        """Start a process of a kind."""
        package = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), package]))
        number, complaints = tempfile.mkstemp(dir=self._folder.name)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            module,
            str(self._settings.out),
            str(self._settings.memory),
            stdin=PIPE,
            stdout=PIPE,
            stderr=number,
            env={**{k: v for k, v in os.environ.items() if k != "WENPU_TOKEN"}, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is the parent's to handle
        )
        os.close(number)
        Path(complaints).replace(self._complaints(process))
        self._all.add(process)
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), _START)
            said = json.loads(line) if line else {"message": "the graph cannot be opened: not enough memory"}
        except BaseException as error:
            await self.end(process)
            if isinstance(error, TimeoutError):
                raise Refusal(Why.GRAPH, f"the graph could not be opened in {_START:g} s") from None
            raise
        if "ready" not in said:
            await self.end(process)
            raise Refusal(Why.GRAPH, said["message"])
        return process

    async def end(self, process: Process) -> None:
        """End a process."""
        self._all.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._complaints(process).unlink(missing_ok=True)
