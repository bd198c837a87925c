"""GraphML, GEXF, CSV and Cypher, read by programs that are not ours where there are any."""

import csv
import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from kg.export import export_tables
from kg.export.cypher import string
from kg.export.elements import node_columns
from tests.export.graphs import HOSTILE, ID, hostile, small, written


def tables(store) -> tuple[list[dict[str, str]], list[dict[str, str]]]:  # type: ignore[no-untyped-def]
    nodes, relationships = io.BytesIO(), io.BytesIO()
    export_tables(store, nodes, relationships)
    nodes_text, relationships_text = (f.getvalue().decode() for f in (nodes, relationships))
    return (
        list(csv.DictReader(io.StringIO(nodes_text, newline=""))),
        list(csv.DictReader(io.StringIO(relationships_text, newline=""))),
    )


def graphml(store) -> nx.MultiDiGraph:  # type: ignore[no-untyped-def, type-arg]
    return nx.parse_graphml(written(store, "graphml").decode(), force_multigraph=True)


def gexf(store) -> nx.MultiDiGraph:  # type: ignore[no-untyped-def, type-arg]
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(written(store, "gexf"))))


@pytest.mark.parametrize("read", [graphml, gexf])
def test_networkx_reads_it_with_all_attributes(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    graph = read(small(tmp_path))
    assert graph.nodes[f"{ID}ministry"]["label"] == "数据部"
    assert graph.nodes[f"{ID}ministry"]["kind"] == "Organization"
    assert graph.nodes[f"{ID}ministry"]["name_en"] == "Data Ministry"
    assert graph.nodes[f"{ID}ministry"]["names"] == "数据部 | Data Ministry"
    figure = graph.nodes[f"{ID}figure"]
    assert (figure["value"], figure["unit"], figure["period"], figure["label"]) == (
        53900000000000.0,
        "元",
        "2023",
        "产值",
    )
    assert figure["quote"] == "2023年产值53.9万亿元。"
    assert json.loads(figure["evidence"]) == [{"property": "type", "quote": "2023年产值53.9万亿元。"}]
    edges = {(s.removeprefix(ID), d["kind"], t.removeprefix(ID)): d for s, t, d in graph.edges(data=True)}
    assert set(edges) == {
        ("ministry", "published", "report"),
        ("office", "subOrganizationOf", "bureau"),
        ("bureau", "subOrganizationOf", "ministry"),
        ("wang", "affiliation", "office"),
        ("wang", "holds", "post"),
        ("post", "positionAt", "office"),
        ("meeting", "location", "town"),
        ("figure", "area", "town"),
        ("figure", "attributedTo", "report"),
    }
    published = edges["ministry", "published", "report"]
    assert (published["quote"], published["weight"]) == ("数据部发布《数据年报》。", 1)
    assert f"{ID}evidence" not in graph


@pytest.mark.parametrize("read", [graphml, gexf])
def test_nasty_texts_stay_texts(read) -> None:  # type: ignore[no-untyped-def]
    graph = read(hostile())
    assert len(graph) == len(HOSTILE)
    assert graph.nodes[f"{ID}event/3"]["label"] == HOSTILE[3]
    assert graph.nodes[f"{ID}event/4"]["theme"] == "</data><x>&amp;]]>\ufffd[31m\ufffd\u202e"
    assert graph.nodes[f"{ID}event/5"]["theme"] == 'a"b\r\nc\td'


def test_tables_are_what_neo4j_imports(tmp_path: Path) -> None:
    nodes, relationships = tables(small(tmp_path))
    by_iri = {row["iri:ID"].removeprefix(ID): row for row in nodes}
    assert by_iri["report"][":LABEL"] == "Thing;Report"
    assert by_iri["figure"]["value:double"] == "53900000000000"
    assert by_iri["office"]["names:string[]"] == '统计处\x1f统计"处'
    assert {(row[":START_ID"].removeprefix(ID), row[":TYPE"]) for row in relationships} >= {
        ("ministry", "published"),
        ("wang", "holds"),
    }
    assert all(row[":START_ID"].removeprefix(ID) in by_iri for row in relationships)
    assert all(row[":END_ID"].removeprefix(ID) in by_iri for row in relationships)


def test_no_cell_is_a_formula() -> None:
    nodes, relationships = tables(hostile())
    assert {row["theme"] for row in nodes} >= {"'=HYPERLINK(1)", HOSTILE[1], 'a"b\r\nc\td'}
    for row in (*nodes, *relationships):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_a_number_stays_a_number_and_what_is_none_is_left_out(tmp_path: Path) -> None:
    store = small(tmp_path)
    assert {column.name for column in node_columns()} >= {"value", "theme", "publicationDate"}
    ((_, figure),) = [(n, d) for n, d in graphml(store).nodes(data=True) if d.get("kind") == "Observation"]
    assert "charStart" not in figure
    hostile_value = tmp_path / "bad"
    hostile_value.mkdir()
    (hostile_value / "graph.ttl").write_text(
        f'<{ID}f> a <https://w3id.org/wenpu/ontology#Observation> ; <https://w3id.org/wenpu/ontology#value> "1e9}}) x" .'
    )
    from kg.store import open_store

    store = open_store(hostile_value)
    assert "value" not in graphml(store).nodes[f"{ID}f"]
    assert "1e9" not in written(store, "cypher").decode()


# ---------------------------------------------------------------- Cypher

_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)


def _read(literal: str) -> str:
    """A Cypher string expression as Neo4j reads it: characters by number first, in every place."""
    literal = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), literal)
    parts = _STRING.findall(literal)
    assert _STRING.sub("", literal).replace(" + ", "") == "", literal
    named = {"n": "\n", "r": "\r", "t": "\t"}
    return "".join(
        re.sub(r"\\(.)", lambda found: named.get(found[1], found[1]), part, flags=re.DOTALL) for part in parts
    )


@pytest.mark.parametrize("text", [*HOSTILE, "", "\\", "\\\\", "u0027", "\\\\\\u005cu0027"])
def test_a_text_never_leaves_its_literal(text: str) -> None:
    assert _read(string(text)) == text


def test_the_script_makes_nodes_then_relationships(tmp_path: Path) -> None:
    statements = written(small(tmp_path), "cypher").decode().split(";\n")
    assert statements[0] == "CREATE CONSTRAINT wenpu_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE"
    published = next(each for each in statements if "[r:published]" in each)
    assert f"source: '{ID}ministry', target: '{ID}report'" in published
    assert "value: 53900000000000.0" in next(each for each in statements if "SET n:Observation" in each)
    kinds = [each.splitlines()[-1].partition(" ")[0] for each in statements[1:-1]]
    assert kinds == sorted(kinds, key=lambda kind: kind != "MERGE") or "MATCH" not in kinds[: kinds.index("MERGE")]
