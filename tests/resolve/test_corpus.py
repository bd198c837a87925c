"""Small articles, Chinese and English, whose names were grouped by hand; what a build makes of them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.rdf.namespaces import SKOS_ALT_LABEL, SKOS_PREF_LABEL, property_of
from kg.run import Options, build_into
from kg.store import open_store

_CORPUS = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text("utf-8"))
_ARTICLES: dict[str, str] = _CORPUS["articles"]
_CLUSTERS: dict[str, list[str]] = _CORPUS["clusters"]


def write(folder: Path, names: Iterable[str]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = []
    for name in names:
        file = folder / f"{name}.md"
        front = f"---\ntitle: {name}\nurl: https://example.org/{name}\ndate: 2030-06-01\n---\n"
        file.write_text(f"{front}\n# {name}\n\n{_ARTICLES[name]}\n", "utf-8")
        files.append(file)
    return files


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    build_into(folder / "out", write(folder / "in", _ARTICLES), Options())
    return folder / "out"


@pytest.fixture(scope="module")
def nodes(out: Path) -> dict[str, str]:
    """The node of each item, by the label that it has in its article's graph."""
    store = open_store(out)
    article = {title(store, graph): graph for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    found = {}
    for item in (item for items in _CLUSTERS.values() for item in items):
        name, _, text = item.partition(":")
        subjects = {
            quad.subject.value
            for lang in ("zh", "en")
            for predicate in (SKOS_PREF_LABEL, SKOS_ALT_LABEL)
            for quad in store.quads_for_pattern(None, predicate, Literal(text, language=lang), article[name])
            if isinstance(quad.subject, NamedNode)
        }
        if len(subjects) == 1:
            found[item] = subjects.pop()
    return found


def title(store: Store, graph: NamedNode) -> str:
    quad = next(store.quads_for_pattern(graph, property_of("title").iri, None, graph))
    assert isinstance(quad.object, Literal)
    return quad.object.value


def b_cubed(nodes: dict[str, str]) -> tuple[float, float]:
    """Precision and recall (Bagga and Baldwin, 1998); an item without a node is alone."""
    gold = {item: frozenset(items) for items in _CLUSTERS.values() for item in items}
    made = {item: frozenset(other for other in nodes if nodes[other] == node) for item, node in nodes.items()}
    made |= {item: frozenset({item}) for item in gold if item not in made}
    shared = {item: len(gold[item] & made[item]) for item in gold}
    precision = sum(shared[item] / len(made[item]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(gold[item]) for item in gold) / len(gold)
    return precision, recall


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert len(_ARTICLES) >= 40
    assert {item.partition(":")[0] for items in _CLUSTERS.values() for item in items} == set(_ARTICLES)


def test_names_are_grouped_as_a_careful_reader_groups_them(nodes: dict[str, str]) -> None:
    precision, recall = b_cubed(nodes)
    assert precision >= 0.97
    assert recall >= 0.95
    assert 2 * precision * recall / (precision + recall) >= 0.95


@pytest.mark.parametrize("pair", _CORPUS["never"]["pairs"])
def test_namesakes_stay_apart(nodes: dict[str, str], pair: list[str]) -> None:
    one, other = pair
    assert nodes[one] != nodes[other]


def test_editions_lead_to_their_series(out: Path, nodes: dict[str, str]) -> None:
    store = open_store(out)
    series = {
        quad.object.value
        for item in ("summit-1:2030年北岭数字经济峰会", "summit-2:2031年北岭数字经济峰会")
        for quad in store.quads_for_pattern(NamedNode(nodes[item]), property_of("editionOf").iri, None, None)
        if isinstance(quad.object, NamedNode)
    }
    assert [iri.rpartition("/id/")[2] for iri in series] == ["event/北岭数字经济峰会"]


def test_the_order_of_the_articles_changes_no_byte(out: Path, tmp_path: Path) -> None:
    files = sorted((out.parent / "in").iterdir())
    random.Random(7).shuffle(files)
    build_into(tmp_path / "out", files, Options())
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (out / "graph.ttl").read_bytes()


def test_articles_that_come_one_after_another_leave_what_all_at_once_leave(out: Path, tmp_path: Path) -> None:
    folder = out.parent / "in"
    files = sorted(folder.iterdir())
    random.Random(11).shuffle(files)
    for end in (9, 10, 25, len(files)):
        build_into(tmp_path / "out", files[:end], Options())
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (out / "graph.ttl").read_bytes()


def test_articles_that_go_take_with_them_what_only_they_said(out: Path, tmp_path: Path) -> None:
    files = sorted((out.parent / "in").iterdir())
    fewer = [file for file in files if file.stem not in ("alliance-1", "person-1", "summit-2", "shared-2")]
    build_into(tmp_path / "less", files, Options())
    build_into(tmp_path / "less", fewer, Options())
    build_into(tmp_path / "never-more", fewer, Options())
    less, never_more = ((tmp_path / name / "graph.ttl").read_bytes() for name in ("less", "never-more"))
    assert less == never_more
    assert less != (out / "graph.ttl").read_bytes()
