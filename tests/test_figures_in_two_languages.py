"""Pairs of sentences, Chinese and English: the same figure is one node, another figure is another one."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

import kg

PAIRS = tomllib.loads(Path(__file__).with_name("figures_in_two_languages.toml").read_text(encoding="utf-8"))
QUESTION = """
    SELECT ?url ?figure WHERE {
      ?evidence rdf:subject ?figure ; rdf:predicate rdf:type ; kg:inArticle/kg:url ?url . ?figure a kg:Observation
    }"""

Read = dict[str, set[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pairs")
    for group, pairs in PAIRS.items():
        for number, pair in enumerate(pairs):
            for language, sentence in zip(("zh", "en"), pair, strict=True):
                name = f"{group} {number} {language}"
                title = "河海观察" if language == "zh" else "Notes"
                url = f"https://example.org/{name.replace(' ', '/')}"
                head = f"title: {title}\nsource: The Example\ndate: 2030-05-10\nurl: {url}"
                text = f"---\n{head}\n---\n\n{sentence}\n"
                (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> kg.Graph:
    return kg.build(folder)


@pytest.fixture(scope="module")
def read(graph: kg.Graph) -> Read:
    """The figures that each article states, by group, number and language."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in graph.query(QUESTION):
        found[str(row.url).removeprefix("https://example.org/").replace("/", " ")].add(str(row.figure))
    return found


@pytest.mark.parametrize("number", range(len(PAIRS["one"])), ids=lambda n: PAIRS["one"][n][1][:50])
def test_one_figure_is_one_node(read: Read, number: int) -> None:
    chinese, english = read[f"one {number} zh"], read[f"one {number} en"]
    assert chinese
    assert chinese == english


@pytest.mark.parametrize("number", range(len(PAIRS["two"])), ids=lambda n: PAIRS["two"][n][1][:50])
def test_two_figures_are_two_nodes(read: Read, number: int) -> None:
    chinese, english = read[f"two {number} zh"], read[f"two {number} en"]
    assert chinese
    assert english
    assert not chinese & english


def test_a_pair_that_is_missed_is_kept_apart_and_lost_nowhere(read: Read) -> None:
    for number in range(len(PAIRS["missed"])):
        assert read[f"missed {number} zh"]
        assert read[f"missed {number} en"]


def test_the_graph_of_all_is_valid(graph: kg.Graph) -> None:
    report = graph.validate()
    assert not report.problems
