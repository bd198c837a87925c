from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg import build
from kg.errors import BuildError
from kg.rdf.namespaces import KG
from tests.documents.pdf.files import CHINESE, made
from tests.documents.test_webpage import ENGLISH, page

MARKDOWN = "# 国际电信联盟发布报告\n\n国际电信联盟发布《数字经济报告2024》。\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes(page(charset="gb2312").encode("gbk"))
    (folder / "b.htm").write_text(ENGLISH, "utf-8")
    (folder / "c.pdf").write_bytes(
        made(
            "国际电信联盟发布报告", ["国际电信联盟发布《数字经济报告2024》。报告称，全球仍有26亿人没有上网。"], CHINESE
        )
    )
    (folder / "d.md").write_text(MARKDOWN, "utf-8")
    return folder


def texts(out: Path) -> dict[str, str | None]:
    """The inputs of a graph folder by name, each with its transcript's path."""
    said: Any = json.loads((out / "build.json").read_text("utf-8"))
    return {Path(each["path"]).name: each["text"] for each in said["inputs"]}


def files(out: Path) -> set[str]:
    return {file.relative_to(out).as_posix() for file in (out / "transcripts").glob("*")}


def test_every_quote_stands_in_the_text_that_it_counts_in(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(sources, out=out)
    said: Any = json.loads((out / "build.json").read_text("utf-8"))
    text = {
        each["article"]: (out / each["text"] if each["text"] else Path(each["path"])).read_text("utf-8")
        for each in said["inputs"]
    }
    store = Store()
    store.load(path=out / "graph.ttl", format=RdfFormat.TURTLE)
    checked = dict.fromkeys(text, 0)
    for quad in store.quads_for_pattern(None, NamedNode(f"{KG}inArticle"), None, None):
        values = {}
        for name in ("quote", "charStart", "charEnd"):
            (found,) = store.quads_for_pattern(quad.subject, NamedNode(KG + name), None, None)
            assert isinstance(found.object, Literal)
            values[name] = found.object.value
        assert isinstance(quad.object, NamedNode)
        article = text[quad.object.value]
        assert article[int(values["charStart"]) : int(values["charEnd"])] == values["quote"]
        checked[quad.object.value] += 1
    assert all(count > 3 for count in checked.values())


def test_transcripts_come_stay_and_go_with_their_articles(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(sources, out=out)
    first = texts(out)
    assert [name for name, text in first.items() if text] == ["a.html", "b.htm", "c.pdf"]
    assert files(out) == {text for text in first.values() if text}
    (sources / "b.htm").unlink()
    (sources / "a.html").write_text(page().replace("1200家", "1300家"), "utf-8")
    build(sources, out=out)
    second = texts(out)
    assert second["c.pdf"] == first["c.pdf"]
    assert second["a.html"] != first["a.html"]
    assert files(out) == {text for text in second.values() if text}
    for file in sources.glob("[ac].*"):
        file.unlink()
    build(sources, out=out)
    assert not (out / "transcripts").exists()


def test_a_transcript_that_is_gone_is_written_again(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(sources, out=out)
    before = {name: (out / name).read_bytes() for name in files(out)}
    (out / min(before)).unlink()
    build(sources, out=out)
    assert {name: (out / name).read_bytes() for name in files(out)} == before


def test_the_same_pages_give_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    for out in ("x", "y"):
        build(sources, out=tmp_path / out, jobs=1 + (out == "y"))
    for name in ("graph.ttl", "graph.html", *files(tmp_path / "x")):
        assert (tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes()
    assert files(tmp_path / "x") == files(tmp_path / "y")


def test_what_lies_in_graph_folders_is_no_source_and_is_not_touched(sources: Path) -> None:
    build(sources, out=sources / "out")
    build(sources, out=sources / "other")
    assert set(texts(sources / "other")) == {"a.html", "b.htm", "c.pdf", "d.md"}
    notes = sources / "out" / "transcripts" / "notes.txt"
    notes.write_text("我的笔记\n\n国际电信联盟发布报告。", "utf-8")
    build(sources / "d.md", out=sources / "out")
    assert files(sources / "out") == {"transcripts/notes.txt"}


def test_nothing_is_left_of_a_build_that_failed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><nav>菜单</nav></body></html>", "utf-8")
    with pytest.raises(BuildError, match="nothing could be built"):
        build(tmp_path / "a.html", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_article_in_another_language_is_skipped_and_the_rest_goes_on(sources: Path) -> None:
    russian = "Международный союз электросвязи сообщил в понедельник, что миллиарды людей не имеют доступа к сети. "
    (sources / "e.html").write_text(f"<html><body><p>{russian * 4}</p></body></html>", "utf-8")
    manifest = build(sources).manifest
    assert len(manifest.inputs) == 4
    assert [each for each in manifest.warnings if "e.html: the article is in Russian, which is not read" in each]
