"""What users type that is none of what a command expects, and what they start commands with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small_graph
from tests.cli.conftest import Kg

PROGRAM = [sys.executable, "-c", "from kg.cli import main; main()"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_graph.write(tmp_path_factory.mktemp("graph"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "", "-o", "OUT"],
        ["build", "articles", "-o", ""],
        ["build", "articles", "-o", "OUT", "--authority", ""],
        ["query", "", "--named", "reports"],
        ["view", "OUT", "-o", ""],
        ["export", "OUT", "--format", "turtle", "-o", ""],
        ["eval", "", "articles"],
        ["validate", ""],
    ],
)
def test_an_unset_variable_of_the_shell_is_not_this_folder(
    kg: Kg, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = kg(*(str(out) if each == "OUT" else each for each in arguments))
    line = "kg: an empty argument ('') stands where a file or folder is named; write . for this folder\n"
    assert (said.code, said.out, said.err) == (2, "", line)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "OUT", "--named", "about", "x\udcff"],
        ["query", "OUT", 'SELECT ("x\udcff" AS ?x) {}'],
        ["explain", "OUT", "x\udcff"],
        ["view", "OUT", "--focus", "x\udcff"],
        ["build", "articles", "-o", "x\udcff"],
        ["serve", "OUT", "--host", "x\udcff"],
    ],
)
def test_text_in_another_encoding_is_one_line(kg: Kg, out: Path, arguments: list[str]) -> None:
    said = kg(*(str(out) if each == "OUT" else each for each in arguments))
    assert said.err.endswith("is not UTF-8: set the terminal to UTF-8 and give it again\n")
    assert "x\\udcff" in said.err
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_a_source_whose_name_is_not_utf8_is_one_bad_input(kg: Kg, tmp_path: Path) -> None:
    said = kg("build", str(tmp_path / "x\udcff.md"), "-o", str(tmp_path / "out"))
    assert said.err == (
        f"kg: {tmp_path}/x?.md: no such file or folder: check the path\n"
        "kg: nothing could be built: 1 input failed, see above\n"
    )
    assert said.code == 1


def test_wrong_choices_are_named_without_the_librarys_words(kg: Kg, out: Path) -> None:
    said = kg("query", str(out), "--named", "reports", "--format", "xlsx")
    assert said.err.startswith("kg: Invalid value for '--format': 'xlsx' is not one of 'table', 'csv', 'tsv', ")
    assert said.code == 2


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_streams_that_are_closed_lead_nowhere(out: Path, closed: int) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {closed}<&-', *PROGRAM, "query", str(out), "--named", "reports"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert ("数据年报" in done.stdout) is (closed != 1)


@pytest.mark.parametrize("arguments", [["--named", "reports", "--format", "table"], ["--list-named"]])
def test_characters_that_the_terminal_lacks_are_escaped(out: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [*PROGRAM, "query", str(out), *arguments],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u62a5" in done.stdout  # 报


def test_output_that_nobody_reads_to_its_end(out: Path) -> None:
    command = " ".join(["exec", '"$0" "$@"', "|", "head -1"])
    done = subprocess.run(
        ["sh", "-c", command, *PROGRAM, "query", str(out), "SELECT * { ?s ?p ?o }"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("o,p,s\n", "")
