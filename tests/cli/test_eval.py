import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kg
from tests.fake_stages import Fakes

ARTICLE = """---
title: 第一篇
url: https://example.org/1
date: 2024-01-02
---
# 第一篇

他们读《甲年报》和《乙\u202e年报》。
"""
GOLD = """
article: {title: 第一篇}
entities:
  a: {type: Report, names: [甲年报]}
  c: {type: Report, names: [丙年报]}
never: [{type: Report, name: 甲年报}]
"""


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    return Fakes(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "first.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "gold.yaml").write_text(GOLD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_tables_and_lists(kg: Kg) -> None:
    said = kg("eval", "gold.yaml", "first.md")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:7] == [
        "first.md",
        "  never: entities: 甲年报 (Report)",
        "      他们读《甲年报》和《乙年报》。",
        "  missed: entities: 丙年报 (Report)",
        "  spurious: entities: 乙年报 (Report)",
        "      他们读《甲年报》和《乙年报》。",
        "",
    ]
    rows = {line.split()[0]: line.split()[1:] for line in lines[7:]}
    assert rows["kind"] == ["gold", "found", "recall", "stated", "right", "precision", "F1"]
    assert rows["entities"] == rows["Report"] == ["2", "1", "0.500", "2", "1", "0.500", "0.500"]
    assert rows["claims"] == ["0", "0", "-", "-", "-", "-", "-"]
    assert rows["mean"] == ["0.500", "0.500", "0.500", "1"]


@pytest.mark.usefixtures("folder")
def test_quiet_prints_figures_alone_and_curve_its_points(kg: Kg) -> None:
    said = kg("eval", "gold.yaml", "first.md", "--quiet", "--curve")
    assert said.out.startswith("kind ")
    assert [line.split()[0] for line in said.out.splitlines() if line.startswith("0.")] == [
        "0.0", "0.5", "0.7", "0.8", "0.9",
    ]  # fmt: skip


def test_json_to_a_file_and_to_standard_output(kg: Kg, folder: Path) -> None:
    said = kg("eval", "gold.yaml", "first.md", "--json", "figures.json")
    assert said.out != ""
    content = json.loads((folder / "figures.json").read_text("utf-8"))
    assert content["articles"][0]["file"] == "first.md"
    assert json.loads(kg("eval", "gold.yaml", "first.md", "--json", "-").out) == content


def test_a_tagged_file_alone(kg: Kg, folder: Path) -> None:
    (folder / "test.bio").write_text("北\tB-LOC\n京\tI-LOC\n。\tO\n", "utf-8")
    said = kg("eval", "--conll", "test.bio", "--json", "figures.json")
    assert (said.code, said.err) == (0, "")
    rows = [line.split() for line in said.out.splitlines()]
    assert ["Place", "1", "1", "1.000", "1", "1", "1.000", "1.000"] in rows
    assert rows[-1] == ["1", "sentences"]
    content = json.loads((folder / "figures.json").read_text("utf-8"))
    assert list(content) == ["names"]
    assert content["names"]["tagger"]["all"]["f1"] == 1


def test_what_fails_is_one_line_and_the_exit_code_says_so(kg: Kg, folder: Path) -> None:
    (folder / "more.yaml").write_text("article: {title: 没有这篇}\n", "utf-8")
    (folder / "all").mkdir()
    for name in ("gold.yaml", "more.yaml"):
        (folder / name).rename(folder / "all" / name)
    said = kg("eval", "all", "first.md")
    assert said.code == 1
    assert said.err == "kg: all/more.yaml: no article among the sources is called 没有这篇\n"
    assert "mean" in said.out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        ([], 2, "GOLD is missing; give a gold file and the articles"),
        (["gold.yaml"], 2, "SOURCE is missing; give the articles that gold.yaml is about"),
        (["none.yaml", "first.md"], 1, "none.yaml: no such gold file or folder; check the path"),
        (["gold.yaml", "first.md", "--min-confidence", "2"], 2, "minimum confidence 2.0: give a number from 0 to 1"),
        (["--conll", "none.bio"], 1, "none.bio: No such file or directory; check the path"),
        (["--conll", "first.md"], 1, "first.md: line 1: give a token, a tab and its tag"),
        (["gold.yaml", "first.md", "--json", "no/where.json"], 1, "no/where.json: No such file or directory"),
    ],
)
def test_errors_are_one_line_and_the_right_code(kg: Kg, arguments: list[str], code: int, line: str) -> None:
    said = kg("eval", *arguments)
    assert said.err.startswith(f"kg: {line}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")


def test_help_has_an_example(kg: Kg) -> None:
    assert "Example:\n    kg eval gold/ articles/" in kg("eval", "--help").out
