import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import BuildError, OptionError
from kg.run import Manifest, Options, build_into
from tests.fake_stages import POISON, Fakes

Write = Callable[[str, str], Path]


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fakes:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return Fakes(monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def article(name: str, text: str) -> Path:
        file = tmp_path / "in" / name
        front = f"---\ntitle: {name}\nurl: https://example.org/{name}\nsource: 某报\ndate: 2024-01-02\n---\n"
        file.write_text(f"{front}\n# {name}\n\n{text}\n", "utf-8")
        return file

    return article


def build(out: Path, *sources: Path, **options: object) -> tuple[Manifest, int]:
    force = bool(options.pop("force", False))
    _, failed = build_into(out, sources or [Path("in")], Options(**options), force=force)  # type: ignore[arg-type]
    return Manifest.read(out / "build.json"), failed


def titles(out: Path) -> list[object]:
    rows = kg.open(out).query("SELECT ?title WHERE { ?r a kg:Report ; skos:prefLabel ?title } ORDER BY ?title")
    return [row.title for row in rows]


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in ("graph.ttl", "graph.html")}


def test_a_graph_folder_holds_what_the_contract_says(fakes: Fakes, write: Write) -> None:
    write("a.md", "其中提到《甲报告》。")
    write("b.md", "其中提到《乙报告》和《甲报告》。")
    manifest, failed = build(Path("out"))
    assert failed == 0
    assert titles(Path("out")) == ["乙报告", "甲报告"]
    assert sorted(path.name for path in Path("out").iterdir()) == ["build.json", "graph.html", "graph.ttl", "store"]
    said = json.loads(Path("out/build.json").read_text("utf-8"))
    assert [each["path"] for each in said["inputs"]] == ["in/a.md", "in/b.md"]
    assert said["counts"]["articles"] == 2
    assert said["counts"]["facts"] == 3
    assert said["counts"]["things"]["Report"] == 2
    assert said["counts"]["triples"] == len(kg.open("out"))
    assert said["warnings"] == []
    assert set(said["timings"]) == {"compare", "build", "identity", "turtle", "page"}
    assert Manifest.read(Path("out/build.json")).inputs == manifest.inputs


def test_the_same_inputs_give_the_same_bytes_in_any_order(fakes: Fakes, write: Write) -> None:
    a, b = write("a.md", "《甲报告》"), write("b.md", "《乙报告》")
    build(Path("one"), a, b)
    build(Path("two"), b, a)
    assert content(Path("one")) == content(Path("two"))
    first, second = (json.loads(Path(out, "build.json").read_text("utf-8")) for out in ("one", "two"))
    for changing in ("timings", "slow"):
        del first[changing], second[changing]
    assert first == second


def test_a_build_leaves_nothing_aside(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    for _ in range(2):  # the second finds all as it was
        build(Path("out"))
        assert not Path("out", "store", "aside").exists()


def test_what_is_unchanged_is_not_read_again(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    write("b.md", "《乙报告》")
    build(Path("out"))
    write("b.md", "《丙报告》")
    fakes.extracted.clear()
    build(Path("out"))
    assert fakes.extracted == ["b.md"]
    assert titles(Path("out")) == ["丙报告", "甲报告"]
    build(Path("fresh"))
    assert content(Path("out")) == content(Path("fresh"))


def test_a_build_without_changes_writes_nothing(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    build(Path("out"))
    before = {path: path.stat().st_mtime_ns for path in sorted(Path("out").iterdir()) if path.is_file()}
    build(Path("out"))
    assert before == {path: path.stat().st_mtime_ns for path in before}
    Path("out/graph.html").unlink()
    build(Path("out"))
    assert Path("out/graph.html").is_file()


def test_force_and_other_options_read_everything_again(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    for options in ({}, {"force": True}, {"base_iri": "https://example.org/id/"}):
        build(Path("out"), **options)
    assert fakes.extracted == ["a.md"] * 3
    assert "https://w3id.org/wenpu/id/" not in Path("out/graph.ttl").read_text("utf-8")


def test_what_the_sources_no_longer_hold_goes(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    write("b.md", "《乙报告》").rename("gone.md")
    write("b.md", "《乙报告》")
    build(Path("out"))
    Path("in/b.md").unlink()
    build(Path("out"))
    assert titles(Path("out")) == ["甲报告"]


def test_a_bad_input_is_skipped_and_keeps_what_it_gave_before(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    write("b.md", "《乙报告》")
    build(Path("out"))
    Path("in/b.md").write_bytes(b"\x00\x01\x02\xff" * 100)
    Path("in/c.md").write_bytes(b"\x00\x01\x02\xff" * 100)
    manifest, failed = build(Path("out"))
    assert failed == 2
    assert titles(Path("out")) == ["乙报告", "甲报告"]
    assert manifest.warnings[0].startswith("in/b.md: ")
    assert manifest.warnings[1].startswith("in/c.md: ")
    assert manifest.warnings[2:] == ("in/b.md: what was built from it before is kept",)


def test_a_poisonous_document_costs_the_others_nothing(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    write("b.md", POISON)
    write("c.md", "《丙报告》")
    manifest, failed = build(Path("out"))
    assert failed == 1
    assert titles(Path("out")) == ["丙报告", "甲报告"]
    assert manifest.warnings == (
        "in/b.md: skipped, it could not be processed (RuntimeError: poisoned); please report it",
    )


def test_where_nothing_can_be_built_nothing_is_lost(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    build(Path("out"))
    before = content(Path("out"))
    Path("in/a.md").write_bytes(b"\x00" * 100)
    with pytest.raises(BuildError, match="nothing could be built: 1 input failed, see above; the graph is left"):
        build(Path("out"))
    assert content(Path("out")) == before
    assert titles(Path("out")) == ["甲报告"]


@pytest.mark.parametrize("source", ["nowhere", "empty"])
def test_a_source_without_articles_leaves_no_folder_behind(fakes: Fakes, source: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(BuildError, match="nothing could be built"):
        build(Path("out"), Path(source))
    assert not Path("out").exists()


def test_a_missing_source_keeps_what_lay_in_it(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    Path("more").mkdir()
    write("b.md", "《乙报告》").rename("more/b.md")
    build(Path("out"), Path("in"), Path("more"))
    Path("more/b.md").unlink()
    Path("more").rmdir()
    _, failed = build(Path("out"), Path("in"), Path("more"))
    assert failed == 1
    assert titles(Path("out")) == ["乙报告", "甲报告"]


def test_a_folder_that_cannot_be_listed_keeps_what_lay_in_it(
    fakes: Fakes, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", "《甲报告》")
    Path("in/deep").mkdir()
    write("b.md", "《乙报告》").rename("in/deep/b.md")
    build(Path("out"))
    write("c.md", "《丙报告》")
    scandir = os.scandir

    def refusing(folder: str) -> object:
        if folder == "in/deep":
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refusing)
        manifest, failed = build(Path("out"))
    assert failed == 1
    assert titles(Path("out")) == ["丙报告", "乙报告", "甲报告"]
    assert manifest.warnings == (
        "in/deep: the folder cannot be listed: check its permissions",
        "in/deep/b.md: what was built from it before is kept",
    )


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "build.json"])
def test_what_somebody_else_has_put_there_is_not_written_over(fakes: Fakes, write: Write, name: str) -> None:
    write("a.md", "《甲报告》")
    Path("out").mkdir()
    Path("out", name).write_text("{}")
    with pytest.raises(BuildError, match=f"^out/{name}: no graph that kg build made; move it away, or name another"):
        build(Path("out"))
    assert [each.read_text() for each in Path("out").iterdir()] == ["{}"]
    Path("out", name).rename("out/notes.txt")
    build(Path("out"))
    assert titles(Path("out")) == ["甲报告"]


def test_the_same_article_twice_is_built_once(fakes: Fakes, write: Write) -> None:
    text = write("b.md", "《甲报告》").read_text("utf-8")
    build(Path("out"))
    Path("in/a.md").write_text(text, "utf-8")
    manifest, failed = build(Path("out"))
    assert failed == 0
    assert [each.path for each in manifest.inputs] == ["in/a.md"]
    assert manifest.warnings == ("in/b.md: the same article as in/a.md; left out",)
    build(Path("fresh"))
    assert content(Path("out")) == content(Path("fresh"))
    Path("in/a.md").unlink()
    manifest, _ = build(Path("out"))
    assert [each.path for each in manifest.inputs] == ["in/b.md"]


def test_the_graph_folder_is_no_source(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    out = Path("in/out")
    build(out)
    (out / "notes.md").write_text("# 笔记\n\n《乙报告》\n", "utf-8")
    manifest, _ = build(out)
    assert [each.path for each in manifest.inputs] == ["in/a.md"]
    manifest, _ = build(Path("in"))
    assert [each.path for each in manifest.inputs] == ["in/a.md", "in/out/notes.md"]


def test_a_file_is_no_graph_folder(fakes: Fakes, write: Write) -> None:
    a = write("a.md", "《甲报告》")
    with pytest.raises(BuildError, match="this is a file; name a folder"):
        build(a)


def test_facts_that_are_not_sure_enough_are_left_out(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》（0.4）《乙报告》（0.9）")
    build(Path("out"), min_confidence=0.5)
    assert titles(Path("out")) == ["乙报告"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base_iri": "nonsense"}, "base IRI 'nonsense': give an absolute IRI"),
        ({"base_iri": "https://example.org/ x/"}, "give an absolute IRI"),
        ({"language": "中文"}, "language '中文': give zh or en, which are what is read"),
        ({"min_confidence": 1.5}, "minimum confidence 1.5: give a number from 0 to 1"),
        ({"min_confidence": float("nan")}, "give a number from 0 to 1"),
    ],
)
def test_wrong_options_are_explained(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        Options(**options)  # type: ignore[arg-type]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_an_oserror(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    Path("out").mkdir(mode=0o500)
    with pytest.raises(PermissionError):
        build(Path("out"))


def test_a_full_disk_leaves_the_graph_as_it_was(fakes: Fakes, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "《甲报告》")
    build(Path("out"))
    before = content(Path("out"))
    write("a.md", "《乙报告》")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "out/store/aside/graph.ttl")

    monkeypatch.setattr("kg.run.products.patch", full)
    with pytest.raises(OSError, match="No space left"):
        build(Path("out"))
    assert content(Path("out")) == before
    assert titles(Path("out")) == ["甲报告"]
    monkeypatch.undo()


def test_python_builds_in_memory_or_in_a_folder(fakes: Fakes, write: Write) -> None:
    write("a.md", "《甲报告》")
    in_memory = kg.build("in")
    on_disk = kg.build("in", out="out")
    assert not Path("store").exists()
    assert in_memory.turtle == on_disk.turtle == Path("out/graph.ttl").read_text("utf-8")
    assert in_memory.manifest.inputs == on_disk.manifest.inputs
    with pytest.raises(BuildError, match="nowhere: no such file or folder"):
        kg.build("nowhere")
    with pytest.raises(OptionError, match="give at least one file or folder"):
        kg.build()
