from __future__ import annotations

from io import BytesIO

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib import namespace as ns
from rdflib.collection import Collection

from kg.rdf import triples, write_turtle
from kg.resources import ontology_dir
from tests.rdf.extractions import full

KG = Namespace("https://w3id.org/wenpu/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
DOMAIN_INCLUDES, RANGE_INCLUDES = ns.SDO.domainIncludes, ns.SDO.rangeIncludes

CLASSES = {
    "Agent", "Person", "Organization", "Event", "Work", "Report", "Legislation", "Article", "Place", "Position",
    "Claim", "Observation", "Topic", "Evidence",
}  # fmt: skip

# The public contract: property → (domains, ranges).
PROPERTIES: dict[str, tuple[str, str]] = {
    "published": ("Agent", "Work"),
    "author": ("Work", "Agent"),
    "publicationDate": ("Work", "date gYearMonth gYear"),
    "affiliation": ("Person", "Organization"),
    "holds": ("Person", "Position"),
    "positionTitle": ("Position", "PlainLiteral"),
    "positionAt": ("Position", "Organization"),
    "subOrganizationOf": ("Organization", "Organization"),
    "location": ("Event Organization", "Place"),
    "startDate": ("Event", "date gYearMonth gYear"),
    "endDate": ("Event", "date gYearMonth gYear"),
    "theme": ("Event", "PlainLiteral"),
    "editionOf": ("Event", "Event"),
    "subEventOf": ("Event", "Event"),
    "organizer": ("Event", "Agent"),
    "participant": ("Event", "Agent"),
    "claimant": ("Claim", "Agent Work"),
    "claimText": ("Claim", "PlainLiteral"),
    "claimDate": ("Claim", "date gYearMonth gYear"),
    "claimedAt": ("Claim", "Event"),
    "measure": ("Observation", "PlainLiteral"),
    "value": ("Observation", "decimal"),
    "unit": ("Observation", "PlainLiteral"),
    "qualifier": ("Observation", "string"),
    "observationKind": ("Observation", "string"),
    "period": ("Observation", "string"),
    "area": ("Observation", "Place"),
    "attributedTo": ("Observation", "Agent Work"),
    "mentions": ("Article", "Thing"),
    "about": ("Article Claim", "Topic"),
    "title": ("Article", "PlainLiteral"),
    "url": ("Article", "anyURI"),
    "language": ("Article", "string"),
    "originalSource": ("Article", "Organization"),
    "inArticle": ("Evidence", "Article"),
    "quote": ("Evidence", "string"),
    "charStart": ("Evidence", "nonNegativeInteger"),
    "charEnd": ("Evidence", "nonNegativeInteger"),
    "method": ("Evidence", "string"),
    "confidence": ("Evidence", "decimal"),
}
# What no vocabulary that we align with has a word for.
UNALIGNED = {"qualifier", "observationKind", "method", "confidence"}

ALIGNED_CLASSES = {
    "Agent": {ns.PROV.Agent},
    "Person": {ns.SDO.Person},
    "Organization": {ns.SDO.Organization, ns.ORG.Organization},
    "Event": {ns.SDO.Event},
    "Work": {ns.SDO.CreativeWork},
    "Report": {ns.SDO.Report},
    "Legislation": {ns.SDO.Legislation},
    "Article": {ns.SDO.Article},
    "Place": {ns.SDO.Place},
    "Position": {ns.ORG.Membership},
    "Claim": {ns.SDO.Claim},
    "Observation": {ns.SDO.Observation},
    "Topic": {ns.SKOS.Concept},
    "Evidence": {RDF.Statement, OA.Annotation},
}

# Terms that rdflib's list of a vocabulary lacks, being older than they are; see the vocabularies' own pages.
NEWER = {"https://schema.org/observationAbout"}
OA_TERMS = {"Annotation", "hasTarget", "exact", "start", "end"}  # Web Annotation Vocabulary, W3C, 2017


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "kg.ttl")


def own(ontology: Graph, *kinds: URIRef) -> set[URIRef]:
    return {
        term
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(KG)
    }


def local(terms: set[URIRef]) -> set[str]:
    return {str(term).replace("/", "#").rsplit("#", 1)[1] for term in terms}


def test_both_libraries_read_the_same(ontology: Graph) -> None:
    assert len(ontology) == len(set(parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE)))


def test_nothing_more_and_nothing_less_than_the_contract(ontology: Graph) -> None:
    assert local(own(ontology, OWL.Class)) == CLASSES
    assert local(own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)) == set(PROPERTIES)
    assert {term for term in ontology.all_nodes() if isinstance(term, URIRef) and term.startswith(KG)} == own(
        ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty
    )


def test_the_header(ontology: Graph) -> None:
    header = URIRef("https://w3id.org/wenpu/ontology")
    assert (header, RDF.type, OWL.Ontology) in ontology
    assert str(ontology.value(header, OWL.versionIRI)) == f"{header}/{ontology.value(header, OWL.versionInfo)}"
    assert ontology.value(header, ns.DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert {title.language for title in ontology.objects(header, ns.DCTERMS.title)} == {"en", "zh"}


def test_every_term_is_explained_in_english_and_chinese(ontology: Graph) -> None:
    for term in own(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for predicate in (RDFS.label, RDFS.comment):
            texts = {text.language: str(text) for text in ontology.objects(term, predicate)}
            assert set(texts) == {"en", "zh"}, term
            assert len(list(ontology.objects(term, predicate))) == 2, term
            assert any("\u4e00" <= character <= "\u9fff" for character in texts["zh"]), term
        assert ontology.value(term, RDFS.isDefinedBy) == URIRef("https://w3id.org/wenpu/ontology")


def test_no_two_terms_have_one_label(ontology: Graph) -> None:
    for kind in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
        labels = [label for term in own(ontology, *kind) for label in ontology.objects(term, RDFS.label)]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", PROPERTIES)
def test_domain_and_range_are_the_contract_s(ontology: Graph, name: str) -> None:
    domains, ranges = (set(words.split()) for words in PROPERTIES[name])
    for includes, predicate, expected in (
        (DOMAIN_INCLUDES, RDFS.domain, domains),
        (RANGE_INCLUDES, RDFS.range, ranges),
    ):
        stated = list(ontology.objects(KG[name], predicate))
        assert len(stated) == 1
        listed = set(ontology.objects(KG[name], includes))
        assert local(listed or set(stated)) == expected
        if listed:  # one of several: what OWL says is what holds of all of them
            above = {ns.SDO.Thing, RDFS.Literal} | ({ns.SDO.CreativeWork} if name == "about" else set())
            assert set(stated) <= above


@pytest.mark.parametrize("name", ALIGNED_CLASSES)
def test_classes_are_aligned(ontology: Graph, name: str) -> None:
    above = set(ontology.transitive_objects(KG[name], RDFS.subClassOf)) | set(ontology.objects(KG[name], RDFS.seeAlso))
    assert above >= ALIGNED_CLASSES[name]


def test_properties_are_aligned_where_there_is_the_notion(ontology: Graph) -> None:
    unaligned = {
        term
        for term in own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
        if not any(ontology.objects(term, RDFS.subPropertyOf)) and not any(ontology.objects(term, OWL.inverseOf))
    }
    assert local(unaligned) == UNALIGNED


def test_every_term_of_another_vocabulary_exists(ontology: Graph) -> None:
    closed: list[type[ns.DefinedNamespace]] = [
        ns.SDO,
        ns.ORG,
        ns.PROV,
        ns.DCTERMS,
        ns.SKOS,
        ns.TIME,
        ns.VANN,
        ns.XSD,
        RDF,
        RDFS,
        OWL,
    ]
    known = {f"{vocabulary._NS}{name}" for vocabulary in closed for name in vocabulary.__annotations__}
    known |= {f"{OA}{name}" for name in OA_TERMS} | NEWER
    used = {str(term) for triple in ontology for term in triple if isinstance(term, URIRef)}
    foreign = {term for term in used if not term.startswith(("https://w3id.org/wenpu/", "https://spdx.org/"))}
    assert foreign - known == set()


# ---------------------------------------------------------------- OWL 2 RL, https://www.w3.org/TR/owl2-profiles/#OWL_2_RL

RL_DATATYPES = {
    RDF.PlainLiteral, RDFS.Literal, ns.XSD.decimal, ns.XSD.nonNegativeInteger, ns.XSD.string, ns.XSD.anyURI,
}  # fmt: skip
# The only vocabulary that the ontology's axioms are written in: no class expression, so none that RL forbids.
AXIOMS = {
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.members, RDF.first, RDF.rest,
    OWL.versionIRI,
}  # fmt: skip


def test_only_axioms_that_owl_2_rl_has(ontology: Graph) -> None:
    annotations = set(ontology.subjects(RDF.type, OWL.AnnotationProperty))
    builtin = {RDF.type, RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
    assert set(ontology.predicates()) - annotations - builtin == AXIOMS
    kinds = {OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    assert set(ontology.objects(None, RDF.type)) - kinds == {OWL.AllDisjointClasses}


def test_blank_nodes_are_lists_of_disjoint_classes_and_nothing_else(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    lists = [Collection(ontology, head) for head in ontology.objects(None, OWL.members)]
    for members in lists:
        assert set(members) <= classes
        assert len(members) >= 2
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        assert not any(BNode in (type(s), type(o)) for s, o in ontology.subject_objects(predicate))


def test_every_entity_is_declared_as_one_kind_of_thing(ontology: Graph) -> None:
    kinds = [
        set(ontology.subjects(RDF.type, kind))
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    ]
    declared = set().union(*kinds)
    assert sum(map(len, kinds)) == len(declared)
    classes, objects, datatypes, _ = kinds
    for s, o in ontology.subject_objects(RDFS.subClassOf):
        assert {s, o} <= classes
    for s, o in ontology.subject_objects(RDFS.subPropertyOf):
        assert {s, o} <= objects or {s, o} <= datatypes
    for s, o in ontology.subject_objects(OWL.inverseOf):
        assert {s, o} <= objects
    for s, o in ontology.subject_objects(RDFS.domain):
        assert s in objects | datatypes
        assert o in classes
    for s, o in ontology.subject_objects(RDFS.range):
        assert (s in objects and o in classes) or (s in datatypes and o in RL_DATATYPES)
    reserved = tuple(map(str, (RDF, RDFS, OWL, ns.XSD)))
    assert not any(str(term).startswith(reserved) for term in declared)


ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
"""What owlrl says of an inconsistent graph."""


def together(ontology: Graph) -> Graph:
    """The ontology beside facts that use all of it."""
    file = BytesIO()
    write_turtle((quad.triple for quad in triples(full())), file)
    graph = Graph().parse(data=file.getvalue(), format="turtle")
    for evidence in list(graph.subjects(RDF.type, KG.Evidence))[1:]:  # one is enough, and faster
        graph.remove((evidence, None, None))
    graph += ontology
    return graph


def test_a_graph_is_consistent_and_its_alignments_follow(ontology: Graph) -> None:
    graph = together(ontology)
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert list(graph.objects(None, ERROR)) == []
    base = "https://w3id.org/wenpu/id/"
    yearbook, wang = URIRef(f"{base}report/数据年报"), URIRef(f"{base}person/王小明")
    bureau, ministry = URIRef(f"{base}organization/统计局/数据部"), URIRef(f"{base}organization/数据部")
    for follows in (
        (yearbook, ns.SDO.publisher, bureau),
        (yearbook, RDF.type, ns.SDO.CreativeWork),
        (wang, ns.SDO.affiliation, bureau),
        (wang, RDF.type, ns.PROV.Agent),
        (bureau, RDF.type, KG.Agent),
        (bureau, ns.ORG.subOrganizationOf, ministry),
    ):
        assert follows in graph
    evidence = graph.value(predicate=RDF.type, object=KG.Evidence)
    assert (evidence, RDF.type, OA.Annotation) in graph
    for claim in graph.subjects(RDF.type, KG.Claim):
        assert (claim, RDF.type, KG.Work) not in graph


@pytest.mark.parametrize(("one", "other"), [("Person", "Organization"), ("Agent", "Event"), ("Report", "Claim")])
def test_what_cannot_be_both_is_an_error(ontology: Graph, one: str, other: str) -> None:
    graph = Graph()
    graph += ontology
    for kind in (one, other):
        graph.add((URIRef("http://e/x"), RDF.type, KG[kind]))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert any(graph.objects(None, ERROR))
