"""The graph on disk: what each article says in a graph of its own, and all of it as the default graph.

The union is kept, not computed: a triple that two articles state is then one triple to a query, and a
thing has one preferred name a language, as in ``graph.ttl`` and in every triplestore that loads it.

Evidence is nine of ten triples, and no two articles have the same; ``kg:inArticle`` says whose it is. So it lies
in the default graph alone, which halves the store and the time to load it; :func:`article` has both together.

A store folder holds numbered generations, each a whole Oxigraph store, and a file ``current`` that
names the one to read. A generation never changes once it is made: a writer works on a copy (hard links,
so a copy costs next to nothing), makes a generation of it in the end and has the file name that one.
Killed at any moment, the folder still opens with what was current before. Readers need no lock.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
)

from kg.errors import GraphError, one_line
from kg.nodes import Nodes
from kg.rdf import Written, settle_labels
from kg.rdf.evidence import is_evidence
from kg.rdf.namespaces import NAMES, XSD, property_of
from kg.rdf.turtle import header
from kg.resources import ontology_dir

try:
    import fcntl
except ImportError:  # not POSIX: two writers at once are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

__all__ = ["Busy", "Editor", "StoreWriter", "article", "as_written", "graph_names", "open_store", "union"]

_CURRENT = "current"
_DEFAULT = DefaultGraph()
_RANGE = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
_COUNT = NamedNode(f"{XSD}nonNegativeInteger")
_DIFFERENT = "SELECT DISTINCT ?node ?predicate ?name { GRAPH ?article { ?node ?predicate ?name } }"
_FEW = 20
"""Statements of names up to which asking for those that differ takes longer than taking all."""

_BULK = 20_000
"""From so many quads on, writing whole table files beats a transaction (measured: three times at 400,000)."""


def open_store(out: Path) -> Store:
    """Open the graph in a graph folder for reading.

    Where the store is missing and ``graph.ttl`` is there, that is loaded into memory instead.

    Args:
        out: a folder that ``kg build`` has written, or a Turtle file.

    Raises:
        GraphError: there is no graph in it, or it cannot be read.
    """
    generation = _current(out / "store")
    if generation is not None:
        try:
            return Store.read_only(str(generation))
        except (OSError, RuntimeError) as error:
            if not (out / "graph.ttl").is_file():
                raise GraphError(f"{generation}: the store cannot be read ({one_line(error)}); build again") from None
    return _load(out)


def _load(out: Path) -> Store:
    turtle = out if out.is_file() else out / "graph.ttl"
    if not turtle.is_file():
        what = "holds no graph" if out.is_dir() else "no such graph folder"
        raise GraphError(f"{out}: {what}; make one with: kg build SOURCE -o {out}")
    store = Store()
    try:
        store.bulk_load(path=turtle, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        where = f"{turtle}:{error.lineno}:{error.offset}" if error.lineno else str(turtle)
        raise GraphError(f"{where}: not valid Turtle ({one_line(error)}); build again") from None
    except (OSError, ValueError) as error:
        raise GraphError(f"{turtle}: cannot be read ({one_line(error)}); build again") from None
    return store


def union(store: Store) -> Iterator[Triple]:
    """Yield every triple of the graph once, in no particular order."""
    counts = _counts()
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        triple = quad.triple
        yield as_written(triple) if triple.predicate in counts else triple


def as_written(triple: Triple) -> Triple:
    """Give a number back the type that it was written with: Oxigraph keeps every whole number as integer."""
    if triple.predicate in _counts() and isinstance(triple.object, Literal):
        return Triple(triple.subject, triple.predicate, Literal(triple.object.value, datatype=_COUNT))
    return triple


@cache
def _counts() -> frozenset[NamedNode]:
    """The properties whose values the ontology has as xsd:nonNegativeInteger."""
    ontology = parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE)
    subjects = (quad.subject for quad in ontology if quad.predicate == _RANGE and quad.object == _COUNT)
    return frozenset(subject for subject in subjects if isinstance(subject, NamedNode))


def graph_names(store: Store) -> set[str]:
    """Return the IRIs of the article graphs in the store."""
    return {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}


def article(store: Store, graph: NamedNode) -> Iterator[Triple]:
    """Yield what one article says, with its evidence, in no particular order."""
    for quad in store.quads_for_pattern(None, None, None, graph):
        yield as_written(quad.triple)
    yield from _evidence(store, graph)


def _evidence(store: Store, graph: NamedNode) -> Iterator[Triple]:
    for place in store.quads_for_pattern(None, property_of("inArticle").iri, graph, _DEFAULT):
        for quad in store.quads_for_pattern(place.subject, None, None, _DEFAULT):
            if is_evidence(quad.triple):
                yield as_written(quad.triple)


class Busy(GraphError):  # noqa: N818
    """Somebody else is writing the store."""


class Editor:
    """Changes the articles in a store that is open for writing.

    Names wait for :meth:`settle`: which of them is preferred depends on all articles together.

    Args:
        store: open for writing.

    Attributes:
        touched: the nodes of which the union may say something else than before, but for evidence that came
            with a new article: no other article says anything of that.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._renamed = Nodes()
        self.touched = Nodes()

    def has(self, graph: str) -> bool:
        """Tell whether the store has something of an article."""
        return self._store.contains_named_graph(NamedNode(graph))

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """Put the triples of some articles in place of what the store has of those articles.

        Args:
            graphs: the articles' triples by the articles' IRIs; no triples remove the article. The
                graph names of the quads themselves do not matter. New articles load fastest as
                :class:`kg.rdf.Written`.
        """
        facts: list[bytes] = []
        evidence: list[bytes] = []
        for graph, quads in graphs.items():
            name = NamedNode(graph)
            if not isinstance(quads, Written) or self.has(graph):
                self._replace(name, {quad.triple for quad in quads})
                continue
            facts += self._new(quads, str(name).encode())
            evidence += (block for _, block in quads.evidence)
        self._load(b"".join(facts), RdfFormat.N_QUADS)
        if evidence:
            self._load(b"".join((header(), *evidence)), RdfFormat.TURTLE)

    def _replace(self, name: NamedNode, new: set[Triple]) -> None:
        new_evidence = set(filter(is_evidence, new))
        old_evidence = set(_evidence(self._store, name))
        new -= new_evidence
        old = {as_written(quad.triple) for quad in self._store.quads_for_pattern(None, None, None, name)}
        self.touched.update({str(triple.subject) for triple in old_evidence ^ new_evidence})
        for triple in old_evidence - new_evidence:
            self._store.remove(_in(triple, _DEFAULT))
        added = self._changed(name, old - new, new - old)
        added += (_in(triple, _DEFAULT) for triple in new_evidence - old_evidence)
        if not new:
            self._store.remove_graph(name)
        self._extend(added)

    def change(self, graph: str, removed: Collection[Triple], added: Collection[Triple]) -> None:
        """Take some triples out of a graph that is no article's, and put others in.

        What evidence says is the articles' own: said by others, it stays in their graph and out of the union.
        """
        name = NamedNode(graph)
        self._extend(self._changed(name, removed, added))
        if removed and next(self._store.quads_for_pattern(None, None, None, name), None) is None:
            self._store.remove_graph(name)

    def _changed(self, name: NamedNode, removed: Collection[Triple], added: Collection[Triple]) -> list[Quad]:
        """Take triples out; return the quads that put the others in."""
        quads = []
        self.touched.update({str(triple.subject) for triples in (removed, added) for triple in triples})
        for triple in removed:
            self._store.remove(_in(triple, name))
            if not self._is_name(triple) and not is_evidence(triple) and not self._stated(triple):
                self._store.remove(_in(triple, _DEFAULT))
        for triple in added:
            quads.append(_in(triple, name))
            if not self._is_name(triple) and not is_evidence(triple):
                quads.append(_in(triple, _DEFAULT))
        return quads

    def _new(self, written: Written, name: bytes) -> tuple[bytes, ...]:
        """The N-Quads of an article that the store has nothing of: what is told apart is told by the text."""
        self.touched.update(written.subjects)
        self._renamed.update(written.named)
        end, end_in_graph = b" .\n", b" " + name + b" .\n"  # no literal has a line break that is not escaped
        return written.facts, (written.facts + written.names).replace(end, end_in_graph)

    def settle(self) -> None:
        """Put the names of every thing whose names changed in order, in the union."""
        added = []
        for key in self._renamed:
            stated, shown = self._names_of(NamedNode(key[1:-1]))
            settled = set(settle_labels(stated))
            for triple in shown - settled:
                self._store.remove(_in(triple, _DEFAULT))
            added += [_in(triple, _DEFAULT) for triple in settled - shown]
            if len(added) >= _BULK:
                self._extend(added)
                added = []
        self._extend(added)
        self._renamed.clear()

    def _names_of(self, node: NamedNode) -> tuple[set[Triple], set[Triple]]:
        """The names of a thing that its articles state, and those that the union has."""
        stated: set[Triple] = set()
        shown: set[Triple] = set()
        for predicate in NAMES:
            quads = list(islice(self._store.quads_for_pattern(node, predicate, None, None), _FEW + 1))
            if len(quads) > _FEW:  # thousands of articles may name it: only names that differ leave the store then
                quads = list(self._store.quads_for_pattern(node, predicate, None, _DEFAULT))
                of_it: dict[Variable, NamedNode | BlankNode | Literal | Triple]
                of_it = {Variable("node"): node, Variable("predicate"): predicate}
                different = self._store.query(_DIFFERENT, substitutions=of_it)
                assert isinstance(different, QuerySolutions)
                stated.update(Triple(node, predicate, each["name"]) for each in different)
            for quad in quads:
                (shown if quad.graph_name == _DEFAULT else stated).add(quad.triple)
        return stated, shown

    def _is_name(self, triple: Triple) -> bool:
        if triple.predicate in NAMES and isinstance(triple.subject, NamedNode):
            self._renamed.update([str(triple.subject)])
            return True
        return False

    def _stated(self, triple: Triple) -> bool:
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != _DEFAULT for quad in quads)

    def _load(self, text: bytes, form: RdfFormat) -> None:
        if text.count(b"\n") < _BULK:
            self._store.load(text, format=form)
        else:
            self._store.bulk_load(text, format=form)

    def _extend(self, quads: list[Quad]) -> None:
        if len(quads) < _BULK:
            self._store.extend(quads)
        else:
            self._store.bulk_extend(quads)


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


class StoreWriter:
    """Changes a store folder as a whole: all of it on :meth:`commit`, nothing without.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/p")
    >>> with StoreWriter(folder / "store") as writer:
    ...     editor = Editor(writer.store)
    ...     editor.replace({"http://example.org/article": [Quad(a, p, a)]})
    ...     editor.settle()
    ...     writer.commit()
    >>> len(list(union(open_store(folder))))
    1

    Args:
        folder: the store folder; made when missing.
        agreed: returns the generation that what lies beside the store goes with. Where a writer was killed after
            that was agreed on, and before it became current, it becomes current now.

    Raises:
        Busy: somebody else is writing it.
        OSError: the disk is full, or the folder may not be written.
    """

    def __init__(self, folder: Path, agreed: Callable[[], str] = str) -> None:
        self._folder = folder
        self._agreed = agreed
        self._lock: IO[str] | None = None
        self._before = ""
        self._store: Store | None = None

    @property
    def generation(self) -> str:
        """The name of the generation that the writing started from; empty where there was none."""
        return self._before

    @property
    def scratch(self) -> Path:
        """A folder on the same disk for what is needed while writing; it goes with the writer."""
        return self._work.parent

    @property
    def store(self) -> Store:
        """The generation being written."""
        if self._store is None:
            raise ValueError("the writer is closed")
        return self._store

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self._folder)
        try:
            for left in self._folder.glob("work-*"):  # by a writer that was killed
                shutil.rmtree(left, ignore_errors=True)
            self._roll_forward()
            current = _current(self._folder)
            self._remove_all_but(current)
            self._work = Path(tempfile.mkdtemp(prefix="work-", dir=self._folder)) / "store"
            self._store, copied = _copy_of(current, self._work)
            self._before = current.name if current and copied else ""
        except BaseException:
            self._lock.close()
            raise
        return self

    def clear(self) -> None:
        """Begin at nothing."""
        self._store = None
        self._work = self.scratch / "anew"
        self._store = Store(str(self._work))
        self._before = ""

    def commit(self, along: Callable[[str], None] = lambda _: None) -> None:
        """Make what was written the current generation.

        Args:
            along: is called with the generation's name right before it becomes current, to keep what lies
                beside the store: once it returns, it is ``agreed``.

        Raises:
            OSError: it cannot be written; what was current stays so.
        """
        before = _current(self._folder)
        made = self._folder / f"{int(before.name) + 1 if before else 1:07}"
        self.store.backup(str(made))
        along(made.name)
        self._point_to(made.name)
        # The generation before stays for readers that have just opened it; older ones go.
        self._remove_all_but(made, before)

    def _point_to(self, generation: str) -> None:
        pointer = self._folder / f"{_CURRENT}.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(f"{generation}\n")
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self._folder / _CURRENT)

    def _roll_forward(self) -> None:
        agreed, current = self._agreed(), _current(self._folder)
        made = self._folder / agreed
        newer = agreed.isdigit() and (current is None or int(agreed) == int(current.name) + 1)
        if newer and (made / "CURRENT").is_file():
            self._point_to(agreed)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store = None
        shutil.rmtree(self._work.parent, ignore_errors=True)
        if self._lock:
            self._lock.close()

    def _remove_all_but(self, *kept: Path | None) -> None:
        for entry in sorted(self._folder.iterdir()):
            if entry.name.isdigit() and entry.is_dir() and entry not in kept:
                shutil.rmtree(entry, ignore_errors=True)


def _current(folder: Path) -> Path | None:
    """The generation to read, or ``None`` where there is none."""
    try:
        name = (folder / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    generation = folder / name
    return generation if name.isdigit() and generation.is_dir() else None


def _lock(folder: Path) -> IO[str]:
    file = (folder / "lock").open("w", encoding="ascii")
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise Busy(f"{folder.parent}: another build or a server is writing here; wait for it to end") from None
    return file


def _copy_of(current: Path | None, target: Path) -> tuple[Store, bool]:
    """A store to write in ``target``, and whether it has the content of ``current``: a broken one gives none."""
    if current is not None:
        with suppress(OSError, RuntimeError):
            # RocksDB never changes a table file (.sst) once it is written, so a link is as good as a copy.
            shutil.copytree(current, target, copy_function=_link_or_copy, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
            return Store(str(target)), True
        shutil.rmtree(target, ignore_errors=True)
    return Store(str(target)), False


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(".sst"):
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)
