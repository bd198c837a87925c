"""The graphs that users write, in a store that is open for writing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.errors import KgError
from kg.rdf.evidence import is_evidence
from kg.rdf.namespaces import BASE_IRI, property_of
from kg.store import Editor, as_written

__all__ = ["NOTES", "Refused", "Territory", "UserGraphs", "quad_in"]

NOTES = "graph/notes"
"""Of the graph that takes what is written without naming one: its IRI after the base IRI."""

_OWN = "graph/"
_DEFAULT = DefaultGraph()
_SHOWN = 200
"""Characters of a triple that a message shows."""


def quad_in(triple: Triple, graph: NamedNode | BlankNode | DefaultGraph) -> Quad:
    """Return a triple as a graph's."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


class Refused(KgError):  # noqa: N818
    """A write that would be lost, or would change what the articles say."""


@dataclass(frozen=True, slots=True)
class Territory:
    """Which graphs are users', and which the pipeline's.

    Below the base IRI all is the pipeline's but ``graph/``; elsewhere all is users', but for articles that were
    built under another base IRI.

    Attributes:
        base_iri: where the things of the graph live.
        is_article: tells whether a graph is an article's, wherever it lives.
    """

    base_iri: str = BASE_IRI
    is_article: Callable[[str], bool] = field(default=lambda _: False)

    @property
    def notes(self) -> NamedNode:
        """The graph that takes what is written without naming one."""
        return NamedNode(self.base_iri + NOTES)

    def is_users(self, graph: NamedNode) -> bool:
        """Tell whether users may write a graph."""
        iri = graph.value
        own = iri.startswith(self.base_iri + _OWN) or not iri.startswith(self.base_iri)
        return own and not self.is_article(iri)

    def graph_of_its_own(self) -> NamedNode:
        """Return a graph that nobody has written yet."""
        return NamedNode(f"{self.base_iri}{_OWN}{uuid.uuid4()}")

    def skolem(self, label: str) -> NamedNode:
        """Return the IRI that stands for a blank node, after RDF 1.1, section 3.5.

        A blank node has no name that would be the same in the next build, in ``graph.ttl`` and elsewhere.
        """
        place = f".well-known/genid/{label}"
        rooted = self.base_iri.startswith(("http://", "https://"))
        return NamedNode(urljoin(self.base_iri, f"/{place}") if rooted else f"{self.base_iri}{place}")


class UserGraphs:
    """Changes users' graphs, and the default graph with them.

    Args:
        store: open for writing.
        editor: of the store.
        territory: says which graphs those are.

    Attributes:
        added: what is there now and was not before.
        removed: what was there before.
    """

    def __init__(self, store: Store, editor: Editor, territory: Territory) -> None:
        self.store = store
        self.territory = territory
        self.added: set[Quad] = set()
        self.removed: set[Quad] = set()
        self._editor = editor
        self._skolems: dict[BlankNode, NamedNode] = {}

    def names(self) -> list[NamedNode]:
        """Return the graphs that users have written."""
        found = (graph for graph in self.store.named_graphs() if isinstance(graph, NamedNode))
        return sorted((graph for graph in found if self.territory.is_users(graph)), key=str)

    def triples(self, graph: NamedNode | DefaultGraph) -> list[Triple]:
        """Return the triples of any graph: the default graph has all."""
        return [as_written(quad.triple) for quad in self.store.quads_for_pattern(None, None, None, graph)]

    def clear(self, graph: NamedNode) -> None:
        """Remove a user's graph."""
        self.apply(self.among(graph, self.triples(graph)), ())

    def among(self, graph: NamedNode | DefaultGraph, triples: Iterable[Triple]) -> list[Quad]:
        """Return triples as a graph's."""
        return [quad_in(triple, graph) for triple in triples]

    def apply(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads out, then put quads in. Without a graph, it is that for notes.

        Raises:
            Refused: a graph is not users', or what is taken out stays, since another graph says it.
        """
        into = {self._placed(quad) for quad in added}
        unsaid = [quad for quad in removed if self._goes(quad)]
        out = {self._placed(quad) for quad in unsaid} - into
        new = {quad for quad in into if not self._has(quad)}
        gone = {quad for quad in out if self._has(quad)}
        for graph in {quad.graph_name for quad in (*new, *gone)}:
            assert isinstance(graph, NamedNode)
            here = [quad.triple for quad in gone if quad.graph_name == graph]
            self._editor.change(graph.value, here, [quad.triple for quad in new if quad.graph_name == graph])
        self._editor.settle()
        self.removed |= gone - self.added
        self.added = (self.added - gone) | (new - self.removed)
        self.removed -= new
        said = {quad.triple for quad in into}
        for quad in unsaid:
            if quad.graph_name == _DEFAULT and quad.triple not in said and self._has(quad):
                raise self._still(quad.triple)

    def _placed(self, quad: Quad) -> Quad:
        """The quad as it is kept."""
        graph = self.territory.notes if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        assert isinstance(graph, NamedNode)
        if not self.territory.is_users(graph):
            raise Refused(
                f"{graph}: this graph is the pipeline's, and kg build would write it again; "
                f"write into a graph of your own, such as {self.territory.notes}"
            )
        subject, value = quad.subject, quad.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise Refused("the graph is RDF 1.1: a triple about a triple has no place in it")
        if isinstance(value, Literal) and value.direction is not None:
            raise Refused("the graph is RDF 1.1: a text has no direction there")
        subject = self._skolem(subject) if isinstance(subject, BlankNode) else subject
        value = self._skolem(value) if isinstance(value, BlankNode) else value
        return quad_in(as_written(Triple(subject, quad.predicate, value)), graph)

    def _skolem(self, node: BlankNode) -> NamedNode:
        return self._skolems.setdefault(node, self.territory.skolem(uuid.uuid4().hex))

    def _goes(self, quad: Quad) -> bool:
        """Whether something is to be taken out; what is not there need not be."""
        if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
            return False
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and not self.territory.is_users(graph):
            if self._has(quad):
                raise self._still(quad.triple, graph)
            return False
        return True

    def _has(self, quad: Quad) -> bool:
        return quad in self.store

    def _still(self, triple: Triple, graph: NamedNode | None = None) -> Refused:
        """Why something is still there."""
        shown = f"{str(triple)[:_SHOWN]}{'…' * (len(str(triple)) > _SHOWN)}"
        holding = (
            [graph]
            if graph
            else [
                quad.graph_name
                for quad in self.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
                if isinstance(quad.graph_name, NamedNode)
            ]
        )
        if not holding and is_evidence(triple):
            found = self.store.quads_for_pattern(triple.subject, property_of("inArticle").iri, None, _DEFAULT)
            holding = [quad.object for quad in found if isinstance(quad.object, NamedNode)]
        others = sorted((each for each in holding if self.territory.is_users(each)), key=str)
        if others and len(others) == len(holding):
            return Refused(f"{shown}: the graph {others[0]} says it; take it out there, with GRAPH")
        if holding:
            article = next(each for each in holding if each not in others)
            return Refused(
                f"{shown}: read in {article}, and the next kg build would read it again; "
                "change the article and build again, or write what is right into a graph of your own"
            )
        return Refused(f"{shown}: follows from what the graphs say; take out what it follows from, with GRAPH")
