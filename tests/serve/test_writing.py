"""A server that is written to, over HTTP, by our requests and by other people's clients."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from kg.push import Credentials, Options, Pushed, push
from kg.push.client import Client
from kg.store import StoreWriter, open_store, union
from tests import small_graph
from tests.run.corpus import article, content, kg
from tests.serve.conftest import Said, Server, serving

UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TURTLE = {"Content-Type": "text/turtle"}
NOTES = "https://w3id.org/wenpu/id/graph/notes"
MINE = "http://example.org/mine"
NAMES = "SELECT ?o { <http://e/a> <http://e/p> ?o } ORDER BY ?o"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return small_graph.write(tmp_path / "out")


@pytest.fixture
def writable(out: Path) -> Iterator[Server]:
    with serving(out, "--writable", "--timeout", "5") as server:
        yield server


def update(server: Server, text: str, **headers: str) -> Said:
    return server.send("sparql", text.encode(), headers={**UPDATE, **headers})


def values(server: Server, query: str = NAMES) -> list[str]:
    return [row["o"] for row in server.ask(query).rows]


def test_an_update_comes_as_body_or_as_form(writable: Server, out: Path) -> None:
    said = update(writable, "INSERT DATA { <http://e/a> <http://e/p> '甲' }")
    assert (said.status, said.text) == (200, "1 triples added, 0 removed\n")
    form = urlencode({"update": "INSERT DATA { GRAPH <http://e/g> { <http://e/a> <http://e/p> '乙' } }"}).encode()
    assert writable.send("sparql", form, headers=FORM).status == 200
    assert values(writable) == ["乙", "甲"]
    assert values(writable, f"SELECT ?o {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}") == ["甲"]
    assert '"甲"' in (out / "written.nq").read_text("utf-8")
    assert '"甲"' in (out / "graph.ttl").read_text("utf-8")
    described = writable.send("sparql").text
    assert "sd:SPARQL11Update" in described


def test_the_request_names_what_where_sees(writable: Server) -> None:
    update(writable, "INSERT DATA { GRAPH <http://e/g> { <http://e/a> <http://e/q> 1 } }")
    copy = "INSERT { <http://e/a> <http://e/p> ?o } WHERE { ?s <http://e/q> ?o }"
    elsewhere = urlencode({"update": copy, "using-graph-uri": "http://e/none"}).encode()
    assert writable.send("sparql", elsewhere, headers=FORM).text == "0 triples added, 0 removed\n"
    there = urlencode({"using-graph-uri": "http://e/g"})
    said = writable.send(f"sparql?{there}", copy.encode(), headers=UPDATE)
    assert said.text == "1 triples added, 0 removed\n"
    both = urlencode({"update": copy.replace("WHERE", "USING <http://e/g> WHERE"), "using-graph-uri": "http://e/g"})
    assert writable.send("sparql", both.encode(), headers=FORM).status == 400


@pytest.mark.parametrize(
    ("text", "status", "line"),
    [
        ("INSERT DATA { <a:a> <a:b> ?x }", 400, "line 1, column 31: variables are not allowed in INSERT DATA"),
        ("INSERT DATA { <a:a> <a:b> <a:c> } nonsense", 400, "line 1, column 35: unexpected 'nonsense'"),
        ("", 400, "the update is empty"),
        ("LOAD <http://127.0.0.1:1/>", 400, "LOAD is not allowed"),
        ("INSERT DATA { <a:a> <a:b> 1 } ; LOAD SILENT <http://127.0.0.1:1/>", 400, "LOAD is not allowed"),
        ("INSERT { ?s <a:b> 1 } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is not allowed"),
        ("DELETE DATA { id:report a kg:Report }", 409, "<https://w3id.org/wenpu/id/report> <http://www.w3.org/1999"),
        ("DELETE WHERE { ?s ?p ?o }", 409, "<https://w3id.org/wenpu/id/"),
        (f"DROP GRAPH <{small_graph.ARTICLE}>", 409, "<https://w3id.org/wenpu/id/"),
        (f"DROP SILENT GRAPH <{small_graph.ARTICLE}>", 409, "<https://w3id.org/wenpu/id/"),
        (f"INSERT DATA {{ GRAPH <{small_graph.ARTICLE}> {{ <a:a> <a:b> 1 }} }}", 409, f"{small_graph.ARTICLE}"),
        (f"WITH <{small_graph.ARTICLE}> INSERT {{ ?s a kg:X }} WHERE {{ ?s a kg:Report }}", 409, "<https://w3id"),
        ("MOVE <http://e/none> TO <http://e/g>", 409, "<http://e/none>: there is no such graph"),
        ("INSERT DATA { <a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> }", 409, "the graph is RDF 1.1"),
        (
            "INSERT { <a:a> <a:b> 1 } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }",
            503,
            "the update took",
        ),
    ],
)
def test_what_is_refused_changes_nothing(writable: Server, out: Path, text: str, status: int, line: str) -> None:
    before = len(list(union(open_store(out))))
    said = update(writable, f"PREFIX id: <https://w3id.org/wenpu/id/>\n{text}".removeprefix("\n"))
    if said.status == 400 and said.text.startswith("line 2"):
        said = Said(400, said.headers, said.body.replace(b"line 2", b"line 1", 1))
    assert said.status == status, said.text
    assert said.text.lstrip("<").startswith(line.lstrip("<")), said.text
    assert said.text.count("\n") == 1
    assert len(list(union(open_store(out)))) == before
    assert not (out / "written.nq").exists()


def test_delete_insert_and_graph_management(writable: Server) -> None:
    update(writable, f"INSERT DATA {{ GRAPH <{MINE}> {{ <http://e/a> <http://e/p> 1 , 2 }} }}")
    change = f"WITH <{MINE}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p ?more }} WHERE {{ ?s ?p ?o BIND(?o + 10 AS ?more) }}"
    assert update(writable, change).text == "2 triples added, 2 removed\n"
    assert values(writable) == ["11", "12"]
    assert (
        update(writable, f"COPY <{MINE}> TO <http://e/b> ; MOVE <{MINE}> TO DEFAULT ; DROP GRAPH <http://e/b>").status
        == 200
    )
    assert values(writable, f"SELECT ?o {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }} ORDER BY ?o") == ["11", "12"]
    assert update(writable, "DELETE DATA { <http://e/a> <http://e/p> 11 }").status == 200
    assert update(writable, "CLEAR ALL").status == 200
    assert values(writable) == []
    assert writable.ask("SELECT (COUNT(*) AS ?o) { ?s ?p ?o }").rows == [{"o": "56"}]


def test_blank_nodes_get_names(writable: Server) -> None:
    update(writable, "INSERT DATA { <http://e/a> <http://e/p> _:x . GRAPH <http://e/g> { _:x <http://e/p> 1 } }")
    found = writable.ask("SELECT ?o { <http://e/a> <http://e/p> ?o . GRAPH <http://e/g> { ?o <http://e/p> 1 } }").rows
    assert [row["o"].startswith("https://w3id.org/.well-known/genid/") for row in found] == [True]


def test_the_graph_store_protocol(writable: Server) -> None:
    where = f"store?graph={quote(MINE, safe='')}"
    assert writable.send(where).status == 404
    assert writable.send(where, b"<http://e/a> <http://e/p> 1 .", "PUT", TURTLE).status == 201
    assert writable.send(where, b"<http://e/a> <http://e/p> 2 .", "POST", TURTLE).status == 200
    assert values(writable) == ["1", "2"]
    assert writable.send(where, b"<http://e/a> <http://e/p> 3 .", "PUT", TURTLE).text == "1 triples added, 2 removed\n"
    got = writable.send(where, headers={"Accept": "application/n-triples"})
    assert [quad.object.value for quad in parse(got.body, format=RdfFormat.N_TRIPLES)] == ["3"]  # type: ignore[union-attr]
    assert writable.send(where, method="HEAD").status == 200
    assert writable.send(where, method="DELETE").status == 200
    assert writable.send(where, method="DELETE").status == 404
    assert len(list(parse(writable.send("store?default").body, format=RdfFormat.TURTLE))) == 56
    made = writable.send("store", b"<http://e/a> <http://e/p> 4 .", "POST", TURTLE)
    assert made.status == 201
    assert writable.send(made.headers["location"].removeprefix(writable.address)).status == 200
    assert writable.send(where, b"<http://e/a> <http://e/p>", "PUT", TURTLE).status == 400
    assert writable.send(where, b"x", "PUT", {"Content-Type": "image/png"}).status == 415
    article = f"store?graph={quote(small_graph.ARTICLE, safe='')}"
    for method in ("PUT", "POST", "DELETE"):
        assert writable.send(article, b"<a:a> <a:b> <a:c> .", method, TURTLE).status == 409


def test_a_server_that_only_reads_says_so(server: Server) -> None:
    line = "this endpoint only reads: start it with kg serve --writable, or change the articles and build again\n"
    for path, method in (("sparql", "POST"), ("store?default", "PUT"), ("store?graph=a:a", "DELETE")):
        said = server.send(path, b"CLEAR ALL", method, UPDATE)
        assert (said.status, said.text) == (403, line)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_pages_of_other_sites_cannot_write(writable: Server, headers: dict[str, str], status: int) -> None:
    form = urlencode({"update": "INSERT DATA { <http://e/a> <http://e/p> 1 }"}).encode()
    assert writable.send("sparql", form, headers={**FORM, **headers}).status == status
    assert values(writable) == (["1"] if status == 200 else [])
    own = {"Origin": writable.address.rstrip("/")}
    assert writable.send("sparql", form, headers={**FORM, **own}).status == 200


def test_a_token_is_needed_where_one_is_set(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENPU_TOKEN", "a-token-that-is-long-enough")
    text = "INSERT DATA { <http://e/a> <http://e/p> 1 }"
    with serving(out, "--writable") as server:
        said = update(server, text)
        assert (said.status, said.headers["www-authenticate"]) == (401, 'Bearer realm="wenpu"')
        assert update(server, text, Authorization="Bearer wrong").status == 401
        assert update(server, text, Authorization="Bearer a-token-that-is-long-enough").status == 200
        assert values(server) == ["1"]


def test_of_strangers_no_megabytes_are_kept(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENPU_TOKEN", "a-token-that-is-long-enough")
    text = f"INSERT DATA {{ <http://e/a> <http://e/p> 1 }} # {'x' * (2 << 20)}"
    form = urlencode({"update": text}).encode()
    own = {"Authorization": "Bearer a-token-that-is-long-enough"}
    with serving(out, "--writable") as server:
        assert update(server, text).status == 401
        assert server.send("sparql", form, headers=FORM).status == 413
        assert server.send("store?graph=http://e/g", b"# " + b"x" * (8 << 20), "PUT", TURTLE).status == 401
        assert values(server) == []
        assert update(server, text, **own).status == 200
        assert server.send("sparql", form, headers={**FORM, **own}).status == 200
        assert values(server) == ["1"]


def test_clients_of_others_write(writable: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{writable.address}sparql")
    client.setMethod(wrapper.POST)
    for method in (wrapper.POSTDIRECTLY, wrapper.URLENCODED):
        client.setRequestMethod(method)
        client.setQuery(f"INSERT DATA {{ <http://e/a> <http://e/p> '{method}' }}")
        assert client.query().response.status == 200
    assert len(values(writable)) == 2
    endpoint = f"{writable.address}sparql"
    store = SPARQLUpdateStore(endpoint, endpoint)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(MINE))
    graph.add((rdflib.URIRef("http://e/a"), rdflib.URIRef("http://e/p"), rdflib.Literal("三")))
    assert "三" in values(writable)
    graph.remove((None, None, None))
    assert len(values(writable)) == 2


def test_a_graph_is_pushed_into_another(writable: Server, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "graph.ttl").write_text("".join(f"<http://e/{n}> <http://e/p> {n} .\n" for n in range(25)))
    for endpoint, by_update in ((f"{writable.address}store", False), (f"{writable.address}sparql", True)):
        options = Options(endpoint, MINE, update=by_update, replace=True, batch=10)
        assert push(tmp_path / "other", options, Client(endpoint, Credentials(), retries=0)) == Pushed(25, 1, 0)
        assert writable.ask(f"SELECT (COUNT(*) AS ?o) {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}").rows == [{"o": "25"}]


def test_another_writer_is_waited_for_or_named(out: Path, writable: Server) -> None:
    with StoreWriter(out / "store"):
        said = update(writable, "INSERT DATA { <http://e/a> <http://e/p> 1 }")
    assert (said.status, said.headers["retry-after"]) == (503, "2")
    assert said.text.endswith("another build or a server is writing here; wait for it to end\n")
    assert update(writable, "INSERT DATA { <http://e/a> <http://e/p> 1 }").status == 200


def test_later_builds_keep_what_was_written(tmp_path: Path) -> None:
    for number in range(3):
        article(tmp_path / "in", number)
    assert kg(tmp_path, "build", "in", "-o", "out")[0] == 0
    plain = content(tmp_path / "out")
    with serving(tmp_path / "out", "--writable") as server:
        query = "INSERT { ?e <http://e/checked> true . ?r <http://e/note> '好'@zh } WHERE { ?e rdf:subject ?r . ?r a kg:Report }"
        assert update(server, query).status == 200
        assert (
            update(server, "INSERT DATA { GRAPH <http://e/g> { <http://e/a> a kg:Person ; rdfs:label 'A'@en } }").status
            == 200
        )
    written = (tmp_path / "out" / "written.nq").read_bytes()
    turtle = (tmp_path / "out" / "graph.ttl").read_bytes()
    assert turtle != plain["graph.ttl"]
    for more in ((), ("--force",)):
        assert kg(tmp_path, "build", "in", "-o", "out", *more)[0] == 0
        assert (tmp_path / "out" / "graph.ttl").read_bytes() == turtle
    (tmp_path / "fresh").mkdir()
    shutil.copy(tmp_path / "out" / "written.nq", tmp_path / "fresh")
    assert kg(tmp_path, "build", "in", "-o", "fresh")[0] == 0
    assert content(tmp_path / "fresh") == content(tmp_path / "out")
    gone = (tmp_path / "in" / "001.md").read_text("utf-8")
    (tmp_path / "in" / "001.md").unlink()
    assert kg(tmp_path, "build", "in", "-o", "out")[0] == 0
    (tmp_path / "in" / "001.md").write_text(gone, "utf-8")
    assert kg(tmp_path, "build", "in", "-o", "out")[0] == 0
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    shutil.rmtree(tmp_path / "out" / "store")
    assert kg(tmp_path, "build", "in", "-o", "out")[0] == 0
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    assert (tmp_path / "out" / "written.nq").read_bytes() == written
    (tmp_path / "out" / "written.nq").write_text("broken\n")
    code, said = kg(tmp_path, "build", "in", "-o", "out")
    assert (code, "out/written.nq:1: not valid N-Quads" in said, said.count("\n")) == (1, True, 1)
    (tmp_path / "out" / "written.nq").unlink()
    assert kg(tmp_path, "build", "in", "-o", "out")[0] == 0
    assert content(tmp_path / "out") == plain


def test_killed_while_writing_the_graph_is_whole(out: Path) -> None:
    sure = 0
    for turn in range(4):
        with serving(out, "--writable") as server:
            for number in range(3):
                sure += (
                    update(server, f"INSERT DATA {{ <http://e/a> <http://e/p> {turn * 10 + number} }}").status == 200
                )
            writer = next(each for each in _children(server) if b"kg.serve.writer" in each[1])
            killer = subprocess.Popen(["/bin/sh", "-c", f"sleep 0.0{turn + 1}; kill -9 {writer[0]}"])
            said = update(server, f"INSERT DATA {{ <http://e/a> <http://e/p> {turn * 10 + 9} }}")
            assert said.status in (200, 503)
            killer.wait()
            sure += said.status == 200
            # The kill may still hit this one; whoever comes after finds another process.
            again = f"INSERT DATA {{ <http://e/a> <http://e/p> {turn * 10 + 8} }}"
            assert 200 in (update(server, again).status, update(server, again).status)
            sure += 1
            found = values(server)
            assert len(found) >= sure
            sure = len(found)
    assert (out / "written.nq").read_text().count("<http://e/a>") == sure
    assert sum(b"<http://e/a>" in line for line in (out / "graph.ttl").read_bytes().splitlines()) == 1


def _children(server: Server) -> list[tuple[int, bytes]]:
    pid = server.process.pid
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [(int(each), Path(f"/proc/{each}/cmdline").read_bytes()) for each in text.split()]


@pytest.mark.parametrize(
    ("number", "status", "line"),
    [(signal.SIGKILL, 503, "was killed from outside"), (signal.SIGSEGV, 500, "crashed (SIGSEGV)")],
)
def test_it_is_told_why_a_process_ended(out: Path, number: int, status: int, line: str) -> None:
    with serving(out, "--timeout", "20") as server:
        (pid, _), *_ = _children(server)
        subprocess.Popen(["/bin/sh", "-c", f"sleep 0.5; kill -{int(number)} {pid}"])
        said = server.ask("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }")
        assert (said.status, line in said.text, said.text.count("\n")) == (status, True, 1)
        assert server.ask("ASK {}").json["boolean"] is True


def test_beyond_this_machine_a_token_is_needed(out: Path, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "WENPU_TOKEN"}
    for host, token, line in (
        ("0.0.0.0", "", "--writable on 0.0.0.0: others can reach that address, so writing needs a token"),
        ("127.0.0.1", "short", "WENPU_TOKEN: give 16 or more letters and digits"),
    ):
        command = ["serve", str(out), "--writable", "--host", host, "--port", "0"]
        from tests.run.corpus import PROGRAM

        done = subprocess.run(
            [*PROGRAM, *command], env={**environment, "WENPU_TOKEN": token}, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stderr.startswith(f"kg: {line}"), done.stderr.count("\n")) == (2, True, 1)
