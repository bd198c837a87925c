import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from kg.errors import OptionError
from kg.query import PREFIXES, question, questions, run
from tests import small_graph

STORE = Store()
STORE.extend(Quad(*quad.triple, DefaultGraph()) for quad in small_graph.quads())
ID = "https://w3id.org/wenpu/id/"
KG = PREFIXES["kg"]


def rows(name: str, *arguments: str) -> list[dict[str, object]]:
    asked = question(name)
    return [dict(row) for row in run(STORE, asked.sparql, asked.bind(list(arguments)))]


def test_every_question_says_what_it_asks() -> None:
    for each in questions():
        assert each.title
        assert each.title_zh
        assert each.description.endswith(".")
    assert {"about", "affiliations", "events", "figures", "reports"} <= {each.name for each in questions()}


def test_reports() -> None:
    assert rows("reports") == [
        {"title": "另一份报告", "publisher": None, "date": None, "report": f"{ID}other"},
        {"title": "数据年报", "publisher": "数据部", "date": "2024-07", "report": f"{ID}report"},
    ]


def test_affiliations() -> None:
    (row,) = rows("affiliations")
    assert (row["person"], row["organization"], row["posts"]) == ("王小明", "统计处", "处长")
    assert set(str(row["within"]).split(", ")) == {"统计局", "数据部"}


def test_events() -> None:
    (row,) = rows("events")
    assert (row["event"], row["start"], row["end"], row["place"]) == (
        "数据大会",
        "2024-11-19",
        "2024-11-22",
        "水镇",
    )


def test_figures() -> None:
    (row,) = rows("figures")
    assert row == {
        "source": "数据年报",
        "measure": "产值",
        "area": "水镇",
        "period": "2023",
        "qualifier": None,
        "value": 53900000000000,
        "unit": "元",
        "kind": "level",
        "quote": "2023年产值53.9万亿元。",
    }


@pytest.mark.parametrize("name", ["数据部", "Data Ministry", "data ministry"])
def test_about_finds_any_label(name: str) -> None:
    found = {(r["subject"], str(r["property"]).removeprefix(KG), r["object"], r["quote"]) for r in rows("about", name)}
    assert ("数据部", "published", "数据年报", "数据部发布《数据年报》。") in found
    assert ("统计局", "subOrganizationOf", "数据部", "") in found
    assert len(found) == 5


def test_about_finds_an_alternative_name_with_quotation_marks() -> None:
    assert len(rows("about", '统计"处')) == 6


@pytest.mark.parametrize("name", ['"', "'", "\\", '") } DROP ALL #', "?thing", "", "数据"])
def test_about_finds_nothing_for_what_is_no_name(name: str) -> None:
    assert rows("about", name) == []


def test_wrong_names_and_arguments_are_explained() -> None:
    with pytest.raises(OptionError, match=r"no named query 'report'; did you mean reports\?"):
        question("report")
    with pytest.raises(OptionError, match="there are about, affiliations"):
        question("zzzzz")
    with pytest.raises(OptionError, match="--named about takes NAME, not 0 arguments"):
        question("about").bind([])
