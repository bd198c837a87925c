from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import documents
from kg.documents import DocumentError
from kg.documents.pdf import read as read_pdf
from kg.documents.stored import Stored
from kg.model import BlockKind, Document
from tests.documents.pdf.files import CHINESE, ENGLISH, made, written
from tests.documents.test_reading import check

TITLE = "滨海省发布数据安全报告"
BODY = [
    f"第{number}段：滨海省网信办在滨海市发布报告，报告称全省共有{number}00家企业完成数据分类分级，较上年增长15%，"
    "其中大型企业占比达到42.8%，中小企业的参与率也在持续提高，有关部门将继续推动条例落地。" * 2
    for number in range(1, 15)
]
PROSE = [
    f"Paragraph {number} says that the union published its Digital Economy Report 2024 on Monday in Geneva, and that "
    "its findings on long-term cyber-security information sharing were welcomed by the ministers of 12 countries."
    for number in range(1, 26)
]


def read(data: bytes, language: str | None = None) -> Document:
    return read_pdf(Stored(Path("a.pdf"), data, language))


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_chinese_lines_join_without_spaces_and_across_pages() -> None:
    document = read(made(TITLE, BODY, CHINESE, "滨海研究院 内部资料", title=TITLE, author="李明"))
    assert texts(document) == [TITLE, *BODY]
    assert document.blocks[0].kind is BlockKind.TITLE
    assert [author.value for author in document.authors] == ["李明"]
    assert document.language == "zh"
    assert document.date is None
    check(document)
    assert document.transcribed


def test_english_lines_join_with_spaces() -> None:
    document = read(
        made("Union publishes report", PROSE, ENGLISH, "Annual review 2024", title="Microsoft Word - a.docx")
    )
    assert texts(document) == ["Union publishes report", *PROSE]
    assert document.authors == ()
    check(document)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (written([], pages=3), "the PDF has no text layer: run it through text recognition"),
        (written(["A sentence stands here for all to read."], password="secret"), "the PDF asks for a password"),
        (b"%PDF-1.7\nnothing of the kind", "the PDF is broken"),
        (written(["A sentence stands here for all to read."])[:300], "the PDF is broken|no text layer"),
        (written(["A line of it."], pages=2001), "the PDF is longer than any article"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem) as caught:
        read(data)
    assert str(caught.value).startswith("a.pdf: ")
    assert str(caught.value).isprintable()


def test_a_pdf_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(made("Union publishes report", PROSE[:3], ENGLISH))
    assert texts(documents.read(path)) == ["Union publishes report", *PROSE[:3]]


def test_a_bomb_goes_off_elsewhere() -> None:
    page = zlib.compress(b"BT /F1 12 Tf (A) Tj ET\n" + b" " * 400_000_000, 9)
    bomb = zlib.compress(page, 9)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    content = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n"
    data = head + content % len(bomb) + bomb + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    assert len(data) < 10_000
    with pytest.raises(DocumentError, match=r"a\.pdf: the PDF "):
        read(data)


_WHOLE = written(["A sentence stands here for all to read.", "Another one follows."])


@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=30))
@settings(max_examples=12, deadline=None)
def test_any_damage_is_read_or_refused(at: int, damage: bytes) -> None:
    with suppress(DocumentError):
        check(read(_WHOLE[:at] + damage + _WHOLE[at + len(damage) :], "en"))
