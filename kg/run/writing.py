"""Writing into a graph folder between builds: what users write, not what articles say."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from kg.errors import GraphError
from kg.rdf import BASE_IRI
from kg.run.disk import full_disk_named
from kg.run.ledger import Ledger
from kg.run.manifest import Manifest
from kg.run.products import Products
from kg.run.progress import Silent
from kg.run.sorting import Sorter
from kg.run.sources import LEDGER
from kg.store import Busy, Editor, StoreWriter
from kg.written import WRITTEN, Territory, UserGraphs, WrittenFile

__all__ = ["agreed", "territory", "write"]

_PATIENCE = 0.05
"""Seconds between looks whether another writer has ended."""

_T = TypeVar("_T")


def write(
    out: Path, change: Callable[[UserGraphs], _T], committing: Callable[[], None] = lambda: None, patience: float = 0.0
) -> _T:
    """Change users' graphs in a graph folder: all of it or, where it fails or is killed, nothing.

    The store, ``graph.ttl`` and ``written.nq`` switch together. The page and ``build.json`` are the next build's.

    Args:
        out: the graph folder, with the store that ``kg build`` makes.
        change: changes them.
        committing: is called right before it is kept.
        patience: seconds to wait for another writer to end.

    Returns:
        What ``change`` does.

    Raises:
        Busy: somebody else is writing there.
        GraphError: there is no store, or what lies there cannot be read.
        OSError: the disk is full, or the folder may not be written; all is as it was.
    """
    if not (out / "store" / "current").is_file():
        raise GraphError(f"{out}: holds no store to write into; make one with: kg build SOURCE -o {out}")
    with ExitStack() as stack:
        stack.enter_context(full_disk_named(out))
        folder = _opened(out, patience)
        stack.push(folder)
        if not folder.generation:
            raise GraphError(f"{out}: the store cannot be read; build again")
        products = Products(out, folder)
        products.finish()
        stack.callback(products.clear)
        ledger = stack.enter_context(Ledger(out / LEDGER))
        if ledger.generation != folder.generation:  # one of them is lost or broken
            ledger.clear()
        editor = Editor(folder.store)
        options = Manifest.from_json(ledger.kept("manifest")).options or Manifest.read(out / "build.json").options
        own = territory(ledger, options.get("base_iri", BASE_IRI))
        written = WrittenFile(out, own)
        brought = written.bring(folder.store, editor, ledger)
        users = UserGraphs(folder.store, editor, own)
        done = change(users)
        if users.added or users.removed or brought:
            editor.settle()
            written.write(products.aside / WRITTEN, users.removed, users.added)
            written.keep(products.aside / WRITTEN, ledger)
            products.write_turtle(Silent(), ledger, editor, stack.enter_context(Sorter(folder.scratch)))
            committing()
            products.switch(ledger)
        return done


def territory(ledger: Ledger, base_iri: str) -> Territory:
    """Return which graphs are users' in the folder that a ledger is of.

    Args:
        ledger: knows the articles.
        base_iri: that the folder is built with.
    """

    def is_article(iri: str) -> bool:
        return ledger.db.execute("SELECT 1 FROM articles WHERE iri = ?", (iri,)).fetchone() is not None

    return Territory(base_iri, is_article)


def agreed(out: Path) -> str:
    """Return the generation that the ledger goes with."""
    file = out / LEDGER
    if not file.is_file():
        return ""
    with Ledger(file) as ledger:
        return ledger.generation


def _opened(out: Path, patience: float) -> StoreWriter:
    end = time.monotonic() + patience
    while True:
        writer = StoreWriter(out / "store", lambda: agreed(out))
        try:
            return writer.__enter__()
        except Busy:
            if time.monotonic() >= end:
                raise
            time.sleep(_PATIENCE)
