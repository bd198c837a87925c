from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kg.documents import DocumentError
from tests.documents.pages import SENTENCE, read, texts

BODY = f"\n{SENTENCE}\n"


def test_values_and_their_places(tmp_path: Path) -> None:
    text = (
        '---\ntitle: 要闻：数据 "安全" #1\nurl: https://example.org/?a=1&b=2\n'
        "source: 城市观察\ndate: 2024-05-06\nfetch_date: 2025-01-01\n---\n"
    )
    document = read(tmp_path, text + BODY)
    assert document.title.value == '要闻：数据 "安全" #1'
    assert document.url is not None
    assert document.url.value == "https://example.org/?a=1&b=2"
    assert document.source is not None
    assert document.source.value == "城市观察"
    assert document.date is not None
    assert document.date.value == "2024-05-06"
    for field in (document.title, document.url, document.source, document.date):
        assert document.source_text[field.start : field.end] == field.value


def test_other_names_of_the_keys(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "---\ntitle: Keys\nsitename: The Example\npublished: 2030-05-10\nauthors:\n  - Jane Roe\n  - The Example\n"
        "  - John Doe\n---\n\nA sentence of the article stands here.\n",
    )
    assert document.source is not None
    assert document.source.value == "The Example"
    assert document.date is not None
    assert document.date.value == "2030-05-10"
    assert [author.value for author in document.authors] == ["Jane Roe", "John Doe"]
    text = document.source_text
    assert [text[author.start : author.end] for author in document.authors] == ["Jane Roe", "John Doe"]


def test_the_key_itself_goes_before_its_other_names(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "---\ntitle: Keys\nsitename: Aggregator\nsource: The Example\n---\n\nA sentence stands here.\n",
    )
    assert document.source is not None
    assert document.source.value == "The Example"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('"a: \\"b\\" c"', 'a: "b" c'),
        ("'it''s'", "it's"),
        ('"A" and "B"', '"A" and "B"'),
        ("Cats &amp; dogs&#x3f;", "Cats & dogs?"),
        (">-\n  folded\n  title", "folded title"),
        ("plain\n  goes on", "plain goes on"),
        ("**bold** title", "bold title"),
    ],
)
def test_ways_to_write_a_title(tmp_path: Path, written: str, read_as: str) -> None:
    document = read(tmp_path, f"---\ntitle: {written}\nurl: x\n---\n{BODY}")
    assert document.title.value == read_as
    assert texts(document)[0] == read_as


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("'2024-05-06'", "2024-05-06"),
        ("2024/5/6 10:00", "2024-05-06"),
        ("2024年5月6日", "2024-05-06"),
        ("2024-05-06T10:00:00Z", "2024-05-06"),
    ],
)
def test_dates(tmp_path: Path, written: str, day: str) -> None:
    document = read(tmp_path, f"---\ntitle: x\ndate: {written}\n---\n{BODY}")
    assert document.date is not None
    assert document.date.value == day


def test_a_date_that_is_none_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert read(tmp_path, f"---\ntitle: x\ndate: 2024-13-45\n---\n{BODY}").date is None
    assert "the date in the front matter is not a date" in caplog.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/x"])
def test_an_address_that_is_none_of_the_web_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    with caplog.at_level(logging.WARNING):
        assert read(tmp_path, f"---\ntitle: x\nurl: {address}\n---\n{BODY}").url is None
    assert "the url in the front matter is no web address" in caplog.text


@pytest.mark.parametrize(
    "address", ["HTTPS://example.org/a:b", "http://example.org/", "example.org/a", "www.example.org"]
)
def test_addresses_of_the_web(tmp_path: Path, address: str) -> None:
    document = read(tmp_path, f"---\ntitle: x\nurl: {address}\n---\n{BODY}")
    assert document.url is not None
    assert document.url.value == address


def test_line_ends_of_windows_and_byte_order_mark(tmp_path: Path) -> None:
    document = read(tmp_path, "\ufeff---\r\ntitle: 标题\r\nsource: 城市观察\r\n---\r\n\r\n" + SENTENCE + "\r\n")
    assert document.source_text.startswith("\ufeff---\r\n")
    assert texts(document) == ["标题", SENTENCE]
    assert document.source_text[document.title.start : document.title.end] == "标题"


def test_no_title_there_falls_back_on_the_heading(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        document = read(tmp_path, f"---\nsource: 城市观察\n---\n\n# 标题在此\n{BODY}")
    assert texts(document) == ["标题在此", SENTENCE]
    assert "the front matter has no title" in caplog.text


def test_no_front_matter_and_no_heading_falls_back_on_the_file(tmp_path: Path) -> None:
    document = read(tmp_path, BODY, "report.md")
    assert (document.title.value, document.title.start, document.title.end) == ("report", 0, 0)
    assert texts(document) == [SENTENCE]


def test_never_closed(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"a\.md: its front matter is never closed: add a line with --- behind it$"):
        read(tmp_path, f"---\ntitle: x\n{BODY}")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"---\n\n# 标题\n\n{SENTENCE}\n\n---\n")) == ["标题", SENTENCE]


@pytest.mark.parametrize("written", ["May 6, 2030", "6 May 2030", "Mon, 06 May 2030 10:00:00 GMT", "'2030-05-06'"])
def test_dates_with_the_name_of_the_month(tmp_path: Path, written: str) -> None:
    document = read(tmp_path, f"---\ntitle: T\nsource: The Example\ndate: {written}\n---\n{BODY}")
    assert document.date is not None
    assert document.date.value == "2030-05-06"
