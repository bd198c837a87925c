"""The graph as the tables that the page reads: nodes, edges, lines, facts and evidence by number.

Everything is written once and referred to by its row, sorted so that the same graph gives the same
tables whatever order it was put together in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TypeAlias

import networkx as nx

from kg.view.pinyin import pinyin_key
from kg.view.vocabulary import topics

__all__ = ["Line", "Tables", "tables"]

_Pair: TypeAlias = tuple[int, int]

MENTIONS = "mentions"
POSITION = "Position"


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn between two nodes: all edges from one to the other as a single arrow.

    Attributes:
        source: row of the node it starts from.
        target: row of the node it points to.
        edges: rows of the edges it stands for.
        posts: the positions that the source holds at the target: row of the edge that says who, row of
            the edge that says where, and what the position is called.
        kept: whether it is drawn by default: lines that say no more than that an article mentions
            something are not, unless the graph would fall apart.
    """

    source: int
    target: int
    edges: tuple[int, ...]
    posts: tuple[tuple[int, int, str], ...] = ()
    kept: bool = True


class _Rows:
    """Gives each distinct value a row number, in the order in which values come."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._row: dict[Hashable, int] = {}

    def row(self, value: Hashable) -> int:
        row = self._row.get(value)
        if row is None:
            row = self._row[value] = len(self.values)
            self.values.append(value)
        return row


@dataclass(frozen=True, slots=True)
class Tables:
    """The graph by numbers.

    Attributes:
        iris: each node's IRI, sorted; its place in the list is the node's row.
        kinds: each node's class.
        labels: each node's preferred name, never empty.
        edges: source row, property, target row and evidence rows of each edge.
        lines: what is drawn for them.
        weights: how well connected each node is, mentions apart.
        quotes: the sentences, by row; the page reads them after everything else.
        rest: the tables that only the page reads, as they go into its JSON.
    """

    iris: list[str]
    kinds: list[str]
    labels: list[str]
    edges: list[tuple[int, str, int, list[int]]]
    lines: list[Line]
    weights: list[int]
    quotes: list[str]
    rest: dict[str, Any] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return all tables in the form that ``page/store.js`` reads."""
        kinds, properties = _Rows(), _Rows()
        base = _shared_beginning(self.iris)
        return {
            "base": base,
            "iri": [iri[len(base) :] for iri in self.iris],
            "kind": [kinds.row(kind) for kind in self.kinds],
            "label": self.labels,
            "weight": self.weights,
            "edges": [[s, properties.row(p), t, evidence] for s, p, t, evidence in self.edges],
            "lines": [
                [line.source, line.target, list(line.edges), [list(post) for post in line.posts], int(line.kept)]
                for line in self.lines
            ],
            "facts": [[n, properties.row(p), value, kind, ev] for n, p, value, kind, ev in self.rest["facts"]],
            "names": self.rest["names"],
            "pinyin": self.rest["pinyin"],
            "sameAs": self.rest["sameAs"],
            "methods": self.rest["methods"],
            "evidence": self.rest["evidence"],
            "kinds": kinds.values,
            "properties": properties.values,
        }


def tables(graph: nx.MultiDiGraph[str]) -> Tables:
    """Return the tables of a graph (see :mod:`kg.view` for the form it must have)."""
    keys = sorted(graph)
    iris = [_text(key) for key in keys]
    row = {key: number for number, key in enumerate(keys)}
    evidence = _EvidenceTable(row)
    attributes: list[Mapping[str, Any]] = [graph.nodes[key] for key in keys]
    kinds = [_text(a.get("kind")) or "Thing" for a in attributes]
    names = [_names(a) or topics().get(iri, []) for iri, a in zip(iris, attributes, strict=True)]
    own = [evidence.rows(a.get("evidence") or ()) for a in attributes]
    facts = [
        (number, name, value, kind, rows or own[number])
        for number, a in enumerate(attributes)
        for name, value, kind, rows in _facts(a.get("facts") or (), evidence)
    ]
    edges = sorted(
        (row[s], _text(key), row[t], evidence.rows(data.get("evidence") or ()) or own[row[s]])
        for s, t, key, data in graph.edges(keys=True, data=True)
    )
    labels = _labels(iris, attributes, names, facts)
    lines = _lines(edges, kinds, facts)
    return Tables(
        iris=iris,
        kinds=kinds,
        labels=labels,
        edges=edges,
        lines=lines,
        weights=_weights(len(iris), edges, lines),
        quotes=evidence.quotes.values,
        rest={
            "facts": facts,
            "names": names,
            "pinyin": [
                pinyin_key([label, *(text for text, _ in own)]) for label, own in zip(labels, names, strict=True)
            ],
            "sameAs": {
                str(number): sorted(_text(iri) for iri in a["same_as"])
                for number, a in enumerate(attributes)
                if a.get("same_as")
            },
            "methods": evidence.methods.values,
            "evidence": [list(value) for value in evidence.table.values],
        },
    )


def _shared_beginning(ordered: list[str]) -> str:
    """Return what all begin with, up to a slash; of sorted texts the first and the last decide."""
    if len(ordered) < 2:
        return ""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(ordered[0], ordered[-1], strict=False))
    return "".join(a for a, _ in alike).rpartition("/")[0]


class _EvidenceTable:
    """Evidence by row; a sentence that supports ten facts is kept once."""

    def __init__(self, node_row: Mapping[str, int]) -> None:
        self._node_row = node_row
        self.table = _Rows()
        self.quotes = _Rows()
        self.methods = _Rows()

    def rows(self, evidence: Iterable[Mapping[str, Any]]) -> list[int]:
        """Return the rows of some pieces of evidence, the surest first."""
        ordered = sorted(
            evidence,
            key=lambda e: (-float(e.get("confidence", 1)), _text(e.get("article")), int(e.get("start") or 0)),
        )
        return [
            self.table.row(
                (
                    self.quotes.row(_text(e.get("quote"))),
                    self._node_row.get(_text(e.get("article")), -1),
                    int(e.get("start") or 0),
                    int(e.get("end") or 0),
                    self.methods.row(_text(e.get("method"))),
                    round(float(e.get("confidence", 1)), 3),
                )
            )
            for e in ordered
        ]


def _text(value: object) -> str:
    """Return a value as text that can be written as UTF-8: lone surrogates are replaced."""
    if value is None:
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _names(attributes: Mapping[str, Any]) -> list[list[str]]:
    pairs = dict.fromkeys((_text(text), _text(lang)) for text, lang in attributes.get("names") or ())
    return [list(pair) for pair in pairs if pair[0]]


def _facts(facts: Iterable[Mapping[str, Any]], evidence: _EvidenceTable) -> list[tuple[Any, ...]]:
    return sorted(
        (
            _text(fact.get("property")),
            _text(fact.get("value")),
            _text(fact.get("lang") or fact.get("datatype")),
            evidence.rows(fact.get("evidence") or ()),
        )
        for fact in facts
    )


def _labels(
    iris: list[str],
    attributes: list[Mapping[str, Any]],
    names: list[list[list[str]]],
    facts: list[tuple[Any, ...]],
) -> list[str]:
    """Return what each node is called: its label, else a name, else what it says, else its IRI's end."""
    said: dict[int, str] = {}
    for number, name, value, *_ in facts:
        if name in ("title", "claimText", "positionTitle", "measure"):
            said.setdefault(number, value)
    labels = []
    for number, (iri, a, own) in enumerate(zip(iris, attributes, names, strict=True)):
        label = _text(a.get("label")) or (own[0][0] if own else "") or said.get(number, "")
        labels.append(label.strip() or iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri)
    return labels


def _lines(edges: list[tuple[int, str, int, list[int]]], kinds: list[str], facts: list[tuple[Any, ...]]) -> list[Line]:
    """Return one line for each pair of nodes that edges link, or a position that one holds at the other."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    into: dict[int, list[int]] = defaultdict(list)
    out_of: dict[int, list[int]] = defaultdict(list)
    for number, (source, _, target, _) in enumerate(edges):
        if source == target:
            continue
        between[source, target].append(number)
        if kinds[target] == POSITION:
            into[target].append(number)
        if kinds[source] == POSITION:
            out_of[source].append(number)
    posts: dict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
    titles = {number: value for number, name, value, *_ in facts if name == "positionTitle"}
    for position in sorted(into):
        for held in into[position]:
            for at in out_of[position]:
                holder, place = edges[held][0], edges[at][2]
                if edges[held][1] != MENTIONS and holder != place:
                    posts[holder, place].append((held, at, titles.get(position, "")))
    kept = _kept(between, posts, edges)
    return [
        Line(
            source,
            target,
            tuple(between.get((source, target), ())),
            tuple(posts.get((source, target), ())),
            kept=(source, target) in kept,
        )
        for source, target in sorted(between.keys() | posts.keys())
    ]


def _kept(
    between: Mapping[_Pair, list[int]], posts: Mapping[_Pair, object], edges: list[tuple[int, str, int, list[int]]]
) -> set[_Pair]:
    """Return the pairs whose line is drawn by default.

    Those that are linked by more than a mention are; and of the parts that the graph would fall into
    without mentions, each is tied to the articles that speak of it by one mention of its best connected node.
    """
    kept = {pair for pair, rows in between.items() if any(edges[row][1] != MENTIONS for row in rows)}
    kept.update(posts)
    weights = Counter(node for pair in kept for node in pair)
    part: nx.utils.UnionFind[int] = nx.utils.UnionFind()
    for pair in sorted(kept):
        part.union(*pair)
    ties: dict[_Pair, tuple[int, int]] = {}
    for article, target in sorted(between.keys() - kept):
        if part[article] == part[target]:
            continue
        tie, rank = (article, part[target]), (-weights[target], target)
        ties[tie] = min(ties.get(tie, rank), rank)
    return kept | {(article, target) for (article, _), (_, target) in ties.items()}


def _weights(count: int, edges: list[tuple[int, str, int, list[int]]], lines: list[Line]) -> list[int]:
    weights = [0] * count
    for line in lines:
        if line.posts or any(edges[row][1] != MENTIONS for row in line.edges):
            weights[line.source] += 1
            weights[line.target] += 1
    return weights
