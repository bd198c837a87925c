from __future__ import annotations

import pytest

from kg.documents.credits import credit_words
from kg.documents.mapped import Mapped, Piece


def mapped(text: str) -> Mapped:
    return Mapped((Piece(text, 0, len(text)),))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("文 | 海滨大学法学院教授、博士生导师 赵一鸣", ["赵一鸣"]),
        ("作者：钱二、孙立", ["钱二", "孙立"]),
        ("文｜买买提·依明（海滨大学）", ["买买提·依明"]),
        ("记者 李思", ["李思"]),
        ("By Ann Lee and Bob van Dyke", ["Ann Lee", "Bob van Dyke"]),
        ("Author: Ann Lee", ["Ann Lee"]),
        ("By Ann Lee, Staff Writer", ["Ann Lee"]),
        ("编译：海滨卫士", []),
        ("作者：海滨大学数据中心", []),
    ],
)
def test_bylines(line: str, names: list[str]) -> None:
    found = credit_words().byline(mapped(line))
    assert found is not None
    assert [name.value for name in found] == names
    assert all(line[name.start : name.end] == name.value for name in found)


@pytest.mark.parametrize(
    "line",
    ["作者认为这样不妥", "记者 获悉这一消息", "By the end of the year", "文件：一号", "作者：他说这样不对。"],
)
def test_no_bylines(line: str) -> None:
    assert credit_words().byline(mapped(line)) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("（来源：海滨日报）", "海滨日报"),
        ("文章来源：海滨日报、潮汐网", "海滨日报"),
        ("来源 | 海滨观察（ID：haibin）", "海滨观察"),
        ("本文转自：“海滨观察”公众号", "海滨观察”公众号"),
        ("本文转载自海滨观察", "海滨观察"),
        ("（本文刊登于《海滨观察》杂志2024年第3期）", "海滨观察"),
        ("Source: Harbour News", "Harbour News"),
        ("来源：https://example.org/1", None),
        ("参考资料：example.org", None),
        ("本文为赵一鸣编译，原文地址：https://example.org/1?a=b", None),
    ],
)
def test_credits(line: str, outlet: str | None) -> None:
    found = credit_words().credit(mapped(line))
    assert found is not None
    assert (found.source.value if found.source else None) == outlet


@pytest.mark.parametrize(
    "line",
    ["数据来源：海滨统计局", "来源可靠。", "来源：这是一句话。它说了很多。", "参考资料丰富", "Source code was leaked"],
)
def test_no_credits(line: str) -> None:
    assert credit_words().credit(mapped(line)) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("赵一 钱 二 孙三四", ["赵一", "钱 二", "孙三四"]),
        ("赵一", ["赵一"]),
        ("赵一 钱二", ["赵一", "钱二"]),
        ("城市观察编译", []),
        ("城市观察", []),
        ("编辑部", []),
    ],
)
def test_lines_below_the_title(line: str, names: list[str]) -> None:
    assert [name.value for name in credit_words().people(mapped(line), "城市观察")] == names
