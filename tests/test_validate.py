from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.validate import validate, validate_folder
from tests import small_graph

PREFIXES = "\n".join(line for line in small_graph.TURTLE.splitlines() if line.startswith("@prefix"))
PLACE = 'id:town a kg:Place ; skos:prefLabel "水镇"@zh ; rdfs:label "水镇"@zh .'


def test_a_good_graph_conforms() -> None:
    report = validate(f"{PREFIXES}\n{PLACE}")
    assert report.conforms
    assert report
    assert report.problems == ()
    assert report.triples == 3


def test_a_broken_rule_is_told_with_the_name_of_the_node() -> None:
    report = validate(f'{PREFIXES}\n{PLACE}\nid:town skos:prefLabel "另一个名字"@zh .')
    assert not report.conforms
    (problem,) = report.problems
    assert problem.node == "https://w3id.org/wenpu/id/town"
    assert problem.label in {"水镇", "另一个名字"}
    assert str(problem).startswith(f"{problem.label} <https://w3id.org/wenpu/id/town>: skos:prefLabel: ")
    assert problem.rule == "there is one preferred name a language"


def test_a_rule_that_is_several_constraints_is_told_once() -> None:
    evidence = """id:e a kg:Evidence ; rdf:subject id:town ; rdf:predicate rdf:type ; rdf:object kg:Place ; kg:inArticle id:a ;
        kg:quote "水镇"@zh ; kg:charStart 0 ; kg:charEnd 2 ; kg:method "x" ; kg:confidence "high" ."""
    told = [(problem.node, problem.value, problem.rule) for problem in validate(f"{PREFIXES}\n{evidence}").problems]
    assert len([rule for *_, rule in told if "confidence" in rule]) == 1
    assert len(told) == len(set(told))


def test_a_wrong_class_shows_the_value() -> None:
    report = validate(f"{PREFIXES}\n{PLACE}\nid:town kg:startDate 'soon' .")
    assert {(problem.label, problem.rule) for problem in report.problems} >= {
        ("水镇", "only an event has dates, a theme, a series, organizers and participants")
    }


def test_turtle_that_cannot_be_read_is_an_error_with_its_place() -> None:
    with pytest.raises(GraphError, match=r"^the graph:1:\d+: not valid Turtle"):
        validate("<a> <b")


def test_a_folder_without_turtle_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no such graph folder"):
        validate_folder(tmp_path / "nowhere")
    small_graph.write(tmp_path)
    with pytest.raises(GraphError, match=r"graph\.ttl: missing; build again"):
        validate_folder(tmp_path)


def test_a_turtle_file_stands_in_for_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(f"{PREFIXES}\n{PLACE}", "utf-8")
    assert validate_folder(file).triples == 3


def test_turtle_and_store_must_agree(tmp_path: Path) -> None:
    small_graph.write(tmp_path)
    (tmp_path / "graph.ttl").write_text(f"{PREFIXES}\n{PLACE}", "utf-8")
    with pytest.raises(GraphError, match=r"does not hold what .*store holds; build again with --force"):
        validate_folder(tmp_path)
    (tmp_path / "graph.ttl").write_text(small_graph.TURTLE, "utf-8")
    assert not validate_folder(tmp_path).conforms
