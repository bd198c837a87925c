import io
import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import OptionError, QueryError
from kg.query import Format, Results, run

XSD = "http://www.w3.org/2001/XMLSchema#"
EX = "http://example.org/"


def literal(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


STORE = Store()
STORE.extend(
    [
        Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}name"), Literal('甲, "乙"', language="zh")),
        Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}value"), literal("53900000000000.5", "decimal")),
        Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}count"), literal("7", "nonNegativeInteger")),
        Quad(NamedNode(f"{EX}a"), NamedNode(f"{EX}month"), literal("2024-07", "gYearMonth")),
    ]
)
SELECT = (
    f"PREFIX e: <{EX}> SELECT ?s ?name ?value ?count ?month ?none "
    "WHERE { ?s e:name ?name ; e:value ?value ; e:count ?count ; e:month ?month . "
    "OPTIONAL { ?s e:none ?none } }"
)
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def written(results: Results, format: str) -> str:  # noqa: A002
    buffer = io.BytesIO()
    results.write(buffer, format)
    return buffer.getvalue().decode()


def test_rows_give_python_values_by_key_and_by_name() -> None:
    (row,) = run(STORE, SELECT)
    assert dict(row) == {
        "s": f"{EX}a",
        "name": '甲, "乙"',
        "value": Decimal("53900000000000.5"),
        "count": 7,
        "month": "2024-07",
        "none": None,
    }
    assert row.name == row["name"]
    with pytest.raises(AttributeError, match="no variable 'title'; there are s, name, value"):
        _ = row.title


def test_results_can_be_read_again_and_written() -> None:
    results = run(STORE, SELECT)
    assert len(results) == len(list(results)) == 1
    assert results.to_csv() == (f's,name,value,count,month,none\r\n{EX}a,"甲, ""乙""",53900000000000.5,7,2024-07,\r\n')
    assert results.to_csv() == results.to_csv()
    assert repr(results) == "<Results: 1 rows of s, name, value, count, month, none>"


def test_rows_as_json_tsv_and_xml() -> None:
    results = run(STORE, f"SELECT ?name WHERE {{ ?s <{EX}name> ?name }}")
    binding = {"type": "literal", "value": '甲, "乙"', "xml:lang": "zh"}
    assert json.loads(written(results, "json"))["results"]["bindings"] == [{"name": binding}]
    assert written(results, "tsv").splitlines() == ["?name", '"甲, \\"乙\\""@zh']
    assert '<literal xml:lang="zh">甲, &quot;乙&quot;</literal>' in written(results, "xml")


@pytest.mark.parametrize(("query", "truth"), [("ASK { ?s ?p 7 }", True), ("ASK { ?s ?p 8 }", False)])
def test_an_ask_is_its_truth(query: str, truth: bool) -> None:
    query = query.replace("7", '"7"^^xsd:nonNegativeInteger')
    results = run(STORE, query)
    assert bool(results) is truth
    assert results.is_ask
    assert written(results, "csv") == str(truth).lower()
    assert json.loads(results.to_json())["boolean"] is truth


def test_triples_are_written_sorted_and_come_back_whole() -> None:
    results = run(STORE, CONSTRUCT)
    turtle = results.to_turtle()
    assert {q.triple for q in parse(turtle.encode(), format=RdfFormat.TURTLE)} == {q.triple for q in STORE}
    assert [line.split()[0] for line in turtle.splitlines() if "<http://example.org/" in line] == [
        "<http://example.org/a>",
        "<http://example.org/month>",
        "<http://example.org/name>",
        "<http://example.org/value>",
    ]
    assert {q.triple for q in parse(written(results, "json").encode(), format=RdfFormat.JSON_LD)} == {
        q.triple for q in STORE
    }


def test_triples_as_columns() -> None:
    results = run(STORE, f"CONSTRUCT WHERE {{ ?s <{EX}name> ?o }}")
    assert written(results, "csv") == f'subject,predicate,object\r\n{EX}a,{EX}name,"甲, ""乙"""\r\n'
    assert [row.predicate for row in results] == [f"{EX}name"]


def test_rows_are_no_turtle() -> None:
    with pytest.raises(OptionError, match="use csv, tsv, json or xml, or CONSTRUCT"):
        run(STORE, SELECT).to_turtle()


def test_results_go_to_a_file(tmp_path: Path) -> None:
    run(STORE, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").to_csv(tmp_path / "n.csv")
    assert (tmp_path / "n.csv").read_bytes() == b"n\r\n4\r\n"


def test_formats_are_those_of_the_contract() -> None:
    assert [f.value for f in Format] == ["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]


def test_a_notebook_shows_a_table_and_no_markup_of_strangers() -> None:
    shown = run(STORE, f"PREFIX e: <{EX}> SELECT ?s ?name ?none {{ ?s e:name ?name OPTIONAL {{ ?s e:none ?none }} }}")
    html = shown._repr_html_()
    assert "<tr><th>s</th><th>name</th><th>none</th></tr>" in html
    assert ">http://example.org/a</td>" in html
    assert ">甲, &quot;乙&quot;</td>" in html
    hostile = run(Store(), 'SELECT ?x { VALUES ?x { "<script>" kg:Place } }')._repr_html_()
    assert ">&lt;script&gt;</td>" in hostile
    assert ">kg:Place</td>" in hostile
    many = run(Store(), f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(201)))} }} }}")._repr_html_()
    assert many.count("<td") == 200
    assert many.endswith("<p>200 of 201 rows</p>")
    assert run(Store(), "ASK {}")._repr_html_() == "yes"


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_rows_up_to_a_limit_are_written_as_without_one(form: str) -> None:
    query = f"SELECT ?s ?p ?o ?none WHERE {{ VALUES ?o {{ {NASTY} }} ?s ?p ?any }}"
    count = len(run(STORE, query))
    limited, free = io.BytesIO(), io.BytesIO()
    run(STORE, query).write(limited, form, max_rows=count)
    run(STORE, query).write(free, form)
    assert count == 24
    assert limited.getvalue() == free.getvalue()


NASTY = '"a\\tb\\n\\r\\"\\\\" "甲"@zh-Hans 7 1.50 true "2024"^^xsd:gYear'


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_more_rows_than_the_limit_are_an_error(form: str) -> None:
    with pytest.raises(QueryError, match="the answer has more than 3 rows: add LIMIT, or ask for less"):
        run(STORE, "SELECT * WHERE { ?s ?p ?o }").write(io.BytesIO(), form, max_rows=3)
    run(STORE, "SELECT * WHERE { ?s ?p ?o }").write(io.BytesIO(), form, max_rows=4)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "json", "xml", "csv"])
def test_more_triples_than_the_limit_are_an_error(form: str) -> None:
    with pytest.raises(QueryError, match="more than 3 rows"):
        run(STORE, CONSTRUCT).write(io.BytesIO(), form, max_rows=3)
    run(STORE, CONSTRUCT).write(io.BytesIO(), form, max_rows=4)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?name { VALUES ?name { "甲\\u001B[31m\\uFFFF乙" } }',
        'CONSTRUCT { <urn:a> <urn:b> "甲\\u001B[31m\\uFFFF乙" } {}',
    ],
)
def test_xml_holds_what_xml_can_hold(query: str) -> None:
    file = io.BytesIO()
    run(Store(), query).write(file, "xml")
    root = ElementTree.fromstring(file.getvalue())
    assert "".join(root.itertext()).strip() == "甲\ufffd[31m\ufffd乙"
