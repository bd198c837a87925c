from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.rdf import triples, write_turtle
from kg.rdf.literals import clean
from tests.rdf.extractions import full, hostile

N3_SCRIPT = """
const fs = require("fs");
const { Parser } = require("n3");
const quads = new Parser({ format: "text/turtle" }).parse(fs.readFileSync(process.argv[2], "utf8"));
const term = (t) => [t.termType, t.value, t.language || "", t.datatype ? t.datatype.value : ""];
process.stdout.write(JSON.stringify(quads.map((q) => [term(q.subject), term(q.predicate), term(q.object)])));
"""


def turtle(statements: list[Triple]) -> bytes:
    file = BytesIO()
    write_turtle(statements, file)
    return file.getvalue()


@pytest.fixture(scope="module", params=[full, hostile], ids=["full", "hostile"])
def statements(request: pytest.FixtureRequest) -> list[Triple]:
    return [quad.triple for quad in triples(request.param())]


@pytest.fixture
def graph_file(statements: list[Triple], tmp_path: Path) -> Path:
    file = tmp_path / "graph.ttl"
    write_turtle(statements, file)
    return file


def test_what_a_page_of_it_looks_like() -> None:
    kg = "https://w3id.org/wenpu/ontology#"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    a, b = NamedNode("https://w3id.org/wenpu/id/place/乙"), NamedNode("https://w3id.org/wenpu/id/place/甲")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    text = turtle(
        [
            Triple(b, NamedNode(f"{rdf}type"), NamedNode(f"{kg}Place")),
            Triple(a, label, Literal('"乙"', language="zh")),
            Triple(a, NamedNode(f"{rdf}type"), NamedNode(f"{kg}Place")),
            Triple(a, NamedNode(f"{kg}area"), b),
            Triple(a, NamedNode(f"{kg}area"), b),
        ]
    ).decode()
    head, body = text.split("<https://w3id.org/wenpu/id/place/乙>", 1)
    assert "@prefix kg: <https://w3id.org/wenpu/ontology#> .\n" in head
    assert body.splitlines() == [
        " a kg:Place ;",
        '\trdfs:label "\\"乙\\""@zh ;',
        "\tkg:area <https://w3id.org/wenpu/id/place/甲> .",
        "<https://w3id.org/wenpu/id/place/甲> a kg:Place .",
    ]


@given(st.randoms())
def test_another_order_gives_the_same_bytes(random: object) -> None:
    one = [quad.triple for quad in triples(full())]
    other = one[:] + one[:10]
    random.shuffle(other)  # type: ignore[attr-defined]
    assert turtle(other) == turtle(one)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from kg.rdf import triples, write_turtle; from tests.rdf.extractions import hostile; "
        "write_turtle((quad.triple for quad in triples(hostile())), sys.stdout.buffer)"
    )
    root = Path(__file__).parents[2]
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second == turtle([quad.triple for quad in triples(hostile())])


@given(st.text(), st.sampled_from(["", "zh", "en"]))
def test_any_text_comes_back(text: str, lang: str) -> None:
    text = clean(text)
    literal = Literal(text, language=lang) if lang else Literal(text)
    statement = Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), literal)
    written = turtle([statement])
    assert [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)] == [statement]
    assert [str(value) for value in rdflib.Graph().parse(data=written, format="turtle").objects()] == [text]


def test_oxigraph_reads_what_was_written(statements: list[Triple], graph_file: Path) -> None:
    assert {quad.triple for quad in parse(path=graph_file)} == set(statements)


def test_rdflib_reads_what_was_written(statements: list[Triple], graph_file: Path) -> None:
    read = rdflib.Graph().parse(graph_file)
    expected = {(from_rdflib(s), from_rdflib(p), from_rdflib(o)) for s, p, o in read}
    assert expected == {terms(statement) for statement in statements}


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
def test_raptor_reads_what_was_written(statements: list[Triple], graph_file: Path) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", graph_file], capture_output=True, check=True
    )
    assert done.stderr == b""
    assert {quad.triple for quad in parse(done.stdout, format=RdfFormat.N_TRIPLES)} == set(statements)


def n3_modules() -> Path | None:
    """Where npm has put n3: what NODE_PATH names, or a folder above this one."""
    folders = [Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder]
    folders += [parent / "node_modules" for parent in Path(__file__).resolve().parents]
    return next((folder for folder in folders if (folder / "n3").is_dir()), None)


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("node") or not n3_modules(), reason="node or the npm package n3 is not installed")
def test_n3_js_reads_what_was_written(statements: list[Triple], graph_file: Path, tmp_path: Path) -> None:
    script = tmp_path / "read.cjs"
    script.write_text(N3_SCRIPT, encoding="utf-8")
    environment = {**os.environ, "NODE_PATH": str(n3_modules())}
    done = subprocess.run(["node", script, graph_file], capture_output=True, check=True, env=environment)
    read = {tuple(tuple(term) for term in statement) for statement in json.loads(done.stdout)}
    assert read == {terms(statement) for statement in statements}


Term = tuple[str, str, str, str]


def terms(statement: Triple) -> tuple[Term, Term, Term]:
    """A triple in the words of RDF/JS."""
    return as_term(statement.subject), as_term(statement.predicate), as_term(statement.object)


def as_term(term: object) -> Term:
    if isinstance(term, Literal):
        return "Literal", term.value, term.language or "", term.datatype.value
    assert isinstance(term, NamedNode)
    return "NamedNode", term.value, "", ""


def from_rdflib(term: object) -> Term:
    if isinstance(term, rdflib.Literal):
        datatype = rdflib.RDF.langString if term.language else term.datatype or rdflib.XSD.string
        return "Literal", str(term), term.language or "", str(datatype)
    assert isinstance(term, rdflib.URIRef)
    return "NamedNode", str(term), "", ""
