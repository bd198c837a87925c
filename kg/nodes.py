"""A set of nodes that memory need not hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

__all__ = ["Nodes"]

_AT_ONCE = 1000


class Nodes:
    """Nodes by their keys in Turtle (``<IRI>``), each once, in the order of the keys.

    >>> nodes = Nodes()
    >>> nodes.update(["<b>", "<a>", "<b>"])
    >>> list(nodes)
    ['<a>', '<b>']
    """

    def __init__(self) -> None:
        # A database without a name is a temporary file, made where the cache overflows. Whoever loads the store adds to
        # it from a thread of its own, and reads it once that has ended.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE nodes (node TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def update(self, nodes: Iterable[str]) -> None:
        """Add some."""
        self._db.executemany("INSERT OR IGNORE INTO nodes VALUES (?)", ((node,) for node in nodes))

    def clear(self) -> None:
        """Remove all."""
        self._db.execute("DELETE FROM nodes")

    def __iter__(self) -> Iterator[str]:
        after = ""
        while True:
            rows = self._db.execute(
                "SELECT node FROM nodes WHERE node > ? ORDER BY node LIMIT ?", (after, _AT_ONCE)
            ).fetchall()
            if not rows:
                return
            for (after,) in rows:
                yield after
