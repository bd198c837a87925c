from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import documents
from kg.documents import DocumentError
from kg.documents.decoding import decode
from kg.documents.markdown import read as read_markdown
from kg.documents.plain import read as read_plain
from kg.documents.source import Source
from kg.model import BlockKind, Document

SEED = Path(__file__).parents[2] / "seeds" / "000_2a564194b7dcf398.txt"

_MARKS = [
    "**",
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "![",
    "](https://example.org/a)",
    "&amp;",
    "&nbsp;",
    "&#x3f;",
    "<br>",
    "<b>",
    "<!--",
    "-->",
    "\\",
    "\\*",
    "|",
    "👉",
    "𠮷",
]
_BREAKS = ["\n", "\r\n", "\n\n", "  \n", " ", "\t", "\u3000", "\xa0", "\u200b", "\ufeff"]
_STARTS = ["# ", "* ", "> ", "1. ", "· ", "| a | b |", "---\n", "```\n", "2024", "图1 "]
_WORDS = [
    "数据",
    "安全。",
    "报告：",
    "来源：海滨日报",
    "文|赵一",
    "推荐阅读",
    "END",
    "微信扫一扫",
    "预览时标签不可点",
    "Data",
    "report.",
]
_PARTS = st.sampled_from(_MARKS + _BREAKS + _STARTS + _WORDS)
_TEXT = st.lists(st.one_of(_PARTS, st.text(max_size=6)), max_size=60).map("".join)


def check(document: Document) -> None:
    """Check all that a document promises of its offsets."""
    text, source = document.text, document.source_text
    assert text == "\n".join(text[block.start : block.end] for block in document.blocks)
    covered = 0
    for segment in document.offsets.segments:
        assert segment.clean_start >= covered
        covered = segment.clean_start + segment.clean_length
        clean = text[segment.clean_start : covered]
        raw = source[segment.source_start : segment.source_start + segment.source_length]
        assert len(raw) == segment.source_length > 0
        if segment.clean_length == segment.source_length:
            assert all(
                a == b or (a == " " and (b.isspace() or not b.isprintable())) for a, b in zip(clean, raw, strict=True)
            )
    assert covered == len(text)
    for block in document.blocks:
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        for start in range(block.start, block.end):
            first, last = document.offsets.to_source(start, min(start + 3, block.end))
            assert 0 <= first < last <= len(source)
    titles = [block for block in document.blocks if block.kind is BlockKind.TITLE]
    assert titles in ([], [document.blocks[0]])


@given(_TEXT)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_reads_or_is_refused_and_every_character_has_its_place(body: str) -> None:
    text = f"---\ntitle: 标题 &amp; **T**\n---\n{body}\n\n这是一句正文，句子在此结束。\n"
    for reader in (read_markdown, read_plain):
        try:
            document = reader(Source(Path("a.md"), text))
        except DocumentError:
            continue
        check(document)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(DocumentError):
        assert decode(data, Path("a.md"))


def test_the_seed() -> None:
    document = documents.read(SEED)
    check(document)
    assert [block.kind for block in document.blocks] == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        *[BlockKind.PARAGRAPH] * 11,
        BlockKind.CREDIT,
    ]
    assert [author.value for author in document.authors] == ["郎平"]
    assert document.original_source is not None
    assert document.original_source.value == "光明网"
    assert document.source is not None
    assert document.source.value == "中国信息安全"
    assert document.text.endswith("（来源：光明网）")
    assert "扫" not in document.text


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.md", "<!DOCTYPE html>\n<html><body>x</body></html>", "no article is left"),
        ("a.md", "![](x.png)\n", "no article is left"),
    ],
)
def test_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=problem):
        documents.read(path)


def test_a_file_of_unknown_ending_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.crawl"
    path.write_text("---\ntitle: 标题\n---\n\n正文在这里结束。\n", encoding="utf-8")
    assert documents.read(path).title.value == "标题"
