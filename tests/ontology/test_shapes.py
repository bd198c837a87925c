"""Each shape reports what it is there for, and nothing else."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import SH

from kg.rdf import triples, write_turtle
from kg.resources import ontology_dir
from tests.rdf.extractions import full, hostile

T = Namespace("http://example.org/")

PREFIXES = """
@prefix : <http://example.org/> .
@prefix kg: <https://w3id.org/wenpu/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

NAMES = 'skos:prefLabel "名"@zh ; rdfs:label "名"@zh'

SOUND = f"""
:person a kg:Person ; {NAMES} . :org a kg:Organization ; {NAMES} . :event a kg:Event ; {NAMES} .
:report a kg:Report ; {NAMES} . :place a kg:Place ; {NAMES} . :topic a kg:Topic ; {NAMES} .
:post a kg:Position ; kg:positionTitle "长"@zh . :person kg:holds :post .
:article a kg:Article ; {NAMES} ; kg:title "名"@zh ; kg:language "zh" ; kg:mentions :person .
"""

EVIDENCE = {
    "rdf:subject": ":article",
    "rdf:predicate": "kg:mentions",
    "rdf:object": ":person",
    "kg:inArticle": ":article",
    "kg:quote": '"原句"',
    "kg:charStart": '"3"^^xsd:nonNegativeInteger',
    "kg:charEnd": '"5"^^xsd:nonNegativeInteger',
    "kg:method": '"rule"',
    "kg:confidence": "0.5",
}


def evidence(**changed: str) -> str:
    """Evidence in which some properties are otherwise, or missing where the value is empty."""
    values = EVIDENCE | {name.replace("_", ":", 1): value for name, value in changed.items()}
    return "a kg:Evidence ; " + " ; ".join(f"{name} {value}" for name, value in values.items() if value)


def observation(more: str = "", measure: str = '"产值"@zh', value: str = "1.5") -> str:
    return f"a kg:Observation ; kg:measure {measure} ; kg:value {value} {more}"


def held(position: str) -> str:
    """A position, which :person holds."""
    return f"{position} . :person kg:holds :x"


DATE = "is an xsd:date, xsd:gYearMonth or xsd:gYear"

# What is wrong with :x, in the words after it → what the report says.
BROKEN = [
    # names
    ('a kg:Person ; rdfs:label "名"@zh', "a named thing needs a preferred name"),
    ('a kg:Place ; skos:prefLabel "名"@zh', "a named thing has exactly one rdfs:label"),
    (f'a kg:Topic ; {NAMES} ; rdfs:label "另"@zh', "a named thing has exactly one rdfs:label"),
    (f'a kg:Person ; {NAMES} ; skos:prefLabel "另"@zh', "there is one preferred name a language"),
    (f'a kg:Person ; {NAMES} ; skos:prefLabel "名"', "a preferred name is text with a language tag"),
    (f'a kg:Person ; {NAMES} ; skos:prefLabel ""@en', "a preferred name is text with a language tag"),
    (f'a kg:Person ; {NAMES} ; skos:altLabel "号"', "another name is text with a language tag"),
    (f'a kg:Person ; {NAMES} ; skos:altLabel "名"@zh', "a preferred name is not an alternative name as well"),
    ('a kg:Person ; skos:prefLabel "名"@zh ; rdfs:label "名"', "a label is text with a language tag"),
    (f'a kg:Person ; {NAMES} ; owl:sameAs "Q1"', "owl:sameAs leads to an IRI"),
    # who may have which property
    (f"a kg:Event ; {NAMES} ; kg:published :report", "only a person or an organization publishes"),
    (f"a kg:Organization ; {NAMES} ; kg:affiliation :org", "only a person has an affiliation"),
    (f"a kg:Person ; {NAMES} ; kg:subOrganizationOf :org", "only an organization is part of an organization"),
    (f"a kg:Person ; {NAMES} ; kg:location :place", "only an event or an organization has a location"),
    (f"a kg:Report ; {NAMES} ; kg:organizer :org", "only an event has dates"),
    (f"a kg:Event ; {NAMES} ; kg:author :person", "only a work has an author"),
    (f'a kg:Report ; {NAMES} ; kg:title "名"@zh', "only an article has mentions"),
    (f"a kg:Report ; {NAMES} ; kg:about :topic", "only an article or a claim is about a topic"),
    (f"a kg:Person ; {NAMES} ; kg:positionAt :org", "only a position has a position title"),
    (f"a kg:Person ; {NAMES} ; kg:claimant :org", "only a claim has a claimant"),
    (f'a kg:Report ; {NAMES} ; kg:unit "元"', "only an observation has a measure"),
    (f'a kg:Report ; {NAMES} ; kg:quote "原句"', "only evidence names a triple"),
    # agents
    (f"a kg:Person ; {NAMES} ; kg:published :event", "what is published is a work"),
    (f"a kg:Person ; {NAMES} ; kg:affiliation :place", "an affiliation is an organization"),
    (f"a kg:Person ; {NAMES} ; kg:holds :org", "what a person holds is a position"),
    (f"a kg:Organization ; {NAMES} ; kg:subOrganizationOf :person", "a parent organization is an organization"),
    (f'a kg:Organization ; {NAMES} ; kg:location "乌有"@zh', "a location is a place"),
    (held("a kg:Position"), "a position has exactly one title"),
    (held('a kg:Position ; kg:positionTitle "长"@zh , "任"@zh'), "a position has exactly one title"),
    (held('a kg:Position ; kg:positionTitle "长"@zh ; kg:positionAt :person'), "a position is at one organization"),
    ('a kg:Position ; kg:positionTitle "长"@zh', "a position is held by exactly one person"),
    # events and works
    (f'a kg:Event ; {NAMES} ; kg:startDate "2024-11-19"', f"a start date {DATE}"),
    (f'a kg:Event ; {NAMES} ; kg:startDate "2024-13-01"^^xsd:date', f"a start date {DATE}"),
    (f'a kg:Event ; {NAMES} ; kg:endDate "2024"^^xsd:integer', f"an end date {DATE}"),
    (f"a kg:Event ; {NAMES} ; kg:theme :topic", "a theme is text"),
    (f"a kg:Event ; {NAMES} ; kg:editionOf :org", "what an event is an edition of is an event"),
    (f"a kg:Event ; {NAMES} ; kg:subEventOf :report", "what an event is part of is an event"),
    (f"a kg:Event ; {NAMES} ; kg:organizer :place", "an organizer is a person or an organization"),
    (f"a kg:Event ; {NAMES} ; kg:participant :report", "a participant is a person or an organization"),
    (f"a kg:Legislation ; {NAMES} ; kg:author :event", "an author is a person or an organization"),
    (f'a kg:Work ; {NAMES} ; kg:publicationDate "七月"@zh', f"a publication date {DATE}"),
    # articles
    (f'a kg:Article ; {NAMES} ; kg:mentions "某人"', "what an article mentions is a node"),
    (f'a kg:Article ; {NAMES} ; kg:title "名"@zh , "题"@zh', "an article has one title at most"),
    (f'a kg:Article ; {NAMES} ; kg:url "http://e/"', "an article has one URL at most"),
    (f'a kg:Article ; {NAMES} ; kg:language "中文"', "an article has one language at most"),
    (f"a kg:Article ; {NAMES} ; kg:originalSource :person", "an original source is an organization"),
    (f"a kg:Article ; {NAMES} ; kg:about :org", "what an article or a claim is about is a topic"),
    (
        f'a kg:Article ; {NAMES} ; kg:language "zh" . :y {evidence(kg_inArticle=":x")}',
        "an article that was read has a title",
    ),
    (
        f'a kg:Article ; {NAMES} ; kg:title "名"@zh . :y {evidence(kg_inArticle=":x")}',
        "an article that was read has a language",
    ),
    # claims
    ('a kg:Claim ; kg:claimText "言"@zh ; kg:claimant :place', "a claimant is a person, an organization or a work"),
    ("a kg:Claim ; kg:claimant :org", "a claim has exactly one text"),
    ('a kg:Claim ; kg:claimText ""@zh', "a claim has exactly one text"),
    ('a kg:Claim ; kg:claimText "言"@zh ; kg:claimDate "昨日"@zh', f"a claim date {DATE}"),
    ('a kg:Claim ; kg:claimText "言"@zh ; kg:claimedAt :org', "a claim is made at an event"),
    # observations
    (observation(measure="<https://example.org/产值>"), "an observation has a measure"),
    (observation(value="1"), "an observation has exactly one value"),
    (observation(value="1.5 , 2.5"), "an observation has exactly one value"),
    (observation("; kg:unit <https://example.org/元>"), "a unit is text"),
    (observation('; kg:qualifier "roughly"'), "a qualifier is one of"),
    (observation('; kg:qualifier "about"@en'), "a qualifier is one of"),
    (observation('; kg:observationKind "rate"'), "an observation kind is one of"),
    (observation('; kg:period "2016-2022"'), "a period is ISO 8601"),
    (observation('; kg:period "2024-7"'), "a period is ISO 8601"),
    (observation('; kg:period "2024-13"'), "a period is ISO 8601"),
    (observation('; kg:period "2024年"'), "a period is ISO 8601"),
    (observation('; kg:period "2023/"'), "a period is ISO 8601"),
    (observation("; kg:area :org"), "an area is a place"),
    (observation("; kg:attributedTo :place"), "a figure is attributed to a person"),
    # evidence
    (evidence(rdf_subject=""), "evidence names exactly one subject"),
    (evidence(rdf_predicate=""), "evidence names exactly one predicate"),
    (evidence(rdf_object=""), "evidence names exactly one object"),
    (evidence(kg_inArticle=""), "evidence stands in exactly one article"),
    (evidence(kg_quote=""), "evidence has exactly one quote"),
    (evidence(kg_quote='"原句"@zh'), "evidence has exactly one quote"),
    (evidence(kg_charStart='"-1"^^xsd:nonNegativeInteger'), "evidence has exactly one start offset"),
    (evidence(kg_charStart='"5"^^xsd:nonNegativeInteger'), "a quote begins before it ends"),
    (evidence(kg_charEnd=""), "evidence has exactly one end offset"),
    (evidence(kg_method='""'), "evidence names exactly one method"),
    (evidence(kg_confidence="1.01"), "evidence has exactly one confidence"),
    (evidence(kg_confidence="0.5e0"), "evidence has exactly one confidence"),
    (evidence(rdf_object=":org"), "the triple that the evidence supports is not in the graph"),
]
# The blank node that is in nobody's report but its own.
BLANK = f"[] a kg:Person ; {NAMES} ."

FINE = [
    observation('; kg:unit "%" ; kg:qualifier "atLeast" ; kg:observationKind "growthRate" ; kg:attributedTo :report'),
    *(
        observation(f'; kg:period "{period}"')
        for period in ("2023", "2024-07", "2024-07-15", "2016/2022", "2024-01/2024-06")
    ),
    f'a kg:Event ; {NAMES} ; kg:startDate "2024"^^xsd:gYear , "2024-11"^^xsd:gYearMonth ; kg:theme "无标签"',
    f'a kg:Organization ; {NAMES} ; skos:prefLabel "Name"@en ; skos:altLabel "名"@en , "号"@zh',
    f'a kg:Article ; {NAMES} ; kg:language "zh-Hans" ; kg:url "http://e/"^^xsd:anyURI',
    'a kg:Claim ; kg:claimText "言"@zh ; kg:claimant :report , :org ; kg:about :topic',
    evidence(kg_confidence="1.0"),
    evidence(kg_confidence='"0"^^xsd:decimal', rdf_subject=":person", rdf_predicate="rdf:type", rdf_object="kg:Person"),
]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_dir() / "shapes.ttl")


def reports(graph: Graph, shapes: Graph) -> dict[str, set[str]]:
    """What is reported, in English: focus node → messages."""
    _, report, _ = validate(graph, shacl_graph=shapes)
    found: dict[str, set[str]] = {}
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        # By its letters, not by its tag: pyshacl drops the tags of a SPARQL constraint's messages.
        messages = {text for text in report.objects(result, SH.resultMessage) if text.isascii()}
        assert len(messages) == 1, focus
        name = str(focus).removeprefix(T) if isinstance(focus, URIRef) else "blank"
        found.setdefault(name, set()).update(map(str, messages))
    return found


def numbered(cases: list[str], letter: str) -> str:
    """The cases as one graph: :x of the first is :b0, and so on."""
    renamed = []
    for index, case in enumerate(cases):
        about_x = f":x {case} .\n"
        renamed.append(re.sub(r":([xy])\b", rf":{letter}{index}\1", about_x))
    return "".join(renamed)


@pytest.fixture(scope="module")
def broken(shapes: Graph) -> dict[str, set[str]]:
    """All that is broken, validated at once."""
    text = PREFIXES + SOUND + numbered([case for case, _ in BROKEN], "b") + BLANK
    return reports(Graph().parse(data=text, format="turtle"), shapes)


@pytest.mark.parametrize("index", range(len(BROKEN)), ids=[f"{i}: {m}" for i, (_, m) in enumerate(BROKEN)])
def test_what_is_broken_is_reported_as_that_and_nothing_else(broken: dict[str, set[str]], index: int) -> None:
    (message,) = broken[f"b{index}x"]
    assert message.startswith(BROKEN[index][1])


def test_a_blank_node_is_reported(broken: dict[str, set[str]]) -> None:
    assert broken["blank"] == {"a node is an IRI, with a preferred name and a label"}


def test_what_is_sound_beside_it_is_not_reported(broken: dict[str, set[str]]) -> None:
    assert {node for node in broken if not re.fullmatch(r"b\d+x|blank", node)} == set()


def test_what_is_fine_passes(shapes: Graph) -> None:
    graph = Graph().parse(data=PREFIXES + SOUND + numbered(FINE, "f"), format="turtle")
    assert reports(graph, shapes) == {}


def test_each_message_is_said_in_both_languages_and_tested(shapes: Graph) -> None:
    languages: dict[object, set[str]] = {}
    untested = set()
    tested = (*(message for _, message in BROKEN), "a node is an IRI")
    for shape, message in shapes.subject_objects(SH.message):
        languages.setdefault(shape, set()).add(message.language)
        if message.language == "en" and not str(message).startswith(tested):
            untested.add(str(message))
    assert {frozenset(tags) for tags in languages.values()} == {frozenset({"en", "zh"})}
    assert untested == set()


def test_every_constraint_has_a_message(shapes: Graph) -> None:
    for shape in set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql)):
        assert any(shapes.objects(shape, SH.message))


def test_every_property_of_the_ontology_has_a_shape(shapes: Graph) -> None:
    ontology = Graph().parse(ontology_dir() / "kg.ttl")
    kg = "https://w3id.org/wenpu/ontology#"
    kinds = [URIRef(f"http://www.w3.org/2002/07/owl#{kind}") for kind in ("ObjectProperty", "DatatypeProperty")]
    own = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind) if str(term).startswith(kg)}
    assert {str(path) for path in shapes.objects(None, SH.path) if str(path).startswith(kg)} == own
    assert {str(path) for path in shapes.objects(None, SH.targetSubjectsOf) if str(path).startswith(kg)} == own
    classes = {str(c) for c in ontology.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class"))}
    assert {str(c) for c in shapes.objects(None, SH.targetClass)} == {c for c in classes if c.startswith(kg)}


@pytest.mark.parametrize("extraction", [full, hostile])
def test_what_we_write_conforms(shapes: Graph, extraction: object) -> None:
    file = BytesIO()
    write_turtle((quad.triple for quad in triples(extraction())), file)  # type: ignore[operator]
    assert reports(Graph().parse(data=file.getvalue(), format="turtle"), shapes) == {}


def test_the_ontology_beside_it_changes_nothing(shapes: Graph, broken: dict[str, set[str]]) -> None:
    text = PREFIXES + SOUND + numbered([case for case, _ in BROKEN], "b") + BLANK
    graph = Graph().parse(data=text, format="turtle").parse(ontology_dir() / "kg.ttl")
    assert reports(graph, shapes) == broken
