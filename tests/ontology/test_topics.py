from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import SKOS

from kg.resources import ontology_dir

TOPIC = Namespace("https://w3id.org/wenpu/topic/")
SCHEME = URIRef("https://w3id.org/wenpu/topic")


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(ontology_dir() / "topics.ttl")


@pytest.fixture(scope="module")
def concepts(scheme: Graph) -> set[URIRef]:
    return {concept for concept in scheme.subjects(RDF.type, SKOS.Concept) if isinstance(concept, URIRef)}


def test_there_are_enough_and_all_are_of_the_scheme(scheme: Graph, concepts: set[URIRef]) -> None:
    assert len(concepts) >= 60
    assert set(scheme.subjects(SKOS.inScheme, SCHEME)) == concepts
    topic = URIRef("https://w3id.org/wenpu/ontology#Topic")
    assert set(scheme.subjects(RDF.type, topic)) == concepts


def test_each_has_one_name_and_at_least_one_more_in_each_language(scheme: Graph, concepts: set[URIRef]) -> None:
    for concept in concepts:
        assert sorted(name.language for name in scheme.objects(concept, SKOS.prefLabel)) == ["en", "zh"], concept
        assert {name.language for name in scheme.objects(concept, SKOS.altLabel)} == {"en", "zh"}, concept


def test_the_local_name_is_the_english_name(scheme: Graph, concepts: set[URIRef]) -> None:
    for concept in concepts:
        english = next(name for name in scheme.objects(concept, SKOS.prefLabel) if name.language == "en")
        assert concept == TOPIC[english.lower().replace(" ", "-")]


def test_no_name_belongs_to_two_topics(scheme: Graph) -> None:
    names = Counter(
        str(name).casefold()
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for name in scheme.objects(None, predicate)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_relations_stay_inside_and_go_both_ways(scheme: Graph, concepts: set[URIRef]) -> None:
    for predicate, inverse in (
        (SKOS.broader, SKOS.narrower),
        (SKOS.narrower, SKOS.broader),
        (SKOS.related, SKOS.related),
    ):
        for one, other in scheme.subject_objects(predicate):
            assert {one, other} <= concepts
            assert one != other
            assert (other, inverse, one) in scheme, (one, predicate, other)


def test_every_topic_leads_up_to_one_top_concept(scheme: Graph, concepts: set[URIRef]) -> None:
    top = set(scheme.objects(SCHEME, SKOS.hasTopConcept))
    assert top == set(scheme.subjects(SKOS.topConceptOf, SCHEME))
    for concept in concepts:
        above = list(scheme.transitive_objects(concept, SKOS.broader))
        assert len(above) == len(set(above)) <= 4
        assert above[-1] in top
        assert (concept in top) == (not any(scheme.objects(concept, SKOS.broader)))


def test_what_is_related_is_not_above(scheme: Graph) -> None:
    for one, other in scheme.subject_objects(SKOS.related):
        assert other not in set(scheme.transitive_objects(one, SKOS.broader))
