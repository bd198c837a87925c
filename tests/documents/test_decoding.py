from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kg.documents import DocumentError, read
from kg.documents.decoding import MAX_BYTES, decode, load

PATH = Path("a.md")
TEXT = "# 数据安全条例今日施行\n\n国家网络主管部门表示，《数据安全条例》自今日起施行，各地将开展检查。\n" * 3
TRADITIONAL = "# 資料安全條例今日施行\n\n主管機關表示，這項條例自今日起施行，各地將開展檢查，企業應當儘快調整。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings_are_told(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), PATH).lstrip("\ufeff") == TEXT


def test_big5() -> None:
    assert decode(TRADITIONAL.encode("big5"), PATH) == TRADITIONAL


def test_a_byte_order_mark_counts_as_stored() -> None:
    assert decode(b"\xef\xbb\xbfab", PATH) == "\ufeffab"
    assert decode("ab".encode("utf-16"), PATH) == "\ufeffab"


def test_a_text_cut_within_a_character_is_still_utf8(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        text = decode(TEXT.encode()[:-3], PATH)
    assert text[:-1] == TEXT[:-2]
    assert text[-1] == "\ufffd"
    assert "a.md: 1 characters are not valid UTF-8" in caplog.text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"%PDF-1.7\n...", "this is a PDF file, not text"),
        (b"\x89PNG\r\n\x1a\n....", "this is a picture, not text"),
        (b"PK\x03\x04....", "this is a ZIP archive or an office document, not text"),
        (bytes(range(256)) * 20, "this is a binary file, not text"),
        (b"abc \xff\xfe\x80\x81 \x90" * 50, "its encoding cannot be told"),
        (b"\xff\xfea", "not valid UTF-16-LE at byte 2"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, PATH)
    assert str(caught.value).startswith(f"a.md: {problem}: ")


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1_000_000)
    with pytest.raises(
        DocumentError, match=r"a\.md: 51 MB is over the limit of 50 MB: split the file or leave it out$"
    ):
        load(path)


def test_not_found_folder_and_permission(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"no such file: check the path$"):
        read(tmp_path / "absent.md")
    with pytest.raises(DocumentError, match=r"this is a folder: name a file, or build from the folder$"):
        read(tmp_path)


def test_messages_are_one_printable_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "a\nb\x1b.md")
    assert str(caught.value).isprintable()


def test_an_english_text_with_one_broken_character_is_still_utf8() -> None:
    assert decode(b"The report was published. " * 20 + b"\xe2\x80", PATH).endswith("\ufffd")


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gbk"), ("big5", "big5"), ("iso-8859-1", "cp1252"), ("shift_jis", "cp932")],
)
def test_a_page_is_in_the_encoding_that_it_states(stated: str, encoding: str) -> None:
    text = {"cp1252": "“Café” – naïve", "cp932": "日本の報告"}.get(
        encoding, "數據安全" if encoding == "big5" else "数据安全"
    )
    data = f"<meta charset='{stated}'><p>{text}</p>".encode(encoding)
    assert text in decode(data, PATH)


@pytest.mark.parametrize("stated", ["nonsense", "hex", "undefined", "punycode", "utf-7"])
def test_a_stated_encoding_that_is_none_is_passed_over(stated: str) -> None:
    data = f"<meta charset={stated}>{TEXT}".encode("gbk")
    assert TEXT in decode(data, PATH)
