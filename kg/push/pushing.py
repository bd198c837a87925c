"""Batch after batch into a triplestore, with a note of how far it got.

The note lies in the graph folder until all is loaded. It counts triples, not requests: what was not acknowledged is
sent again, which changes nothing, since a graph holds a triple once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, Store, Triple

from kg.errors import OptionError
from kg.export.ordered import Ordered
from kg.export.rdf import article
from kg.push.client import Client, PushError, TooLarge, checked_endpoint
from kg.store import graph_names, open_store

__all__ = ["ARTICLES", "Options", "Pushed", "push"]

ARTICLES = "articles"
"""In place of a graph: each article into the graph of its IRI."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where to load, and how.

    Attributes:
        endpoint: address of the Graph Store Protocol, or of SPARQL Update.
        graph: IRI of the graph to load into; empty for the default graph; :data:`ARTICLES`.
        update: whether the endpoint takes SPARQL Update.
        replace: whether what the graphs held before goes.
        batch: triples in one request.
    """

    endpoint: str
    graph: str = ""
    update: bool = False
    replace: bool = False
    batch: int = 5000


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was loaded: triples and graphs, and how many of the triples an earlier run had loaded."""

    triples: int
    graphs: int
    before: int


def push(
    out: Path,
    options: Options,
    client: Client,
    progress: Callable[[int], None] = lambda _: None,
) -> Pushed:
    """Load the graph of a graph folder into a triplestore, or go on where that broke off.

    Args:
        out: the graph folder.
        options: where to load, and how.
        client: sends.
        progress: is told the number of triples loaded so far.

    Raises:
        GraphError: there is no graph.
        OptionError: an option has a value that cannot be used.
        PushError: the triplestore does not take it.
    """
    checked_endpoint(options.endpoint)
    if options.graph not in ("", ARTICLES):
        try:
            NamedNode(options.graph)
        except ValueError:
            raise OptionError(f"--graph {options.graph!r}: give an IRI, or {ARTICLES}") from None
    store = open_store(out)
    note = _Note.read(out, options)
    done, before, graphs = 0, 0, 0
    for number, (graph, triples) in enumerate(_graphs(store, options.graph)):
        graphs += 1
        there = note.triples if number == note.graph else 0
        if number < note.graph:
            there = sum(1 for _ in triples)
            done += there
            before += there
            continue
        rest = iter(triples)
        there = sum(1 for _ in islice(rest, there))
        done += there
        before += there
        loading = _Loading(options, client, graph, fresh=options.replace and not there)
        try:
            for count in loading.load(rest):
                done += count
                there += count
                note = note.moved(number, there)
                progress(done)
        except PushError as error:
            raise type(error)(f"{error}; {done} triples are there: run it again to go on") from None
    note.remove()
    return Pushed(done, graphs, before)


def _graphs(store: Store, graph: str) -> Iterator[tuple[str, Iterable[Triple]]]:
    if graph != ARTICLES:
        yield graph, Ordered(store)
        return
    names = sorted(graph_names(store))
    if not names:
        raise OptionError(f"--graph {ARTICLES}: the articles' store is missing; build again, or name a graph")
    for name in names:
        yield name, article(store, NamedNode(name))


class _Loading:
    """Loads one graph.

    Args:
        options: where to load, and how.
        client: sends.
        graph: its IRI; empty for the default graph.
        fresh: whether the first request empties the graph.
    """

    def __init__(self, options: Options, client: Client, graph: str, fresh: bool) -> None:
        self._options = options
        self._client = client
        self._graph = graph
        self._fresh = fresh
        self._size = options.batch

    def load(self, triples: Iterator[Triple]) -> Iterator[int]:
        """Send the triples; yield the number of each batch that is there."""
        waiting: list[str] = []
        while True:
            waiting += (f"{triple} .\n" for triple in islice(triples, max(0, self._size - len(waiting))))
            if not waiting:
                return
            batch = waiting[: self._size]
            try:
                self._send(batch)
            except TooLarge:
                if len(batch) == 1:
                    raise
                self._size = max(1, len(batch) // 2)
                continue
            del waiting[: len(batch)]
            yield len(batch)

    def _send(self, lines: list[str]) -> None:
        if self._options.update:
            self._client.send(self._options.endpoint, "POST", self._update(lines), "application/sparql-update")
        else:
            method = "PUT" if self._fresh else "POST"
            # N-Triples are Turtle, and every store takes Turtle.
            self._client.send(self._address(), method, "".join(lines).encode(), "text/turtle")
        self._fresh = False

    def _address(self) -> str:
        joint = "&" if "?" in self._options.endpoint else "?"
        which = f"graph={quote(self._graph, safe='')}" if self._graph else "default"
        return f"{self._options.endpoint}{joint}{which}"

    def _update(self, lines: list[str]) -> bytes:
        data = as_sparql("".join(lines))
        if self._graph:
            clear, insert = f"CLEAR SILENT GRAPH <{self._graph}> ;\n", f"GRAPH <{self._graph}> {{\n{data}}}"
        else:
            clear, insert = "CLEAR SILENT DEFAULT ;\n", data
        return f"{clear if self._fresh else ''}INSERT DATA {{\n{insert}}}\n".encode()


_ESCAPED = re.compile(r"\\\\([uU])|\\.")


def as_sparql(ntriples: str) -> str:
    r"""Return N-Triples as they can stand in an update.

    SPARQL turns ``\uXXXX`` into its character before it reads anything else, so that a backslash that is itself
    escaped must not stand before a u.

    >>> print(as_sparql(r'<s> <p> "\\u0022" .'))
    <s> <p> "\\\u00750022" .
    """
    return _ESCAPED.sub(lambda found: rf"\\\u{ord(found[1]):04X}" if found[1] else found[0], ntriples)


@dataclass(frozen=True, slots=True)
class _Note:
    """How far the loading got.

    Attributes:
        file: where the note is kept.
        what: fingerprint of the graph and of the way it is loaded.
        graph: number of the graph that was being loaded.
        triples: how many of that were acknowledged.
    """

    file: Path
    what: str
    graph: int = 0
    triples: int = 0

    @classmethod
    def read(cls, out: Path, options: Options) -> _Note:
        target = f"{options.endpoint} {options.graph} {options.update}"
        file = out / f"push-{hashlib.sha256(target.encode()).hexdigest()[:12]}.json"
        what = hashlib.sha256(f"{_state(out)} {target} {options.replace}".encode()).hexdigest()
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(file.read_text("utf-8"))
            if said["what"] == what:
                return cls(file, what, int(said["graph"]), int(said["triples"]))
        return cls(file, what)

    def moved(self, graph: int, triples: int) -> _Note:
        note = _Note(self.file, self.what, graph, triples)
        aside = self.file.with_name(f".{self.file.name}.new")
        aside.write_text(json.dumps({"what": self.what, "graph": graph, "triples": triples}), "utf-8")
        aside.replace(self.file)
        return note

    def remove(self) -> None:
        self.file.unlink(missing_ok=True)


def _state(out: Path) -> str:
    """What changes when the graph is built again."""
    said = []
    for file in (out / "store" / "current", out / "graph.ttl"):
        with suppress(OSError):
            status = file.stat()
            said.append(f"{file.name} {status.st_mtime_ns} {status.st_size}")
    return " ".join(said)
