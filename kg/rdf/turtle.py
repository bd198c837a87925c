"""Triples → Turtle, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import IO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.rdf.namespaces import PREFIXES, RDF_TYPE

__all__ = ["write_turtle"]


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
    ordered = sorted(set(triples), key=_key)
    serialize(ordered, file, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _key(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate != RDF_TYPE, triple.predicate.value, str(triple.object)
