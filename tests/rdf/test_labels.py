from __future__ import annotations

from itertools import permutations

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.labels import settle_labels
from kg.rdf.namespaces import RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, SKOS_PREF_LABEL, class_iri

NODE = NamedNode("https://w3id.org/wenpu/id/organization/国际电信联盟")


def zh(name: str) -> Literal:
    return Literal(name, language="zh")


def en(name: str) -> Literal:
    return Literal(name, language="en")


def test_two_articles_prefer_different_names() -> None:
    triples = [
        Triple(NODE, RDF_TYPE, class_iri("Organization")),
        Triple(NODE, SKOS_PREF_LABEL, zh("国际电信联盟")),
        Triple(NODE, SKOS_PREF_LABEL, zh("国际电信联盟（国际电联）")),
        Triple(NODE, SKOS_PREF_LABEL, en("ITU")),
        Triple(NODE, SKOS_PREF_LABEL, en("International Telecommunication Union")),
        Triple(NODE, SKOS_ALT_LABEL, zh("国际电信联盟")),
        Triple(NODE, RDFS_LABEL, en("ITU")),
        Triple(NODE, RDFS_LABEL, zh("国际电信联盟")),
    ]
    expected = {
        Triple(NODE, RDF_TYPE, class_iri("Organization")),
        Triple(NODE, SKOS_PREF_LABEL, zh("国际电信联盟")),
        Triple(NODE, SKOS_PREF_LABEL, en("International Telecommunication Union")),
        Triple(NODE, SKOS_ALT_LABEL, zh("国际电信联盟（国际电联）")),
        Triple(NODE, SKOS_ALT_LABEL, en("ITU")),
        Triple(NODE, RDFS_LABEL, zh("国际电信联盟")),
    }
    for order in (triples, triples[::-1], *list(permutations(triples))[::5000]):
        assert set(settle_labels(order)) == expected


def test_of_equally_good_names_the_longer_then_the_first_stays() -> None:
    node = NamedNode("http://e/x")
    triples = [Triple(node, SKOS_PREF_LABEL, zh(name)) for name in ("乙乙", "甲甲", "丙")]
    assert Triple(node, SKOS_PREF_LABEL, min(zh("乙乙"), zh("甲甲"), key=str)) in set(settle_labels(triples))


def test_names_in_order_are_left_as_they_are() -> None:
    triples = {
        Triple(NODE, SKOS_PREF_LABEL, zh("国际电联")),
        Triple(NODE, SKOS_ALT_LABEL, zh("国际电信联盟")),
        Triple(NODE, RDFS_LABEL, zh("国际电联")),
    }
    assert set(settle_labels(triples)) == triples
