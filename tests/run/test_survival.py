"""Poisonous articles, kill -9, a full disk, two builds at once: with the real program, in processes of its own."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

import kg as package
from tests.run import poison_model
from tests.run.corpus import PROGRAM, article, content, kg, start

FULL = "No space left on device; make room and run it again: what was built before is as it was"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_poisonous_articles_are_cut_off_and_named_and_the_rest_goes_on(tmp_path: Path, jobs: str) -> None:
    model = poison_model.install(tmp_path / "packages")
    for number in range(20):
        article(tmp_path / "in", number)
    for number, word in ((3, "毒死"), (7, "毒停"), (12, "毒胀")):
        article(tmp_path / "in", number, word)
    limits = ["--timeout", "6", "--memory", "700"]
    arguments = ["build", "in", "-o", "out", "--model", model, "--jobs", jobs, *limits]
    code, said = kg(tmp_path, *arguments, path=tmp_path / "packages")
    assert code == 1
    *lines, summary = said.splitlines()
    assert sorted(lines) == [
        "kg: in/003.md: skipped, the process that read it ended (SIGABRT)",
        "kg: in/007.md: skipped, it took longer than 6 s and was cut off; --timeout allows more",
        "kg: in/012.md: skipped, it took more than 667 MiB of memory and was cut off; --memory allows more",
    ]
    assert summary.startswith("17 articles, ")
    told = json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))
    assert [each["path"] for each in told["failed"]] == ["in/003.md", "in/007.md", "in/012.md"]
    assert [f"kg: {each['why']}" for each in told["failed"]] == sorted(lines)
    assert [f"kg: {line}" for line in told["warnings"]] == sorted(lines)
    assert len(told["inputs"]) == 17
    assert len(told["slow"]) == 20
    assert [each["seconds"] for each in told["slow"]] == sorted((s["seconds"] for s in told["slow"]), reverse=True)


def test_a_poisonous_article_that_was_built_before_is_kept(tmp_path: Path) -> None:
    model = poison_model.install(tmp_path / "packages")
    for number in range(3):
        article(tmp_path / "in", number)
    arguments = ["build", "in", "-o", "out", "--model", model]
    assert kg(tmp_path, *arguments, path=tmp_path / "packages")[0] == 0
    before = content(tmp_path / "out")
    article(tmp_path / "in", 1, "毒死")
    code, said = kg(tmp_path, *arguments, path=tmp_path / "packages")
    assert code == 1
    assert said.splitlines()[:2] == [
        "kg: in/001.md: skipped, the process that read it ended (SIGABRT)",
        "kg: in/001.md: what was built from it before is kept",
    ]
    assert content(tmp_path / "out") == before


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, and under ``full`` what they become."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(32):
        article(folder / "in", number)
    assert kg(folder, "build", "in", "-o", "full", "--jobs", "2")[0] == 0
    return folder


def test_a_build_that_is_killed_goes_on_and_ends_with_the_same_graph(corpus: Path) -> None:
    """At twenty moments, drawn from all of the time that a build takes; each build begins where the last was killed."""
    chance = random.Random(8)
    out = corpus / "killed"
    arguments = ["build", "in", "-o", "killed", "--jobs", "1", "--verbose"]
    for moment in range(20):
        if moment % 5 == 0:
            shutil.rmtree(out, ignore_errors=True)
        process = start(corpus, *arguments)
        time.sleep(chance.uniform(0.2, 4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        _opens(out)
    code, said = kg(corpus, *arguments)
    assert code == 0, said
    assert content(out) == content(corpus / "full")
    assert not list((out / "store").glob("work-*"))
    assert not (out / "store" / "reading.sqlite").exists()
    assert not (out / "store" / "aside").exists()


def _opens(out: Path) -> None:
    """What a killed build leaves is a graph, or none yet."""
    if (out / "store" / "current").exists():
        assert len(package.open(out)) > 0


def test_what_was_read_before_a_kill_is_not_read_again(corpus: Path) -> None:
    out = corpus / "again"
    arguments = ["build", "in", "-o", "again", "--jobs", "1", "--verbose"]
    process = start(corpus, *arguments)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("in/"):  # a chunk is through
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with closing(sqlite3.connect(out / "store" / "reading.sqlite")) as journal:
        journal.execute("UPDATE read SET said = replace(said, '某报', '某报')")
        read = [path for (path,) in journal.execute("SELECT path FROM read ORDER BY path")]
        assert 0 < len(read) < 32
        # What is told of one of them in the journal alone can only have come from there.
        journal.execute(
            "UPDATE read SET said = replace(said, '[], ', '[\"from the journal\"], ') WHERE path = ?", read[:1]
        )
        journal.commit()
    code, said = kg(corpus, *arguments)
    assert code == 0
    assert "kg: from the journal" in said.splitlines()
    assert content(out) == content(corpus / "full")


@pytest.mark.parametrize("moment", ["backup", "ledger", "pointer", "placed"])
def test_a_build_that_is_killed_while_all_is_switched_leaves_one_or_the_other(corpus: Path, moment: str) -> None:
    """Between the steps in which store, ledger and files become the new ones."""
    folder = corpus / moment
    shutil.copytree(corpus / "in", folder / "in")
    assert kg(folder, "build", "in", "-o", "out")[0] == 0
    article(folder / "in", 5, "河州大学位于河州市。")
    at = {
        "backup": "kg.run.ledger.Ledger.commit",
        "ledger": "kg.store.StoreWriter._point_to",
        "pointer": "kg.run.products.Products._put_in_place",
        "placed": "kg.run.journal.Journal.finish",
    }[moment]
    code = (
        "import os, pkgutil, sys; from unittest.mock import patch; from kg.cli import main\n"
        f"with patch({at!r}, lambda *_: os.kill(os.getpid(), 9)): main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    killed = subprocess.run(
        [PROGRAM[0], "-c", code, "build", "in", "-o", "out"], cwd=folder, env=environment, check=False
    )
    assert killed.returncode == -9
    _opens(folder / "out")
    done, said = kg(folder, "build", "in", "-o", "out", "--verbose")
    assert done == 0
    # Once it was agreed on, nothing of it is done again.
    assert said.startswith("1 to read" if moment == "backup" else "0 to read, 32 as they were")
    assert "in/005.md" not in said.splitlines() or moment == "backup"
    assert kg(folder, "build", "in", "-o", "fresh")[0] == 0
    assert content(folder / "out") == content(folder / "fresh")


def test_a_full_disk_is_one_line_and_the_store_still_opens(corpus: Path) -> None:
    """With a limit on the size of a file instead of a full disk: any user can have that, at any size."""
    folder = corpus / "disk"
    for number in range(3):
        article(folder / "in", number)
    assert kg(folder, "build", "in", "-o", "out")[0] == 0
    before = content(folder / "out")
    for number in range(3, 24):
        article(folder / "in", number)
    for limit in (20_000, 100_000, 250_000):
        process = subprocess.run(
            ["prlimit", f"--fsize={limit}", *PROGRAM, "build", "in", "-o", "out", "--engine", "local"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert process.returncode == 1, limit
        (line,) = process.stderr.splitlines()
        # SQLite calls a file that may not grow an I/O error.
        assert re.fullmatch(rf"kg: out\S*: ({FULL}|Input/output error)", line)
        assert content(folder / "out") == before
        _opens(folder / "out")
    assert kg(folder, "build", "in", "-o", "out")[0] == 0
    assert kg(folder, "build", "in", "-o", "fresh")[0] == 0
    assert content(folder / "out") == content(folder / "fresh")


@pytest.mark.parametrize("room", ["300k", "1m", "2m", "3m"])
def test_a_disk_that_is_really_full_is_one_line(corpus: Path, tmp_path: Path, room: str) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", small], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only the superuser can mount a small disk")
    try:
        code, said = kg(corpus, "build", "in", "-o", str(small / "out"))
        assert code == 1
        (line,) = said.splitlines()
        assert re.fullmatch(rf"kg: {small}/out\S*: {FULL}", line)
        subprocess.run(["mount", "-o", "remount,size=200m", small], check=True)
        assert kg(corpus, "build", "in", "-o", str(small / "out"))[0] == 0
        assert content(small / "out") == content(corpus / "full")
    finally:
        subprocess.run(["umount", small], check=True)


def test_of_two_builds_at_once_the_second_says_so(corpus: Path) -> None:
    out = corpus / "twice"
    first = start(corpus, "build", "in", "-o", "twice", "--verbose")
    assert first.stderr is not None
    assert first.stderr.readline().startswith("32 to read")
    code, said = kg(corpus, "build", "in", "-o", "twice")
    assert (code, said) == (1, "kg: twice: another build or a server is writing here; wait for it to end\n")
    first.communicate()
    assert first.returncode == 0
    assert content(out) == content(corpus / "full")


def test_an_interrupted_build_goes_on(corpus: Path) -> None:
    out = corpus / "interrupted"
    process = start(corpus, "build", "in", "-o", "interrupted", "--jobs", "1", "--verbose")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("in/"):
            break
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1] == (
        "kg: interrupted; what was built before is as it was, and a build goes on when it is run again"
    )
    with closing(sqlite3.connect(out / "store" / "reading.sqlite")) as journal:
        assert journal.execute("SELECT COUNT(*) FROM read").fetchone()[0] >= 16
    assert kg(corpus, "build", "in", "-o", "interrupted")[0] == 0
    assert content(out) == content(corpus / "full")


def test_other_options_make_what_was_read_with_the_old_ones_void(corpus: Path) -> None:
    process = start(corpus, "build", "in", "-o", "optional", "--jobs", "1", "--verbose")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("in/"):
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    options = ["--base-iri", "https://example.org/id/", "--jobs", "1"]
    assert kg(corpus, "build", "in", "-o", "optional", *options)[0] == 0
    assert kg(corpus, "build", "in", "-o", "plain", *options)[0] == 0
    assert content(corpus / "optional") == content(corpus / "plain")
    assert "https://w3id.org/wenpu/id/" not in (corpus / "optional" / "graph.ttl").read_text("utf-8")
