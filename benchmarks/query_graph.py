"""A graph of any size for measurements: made up, but shaped like what articles give.

    python benchmarks/query_graph.py OUT 560     # some 1,000,000 triples

An article names people, organizations, a meeting and reports, some of them named by others too; it holds
claims and figures, and every fact has its evidence. The same number of articles gives the same graph.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import BASE_IRI, write_turtle
from kg.rdf.namespaces import KG, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, RDFS_LABEL, SKOS_PREF_LABEL, XSD
from kg.store import Editor, StoreWriter, union

__all__ = ["article", "write"]

_TOGETHER = 64
_SYLLABLES = "安宝长东丰广海和华江金龙南平青山泰天文新兴阳永元远正中"
_FACTS = 20


def write(out: Path, articles: int) -> int:
    """Make a graph folder of that many articles; return the number of triples.

    Args:
        out: the folder; made where missing.
        articles: 560 give about a million triples.
    """
    with StoreWriter(out / "store") as writer:
        editor = Editor(writer.store)
        for start in range(0, articles, _TOGETHER):
            numbers = range(start, min(start + _TOGETHER, articles))
            editor.replace({_id("article", n).value: list(article(n)) for n in numbers})
        editor.settle()
        with (out / "graph.ttl").open("wb") as file:
            write_turtle(union(writer.store), file)
        count = sum(1 for _ in union(writer.store))
        writer.commit()
    return count


def article(number: int) -> Iterator[Quad]:
    """Yield the graph of one article."""
    chance = random.Random(number)
    graph = _id("article", number)

    def triple(subject: NamedNode, name: str, value: NamedNode | Literal) -> Iterator[Quad]:
        predicate = NamedNode(KG + name)
        yield Quad(subject, predicate, value, graph)
        yield from evidence(subject, predicate, value)

    def evidence(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Iterator[Quad]:
        start = chance.randrange(5000)
        node = _id("evidence", f"{number}-{chance.randrange(10**12)}")
        yield Quad(node, RDF_TYPE, NamedNode(f"{KG}Evidence"), graph)
        yield Quad(node, RDF_SUBJECT, subject, graph)
        yield Quad(node, RDF_PREDICATE, predicate, graph)
        yield Quad(node, RDF_OBJECT, value, graph)
        for name, said in (
            ("inArticle", graph),
            ("quote", Literal(f"{_name(chance, 30)}，{_name(chance, 20)}。")),
            ("charStart", _typed(str(start), "nonNegativeInteger")),
            ("charEnd", _typed(str(start + 52), "nonNegativeInteger")),
            ("method", Literal("made-up")),
            ("confidence", _typed("0.9", "decimal")),
        ):
            yield Quad(node, NamedNode(KG + name), said, graph)

    def thing(kind: str, which: int) -> NamedNode:
        return _id(kind.lower(), which)

    def described(kind: str, which: int) -> Iterator[Quad]:
        node = thing(kind, which)
        name = Literal(f"{kind}{which}{_name(random.Random(which), 4)}", language="zh")
        yield Quad(node, RDF_TYPE, NamedNode(KG + kind), graph)
        yield Quad(node, RDFS_LABEL, name, graph)
        yield Quad(node, SKOS_PREF_LABEL, name, graph)
        yield Quad(graph, NamedNode(f"{KG}mentions"), node, graph)

    title = Literal(f"{_name(chance, 12)}第{number}篇", language="zh")
    yield Quad(graph, RDF_TYPE, NamedNode(f"{KG}Article"), graph)
    yield Quad(graph, RDFS_LABEL, title, graph)
    yield Quad(graph, SKOS_PREF_LABEL, title, graph)
    day = f"20{chance.randrange(15, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    yield from triple(graph, "title", title)
    yield from triple(graph, "publicationDate", _typed(day, "date"))
    for _ in range(_FACTS):
        # Squared: few things are named often, most of them seldom.
        person, organization, report, event, place = (
            int(chance.random() ** 2 * n) for n in (3000, 1500, 2000, 800, 120)
        )
        for kind, which in (
            ("Person", person),
            ("Organization", organization),
            ("Report", report),
            ("Event", event),
            ("Place", place),
        ):
            yield from described(kind, which)
        yield from triple(thing("Person", person), "affiliation", thing("Organization", organization))
        yield from triple(thing("Organization", organization), "published", thing("Report", report))
        yield from triple(thing("Event", event), "participant", thing("Person", person))
        yield from triple(thing("Event", event), "location", thing("Place", place))
        figure = _id("observation", f"{number}-{chance.randrange(10**9)}")
        yield Quad(figure, RDF_TYPE, NamedNode(f"{KG}Observation"), graph)
        yield from triple(figure, "measure", Literal(f"指标{chance.randrange(300)}", language="zh"))
        yield from triple(figure, "value", _typed(str(chance.randrange(10**9)), "decimal"))
        yield from triple(figure, "attributedTo", thing("Report", report))


def _id(kind: str, which: object) -> NamedNode:
    return NamedNode(f"{BASE_IRI}{kind}/{which}")


def _typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def _name(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=length))


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])), "triples")
