"""Counting, on a graph written by hand: some of it right, some wrong, some missing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.eval import Finding, Gold, Score, Stated, Tally, read_gold, score
from kg.eval.score import harmonic

RIVER = Path(__file__).parent / "river"
TEXT = (RIVER / "article.md").read_text("utf-8").split("---\n", 2)[2]

PREFIXES = """
@prefix kg: <https://w3id.org/wenpu/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .
"""
GRAPH = """
:article a kg:Article ; kg:title "河海数据论坛发布航运年报"@zh ;
  kg:mentions :academy, :yearbook, :chen, :hangzhou, :hehai .
:academy a kg:Organization ; skos:prefLabel "中国航运 研究院"@zh ; kg:published :yearbook, :hehai .
:yearbook a kg:Report ; skos:altLabel "《2023年航运数据年报》"@zh .
:chen a kg:Person ; rdfs:label "陈望山" ; kg:affiliation :academy ; kg:holds :post, :other .
:post a kg:Position ; kg:positionTitle "研究院院长"@zh .
:other a kg:Position ; kg:positionTitle "理事"@zh .
:hangzhou a kg:Place ; rdfs:label "杭州" .
:hehai a kg:Place ; rdfs:label "河海" .
:china a kg:Place ; rdfs:label "中国" ; kg:location :hangzhou .
:claim a kg:Claim ; kg:claimText "“航运数据应当先治理、后流通”"@zh ; kg:claimant :chen .
:level a kg:Observation ; kg:measure "内河货运量" ; kg:value 4790000000 ; kg:unit "吨" ; kg:period "2023" .
:rate a kg:Observation ; kg:measure "内河货运量" ; kg:value 8.8 ; kg:unit "%" .
:e1 a kg:Evidence ; rdf:subject :academy ; rdf:predicate kg:published ; rdf:object :yearbook .
:e2 a kg:Evidence ; rdf:subject :academy ; rdf:predicate kg:published ; rdf:object :hehai ; kg:quote "一句。" .
:e3 a kg:Evidence ; rdf:subject :chen ; rdf:predicate kg:affiliation ; rdf:object :academy .
:e4 a kg:Evidence ; rdf:subject :other ; rdf:predicate rdf:type ; rdf:object kg:Position ; kg:quote "又一句。" .
"""


def stated(graph: str = GRAPH) -> Stated:
    return Stated(quad.triple for quad in parse((PREFIXES + graph).encode(), format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(RIVER / "gold.yaml")


@pytest.fixture(scope="module")
def scored(gold: Gold) -> Score:
    return score(gold, stated(), TEXT, "article.md")


def test_kinds_are_counted(scored: Score) -> None:
    assert dict(scored.groups) == {
        "entities": Tally(7, 4, 5, 4),
        "relations": Tally(5, 2, 3, 2),
        "literals": Tally(2, 0),
        "positions": Tally(1, 1, 2, 1),
        "claims": Tally(2, 1, 1, 1),
        "observations": Tally(2, 1),
    }


def test_classes_and_properties_are_counted(scored: Score) -> None:
    assert scored.parts["entities", "Place"] == Tally(1, 1, 2, 1)
    assert scored.parts["entities", "Event"] == Tally(1, 0)
    assert scored.parts["relations", "published"] == Tally(2, 1, 2, 1)
    assert scored.parts["relations", "affiliation"] == Tally(1, 1, 1, 1)
    assert scored.parts["literals", "startDate"] == Tally(1, 0)
    assert ("relations", "location") in scored.parts  # required, though nothing is stated


def test_the_whole_pools_kinds(scored: Score) -> None:
    assert scored.recall == 9 / 19
    assert scored.precision == 6 / 8
    assert scored.f1 == harmonic(6 / 8, 9 / 19)


def test_misses_come_with_the_sentence_that_has_them(scored: Score) -> None:
    first = "2024年5月16日至17日，第三届河海数据论坛在杭州举行。"
    misses = {finding.what: finding.sentence for finding in scored.misses}
    assert misses["第三届河海数据论坛 location 杭州"] == first
    assert misses["林知远 (Person)"] == "文 | 林知远"
    assert misses["2023年航运数据年报: 中国内河货运量达到47.9亿吨"].startswith("报告显示")
    # the area is not stated, so the figure is not found
    assert misses["货运量 = 4790000000 (unit 吨, period 2023, area china)"].startswith("报告显示")
    assert len(scored.misses) == 10


def test_wrong_items_come_with_their_sentence(scored: Score) -> None:
    assert scored.spurious == (
        Finding("entities", "河海 (Place)", "# 河海数据论坛发布航运年报"),
        Finding("relations", "中国航运 研究院 published 河海", "一句。"),
        Finding("positions", "理事", "又一句。"),
    )


def test_what_the_article_does_not_say_is_not_judged(gold: Gold) -> None:
    # 中国 and where it lies come from a register: neither mentioned nor evident
    assert not any("中国 (Place)" in each.what for each in score(gold, stated()).spurious)
    strict = replace(
        gold, entities={key: each for key, each in gold.entities.items() if key != "china"}, observations=()
    )
    assert not any("中国 (Place)" in each.what for each in score(strict, stated()).spurious)
    said = score(strict, stated(GRAPH + ":article kg:mentions :china ."))
    assert "中国 (Place)" in [each.what for each in said.spurious]


def test_optional_and_acceptable_are_neither_required_nor_wrong(gold: Gold) -> None:
    more = """
    :article kg:mentions :china, :forum .
    :forum a kg:Event ; rdfs:label "第三届河海数据论坛" ; kg:participant :chen .
    :e5 a kg:Evidence ; rdf:subject :forum ; rdf:predicate kg:participant ; rdf:object :chen .
    """
    scored = score(gold, stated(GRAPH + more))
    assert scored.groups["entities"] == Tally(7, 5, 7, 6)
    assert scored.parts["relations", "participant"] == Tally(0, 0, 1, 1)


def test_never_is_told_by_class_and_name(gold: Gold) -> None:
    wrong = ':article kg:mentions :wrong . :wrong a kg:{} ; rdfs:label "航运 数据" .'
    assert score(gold, stated(GRAPH + wrong.format("Person")), TEXT).never == ()
    (never,) = score(gold, stated(GRAPH + wrong.format("Organization")), TEXT).never
    assert never.what == "航运数据 (Organization)"
    assert never.sentence.startswith("会上，中国航运研究院")


def test_an_incomplete_kind_has_no_precision(gold: Gold) -> None:
    scored = score(replace(gold, complete=frozenset()), stated(), TEXT)
    assert scored.groups["positions"] == Tally(1, 1)
    assert scored.groups["positions"].precision is None
    assert [each.group for each in scored.spurious] == ["entities", "relations"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"value": 8.80000000001}, True),
        ({"value": 8.9}, False),
        ({"measure": "内河"}, True),
        ({"measure": "海运"}, False),
        ({"unit": "吨"}, False),
        ({"qualifier": "about"}, False),
        ({"period": "2023"}, False),
        ({"source": "academy"}, False),
    ],
)
def test_a_figure_is_found_where_all_that_is_given_fits(gold: Gold, change: dict[str, object], found: bool) -> None:
    wanted = replace(gold.observations[1], **change)  # type: ignore[arg-type]
    scored = score(replace(gold, observations=(wanted,)), stated())
    assert scored.groups["observations"] == Tally(1, int(found))


def test_claims_want_claimant_and_date_where_given(gold: Gold) -> None:
    first = gold.claims[0]
    for claim, found in (
        (first, 1),
        (replace(first, claimant=None), 1),
        (replace(first, claimant="academy"), 0),
        (replace(first, date="2024-05-16"), 0),
    ):
        assert score(replace(gold, claims=(claim,)), stated()).groups["claims"].found == found


def test_an_empty_graph_finds_nothing_and_says_nothing_wrong(gold: Gold) -> None:
    scored = score(gold, stated(""), TEXT)
    assert (scored.recall, scored.precision, scored.f1) == (0, 0, 0)
    assert (len(scored.misses), scored.spurious) == (19, ())


counts = st.integers(0, 50)
tallies = st.builds(Tally, counts, counts, st.none() | counts, counts)


@given(tallies, tallies, tallies)
def test_tallies_add_up_in_any_order(a: Tally, b: Tally, c: Tally) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Tally() == a


def test_figures_that_are_not_known_are_none() -> None:
    assert (Tally().recall, Tally().precision, Tally().f1) == (None, None, None)
    assert Tally(2, 1).f1 is None
    assert Tally(2, 1, 4, 1).f1 == harmonic(0.25, 0.5)
    assert Tally(2, 0, 4, 0).f1 == 0
