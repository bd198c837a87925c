"""What a build leaves in its folder: written aside, then put in place together with the store."""

from __future__ import annotations

import heapq
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from threading import Thread

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from kg.rdf.turtle import block_key, blocks, read_turtle
from kg.run.inputs import Inputs
from kg.run.ledger import Ledger
from kg.run.manifest import Manifest
from kg.run.patching import patch
from kg.run.progress import Progress
from kg.run.sorting import Sorter
from kg.run.tally import Tally
from kg.store import Editor, StoreWriter, as_written
from kg.written.file import WRITTEN

__all__ = ["PART", "WHOLE", "Products", "load_page_writer", "things_in"]

WHOLE = 20_000
"""Things up to which the page has all of the graph."""

PART = 300
"""Things that it has of a larger one."""

_FILES = ("graph.ttl", "graph.html", "build.json")
_TURTLE = "turtle"
_SHOWN = "shown"
"""Which of users' writings the page has."""

_TOGETHER = 500
_DEFAULT = DefaultGraph()
_BLOCKS = tuple[bytes, bytes]


def things_in(manifest: Manifest) -> int:
    """Return how many things a graph has: all but the evidence for what is said of them."""
    kinds = manifest.counts["things"]
    assert isinstance(kinds, dict)
    return sum(number for kind, number in kinds.items() if kind != "Evidence")


def load_page_writer() -> None:
    """Load what writes pages: while workers start, there is time for it."""
    import_module("kg.network")
    import_module("kg.view")


class Products:
    """The files of a graph folder.

    Args:
        out: the graph folder.
        folder: its store.
    """

    def __init__(self, out: Path, folder: StoreWriter) -> None:
        self._out = out
        self._folder = folder
        self._aside = out / "store" / "aside"

    @property
    def aside(self) -> Path:
        """Where files wait to be put in place."""
        return self._aside

    def finish(self) -> None:
        """Put in place what an ended build has left aside, where that goes with the store; else remove it."""
        goes_with = self._aside / "generation"
        if goes_with.is_file() and goes_with.read_text("ascii") == self._folder.generation:
            self._put_in_place()
        self.clear()
        self._aside.mkdir()

    def there(self) -> bool:
        """Tell whether all are there."""
        return all((self._out / name).exists() for name in ("store", *_FILES))

    def write_turtle(self, progress: Progress, ledger: Ledger, editor: Editor, evidence: Sorter) -> None:
        """Write ``graph.ttl``, and count what is in it.

        Args:
            progress: is told.
            ledger: knows whether the file that is there is the one that was written.
            editor: knows which nodes have another description.
            evidence: blocks that no other article has anything of.
        """
        progress.stage("graph.ttl")
        old, new = self._out / "graph.ttl", self._aside / "graph.ttl"
        tally = Tally(ledger)
        store = self._folder.store
        # Evidence that is new and that a user wrote of comes twice: the second is all that there is of it.
        changes = _last(heapq.merge(evidence, _described(store, editor.touched), key=itemgetter(0)))
        try:
            if not self._folder.generation:
                patch(None, changes, new, tally.change)
            elif old.is_file() and _stamp(old) == ledger.kept(_TURTLE):
                patch(old, changes, new, tally.change)
            else:
                raise ValueError("not as it was left")
        except ValueError:
            tally.clear()
            with Sorter(self._folder.scratch) as sorter:
                for key, block in _all(store):
                    sorter.add(key, block)
                patch(None, sorter, new, tally.change)
        Thread(target=_to_disk, args=(new,), daemon=True).start()  # else it takes its time when it is put in place
        tally.keep()

    def shows(self, ledger: Ledger, written: str) -> bool:
        """Tell whether the page was made since users wrote last."""
        return ledger.kept(_SHOWN) == written

    def write_page(
        self, progress: Progress, manifest: Manifest, tally: Tally, holds: Inputs, ledger: Ledger, written: str
    ) -> None:
        """Write ``graph.html``: of a graph that no browser could show, the best linked part, as the title says."""
        from kg.network import among, network
        from kg.view import write_page

        ledger.keep(_SHOWN, written)
        progress.stage("graph.html")
        things = things_in(manifest)
        if things > WHOLE:
            only = tally.best_linked(PART)
            title = f"{len(holds)} articles · {len(only)} / {things}"
            write_page(network(among(self._folder.store, only)), self._aside / "graph.html", title=title)
        else:
            write_page(network(read_turtle(self._aside / "graph.ttl")), self._aside / "graph.html")

    def commit(self, ledger: Ledger, manifest: Manifest, holds: Inputs) -> None:
        """Put all in place with the store: killed at any moment, they are all of before or all of now."""
        manifest.write(self._aside / "build.json", holds)
        ledger.keep("manifest", replace(manifest, timings={}, slow=()).as_json())
        self.switch(ledger)

    def switch(self, ledger: Ledger) -> None:
        """Put in place with the store what is aside, likewise."""
        if (self._aside / "graph.ttl").exists():
            ledger.keep(_TURTLE, _stamp(self._aside / "graph.ttl"))
        self._folder.commit(lambda generation: self._agree(ledger, generation))
        self._put_in_place()

    def clear(self) -> None:
        """Leave nothing aside."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def _agree(self, ledger: Ledger, generation: str) -> None:
        (self._aside / "generation").write_text(generation, "ascii")
        ledger.commit(generation)  # from here on, what is aside is what will be there

    def _put_in_place(self) -> None:
        for name in (*_FILES, WRITTEN):
            if (self._aside / name).exists():
                (self._aside / name).replace(self._out / name)


def _last(changes: Iterable[_BLOCKS]) -> Iterator[_BLOCKS]:
    """Of some with one key the last."""
    waiting: _BLOCKS | None = None
    for each in changes:
        if waiting and waiting[0] != each[0]:
            yield waiting
        waiting = each
    if waiting:
        yield waiting


def _described(store: Store, nodes: Iterable[str]) -> Iterator[_BLOCKS]:
    """The blocks of some nodes as the store has them now, in their order; empty where it has nothing of one."""
    waiting: list[str] = []
    for node in nodes:
        waiting.append(node)
        if len(waiting) == _TOGETHER:
            yield from _now(store, waiting)
            waiting = []
    yield from _now(store, waiting)


def _now(store: Store, nodes: list[str]) -> Iterator[_BLOCKS]:
    triples = (
        as_written(quad.triple)
        for node in nodes
        for quad in store.quads_for_pattern(NamedNode(node[1:-1]), None, None, _DEFAULT)
    )
    found = dict(blocks(triples))
    for node in nodes:
        key = node.encode()
        yield key, found.get(key, b"")


def _all(store: Store) -> Iterator[_BLOCKS]:
    """The blocks of all nodes, in the order of the store, which has all of one node together."""
    waiting: list[Triple] = []
    last: bytes | None = None
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        key = block_key(quad.subject)  # type: ignore[arg-type]
        if key != last and len(waiting) > _TOGETHER * 10:
            yield from blocks(waiting)
            waiting = []
        waiting.append(as_written(quad.triple))
        last = key
    yield from blocks(waiting)


def _to_disk(file: Path) -> None:
    with suppress(OSError), file.open("rb") as written:
        os.fsync(written.fileno())


def _stamp(file: Path) -> str:
    status = file.stat()
    return f"{status.st_size} {status.st_mtime_ns}"
