"""Every ready question against a graph small enough to know all of its answers."""

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.query import PREFIXES, question, questions, run

ID = "https://w3id.org/wenpu/id/"

TURTLE = """
@prefix kg: <https://w3id.org/wenpu/ontology#> .
@prefix : <https://w3id.org/wenpu/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:one a kg:Article ; kg:title "第一篇"@zh ; rdfs:label "第一篇"@zh ; kg:publicationDate "2024-05-02"^^xsd:date ; kg:language "zh" ;
    kg:originalSource :press ; kg:about :t-data ; kg:mentions :ministry , :wang , :meeting , :nobody , :town .
:two a kg:Article ; kg:title "Second"@en ; rdfs:label "Second"@en ; kg:publicationDate "2024-06-02"^^xsd:date ;
    kg:language "en" ; kg:about :t-data , :t-law ; kg:mentions :ministry , :li .
:t-data a kg:Topic ; rdfs:label "data"@en ; skos:prefLabel "data"@en , "数据"@zh .
:t-law a kg:Topic ; rdfs:label "law"@en ; skos:prefLabel "law"@en , "法律"@zh .
:press a kg:Organization ; rdfs:label "报社"@zh ; skos:prefLabel "报社"@zh .
:ministry a kg:Organization ; rdfs:label "数据部"@zh ; skos:prefLabel "数据部"@zh , "Data Ministry"@en ; kg:location :country ;
    owl:sameAs <http://www.wikidata.org/entity/Q1> ; kg:published :report , :law .
:bureau a kg:Organization ; rdfs:label "统计局"@zh ; skos:prefLabel "统计局"@zh ; kg:subOrganizationOf :ministry .
:office a kg:Organization ; rdfs:label "统计处"@zh ; skos:prefLabel "统计处"@zh ; kg:subOrganizationOf :bureau .
:wang a kg:Person ; rdfs:label "王小明"@zh ; skos:prefLabel "王小明"@zh ; kg:affiliation :office ; kg:holds :post .
:li a kg:Person ; rdfs:label "李大伟"@zh ; skos:prefLabel "李大伟"@zh ; kg:affiliation :ministry .
:post a kg:Position ; kg:positionTitle "处长"@zh ; kg:positionAt :office .
:report a kg:Report ; rdfs:label "年报"@zh ; skos:prefLabel "年报"@zh ; kg:publicationDate "2024-07"^^xsd:gYearMonth .
:old a kg:Report ; rdfs:label "旧报告"@zh ; skos:prefLabel "旧报告"@zh , "Data Ministry"@en ;
    kg:publicationDate "2022"^^xsd:gYear , "2023-01"^^xsd:gYearMonth .
:law a kg:Legislation ; rdfs:label "数据法"@zh ; skos:prefLabel "数据法"@zh ; kg:publicationDate "2021"^^xsd:gYear , "2021-09"^^xsd:gYearMonth .
:meeting a kg:Event ; rdfs:label "大会"@zh ; skos:prefLabel "大会"@zh ; kg:startDate "2024-11-19"^^xsd:date ;
    kg:endDate "2024-11-22"^^xsd:date ; kg:location :town ; kg:participant :wang , :li ; kg:organizer :ministry .
:forum a kg:Event ; rdfs:label "论坛"@zh ; skos:prefLabel "论坛"@zh ; kg:startDate "2023"^^xsd:gYear ; kg:location :town ;
    kg:participant :wang , :li .
:town a kg:Place ; rdfs:label "水镇"@zh ; skos:prefLabel "水镇"@zh .
:country a kg:Place ; rdfs:label "云国"@zh ; skos:prefLabel "云国"@zh .
:nobody a kg:Organization ; rdfs:label "无名社"@zh ; skos:prefLabel "无名社"@zh .
:f1 a kg:Observation ; kg:measure "数据产值"@zh ; kg:value 20 ; kg:unit "元" ; kg:period "2023" ; kg:area :country ; kg:attributedTo :report .
:f2 a kg:Observation ; kg:measure "数据产值增速"@zh ; kg:value 7 ; kg:unit "%" ; kg:period "2022" ; kg:area :country ; kg:qualifier "about" .
:c1 a kg:Claim ; kg:claimText "数据重要"@zh ; kg:claimant :wang ; kg:claimDate "2024-11-20"^^xsd:date ; kg:claimedAt :meeting ;
    kg:about :t-data .
:e1 a kg:Evidence ; rdf:subject :ministry ; rdf:predicate kg:published ; rdf:object :report ; kg:quote "数据部发布年报。" ;
    kg:inArticle :one ; kg:charStart 5 ; kg:charEnd 13 ; kg:method "frames" ; kg:confidence 0.9 .
:e2 a kg:Evidence ; rdf:subject :ministry ; rdf:predicate kg:published ; rdf:object :report ; kg:quote "It published the report." ;
    kg:inArticle :two ; kg:charStart 1 ; kg:charEnd 25 ; kg:method "frames" ; kg:confidence 0.8 .
:e3 a kg:Evidence ; rdf:subject :c1 ; rdf:predicate rdf:type ; rdf:object kg:Claim ; kg:quote "王小明说数据重要。" ; kg:inArticle :one ;
    kg:charStart 20 ; kg:charEnd 29 ; kg:method "claims" ; kg:confidence 0.7 .
:e4 a kg:Evidence ; rdf:subject :f1 ; rdf:predicate rdf:type ; rdf:object kg:Observation ; kg:quote "产值20元。" ; kg:inArticle :two ;
    kg:charStart 30 ; kg:charEnd 36 ; kg:method "observations" ; kg:confidence 0.95 .
:e5 a kg:Evidence ; rdf:subject :meeting ; rdf:predicate kg:startDate ; rdf:object "2024-11-19"^^xsd:date ; kg:quote "大会于11月19日开幕。" ;
    kg:inArticle :one ; kg:charStart 40 ; kg:charEnd 51 ; kg:method "times" ; kg:confidence 0.9 .
:e6 a kg:Evidence ; rdf:subject :one ; rdf:predicate kg:mentions ; rdf:object :nobody ; kg:quote "无名社。" ;
    kg:inArticle :one ; kg:charStart 60 ; kg:charEnd 64 ; kg:method "mentions" ; kg:confidence 1.0 .
"""

STORE = Store()
STORE.load(TURTLE.encode(), format=RdfFormat.TURTLE)


def answers(name: str, *arguments: str, columns: str) -> list[tuple[object, ...]]:
    asked = question(name)
    rows = run(STORE, asked.sparql, asked.bind(list(arguments)))
    return [tuple(_short(row[column]) for column in columns.split()) for row in rows]


def _short(value: object) -> object:
    text = str(value)
    for prefix in (ID, PREFIXES["kg"], PREFIXES["wd"]):
        text = text.removeprefix(prefix)
    return None if value is None else text


CASES = [
    (
        "articles",
        (),
        "title date source language readings",
        [("第一篇", "2024-05-02", "报社", "zh", "4"), ("Second", "2024-06-02", None, "en", "2")],
    ),
    ("articles-about", ("数据",), "title article", [("Second", "two"), ("第一篇", "one")]),
    ("articles-about", ("LAW",), "title article", [("Second", "two")]),
    (
        "between",
        ("王小明", "李大伟"),
        "first via second",
        [("participant", "大会", "participant"), ("participant", "论坛", "participant")],
    ),
    ("between", ("数据部", "年报"), "first via second", [("published", None, None)]),
    (
        "changes",
        ("第一篇", f"{ID}two"),
        "in subject property object",
        [
            ("earlier", "c1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "Claim"),
            ("earlier", "大会", "startDate", "2024-11-19"),
            ("later", "f1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "Observation"),
        ],
    ),
    (
        "citations",
        (),
        "article publishedBy cites claims figures",
        [("Second", None, "年报", "0", "1"), ("第一篇", "报社", "王小明", "1", "0")],
    ),
    ("claims-about", ("data",), "date claimant claim", [("2024-11-20", "王小明", "数据重要")]),
    ("claims-by", ("王小明",), "date occasion claim quote", [("2024-11-20", "大会", "数据重要", "王小明说数据重要。")]),
    ("claims-by", ("李大伟",), "claim", []),
    (
        "co-participation",
        (),
        "one other events",
        [("李大伟", "王小明", "2"), ("数据部", "王小明", "1"), ("李大伟", "数据部", "1")],
    ),
    ("contradictions", (), "thing property value1 value2", [("旧报告", "publicationDate", "2022", "2023-01")]),
    ("events-in", ("水镇", "2024", "2024"), "event start end", [("大会", "2024-11-19", "2024-11-22")]),
    ("events-in", ("水镇", "2023", "2024-11-19"), "event start", [("论坛", "2023"), ("大会", "2024-11-19")]),
    ("events-in", ("水镇", "2024-11-22", "2025"), "event", [("大会",)]),
    ("events-in", ("水镇", "2023-05", "2023-06"), "event", [("论坛",)]),
    ("events-in", ("水镇", "2024-11-23", "2025"), "event", []),
    ("events-in", ("云国", "2020", "2025"), "event", []),
    (
        "evidence",
        ("数据部", "published", "年报"),
        "quote article start end method confidence",
        [
            ("数据部发布年报。", "第一篇", "5", "13", "frames", "0.9"),
            ("It published the report.", "Second", "1", "25", "frames", "0.8"),
        ],
    ),
    ("evidence", ("大会", "startDate", "2024-11-19"), "quote", [("大会于11月19日开幕。",)]),
    ("evidence", (f"{ID}c1", f"{PREFIXES['rdf']}type", f"{PREFIXES['kg']}Claim"), "quote", [("王小明说数据重要。",)]),
    ("evidence", (f"{ID}ministry", "published", f"{ID}report"), "start", [("5",), ("1",)]),
    ("evidence", ("数据部", "author", "年报"), "quote", []),
    ("evidence", ("no IRI: at all", "published", "年报"), "quote", []),
    ("evidence", ("", "published", "年报"), "quote", []),
    (
        "figures-of",
        ("云国",),
        "measure period qualifier value unit source",
        [("数据产值", "2023", None, "20", "元", "年报"), ("数据产值增速", "2022", "about", "7", "%", None)],
    ),
    (
        "figures-over-time",
        ("产值",),
        "period value unit area",
        [("2022", "7", "%", "云国"), ("2023", "20", "元", "云国")],
    ),
    ("figures-over-time", ("",), "period", []),
    ("links", (), "thing kind same", [("数据部", "Organization", "Q1")]),
    (
        "mentioned-with",
        ("Data Ministry",),
        "other kind articles",
        [("大会", "Event", "1"), ("无名社", "Organization", "1")],
    ),
    ("most-mentioned", (), "thing kind articles", [("数据部", "Organization", "2"), ("大会", "Event", "1")]),
    (
        "organizations-of",
        ("云国",),
        "organization within",
        [("数据部", None), ("统计处", "统计局"), ("统计局", "数据部")],
    ),
    ("orphans", (), "thing kind articles", [("无名社", "Organization", "1")]),
    ("people-of", ("数据部",), "person unit posts", [("李大伟", "数据部", None), ("王小明", "统计处", "处长")]),
    ("positions", (), "person title organization quote", [("王小明", "处长", "统计处", None)]),
    ("publishers", (), "publisher works first last", [("数据部", "2", "2021", "2024-07")]),
    ("reports-of-year", ("2024",), "title publisher date", [("年报", "数据部", "2024-07")]),
    ("reports-of-year", ("2022",), "title publisher date", [("旧报告", None, "2022")]),
    ("reports-of-year", ("202",), "title", []),
    (
        "same-name",
        (),
        "name kind otherKind iri otherIri",
        [("Data Ministry", "Organization", "Report", "ministry", "old")],
    ),
    ("structure", ("数据部",), "unit partOf", [("统计局", "数据部"), ("统计处", "统计局")]),
    ("topics", (), "topic inEnglish articles claims", [("数据", "data", "2", "1"), ("法律", "law", "1", "0")]),
    ("uncertain", (), "confidence quote", [("0.7", "王小明说数据重要。"), ("0.8", "It published the report.")]),
    ("unsupported", (), "subject property object", [("Second", "about", "data"), ("Second", "about", "law")]),
]
ONLY_THE_FIRST = {"orphans", "most-mentioned", "uncertain", "unsupported", "mentioned-with"}
"""Questions that the graph has more answers to than are worth listing."""


@pytest.mark.parametrize(("name", "arguments", "columns", "expected"), CASES)
def test_answers(name: str, arguments: tuple[str, ...], columns: str, expected: list[tuple[object, ...]]) -> None:
    found = answers(name, *arguments, columns=columns)
    if name in ONLY_THE_FIRST:
        assert len(found) > len(expected)
        found = found[: len(expected)]
    assert found == expected


def test_the_timeline_is_in_order() -> None:
    found = answers("timeline", columns="date kind what")
    assert found[0] == ("2021", "Legislation", "数据法")
    assert ("2024-11-20", "Claim", "数据重要") in found
    assert [row[0] for row in found] == sorted(str(row[0]) for row in found)


def test_orphans_are_those_in_no_relation_but_mentions() -> None:
    # Without evidence for what they are in, things count as orphans; the ministry and the meeting have some.
    found = {(row[0], row[1]) for row in answers("orphans", columns="iri articles")}
    assert found == {("wang", "1"), ("li", "1"), ("nobody", "1"), ("town", "1")}


PREAMBLE = TURTLE[: TURTLE.index(":one a")]


def test_a_thing_without_name_or_kind_is_mentioned_with_others_all_the_same() -> None:
    store = Store()
    store.load(f'{PREAMBLE} :a kg:mentions :b , :c . :b rdfs:label "B" .'.encode(), format=RdfFormat.TURTLE)
    asked = question("mentioned-with")
    (row,) = run(store, asked.sparql, asked.bind(["b"]))
    assert (row.other, row.kind, row.articles) == (None, None, 1)


def test_namesakes_are_all_asked_for() -> None:
    things = " ".join(
        f':p{n} rdfs:label "同名"@zh . :c{n} kg:claimant :p{n} ; kg:claimText "{n}" .' for n in range(300)
    )
    store = Store()
    store.load(f"{PREAMBLE} {things}".encode(), format=RdfFormat.TURTLE)
    asked = question("claims-by")
    assert len(run(store, asked.sparql, asked.bind(["同名"]))) == 300


def test_what_has_no_name_is_no_link_between_two_things() -> None:
    text = f"""{PREAMBLE} :a rdfs:label "A" . :b rdfs:label "B" . :named rdfs:label "C" .
        :a kg:affiliation :named , :nameless . :named kg:location :b . :nameless kg:location :b ."""
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    asked = question("between")
    (row,) = run(store, asked.sparql, asked.bind(["a", "b"]))
    assert (row.first, row.via, row.second) == (f"{PREFIXES['kg']}affiliation", "C", f"{PREFIXES['kg']}location")


@pytest.mark.parametrize("pieces", [40, 100, 250])
def test_the_least_certain_hundred_of_many(pieces: int) -> None:
    sure = {f"e{number:03}": 60 + number * 7919 % 4 for number in range(pieces)}
    text = PREAMBLE + "".join(
        f':{name} kg:confidence 0.{value} ; rdf:subject :s ; rdf:predicate :p ; rdf:object "{name}" .'
        for name, value in sure.items()
    )
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    least = sorted(sure, key=lambda name: (sure[name], name))[:100]
    assert [row.object for row in run(store, question("uncertain").sparql)] == least


def test_every_question_is_tested() -> None:
    elsewhere = {"about", "affiliations", "events", "figures", "reports", "timeline"}
    assert {each.name for each in questions()} == {name for name, *_ in CASES} | elsewhere
    assert len(questions()) >= 20


@pytest.mark.parametrize("name", [each.name for each in questions() if each.parameters])
@pytest.mark.parametrize("value", ['" } DROP ALL #', "\\", "?s", "'''\n"])
def test_no_value_is_read_as_sparql(name: str, value: str) -> None:
    asked = question(name)
    assert list(run(STORE, asked.sparql, asked.bind([value] * len(asked.parameters)))) == []


def test_every_question_is_in_the_documentation() -> None:
    page = Path(__file__).parents[2] / "docs" / "querying.md"
    if not page.is_file():
        pytest.skip("there is no documentation here")
    listed = set(re.findall(r"`([a-z-]+)[A-Z ]*`", page.read_text("utf-8")))
    assert {each.name for each in questions()} <= listed
