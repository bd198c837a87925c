"""A Chinese and an English text about the same report: one graph, one report, one publisher, to which all figures go."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import Graph

ENGLISH = """---
title: Small shops sell online
source: The Example
date: 2030-05-10
---

UNCTAD published the Digital Economy Report 2030 on May 6, 2030.

According to the Digital Economy Report 2030, global online sales reached $27 trillion in 2029.

The report says that 68% of small shops sold online in 2029.
"""

CHINESE = """---
title: 小店纷纷上网
source: 河海观察
date: 2030-05-10
---

2030年5月6日，联合国贸易和发展会议发布《2030年数字经济报告》（Digital Economy Report 2030）。

《2030年数字经济报告》显示，2029年，全球网上销售额达到27万亿美元。

报告显示，2029年，68%的小店在网上销售。
"""

QUESTION = """
    SELECT ?figure ?value ?source WHERE {
      ?figure a kg:Observation ; kg:value ?value ; kg:period "2029" ; kg:attributedTo ?source .
    } ORDER BY ?value"""

SAID = """
    SELECT DISTINCT ?value ?property ?text (LANG(?text) AS ?language) WHERE {
      VALUES ?property { kg:measure kg:unit }
      ?figure a kg:Observation ; kg:value ?value ; ?property ?text .
    }"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder: Path = tmp_path_factory.mktemp("articles")
    (folder / "a.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "b.md").write_text(CHINESE, encoding="utf-8")
    return kg.build(folder)


def test_one_report_with_its_names_in_both_languages(graph: Graph) -> None:
    names = {str(row.name) for row in graph.query("SELECT ?name WHERE { ?r a kg:Report ; skos:prefLabel ?name }")}
    assert names == {"2030年数字经济报告", "Digital Economy Report 2030"}
    assert len({row.r for row in graph.query("SELECT ?r WHERE { ?r a kg:Report }")}) == 1


def test_one_publisher_and_one_day(graph: Graph) -> None:
    rows = list(
        graph.query("SELECT ?who ?day WHERE { ?r a kg:Report ; kg:publicationDate ?day . ?who kg:published ?r }")
    )
    assert [str(row.day) for row in rows] == ["2030-05-06"]


def test_one_node_for_each_figure(graph: Graph) -> None:
    report = next(iter(graph.query("SELECT ?r WHERE { ?r a kg:Report }"))).r
    found = [(float(row.value), row.source) for row in graph.query(QUESTION)]
    assert found == [(68.0, report), (27e12, report)]


def test_a_figure_is_said_in_both_languages(graph: Graph) -> None:
    said = {
        (float(r.value), str(r.property).rpartition("#")[2], str(r.text), str(r.language)) for r in graph.query(SAID)
    }
    assert said == {
        (27e12, "measure", "全球网上销售额", "zh"),
        (27e12, "measure", "global online sales", "en"),
        (27e12, "unit", "美元", "zh"),
        (27e12, "unit", "$", ""),
        (68.0, "measure", "小店在网上销售", "zh"),
        (68.0, "measure", "small shops sold online", "en"),
        (68.0, "unit", "%", ""),
    }


def test_a_figure_keeps_the_sentences_of_both(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?figure (COUNT(DISTINCT ?article) AS ?articles) WHERE {"
        " ?evidence rdf:subject ?figure ; rdf:predicate rdf:type ; kg:inArticle ?article ."
        " ?figure a kg:Observation } GROUP BY ?figure"
    )
    assert [int(row.articles) for row in rows] == [2, 2]


def test_the_graph_is_valid(graph: Graph) -> None:
    assert not graph.validate().problems


@pytest.mark.parametrize(
    ("name", "values"), [("figures", ()), ("figures-over-time", ("online",)), ("figures-over-time", ("网上",))]
)
def test_a_named_question_has_one_row_a_figure_and_both_measures(
    graph: Graph, name: str, values: tuple[str, ...]
) -> None:
    measures = [str(row.measure) for row in graph.ask(name, *values)]
    assert sorted(measures) == ["全球网上销售额 / global online sales", "小店在网上销售 / small shops sold online"]
