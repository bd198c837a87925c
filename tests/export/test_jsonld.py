import json
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.store import union
from tests.export.graphs import ID, KG, small, written


def objects(store: Store) -> dict[str, Any]:
    document = json.loads(written(store, "jsonld"))
    return {node["id"].removeprefix(ID): node for node in document["@graph"]}


def test_it_reads_as_plain_json(tmp_path: Path) -> None:
    things = objects(small(tmp_path))
    report = things["report"]
    assert report["type"] == "Report"
    assert report["prefLabel"] == {"zh": "数据年报"}
    assert report["publicationDate"] == {"@value": "2024-07", "@type": "xsd:gYearMonth"}
    assert things["meeting"]["startDate"] == "2024-11-19"
    assert things["meeting"]["location"] == f"{ID}town"
    assert things["ministry"]["prefLabel"] == {"zh": "数据部", "en": "Data Ministry"}
    assert things["figure"]["value"] == "53900000000000"


def test_what_belongs_to_one_thing_stands_inside_it(tmp_path: Path) -> None:
    things = objects(small(tmp_path))
    assert "post" not in things
    assert things["wang"]["holds"]["positionTitle"] == {"zh": "处长"}
    assert "evidence" not in things
    (evidence,) = things["ministry"]["evidence"]
    assert evidence == {
        "id": f"{ID}evidence",
        "type": "Evidence",
        "property": "published",
        "object": f"{ID}report",
        "quote": "数据部发布《数据年报》。",
    }
    assert things["figure"]["evidence"][0]["property"] == "rdf:type"


def test_what_stands_under_itself_is_still_there() -> None:
    store = Store()
    said = """
        @prefix kg: <https://w3id.org/wenpu/ontology#> . @prefix e: <http://example.org/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        e:a a kg:Position ; kg:holds e:b . e:b a kg:Position ; kg:holds e:a .
        e:p a kg:Person , kg:Position ; kg:holds e:p .
        e:v a kg:Evidence ; rdf:subject e:w . e:w a kg:Evidence ; rdf:subject e:v , e:a .
        e:x a kg:Evidence ; rdf:subject e:nothing . e:y a kg:Evidence ; rdf:subject "text" .
        e:z kg:value "many"@en , 3 ; kg:theme 7 ; kg:location "here" ; kg:charStart 01 ; rdf:object "o" .
        _:blank kg:mentions _:blank .
    """
    store.load(said.encode(), format=RdfFormat.TURTLE)
    data = written(store, "jsonld")
    ours = rdflib.Graph().parse(data=data, format="json-ld")
    assert len(ours) == len(store) == 23
    named = {q.triple for q in parse(data, format=RdfFormat.JSON_LD) if "_:" not in str(q)}
    assert named == {triple for triple in union(store) if "_:" not in str(triple)}
    assert (rdflib.URIRef("http://example.org/z"), rdflib.URIRef(f"{KG}location"), rdflib.Literal("here")) in ours
