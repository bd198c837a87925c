import subprocess
import sys
from importlib import import_module
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Quad, Store

import kg
from kg.errors import GraphError, OptionError, QueryError
from kg.graph import Graph
from tests import small_graph

ID = "https://w3id.org/wenpu/id/"


@pytest.fixture(scope="module")
def graph() -> Graph:
    store = Store()
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in small_graph.quads())
    return Graph(store)


def test_import_is_light() -> None:
    code = "import sys, kg; print(sorted(m for m in sys.modules if m.startswith(('kg', 'spacy', 'rdflib', 'pyox'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['kg']\n"


def test_the_package_offers_what_it_says() -> None:
    assert {"Graph", "build", "open"} <= set(dir(kg))
    assert callable(kg.build)
    assert kg.build is import_module("kg.run.builder").build
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = kg.nonsense


def test_queries_with_bindings_and_ready_questions(graph: Graph) -> None:
    rows = graph.query("SELECT ?name ?x WHERE { ?x rdfs:label ?l FILTER(STR(?l) = ?name) }", name="水镇")
    assert [row.x for row in rows] == [f"{ID}town"]
    assert [row.title for row in graph.ask("reports")] == ["另一份报告", "数据年报"]
    assert len(graph.ask("about", "水镇")) == 4
    with pytest.raises(QueryError):
        graph.query("SELEC")
    with pytest.raises(OptionError):
        graph.ask("nonsense")


def test_rdflib_and_networkx_hold_the_graph(graph: Graph) -> None:
    assert len(graph.rdf) == len(graph) == len(small_graph.quads())
    assert graph.rdf.query("ASK { ?a <https://w3id.org/wenpu/ontology#published> ?b }").askAnswer is True
    assert nx.has_path(graph.to_networkx(), f"{ID}wang", f"{ID}report") is True


def test_turtle_is_the_same_in_every_order(graph: Graph) -> None:
    other = Store()
    other.extend(Quad(*quad.triple, DefaultGraph()) for quad in reversed(small_graph.quads()))
    assert Graph(other).turtle == graph.turtle


def test_a_graph_is_opened_from_its_folder_or_its_turtle(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(graph.turtle, "utf-8")
    assert kg.open(tmp_path).turtle == graph.turtle
    small_graph.write(tmp_path)
    assert kg.open(str(tmp_path)).turtle == graph.turtle
    assert kg.open(tmp_path).manifest.inputs == ()
    with pytest.raises(GraphError, match="no such graph folder"):
        kg.open(tmp_path / "nowhere")


def test_truth_and_length(graph: Graph) -> None:
    assert graph
    assert not Graph(Store())
    assert len(Graph(Store())) == 0
    assert repr(graph) == f"<Graph of {len(graph)} triples>"


def test_a_page_can_be_opened_on_one_thing(graph: Graph, tmp_path: Path) -> None:
    graph.write_page(tmp_path / "page.html", title="某图", focus="水镇", hops=1)
    assert "<title>某图</title>" in (tmp_path / "page.html").read_text("utf-8")
    with pytest.raises(GraphError, match="无名"):
        graph.write_page(tmp_path / "page.html", focus="无名")
