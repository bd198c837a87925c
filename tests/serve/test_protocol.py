"""What the SPARQL 1.1 Protocol asks of a query service, case by case as W3C's tests of it have them.

https://www.w3.org/TR/sparql11-protocol/; the names of the cases are those of
https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/, requests and data are ours. Cases that update are asked
here too: this service only reads, and has to say so with an error of the client.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad

from kg.store import Editor, StoreWriter
from tests.serve.conftest import Said, Server, serving

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ARTICLES = [f"https://w3id.org/wenpu/id/article/{name}" for name in ("first", "second", "third")]
FIRST, SECOND, THIRD = ARTICLES
SELECT, ASK = "SELECT ?s WHERE { ?s a ?kind }", "ASK { ?s a ?kind }"
DEFAULTS = ("default-graph-uri", FIRST), ("default-graph-uri", SECOND)
NAMED = ("named-graph-uri", FIRST), ("named-graph-uri", SECOND)
IN_BOTH = f"ASK {{ <{FIRST}> a ?one . <{SECOND}> a ?two }}"
IN_TWO_GRAPHS = f"ASK {{ GRAPH ?g {{ <{FIRST}> a ?one }} GRAPH ?h {{ <{SECOND}> a ?two }} }}"
IN_DEFAULT_AND_NAMED = (
    f"ASK {{ <{THIRD}> a ?three . GRAPH ?g {{ <{FIRST}> a ?one }} GRAPH ?h {{ <{SECOND}> a ?two }} }}"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three articles, of which each says of itself alone that it is one."""
    out = tmp_path_factory.mktemp("protocol")
    kind, article = (
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode("https://w3id.org/wenpu/ontology#Article"),
    )
    with StoreWriter(out / "store") as writer:
        editor = Editor(writer.store)
        editor.replace({each: [Quad(NamedNode(each), kind, article, NamedNode(each))] for each in ARTICLES})
        editor.settle()
        writer.commit()
    with serving(out) as running:
        yield running


def get(service: Server, *fields: tuple[str, str], accept: str = "*/*") -> Said:
    return service.send(f"sparql?{urlencode(fields)}", headers={"Accept": accept})


def post(service: Server, body: str | bytes, media: str, *fields: tuple[str, str]) -> Said:
    data = body if isinstance(body, bytes) else body.encode()
    path = f"sparql?{urlencode(fields)}" if fields else "sparql"
    return service.send(path, data, headers={"Content-Type": media} if media else {"Content-Type": ""})


def yes(said: Said) -> bool:
    assert said.status == 200, said.text
    assert said.type == "application/sparql-results+json"
    return bool(said.json["boolean"])


def test_query_get(service: Server) -> None:
    assert yes(get(service, ("query", "ASK {}")))


def test_query_post_form(service: Server) -> None:
    assert yes(post(service, urlencode({"query": "ASK {}"}), FORM))
    assert yes(post(service, urlencode({"query": "ASK {}"}), FORM, ("default-graph-uri", FIRST)))


@pytest.mark.parametrize(
    "parameters", ["", ";charset=UTF-8", '; charset="utf-8"', "; version=1.2", ";version=1.2;charset=utf-8"]
)
def test_query_post_direct(service: Server, parameters: str) -> None:
    assert yes(post(service, "ASK { FILTER('谱' = '\\u8C31') }", QUERY + parameters))


def test_query_dataset_default_graphs_get(service: Server) -> None:
    assert yes(get(service, ("query", IN_BOTH), *DEFAULTS))
    assert not yes(get(service, ("query", IN_BOTH), DEFAULTS[0]))


def test_query_dataset_default_graphs_post(service: Server) -> None:
    assert yes(post(service, IN_BOTH, QUERY, *DEFAULTS))
    assert yes(post(service, urlencode([("query", IN_BOTH), *DEFAULTS]), FORM))
    assert not yes(post(service, IN_BOTH, QUERY, DEFAULTS[1]))


def test_query_dataset_named_graphs_get(service: Server) -> None:
    assert yes(get(service, ("query", IN_TWO_GRAPHS), *NAMED))
    assert not yes(get(service, ("query", IN_TWO_GRAPHS), NAMED[0]))


def test_query_dataset_named_graphs_post(service: Server) -> None:
    assert yes(post(service, IN_TWO_GRAPHS, QUERY, *NAMED))
    assert not yes(post(service, IN_TWO_GRAPHS, QUERY, NAMED[1]))


def test_query_dataset_full(service: Server) -> None:
    third = ("default-graph-uri", THIRD)
    assert yes(post(service, IN_DEFAULT_AND_NAMED, QUERY, third, *NAMED))
    assert not yes(post(service, IN_DEFAULT_AND_NAMED, QUERY, DEFAULTS[0], *NAMED))
    assert not yes(post(service, f"ASK {{ <{FIRST}> a ?one }}", QUERY, third, *NAMED))


def test_query_multiple_dataset(service: Server) -> None:
    """A dataset that the request names is taken in place of the one that the query names."""
    asked = f"ASK FROM <{THIRD}> {{ <{FIRST}> a ?one . <{SECOND}> a ?two }}"
    assert yes(post(service, asked, QUERY, *DEFAULTS))
    assert not yes(post(service, asked, QUERY))
    named = f"ASK FROM NAMED <{THIRD}> {{ GRAPH ?g {{ <{FIRST}> a ?one }} }}"
    assert yes(post(service, named, QUERY, *NAMED))
    assert not yes(post(service, named, QUERY))


@pytest.mark.parametrize(
    ("query", "media"),
    [
        (SELECT, {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"}),
        (ASK, {"application/sparql-results+json", "application/sparql-results+xml"}),
        ("DESCRIBE ?s WHERE { ?s a ?kind }", {"text/turtle", "application/n-triples", "application/rdf+xml"}),
        ("CONSTRUCT WHERE { ?s a ?kind }", {"text/turtle", "application/n-triples", "application/rdf+xml"}),
    ],
)
def test_query_content_type(service: Server, query: str, media: set[str]) -> None:
    for accept in ("", "*/*", "application/json;q=0.1, */*;q=0.5", "text/html, image/*, */*;q=0.1"):
        said = get(service, ("query", query), accept=accept)
        assert (said.status, said.type in media, "Accept" in said.headers["vary"]) == (200, True, True)
    for each in media:
        assert get(service, ("query", query), accept=each).type == each


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(service: Server, method: str) -> None:
    assert service.send("sparql?query=ASK%20%7B%7D", b"", method=method).status == 405


def test_head_is_get_without_a_body(service: Server) -> None:
    said = service.send("sparql?query=ASK%20%7B%7D", method="HEAD")
    assert (said.status, said.type, said.body) == (200, "application/sparql-results+json", b"")


def test_bad_multiple_queries(service: Server) -> None:
    twice = ("query", "ASK {}"), ("query", SELECT)
    assert get(service, *twice).status == 400
    assert post(service, urlencode(twice), FORM).status == 400
    assert post(service, "ASK {}", QUERY, twice[1]).status == 400


def test_bad_query_wrong_media_type(service: Server) -> None:
    assert post(service, "ASK {}", "text/plain").status == 415


def test_bad_query_missing_form_type(service: Server) -> None:
    assert post(service, urlencode({"query": "ASK {}"}), "").status == 415


def test_bad_query_missing_direct_type(service: Server) -> None:
    assert post(service, "ASK {}", "").status == 415


def test_bad_query_non_utf8(service: Server) -> None:
    assert post(service, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16").status == 415
    assert post(service, "ASK {}".encode("utf-16"), QUERY).status == 400


def test_bad_query_syntax(service: Server) -> None:
    said = get(service, ("query", "ASK {"))
    assert (said.status, said.text.startswith("line 1, column 5: the { that opens here")) == (400, True)


INSERT = "INSERT DATA { <http://e.example/s> <http://e.example/p> 1 }"


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (urlencode({"update": INSERT}), FORM),
        (INSERT, UPDATE),
        (urlencode([("update", INSERT), ("using-graph-uri", FIRST)]), FORM),
        (urlencode([("update", INSERT), ("update", "CLEAR ALL")]), FORM),
        ("LOAD <http://127.0.0.1:1/x>", UPDATE),
        ("not an update", UPDATE),
        (urlencode({"query": INSERT}), FORM),
        (INSERT, QUERY),
    ],
)
def test_no_update_is_carried_out(service: Server, body: str, media: str) -> None:
    said = post(service, body, media)
    assert said.status in (400, 403)
    assert not yes(get(service, ("query", "ASK { ?s <http://e.example/p> ?o }")))
    assert yes(get(service, ("query", IN_BOTH)))


def test_bad_update_get(service: Server) -> None:
    assert get(service, ("update", INSERT)).status == 403
