import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.query import questions, run
from kg.query.mistakes import find_mistake, unknown_terms


@pytest.mark.parametrize(
    ("query", "place", "hint"),
    [
        ("SELECT ?s, ?o { ?s ?p ?o }", (1, 10), "without commas"),
        ("SELECT COUNT(*) AS ?n { ?s ?p ?o }", (1, 8), "write (COUNT(…) AS ?name)"),
        ("SELECT (COUNT(*) ?n) { ?s ?p ?o }", (1, 18), "AS is missing before ?n"),
        ("SELECT * {?s ?p", (1, 10), "the { that opens here is not closed"),
        ("SELECT * {\n?s ?p ?o FILTER(?o > 2 }", (2, 16), "the ( that opens here is not closed"),
        ("SELECT * {?s ?p ?o } }", (1, 22), "this } closes nothing"),
        ("SELECT * {?s a }", (1, 11), "one is missing"),
        ("SELECT * {?s a kg:Report ; kg:title }", (1, 28), "one is missing"),
        ("SELECT * { ?s a kg:Report\n?s rdfs:label ?l }", (2, 1), "a full stop or a semicolon is missing"),
        ("SELECT * { ?s rdfs:label '甲 }", (1, 26), "the text that begins here does not end"),
        ("SELECT * { <http://e/a b> ?p ?o }", (1, 12), "an IRI holds no blanks"),
        ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", (1, 28), "the condition of FILTER stands in brackets"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", (1, 23), "write ORDER BY"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", (1, 29), "LIMIT takes a number"),
    ],
)
def test_a_mistake_is_found_where_it_was_made(query: str, place: tuple[int, int], hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(Store(), query)
    assert (caught.value.line, caught.value.column) == place
    assert hint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s rdfs:label 'a, b { (' . <http://e/x> ?p ?o . # {\n }",
        'SELECT ?x { VALUES ?x { 1 2 } ?x (kg:a|^kg:b)/kg:c+ 1.5 . ?x kg:d \'it\'\'s\' , """a\n"b"""@zh ; kg:e [] }',
        "SELECT (GROUP_CONCAT(?a; separator=', ') AS ?b) (COUNT(DISTINCT ?a) AS ?n) { ?s ?p ?a FILTER(?a < 3 && 5 > ?a) }",
        "CONSTRUCT { ?s a ?o . } WHERE { SELECT ?s ?o WHERE { ?s ?p ?o . } ORDER BY ?s LIMIT 5 }",
    ],
)
def test_what_is_no_mistake_is_none(query: str) -> None:
    assert find_mistake(query) is None


def test_no_ready_question_looks_mistaken() -> None:
    for question in questions():
        assert find_mistake(question.sparql) is None, question.name
        assert unknown_terms(question.sparql) == [], question.name


def test_terms_that_the_ontology_does_not_have() -> None:
    assert unknown_terms("ASK { ?x a kg:Persn ; kg:holds ?p . ?x kg:qqqq 'kg:Nothing' } # kg:Nobody") == [
        "the ontology has no kg:Persn; did you mean kg:Person?",
        "the ontology has no kg:qqqq",
    ]
    assert unknown_terms("PREFIX kg: <http://e.example/> ASK { ?x a kg:Persn }") == []
    assert unknown_terms("ASK { ?x a <https://w3id.org/wenpu/ontology#kg:Persn>, ex:kg:Persn }") == []
