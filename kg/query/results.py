"""What a query gives: rows to read in Python, and the formats to write them in."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kg.errors import OptionError
from kg.query.limits import at_most, limited
from kg.query.prefixes import PREFIXES, shorten
from kg.rdf.xml import LegalXml
from kg.store import as_written

__all__ = ["Format", "Results", "Row", "Scalar"]

Scalar: TypeAlias = str | int | bool | Decimal | None
"""A cell in Python: numbers as numbers, IRIs, texts and dates as strings, ``None`` where unbound."""

_XSD = PREFIXES["xsd"]
_INTEGERS = {f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")}

_SHOWN = 200
"""Rows that a notebook shows: more would freeze it."""


class Format(StrEnum):
    """How results are written; ``table`` is for terminals and made by the command line."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


_ROWS = {
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
    Format.JSON: QueryResultsFormat.JSON,
    Format.XML: QueryResultsFormat.XML,
}
_TRIPLES = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.JSON: RdfFormat.JSON_LD,
    Format.XML: RdfFormat.RDF_XML,
}


class Row(Mapping[str, Scalar]):
    """One solution: a mapping from variable to value that also answers to ``row.name``.

    >>> row = Row({"title": "A Report", "year": 2024})
    >>> row.title, row["year"], dict(row)
    ('A Report', 2024, {'title': 'A Report', 'year': 2024})
    """

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Scalar]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Scalar:
        return self._values[name]

    def __getattr__(self, name: str) -> Scalar:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"no variable {name!r}; there are {', '.join(self._values)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Row({self._values!r})"


Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


class Results:
    """The answer to a query.

    Iterating gives :class:`Row` objects (for CONSTRUCT and DESCRIBE with ``subject``, ``predicate`` and
    ``object``); the truth value of an ASK is its answer, of everything else whether there are rows.

    Args:
        answer: runs the query. It is called at once, so that a wrong query fails here, and again for
            each further pass over the results: nothing is kept that is not asked for.
    """

    def __init__(self, answer: Callable[[], Answer]) -> None:
        self._answer = answer
        self._first: Answer | None = answer()
        self.is_rows = isinstance(self._first, QuerySolutions)
        self.is_triples = isinstance(self._first, QueryTriples)
        self.is_ask = isinstance(self._first, QueryBoolean)
        self.variables: tuple[str, ...] = ()
        if isinstance(self._first, QuerySolutions):
            self.variables = tuple(variable.value for variable in self._first.variables)
        elif self.is_triples:
            self.variables = ("subject", "predicate", "object")

    def _pass(self) -> Answer:
        answer, self._first = self._first, None
        return answer if answer is not None else self._answer()

    @cached_property
    def rows(self) -> list[Row]:
        """All rows; empty for an ASK."""
        return [Row(dict(zip(self.variables, map(_scalar, terms), strict=True))) for terms in self.terms()]

    def terms(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows as tuples of pyoxigraph terms, ``None`` where unbound."""
        answer = self._pass()
        if isinstance(answer, QuerySolutions):
            yield from map(tuple, answer)
        elif isinstance(answer, QueryTriples):
            for triple in answer:
                yield triple.subject, triple.predicate, triple.object

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    @cached_property
    def _truth(self) -> bool:
        answer = self._pass()
        return bool(answer) if isinstance(answer, QueryBoolean) else False

    def __bool__(self) -> bool:
        return self._truth if self.is_ask else bool(self.rows)

    def __repr__(self) -> str:
        if self.is_ask:
            return f"<Results: {str(bool(self)).lower()}>"
        return f"<Results: {len(self)} rows of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        """Return the rows as a table, as Jupyter shows them: IRIs abbreviated, the first rows of many."""
        if self.is_ask:
            return "yes" if self else "no"
        head = "".join(f"<th>{html.escape(variable)}</th>" for variable in self.variables)
        lines = []
        for terms in islice(self.terms(), _SHOWN):
            texts = (shorten(term.value) if isinstance(term, NamedNode) else plain(term) for term in terms)
            lines.append("".join(f'<td style="text-align:left">{html.escape(text)}</td>' for text in texts))
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        more = f"<p>{_SHOWN} of {len(self)} rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def write(self, file: BinaryIO, format: Format | str, max_rows: int | None = None) -> None:  # noqa: A002
        """Write the results as the W3C formats have them.

        Args:
            file: open for writing bytes.
            format: any but ``table``. Rows come as CSV, TSV, JSON or XML; triples as Turtle, as
                JSON-LD under ``json``, as RDF/XML under ``xml``, and as three columns in CSV and TSV.
                XML gets U+FFFD for control characters, which it cannot hold.
            max_rows: how many rows or triples may be written.

        Raises:
            OptionError: the format does not go with the kind of query.
            QueryError: there are more than ``max_rows``; what was written is of no use.
        """
        wanted = Format(format)
        if wanted is Format.XML:
            file = cast(BinaryIO, LegalXml(file))
        if self.is_triples:
            self._write_triples(file, wanted, max_rows)
        elif wanted in _ROWS:
            answer = self._pass()
            assert isinstance(answer, QuerySolutions | QueryBoolean)
            if max_rows is not None and isinstance(answer, QuerySolutions):
                answer = limited(answer, max_rows)
            answer.serialize(file, format=_ROWS[wanted])
        else:
            raise OptionError(f"{wanted} does not fit a SELECT or ASK query: use csv, tsv, json or xml, or CONSTRUCT")

    def _write_triples(self, file: BinaryIO, wanted: Format, max_rows: int | None) -> None:
        if wanted in _TRIPLES:
            answer = self._pass()
            assert isinstance(answer, QueryTriples)
            triples = [as_written(triple) for triple in at_most(answer, max_rows)]
            # Sorted, so that the same graph gives the same bytes.
            triples.sort(key=str)
            serialize(triples, file, format=_TRIPLES[wanted], prefixes=dict(PREFIXES))
            return
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, delimiter="\t" if wanted is Format.TSV else ",")
        writer.writerow(self.variables)
        for terms in at_most(self.terms(), max_rows):
            if wanted is Format.TSV:
                writer.writerow([str(term).replace("\t", "\\t") for term in terms])
            else:
                writer.writerow([plain(term) for term in terms])
        text.detach()

    def _text(self, wanted: Format, path: str | Path | None) -> str:
        buffer = io.BytesIO()
        self.write(buffer, wanted)
        if path is not None:
            Path(path).write_bytes(buffer.getvalue())
        return buffer.getvalue().decode()

    def to_csv(self, path: str | Path | None = None) -> str:
        """Return the results as CSV, and write them to ``path`` where one is given."""
        return self._text(Format.CSV, path)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the results as SPARQL JSON (JSON-LD for triples); also into ``path`` where given."""
        return self._text(Format.JSON, path)

    def to_turtle(self, path: str | Path | None = None) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE as Turtle; also into ``path`` where given.

        Raises:
            OptionError: the query was a SELECT or an ASK.
        """
        return self._text(Format.TURTLE, path)


def plain(term: object) -> str:
    """Return a term's text alone: an IRI without brackets, a literal without its type; empty for ``None``."""
    return term.value if isinstance(term, NamedNode | Literal) else "" if term is None else str(term)


def _scalar(term: object) -> Scalar:
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value
        try:
            if kind in _INTEGERS:
                return int(term.value)
            if kind == f"{_XSD}decimal":
                return Decimal(term.value)
        except (ValueError, InvalidOperation):
            return term.value
        if kind == f"{_XSD}boolean":
            return term.value in {"true", "1"}
    return plain(term)
