"""Triples → Turtle, the same bytes for the same triples.

The order is by subject, so a file falls into blocks, one a subject, that say nothing of each other: it can be written
and changed block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from os import PathLike
from typing import IO, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.rdf.namespaces import PREFIXES, RDF_TYPE

__all__ = [
    "Term",
    "block_key",
    "blocks",
    "header",
    "read_block",
    "read_turtle",
    "subject_of",
    "turtle_terms",
    "write_turtle",
]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_TYPE = re.compile(rb"^(\S+) " + re.escape(str(RDF_TYPE).encode()) + rb" ", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_NEXT = re.compile(rb"(?<=\n)(?=[^\t])")
"""Where a block begins: what goes on with a subject is indented, and line breaks in literals are escaped."""


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
    serialize(_ordered(triples), file, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def read_turtle(file: str | PathLike[str]) -> Iterator[Triple]:
    """Yield the triples of a Turtle file, four times as fast as a store gives them.

    Raises:
        OSError: the file cannot be read.
        SyntaxError: it is not Turtle.
    """
    for quad in parse(path=file, format=RdfFormat.TURTLE):
        yield quad.triple


def header() -> bytes:
    """Return what stands before the first block."""
    return _header()


def block_key(subject: NamedNode | BlankNode) -> bytes:
    """Return what the block of a subject is sorted by."""
    return str(subject).encode()


def blocks(triples: Iterable[Triple]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the key and the block of each subject, in the order in which a file has them.

    Args:
        triples: all that is said of these subjects, in any order.
    """
    ordered = _ordered(triples)
    if not ordered:
        return
    written = _turtle(ordered)
    keys = (block_key(subject) for subject, _ in groupby(ordered, key=_subject))
    yield from zip(keys, _NEXT.split(written[len(_header()) :]), strict=True)


def subject_of(block: bytes) -> bytes:
    """Return the key of a block, from the text at its beginning."""
    term = block.split(b" ", 1)[0]
    if term.startswith((b"<", b"_:")):
        return term
    prefix, _, local = term.decode().partition(":")
    plain = _ESCAPED.sub(r"\1", local)
    return f"<{PREFIXES[prefix]}{plain}>".encode()


def read_block(block: bytes) -> Iterator[Triple]:
    """Yield the triples of a block."""
    for quad in parse(_header() + block, format=RdfFormat.TURTLE):
        yield quad.triple


def turtle_terms(terms: Iterable[Term]) -> dict[Term, str]:
    """Return how terms are written in our Turtle.

    >>> from pyoxigraph import Literal
    >>> list(turtle_terms([NamedNode("https://w3id.org/wenpu/ontology#Place"), Literal("词", language="zh")]).values())
    ['kg:Place', '"词"@zh']
    """
    given = list(dict.fromkeys(terms))
    # Each is said of another thing, and so stands on a line of its own: line breaks in literals are escaped.
    said = (Triple(BlankNode(f"n{number}"), RDF_TYPE, term) for number, term in enumerate(given))
    lines = _turtle(said)[len(_header()) :].decode().split("\n")
    return {term: line.split(" ", 2)[2][:-2] for term, line in zip(given, lines, strict=False)}


@cache
def _header() -> bytes:
    one = _turtle([Triple(RDF_TYPE, RDF_TYPE, RDF_TYPE)])
    return b"".join(line for line in one.splitlines(keepends=True) if line.startswith(b"@prefix "))


def _turtle(ordered: Iterable[Triple]) -> bytes:
    written = serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    assert written is not None
    return written


def _subject(triple: Triple) -> NamedNode | BlankNode:
    assert isinstance(triple.subject, NamedNode | BlankNode)
    return triple.subject


def _ordered(triples: Iterable[Triple]) -> list[Triple]:
    given = list(triples)
    lines = _lines(given)
    # What follows the last line end is empty: the first triple differs from it.
    order = sorted(range(len(given)), key=lines.__getitem__)
    return [given[i] for i, before in zip(order, chain((-1,), order), strict=False) if lines[i] != lines[before]]


def _lines(triples: list[Triple]) -> list[bytes]:
    """What the triples are sorted by: their lines of N-Triples, written in one go, the types first."""
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None  # it is where no file is given
    return _TYPE.sub(rb"\1 <> ", text).split(b"\n")
