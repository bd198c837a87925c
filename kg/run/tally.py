"""What ``graph.ttl`` holds, counted block by block: triples, things by class, and how well linked things are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from kg.rdf.namespaces import KG, RDF_TYPE
from kg.rdf.turtle import read_block

if TYPE_CHECKING:
    from kg.run.ledger import Ledger

__all__ = ["Tally", "counted"]

_EVIDENCE = b" a kg:Evidence ;"
_OF_ARTICLES = (f"{KG}mentions", f"{KG}about")
"""Relations that say little: the page leaves most of them out too."""

_KEPT = "tally"
_ENOUGH = 50_000
"""Nodes whose links are counted together."""

_TABLES = """
CREATE TABLE IF NOT EXISTS links (node TEXT PRIMARY KEY, kind TEXT, number INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_number ON links (number);
"""


class Tally:
    """The counts of the graph that a ledger is of.

    Args:
        ledger: keeps them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        for statement in filter(str.strip, _TABLES.split(";")):
            ledger.db.execute(statement)
        kept = json.loads(ledger.kept(_KEPT) or '{"triples": 0, "things": {}}')
        self._triples: int = kept["triples"]
        self._things: Counter[str] = Counter(kept["things"])
        self._links: Counter[str] = Counter()
        self._kinds: dict[str, str] = {}

    def clear(self) -> None:
        """Begin at nothing."""
        self._triples = 0
        self._things.clear()
        self._ledger.db.execute("DELETE FROM links")

    def change(self, old: bytes, new: bytes) -> None:
        """Count a block in place of another; either may be empty."""
        self._count(old, -1)
        self._count(new, 1)

    def keep(self) -> None:
        """Have the ledger keep it."""
        self._keep_links()
        things = {kind: number for kind, number in sorted(self._things.items()) if number}
        self._things = Counter(things)
        self._ledger.keep(_KEPT, json.dumps({"triples": self._triples, "things": things}))

    @property
    def triples(self) -> int:
        """The triples of the graph."""
        return self._triples

    @property
    def things(self) -> dict[str, int]:
        """How many things there are of each class, by its name."""
        return dict(self._things)

    def best_linked(self, number: int) -> list[str]:
        """Return the IRIs of so many things that have the most relations, mentions apart."""
        self._keep_links()
        rows = self._ledger.db.execute(
            "SELECT node FROM links WHERE kind <> '' ORDER BY number DESC, node LIMIT ?", (number,)
        )
        return [node for (node,) in rows]

    def _count(self, block: bytes, sign: int) -> None:
        if not block:
            return
        if _EVIDENCE in block.partition(b"\n")[0] and b" , " not in block:
            self._triples += sign * block.count(b"\n")  # evidence says each thing once, a line each
            self._things["Evidence"] += sign
            return
        for triple in read_block(block):
            self._triples += sign
            subject, term = triple.subject, triple.object
            if not isinstance(subject, NamedNode) or not isinstance(term, NamedNode):
                continue
            kind = _kind(triple)
            if kind:
                self._things[kind] += sign
                self._kinds[subject.value] = kind if sign > 0 else ""
            elif triple.predicate.value.startswith(KG) and triple.predicate.value not in _OF_ARTICLES:
                self._links[subject.value] += sign
                self._links[term.value] += sign
        if len(self._links) >= _ENOUGH:
            self._keep_links()

    def _keep_links(self) -> None:
        self._ledger.db.executemany(
            "INSERT INTO links VALUES (?, '', ?) ON CONFLICT (node) DO UPDATE SET number = number + excluded.number",
            self._links.items(),
        )
        self._ledger.db.executemany(
            "INSERT INTO links VALUES (?, ?, 0) ON CONFLICT (node) DO UPDATE SET kind = excluded.kind",
            self._kinds.items(),
        )
        self._ledger.db.execute("DELETE FROM links WHERE number = 0 AND kind = ''")
        self._links.clear()
        self._kinds.clear()


def counted(triples: Iterable[Triple]) -> tuple[int, dict[str, int]]:
    """Return how many triples there are, and how many things of each class."""
    number, things = 0, Counter[str]()
    for triple in triples:
        number += 1
        if kind := _kind(triple):
            things[kind] += 1
    return number, dict(sorted(things.items()))


def _kind(triple: Triple) -> str:
    if triple.predicate == RDF_TYPE and isinstance(triple.object, NamedNode) and triple.object.value.startswith(KG):
        return triple.object.value.removeprefix(KG)
    return ""
