"""The commands on the real pipeline and the seed article."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

import pytest

import kg as package
from tests.cli.conftest import Kg

SEEDS = Path(__file__).parents[2] / "seeds"
PROGRAM = [sys.executable, "-c", "from kg.cli import main; main()"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    done = subprocess.run([*PROGRAM, "build", str(SEEDS), "-o", str(out)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.startswith("1 article, ")
    assert done.stderr.count("\n") == 1
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


def test_the_seed_becomes_a_graph_that_conforms(kg: Kg, built: Path) -> None:
    said = kg("validate", str(built))
    assert (said.code, said.out) == (0, "")
    assert said.err.endswith("triples, all in order\n")


def test_the_seed_answers_the_ready_questions(kg: Kg, built: Path) -> None:
    reports = kg("query", str(built), "--named", "reports").out
    assert "2024年数字经济报告,联合国贸易和发展会议,2024-07," in reports
    assert "郎平," in kg("query", str(built), "--named", "affiliations").out
    assert ",2024-11-19,2024-11-22," in kg("query", str(built), "--named", "events").out
    about = kg("query", str(built), "--named", "about", "全球网络安全指数2024年版").out
    assert "https://w3id.org/wenpu/ontology#published" in about


def test_every_quote_is_what_stands_in_the_file(built: Path) -> None:
    (file,) = SEEDS.iterdir()
    text = file.read_text("utf-8")
    query = "SELECT ?quote ?start ?end WHERE { ?e kg:quote ?quote ; kg:charStart ?start ; kg:charEnd ?end }"
    rows = package.open(built).query(query).rows
    assert rows
    assert [row.quote for row in rows] == [text[row.start : row.end] for row in rows]  # type: ignore[misc]


def test_the_same_seed_gives_the_same_bytes(kg: Kg, built: Path, tmp_path: Path) -> None:
    assert kg("build", str(SEEDS), "-o", str(tmp_path / "again"), "--quiet").err == ""
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes()


def test_options_decide_what_is_built(kg: Kg, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    said = kg("build", str(SEEDS), "-o", out, "--base-iri", "https://example.org/", "--min-confidence", "1", "-q")
    assert (said.code, said.err) == (0, "")
    assert kg("query", out, "ASK { ?e kg:confidence ?c FILTER(?c < 1) }").out == "false\n"
    assert "w3id.org/wenpu/id/" not in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_verbose_names_files_and_stages(kg: Kg, out: Path) -> None:
    said = kg("build", str(SEEDS), "-o", str(out), "--force", "--verbose")
    (file,) = SEEDS.iterdir()
    assert said.err.splitlines()[:3] == ["1 to read, 0 as they were", file.as_posix(), "writing"]


def test_bad_inputs_are_one_line_each_and_the_rest_goes_on(kg: Kg, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "in")
    (tmp_path / "in" / "binary.md").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "in" / "empty.md").write_text("")
    said = kg("build", str(tmp_path / "in"), str(tmp_path / "nowhere"), "-o", str(tmp_path / "out"))
    assert said.code == 1
    *warnings, summary = said.err.splitlines()
    assert [line.split(":")[1].rsplit("/", 1)[-1] for line in warnings] == ["nowhere", "binary.md", "empty.md"]
    assert summary.startswith("1 article, ")
    assert len(json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))["warnings"]) == 3


def test_two_jobs_give_what_one_gives(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.md").write_text(
            f"---\ntitle: 第{number}篇\nurl: https://example.org/{number}\ndate: 2024-01-02\n---\n"
            f"# 第{number}篇\n\n数据部发布《数据年报{number}》。\n",
            "utf-8",
        )
    for jobs in ("1", "2"):
        arguments = ["build", "in", "-o", jobs, "--jobs", jobs, "--quiet"]
        done = subprocess.run([*PROGRAM, *arguments], cwd=tmp_path, env=environment(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def environment() -> dict[str, str]:
    """The environment with this checkout on the path."""
    return {**os.environ, "PYTHONPATH": str(SEEDS.parent)}


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["build", "SEEDS"], 2, "Missing option '-o'"),
        (["build", "-o", "OUT"], 2, "Missing argument 'SOURCE"),
        (["build", "SEEDS", "-o", "OUT", "--base-iri", "x"], 2, "base IRI 'x': give an absolute IRI"),
        (["build", "SEEDS", "-o", "OUT", "--min-confidence", "2"], 2, "minimum confidence 2.0: give a number"),
        (["build", "SEEDS", "-o", "OUT", "--lang", "?"], 2, "language '?': give zh or en"),
        (["build", "SEEDS", "-o", "OUT", "--jobs", "0"], 2, "Invalid value for '--jobs'"),
        (["build", "SEEDS", "-o", "FILE"], 1, "FILE: this is a file; name a folder to build in"),
        (["validate", "OUT"], 1, "OUT: no such graph folder; make one with: kg build SOURCE -o OUT"),
        (["view", "OUT"], 1, "OUT: no such graph folder"),
        (["explane", "OUT", "x"], 2, "No such command 'explane'"),
    ],
)
def test_errors_are_one_line_and_the_right_code(
    kg: Kg, tmp_path: Path, arguments: list[str], code: int, line: str
) -> None:
    (tmp_path / "file").write_text("x")
    names = {"SEEDS": str(SEEDS), "OUT": str(tmp_path / "none"), "FILE": str(tmp_path / "file")}
    said = kg(*(names.get(argument, argument) for argument in arguments))
    for name in ("OUT", "FILE"):
        line = line.replace(name, names[name])
    assert said.err.startswith(f"kg: {line}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")
    assert not (tmp_path / "none").exists()


def test_a_broken_graph_is_reported_by_name_and_rule(kg: Kg, out: Path) -> None:
    shutil.rmtree(out / "store")
    with (out / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write('<https://example.org/x> a kg:Person ; rdfs:label "某人"@zh .\n')
    said = kg("validate", str(out))
    assert said.code == 1
    assert "violation: 某人 <https://example.org/x>: " in said.out
    assert "a named thing needs a preferred name" in said.out
    assert said.err.endswith("correct what was edited by hand, or build again with --force\n")


def test_view_writes_the_page_again_and_elsewhere(kg: Kg, out: Path, tmp_path: Path) -> None:
    before = (out / "graph.html").read_bytes()
    (out / "graph.html").unlink()
    said = kg("view", str(out))
    assert (said.code, said.err) == (0, f"{out / 'graph.html'}\n")
    assert (out / "graph.html").read_bytes() == before
    page = tmp_path / "page.html"
    assert kg("view", str(out), "-o", str(page), "--focus", "国际电信联盟", "--hops", "1", "-q").err == ""
    assert page.read_bytes() != before
    assert (out / "graph.html").read_bytes() == before


def test_view_opens_in_a_language_on_so_many_nodes_in_the_browser(
    kg: Kg, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: shown.append(address) or True)
    page = tmp_path / "page.html"
    said = kg("view", str(out), "-o", str(page), "--max-nodes", "3", "--lang", "en", "--open", "-q")
    assert (said.code, said.err) == (0, "")
    assert shown == [page.as_uri()]
    assert '<html lang="en"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", [["--max-nodes", "0"], ["--max-nodes", "1001"], ["--lang", "fr"]])
def test_view_refuses_what_it_cannot_draw(kg: Kg, out: Path, wrong: list[str]) -> None:
    said = kg("view", str(out), *wrong)
    assert said.code == 2
    assert wrong[0] in said.err
    assert said.err.count("\n") == 1


def test_view_of_an_unknown_name_changes_nothing(kg: Kg, out: Path) -> None:
    before = sorted(path.name for path in out.iterdir())
    said = kg("view", str(out), "--focus", "没有这个名字")
    assert said.code == 1
    assert "没有这个名字" in said.err
    assert said.err.count("\n") == 1
    assert sorted(path.name for path in out.iterdir()) == before


def test_a_page_that_cannot_be_written_is_one_line(kg: Kg, out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    said = kg("view", str(out), "-o", str(tmp_path / "file" / "page.html"))
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "File exists" in said.err or "Not a directory" in said.err


@pytest.mark.parametrize("command", ["build", "query", "view", "validate"])
def test_help_has_an_example(kg: Kg, command: str) -> None:
    said = kg(command, "--help")
    assert said.code == 0
    assert f"Example:\n    kg {command} " in said.out


def test_version_and_help_of_the_program(kg: Kg) -> None:
    assert kg("--version").out == f"kg {package.__version__}\n"
    assert kg("--help").out.startswith("Usage: ")
    assert kg().code == 2


def test_an_interrupt_is_one_line_and_keeps_what_was_built(out: Path, tmp_path: Path) -> None:
    before = (out / "graph.ttl").read_bytes()
    code = (
        "import kg.extract, time; kg.extract.extract = lambda *a, **k: time.sleep(60); from kg.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "build", str(SEEDS), "-o", str(out), "--force", "-v"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith("1 to read")
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert (
        process.stderr.read()
        == "kg: interrupted; what was built before is as it was, and a build goes on when it is run again\n"
    )
    assert process.wait(10) == 130
    assert (out / "graph.ttl").read_bytes() == before
    assert len(package.open(out)) > 0


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device", "graph.ttl"), "graph.ttl: No space left on device"),
        (
            OSError("IO error: while writing: No space left on device"),
            "OUT: No space left on device",
        ),
    ],
)
def test_a_full_disk_is_one_line(kg: Kg, out: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, line: str) -> None:
    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr("kg.run.products.patch", full)
    said = kg("build", str(SEEDS), "-o", str(out), "--force")
    line = line.replace("OUT", str(out))
    assert said.err == f"kg: {line}; make room and run it again: what was built before is as it was\n"
    assert said.code == 1


def test_what_nobody_foresaw_is_one_line_too(kg: Kg, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("kg.run.products.patch", fail)
    said = kg("build", str(SEEDS), "-o", str(out), "--force")
    assert said.err == "kg: unexpected ZeroDivisionError: oh no; please report it (KG_TRACEBACK=1 shows where)\n"
    assert said.code == 1


@pytest.mark.parametrize("kept", ["graph.ttl", "build.json", "store/current"])
def test_view_does_not_write_over_the_graph(kg: Kg, out: Path, kept: str) -> None:
    before = (out / kept).read_bytes()
    said = kg("view", str(out), "-o", str(out / kept))
    assert (said.code, said.err) == (2, f"kg: {out / kept}: kg build keeps that file; give another name\n")
    assert (out / kept).read_bytes() == before


def test_view_into_a_folder_is_one_line(kg: Kg, out: Path, tmp_path: Path) -> None:
    said = kg("view", str(out), "-o", str(tmp_path))
    assert (said.code, said.err) == (2, f"kg: {tmp_path}: this is a folder; name a file in it\n")
