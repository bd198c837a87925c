from __future__ import annotations

import pytest

from kg.documents.pdf.layout import Line, Sheet, largest, passages
from kg.model import BlockKind


def sheet(*lines: str | tuple[str, float], size: float = 10, width: float = 400, top: float = 700) -> Sheet:
    """A page of lines one below the other; a line given with a number is indented by it."""
    found = []
    for number, line in enumerate(lines):
        text, left = (line, 50.0) if isinstance(line, str) else (line[0], 50 + line[1])
        bottom = top - 14 * number
        found.append(Line(text, left, bottom, left + width, bottom + size, size))
    return Sheet(800, found)


def texts(*sheets: Sheet) -> list[str]:
    return [each.text for each in passages(sheets)]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the infor-", "mation is here.", "the information is here."),
        ("the long-", "term plan is here.", "the long-term plan is here."),
        ("the G20-", "Summit is here.", "the G20-Summit is here."),
        ("全省共有", "企业", "全省共有企业"),
        ("全省共有1200", "家企业", "全省共有1200家企业"),
        ("two", "words", "two words"),
    ],
)
def test_how_lines_join(first: str, second: str, joined: str) -> None:
    assert texts(sheet(first, second, "and a long-term goal")) == [
        joined + ("" if "企" in joined else " ") + "and a long-term goal"
    ]


def test_an_indent_begins_a_paragraph_and_a_hanging_line_none() -> None:
    assert texts(sheet(("第一段第一行", 20), "第一段第二行，", ("第二段第一行", 20), "第二段第二行。")) == [
        "第一段第一行第一段第二行，",
        "第二段第一行第二段第二行。",
    ]


def test_a_paragraph_goes_on_over_the_page_unless_its_sentence_has_ended() -> None:
    assert texts(sheet("这一段还没有完，"), sheet("下一页接着说。", "第二行。")) == [
        "这一段还没有完，下一页接着说。第二行。"
    ]
    assert texts(sheet("这一段说完了。"), sheet("下一页另起一段。")) == ["这一段说完了。", "下一页另起一段。"]


def test_what_runs_along_the_margins_is_left_out_and_a_year_in_the_text_is_not() -> None:
    def page(number: int) -> Sheet:
        head = Line(f"年度报告 {number}", 50, 760, 120, 770, 9)
        year = Line("2024", 50, 400, 80, 410, 10)
        foot = Line(f"第 {number} 页 共 3 页", 250, 30, 300, 40, 9)
        return Sheet(800, [head, *sheet(f"正文{'一二三'[number - 1]}。").lines, year, foot])

    assert texts(page(1), page(2), page(3)) == ["正文一。", "2024", "正文二。", "2024", "正文三。", "2024"]


def test_larger_type_is_a_heading_and_the_largest_the_title() -> None:
    title = Line("A report on networks", 50, 750, 300, 772, 20)
    heading = Line("Findings", 50, 720, 120, 733, 13)
    page = Sheet(800, [title, heading, *sheet("Body text is here,", "and here.").lines])
    assert [(each.kind, each.text) for each in passages([page])] == [
        (BlockKind.HEADING, "A report on networks"),
        (BlockKind.HEADING, "Findings"),
        (BlockKind.PARAGRAPH, "Body text is here, and here."),
    ]
    assert largest([page]) == "A report on networks"
    assert largest([sheet("All of one size.")]) == ""
    assert largest([]) == ""


def test_columns_are_read_one_after_the_other() -> None:
    def column(words: str, left: float) -> list[Line]:
        rows = words.split("/")
        return [
            Line(row, left, 700 - 14 * at, left + (60 if row.endswith("end.") else 200), 710 - 14 * at, 10)
            for at, row in enumerate(rows)
        ]

    page = Sheet(
        800,
        [
            *column("the first/goes on/and on/and on/to the end./the second/goes on/and on", 50),
            *column("over here/and there/and there/to the end./the third/goes on/and on/to the end.", 300),
        ],
    )
    assert texts(page) == [
        "the first goes on and on and on to the end.",
        "the second goes on and on over here and there and there to the end.",
        "the third goes on and on to the end.",
    ]


def test_a_line_without_descenders_begins_no_paragraph() -> None:
    lines = sheet("one goes", "two go", "three", "four go", "five").lines
    third = lines[2]
    lines[2] = Line(third.text, third.left, third.bottom + 6, third.right, third.top, third.size)
    assert texts(Sheet(800, lines)) == ["one goes two go three four go five"]


def test_a_title_over_lines_and_what_a_browser_prints() -> None:
    title = [Line("A report on", 50, 750, 300, 770, 20), Line("networks", 50, 727, 200, 747, 20)]
    head = Line("1/2/30, 12:44 PM A report on networks | The Example", 20, 785, 300, 795, 9)
    foot = Line("https://example.org/report 1/1", 20, 10, 300, 20, 9)
    page = Sheet(800, [head, *title, *sheet("Body text is here,", "and here.").lines, foot])
    assert texts(page) == ["A report on networks", "Body text is here, and here."]


def test_spaces_lost_beside_quotation_marks() -> None:
    assert texts(sheet("It lets them“off the hook,”he said.")) == ["It lets them “off the hook,” he said."]


def test_bullets_are_items() -> None:
    assert [(each.kind, each.text) for each in passages([sheet("• first thing", "• second thing")])] == [
        (BlockKind.LIST_ITEM, "first thing"),
        (BlockKind.LIST_ITEM, "second thing"),
    ]
