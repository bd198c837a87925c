"""Results that end with an error where there are too many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TypeVar, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kg.errors import QueryError

__all__ = ["at_most", "limited"]

_T = TypeVar("_T")


def at_most(found: Iterable[_T], number: int | None) -> Iterator[_T]:
    """Yield what was found.

    Raises:
        QueryError: there is more than that number.
    """
    for count, each in enumerate(found):
        if number is not None and count >= number:
            raise QueryError(f"the answer has more than {number} rows: add LIMIT, or ask for less")
        yield each


def limited(solutions: QuerySolutions, number: int) -> QuerySolutions:
    """Return solutions that raise :class:`QueryError` when read beyond that number of rows.

    Oxigraph writes the result formats, but counts no rows while it does. So the rows pass through here one
    by one, in the one format that it reads as well and that is a line a row.
    """
    reader = _Lines(_tsv(solutions, number))
    answer = parse_query_results(cast(IO[bytes], reader), format=QueryResultsFormat.TSV)
    assert isinstance(answer, QuerySolutions)
    return answer


def _tsv(solutions: QuerySolutions, number: int) -> Iterator[bytes]:
    yield ("\t".join(map(str, solutions.variables)) + "\n").encode()
    for solution in at_most(solutions, number):
        line = "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in solution)
        yield f"{line}\n".encode()


class _Lines:
    """Lines as a file to read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes; none at the end."""
        parts, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            line = next(self._lines, None)
            if line is None:
                break
            parts.append(line)
            length += len(line)
        data = b"".join(parts)
        cut = len(data) if size < 0 else size
        self._rest = data[cut:]
        return data[:cut]
