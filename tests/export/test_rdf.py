import io
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib.compare import isomorphic

from kg.export import Format
from kg.rdf import write_turtle
from kg.store import union
from tests import small_graph
from tests.export.graphs import HOSTILE, ID, KG, hostile, small, written

FORMATS = {
    Format.TURTLE: ("turtle", RdfFormat.TURTLE),
    Format.NTRIPLES: ("nt", RdfFormat.N_TRIPLES),
    Format.RDFXML: ("xml", RdfFormat.RDF_XML),
    Format.JSONLD: ("json-ld", RdfFormat.JSON_LD),
}
DATASETS = {Format.TRIG: ("trig", RdfFormat.TRIG), Format.NQUADS: ("nquads", RdfFormat.N_QUADS)}


def turtle(store: Store) -> bytes:
    file = io.BytesIO()
    write_turtle(union(store), file)
    return file.getvalue()


def test_turtle_is_graph_ttl_byte_for_byte(tmp_path: Path) -> None:
    store = small(tmp_path)
    assert written(store, "turtle") == turtle(store)
    assert written(hostile(), "turtle") == turtle(hostile())


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_graph_format_comes_back_isomorphic(wanted: Format, tmp_path: Path) -> None:
    store = small(tmp_path)
    graph = rdflib.Graph().parse(data=turtle(store), format="turtle")
    ours = rdflib.Graph().parse(data=written(store, wanted), format=FORMATS[wanted][0])
    assert len(graph) > 50
    assert isomorphic(ours, graph)
    parsed = {quad.triple for quad in parse(written(store, wanted), format=FORMATS[wanted][1])}
    assert parsed == set(union(store))


@pytest.mark.parametrize("wanted", [Format.TURTLE, Format.NTRIPLES, Format.JSONLD])
def test_nasty_texts_come_back_as_they_were(wanted: Format) -> None:
    parsed = {quad.triple for quad in parse(written(hostile(), wanted), format=FORMATS[wanted][1])}
    assert parsed == set(union(hostile()))


@pytest.mark.parametrize("wanted", DATASETS)
def test_a_dataset_format_holds_the_graph_and_each_article(wanted: Format, tmp_path: Path) -> None:
    store = small(tmp_path)
    parsed = set(parse(written(store, wanted), format=DATASETS[wanted][1]))
    assert {quad.triple for quad in parsed if quad.graph_name == DefaultGraph()} == set(union(store))
    article = {quad.triple for quad in parsed if quad.graph_name == NamedNode(small_graph.ARTICLE)}
    assert article == {quad.triple for quad in small_graph.quads()}
    dataset = rdflib.Dataset()
    dataset.parse(data=written(store, wanted), format=DATASETS[wanted][0])
    assert isomorphic(dataset.default_graph, rdflib.Graph().parse(data=turtle(store), format="turtle"))


def test_a_count_keeps_its_type() -> None:
    triple = Triple(NamedNode(f"{ID}e"), NamedNode(f"{KG}charStart"), Literal("7", datatype=NamedNode(f"{XSD}Integer")))
    store = Store()
    store.add(Quad(*triple, DefaultGraph()))
    for wanted in FORMATS:
        assert [quad.triple for quad in parse(written(store, wanted), format=FORMATS[wanted][1])] == [triple]


XSD = "http://www.w3.org/2001/XMLSchema#nonNegative"


def test_rdfxml_puts_a_mark_for_what_xml_cannot_hold() -> None:
    data = written(hostile(), "rdfxml")
    themes = {
        str(value) for value in rdflib.Graph().parse(data=data, format="xml").objects(None, rdflib.URIRef(f"{KG}theme"))
    }
    assert "</data><x>&amp;]]>\ufffd[31m\ufffd\u202e" in themes
    assert "\u2028\ufffd\U0001f600" in themes
    assert len(themes) == len(HOSTILE)


def test_rdfxml_names_a_property_that_it_cannot_write() -> None:
    store = Store()
    node = NamedNode("http://example.org/1")
    store.add(Quad(node, node, node))
    with pytest.raises(ValueError, match=r"http://example\.org/1: RDF/XML cannot write"):
        written(store, "rdfxml")


def test_an_empty_graph_is_valid_in_every_format() -> None:
    for wanted, (_, form) in {**FORMATS, **DATASETS}.items():
        assert list(parse(written(Store(), wanted), format=form)) == []
