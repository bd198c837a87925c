import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.query import run

EX = "http://example.org/"
STORE = Store()
STORE.add(Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}p"), Literal("甲", language="zh")))


def said(query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        run(STORE, query)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("# only this\n", "the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "SELEC ?s",
            "line 1, column 1: unexpected 'SELEC'; a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        (
            "PREFIX a: <http://a/>\n  delete {}",
            "line 2, column 3: delete is an update, and a query only reads; "
            "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column 17: the { that opens here is not closed; is a } missing?"),
    ],
)
def test_a_wrong_query_is_explained_in_one_line(query: str, message: str) -> None:
    assert str(said(query)) == message


def test_the_place_of_an_error_is_given() -> None:
    error = said("SELECT ?s\nWHERE {\n  ?s ex:p ?o }")
    assert (error.line, error.column) == (3, 6)
    assert str(error).startswith(
        "line 3, column 6: the prefix ex: is not declared; put PREFIX ex: <…> first, or use kg:"
    )


def test_an_ungrouped_variable_is_explained() -> None:
    assert "add it to GROUP BY" in str(said("SELECT ?x WHERE { ?s ?p ?o } GROUP BY ?s"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:8/>{ ?s ?p ?o } }",
        "SELECT * WHERE { BIND(<http://127.0.0.1:8/> AS ?x) SERVICE?x{ ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:8/> SELECT * WHERE { SERVICE#<\n#{\ne:x#\n{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:8/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
        'SELECT * WHERE { FILTER(?a<b:c#>"""\n)SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } #"""\n }',
    ],
)
def test_no_query_calls_out(query: str) -> None:
    assert str(said(query)).startswith("SERVICE is not allowed")


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX service: <http://example.org/> SELECT * WHERE { service:a service:p ?service }",
        'SELECT * WHERE { ?s ?p ?o FILTER(STR(?o) != "customer service: call <b>") }',
        "SELECT * WHERE { ?service ?p ?o } # service {",
    ],
)
def test_the_word_service_alone_is_harmless(query: str) -> None:
    assert len(run(STORE, query)) == 1


@pytest.mark.parametrize("value", ['x" . } DROP ALL #', "\\", "\n", "'''", "?o", '"""', "甲"])
def test_bound_values_are_never_read_as_sparql(value: str) -> None:
    rows = run(STORE, "SELECT ?name ?s WHERE { ?s ?p ?o FILTER(STR(?o) = ?name) }", {"name": value})
    assert len(rows) == (value == "甲")
    rows = run(STORE, "SELECT ?name WHERE { BIND(1 AS ?one) }", {"name": value})
    assert [row.name for row in rows] == [value]


def test_the_prefixes_of_the_ontology_need_no_declaration() -> None:
    store = Store()
    report = NamedNode("https://w3id.org/wenpu/ontology#Report")
    store.add(
        Quad(
            NamedNode("http://example.org/a"),
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            report,
        )
    )
    assert [row.s for row in run(store, "SELECT ?s WHERE { ?s a kg:Report }")] == [f"{EX}a"]
