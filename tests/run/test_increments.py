"""Builds one after another leave what one build of what is then there leaves, to the byte."""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

import kg
from kg.errors import BuildError
from kg.run import Manifest, Options, build_into, products
from kg.store import Editor, graph_names, open_store
from tests.fake_stages import Fakes

_TITLES = ("甲报告", "乙报告", "丙报告", "甲报告2024年版")
_CHANGE = st.tuples(st.sampled_from("abcdef"), st.lists(st.sampled_from(_TITLES), max_size=3) | st.none())
"""A file, and the titles that it names from now on; none where it goes."""


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fakes:
    monkeypatch.chdir(tmp_path)
    return Fakes(monkeypatch)


def write(name: str, titles: list[str]) -> None:
    Path("in").mkdir(exist_ok=True)
    said = "".join(f"其中提到《{title}》。" for title in titles)
    front = f"---\ntitle: {name}\nurl: https://example.org/{name}\nsource: 某报\ndate: 2024-01-02\n---\n"
    Path("in", f"{name}.md").write_text(f"{front}\n# {name}\n\n这是正文。{said}\n", "utf-8")


def build(out: str) -> None:
    build_into(Path(out), [Path("in")], Options())


def content(out: str) -> dict[str, object]:
    said = json.loads(Path(out, "build.json").read_text("utf-8"))
    for changing in ("timings", "slow"):
        del said[changing]
    return {name: Path(out, name).read_bytes() for name in ("graph.ttl", "graph.html")} | {"build.json": said}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_CHANGE, min_size=1, max_size=3), min_size=1, max_size=5), st.sampled_from([2, 5000]))
def test_one_build_after_another_leaves_what_one_leaves(
    fakes: Fakes, steps: list[list[tuple[str, list[str] | None]]], whole: int
) -> None:
    for left in ("in", "out", "fresh"):
        shutil.rmtree(left, ignore_errors=True)
    write("z", ["甲报告"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(products, "WHOLE", whole)
        patched.setattr(products, "PART", 2)
        for changes in steps:
            for name, titles in changes:
                if titles is None:
                    Path("in", f"{name}.md").unlink(missing_ok=True)
                else:
                    write(name, titles)
            build("out")
        build("fresh")
    assert content("out") == content("fresh")
    counts = Manifest.read(Path("out/build.json")).counts
    graph = kg.open("out")
    assert counts["triples"] == len(graph)
    rows = graph.query(
        "SELECT ?kind (COUNT(?x) AS ?n) { ?x a ?kind FILTER(STRSTARTS(STR(?kind), STR(kg:))) } GROUP BY ?kind"
    )
    assert counts["things"] == {str(row.kind).rpartition("#")[2]: row.n for row in rows}


def test_a_file_that_was_only_touched_is_not_read_again(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    os.utime("in/a.md", (1, 1))
    build("out")
    fakes.extracted.clear()
    os.utime("in/a.md", (2, 2))
    build("out")
    assert fakes.extracted == []


def test_a_file_of_the_same_size_and_time_is_told_from_the_one_before(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    build("out")
    before = Path("in/a.md").stat()
    write("a", ["乙报告"])
    os.utime("in/a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Path("in/a.md").stat().st_size == before.st_size
    build("out")
    assert "乙报告" in Path("out/graph.ttl").read_text("utf-8")


@pytest.mark.parametrize("harm", ["edited", "cut", "gone", "empty"])
def test_a_graph_file_that_is_not_as_it_was_left_is_written_anew(fakes: Fakes, harm: str) -> None:
    for name in "abc":
        write(name, ["甲报告", f"{name}报告"])
    build("out")
    file = Path("out/graph.ttl")
    text = file.read_bytes()
    time.sleep(0.01)
    match harm:
        case "edited":
            file.write_bytes(text.replace("甲报告".encode(), "坏报告".encode()))
        case "cut":
            file.write_bytes(text[: len(text) // 2])
        case "gone":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
    write("d", ["丁报告"])
    build("out")
    build("fresh")
    assert content("out") == content("fresh")


def test_a_lost_ledger_costs_time_and_nothing_else(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    build("out")
    before = content("out")
    Path("out/store/names.sqlite").unlink()
    fakes.extracted.clear()
    build("out")
    assert fakes.extracted == ["a.md"]
    assert content("out") == before


def test_what_a_lost_ledger_knew_to_be_gone_goes(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    write("b", ["乙报告"])
    build("out")
    Path("out/store/names.sqlite").unlink()
    Path("in/b.md").unlink()
    build("out")
    build("fresh")
    assert content("out") == content("fresh")
    assert graph_names(open_store(Path("out"))) == graph_names(open_store(Path("fresh")))


def test_a_page_of_a_large_graph_has_its_best_linked_part_and_says_so(
    fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        write(name, ["甲报告", f"{name}报告"])
    monkeypatch.setattr(products, "WHOLE", 3)
    monkeypatch.setattr(products, "PART", 1)
    build("out")
    page = Path("out/graph.html").read_text("utf-8")
    assert "<title>3 articles · 1 / 7" in page
    found = [title for title in ("a报告", "b报告", "c报告", "甲报告") if title in page]
    assert len(found) <= 1


def test_articles_that_change_places_stay_themselves(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    write("b", ["乙报告"])
    build("out")
    first, second = Path("in/a.md"), Path("in/b.md")
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    build("out")
    build("fresh")
    assert content("out") == content("fresh")
    assert Manifest.read(Path("out/build.json")).warnings == ()


def test_the_order_in_which_things_come_does_not_matter(fakes: Fakes) -> None:
    names = list("abcdef")
    random.Random(1).shuffle(names)
    for name in names:
        write(name, ["甲报告", f"{name}报告"])
        build("out")
    build("fresh")
    assert content("out") == content("fresh")


def test_when_all_inputs_are_gone_the_graph_stays(fakes: Fakes) -> None:
    write("a", ["甲报告"])
    build("out")
    before = content("out")
    Path("in/a.md").unlink()
    with pytest.raises(BuildError, match="nothing could be built"):
        build("out")
    assert content("out") == before


def test_what_comes_out_as_it_was_is_not_written_again(fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    replace = Editor.replace

    def noted(editor: Editor, graphs: Mapping[str, Iterable[Quad]]) -> None:
        written.extend(graph.rsplit("/", 1)[1].partition("~")[0] for graph in graphs)
        replace(editor, graphs)

    monkeypatch.setattr(Editor, "replace", noted)
    for name in "abc":
        write(name, ["甲报告"])
    build("out")
    assert sorted(written) == ["a", "b", "c"]
    before = content("out")
    written.clear()
    build_into(Path("out"), [Path("in")], Options(), force=True)
    assert (written, content("out")) == ([], before)
    write("b", ["乙报告"])
    build_into(Path("out"), [Path("in")], Options(), force=True)
    assert written == ["b"]
    build("fresh")
    assert content("out") == content("fresh")
    written.clear()
    Path("in", "c.md").unlink()
    build("out")
    write("c", ["甲报告"])
    build("out")
    assert written == ["c", "c"]  # taken out, and written where it had been
    assert content("out") == content("fresh")
