"""What was read so far, kept as the reading goes on: a build that is killed goes on from there.

A file of its own beside the ledger, written chunk by chunk; it goes once the graph has everything in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.resolve import Signature
from kg.resolve.joins import Join
from kg.run.articles import Article, Failure, Read
from kg.run.ledger import Stated

__all__ = ["Journal"]

_FORM = "1"


class Journal:
    """Keeps what was read, by path and by the hash of what was read there.

    Args:
        file: where it lies; ``None`` keeps it in memory.
        made_with: pipeline and options; what was read with others is forgotten.
        anew: whether all is forgotten.
    """

    def __init__(self, file: Path | None, made_with: str, *, anew: bool = False) -> None:
        self._file = file
        self._with = f"{_FORM} {made_with}"
        if anew:
            self._remove()
        try:
            self._open()
        except sqlite3.DatabaseError:  # not one, or broken: what it holds can be read again
            self._remove()
            self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self._file or ":memory:", isolation_level=None, timeout=10)
        # A killed process loses nothing; a machine that loses its power loses the end, and no more.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS made (with_ TEXT)")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS read (path TEXT PRIMARY KEY, sha256 TEXT, said TEXT, packed BLOB) WITHOUT ROWID"
        )
        made = self._db.execute("SELECT with_ FROM made").fetchone()
        if made is None or made[0] != self._with:
            self._db.execute("BEGIN")
            self._db.execute("DELETE FROM made")
            self._db.execute("DELETE FROM read")
            self._db.execute("INSERT INTO made VALUES (?)", (self._with,))
            self._db.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(self, read: Iterable[tuple[Read, str]]) -> None:
        """Keep what was read, each with the hash of the input: all of it or, killed, nothing."""
        self._db.execute("BEGIN")
        for each, sha256 in read:
            outcome = each.outcome
            packed = outcome.packed if isinstance(outcome, Article) else b""
            self._db.execute(
                "INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?)", (outcome.file, sha256, _said(each), packed)
            )
        self._db.execute("COMMIT")

    def has(self, path: str, sha256: str) -> bool:
        """Tell whether an input with this content was read."""
        return self._row("1", path, sha256) is not None

    def get(self, path: str, sha256: str) -> Read | None:
        """Return what was read of an input with this content."""
        row = self._row("said, packed", path, sha256)
        return _read(path, *row) if row else None

    def __iter__(self) -> Iterator[str]:
        yield from (path for (path,) in self._db.execute("SELECT path FROM read ORDER BY path").fetchall())

    def finish(self) -> None:
        """Forget everything: the graph has it."""
        self._db.close()
        self._remove()

    def _row(self, columns: str, path: str, sha256: str) -> tuple[str, bytes] | None:
        found: tuple[str, bytes] | None = self._db.execute(
            f"SELECT {columns} FROM read WHERE path = ? AND sha256 = ?", (path, sha256)
        ).fetchone()
        return found

    def _remove(self) -> None:
        if self._file:
            for suffix in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self._file.with_name(self._file.name + suffix).unlink()


def _said(read: Read) -> str:
    outcome = read.outcome
    if isinstance(outcome, Failure):
        said: list[object] = [outcome.message]
    else:
        stated = [
            [
                each.entity,
                each.signature.as_text(),
                [[j.name, j.other, j.rule, j.start, j.end, j.quote] for j in each.joins],
            ]
            for each in outcome.stated
        ]
        said = [
            outcome.iri,
            outcome.language,
            outcome.title,
            outcome.entities,
            outcome.facts,
            stated,
            outcome.transcript,
        ]
    return json.dumps([said, read.notices, read.seconds])


def _read(path: str, text: str, packed: bytes) -> Read:
    said, notices, seconds = json.loads(text)
    if len(said) == 1:
        return Read(Failure(path, said[0]), tuple(notices), seconds)
    iri, language, title, entities, facts, stated, transcript = said
    found = tuple(
        Stated(entity, Signature.from_text(signature), tuple(Join(*join) for join in joins))
        for entity, signature, joins in stated
    )
    return Read(
        Article(path, iri, language, title, entities, facts, packed, found, transcript), tuple(notices), seconds
    )
