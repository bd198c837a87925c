"""A process that runs queries, one at a time: ``python -m kg.serve.worker OUT MEMORY``.

A request is a line of JSON on standard input, what became of it a line of JSON on standard output; the
answer itself goes into the file that the request names. The process ends when its input does.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError, OptionError, QueryError, one_line
from kg.query import Format, run
from kg.store import open_store

__all__ = ["alarm", "limit", "main", "say"]

_GRACE = 5
"""Seconds after which a process ends itself that its parent should have ended: the parent is gone."""


def main(out: str, memory: str) -> None:
    """Answer requests until there are no more."""
    limit(int(memory))
    graph = _Graph(Path(out))
    try:
        graph.store()
    except KgError as error:
        say({"error": "graph", "message": one_line(error)})
        return
    say({"ready": True})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        alarm(request["timeout"] + _GRACE)
        try:
            try:
                kind = _answer(graph.store(), request)
            except QueryError:
                if not graph.is_old():
                    raise
                kind = _answer(graph.store(), request)  # what it read may have gone meanwhile
        except QueryError as error:
            say({"error": "query", "message": one_line(error)[:2000]})
        except OptionError:
            say({"error": "format", "message": "nothing that the client accepts fits this kind of query"})
        except KgError as error:
            say({"error": "graph", "message": one_line(error)})
        except MemoryError:
            say({"error": "memory", "message": ""})
        except OSError as error:
            say({"error": "disk", "message": one_line(error)})
        else:
            say({"kind": kind})
        alarm(0)


class _Graph:
    """The graph folder, opened again when it was built again."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._stamp: object = None
        self._store: Store | None = None

    def is_old(self) -> bool:
        return self._stamp != self._now()

    def _now(self) -> object:
        return [_time(self._out / "store" / "current"), _time(self._out / "graph.ttl")]

    def store(self) -> Store:
        stamp = self._now()
        if self._store is None or stamp != self._stamp:
            self._store = open_store(self._out)
            self._stamp = stamp
        return self._store


def _time(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_mtime_ns
    return 0


def _answer(store: Store, request: dict[str, Any]) -> str:
    results = run(
        store,
        request["query"],
        request["bindings"],
        default_graphs=request["default_graphs"],
        named_graphs=request["named_graphs"],
    )
    kind = "triples" if results.is_triples else "rows"
    wanted = request[kind]
    if wanted is None:
        raise OptionError("not acceptable")
    with Path(request["file"]).open("wb") as file:
        results.write(file, Format(wanted), request["max_rows"])
    return kind


def limit(memory: int) -> None:
    """Have the system refuse this process more memory than so many bytes."""
    try:
        import resource
    except ImportError:  # not POSIX
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def alarm(seconds: float) -> None:
    """Have the system end this process in so many seconds, whatever it is doing then."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def say(what: dict[str, Any]) -> None:
    """Tell the parent."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
