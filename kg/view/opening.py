"""What the page draws when it opens: all of a small graph, the part that matters of a large one."""

from __future__ import annotations

import heapq
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from kg.view.layout import Size, place
from kg.view.tables import Line, Tables

__all__ = ["Opening", "opening"]

DEFAULT_NODES = 200
MOST_NODES = 1000
SATELLITES = frozenset({"Claim", "Observation"})
FOLDED = frozenset({"Position"})
"""Classes that are drawn as lines: a post is read best as the line between who holds it and where."""

_CLUSTERED_FROM = 100
_LEAST_CLUSTER = 4
_MAX_SATELLITES = 60
_LABEL_CHARACTERS = 14
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """The first view.

    Attributes:
        spots: the drawn nodes and where they stand.
        lines: rows of the drawn lines.
        hidden_kinds: classes that are left out until the reader asks for them.
        focus: the node that the view is about, if it is about one.
    """

    spots: dict[int, tuple[int, int]]
    lines: list[int]
    hidden_kinds: list[str]
    focus: int | None = None


def opening(graph: Tables, *, focus: str | None = None, hops: int = 2, max_nodes: int | None = None) -> Opening:
    """Choose and place what is drawn first.

    Args:
        graph: the graph's tables.
        focus: a name, alias or IRI; the view then holds what is at most ``hops`` lines away from it.
        hops: how far the view reaches from ``focus``.
        max_nodes: how many nodes may be drawn, 200 where nothing is said.

    Raises:
        ValueError: no node is called ``focus``, or a number makes no sense.
    """
    limit = DEFAULT_NODES if max_nodes is None else max_nodes
    if not 1 <= limit <= MOST_NODES:
        raise ValueError(
            f"max_nodes is {limit}: between 1 and {MOST_NODES} nodes can be drawn so that they can be read"
        )
    if hops < 0:
        raise ValueError(f"hops is {hops}: it cannot be negative")
    drawable = [number for number, line in enumerate(graph.lines) if _is_drawn(graph, line)]
    if focus is None:
        centre = None
        chosen = _important(graph, drawable, limit)
    else:
        centre = find(graph, focus)
        chosen = _around(graph, drawable, centre, hops, limit)
    hidden = sorted(FOLDED | (SATELLITES if not any(graph.kinds[n] in SATELLITES for n in chosen) else set()))
    lines = [n for n in drawable if graph.lines[n].source in chosen and graph.lines[n].target in chosen]
    links = [(graph.lines[n].source, graph.lines[n].target) for n in lines]
    groups = _communities(chosen, links) if len(chosen) >= _CLUSTERED_FROM else []
    spots = place(sorted(chosen), links, {node: _size(graph, node) for node in chosen}, groups)
    return Opening(spots, lines, hidden, centre)


def find(graph: Tables, name: str) -> int:
    """Return the row of the best connected node of that name, alias or IRI.

    Raises:
        ValueError: there is none.
    """
    wanted = _folded(name)
    found = [
        row
        for row, iri in enumerate(graph.iris)
        if iri == name
        or _folded(graph.labels[row]) == wanted
        or any(_folded(text) == wanted for text, _ in graph.rest["names"][row])
    ]
    if not found:
        holding = {text for texts in graph.rest["names"] for text, _ in texts if wanted in _folded(text)}
        nearest = ", ".join(map(repr, sorted(holding, key=lambda text: (len(text), text))[:_OFFERED]))
        hint = f"did you mean {nearest}?" if nearest else "give a name or alias as the graph has it"
        raise ValueError(f"nothing in the graph is called {name!r}: {hint}")
    return max(found, key=lambda row: (graph.weights[row], -row))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _is_drawn(graph: Tables, line: Line) -> bool:
    return line.kept and not {graph.kinds[line.source], graph.kinds[line.target]} & FOLDED


def _important(graph: Tables, drawable: Sequence[int], limit: int) -> set[int]:
    """Return everything where there is room, else the best connected part; satellites where all fit."""
    main = [row for row, kind in enumerate(graph.kinds) if kind not in SATELLITES and kind not in FOLDED]
    if len(main) > limit:
        return _core(graph, drawable, main, limit)
    satellites = {
        row
        for line in drawable
        for row in (graph.lines[line].source, graph.lines[line].target)
        if graph.kinds[row] in SATELLITES
    }
    return set(main) | (satellites if len(satellites) <= min(_MAX_SATELLITES, limit) else set())


def _core(graph: Tables, drawable: Sequence[int], main: Sequence[int], limit: int) -> set[int]:
    """Return well connected nodes that are linked to each other.

    Starting from the best connected node, the best connected neighbour of what has been chosen comes
    next; where a part of the graph is used up, the best of the rest begins another.
    """
    near = _neighbours(graph, drawable)
    allowed = set(main)
    chosen: set[int] = set()
    rest = sorted(main, key=lambda row: (-graph.weights[row], row))
    edge: list[tuple[int, int]] = []
    for start in rest:
        heapq.heappush(edge, (-graph.weights[start], start))
        while edge and len(chosen) < limit:
            row = heapq.heappop(edge)[1]
            if row in chosen:
                continue
            chosen.add(row)
            for other in near[row] & allowed - chosen:
                heapq.heappush(edge, (-graph.weights[other], other))
        if len(chosen) >= limit:
            break
    return chosen


def _communities(chosen: set[int], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return groups by the method of Louvain (Blondel et al. 2008), the largest first, small ones left out."""
    net: nx.Graph[int] = nx.Graph()
    net.add_nodes_from(sorted(chosen))
    net.add_edges_from(sorted((min(link), max(link)) for link in links))
    groups = [sorted(group) for group in nx.community.louvain_communities(net, seed=1)]
    return sorted((group for group in groups if len(group) >= _LEAST_CLUSTER), key=lambda group: (-len(group), group))


def _neighbours(graph: Tables, drawable: Sequence[int]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for number in drawable:
        line = graph.lines[number]
        near[line.source].add(line.target)
        near[line.target].add(line.source)
    return near


def _around(graph: Tables, drawable: Sequence[int], centre: int, hops: int, limit: int) -> set[int]:
    """Return what is at most ``hops`` lines away, the nearest and best connected first."""
    near = _neighbours(graph, drawable)
    chosen, ring = {centre}, {centre}
    for _ in range(hops):
        ring = {other for node in ring for other in near[node]} - chosen
        room = limit - len(chosen)
        chosen.update(sorted(ring, key=lambda row: (-graph.weights[row], row))[:room])
    return chosen


def _size(graph: Tables, node: int) -> Size:
    """Return the room that a node and the label below it take."""
    name = graph.labels[node][: 2 * _LABEL_CHARACTERS]
    wide = sum(13.5 if unicodedata.east_asian_width(c) in "WF" else 7.5 for c in name)
    one_row = _LABEL_CHARACTERS * 13.5
    return (max(wide, 30.0), 46.0) if wide <= one_row else (wide / 2, 62.0)
