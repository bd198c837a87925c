from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.model import Extraction
from kg.rdf import triples
from kg.run.packing import pack, unpack
from tests.rdf import extractions


@pytest.mark.parametrize("make", [extractions.full, extractions.hostile])
def test_what_comes_back_gives_the_same_graph(make: Callable[[], Extraction]) -> None:
    extraction = make()
    assert set(triples(unpack(pack(extraction)))) == set(triples(extraction))


def test_an_article_without_an_address_keeps_its_iri() -> None:
    extraction = extractions.full()
    bare = replace(extraction, document=replace(extraction.document, url=None))
    assert set(triples(unpack(pack(bare)))) == set(triples(bare))


def test_the_text_stays_behind() -> None:
    extraction = extractions.full()
    assert unpack(pack(extraction)).document.source_text == ""
    assert pack(extraction) == pack(extraction)
