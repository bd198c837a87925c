"""What the documents of a graph say of their things' identity, beside the store: SQLite, one file.

Signatures are kept once however many documents have them, with what was decided about each. A change looks at the names
that it touches, and at those that share something with them, not at the whole graph; what it leaves is what a build of
all documents at once would have left. Articles are kept packed, so that those whose things turn out to be others can be
written again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import GraphError, one_line
from kg.model import Kind
from kg.resolve import Merges, Signature, Verdict, cluster
from kg.resolve.clusters import Body, Clusters
from kg.resolve.joins import Join
from kg.run.inputs import TABLES as INPUT_TABLES

__all__ = ["Ledger", "Seen", "Stated"]

_FORM = 5
"""Of the tables; a ledger of another form is made anew."""

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, packed BLOB, graph TEXT);
CREATE TABLE IF NOT EXISTS signatures (id INTEGER PRIMARY KEY, family TEXT, said TEXT UNIQUE, verdict TEXT);
CREATE TABLE IF NOT EXISTS uses (article INTEGER, entity TEXT, signature INTEGER, joins TEXT,
    PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS users ON uses (signature);
CREATE TABLE IF NOT EXISTS keys (family TEXT, key TEXT, signature INTEGER,
    PRIMARY KEY (family, key, signature)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS beside (key TEXT, signature INTEGER, PRIMARY KEY (key, signature)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (key TEXT PRIMARY KEY, stands TEXT, name TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched (family TEXT, key TEXT, PRIMARY KEY (family, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed (article INTEGER PRIMARY KEY);
"""

_AT_ONCE = 256
"""Articles that are looked up together."""

_FIRST = (Kind.ORGANIZATION, Kind.PLACE)
"""Classes settled before those that are told apart by organizations."""

_THEN = (Kind.PERSON, Kind.EVENT, Kind.WORK)


@dataclass(frozen=True, slots=True)
class Stated:
    """What one entity of a document says of its thing's identity."""

    entity: str
    signature: Signature
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A signature, what was decided about it, and an article that has it."""

    signature: Signature
    verdict: Verdict
    article: str
    joins: tuple[Join, ...]


class Ledger:
    """Reads and changes a ledger; nothing is kept without :meth:`commit`.

    Args:
        file: where it lies; ``None`` keeps it in memory.
        merges: what a person decided; kept in the ledger, which has those of before without.
        read_only: whether it is only asked.

    Attributes:
        db: the database, for what else is kept with it.

    Raises:
        GraphError: it cannot be opened.
    """

    def __init__(self, file: Path | None = None, merges: Merges | None = None, *, read_only: bool = False) -> None:
        self._merges = merges or Merges()
        try:
            if read_only and file:
                self.db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
            else:
                self.db = sqlite3.connect(file or ":memory:", isolation_level=None, timeout=10)
                self.db.execute("BEGIN IMMEDIATE" if file else "BEGIN")
                self._make()
            if merges is None:
                same, different = json.loads(self.kept("merges") or "[[], []]")
                self._merges = Merges(tuple(map(tuple, same)), tuple(map(tuple, different)))
        except sqlite3.Error as error:
            raise GraphError(f"{file}: cannot be opened ({one_line(error)}); build again with --force") from None

    def _make(self) -> None:
        self._make_tables()
        if self.kept("form") != str(_FORM):
            self.clear()

    def _make_tables(self) -> None:
        for statement in filter(str.strip, f"{_TABLES}{INPUT_TABLES}".split(";")):
            self.db.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def clear(self) -> None:
        """Forget everything."""
        for (table,) in self.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            self.db.execute(f"DROP TABLE {table}")
        self._make_tables()
        self.keep("form", str(_FORM))

    def reconsider(self) -> None:
        """Decide about everything anew the next time: the rules have changed, or what a person decided."""
        self.db.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT family, key FROM keys")

    def articles(self) -> set[str]:
        """Return the IRIs of the articles in it."""
        return {iri for (iri,) in self.db.execute("SELECT iri FROM articles")}

    @property
    def generation(self) -> str:
        """The generation of the store that it goes with."""
        return self.kept("generation")

    def commit(self, generation: str = "") -> None:
        """Keep what was changed.

        Args:
            generation: of the store that it goes with.
        """
        merges = json.dumps([self._merges.same, self._merges.different], ensure_ascii=False)
        self.keep("generation", generation)
        self.keep("merges", merges)
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    # ------------------------------------------------------------ what documents say

    def put(self, article: str, packed: bytes, stated: Iterable[Stated]) -> None:
        """Record what an article says, in place of what it said before.

        Args:
            article: its IRI.
            packed: its extraction.
            stated: what it says of its things.
        """
        row = self.db.execute("SELECT id FROM articles WHERE iri = ?", (article,)).fetchone()
        if row:
            number = int(row[0])
            self.db.execute("UPDATE articles SET packed = ? WHERE id = ?", (packed, number))
            before = self._drop_uses(number)
        else:
            number = (
                self.db.execute("INSERT INTO articles (iri, packed) VALUES (?, ?)", (article, packed)).lastrowid or 0
            )
            before = set()
        for each in stated:
            joins = json.dumps([[j.name, j.other, j.rule, j.start, j.end, j.quote] for j in each.joins])
            signature = self._signature(each.signature)
            self.db.execute("INSERT INTO uses VALUES (?, ?, ?, ?)", (number, each.entity, signature, joins))
        self._forget_unused(before)
        self.db.execute("INSERT OR IGNORE INTO changed VALUES (?)", (number,))

    def drop(self, article: str) -> None:
        """Forget an article."""
        row = self.db.execute("SELECT id FROM articles WHERE iri = ?", (article,)).fetchone()
        if row:
            number = int(row[0])
            self._forget_unused(self._drop_uses(number))
            self.db.execute("DELETE FROM articles WHERE id = ?", (number,))
            self.db.execute("DELETE FROM changed WHERE article = ?", (number,))

    def _drop_uses(self, article: int) -> set[int]:
        used = {s for (s,) in self.db.execute("SELECT signature FROM uses WHERE article = ?", (article,))}
        self.db.execute("DELETE FROM uses WHERE article = ?", (article,))
        return used

    def _signature(self, signature: Signature) -> int:
        said = signature.as_text()
        row = self.db.execute("SELECT id FROM signatures WHERE said = ?", (said,)).fetchone()
        if row:
            return int(row[0])
        family = signature.family
        made = self.db.execute("INSERT INTO signatures (family, said) VALUES (?, ?)", (family, said))
        number = made.lastrowid or 0
        self.db.executemany("INSERT INTO keys VALUES (?, ?, ?)", [(family, key, number) for key in signature.keys])
        self.db.executemany("INSERT INTO beside VALUES (?, ?)", [(key, number) for key in _beside(signature)])
        self._touch(family, signature.keys)
        return number

    def _forget_unused(self, signatures: Iterable[int]) -> None:
        for number in signatures:
            if self.db.execute("SELECT 1 FROM uses WHERE signature = ? LIMIT 1", (number,)).fetchone():
                continue
            said = self.db.execute("SELECT said FROM signatures WHERE id = ?", (number,)).fetchone()[0]
            signature = Signature.from_text(said)
            family = signature.family
            self.db.execute("DELETE FROM signatures WHERE id = ?", (number,))
            for key in signature.keys:
                self.db.execute(
                    "DELETE FROM keys WHERE family = ? AND key = ? AND signature = ?", (family, key, number)
                )
            for key in _beside(signature):
                self.db.execute("DELETE FROM beside WHERE key = ? AND signature = ?", (key, number))
            self._touch(family, signature.keys)

    # ------------------------------------------------------------ what is decided

    def to_settle(self) -> int:
        """Return how many articles :meth:`settle` would yield at least."""
        return int(self.db.execute("SELECT COUNT(*) FROM changed").fetchone()[0])

    def settle(self) -> Iterator[tuple[str, bytes, dict[str, Verdict], str]]:
        """Decide anew whatever the changes since the last time touch.

        Yields:
            The articles to be written: IRI, packed extraction, what was decided by entity, and the digest of the
            graph that was written last.
        """
        for family in (*_FIRST, *_THEN):
            self._decide(family)
        for number in self._changed():
            iri, packed, graph = self.db.execute(
                "SELECT iri, packed, graph FROM articles WHERE id = ?", (number,)
            ).fetchone()
            rows = self.db.execute(
                "SELECT entity, verdict FROM uses JOIN signatures ON signatures.id = signature WHERE article = ?",
                (number,),
            )
            yield iri, packed, {entity: Verdict.from_text(verdict) for entity, verdict in rows}, graph or ""

    def wrote(self, article: str, digest: str) -> None:
        """Record the digest of the graph that an article now has; none where it has none."""
        self.db.execute("UPDATE articles SET graph = ? WHERE iri = ?", (digest, article))

    def _changed(self) -> Iterator[int]:
        after = -1
        while True:
            rows = self.db.execute(
                "SELECT article FROM changed WHERE article > ? ORDER BY article LIMIT ?", (after, _AT_ONCE)
            ).fetchall()
            if not rows:
                break
            for (after,) in rows:
                yield after
        self.db.execute("DELETE FROM changed")

    def _touch(self, family: Kind, keys: Iterable[str]) -> None:
        self.db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", [(family, key) for key in keys])

    def _decide(self, family: Kind) -> None:
        while True:
            row = self.db.execute("SELECT key FROM touched WHERE family = ? ORDER BY key LIMIT 1", (family,)).fetchone()
            if row is None:
                break
            keys, numbered = self._component(family, row[0])
            self.db.executemany("DELETE FROM touched WHERE family = ? AND key = ?", [(family, key) for key in keys])
            bodies = self._bodies(family, keys)
            if numbered:
                clusters = cluster(list(numbered.values()), self._merges, self._body)
                for number, signature in numbered.items():
                    self._record(number, clusters.verdicts[signature])
            self._keep_bodies(family, keys, bodies, clusters.bodies if numbered else {})

    def _component(self, family: Kind, start: str) -> tuple[set[str], dict[int, Signature]]:
        """All signatures of a class that share a name with one that has this name, directly or through others."""
        keys, waiting = {start}, [start]
        found: dict[int, Signature] = {}
        while waiting:
            key = waiting.pop()
            said = {key, *self._merges.same_keys(key, family), *self._merges.different_keys(key, family)}
            rows = self.db.execute(
                "SELECT id, said FROM keys JOIN signatures ON id = signature WHERE keys.family = ? AND key = ?",
                (family, key),
            )
            for number, text in rows.fetchall():
                if number not in found:
                    found[number] = Signature.from_text(text)
                    said.update(found[number].keys)
            new = said - keys
            keys |= new
            waiting += new
        return keys, found

    def _record(self, number: int, verdict: Verdict) -> None:
        text = verdict.as_text()
        before = self.db.execute("SELECT verdict FROM signatures WHERE id = ?", (number,)).fetchone()[0]
        if text != before:
            self.db.execute("UPDATE signatures SET verdict = ? WHERE id = ?", (text, number))
            self.db.execute("INSERT OR IGNORE INTO changed SELECT article FROM uses WHERE signature = ?", (number,))

    def _body(self, key: str) -> Body | None:
        row = self.db.execute("SELECT stands, name FROM bodies WHERE key = ?", (key,)).fetchone()
        return Body(*row) if row else None

    def _bodies(self, family: Kind, keys: Iterable[str]) -> dict[str, Body]:
        if family is not Kind.ORGANIZATION:
            return {}
        return {key: body for key in keys if (body := self._body(key))}

    def _keep_bodies(
        self, family: Kind, keys: Iterable[str], before: Mapping[str, Body], now: Mapping[str, Body]
    ) -> None:
        """Keep the groups of organizations; whom they tell apart is looked at again where they changed."""
        if family is not Kind.ORGANIZATION:
            return
        for key in keys:
            body = now.get(key)
            if body == before.get(key):
                continue
            if body:
                self.db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", (key, body.key, body.text))
            else:
                self.db.execute("DELETE FROM bodies WHERE key = ?", (key,))
            rows = self.db.execute("SELECT said FROM beside JOIN signatures ON id = signature WHERE key = ?", (key,))
            for (said,) in rows.fetchall():
                signature = Signature.from_text(said)
                if signature.family in _THEN:
                    self._touch(signature.family, [signature.heads[0].key])

    # ------------------------------------------------------------ looking it up

    def decided(self, family: Kind, key: str) -> tuple[list[Seen], Clusters | None]:
        """Return all that shares a name with what has this name, and how it was decided.

        Args:
            family: the class.
            key: of the name, as :func:`kg.resolve.keys.identity_key` gives it.
        """
        _, numbered = self._component(family, key)
        seen = []
        for number, signature in numbered.items():
            verdict = self.db.execute("SELECT verdict FROM signatures WHERE id = ?", (number,)).fetchone()[0]
            rows = self.db.execute(
                "SELECT iri, joins FROM uses JOIN articles ON id = article WHERE signature = ? ORDER BY iri", (number,)
            )
            for iri, joins in rows:
                found = tuple(Join(*each) for each in json.loads(joins))
                seen.append(Seen(signature, Verdict.from_text(verdict), iri, found))
        signatures = list(numbered.values())
        return seen, cluster(signatures, self._merges, self._body) if signatures else None

    def keep(self, name: str, value: str) -> None:
        """Keep something by a name of one's own, as long as all the rest."""
        self.db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def kept(self, name: str) -> str:
        """Return what was kept by that name, or nothing."""
        row = self.db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""


def _beside(signature: Signature) -> set[str]:
    return {key for token in signature.bodies for key in (token.key, *token.above)}
