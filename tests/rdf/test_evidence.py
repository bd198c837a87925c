from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.model import Evidence
from kg.rdf.evidence import evidence_triples
from kg.rdf.iris import evidence_iri

ARTICLE = NamedNode("http://e/article")
TRIPLE = Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("o", language="en"))
TERMS = ("<http://e/s>", "<http://e/p>", '"o"@en')
KG = "https://w3id.org/wenpu/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_all_that_evidence_says() -> None:
    triples = list(evidence_triples(ARTICLE, TRIPLE, Evidence(3, 7, "“原句”", "rule", 1 / 3)))
    assert {triple.subject for triple in triples} == {NamedNode(evidence_iri(str(ARTICLE), 3, 7, TERMS, "rule"))}
    assert {triple.predicate.value: str(triple.object) for triple in triples} == {
        f"{RDF}type": f"<{KG}Evidence>",
        f"{RDF}subject": "<http://e/s>",
        f"{RDF}predicate": "<http://e/p>",
        f"{RDF}object": '"o"@en',
        f"{KG}inArticle": "<http://e/article>",
        f"{KG}quote": '"“原句”"',
        f"{KG}charStart": f'"3"^^<{XSD}nonNegativeInteger>',
        f"{KG}charEnd": f'"7"^^<{XSD}nonNegativeInteger>',
        f"{KG}method": '"rule"',
        f"{KG}confidence": f'"0.3333"^^<{XSD}decimal>',
    }


@pytest.mark.parametrize(
    ("start", "end", "confidence", "message"),
    [
        (3, 3, 1.0, "from 3 to 3 is not a span"),
        (4, 3, 1.0, "from 4 to 3 is not a span"),
        (-1, 3, 1.0, "from -1 to 3 is not a span"),
        (0, 1, 1.1, "confidence 1.1 is not from 0 to 1"),
        (0, 1, -0.1, "confidence -0.1 is not from 0 to 1"),
        (0, 1, float("nan"), "confidence nan is not from 0 to 1"),
    ],
)
def test_impossible_evidence_is_refused(start: int, end: int, confidence: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(evidence_triples(ARTICLE, TRIPLE, Evidence(start, end, "q", "rule", confidence)))
