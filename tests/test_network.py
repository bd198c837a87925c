import gc

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.network import network
from kg.store import union
from tests import small_graph

ID = "https://w3id.org/wenpu/id/"


def store(extra: str = "") -> Store:
    made = Store()
    made.extend(Quad(*quad.triple, DefaultGraph()) for quad in small_graph.quads())
    prefixes = "\n".join(line for line in small_graph.TURTLE.splitlines() if line.startswith("@prefix"))
    made.load((prefixes + extra).encode(), format=RdfFormat.TURTLE)
    return made


def test_things_are_nodes_and_evidence_is_none() -> None:
    graph = network(union(store()))
    assert sorted(node.removeprefix(ID) for node in graph) == [
        "bureau", "figure", "meeting", "ministry", "office", "other", "post", "report", "town", "wang",
    ]  # fmt: skip
    assert graph.nodes[f"{ID}ministry"]["kind"] == "Organization"
    assert graph.nodes[f"{ID}ministry"]["label"] == "数据部"
    assert graph.nodes[f"{ID}ministry"]["names"] == [("数据部", "zh"), ("Data Ministry", "en")]


def test_relations_are_edges_with_their_evidence() -> None:
    graph = network(union(store()))
    (edge,) = graph.get_edge_data(f"{ID}ministry", f"{ID}report").items()
    assert edge == (
        "published",
        {
            "evidence": [
                {
                    "quote": "数据部发布《数据年报》。",
                    "article": "",
                    "start": 0,
                    "end": 0,
                    "method": "",
                    "confidence": 1.0,
                }
            ]
        },
    )
    assert graph.get_edge_data(f"{ID}wang", f"{ID}office") == {"affiliation": {"evidence": []}}


def test_literals_are_facts_and_the_class_has_its_evidence() -> None:
    figure = network(union(store())).nodes[f"{ID}figure"]
    assert {"property": "value", "value": "53900000000000", "datatype": "decimal", "evidence": []} in figure["facts"]
    assert {"property": "measure", "value": "产值", "lang": "zh", "evidence": []} in figure["facts"]
    assert [each["quote"] for each in figure["evidence"]] == ["2023年产值53.9万亿元。"]


def test_the_narrower_class_counts_and_a_topic_needs_no_description() -> None:
    graph = network(
        union(
            store(
                "id:meeting kg:organizer id:x . id:x a kg:Agent, kg:Person ."
                "id:a a kg:Article ; kg:about <https://w3id.org/wenpu/topic/privacy> ."
            )
        )
    )
    assert graph.nodes[f"{ID}x"]["kind"] == "Person"
    assert graph.nodes["https://w3id.org/wenpu/topic/privacy"]["kind"] == "Topic"


def test_the_same_graph_gives_the_same_order() -> None:
    one, other = network(union(store())), Store()
    other.extend(sorted(store(), key=str, reverse=True))
    two = network(union(other))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_the_collector_goes_on_as_it_was() -> None:
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            network(union(store()))
            assert gc.isenabled() is enabled
        finally:
            gc.enable()
