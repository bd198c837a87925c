"""The ready questions by ``kg query``'s engine and by rdflib, on the same graph.

    kg build seeds -o out
    python benchmarks/query_speed.py out                 # every question that takes no argument
    python benchmarks/query_graph.py /tmp/made-up 10000
    python benchmarks/query_speed.py /tmp/made-up

Opening the graph is counted apart: from the store on disk here, from ``graph.ttl`` in rdflib. Each question is asked
three times and the best counts; rdflib is given 60 seconds each, in a process of its own, and what takes it longer than
three seconds is asked once.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from query_questions import ask

from kg.query import PREFIXES, questions
from kg.store import open_store

_PATIENCE = 60.0
_ROUNDS = 3
_ENOUGH = 3.0


def main(out: Path) -> None:
    """Print a table: question, rows, milliseconds here and there, and how many times faster."""
    start = time.perf_counter()
    store = open_store(out)
    opened = time.perf_counter() - start
    rdflib = _Rdflib(out)
    print(f"opened in {opened * 1000:.0f} ms; rdflib: {rdflib.opened * 1000:.0f} ms, {rdflib.triples} triples\n")
    print("| question | rows | kg query, ms | rdflib, ms | times |\n|---|---|---|---|---|")
    for each in questions():
        if each.parameters:
            continue
        ours = ask(store, each)
        best, rows = ours.seconds, ours.rows
        theirs = rdflib.ask(each.sparql)
        if theirs is None:
            said, times = f"> {_PATIENCE * 1000:.0f}", f"> {_PATIENCE / best:.0f}"
            rdflib = _Rdflib(out)
        elif theirs[2]:
            said, times = f"fails ({theirs[2]})", ""
        else:
            seconds, found, _ = theirs
            said, times = f"{seconds * 1000:.1f}", f"{seconds / best:.0f}"
            if found != rows:
                said += f" ({found} rows)"
        print(f"| {each.name} | {rows} | {best * 1000:.1f} | {said} | {times} |", flush=True)
    rdflib.end()


class _Rdflib:
    """rdflib in a process that can be ended."""

    def __init__(self, out: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_rdflib, args=(str(out / "graph.ttl"), theirs), daemon=True)
        self._process.start()
        self.opened, self.triples = self._pipe.recv()

    def ask(self, sparql: str) -> tuple[float, int, str] | None:
        """Seconds, rows, and the error where there is one; ``None`` where it takes too long."""
        self._pipe.send(sparql)
        if not self._pipe.poll(_PATIENCE):
            self.end()
            return None
        seconds, rows, failure = self._pipe.recv()
        return seconds, rows, failure

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _rdflib(turtle: str, pipe: Connection) -> None:
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph().parse(turtle)
    pipe.send((time.perf_counter() - start, len(graph)))
    while True:
        sparql = pipe.recv()
        best, rows, failure = float("inf"), 0, ""
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            try:
                rows = len(list(graph.query(sparql, initNs=dict(PREFIXES))))
            except Exception as error:  # some aggregates of unbound variables
                failure = type(error).__name__
                break
            best = min(best, time.perf_counter() - start)
            if best > _ENOUGH:
                break
        pipe.send((best, rows, failure))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
