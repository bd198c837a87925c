"""Queries that Oxigraph does not survive: a panic or an overflow of its stack ends the whole process.

``ORDER BY`` compares numbers by value and everything else, mixed with them, by its text, which is no order at
all (9 < 10, and "10" < "9"); its sorting panics where it notices. And it reads and runs nested and chained
expressions by recursion.
"""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.query.masking import masked

__all__ = ["check_nesting", "checked_size", "ordered_safely"]

MOST_NESTED = 200
MOST_CHAINED = 2000
"""Brackets within each other, and operators: of 2,000 brackets and of 20,000 operators it dies."""

_BRACKET = re.compile(r"[][(){}]")
_ORDER_BY = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(?:(?P<way>ASC|DESC)\s*)?(?:(?P<variable>[?$]\w+)|(?P<open>\())", re.IGNORECASE)
_CALL = re.compile(r"\s*(?!(?:LIMIT|OFFSET|VALUES|HAVING)\b)(?:[\w:.-]+|\x01+)\s*(?P<open>\()", re.IGNORECASE)
_OPERATOR = re.compile(r"&&|\|\|?|[!+*/^-]|\b(?:UNION|OPTIONAL|MINUS|FILTER|BIND|EXISTS|GRAPH|SELECT)\b", re.IGNORECASE)


def ordered_safely(sparql: str) -> str:
    """Return the query with numbers and other values ordered apart.

    >>> ordered_safely("SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o) ?s LIMIT 5")
    'SELECT ?o { ?s ?p ?o } ORDER BY DESC(isNumeric(?o)) DESC(?o) ASC(isNumeric(?s)) ?s LIMIT 5'
    """
    code = masked(sparql)
    keys: list[tuple[int, str]] = []
    for clause in _ORDER_BY.finditer(code):
        place = clause.end()
        while (found := _CONDITION.match(code, place)) or (found := _CALL.match(code, place)):
            start = found.end() - len(found[0].lstrip())
            place = found.end() if found.groupdict().get("variable") else _closing(code, found.start("open"))
            if found.re is _CONDITION:
                inner = sparql[found.start("open") : place] if found["open"] else f"({found['variable']})"
                keys.append((start, f"{found['way'] or 'ASC'}(isNumeric{inner}) "))
    for start, key in reversed(keys):
        sparql = f"{sparql[:start]}{key}{sparql[start:]}"
    return sparql


def checked_size(sparql: str) -> None:
    """Refuse a query whose nesting or length no person writes.

    Raises:
        QueryError: it is too deep or too long.
    """
    code = masked(sparql)
    check_nesting(code)
    if sum(1 for _ in _OPERATOR.finditer(code)) > MOST_CHAINED:
        raise QueryError(f"the query has more than {MOST_CHAINED} operators; give long lists as VALUES")


def check_nesting(code: str, what: str = "query") -> None:
    """Refuse what nests deeper than any person writes.

    Args:
        code: from :func:`kg.query.masking.masked`.
        what: it is.

    Raises:
        QueryError: it is too deep.
    """
    depth = 0
    for bracket in _BRACKET.finditer(code):
        depth += 1 if bracket[0] in "([{" else -1
        if depth > MOST_NESTED:
            place = bracket.start()
            line, column = code.count("\n", 0, place) + 1, place - code.rfind("\n", 0, place)
            said = f"the {what} nests more than {MOST_NESTED} brackets; write it flatter"
            raise QueryError(f"line {line}, column {column}: {said}", line, column)


def _closing(code: str, opening: int) -> int:
    """The place after the bracket that closes the one at ``opening``; the end where none does."""
    depth = 0
    for place in range(opening, len(code)):
        depth += (code[place] == "(") - (code[place] == ")")
        if depth == 0:
            return place + 1
    return len(code)
