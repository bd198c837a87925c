"""Triples → Turtle, the same bytes for the same triples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from os import PathLike
from typing import IO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.rdf.namespaces import PREFIXES, RDF_TYPE

__all__ = ["write_turtle"]

_TYPE = re.compile(rb"^(\S+) " + re.escape(str(RDF_TYPE).encode()) + rb" ", re.MULTILINE)


def write_turtle(triples: Iterable[Triple], file: IO[bytes] | str | PathLike[str]) -> None:
    """Write triples as Turtle: by subject, its types first, then by predicate and object.

    Args:
        triples: in any order; one given twice is written once.
        file: a path, or a file open for writing bytes.

    Raises:
        OSError: the file cannot be written.

    >>> from io import BytesIO
    >>> from pyoxigraph import NamedNode
    >>> file = BytesIO()
    >>> node = NamedNode("http://example.org/a")
    >>> write_turtle([Triple(node, RDF_TYPE, NamedNode("https://w3id.org/wenpu/ontology#Place"))], file)
    >>> print(file.getvalue().decode().splitlines()[-1])
    <http://example.org/a> a kg:Place .
    """
    given = list(triples)
    lines = _lines(given)
    # What follows the last line end is empty: the first triple differs from it.
    order = sorted(range(len(given)), key=lines.__getitem__)
    ordered = [given[i] for i, before in zip(order, chain((-1,), order), strict=False) if lines[i] != lines[before]]
    serialize(ordered, file, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _lines(triples: list[Triple]) -> list[bytes]:
    """What the triples are sorted by: their lines of N-Triples, written in one go, the types first."""
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None  # it is where no file is given
    return _TYPE.sub(rb"\1 <> ", text).split(b"\n")
