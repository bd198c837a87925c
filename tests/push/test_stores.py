"""Loading into real triplestores."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.push import ARTICLES, Credentials, Options, Pushed, PushError, push
from kg.push.client import Client
from kg.store import open_store, union
from tests import small_graph
from tests.push.servers import construct, free_port, oxigraph, virtuoso

ALL = "CONSTRUCT WHERE { ?s ?p ?o }"
TARGET = "https://example.org/目标"


def client(endpoint: str, user: str = "", password: str = "") -> Client:
    return Client(endpoint, Credentials(user, password), retries=2, sleep=lambda _: None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    nasty = '"\\\\u0022 } ; DROP ALL # \\" \\n\\r\\t \\\\\\\\U0001F600 \U0001f600"'
    more = f"\n<https://w3id.org/wenpu/id/nasty> <https://w3id.org/wenpu/ontology#theme> {nasty} ."
    (folder / "graph.ttl").write_text(small_graph.TURTLE + more, "utf-8")
    return folder


def told(out: Path) -> set[Triple]:
    """The graph as a store that keeps every whole number as integer has it."""
    store = Store()
    store.extend(_quads(open_store(out)))
    return {quad.triple for quad in store}


def _quads(store: Store):  # type: ignore[no-untyped-def]
    from pyoxigraph import Quad

    return [Quad(*triple) for triple in union(store)]


@pytest.mark.parametrize(("path", "update"), [("store", False), ("update", True)])
@pytest.mark.parametrize("batch", [7, 5000])
def test_oxigraph_holds_the_graph(out: Path, tmp_path: Path, path: str, update: bool, batch: int) -> None:
    with oxigraph(tmp_path / "data", free_port()) as address:
        endpoint = f"{address}/{path}"
        options = Options(endpoint, update=update, batch=batch)
        assert push(out, options, client(endpoint)) == Pushed(57, 1, 0)
        assert construct(f"{address}/query", ALL) == told(out)
        (out / "graph.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .")
        push(out, options, client(endpoint))
        assert len(construct(f"{address}/query", ALL)) == 58
        push(out, Options(endpoint, update=update, batch=batch, replace=True), client(endpoint))
        assert construct(f"{address}/query", ALL) == told(out)


@pytest.mark.parametrize(("path", "update"), [("store", False), ("update", True)])
def test_oxigraph_holds_named_graphs(tmp_path: Path, path: str, update: bool) -> None:
    out = small_graph.write(tmp_path / "out")
    with oxigraph(tmp_path / "data", free_port()) as address:
        endpoint = f"{address}/{path}"
        assert push(out, Options(endpoint, ARTICLES, update), client(endpoint)) == Pushed(56, 1, 0)
        assert push(out, Options(endpoint, TARGET, update, replace=True), client(endpoint)) == Pushed(56, 1, 0)
        for graph in (small_graph.ARTICLE, TARGET):
            inside = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            assert construct(f"{address}/query", inside) == {quad.triple for quad in small_graph.quads()}
        assert construct(f"{address}/query", ALL) == set()


def test_a_server_that_dies_in_the_middle_is_gone_on_with(out: Path, tmp_path: Path) -> None:
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}/store"
    options = Options(endpoint, replace=True, batch=10)
    with ExitStack() as server:
        server.enter_context(oxigraph(tmp_path / "data", port))

        def die(triples: int) -> None:
            if triples == 30:
                server.close()

        with pytest.raises(PushError) as caught:
            push(out, options, client(endpoint), die)
    assert str(caught.value).startswith(f"{endpoint}: no answer (Connection refused) (tried 3 times); ")
    assert "30 triples are there: run it again to go on" in str(caught.value)
    assert len(list(out.glob("push-*.json"))) == 1
    with oxigraph(tmp_path / "data", port) as address:
        assert len(construct(f"{address}/query", ALL)) == 30
        assert push(out, options, client(endpoint)) == Pushed(57, 1, 30)
        assert construct(f"{address}/query", ALL) == told(out)
    assert list(out.glob("push-*.json")) == []


@pytest.mark.tools
def test_virtuoso_holds_the_graph(out: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with virtuoso(tmp_path / "data") as address:
        endpoint = f"{address}/sparql-graph-crud-auth"
        options = Options(endpoint, "https://example.org/target", batch=20)
        assert push(out, options, client(endpoint, "dba", "dba")) == Pushed(57, 1, 0)
        inside = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://example.org/target> { ?s ?p ?o } }"
        assert construct(f"{address}/sparql", inside) == told(out)
        (out / "graph.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .")
        push(out, Options(endpoint, "https://example.org/target", replace=True), client(endpoint, "dba", "dba"))
        assert construct(f"{address}/sparql", inside) == told(out)
        with pytest.raises(PushError, match="answered 401; it does not take what KG_PUSH_USER"):
            push(out, options, client(endpoint, "dba", "wrong"))
        with pytest.raises(PushError, match="answered 401; put KG_PUSH_USER"):
            push(out, options, client(endpoint))


def _plain(triple: Triple) -> tuple[str, str, str]:
    """A triple without what Virtuoso 7.2.5 does not keep: the datatypes of numbers and of parts of dates."""
    value = triple.object
    text = value.value if isinstance(value, Literal | NamedNode) else str(value)
    return str(triple.subject), str(triple.predicate), text
