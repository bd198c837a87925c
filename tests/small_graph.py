"""A small graph of our own making, in the contract's terms, for tests that need one."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.store import Editor, StoreWriter

ARTICLE = "https://w3id.org/wenpu/id/article/one"

TURTLE = """
@prefix kg: <https://w3id.org/wenpu/ontology#> .
@prefix id: <https://w3id.org/wenpu/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:ministry a kg:Organization ; rdfs:label "数据部"@zh ; skos:prefLabel "数据部"@zh, "Data Ministry"@en .
id:office a kg:Organization ; rdfs:label "统计处"@zh ; skos:prefLabel "统计处"@zh ; skos:altLabel "统计\\"处"@zh ;
    kg:subOrganizationOf id:bureau .
id:bureau a kg:Organization ; rdfs:label "统计局"@zh ; skos:prefLabel "统计局"@zh ; kg:subOrganizationOf id:ministry .
id:wang a kg:Person ; rdfs:label "王小明"@zh ; skos:prefLabel "王小明"@zh ;
    kg:affiliation id:office ; kg:holds id:post .
id:post a kg:Position ; kg:positionTitle "处长"@zh ; kg:positionAt id:office .
id:report a kg:Report ; rdfs:label "数据年报"@zh ; skos:prefLabel "数据年报"@zh ;
    kg:publicationDate "2024-07"^^xsd:gYearMonth .
id:other a kg:Report ; rdfs:label "另一份报告"@zh ; skos:prefLabel "另一份报告"@zh .
id:ministry kg:published id:report .
id:meeting a kg:Event ; rdfs:label "数据大会"@zh ; skos:prefLabel "数据大会"@zh ; kg:startDate "2024-11-19"^^xsd:date ;
    kg:endDate "2024-11-22"^^xsd:date ; kg:location id:town .
id:town a kg:Place ; rdfs:label "水镇"@zh ; skos:prefLabel "水镇"@zh .
id:figure a kg:Observation ; kg:measure "产值"@zh ; kg:value "53900000000000"^^xsd:decimal ; kg:unit "元" ;
    kg:period "2023" ; kg:area id:town ; kg:attributedTo id:report ; kg:observationKind "level" .
id:evidence a kg:Evidence ; rdf:subject id:ministry ; rdf:predicate kg:published ; rdf:object id:report ;
    kg:quote "数据部发布《数据年报》。" .
id:evidence2 a kg:Evidence ; rdf:subject id:figure ; rdf:predicate rdf:type ; rdf:object kg:Observation ;
    kg:quote "2023年产值53.9万亿元。" .
"""


def quads() -> list[Quad]:
    """The graph's triples in its article's graph."""
    store = Store()
    store.load(TURTLE.encode(), format=RdfFormat.TURTLE)
    return [Quad(*quad.triple, NamedNode(ARTICLE)) for quad in store]


def write(out: Path) -> Path:
    """Make a graph folder of it, store alone."""
    with StoreWriter(out / "store") as writer:
        editor = Editor(writer.store)
        editor.replace({ARTICLE: quads()})
        editor.settle()
        writer.commit()
    return out
