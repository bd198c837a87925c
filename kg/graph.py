"""The graph in Python: ask it, take it to networkx or rdflib, write its page."""

from __future__ import annotations

import io
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.query import Results, question, run
from kg.store import open_store, union

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.run.manifest import Manifest
    from kg.validate import Report

__all__ = ["Graph", "open_graph"]


class Graph:
    """A built graph, for reading.

    >>> import kg
    >>> graph = kg.build("seeds")
    >>> for row in graph.query("SELECT ?place WHERE { ?event kg:location/rdfs:label ?place }"):
    ...     print(row.place)
    乌镇
    >>> graph.ask("reports").to_csv().splitlines()[0]
    'title,publisher,date,report'

    Args:
        store: holds the graph.
        manifest: of the build that made it, as ``build.json`` has it.
    """

    def __init__(self, store: Store, manifest: Manifest | None = None) -> None:
        self._store = store
        self._manifest = manifest

    @classmethod
    def open(cls, path: str | Path) -> Graph:
        """Open a graph folder, or a Turtle file.

        Raises:
            GraphError: there is no graph, or it cannot be read.
        """
        graph = cls(open_store(Path(path)))
        graph._folder = Path(path)
        return graph

    _folder: Path | None = None

    @property
    def manifest(self) -> Manifest:
        """What the graph was built from and with; empty where that is not known."""
        if self._manifest is None:
            from kg.run.manifest import Manifest

            self._manifest = Manifest.read(self._folder / "build.json") if self._folder else Manifest()
        return self._manifest

    def query(self, sparql: str, **bindings: str) -> Results:
        """Run a SPARQL 1.1 query.

        Args:
            sparql: the query; :data:`kg.query.PREFIXES` need no declaration.
            bindings: values for variables that the query selects, bound as plain strings.

        Raises:
            QueryError: the query is wrong.
        """
        return run(self._store, sparql, bindings)

    def ask(self, name: str, *values: str) -> Results:
        """Ask one of the ready questions (``kg query --list-named``).

        Args:
            name: of the question, such as ``"about"``.
            values: for its parameters.

        Raises:
            OptionError: there is no such question, or it takes other parameters.
        """
        asked = question(name)
        return run(self._store, asked.sparql, asked.bind(list(values)))

    def __len__(self) -> int:
        """The number of triples."""
        return sum(1 for _ in union(self._store))

    def __bool__(self) -> bool:
        return next(union(self._store), None) is not None

    def __repr__(self) -> str:
        return f"<Graph of {len(self)} triples>"

    @property
    def turtle(self) -> str:
        """The whole graph as Turtle, as ``graph.ttl`` has it."""
        from kg import rdf

        buffer = io.BytesIO()
        rdf.write_turtle(union(self._store), buffer)
        return buffer.getvalue().decode()

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The whole graph in rdflib; a copy, so that changes to it stay there."""
        import rdflib

        return rdflib.Graph().parse(data=self.turtle, format="turtle")

    def to_networkx(self, only: Collection[str] | None = None) -> nx.MultiDiGraph[str]:
        """Return the graph in networkx form: IRIs as nodes, relations as edges.

        Nodes have ``kind``, ``label``, ``names``, ``same_as``, ``facts`` and ``evidence``; edges are
        keyed by the property's local name and have ``evidence``.

        Args:
            only: IRIs of the nodes to take; all without.
        """
        from kg.network import among, network

        return network(union(self._store) if only is None else among(self._store, only))

    def validate(self) -> Report:
        """Check the graph against the ontology's shapes."""
        from kg.validate import validate

        return validate(self.turtle)

    def write_page(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        focus: str | None = None,
        hops: int = 2,
        max_nodes: int | None = None,
        lang: str | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        """Write the interactive page: one HTML file that works offline.

        Args:
            path: the file.
            title: of the page; the article's name, or how many articles there are, where none is given.
            focus: name or IRI of the node that the first view is about.
            hops: how far from it the first view reaches.
            max_nodes: how many nodes the first view draws at most, from 1 to 1000 [200].
            lang: language that the interface opens in, ``zh`` or ``en``; that of most articles where none is given.
            only: IRIs of the nodes that the page has; all without.

        Raises:
            GraphError: nothing in the graph is called ``focus``, or a number or language is out of range.
        """
        from kg import view
        from kg.errors import GraphError

        try:
            view.write_page(
                self.to_networkx(only),
                Path(path),
                title=title,
                focus=focus,
                hops=hops,
                max_nodes=max_nodes,
                lang=lang,
            )
        except ValueError as error:
            raise GraphError(str(error)) from None


def open_graph(path: str | Path) -> Graph:
    """Open a graph that was built before.

    Args:
        path: the graph folder.

    Raises:
        GraphError: there is no graph, or it cannot be read.
    """
    return Graph.open(path)
