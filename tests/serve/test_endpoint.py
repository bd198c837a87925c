"""The endpoint as a client sees it, over HTTP."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from tests import small_graph
from tests.serve.conftest import Server

REPORTS = "SELECT ?r WHERE { ?r a kg:Report } ORDER BY ?r"
FOUND = ["https://w3id.org/wenpu/id/other", "https://w3id.org/wenpu/id/report"]
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"


def test_get_and_both_posts_give_the_same(server: Server) -> None:
    by_get = server.ask(REPORTS)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    by_form = server.send("sparql", urlencode({"query": REPORTS}).encode(), headers=form)
    by_body = server.send("sparql", REPORTS.encode(), headers={"Content-Type": "application/sparql-query"})
    assert [row["r"] for row in by_get.rows] == FOUND
    assert by_get.body == by_form.body == by_body.body
    assert {said.status for said in (by_get, by_form, by_body)} == {200}


@pytest.mark.parametrize(
    "media",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_rows_in_every_format(server: Server, media: str) -> None:
    said = server.ask(REPORTS, media)
    assert said.type == media
    if media == "text/csv":
        assert list(csv.reader(io.StringIO(said.text))) == [["r"], *([iri] for iri in FOUND)]
    elif media.endswith("xml"):
        assert [
            each.text for each in ET.fromstring(said.body).iter("{http://www.w3.org/2005/sparql-results#}uri")
        ] == FOUND
    elif media.endswith("json"):
        assert [row["r"] for row in said.rows] == FOUND
    else:
        assert said.text == "".join(f"{line}\n" for line in ("?r", *(f"<{iri}>" for iri in FOUND)))
    assert server.ask("ASK { ?r a kg:Report }", media).text.strip().lower().count("true") == 1


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_triples_in_every_format(server: Server, media: str, form: RdfFormat) -> None:
    said = server.ask("CONSTRUCT WHERE { ?r a kg:Place }", media)
    assert said.type == media
    place = Triple(
        NamedNode("https://w3id.org/wenpu/id/town"),
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode("https://w3id.org/wenpu/ontology#Place"),
    )
    assert [quad.triple for quad in parse(said.body, format=form)] == [place]


def test_the_dataset_can_be_chosen(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    article = small_graph.ARTICLE
    assert server.ask(count).rows == [{"n": "56"}]
    assert server.ask(count, **{"default-graph-uri": article}).rows == [{"n": "56"}]
    assert server.ask(count, **{"default-graph-uri": "http://example.org/none"}).rows == [{"n": "0"}]
    inside = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a kg:Place } }"
    assert server.ask(inside).rows == [{"n": "1"}]
    assert server.ask(inside, **{"named-graph-uri": "http://example.org/none"}).rows == [{"n": "0"}]
    said = server.ask(count, **{"default-graph-uri": "no iri"})
    assert (said.status, said.text.startswith("the name of a graph is no IRI")) == (400, True)


def test_variables_can_be_bound(server: Server) -> None:
    query = "SELECT ?name ?s WHERE { ?s rdfs:label ?label FILTER(STR(?label) = ?name) }"
    assert [row["s"] for row in server.ask(query, **{"$name": "水镇"}).rows] == ["https://w3id.org/wenpu/id/town"]
    assert server.ask(query, **{"$name": '" } #'}).rows == []


@pytest.mark.parametrize(
    ("query", "accept", "status", "message"),
    [
        ("SELEC", "*/*", 400, "line 1, column 1: unexpected 'SELEC'"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*", 400, "SERVICE is not allowed"),
        ("DELETE WHERE { ?s ?p ?o }", "*/*", 400, "line 1, column 1: DELETE is an update, and a query only reads"),
        (REPORTS, "image/png", 406, "there is none of that"),
        (REPORTS, "text/turtle", 406, "nothing that the client accepts fits this kind of query"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/sparql-results+json", 406, "nothing that the client accepts"),
    ],
)
def test_errors_are_one_clear_line(server: Server, query: str, accept: str, status: int, message: str) -> None:
    said = server.ask(query, accept)
    assert (said.status, said.type) == (status, "text/plain")
    assert said.text.startswith(message)
    assert said.text.count("\n") == 1


def test_nothing_changes_the_graph(server: Server) -> None:
    for data, media in (
        (b"DROP ALL", "application/sparql-update"),
        (b"update=DROP+ALL", "application/x-www-form-urlencoded"),
    ):
        assert server.send("sparql", data, headers={"Content-Type": media}).status == 403
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.send("sparql", b"", method=method).status == 405
    assert server.ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows == [{"n": "56"}]


def test_a_query_that_is_too_long_is_refused(server: Server) -> None:
    said = server.send("sparql", b"#" * ((1 << 20) + 1), headers={"Content-Type": "application/sparql-query"})
    assert (said.status, said.text) == (413, "the query is longer than 1048576 bytes\n")


def test_pages_elsewhere_may_ask(server: Server) -> None:
    assert (
        server.send("sparql?query=ASK+%7B%7D", headers={"Origin": "http://e.org"}).headers[
            "access-control-allow-origin"
        ]
        == "*"
    )
    before = {
        "Origin": "http://e.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "accept",
    }
    said = server.send("sparql", method="OPTIONS", headers=before)
    assert (said.status, "POST" in said.headers["access-control-allow-methods"]) == (200, True)
    assert "access-control-allow-origin" not in server.send("", headers={"Origin": "http://e.org"}).headers


def test_every_response_is_strict(server: Server) -> None:
    for path in ("", "graph", "health", "sparql", "questions", "sparql?query=ASK+%7B%7D", "sparql?query=x", "nowhere"):
        headers = server.send(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "server" not in headers
    assert "script-src 'self';" in server.send("").headers["content-security-policy"]


def test_the_service_describes_itself(server: Server) -> None:
    said = {str(quad.triple) for quad in parse(server.send("sparql").body, format=RdfFormat.TURTLE)}
    assert any(f"<{SD}endpoint> <{server.address}sparql>" in triple for triple in said)
    assert any(f"<{SD}resultFormat> <http://www.w3.org/ns/formats/SPARQL_Results_JSON>" in triple for triple in said)
    in_xml = server.send("sparql", headers={"Accept": "application/rdf+xml"})
    assert len(list(parse(in_xml.body, format=RdfFormat.RDF_XML))) == len(said)


@pytest.mark.parametrize("path", ["sparql", ".well-known/void"])
def test_a_browser_shows_what_the_service_says_of_itself(server: Server, path: str) -> None:
    said = server.send(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert said.type == "text/plain"
    assert list(parse(said.body, format=RdfFormat.TURTLE))
    assert server.send(path, headers={"Accept": "*/*"}).type == "text/turtle"


def test_void_counts(server: Server) -> None:
    said = {str(quad.triple) for quad in parse(server.send(".well-known/void").body, format=RdfFormat.TURTLE)}
    assert any(f'<{VOID}triples> "56"' in triple for triple in said)
    assert sum(f"<{VOID}class>" in triple for triple in said) == 8
    assert any(f"<{VOID}sparqlEndpoint> <{server.address}sparql>" in triple for triple in said)


def test_health_questions_and_files(server: Server) -> None:
    assert server.send("health").json == {"status": "ok"}
    by_name = {each["name"]: each for each in server.send("questions").json}
    assert [each["name"] for each in by_name["events-in"]["parameters"]] == ["place", "from", "to"]
    assert server.ask(by_name["reports"]["sparql"]).rows[1]["title"] == "数据年报"
    declared = [line for line in by_name["about"]["sparql"].splitlines() if line.startswith("PREFIX ")]
    assert [line.split()[1] for line in declared] == ["kg:", "rdf:", "rdfs:", "skos:"]
    assert server.send("prefixes").json["kg"] == "https://w3id.org/wenpu/ontology#"
    assert server.send("page/editor/yasgui.min.js").status == 200
    for path in ("page/../app.py", "page/..%2fapp.py", "page/%2e%2e/app.py", "page//etc/passwd"):
        assert server.send(path).status == 404


def test_the_graph_page(server: Server) -> None:
    said = server.send("graph")
    assert (said.status, said.type) == (200, "text/html")
    assert "script-src 'unsafe-inline'; style-src" in said.headers["content-security-policy"]


def test_a_host_name_that_is_none_is_no_failure(server: Server) -> None:
    assert server.send("sparql", headers={"Host": "a<b>"}).status in (200, 400)
    assert server.send(".well-known/void", headers={"Host": 'a"b c'}).status in (200, 400)


def test_without_a_graph_page_it_says_how_to_make_one(tmp_path: Path) -> None:
    from tests.serve.conftest import serving

    out = small_graph.write(tmp_path / "out")
    with serving(out, "--cors", "none") as server:
        said = server.send("graph")
        assert (said.status, said.text) == (404, f"there is no graph page; make it with: kg view {out}\n")
        elsewhere = server.send("sparql?query=ASK+%7B%7D", headers={"Origin": "http://e.org"})
        assert "access-control-allow-origin" not in elsewhere.headers
