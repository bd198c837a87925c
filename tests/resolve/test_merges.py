from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Kind
from kg.resolve.merges import Merges, read_merges


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "merges.csv"
    file.write_text(text, encoding)
    return file


def test_pairs_are_read_with_header_remarks_and_blank_lines(tmp_path: Path) -> None:
    text = 'verdict,name,name\n# decided in May\n\nsame, 示研院 ,示范研究院\ndifferent,"Example, Inc.",Example Labs\n'
    assert read_merges(written(tmp_path, text, "utf-8-sig")) == Merges(
        (("示研院", "示范研究院"),), (("Example, Inc.", "Example Labs"),)
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("same,甲\n", r"merges.csv:1: write same or different"),
        ("same,甲,乙\nalike,甲,乙\n", r"merges.csv:2: write same or different"),
        ("same,甲,\n", r"merges.csv:1: write same"),
        ("alike,甲,乙\nsame,丙,丁\n", r"merges.csv:1: write same"),
        ("same,甲,乙\ndifferent,乙,甲\n", r"merges.csv:2: 乙 and 甲 are said to be the same, and different"),
        ("different,示範,示范\n", r"merges.csv:1: both names are one"),
    ],
)
def test_anything_else_is_refused_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_merges(written(tmp_path, text))


@pytest.mark.parametrize("header", ["verdict,name,name", "判断,名称一,名称二", "What,First name,Other name"])
def test_a_header_is_passed_over_and_a_verdict_may_have_capitals(tmp_path: Path, header: str) -> None:
    assert read_merges(written(tmp_path, f"{header}\nSame,甲,乙\n")) == Merges((("甲", "乙"),))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        read_merges(written(tmp_path, "same,示范,样本\n", "gb18030"))


def test_names_are_compared_in_any_spelling() -> None:
    merges = Merges((("示研院", "示範研究院"),), (("甲公司", "乙公司"),))
    assert merges.also("示研院") == ("示範研究院",)
    assert merges.same_keys("示研院", Kind.ORGANIZATION) == ("示范研究院",)
    assert merges.apart(["甲公司"], ["乙公司", "丙"])
    assert not merges.apart(["甲公司"], ["丙"])
    assert not Merges()
