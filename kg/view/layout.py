"""Where the nodes of the first view stand: worked out here, so that the page opens settled."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

__all__ = ["Size", "place"]

Size: TypeAlias = tuple[float, float]
"""Width and height of the box that a node takes with its label, in pixels at full size."""

_SEED = 20241119
_EDGE_LENGTH = 150.0
_GAP = 26.0
_WIDTH_TO_HEIGHT = 1.75
_MOST_STRETCH = 1.5
_OFF_LINE = 34.0
_BETWEEN_GROUPS = 1.6
_FAR = 0.8
"""Exponent of path lengths: below 1, what is far apart in the graph draws a little nearer."""
_MOST_CHECKS = 400_000

Positions: TypeAlias = npt.NDArray[np.float64]


def place(
    nodes: Sequence[int],
    links: Sequence[tuple[int, int]],
    sizes: Mapping[int, Size],
    groups: Sequence[Sequence[int]] = (),
) -> dict[int, tuple[int, int]]:
    """Return a position in whole pixels for each node, the same for the same arguments.

    Each connected part is laid out by itself by stress majorization (Gansner, Koren and North, *Graph
    drawing by stress majorization*, 2004: distances on paper follow distances in the graph), boxes that
    overlap are pushed apart, and the parts are packed beside each other.

    Args:
        nodes: what to place.
        links: pairs of nodes that are to stand near each other.
        sizes: how much room each node needs.
        groups: nodes that belong together; links between them are longer than those within.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in links if a != b))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    boxes = []
    for part in parts:
        room = np.array([sizes[node] for node in part], dtype=np.float64)
        spots = _apart(_flat(_stress(graph, part, group_of)), room)
        boxes.append((part, _clear(spots, room, _ends(graph, part)), room))
    return _packed(boxes)


def _stress(graph: nx.Graph[int], part: Sequence[int], group_of: Mapping[int, int], rounds: int = 120) -> Positions:
    """Return positions whose distances are as near as can be to the path lengths between the nodes."""
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    row = {node: number for number, node in enumerate(part)}
    lengths = {
        pair: _BETWEEN_GROUPS if group_of.get(pair[0], -1) != group_of.get(pair[1], -2) and group_of else 1.0
        for pair in graph.subgraph(part).edges
    }
    nx.set_edge_attributes(graph, lengths, "length")
    hops = np.full((count, count), float(count))
    for node in part:
        for other, length in nx.single_source_dijkstra_path_length(graph, node, weight="length").items():
            hops[row[node], row[other]] = length
    degree = np.array([graph.degree[node] for node in part], dtype=np.float64)
    # Links of hubs are longer: their many neighbours need room on the ring around them.
    stretch = np.sqrt(np.maximum(degree[:, None], degree[None, :]) / 6.0).clip(1.0, 2.6)
    wanted = np.where(hops == 1, stretch, hops**_FAR + (stretch - 1.0) * 0.5)
    np.fill_diagonal(wanted, 1.0)
    weights = wanted**-2.0
    np.fill_diagonal(weights, 0.0)
    shuffle = random.Random(_SEED)
    angles = np.array([shuffle.uniform(0, 2 * math.pi) for _ in range(count)])
    reach = hops[int(np.argmax(degree))]
    spots = np.stack([np.cos(angles), np.sin(angles)], axis=1) * (reach + 0.1)[:, None]
    total = weights.sum(axis=1)
    for _ in range(rounds):
        offset = spots[:, None, :] - spots[None, :, :]
        distance = np.sqrt((offset**2).sum(axis=2))
        np.fill_diagonal(distance, 1.0)
        pull = weights * wanted / np.maximum(distance, 1e-6)
        moved = (weights @ spots + (pull[:, :, None] * offset).sum(axis=1)) / total[:, None]
        settled = float(np.abs(moved - spots).max()) < 1e-3
        spots = moved
        if settled:
            break
    result: Positions = spots * _EDGE_LENGTH
    return result


def _flat(spots: Positions) -> Positions:
    """Return the positions turned so that the long way lies across, as screens and names do."""
    centred = spots - spots.mean(axis=0)
    if len(spots) < 3:
        return np.stack([centred[:, 0] * 0 + np.arange(len(spots)) * _EDGE_LENGTH, centred[:, 0] * 0], axis=1)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    turned *= np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    # Names lie across: where there is room to the sides, they had better use it.
    wide, tall = turned.max(axis=0) - turned.min(axis=0)
    turned[:, 0] *= min(max(_WIDTH_TO_HEIGHT * tall / max(wide, 1.0), 1.0), _MOST_STRETCH)
    result: Positions = turned
    return result


def _apart(spots: Positions, room: Positions, rounds: int = 200) -> Positions:
    """Push boxes that overlap apart, along the way that is shorter."""
    x, y = spots[:, 0].copy(), spots[:, 1].copy()
    need_x, need_y = ((room[:, None, axis] + room[None, :, axis]) / 2 + _GAP for axis in (0, 1))
    others = ~np.eye(len(spots), dtype=bool)
    for _ in range(rounds):
        over_x, over_y = need_x - np.abs(x[:, None] - x[None, :]), need_y - np.abs(y[:, None] - y[None, :])
        one, other = np.nonzero((over_x > 0) & (over_y > 0) & others)
        if not len(one):
            break
        across = over_x[one, other] < over_y[one, other]
        for spot, overlap, chosen in ((x, over_x, across), (y, over_y, ~across)):
            rows, columns = one[chosen], other[chosen]
            way = spot[rows] - spot[columns]
            side = np.where(way == 0, np.sign(rows - columns), np.sign(way))
            push = np.bincount(rows, overlap[rows, columns] * side * 0.3, len(spots))
            spot += push.clip(-120, 120)
    return np.stack([x, y], axis=1)


def _ends(graph: nx.Graph[int], part: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return the links within a part as pairs of its row numbers."""
    row = {node: number for number, node in enumerate(part)}
    pairs = [(row[a], row[b]) for a, b in graph.subgraph(part).edges]
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _clear(spots: Positions, room: Positions, ends: npt.NDArray[np.int64], rounds: int = 40) -> Positions:
    """Push nodes off the lines that pass over them without belonging to them."""
    if len(ends) * len(spots) > _MOST_CHECKS:
        return spots
    numbers = np.arange(len(spots))
    others = (numbers[None, :] != ends[:, :1]) & (numbers[None, :] != ends[:, 1:])
    for _ in range(rounds):
        start, along = spots[ends[:, 0]], spots[ends[:, 1]] - spots[ends[:, 0]]
        length = np.maximum((along**2).sum(axis=1), 1.0)
        from_x, from_y = (spots[None, :, axis] - start[:, None, axis] for axis in (0, 1))
        share = (from_x * along[:, None, 0] + from_y * along[:, None, 1]) / length[:, None]
        off_x, off_y = from_x - share * along[:, None, 0], from_y - share * along[:, None, 1]
        distance = np.sqrt(off_x**2 + off_y**2)
        line, node = np.nonzero(others & (distance < _OFF_LINE) & (share > 0.05) & (share < 0.95))
        if not len(line):
            break
        far = distance[line, node]
        # A node right on a line goes to the side that the line's own direction gives.
        side = np.stack([-along[line, 1], along[line, 0]], axis=1) / np.sqrt(length[line])[:, None]
        off = np.stack([off_x[line, node], off_y[line, node]], axis=1) / np.maximum(far, 1.0)[:, None]
        push = np.where(far[:, None] > 1.0, off, side) * ((_OFF_LINE + 4.0 - far) * 0.6)[:, None]
        moved = np.stack([np.bincount(node, push[:, axis], len(spots)) for axis in (0, 1)], axis=1)
        spots = _apart(spots + moved.clip(-60, 60), room, rounds=10)
    return _apart(spots, room)


def _packed(boxes: Sequence[tuple[Sequence[int], Positions, Positions]]) -> dict[int, tuple[int, int]]:
    """Put the parts beside each other in rows, the largest first, so that all of it fills a screen best."""
    corners = [
        ((spots - room / 2).min(axis=0) - _GAP, (spots + room / 2).max(axis=0) + _GAP) for _, spots, room in boxes
    ]
    extents = [(float(high[0] - low[0]), float(high[1] - low[1])) for low, high in corners]
    widest = max((wide for wide, _ in extents), default=0.0)
    widths = [widest * (1 + step / 10) for step in range(31)]
    rows = min((_in_rows(extents, width) for width in widths), key=lambda found: found[1], default=([], 0.0))[0]
    placed: dict[int, tuple[int, int]] = {}
    for (part, spots, _), (low, _), (x, y) in zip(boxes, corners, rows, strict=True):
        for node, spot in zip(part, spots, strict=True):
            placed[node] = (round(float(spot[0] - low[0]) + x), round(float(spot[1] - low[1]) + y))
    return placed


def _in_rows(extents: Sequence[Size], width: float) -> tuple[list[Size], float]:
    """Return the corner of each part when no row is wider, and how small the whole makes the picture."""
    corners: list[Size] = []
    x = y = tallest = reach = 0.0
    for wide, tall in extents:
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        corners.append((x, y))
        x, tallest = x + wide, max(tallest, tall)
        reach = max(reach, x)
    return corners, max(reach / _WIDTH_TO_HEIGHT, y + tallest)
