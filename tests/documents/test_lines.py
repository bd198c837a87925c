from __future__ import annotations

from pathlib import Path

from kg.model import BlockKind
from tests.documents.pages import FRONT, SENTENCE, body, kinds, read, texts


def test_kinds_of_blocks(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        FRONT
        + f"""## 一、总体情况

{SENTENCE}

**主要内容**

* 第一，加强对个人信息的保护；
2. 第二，完善制度。
· 第三，开展检查。

| 指标 | 数值 |
| --- | --- |
| 规模 | 10亿元 |

> 引用的话也是正文。

**这一整句都是粗体，但它是一句话，不是小标题。**
""",
    )
    assert list(zip(kinds(document), texts(document), strict=True))[1:] == [
        (BlockKind.HEADING, "一、总体情况"),
        (BlockKind.PARAGRAPH, SENTENCE),
        (BlockKind.HEADING, "主要内容"),
        (BlockKind.LIST_ITEM, "第一，加强对个人信息的保护；"),
        (BlockKind.LIST_ITEM, "第二，完善制度。"),
        (BlockKind.LIST_ITEM, "第三，开展检查。"),
        (BlockKind.TABLE_ROW, "指标 | 数值"),
        (BlockKind.TABLE_ROW, "规模 | 10亿元"),
        (BlockKind.PARAGRAPH, "引用的话也是正文。"),
        (BlockKind.PARAGRAPH, "这一整句都是粗体，但它是一句话，不是小标题。"),
    ]


def test_wrapped_lines_join_as_the_language_asks(tmp_path: Path) -> None:
    assert body(tmp_path, "该市发布了\n年度报告，其中提到Open\nSource项目和\nLinux系统。\n") == [
        "该市发布了年度报告，其中提到Open Source项目和Linux系统。"
    ]


def test_a_line_broken_for_good_is_a_block_of_its_own(tmp_path: Path) -> None:
    assert body(tmp_path, "第一句话在这里结束。  \n第二句话在这里结束。\n") == [
        "第一句话在这里结束。",
        "第二句话在这里结束。",
    ]


def test_code_is_left_out_and_an_open_fence_hides_nothing(tmp_path: Path) -> None:
    assert body(tmp_path, f"```python\nprint(1)\n```\n\n{SENTENCE}\n") == [SENTENCE]
    assert body(tmp_path, f"```\n\n{SENTENCE}\n") == [SENTENCE]


def test_dashes_below_a_line_make_no_heading(tmp_path: Path) -> None:
    document = read(tmp_path, FRONT + f"{SENTENCE}\n-----------\n{SENTENCE}\n")
    assert kinds(document)[1:] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_links_that_run_over_lines(tmp_path: Path) -> None:
    text = f"{SENTENCE}\n\n* [![]()\n\n  另一篇文章的标题](https://example.org/2)\n"
    assert body(tmp_path, text) == [SENTENCE]
