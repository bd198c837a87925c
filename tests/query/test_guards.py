"""Queries that would end the process; those that are run for real are run in one of their own."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.query import questions, run
from kg.query.guards import MOST_CHAINED, MOST_NESTED, ordered_safely

MIXED = """
from pyoxigraph import Literal, NamedNode, Quad, Store
from kg.query import run
store = Store()
for number in range(600):
    value = Literal(str(number * 7 % 2000)) if number % 2 else Literal(number * 13 % 1999 / 8)
    store.add(Quad(NamedNode(f"http://example.org/{number}"), NamedNode("http://example.org/p"), value))
rows = run(store, "SELECT ?o WHERE { ?s ?p ?o } ORDER BY DESC(?o)")
print(len(rows), type(rows[0]["o"]).__name__, type(rows[-1]["o"]).__name__)
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)


def test_numbers_and_texts_are_ordered_apart() -> None:
    done = python(MIXED)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[0] == "600"
    assert done.stdout.split()[2] == "str"


def test_the_order_of_numbers_alone_is_their_value() -> None:
    store = Store()
    values = [Literal(9), Literal("10.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), Literal(100)]
    for value in values:
        store.add(Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), value))
    assert [str(row.o) for row in run(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?o")] == ["9", "10.5", "100"]
    assert [str(row.o) for row in run(store, "SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)")] == ["100", "10.5", "9"]


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a", "SELECT ?a { ?a ?b ?c } ORDER BY ASC(isNumeric(?a)) ?a"),
        (
            "… order by desc ( ?a ) ?b limit 3",
            "… order by desc(isNumeric( ?a )) desc ( ?a ) ASC(isNumeric(?b)) ?b limit 3",
        ),
        ("… ORDER BY (?a + 1) VALUES (?b) {}", "… ORDER BY ASC(isNumeric(?a + 1)) (?a + 1) VALUES (?b) {}"),
        ("… ORDER BY STRLEN(?a) ?b", "… ORDER BY STRLEN(?a) ASC(isNumeric(?b)) ?b"),
        (
            "… 'ORDER BY ?a' <ORDER BY ?b> # ORDER BY ?c",
            "… 'ORDER BY ?a' <ORDER BY ASC(isNumeric(?b)) ?b> # ORDER BY ?c",
        ),
        ("… ORDER BY (?a", "… ORDER BY ASC(isNumeric(?a) (?a"),
    ],
)
def test_where_the_keys_stand(query: str, ordered: str) -> None:
    assert ordered_safely(query) == ordered


def test_the_ready_questions_are_as_well_ordered() -> None:
    store = Store()
    for question in questions():
        bindings = dict.fromkeys((name for name, _ in question.parameters), "x")
        assert ordered_safely(question.sparql) != question.sparql, question.name
        assert len(run(store, question.sparql, bindings)) in (0, 1)


def test_a_complaint_names_places_of_the_query_as_it_was_written() -> None:
    with pytest.raises(QueryError) as caught:
        run(Store(), "SELECT ?s { ?s ?p ?o } ORDER BY ?s ?p ex:f(?o)")
    assert (caught.value.line, caught.value.column) == (1, 39)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT * { " + "{" * 9000 + "?s ?p ?o" + "}" * 9000 + " }", f"nests more than {MOST_NESTED} brackets"),
        ("ASK { FILTER(" + "(" * 9000 + "true" + ")" * 9000 + ") }", f"nests more than {MOST_NESTED} brackets"),
        ("ASK { FILTER(" + "!" * 99_000 + "true) }", f"more than {MOST_CHAINED} operators"),
        ("SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " }", f"more than {MOST_CHAINED} operators"),
        ("ASK { FILTER(" + " && ".join(["true"] * 20_000) + ") }", f"more than {MOST_CHAINED} operators"),
    ],
)
def test_what_is_too_deep_or_too_long_is_refused(query: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        run(Store(), query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * (MOST_NESTED - 1) + "?s ?p ?o" + "}" * (MOST_NESTED - 1) + " }",
        "ASK { FILTER(" + "!" * (MOST_CHAINED - 1) + "true) }",
        "SELECT * { VALUES ?x { " + " ".join(f"'&& {number}'" for number in range(20_000)) + " } }",
        "SELECT * { VALUES ?x { " + " ".join(f"<http://e.example/a/b/{number}>" for number in range(20_000)) + " } }",
    ],
)
def test_what_is_within_the_limits_runs(query: str) -> None:
    run(Store(), query)


def test_ctrl_c_ends_a_query_at_once(tmp_path: Path) -> None:
    turtle = tmp_path / "graph.ttl"
    turtle.write_text("".join(f"<http://e.example/{n}> <http://e.example/p> {n} .\n" for n in range(2000)))
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    code = "from kg.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "query", str(turtle), endless], stderr=subprocess.PIPE
    ) as process:
        time.sleep(3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(10) in (-signal.SIGINT, 130)
