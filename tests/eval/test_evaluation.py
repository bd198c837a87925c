"""Gold and articles brought together, with stand-ins for the stages between."""

import json
from pathlib import Path

import pytest

from kg.errors import OptionError
from kg.eval import GoldError, Tally, evaluate
from kg.eval.report import as_json
from tests.fake_stages import POISON, Fakes

ARTICLE = "---\ntitle: {title}\nurl: https://example.org/{name}\ndate: 2024-01-02\n---\n# {title}\n\n{body}\n"


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    return Fakes(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, title, body in (
        ("first", "第一篇", "他们读《甲年报》和《乙年报》（0.6）。"),
        ("second", "第二篇", "没有人读《丙年报》（0.75）。"),
        ("third", "第三篇", "无金标准。"),
    ):
        (tmp_path / f"{name}.md").write_text(ARTICLE.format(name=name, title=title, body=body), "utf-8")
    gold = tmp_path / "gold"
    gold.mkdir()
    reports = "entities:\n  a: {type: Report, names: [%s]}\n  b: {type: Report, names: [%s]}\n"
    (gold / "1.yaml").write_text("article: {title: 别的题目, file: first}\n" + reports % ("甲年报", "乙年报"), "utf-8")
    (gold / "2.yaml").write_text("article: {title: 第二篇}\n" + reports % ("丁年报", "戊年报"), "utf-8")
    return tmp_path


def test_gold_finds_its_article_by_file_or_title(fakes: Fakes, folder: Path) -> None:
    evaluation = evaluate(folder / "gold", [folder])
    assert [Path(score.article).name for score in evaluation.scores] == ["first.md", "second.md"]
    assert fakes.extracted == ["first.md", "second.md"]  # what has no gold is not read
    assert evaluation.failures == ()
    first, second = evaluation.scores
    assert (first.recall, first.precision, first.f1) == (1, 1, 1)
    assert (second.recall, second.precision, second.f1) == (0, 0, 0)
    assert (evaluation.recall, evaluation.precision, evaluation.f1) == (0.5, 0.5, 0.5)
    assert evaluation.groups["entities"] == evaluation.parts["entities", "Report"] == Tally(4, 2, 3, 2)
    assert [each.sentence for each in second.spurious] == ["没有人读《丙年报》（0.75）。"]


@pytest.mark.usefixtures("fakes")
def test_the_curve_leaves_out_what_is_not_sure(folder: Path) -> None:
    curve = evaluate(folder / "gold", [folder], curve=True).curve
    assert [(point.confidence, point.recall, point.precision) for point in curve] == [
        (0, 0.5, 0.5),
        (0.5, 0.5, 0.5),
        (0.7, 0.25, 0.5),
        (0.8, 0.25, 0.5),
        (0.9, 0.25, 0.5),
    ]
    least = evaluate(folder / "gold", [folder], min_confidence=0.7)
    assert least.recall == 0.25
    assert least.curve == ()


@pytest.mark.usefixtures("fakes")
def test_what_fails_is_told_and_the_rest_is_measured(folder: Path) -> None:
    gold = folder / "gold"
    (gold / "3.yaml").write_text("article: {title: 没有这篇}\n", "utf-8")
    (gold / "4.yaml").write_text("article: 4\n", "utf-8")
    (gold / "5.yaml").write_text("article: {title: 坏的}\n", "utf-8")
    (folder / "bad.md").write_text(ARTICLE.format(name="bad", title="坏的", body=POISON), "utf-8")
    (folder / "empty.md").write_text("")
    evaluation = evaluate(gold, [folder, folder / "none"])
    assert [Path(score.article).name for score in evaluation.scores] == ["first.md", "second.md"]
    lines = evaluation.failures
    assert lines[0] == f"{gold}/4.yaml: article: must be a mapping (name: value)"
    assert lines[1].startswith(f"{folder}/none: ")
    assert lines[2].startswith(f"{folder}/empty.md: ")
    assert lines[3] == f"{gold}/3.yaml: no article among the sources is called 没有这篇"
    assert lines[4].startswith(f"{folder}/bad.md: skipped, it could not be processed (RuntimeError: poisoned)")
    assert len(lines) == 5


@pytest.mark.usefixtures("fakes")
def test_the_command_line_at_fault(folder: Path) -> None:
    with pytest.raises(OptionError, match=r"minimum confidence 2: give a number from 0 to 1"):
        evaluate(folder / "gold", [folder], min_confidence=2)
    with pytest.raises(GoldError, match="no such gold file"):
        evaluate(folder / "none", [folder])


@pytest.mark.usefixtures("fakes")
def test_json_has_all_of_it(folder: Path) -> None:
    text = as_json(evaluate(folder / "gold", [folder], curve=True))
    content = json.loads(text)
    assert content["mean"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    report = content["kinds"]["entities"]["parts"]["Report"]
    assert report == {
        "expected": 4, "found": 2, "stated": 3, "right": 2, "precision": 0.6667, "recall": 0.5, "f1": 0.5714,
    }  # fmt: skip
    assert content["kinds"]["claims"]["precision"] is None
    assert [each["what"] for each in content["articles"][1]["misses"]] == ["丁年报 (Report)", "戊年报 (Report)"]
    assert content["articles"][1]["spurious"] == [
        {"group": "entities", "what": "丙年报 (Report)", "sentence": "没有人读《丙年报》（0.75）。"}
    ]
    assert [point["min_confidence"] for point in content["curve"]] == [0, 0.5, 0.7, 0.8, 0.9]
