from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import Entity, Extraction, Fact, Kind, Mention, Name, Value, ValueType
from kg.rdf import article_iri, triples, written
from kg.rdf.namespaces import KG, PREFIXES, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE
from kg.rdf.turtle import read_block
from kg.resources import ontology_dir
from tests.rdf.extractions import TEXT, TITLE, document, full, names, seen, zh

ID = "https://w3id.org/wenpu/id/"


def short(quads: list[Quad]) -> set[str]:
    """The statements without the evidence, abbreviated."""
    namespaces = {**PREFIXES, "": ID}
    statements = set()
    for quad in quads:
        if not quad.subject.value.startswith(f"{ID}evidence/"):
            statement = f"{quad.subject} {quad.predicate} {quad.object}"
            for prefix, namespace in namespaces.items():
                statement = statement.replace(namespace, f"{prefix}:")
            statements.add(statement.replace("<", "").replace(">", ""))
    return statements


def extraction(*entities: Entity, facts: tuple[Fact, ...] = (), mentions: tuple[Mention, ...] = ()) -> Extraction:
    return Extraction(document(), entities, mentions, facts)


def test_an_entity_has_its_type_its_names_and_its_links() -> None:
    itu = Entity(
        "e1",
        Kind.ORGANIZATION,
        (Name("国际电信联盟", "zh"), Name("ITU", "en"), Name("国际电联", "zh"), Name("Union", "en")),
        same_as=("http://www.wikidata.org/entity/Q1",),
    )
    node = ":organization/国际电信联盟"
    assert {line for line in short(list(triples(extraction(itu)))) if line.startswith(node)} == {
        f"{node} rdf:type kg:Organization",
        f'{node} rdfs:label "国际电信联盟"@zh',
        f'{node} skos:prefLabel "国际电信联盟"@zh',
        f'{node} skos:prefLabel "ITU"@en',
        f'{node} skos:altLabel "国际电联"@zh',
        f'{node} skos:altLabel "Union"@en',
        f"{node} owl:sameAs http://www.wikidata.org/entity/Q1",
    }


def test_the_article_is_described_though_no_entity_stands_for_it() -> None:
    article = article_iri(document())
    lines = short(list(triples(extraction())))
    node = article.value.replace(ID, ":")
    assert lines == {
        f"{node} rdf:type kg:Article",
        f'{node} rdfs:label "{TITLE}"@zh',
        f'{node} skos:prefLabel "{TITLE}"@zh',
    }


def test_one_graph_an_article_named_by_the_article() -> None:
    quads = list(triples(full()))
    assert {quad.graph_name for quad in quads} == {article_iri(full().document)}
    assert len(set(quads)) == len(quads)


def test_everything_that_the_full_extraction_says() -> None:
    lines = short(list(triples(full())))
    for expected in (
        ":organization/统计局/数据部 kg:subOrganizationOf :organization/数据部",
        ":organization/统计局/数据部 kg:published :report/数据年报",
        ':report/数据年报 kg:publicationDate "2024-07"^^xsd:gYearMonth',
        ":event/水镇数据大会/2024 kg:editionOf :event/水镇数据大会",
        ':event/水镇数据大会/2024 kg:endDate "2024"^^xsd:gYear',
        ':event/水镇数据大会/2024 kg:theme "数据向善"@zh',
        ":person/王小明 kg:affiliation :organization/统计局/数据部",
        "topic:cross-border-data-flows rdf:type kg:Topic",
        'topic:cross-border-data-flows skos:prefLabel "cross-border data flows"@en',
        'topic:cross-border-data-flows skos:prefLabel "数据跨境流动"@zh',
    ):
        assert expected in lines
    (position,) = (line.split()[2] for line in lines if " kg:holds " in line)
    assert f'{position} kg:positionTitle "局长"@zh' in lines
    assert f"{position} kg:positionAt :organization/统计局/数据部" in lines
    (figure,) = (line.split()[0] for line in lines if " kg:measure " in line)
    assert {line for line in lines if line.startswith(figure)} == {
        f"{figure} rdf:type kg:Observation",
        f'{figure} kg:measure "产值"@zh',
        f'{figure} kg:value "125000"^^xsd:decimal',
        f'{figure} kg:unit "元"@zh',
        f'{figure} kg:qualifier "moreThan"',
        f'{figure} kg:observationKind "level"',
        f'{figure} kg:period "2023"',
        f"{figure} kg:area :place/甲国",
        f"{figure} kg:attributedTo :report/数据年报",
    }


def test_every_fact_is_supported_by_its_evidence() -> None:
    by_subject: dict[NamedNode, dict[NamedNode, object]] = {}
    quads = list(triples(full()))
    for quad in quads:
        by_subject.setdefault(quad.subject, {})[quad.predicate] = quad.object
    evidence = [node for node in by_subject.values() if node[RDF_TYPE] == NamedNode(f"{KG}Evidence")]
    supported = {(node[RDF_SUBJECT], node[RDF_PREDICATE], node[RDF_OBJECT]) for node in evidence}
    assert len(evidence) == sum(len(fact.evidence) for fact in full().facts)
    assert supported <= {(quad.subject, quad.predicate, quad.object) for quad in quads}
    for node in evidence:
        start, end = (int(node[NamedNode(f"{KG}{name}")].value) for name in ("charStart", "charEnd"))  # type: ignore[attr-defined]
        assert node[NamedNode(f"{KG}quote")] == Literal(TEXT[start:end])


def test_what_is_mentioned() -> None:
    article = article_iri(document()).value.replace(ID, ":")
    mentioned = {line for line in short(list(triples(full()))) if " kg:mentions " in line}
    assert mentioned == {f"{article} kg:mentions :person/王小明", f"{article} kg:mentions :place/甲国"}


def test_every_term_is_emitted_and_every_term_emitted_is_in_the_ontology() -> None:
    quads = list(triples(full()))
    terms = {term.value for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    emitted = {term for term in terms if term.startswith(KG)}
    declared = {
        quad.subject.value
        for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE)
        if quad.predicate == RDF_TYPE and quad.subject.value.startswith(KG)
    }
    # The class above persons and organizations is there for domains and ranges: types are the most specific.
    assert emitted == declared - {f"{KG}Agent"}


def test_order_does_not_matter() -> None:
    one = full()
    other = replace(one, entities=one.entities[::-1], facts=one.facts[::-1], mentions=one.mentions[::-1])
    assert set(triples(one)) == set(triples(other))


def test_ids_do_not_matter() -> None:
    one = full()
    ids = {entity.id: f"x{index}" for index, entity in enumerate(one.entities)} | {"article": "article"}
    entities = tuple(replace(entity, id=ids[entity.id]) for entity in one.entities)
    facts = tuple(
        replace(
            fact,
            subject=ids[fact.subject],
            object=ids.get(fact.object, fact.object) if isinstance(fact.object, str) else fact.object,
        )
        for fact in one.facts
    )
    mentions = tuple(replace(mention, entity=ids[mention.entity]) for mention in one.mentions)
    assert set(triples(Extraction(one.document, entities, mentions, facts))) == set(triples(one))


def test_another_base_iri_moves_all_but_the_vocabularies() -> None:
    moved = list(triples(full(), "http://example.org/g/"))
    assert not any(ID in str(quad) for quad in moved)
    with pytest.raises(ValueError, match=r"base IRI .http://example\.org/g. *:"):
        list(triples(full(), "http://example.org/g"))


def test_one_rule_that_reads_one_sentence_twice_is_as_sure_as_the_surer_time() -> None:
    place = Entity("p", Kind.PLACE, names("水镇"))
    event = Entity("e", Kind.EVENT, names("大会"))
    sure, unsure = seen("水镇", confidence=0.9), seen("水镇", confidence=0.4)
    facts = (Fact("e", "location", "p", (unsure, sure)), Fact("e", "location", "p", (unsure,)))
    quads = list(triples(extraction(place, event, facts=facts)))
    confidences = [quad.object for quad in quads if quad.predicate.value == f"{KG}confidence"]
    assert [confidence.value for confidence in confidences] == ["0.9"]


def test_two_entities_that_are_one_thing_become_one_node_with_one_label() -> None:
    one = Entity("a", Kind.PLACE, (Name("水镇", "zh"), Name("Water Town", "en")))
    two = Entity("b", Kind.PLACE, (Name("水镇", "zh"), Name("Shuizhen", "en")))
    lines = short(list(triples(extraction(one, two))))
    assert {line for line in lines if line.startswith(":place/水镇")} == {
        ":place/水镇 rdf:type kg:Place",
        ':place/水镇 rdfs:label "水镇"@zh',
        ':place/水镇 skos:prefLabel "水镇"@zh',
        ':place/水镇 skos:prefLabel "Water Town"@en',
        ':place/水镇 skos:altLabel "Shuizhen"@en',
    }


def test_a_fact_with_an_impossible_date_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    event = Entity("e", Kind.EVENT, names("大会"))
    facts = (
        Fact("e", "startDate", Value("2024-02-30", ValueType.DATE), (seen("大会"),)),
        Fact("e", "theme", zh("数据")),
    )
    with caplog.at_level(logging.WARNING):
        lines = short(list(triples(extraction(event, facts=facts))))
    assert ':event/大会 kg:theme "数据"@zh' in lines
    assert not any("startDate" in line for line in lines)
    assert caplog.messages == ["articles/one.md: startDate left out: '2024-02-30' is not an xsd:date"]


PLACE = Entity("p", Kind.PLACE, names("水镇"))
EVENT = Entity("e", Kind.EVENT, names("大会"))
CLAIM = Entity("c", Kind.CLAIM)


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (Fact("e", "takesPlaceIn", "p"), "the ontology has no property 'takesPlaceIn'"),
        (Fact("e", "location", "x"), "there is no entity 'x'"),
        (Fact("x", "location", "p"), "there is no entity 'x'"),
        (Fact("e", "location", zh("水镇")), "property 'location' takes a node, not '水镇'"),
        (Fact("e", "theme", "p"), "property 'theme' takes a literal, not entity 'p'"),
        (Fact("c", "type", "Observation"), "entity 'c' is of class Claim, its type says Observation"),
        (Fact("c", "type", "Quotation"), "entity 'c' is of class Claim, its type says Quotation"),
    ],
)
def test_an_extraction_that_does_not_fit_the_ontology_is_refused(fact: Fact, message: str) -> None:
    with pytest.raises(ValueError, match=r".+") as caught:
        list(triples(extraction(PLACE, EVENT, CLAIM, facts=(fact,))))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("entities", "message"),
    [
        ((PLACE, PLACE), "two entities have one id"),
        ((Entity("p", Kind.PERSON),), "an entity of class Person needs a name"),
        (
            (Entity("p", Kind.PLACE, names("水镇"), same_as=("Q 1",)),),
            "entity 'p' is the same as 'Q 1', which is not an IRI",
        ),
        ((Entity("t", Kind.TOPIC, names("烹饪")),), "no topic is called '烹饪'"),
        ((Entity("p", Kind.PLACE, (Name("x", "zh_CN"),)),), "'zh_CN' is not a language tag"),
    ],
)
def test_entities_that_cannot_be_nodes_are_refused(entities: tuple[Entity, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(triples(extraction(*entities)))


def test_evidence_of_two_spellings_of_one_term_is_said_once_and_together() -> None:
    said = full()
    both = replace(
        said,
        facts=tuple(
            Fact("article", "title", Value(text, ValueType.TEXT, "fr"), (seen(TITLE),))
            for text in ("caf\u00e9", "cafe\u0301")
        ),
    )
    ((_, block),) = written(both).evidence
    lines = list(read_block(block))
    assert len(lines) == len(set(lines)) == 11  # ten, and the other spelling
    assert {str(quad.object) for quad in triples(both) if quad.predicate == RDF_OBJECT} == {
        '"caf\u00e9"@fr',
        '"cafe\u0301"@fr',
    }
