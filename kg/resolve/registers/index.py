"""A register on disk, asked by name: SQLite, made once for each content of the register's file."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from kg.errors import one_line
from kg.model import Kind, Name
from kg.resolve.authority import Candidate, Entry
from kg.resolve.keys import identity_key, name_key
from kg.resolve.registers.readers import RegisterError, read_entries

__all__ = ["IndexedRegister", "Spotted", "open_register"]

_FORM = "3"
"""Of the tables and of what is compared of a name; an index of another form is not used."""

_TOGETHER = 10_000

_MAPPED = 1 << 30
"""Bytes of an index that are read as memory, not by system calls."""

_TABLES = """
CREATE TABLE entries (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, key TEXT, said TEXT, alone INTEGER DEFAULT 1);
CREATE TABLE names (key TEXT, entry INTEGER, ambiguous INTEGER, name TEXT);
"""
_INDEXES = """
CREATE INDEX by_name ON names (key, ambiguous, entry);
CREATE INDEX by_iri ON entries (iri);
CREATE TEMPORARY TABLE shared AS SELECT kind, key FROM entries GROUP BY kind, key HAVING COUNT(*) > 1;
UPDATE entries SET alone = 0 WHERE (kind, key) IN (SELECT kind, key FROM shared);
"""


@dataclass(frozen=True, slots=True)
class Spotted:
    """What finding a name in text needs to know of an entry."""

    iri: str
    kind: Kind


class IndexedRegister:
    """A register on disk.

    Args:
        file: the index, as :func:`open_register` makes it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._db = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._entry = lru_cache(maxsize=1 << 14)(self._read)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, what it always means first."""
        key = name_key(name)
        found = self._found(key)
        if (folded := key.casefold()) != key:
            known = {candidate.entry.iri for candidate in found}
            found += tuple(c for c in self._found(folded) if c.entry.iri not in known)
        return found

    def get(self, iri: str) -> Entry | None:
        """Return the thing of that IRI, if it is known."""
        row = self._db.execute("SELECT id FROM entries WHERE iri = ?", (iri,)).fetchone()
        return self._entry(row[0]) if row else None

    def names(self) -> Iterator[tuple[str, Entry, bool]]:
        """Return every name, what it names, and whether it is ambiguous; the ambiguous ones last."""
        rows = self._db.execute("SELECT name, entry, ambiguous FROM names ORDER BY ambiguous, rowid")
        for name, entry, ambiguous in rows:
            yield name, self._entry(entry), bool(ambiguous)

    def spotted(self) -> Iterator[tuple[str, Spotted, bool]]:
        """Return the same with no more of each entry than finding its names takes."""
        entries = {
            number: Spotted(iri, Kind(kind))
            for number, iri, kind in self._db.execute("SELECT id, iri, kind FROM entries")
        }
        for name, entry, ambiguous in self._db.execute(
            "SELECT name, entry, ambiguous FROM names ORDER BY ambiguous, rowid"
        ):
            yield name, entries[entry], bool(ambiguous)

    def __len__(self) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM entries").fetchone()[0])

    def _found(self, key: str) -> tuple[Candidate, ...]:
        rows = self._db.execute("SELECT entry, ambiguous FROM names WHERE key = ? ORDER BY ambiguous, entry", (key,))
        found: dict[int, Candidate] = {}
        for entry, ambiguous in rows:
            if entry not in found:
                found[entry] = Candidate(self._entry(entry), bool(ambiguous))
        return tuple(found.values())

    def _read(self, number: int) -> Entry:
        kind, text, alone = self._db.execute("SELECT kind, said, alone FROM entries WHERE id = ?", (number,)).fetchone()
        said = json.loads(text)
        return Entry(
            iri=said["iri"],
            kind=Kind(kind),
            preferred=_names(said["preferred"]),
            names=_names(said["names"]),
            ambiguous=_names(said["ambiguous"]),
            parent=said["parent"],
            country=said["country"],
            same_as=tuple(said["same_as"]),
            # Two entries of one name need something to tell their nodes apart: the end of their own IRI.
            qualifier=said["iri"].rstrip("/#").rpartition("/")[2].rpartition("#")[2] if not alone else "",
        )


def open_register(file: Path) -> IndexedRegister:
    """Open a user's register, indexing it first if no index of its content is there.

    Indexes lie in the user's cache folder (``$XDG_CACHE_HOME/wenpu``, by default ``~/.cache/wenpu``).

    Raises:
        RegisterError: the register cannot be read, or the index cannot be written.
    """
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "blake2b").hexdigest()[:32]
    except OSError as error:
        raise RegisterError(f"{file}: {one_line(OSError(error.errno, error.strerror))}; check the name") from None
    return _opened(file, digest)


@cache
def _opened(file: Path, digest: str) -> IndexedRegister:
    index = _cache_folder() / f"register-{_FORM}-{digest}{file.suffix.lower()}.sqlite"
    try:
        if not index.is_file():
            index.parent.mkdir(parents=True, exist_ok=True)
            _make(read_entries(file), index)
        return IndexedRegister(index)
    except (OSError, sqlite3.Error) as error:
        raise RegisterError(
            f"{file}: cannot be indexed in {index.parent} ({one_line(error)}); set XDG_CACHE_HOME to another folder"
        ) from None


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(home) if home else Path.home() / ".cache") / "wenpu"
    except RuntimeError:  # no home folder
        return Path(tempfile.gettempdir()) / "wenpu"


def _make(entries: Iterable[Entry], index: Path) -> None:
    """Write the index aside and put it in place when it is whole."""
    handle, aside = tempfile.mkstemp(dir=index.parent, suffix=".new")
    os.close(handle)
    db = sqlite3.connect(aside, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("BEGIN")
        _run(db, _TABLES)
        left = iter(enumerate(entries))
        while batch := list(islice(left, _TOGETHER)):
            db.executemany(
                "INSERT INTO entries (id, iri, kind, key, said) VALUES (?, ?, ?, ?, ?)",
                [_row(number, entry) for number, entry in batch],
            )
            db.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", _name_rows(batch))
        _run(db, _INDEXES)
        db.execute("COMMIT")
        db.close()
        Path(aside).replace(index)
    finally:
        db.close()
        Path(aside).unlink(missing_ok=True)


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        db.execute(statement)


def _row(number: int, entry: Entry) -> tuple[int, str, str, str, str]:
    said = {
        "iri": entry.iri,
        "preferred": [[name.text, name.lang] for name in entry.preferred],
        "names": [[name.text, name.lang] for name in entry.names],
        "ambiguous": [[name.text, name.lang] for name in entry.ambiguous],
        "parent": entry.parent,
        "country": entry.country,
        "same_as": entry.same_as,
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return number, entry.iri, entry.kind, identity_key(entry.preferred[0].text, entry.kind), text


def _name_rows(batch: Iterable[tuple[int, Entry]]) -> Iterator[tuple[str, int, bool, str]]:
    for number, entry in batch:
        for ambiguous, names in ((False, entry.names), (True, entry.ambiguous)):
            for name in names:
                yield name_key(name.text), number, ambiguous, name.text


def _names(said: Iterable[tuple[str, str]]) -> tuple[Name, ...]:
    return tuple(Name(text, lang) for text, lang in said)
