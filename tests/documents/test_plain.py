from __future__ import annotations

from pathlib import Path

from kg.model import BlockKind
from tests.documents.pages import FRONT, SENTENCE, kinds, read, texts


def test_title_and_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, f"数据安全年度报告\n\n　　{SENTENCE}\n　　第二段从这里\n开始。\n", "a.txt")
    assert texts(document) == ["数据安全年度报告", SENTENCE, "第二段从这里开始。"]
    assert kinds(document)[0] is BlockKind.TITLE


def test_a_sentence_is_no_title(tmp_path: Path) -> None:
    document = read(tmp_path, "The report is out.\n\nIt has two\nparts.\n", "b.txt")
    assert document.title.value == "b"
    assert texts(document) == ["The report is out.", "It has two parts."]


def test_front_matter_makes_it_markdown(tmp_path: Path) -> None:
    assert texts(read(tmp_path, FRONT + f"**{SENTENCE}**\n", "c.txt"))[1:] == [SENTENCE]
