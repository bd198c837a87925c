"""Queries that ask for too much, and the others that go on."""

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.serve.worker import main as worker
from kg.store import Editor, StoreWriter
from tests import small_graph
from tests.serve.conftest import Server, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


def test_a_slow_query_is_ended_while_others_go_on(server: Server) -> None:
    with ThreadPoolExecutor() as pool:
        slow = [pool.submit(server.ask, ENDLESS) for _ in range(2)]
        time.sleep(0.3)
        assert server.ask("ASK {}").json["boolean"] is True
        assert not any(each.done() for each in slow)
        for each in slow:
            said = each.result()
            assert (said.status, said.text) == (503, "the query took longer than 2 s and was ended: ask for less\n")
    assert server.ask("ASK {}").json["boolean"] is True


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "text/tab-separated-values", "application/xml"])
def test_too_many_rows_are_an_error_and_as_many_as_allowed_are_not(server: Server, accept: str) -> None:
    said = server.ask("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }", accept)
    assert (said.status, said.text) == (400, "the answer has more than 500 rows: add LIMIT, or ask for less\n")
    assert server.ask("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 500", accept).status == 200
    assert server.ask("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 501", accept).status == 400


def test_too_many_triples_are_an_error(server: Server) -> None:
    query = "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }"
    for accept in ("text/turtle", "application/ld+json", "text/csv"):
        assert server.ask(query, accept).status == 400


def test_too_much_memory_ends_the_query_alone(served: Path) -> None:
    wide = "SELECT * WHERE { ?a ?b ?x . ?c ?d ?y . ?e ?f ?z . ?g ?h ?i . ?j ?k ?l } ORDER BY ?x ?y ?z"
    with serving(served, "--timeout", "60") as server:
        for process in _children(server):
            resource.prlimit(process, resource.RLIMIT_DATA, (200_000_000, 200_000_000))
        said = server.ask(wide)
        assert (said.status, said.text) == (503, "the query took too much memory and was ended: ask for less\n")
        assert server.ask("ASK {}").json["boolean"] is True


def test_a_worker_that_is_killed_is_replaced(served: Path) -> None:
    with serving(served) as server:
        for process in _children(server):
            os.kill(process, signal.SIGKILL)
        server.ask("ASK {}")
        assert server.ask("ASK {}").json["boolean"] is True


def test_no_process_outlives_the_server(served: Path) -> None:
    with serving(served) as server:
        children = _children(server)
        assert children
    end = time.monotonic() + 10
    while any(Path(f"/proc/{each}").exists() for each in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{each}").exists() for each in children)


def test_a_graph_that_is_built_again_is_served_as_it_is(tmp_path: Path) -> None:
    out = small_graph.write(tmp_path / "out")
    place = NamedNode("https://w3id.org/wenpu/id/sea")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?p a kg:Place }"
    with serving(out) as server:
        assert server.ask(query).rows == [{"n": "1"}]
        with StoreWriter(out / "store") as writer:
            article = NamedNode("https://w3id.org/wenpu/id/article/two")
            editor = Editor(writer.store)
            editor.replace(
                {article.value: [Quad(place, kind, NamedNode("https://w3id.org/wenpu/ontology#Place"), article)]}
            )
            editor.settle()
            writer.commit()
        assert server.ask(query).rows == [{"n": "2"}]


def test_the_worker_says_why_it_cannot_open_the_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soft = _no_limit()
    try:
        worker(str(tmp_path), soft)
    finally:
        assert '"error": "graph"' in capsys.readouterr().out


def _no_limit() -> str:
    return str((1 << 63) - 1)


def _children(server: Server) -> list[int]:
    said = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not said.is_file():
        pytest.skip("this system does not list processes")
    return [int(each) for each in said.read_text().split()]
