from __future__ import annotations

import pytest

from kg.documents.inline import markdown_markup, plain_markup
from kg.documents.mapped import cleaned


def clean(source: str) -> str:
    return cleaned(source, 0, len(source), markdown_markup(source, 0, len(source)).edits).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**标题。**正文", "标题。正文"),
        ("a **b** *c* __d__ _e_ ~~f~~ `g`", "a b c d e f g"),
        ("漏洞情况**************", "漏洞情况"),
        ('见[报告](https://example.org/a_(b) "t")。', "见报告。"),
        ("前![图](data:image/png;base64,xx)后", "前后"),
        ("[![](a.png)](https://example.org)", ""),
        ("[[a] b](x)", "[a] b"),
        ("此前[[1](https://example.org)]已有", "此前已有"),
        ("应用⁽¹⁾与脚注[^2]", "应用与脚注"),
        (r"\* a\_b \[c\]", "* a_b [c]"),
        ("a &amp; b&nbsp;c &#x3f; &unknown;", "a & b c ? &unknown;"),
        ("<span style='x'>a</span><br/>b<!-- c -->", "a b"),
        ("<script>alert(1)</script>a", "a"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("零\u200b宽\ufeff字\u202e符", "零宽字符"),
        ("\u3000\u3000段首\xa0与  空格\t", "段首 与 空格"),
        ("a[**](https://example.org/x)", "a"),
        ("文[见](https://example.org/cut...", "文[见"),
    ],
)
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert clean(source) == text


@pytest.mark.parametrize(
    "source",
    [
        "5 * 3 * 2",
        "2*3*4",
        "snake_case_name",
        "a < b > c",
        "8.0 < 8.0 U3d",
        "[注] (a)",
        "C:\\program files\\x",
        "AT&T",
        "<html lang=x>",
        "#StopRansomware",
    ],
)
def test_what_only_looks_like_a_mark_stays(source: str) -> None:
    assert clean(source) == source


def test_plain_text_keeps_its_signs() -> None:
    source = "**a** [b](c)\xa0 d"
    assert cleaned(source, 0, len(source), plain_markup(source, 0, len(source)).edits).text == "**a** [b](c) d"
