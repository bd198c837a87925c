"""Updates against a plain model of what they should leave, and the file that keeps it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import QueryError
from kg.rdf import written
from kg.rdf.evidence import is_evidence
from kg.run.ledger import Ledger
from kg.store import Editor
from kg.written import NOTES, Refused, Territory, UserGraphs, WrittenFile, check_update, update
from tests import small_graph
from tests.rdf.extractions import full

BASE = "https://w3id.org/wenpu/id/"
GRAPHS = (f"{BASE}{NOTES}", "http://example.org/g", f"{BASE}graph/mine")
TERMS = [*(f"<http://example.org/{name}>" for name in "ab"), "<https://w3id.org/wenpu/ontology#Report>"]
OBJECTS = [*TERMS, '"; LOAD { #"', '"甲"@zh', "1.5", '"""} \' \n ; DROP ALL"""']
STATEMENTS = st.tuples(
    st.sampled_from(TERMS), st.sampled_from([*TERMS, "skos:prefLabel", "rdfs:label"]), st.sampled_from(OBJECTS)
)


def fresh() -> tuple[UserGraphs, Editor]:
    store = Store()
    editor = Editor(store)
    editor.replace({small_graph.ARTICLE: small_graph.quads()})
    editor.settle()
    return UserGraphs(store, editor, Territory()), editor


def quads(store: Store) -> set[Quad]:
    return set(store)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(GRAPHS), st.lists(STATEMENTS, min_size=1, max_size=4))))
def test_an_update_leaves_what_oxigraph_itself_leaves(
    steps: list[tuple[bool, str, list[tuple[str, str, str]]]],
) -> None:
    users, _ = fresh()
    model = Store()
    prefixes = (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    for inserts, graph, triples in steps:
        body = " . ".join(" ".join(triple) for triple in triples)
        text = f"{prefixes}{'INSERT' if inserts else 'DELETE'} DATA {{ GRAPH <{graph}> {{ {body} }} }} # {{"
        update(users, text)
        model.update(text)
    mine = {quad for quad in users.store if quad.graph_name in [NamedNode(each) for each in GRAPHS]}
    assert mine == quads(model) == users.added
    assert not users.removed
    with tempfile.TemporaryDirectory() as folder:
        file = WrittenFile(Path(folder), Territory())
        file.write(Path(folder) / "written.nq", (), users.added)
        assert file.read() == mine
        again, editor = fresh()
        assert file.bring(again.store, editor, Ledger()) == bool(mine)
        editor.settle()
        assert quads(again.store) == quads(users.store)
        file.write(Path(folder) / "next.nq", mine, ())
        assert (Path(folder) / "next.nq").read_text().count("\n") == 1
    update(users, "DROP ALL")
    assert quads(users.store) == quads(fresh()[0].store)


def test_a_file_changed_by_hand_is_taken_in_and_told_what_is_wrong(tmp_path: Path) -> None:
    file = WrittenFile(tmp_path, Territory())
    assert file.read() == set()
    (tmp_path / "written.nq").write_text(
        '<http://e/b> <http://e/p> _:x .\n\n# so\n<http://e/a> <http://e/p> "1" <http://e/g> .\n'
    )
    found = {(quad.subject.value, quad.graph_name.value) for quad in file.read()}  # type: ignore[union-attr]
    assert found == {("http://e/a", "http://e/g"), ("http://e/b", f"{BASE}{NOTES}")}
    assert file.read() == file.read()
    file.write(tmp_path / "written.nq", (), ())
    assert [line[:14] for line in (tmp_path / "written.nq").read_text().splitlines()[1:]] == [
        "<http://e/a> <",
        "<http://e/b> <",
    ]


@pytest.mark.parametrize("graph", [f"{BASE}article/one", f"{BASE}x", BASE])
def test_the_pipelines_graphs_are_not_users(graph: str) -> None:
    users, _ = fresh()
    with pytest.raises(Refused, match="this graph is the pipeline's"):
        update(users, f"INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> <a:c> }} }}")
    assert not Territory(is_article=lambda iri: iri == "http://old/article").is_users(NamedNode("http://old/article"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PREFIX e: <http://e/> INSERT DATA { e:a\\;b e:p e:x\\'y } ; DELETE DATA { e:a e:p '}' }", 2),
        ("BASE <http://e/>\nCLEAR GRAPH <a> ; PREFIX e: <http://f/> DROP SILENT GRAPH e:b ;", 2),
        ("DELETE WHERE { ?s ?p '''; { LOAD <x>''' . FILTER(?s<?p) }".replace(" . FILTER(?s<?p)", ""), 1),
        (
            "WITH <a:g> DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } USING <a:h> USING NAMED <a:i> WHERE { ?s ?p ?o FILTER(?o<?s) } # ;",
            1,
        ),
        ("COPY GRAPH <a:g> TO DEFAULT;ADD DEFAULT TO <a:g>;MOVE SILENT <a:g> TO <a:h>;CREATE SILENT GRAPH <a:z>", 4),
    ],
)
def test_operations_are_told_apart(text: str, number: int) -> None:
    assert len(check_update(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> 1 } ; # load\n PREFIX e: <http://e/> load silent e:x",
        "LOAD <http://e/> INTO GRAPH <a:g>",
        "INSERT DATA " + "{" * 300,
        "DELETE { _:x ?p ?o } WHERE { ?x ?p ?o }",
        "INSERT DATA { <a:a> <a:b> <a:c> ",
        "INSERT DATA { <a:a> <a:b> <a:c> } INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE { ?s ?p ?o } { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o }",
        "PREFIX e: <http://e/>",
    ],
)
def test_what_is_no_update_is_refused(text: str) -> None:
    users, _ = fresh()
    with pytest.raises(QueryError):
        update(users, text)


def test_evidence_is_the_articles_own() -> None:
    users, editor = fresh()
    article = written(full())
    editor.replace({article.graph: article})
    editor.settle()
    before = quads(users.store)
    mine = "<http://example.org/g>"
    update(users, f"INSERT {{ GRAPH {mine} {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}")
    update(users, f"DROP GRAPH {mine}")
    assert quads(users.store) == before
    evidence = next(triple for quad in article if is_evidence(triple := quad.triple))
    with pytest.raises(Refused, match=f"read in <{re.escape(article.graph)}>"):
        update(users, f"DELETE DATA {{ {evidence} }}")
    update(users, f"INSERT DATA {{ GRAPH {mine} {{ {evidence.subject} <http://example.org/checked> 'yes' }} }}")
    annotated = quads(users.store)
    editor.replace({article.graph: list(article)})
    editor.settle()
    assert quads(users.store) == annotated
    editor.replace({article.graph: ()})
    editor.settle()
    left = {quad.triple.predicate.value for quad in annotated & quads(users.store) if quad.subject == evidence.subject}
    assert left == {"http://example.org/checked"}
