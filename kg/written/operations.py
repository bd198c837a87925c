"""SPARQL 1.1 Update, cut into its operations: what stands where, not what it means.

Each operation is handed on with everything else blanked out, so that a parser's places are those of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query.masking import masked

__all__ = ["Data", "Manage", "Modify", "Operation", "Part", "operations"]

_TERM = r"(?:\x01+|[^\s{}()<>;\x01]*:[^\s{}()<>;\x01]*)"
_PREFIX = re.compile(r"PREFIX\s+[^\s:]*:\s*\x01+|BASE\s*\x01+", re.IGNORECASE)
_DATA = re.compile(r"(INSERT|DELETE)\s+DATA\s*(?=\{)", re.IGNORECASE)
_DELETE_WHERE = re.compile(r"DELETE\s+WHERE\s*(?=\{)", re.IGNORECASE)
_WITH = re.compile(rf"WITH\s*({_TERM})\s*", re.IGNORECASE)
_TEMPLATE = re.compile(r"(INSERT|DELETE)\s*(?=\{)", re.IGNORECASE)
_USING = re.compile(rf"USING\s*(?:NAMED\s*)?({_TERM})\s*", re.IGNORECASE)
_WHERE = re.compile(r"WHERE\s*(?=\{)", re.IGNORECASE)
_MANAGE = re.compile(
    rf"(?:(?P<all>CLEAR|DROP)\s+(?P<silent>SILENT\s+)?(?:GRAPH\s*(?P<iri>{_TERM})|(?P<word>DEFAULT|NAMED|ALL))"
    rf"|(?P<create>CREATE)\s+(?P<silent2>SILENT\s+)?GRAPH\s*(?P<made>{_TERM})"
    rf"|(?P<pair>ADD|MOVE|COPY)\s+(?P<silent3>SILENT\s+)?(?:(?P<from_default>DEFAULT)|(?:GRAPH\s*)?(?P<source>{_TERM}))"
    rf"\s*TO\s*(?:(?P<to_default>DEFAULT)|(?:GRAPH\s*)?(?P<target>{_TERM})))",
    re.IGNORECASE,
)
_LOAD = re.compile(r"LOAD\b", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\S{1,40}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text.

    Attributes:
        text: the whole text, all blanked out but the part and the declarations before it.
        code: the part without what stands in its IRIs, texts and comments.
        raw: the part itself.
        prologue: the declarations before it.
    """

    text: str
    code: str
    raw: str
    prologue: str


@dataclass(frozen=True, slots=True)
class Data:
    """``INSERT DATA`` or ``DELETE DATA``: which, the whole, and the quads in their braces."""

    inserts: bool
    whole: Part
    quads: Part


@dataclass(frozen=True, slots=True)
class Modify:
    """``DELETE … INSERT … WHERE``: the whole, and its parts where it has them."""

    whole: Part
    deleted: Part | None
    inserted: Part | None
    where: Part
    graph: Part | None
    using: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Manage:
    """``CLEAR``, ``DROP``, ``CREATE``, ``ADD``, ``MOVE`` or ``COPY``.

    Attributes:
        verb: in capitals.
        silent: whether a graph that is missing is no error.
        whole: all of it.
        source: IRI of the graph it is about; or ``DEFAULT``, ``NAMED`` or ``ALL``.
        target: likewise.
    """

    verb: str
    silent: bool
    whole: Part
    source: Part | str
    target: Part | str = ""


Operation = Data | Modify | Manage


def operations(sparql: str) -> Iterator[Operation]:
    """Yield the operations of an update, in their order.

    Raises:
        QueryError: it is none, or would load something from elsewhere.
    """
    code = masked(sparql)
    place = 0
    prologue: list[tuple[int, int]] = []
    wanted = True
    while True:
        place = _end(_SPACE, code, place)
        if declared := _PREFIX.match(code, place):
            if not wanted:
                raise _unexpected(sparql, place)
            prologue.append(declared.span())
            place = declared.end()
        elif place == len(code):
            return
        elif not wanted:
            if code[place] != ";":
                raise _unexpected(sparql, place)
            wanted = True
            place += 1
        else:
            reader = _Reader(sparql, code, tuple(prologue), place)
            yield reader.operation()
            place = reader.place
            wanted = False


class _Reader:
    """Reads one operation."""

    def __init__(self, sparql: str, code: str, prologue: tuple[tuple[int, int], ...], place: int) -> None:
        self._sparql = sparql
        self._code = code
        self._prologue = prologue
        self._start = place
        self.place = place

    def operation(self) -> Operation:
        if _LOAD.match(self._code, self.place):
            raise QueryError("LOAD is not allowed: nothing is fetched from elsewhere; send the triples themselves")
        if data := self._take(_DATA):
            quads = self._block()
            return Data(data[1].upper() == "INSERT", self._whole(), quads)
        if self._take(_DELETE_WHERE):
            block = self._block()
            return Modify(self._whole(), block, None, block, None, ())
        if managed := self._take(_MANAGE):
            return self._managed(managed)
        return self._modify()

    def _modify(self) -> Modify:
        graph = self._part(*found.span(1)) if (found := self._take(_WITH)) else None
        deleted = inserted = None
        while template := self._take(_TEMPLATE):
            inserts = template[1].upper() == "INSERT"
            if inserted or (deleted and not inserts):
                raise _unexpected(self._sparql, template.start())
            block = self._block()
            inserted, deleted = (block, deleted) if inserts else (None, block)
            self.place = _end(_SPACE, self._code, self.place)
        if not (deleted or inserted):
            raise _unexpected(self._sparql, self.place)
        using = []
        while found := self._take(_USING):
            using.append(self._part(found.start(), found.end()))
        if not self._take(_WHERE):
            raise _unexpected(self._sparql, self.place, "; expected WHERE {")
        where = self._block()
        return Modify(self._whole(), deleted, inserted, where, graph, tuple(using))

    def _managed(self, found: re.Match[str]) -> Manage:
        verb = (found["all"] or found["create"] or found["pair"]).upper()
        silent = bool(found["silent"] or found["silent2"] or found["silent3"])

        def graph(name: str) -> Part:
            return self._part(*found.span(name))

        if found["create"]:
            return Manage(verb, silent, self._whole(), graph("made"))
        if found["pair"]:
            source = "DEFAULT" if found["from_default"] else graph("source")
            return Manage(verb, silent, self._whole(), source, "DEFAULT" if found["to_default"] else graph("target"))
        return Manage(verb, silent, self._whole(), found["word"].upper() if found["word"] else graph("iri"))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._code, self.place)
        if found:
            self.place = found.end()
        return found

    def _block(self) -> Part:
        """A block in braces, from the one that opens here."""
        depth, start = 0, self.place
        for brace in _BRACE.finditer(self._code, start):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                self.place = brace.end()
                return self._part(start, self.place)
        line, column = _where(self._sparql, start)
        what = "the { that opens here is not closed; is a } missing?"
        raise QueryError(f"line {line}, column {column}: {what}", line, column)

    def _whole(self) -> Part:
        return self._part(self._start, self.place)

    def _part(self, start: int, end: int) -> Part:
        kept = [*self._prologue, (start, end)]
        text, at = [], 0
        for first, last in kept:
            text += [re.sub(r"[^\n\r]", " ", self._sparql[at:first]), self._sparql[first:last]]
            at = last
        prologue = " ".join(self._sparql[first:last] for first, last in self._prologue)
        return Part("".join(text), self._code[start:end], self._sparql[start:end], prologue)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _where(sparql: str, place: int) -> tuple[int, int]:
    return sparql.count("\n", 0, place) + 1, place - sparql.rfind("\n", 0, place)


def _unexpected(sparql: str, place: int, hint: str = "") -> QueryError:
    line, column = _where(sparql, place)
    seen = _WORD.search(sparql, place)
    what = f"unexpected {seen[0]!r}" if seen and not sparql[place : seen.start()].strip() else "the update breaks off"
    hint = hint or "; an update is INSERT, DELETE, CLEAR, DROP, CREATE, ADD, MOVE or COPY, with ; between two"
    return QueryError(f"line {line}, column {column}: {what}{hint}", line, column)
