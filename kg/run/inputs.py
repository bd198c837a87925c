"""Which inputs a graph is made of, and which of those that are there now differ from them: tables of the ledger."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from kg.run.manifest import Input
from kg.run.options import sha256_of

__all__ = ["TABLES", "Inputs"]

_COLUMNS = "path, sha256, article, title, language, entities, facts, text"

TABLES = f"""
CREATE TABLE IF NOT EXISTS inputs ({_COLUMNS}, stamp, PRIMARY KEY (path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS of_article ON inputs (article);
CREATE TABLE IF NOT EXISTS before ({_COLUMNS}, stamp, PRIMARY KEY (path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found (path TEXT PRIMARY KEY, sha256 TEXT, stamp TEXT) WITHOUT ROWID;
"""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that looks the same is the same: the clocks of file systems are coarse."""

_AT_ONCE = 1000


class Inputs:
    """The inputs of the graph that a ledger is of, and those that were found now.

    Args:
        db: of the ledger, in a transaction.
        out: the graph folder, where transcripts lie.
    """

    def __init__(self, db: sqlite3.Connection, out: Path | None = None) -> None:
        self._db = db
        self._out = out
        for table in ("found", "before"):
            db.execute(f"DELETE FROM {table}")

    def __len__(self) -> int:
        return int(self._one("SELECT COUNT(*) FROM inputs"))

    def __iter__(self) -> Iterator[Input]:
        for row in self._pages(_COLUMNS, "inputs"):
            yield Input(*row)

    @property
    def facts(self) -> int:
        """The facts read in all of them."""
        return int(self._one("SELECT COALESCE(SUM(facts), 0) FROM inputs"))

    @property
    def languages(self) -> list[str]:
        """The languages that at least one in ten of them is in."""
        many = "SELECT language FROM inputs GROUP BY language HAVING COUNT(*) * 10 >= (SELECT COUNT(*) FROM inputs)"
        return [language for (language,) in self._db.execute(many)]

    def find(self, file: Path, *, trust: bool = True) -> None:
        """Note that a file is there, and the hash of its bytes.

        Args:
            file: an input.
            trust: that a file with the times and the size that it had has the content that it had.

        Raises:
            OSError: it cannot be read.
        """
        path = file.as_posix()
        status = file.stat()
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
        known = self._db.execute("SELECT sha256 FROM inputs WHERE path = ? AND stamp = ?", (path, stamp)).fetchone()
        sha256 = known[0] if known and trust else sha256_of(file)
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < _SETTLED:
            stamp = ""
        self._db.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", (path, sha256, stamp))

    def compare(self, *, again: bool) -> None:
        """Set aside what changed, and what is no longer there; :meth:`todo` has then what is to be read.

        Args:
            again: whether everything is, changed or not.
        """
        for path, text in self._db.execute("SELECT path, text FROM inputs WHERE text IS NOT NULL").fetchall():
            if self._out is None or not (self._out / text).is_file():
                self._db.execute("UPDATE inputs SET sha256 = '' WHERE path = ?", (path,))
        same = (
            "0" if again else "EXISTS (SELECT 1 FROM found f WHERE f.path = inputs.path AND f.sha256 = inputs.sha256)"
        )
        self._db.execute(f"INSERT INTO before SELECT * FROM inputs WHERE NOT {same}")
        self._db.execute("DELETE FROM inputs WHERE path IN (SELECT path FROM before)")
        self._db.execute("DELETE FROM found WHERE path IN (SELECT path FROM inputs)")

    def counts(self) -> tuple[int, int]:
        """Return how many inputs are to be read, and how many are as they were."""
        return int(self._one("SELECT COUNT(*) FROM found")), len(self)

    def todo(self) -> Iterator[tuple[str, str]]:
        """Yield path and hash of what is to be read, in order."""
        yield from self._pages("path, sha256", "found")

    def sha256(self, path: str) -> str:
        """Return the hash of an input that is to be read."""
        return str(self._db.execute("SELECT sha256 FROM found WHERE path = ?", (path,)).fetchone()[0])

    def put(self, each: Input) -> None:
        """Take an input in."""
        row = self._db.execute("SELECT stamp FROM found WHERE path = ?", (each.path,)).fetchone()
        self._insert((*astuple(each), row[0] if row else ""))

    def drop(self, path: str) -> None:
        """Take an input out."""
        self._db.execute("DELETE FROM inputs WHERE path = ?", (path,))

    def of(self, article: str) -> str | None:
        """Return the path of the input that is this article, if there is one."""
        row = self._db.execute("SELECT path FROM inputs WHERE article = ?", (article,)).fetchone()
        return str(row[0]) if row else None

    def restore(self, failed: str) -> Iterator[str]:
        """Take back in what an input that failed, or all in a folder that did, gave before; yield the paths."""
        rows = self._db.execute(
            "SELECT * FROM before WHERE (path = ? OR (path >= ? AND path < ?))"
            " AND path NOT IN (SELECT path FROM inputs) AND article NOT IN (SELECT article FROM inputs) ORDER BY path",
            (failed, f"{failed}/", f"{failed}0"),
        ).fetchall()
        for row in rows:
            if self.of(row[2]) is None:
                self._insert((*row[:-1], ""))
                yield str(row[0])

    def gone(self) -> Iterator[str]:
        """Yield the articles of the ledger that no input is any more."""
        yield from (
            str(iri)
            for (iri,) in self._db.execute(
                "SELECT iri FROM articles WHERE iri NOT IN (SELECT article FROM inputs) ORDER BY iri"
            ).fetchall()
        )

    def _insert(self, row: tuple[object, ...]) -> None:
        self._db.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _pages(self, columns: str, table: str) -> Iterator[Any]:
        after = ""
        while True:
            rows: list[tuple[Any, ...]] = self._db.execute(
                f"SELECT {columns} FROM {table} WHERE path > ? ORDER BY path LIMIT ?", (after, _AT_ONCE)
            ).fetchall()
            if not rows:
                return
            yield from rows
            after = rows[-1][0]
