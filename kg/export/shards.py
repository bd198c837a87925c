"""N-Quads in several files: for stores that load many at once, or that are many.

What goes where follows from the subject alone, so all that a graph says of a thing is in one file, and a thing keeps
its file however the graph grows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import OptionError
from kg.store import article, graph_names, union

__all__ = ["shard_of", "write_shards"]

_TOGETHER = 2000


def shard_of(subject: str, shards: int) -> int:
    """Return the number of the file that a subject's quads go to, from 0 on.

    >>> shard_of("<https://w3id.org/wenpu/id/place/中国>", 16)
    6

    Args:
        subject: as N-Quads writes it.
        shards: how many files there are.
    """
    return int.from_bytes(hashlib.blake2b(subject.encode(), digest_size=8).digest()) % shards


def write_shards(store: Store, folder: Path, shards: int) -> list[Path]:
    """Write the dataset: the whole graph as default graph, and each article, with its evidence, as a graph of its own.

    Args:
        store: from :func:`kg.store.open_store`.
        folder: made where missing.
        shards: how many files; each is open all the time.

    Returns:
        The files.

    Raises:
        OptionError: the folder holds a file of the same kind that would not be written now: read together with
            the others it would say again what was true before.
        OSError: one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:04}.nq" for number in range(shards)]
    if left := sorted(set(folder.glob("*.nq")) - set(files)):
        raise OptionError(f"{left[0]}: of another export; remove it, or name another folder")
    with ExitStack() as stack:
        streams = [stack.enter_context(file.open("wb")) for file in files]
        waiting: list[list[Quad]] = [[] for _ in files]
        for quad in _quads(store):
            number = shard_of(str(quad.subject), shards)
            waiting[number].append(quad)
            if len(waiting[number]) == _TOGETHER:
                serialize(waiting[number], streams[number], format=RdfFormat.N_QUADS)
                waiting[number].clear()
        for quads, stream in zip(waiting, streams, strict=True):
            serialize(quads, stream, format=RdfFormat.N_QUADS)
    return files


def _quads(store: Store) -> Iterator[Quad]:
    for triple in union(store):
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
    for graph in map(NamedNode, sorted(graph_names(store))):
        for triple in article(store, graph):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
