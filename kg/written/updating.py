"""Running SPARQL 1.1 Update on users' graphs.

Oxigraph would change any graph, and call out for LOAD. So it only reads here: the WHERE part is a query, what comes of
a template is made in an empty store aside, and each quad of that is then put in or taken out under the rules of
:class:`kg.written.graphs.UserGraphs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from kg.errors import QueryError, one_line
from kg.query.guards import check_nesting, checked_size, ordered_safely
from kg.query.masking import masked
from kg.query.prefixes import PREFIXES
from kg.query.sparql import explained, refuse_service
from kg.written.graphs import Refused, UserGraphs, quad_in
from kg.written.operations import Data, Manage, Modify, Operation, Part, operations

__all__ = ["check_update", "update"]

_AT_ONCE = 5_000
"""Solutions that a template is filled from at once."""

_GAP = r"(?:\s|#[^\n\r]*[\n\r])*+"
_LOADS = re.compile(
    rf"(?:\A|;){_GAP}(?:(?:PREFIX\b[^<]*|BASE\s*)<[^<>\s]*>{_GAP})*+LOAD\b{_GAP}(?:SILENT\b{_GAP})?"
    r"(?:<|[^\s{}<>?$\"'();]*:)",
    re.IGNORECASE,
)
"""Where an operation that loads could begin, wherever it stands: looked for in the text itself, since telling comments
and strings apart by other rules than the parser's would be a way past it."""

_VARIABLE = re.compile(r"[?$](\w+)")
_BLANK = re.compile(r"_:|\[|\(")
_DEFAULT = DefaultGraph()
_ANY = "<urn:x:s> <urn:x:p> <urn:x:o>"


def check_update(sparql: str) -> list[Operation]:
    """Return the operations of an update.

    Raises:
        QueryError: it is wrong, or asks for what is not allowed (SERVICE, LOAD).
    """
    refuse_service(sparql)
    check_nesting(masked(sparql), "update")
    if _LOADS.search(sparql):
        raise QueryError("LOAD is not allowed: nothing is fetched from elsewhere; send the triples themselves")
    found = list(operations(sparql))
    if not found:
        raise QueryError("the update is empty: write INSERT DATA { … }, or another operation")
    for each in found:
        if not isinstance(each, Data):  # that is read once, when it is run
            _parsed(each.whole)
    return found


def update(users: UserGraphs, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
    """Run an update.

    Args:
        users: the graphs that it may change.
        sparql: SPARQL 1.1 Update; the prefixes in :data:`kg.query.PREFIXES` need no declaration.
        using: IRIs of the graphs that make up the default graph for its WHERE parts, after the SPARQL 1.1 Protocol.
        using_named: IRIs of the graphs that GRAPH sees there, likewise.

    Raises:
        QueryError: it is wrong.
        Refused: it would change what is not users'.
    """
    found = check_update(sparql)
    dataset = _Dataset(using, using_named) if using or using_named else None
    for each in found:
        if isinstance(each, Data):
            quads = _quads(each)
            users.apply(() if each.inserts else quads, quads if each.inserts else ())
        elif isinstance(each, Modify):
            if dataset and (each.using or each.graph):
                raise QueryError("the update has USING or WITH, and the request names the graphs too: leave one out")
            _modify(users, each, dataset)
        else:
            _manage(users, each)


class _Dataset:
    """What a WHERE part sees."""

    def __init__(self, default: Sequence[str], named: Sequence[str] | None) -> None:
        try:
            self.default: list[NamedNode | BlankNode | DefaultGraph] | None = [NamedNode(iri) for iri in default]
            self.named: list[NamedNode | BlankNode] | None = (
                None if named is None else [NamedNode(iri) for iri in named]
            )
        except ValueError as error:
            raise QueryError(f"the name of a graph is no IRI: {one_line(error)}") from None


def _parsed(part: Part) -> Store:
    """What an operation alone would make of an empty store; above all, whether it can be read."""
    store = Store()
    try:
        store.update(part.text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise explained(part.text, str(error), "update") from None
    except (OSError, RuntimeError, ValueError):
        pass  # a graph is missing there, of course
    return store


def _quads(data: Data) -> list[Quad]:
    """The quads of INSERT DATA or DELETE DATA."""
    parsed = _parsed(data.whole)
    return list(parsed if data.inserts else _made(data.quads, ""))


def _made(template: Part, values: str) -> Iterator[Quad]:
    """What a template makes of solutions, as VALUES has them."""
    store = Store()
    text = f"{template.prologue}\nINSERT {template.raw} WHERE {{ {values} }}"
    try:
        store.update(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise explained(template.text, str(error), "update") from None
    yield from store


def _modify(users: UserGraphs, each: Modify, dataset: _Dataset | None) -> None:
    checked_size(each.where.raw)
    graph = _iri(each.graph) if each.graph else None
    used = {name for template in (each.deleted, each.inserted) if template for name in _variables(template)}
    names = sorted(used)
    fresh = each.inserted is not None and bool(_BLANK.search(each.inserted.code))
    if graph and not each.using:
        dataset = _Dataset([graph.value], None)
    columns = " ".join(f"?{name}" for name in names) or "(1 AS ?x_one)"
    clauses = " ".join(re.sub(r"^\s*USING", "FROM", using.raw, flags=re.IGNORECASE) for using in each.using)
    select = "SELECT" if fresh else "SELECT DISTINCT"
    query = f"{each.where.prologue}\n{select} {columns} {clauses} WHERE {each.where.raw}"
    solutions = _solutions(users.store, query, dataset)
    gone: list[Quad] = []
    new: list[Quad] = []
    stand_ins: dict[BlankNode, NamedNode] = {}
    while some := list(islice(solutions, _AT_ONCE)):
        values = _values(names, some, stand_ins, users)
        gone += _made(each.deleted, values) if each.deleted else ()
        new += _made(each.inserted, values) if each.inserted else ()
    users.apply(_within(gone, graph), _within(new, graph))


def _variables(template: Part) -> set[str]:
    return set(_VARIABLE.findall(template.code))


def _solutions(store: Store, query: str, dataset: _Dataset | None) -> Iterator[QuerySolution]:
    default, named = (dataset.default, dataset.named) if dataset else (None, None)
    try:
        found = store.query(ordered_safely(query), prefixes=dict(PREFIXES), default_graph=default, named_graphs=named)
        assert isinstance(found, QuerySolutions)
        yield from found
    except SyntaxError as error:
        raise QueryError(f"the WHERE part is not SPARQL 1.1: {one_line(error)}") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the update failed: {one_line(error)}") from None


def _values(
    names: Sequence[str], some: Iterable[QuerySolution], stand_ins: dict[BlankNode, NamedNode], users: UserGraphs
) -> str:
    """Solutions as VALUES. Blank nodes cannot stand there, so they get their IRIs already."""
    rows = []
    for solution in some:
        terms = []
        for name in names:
            term = solution[name]
            if isinstance(term, BlankNode):
                term = stand_ins.setdefault(term, users.territory.skolem(BlankNode().value))
            terms.append("UNDEF" if term is None else str(term))
        rows.append(f"({' '.join(terms)})")
    return f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(rows)} }}"


def _within(quads: Iterable[Quad], graph: NamedNode | None) -> list[Quad]:
    """Quads without a graph in the one that WITH names."""
    if graph is None:
        return list(quads)
    return [quad_in(quad.triple, graph) if quad.graph_name == _DEFAULT else quad for quad in quads]


def _iri(part: Part) -> NamedNode:
    """The IRI of a graph, whichever way it is written."""
    store = Store()
    try:
        text = f"{part.prologue}\nINSERT DATA {{ GRAPH {part.raw} {{ {_ANY} }} }}"
        store.update(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise explained(part.text, str(error), "update") from None
    return next(graph for graph in store.named_graphs() if isinstance(graph, NamedNode))


def _manage(users: UserGraphs, each: Manage) -> None:
    if each.verb in ("CLEAR", "DROP"):
        for graph in _cleared(users, each.source):
            users.clear(graph)
        return
    source = _graph(each.source)
    if each.verb == "CREATE":
        assert isinstance(source, NamedNode)
        if users.triples(source) and not each.silent:
            raise Refused(f"{source}: this graph is there already")
        return  # an empty graph and none are the same here
    target = _graph(each.target)
    if each.verb == "MOVE" and source == _DEFAULT:
        raise Refused(f"MOVE DEFAULT: the default graph is all graphs together; move {users.territory.notes}")
    target = users.territory.notes if isinstance(target, DefaultGraph) else target
    triples = users.triples(source)
    if source == target or (not triples and each.silent):
        return
    if not triples:
        raise Refused(f"{source}: there is no such graph")
    before = users.among(target, users.triples(target)) if each.verb != "ADD" else []
    users.apply(before, users.among(target, triples))
    if each.verb == "MOVE":
        users.apply(users.among(source, triples), ())


def _cleared(users: UserGraphs, source: Part | str) -> list[NamedNode]:
    match source:
        case "DEFAULT":
            return [users.territory.notes]
        case "NAMED" | "ALL":
            return users.names()
        case _:
            graph = _graph(source)
            assert isinstance(graph, NamedNode)
            return [graph]


def _graph(source: Part | str) -> NamedNode | DefaultGraph:
    return _iri(source) if isinstance(source, Part) else _DEFAULT
