"""Small pages of our own making."""

from __future__ import annotations

from pathlib import Path

from kg import documents
from kg.model import BlockKind, Document

FRONT = """---
title: 某市发布数据安全年度报告
url: https://example.org/a/1
source: 城市观察
date: 2024-05-06
---

"""
SENTENCE = "该市数据局五月六日发布年度报告，介绍了过去一年的工作。"
FOOTER = """
预览时标签不可点

阅读原文

![]()

微信扫一扫
关注该公众号

继续滑动看下一个

城市观察

向上滑动看下一个

知道了

取消
允许

：
，
。

分享
留言
收藏
"""


def read(folder: Path, text: str, name: str = "a.md") -> Document:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(text.encode())
    return documents.read(path)


def body(folder: Path, text: str) -> list[str]:
    """Return the blocks of a page that has front matter, without its title."""
    document = read(folder, FRONT + text)
    return texts(document)[1:]


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def kinds(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks]
