"""Running a SPARQL 1.1 query, and saying what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.errors import QueryError, one_line
from kg.query.guards import checked_size, ordered_safely
from kg.query.mistakes import find_mistake
from kg.query.prefixes import PREFIXES
from kg.query.results import Results

__all__ = ["explained", "refuse_service", "run"]

_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
_SERVICE = re.compile(
    rf"(?<![\w:?$-])SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^<>\s]*>|[?$]\w+|[^\s{{}}<>?$\"'()]*:[^\s{{}}]*){_GAP}\{{",
    re.IGNORECASE,
)
"""A SERVICE clause, wherever it stands: looked for in the text itself, since telling comments and strings
apart by other rules than the parser's would be a way past it."""

_PROLOGUE = re.compile(rf"{_GAP}(?:(?:PREFIX\s+[^\s:]*:|BASE){_GAP}<[^>]*>{_GAP})*", re.IGNORECASE)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r'"([^"]+)"|\b([A-Z]{2,})\b')
_NOT_ALLOWED = re.compile(r"(?:Variables|Blank nodes)[\w ]* are not allowed in [A-Z]+(?: [A-Z]+)?")
_TERM_STARTS = {"?", "$", "<"}
_SAID = ("{", "}", "(", ")", "WHERE", "FROM", "BY", "AS", "FILTER", "VALUES", "OFFSET", "LIMIT", "HAVING")
"""What is worth saying of what the parser would have taken: the rest of it is halves of words."""

_WORD = re.compile(r"\S{1,40}")
_FIRST = re.compile(r"[A-Za-z]+")
_PREFIXED = re.compile(r"(?<![\w:?$])([A-Za-z][\w.-]*):[\w.-]*")
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
_IRI = re.compile(r"<[^<>\s]*>|\"[^\"]*\"|'[^']*'")


def run(
    store: Store,
    sparql: str,
    bindings: Mapping[str, str] | None = None,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Results:
    """Run a query over the whole graph.

    Args:
        store: from :func:`kg.store.open_store`.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes in :data:`kg.query.PREFIXES` need no
            declaration.
        bindings: values for variables that the query selects, as plain strings. They are never read as
            SPARQL.
        default_graphs: IRIs of the articles that make up the default graph, in place of the whole graph and of
            what the query itself says with FROM.
        named_graphs: IRIs of the articles that GRAPH sees, likewise.

    Raises:
        QueryError: the query is wrong, or asks for what is not allowed (SERVICE, updates).
    """
    refuse_service(sparql)
    checked_size(sparql)
    safe = ordered_safely(sparql)
    substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(name): Literal(value) for name, value in (bindings or {}).items()
    }

    default: list[NamedNode | BlankNode | DefaultGraph] | None = None
    named: list[NamedNode | BlankNode] | None = None
    try:
        if default_graphs or named_graphs:
            default = [NamedNode(iri) for iri in default_graphs]
            named = [NamedNode(iri) for iri in named_graphs]
    except ValueError as error:
        raise QueryError(f"the name of a graph is no IRI: {one_line(error)}") from None

    def ask(text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        return store.query(
            text,
            prefixes=dict(PREFIXES),
            substitutions=substitutions,
            default_graph=default,
            named_graphs=named,
        )

    def answer() -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            try:
                return ask(safe)
            except SyntaxError:
                return ask(sparql)  # its own places are what the complaint has to name
        except SyntaxError as error:
            raise _explain(sparql, str(error)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {one_line(error)}") from None

    return Results(answer)


def refuse_service(sparql: str) -> None:
    """Refuse what would ask another endpoint.

    Raises:
        QueryError: it has a SERVICE clause.
    """
    if _SERVICE.search(sparql):
        raise QueryError("SERVICE is not allowed: a query stays within this graph; remove that clause")


def _explain(sparql: str, message: str) -> QueryError:
    """Put the parser's complaint into one line with a hint."""
    start = _PROLOGUE.match(sparql)
    begin = start.end() if start else 0
    first = _FIRST.match(sparql, begin)
    form = first[0] if first else ""
    if form.upper() not in _FORMS:
        line, column = sparql.count("\n", 0, begin) + 1, begin - sparql.rfind("\n", 0, begin)
        if begin == len(sparql):
            return QueryError("the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE")
        if form.upper() in _UPDATES:
            what = f"{form} is an update, and a query only reads"
        else:
            what = f"unexpected {(form or sparql[begin])!r}"
        hint = "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"
        return QueryError(f"line {line}, column {column}: {what}; {hint}", line, column)
    return explained(sparql, message)


def explained(sparql: str, message: str, what: str = "query") -> QueryError:
    """Return the parser's complaint about a query or an update as an error with its place and a hint."""
    place = _PLACE.match(message)
    if place is None:
        return QueryError(f"the {what} is not SPARQL 1.1: {one_line(SyntaxError(message))}")
    line, column, expected = int(place[1]), int(place[2]), place[3]
    lines = sparql.splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    declared = {*PREFIXES, *_DECLARED.findall(sparql)}
    # The parser stops at the end of a name with an unknown prefix, or a little further on.
    before = _PREFIXED.finditer(_IRI.sub(lambda iri: " " * len(iri[0]), text[: column - 1]))
    unknown = [name for name in before if name[1] not in declared and not text.startswith("//", name.end())]
    if unknown:
        prefixed = unknown[-1]
        column = prefixed.start() + 1
        known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
        name = prefixed[1]
        hint = f"the prefix {name}: is not declared; put PREFIX {name}: <…> first, or use {known}"
    elif mistake := find_mistake(sparql):
        at, hint = mistake
        line, column = sparql.count("\n", 0, at) + 1, at - sparql.rfind("\n", 0, at)
    else:
        hint = _hint(text[column - 1 :], "".join(lines[line:]).strip(), expected, what)
    return QueryError(f"line {line}, column {column}: {hint}", line, column)


def _hint(after: str, rest: str, expected: str, what: str) -> str:
    """Say what is wrong where the parser stopped: ``after`` is left of that line, ``rest`` comes below."""
    if "unbound" in expected:
        return "SELECT names a variable that is neither grouped by nor aggregated: add it to GROUP BY"
    if forbidden := _NOT_ALLOWED.search(expected):
        return forbidden[0][0].lower() + forbidden[0][1:]
    seen = _WORD.search(after)
    where = f"unexpected {seen[0]!r}" if seen else "the line breaks off" if rest else f"the {what} breaks off"
    tokens = {quoted or word for quoted, word in _EXPECTED.findall(expected)}
    if tokens >= _TERM_STARTS:
        return f"{where}; expected a variable, an IRI or a value: a triple has subject, predicate and object"
    wanted = [token for token in _SAID if token in tokens]
    return f"{where}; expected {' or '.join(wanted)}" if wanted else where
