import io
from pathlib import Path

import owlrl
import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.export.entailment import Entailed, alignments
from kg.query import run
from kg.resources import ontology_dir
from kg.store import union
from tests.export.graphs import ID, small, written

VOCABULARIES = (
    "https://schema.org/",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/oa#",
    "http://purl.org/dc/terms/",
    "https://w3id.org/wenpu/ontology#",
)


def test_a_query_in_the_words_of_schema_org_works(tmp_path: Path) -> None:
    query = """SELECT ?report ?publisher ?date WHERE {
        ?report a schema:Report ; schema:publisher ?publisher ; schema:datePublished ?date . ?publisher a schema:Organization }"""
    store = small(tmp_path)
    assert len(run(store, query)) == 0
    more = Store()
    more.load(written(store, "turtle", entail=True), format=RdfFormat.TURTLE)
    (row,) = run(more, query)
    assert (row.report, row.publisher, row.date) == (f"{ID}report", f"{ID}ministry", "2024-07")


def test_it_adds_what_owl_rl_implies_and_nothing_else(tmp_path: Path) -> None:
    store = small(tmp_path)
    ours = {str(triple) for triple in Entailed(store)} - {str(triple) for triple in union(store)}
    full = rdflib.Graph().parse(data=written(store, "ntriples"), format="nt")
    data = {str(node) for node in full.subjects()}
    before = set(full)
    full.parse(ontology_dir() / "kg.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(full)
    file = io.StringIO()
    for subject, predicate, value in set(full) - before:
        words = str(value) if predicate == rdflib.RDF.type else str(predicate)
        # That everything is a thing is not worth a triple.
        if (
            words != "https://schema.org/Thing"
            and str(subject) in data
            and words.startswith(VOCABULARIES)
            and isinstance(subject, rdflib.URIRef)
        ):
            file.write(f"{subject.n3()} {predicate.n3()} {value.n3()} .\n")
    theirs = {str(quad.triple) for quad in parse(file.getvalue(), format=RdfFormat.N_TRIPLES)}
    assert len(ours) > 40
    assert ours == theirs


def test_alignments_are_followed_to_the_end() -> None:
    rules = alignments()
    classes = {each.value.rsplit("/", 1)[-1] for each in rules.classes[_kg("Report")]}
    assert classes == {"ontology#Work", "Report", "CreativeWork", "prov#Entity"}
    assert {each.value for each in rules.inverses[_kg("published")]} == {"https://schema.org/publisher"}


def test_every_rdf_format_can_have_it_and_the_articles_stay_as_they_are(tmp_path: Path) -> None:
    store = small(tmp_path)
    expected = set(Entailed(store))
    for wanted, form in (
        ("ntriples", RdfFormat.N_TRIPLES),
        ("rdfxml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        assert {quad.triple for quad in parse(written(store, wanted, entail=True), format=form)} == expected
    plain = {
        quad for quad in parse(written(store, "nquads"), format=RdfFormat.N_QUADS) if "article" in str(quad.graph_name)
    }
    more = {
        quad
        for quad in parse(written(store, "nquads", entail=True), format=RdfFormat.N_QUADS)
        if "article" in str(quad.graph_name)
    }
    assert plain == more


def _kg(name: str):  # type: ignore[no-untyped-def]
    from kg.rdf.namespaces import class_iri, property_of

    return class_iri(name) if name[0].isupper() else property_of(name).iri
