"""The file that users' triples are kept in: N-Quads, in order, a line each."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.errors import GraphError, one_line
from kg.store import Editor, as_written
from kg.written.graphs import Refused, Territory, quad_in

if TYPE_CHECKING:
    from kg.run.ledger import Ledger

__all__ = ["WRITTEN", "WrittenFile"]

WRITTEN = "written.nq"

_HEADER = (
    b"# Written through kg serve --writable, and kept by kg build, which also takes what is changed here by hand.\n"
)
_KEPT = "written"


class WrittenFile:
    """What users wrote, in a graph folder.

    Args:
        out: the graph folder.
        territory: says which graphs users may write.
    """

    def __init__(self, out: Path, territory: Territory) -> None:
        self._file = out / WRITTEN
        self._territory = territory

    @property
    def stamp(self) -> str:
        """What differs when the file does; empty where there is none."""
        with suppress(OSError):
            status = self._file.stat()
            return f"{status.st_size} {status.st_mtime_ns}"
        return ""

    def read(self) -> set[Quad]:
        """Return what the file holds, as a store keeps it.

        Raises:
            GraphError: it cannot be read, or has what users may not write.
        """
        store = Store()
        try:
            store.bulk_extend(map(self._own, parse(path=self._file, format=RdfFormat.N_QUADS)))
        except FileNotFoundError:
            return set()
        except SyntaxError as error:
            where = f"{self._file}:{error.lineno}" if error.lineno else str(self._file)
            raise GraphError(
                f"{where}: not valid N-Quads ({one_line(error)}); mend that line, or take it out"
            ) from None
        except Refused as refused:
            raise GraphError(f"{self._file}: {refused}") from None
        except (OSError, ValueError) as error:
            raise GraphError(f"{self._file}: cannot be read ({one_line(error)})") from None
        return {quad_in(as_written(quad.triple), quad.graph_name) for quad in store}

    def _own(self, quad: Quad) -> Quad:
        graph, subject, value = quad.graph_name, quad.subject, quad.object
        graph = self._territory.notes if isinstance(graph, DefaultGraph) else graph
        if not isinstance(graph, NamedNode) or not self._territory.is_users(graph):
            raise Refused(f"{graph}: users do not write this graph; take its lines out, or name them another")
        if isinstance(value, Triple) or (isinstance(value, Literal) and value.direction is not None):
            raise Refused(f"{str(value)[:200]}: not RDF 1.1; take that line out")
        subject = self._territory.skolem(subject.value) if isinstance(subject, BlankNode) else subject
        value = self._territory.skolem(value.value) if isinstance(value, BlankNode) else value
        return Quad(subject, quad.predicate, value, graph)

    def bring(self, store: Store, editor: Editor, ledger: Ledger) -> bool:
        """Bring a store in line with the file; tell whether it was not.

        Args:
            store: open for writing.
            editor: of the store. The names are left for it to settle.
            ledger: remembers which file the store has.

        Raises:
            GraphError: the file cannot be read, or has what users may not write.
        """
        self._touch_evidence(editor)
        if ledger.kept(_KEPT) == self.stamp:
            return False
        new = self.read()
        changed = False
        there = {graph for graph in store.named_graphs() if isinstance(graph, NamedNode)}
        for graph in {*filter(self._territory.is_users, there), *(quad.graph_name for quad in new)}:
            assert isinstance(graph, NamedNode)
            now = {quad.triple for quad in new if quad.graph_name == graph}
            before = {as_written(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)}
            editor.change(graph.value, before - now, now - before)
            changed |= before != now
        self.keep(self._file, ledger)
        return changed

    def keep(self, file: Path, ledger: Ledger) -> None:
        """Have the ledger remember that the store has what is in the file, which may lie elsewhere as yet."""
        stamp = ""
        with suppress(OSError):
            stamp = f"{file.stat().st_size} {file.stat().st_mtime_ns}"
        ledger.keep(_KEPT, stamp)

    def write(self, target: Path, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Write the file with some lines out and others in.

        Args:
            target: where to.
            removed: what goes.
            added: what comes.

        Raises:
            OSError: it cannot be written.
        """
        gone, new = set(_lines(removed)), sorted(_lines(added))
        before = sorted(_lines(self.read())) if self._edited() else list(self._kept_lines())
        last = b""
        with target.open("wb") as file:
            file.write(_HEADER)
            for line in heapq.merge(before, new):
                if line not in gone and line != last:
                    file.write(line)
                last = line

    def _kept_lines(self) -> Iterator[bytes]:
        with suppress(FileNotFoundError), self._file.open("rb") as file:
            yield from (line for line in file if line != _HEADER)

    def _edited(self) -> bool:
        """Whether the file is not as :meth:`write` leaves it."""
        last = b""
        with suppress(FileNotFoundError), self._file.open("rb") as file:
            if file.readline() != _HEADER:
                return True
            for line in file:
                if line <= last or not line.startswith(b"<"):
                    return True
                last = line
        return False

    def _touch_evidence(self, editor: Editor) -> None:
        """Note the evidence that users write of: of other evidence, only its article says anything."""
        start = f"<{self._territory.base_iri}evidence/".encode()
        editor.touched.update(
            {line.split(b" ", 1)[0].decode() for line in self._kept_lines() if line.startswith(start)}
        )


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None  # it is where no file is given
    return text.splitlines(keepends=True)
