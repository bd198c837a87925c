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
    SELECT ?value ?period ?source (COUNT(DISTINCT ?figure) AS ?readings) WHERE {
      ?figure a kg:Observation ; kg:value ?value ; kg:period ?period ; kg:attributedTo ?source .
    } GROUP BY ?value ?period ?source ORDER BY ?value"""


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


def test_the_figures_of_both_are_the_one_report_s(graph: Graph) -> None:
    report = next(iter(graph.query("SELECT ?r WHERE { ?r a kg:Report }"))).r
    found = [(float(row.value), str(row.period), row.source, int(row.readings)) for row in graph.query(QUESTION)]
    assert found == [(68.0, "2029", report, 2), (27e12, "2029", report, 2)]
