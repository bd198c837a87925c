"""Time expressions: what is one, how far it reaches, and which date it gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times import TimeKind, find_times
from kg.extract.times.spans import Interval, Partial, back, nearest_year, week

ANCHOR = date(2024, 11, 26)  # a Tuesday


def found(text: str, anchor: date | None = ANCHOR, language: str = "zh") -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.period) for t in find_times(text, language=language, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年11月26日发布", [("2024年11月26日", "2024-11-26")]),
        ("2024 年 6 月 12 日发布", [("2024 年 6 月 12 日", "2024-06-12")]),
        ("二〇二四年十一月二十六日", [("二〇二四年十一月二十六日", "2024-11-26")]),
        ("11月19日至22日，论坛举行", [("11月19日至22日", "2024-11-19/2024-11-22")]),
        ("12月12日-13日", [("12月12日-13日", "2024-12-12/2024-12-13")]),
        ("12月12-13日", [("12月12-13日", "2024-12-12/2024-12-13")]),
        ("2024年12月31日至2025年1月3日", [("2024年12月31日至2025年1月3日", "2024-12-31/2025-01-03")]),
        ("12月30日至1月2日", [("12月30日至1月2日", "2024-12-30/2025-01-02")]),
        ("2016年—2022年", [("2016年—2022年", "2016/2022")]),
        ("2016年至2022年", [("2016年至2022年", "2016/2022")]),
        ("2020-2024年", [("2020-2024年", "2020/2024")]),
        ("规划（2021—2025）", [("2021—2025", "2021/2025")]),
        ("在2024年7月至8月间被发现", [("2024年7月至8月间", "2024-07/2024-08")]),
        ("2024年7月与8月之间", [("2024年7月与8月之间", "2024-07/2024-08")]),
        ("2024年1-10月", [("2024年1-10月", "2024-01/2024-10")]),
        ("今年前三季度", [("今年前三季度", "2024-01/2024-09")]),
        ("今年7月发布", [("今年7月", "2024-07")]),
        ("去年，该市", [("去年", "2023")]),
        ("前年", [("前年", "2022")]),
        ("昨日和今天", [("昨日", "2024-11-25"), ("今天", "2024-11-26")]),
        ("上周三发布", [("上周三", "2024-11-20")]),
        ("本月15日", [("本月15日", "2024-11-15")]),
        ("上个月", [("上个月", "2024-10")]),
        ("今年上半年", [("今年上半年", "2024-01/2024-06")]),
        ("第三季度", [("第三季度", "2024-07/2024-09")]),
        ("2024年Q3", [("2024年Q3", "2024-07/2024-09")]),
        ("2023财年", [("2023财年", "2023")]),
        ("截至2024年6月", [("2024年6月", "2024-06")]),
        ("截至2023年底", [("2023年底", "2023-12")]),
        ("20世纪90年代", [("20世纪90年代", "1990/1999")]),
        ("四至六月间", [("四至六月间", "2024-04/2024-06")]),
        ("五年来，", [("五年来", "2019/2024")]),
        ("近五年", [("近五年", "2019/2024")]),
        ("过去12个月", [("过去12个月", "2023-11/2024-11")]),
        ("未来三年", [("未来三年", "2024/2027")]),
        ("自2020年以来", [("2020年以来", "2020/2024")]),
        ("“十四五”期间", [("“十四五”期间", "2021/2025")]),
        ("2024年11月20日14时30分", [("2024年11月20日14时30分", "2024-11-20")]),
        ("2024-11-26 10:11:12", [("2024-11-26 10:11:12", "2024-11-26")]),
        ("14日，发言人说", [("14日", "2024-11-14")]),
        ("28日，发言人说", [("28日", "2024-10-28")]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["近日", "近期", "日前", "近年来", "最近几年", "今天的世界"])
def test_chinese_vague(text: str) -> None:
    (span,) = find_times(text, language="zh", anchor=ANCHOR)
    assert (span.kind, span.period, span.begin, span.end_) == (TimeKind.VAGUE, "", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "三年内", "两个多月里", "两年多来", "一年半时间里", "短短24小时内", "半年间", "十余年来", "近三到五年内", "用五年时间",
        "连续三年", "五年后", "三小时内", "未来三至五年",
    ],
)  # fmt: skip
def test_a_stretch_without_a_beginning_is_one_vague_time(text: str) -> None:
    (span,) = find_times(text, language="zh", anchor=ANCHOR)
    assert (text[span.start : span.end], span.kind, span.period) == (text, TimeKind.VAGUE, "")


@pytest.mark.parametrize(
    "text", ["缩短至24小时内", "控制在约2小时以内", "十年期收益率", "三天内部会议", "二十年从业经验"]
)
def test_a_length_of_time_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "CVE-2020-8187", "GB/T 22239-2019", "010-82341063", "192.168.1.1", "RFC 1918", "CVSS 3.0", "每年", "每日",
        "13月5日", "2024年2月30日", "第3日", "3日游", "5G", "端口2024", "3个月龄",
    ],
)  # fmt: skip
def test_no_chinese_date(text: str) -> None:
    assert found(text) == []


def test_weekday_on_its_own_day_is_the_week_before() -> None:
    thursday = date(2024, 12, 19)
    assert found("本周四的大会", thursday) == [("本周四", "2024-12-12")]
    assert found("本周三的大会", thursday) == [("本周三", "2024-12-18")]
    assert found("大会将于本周六举行", thursday) == [("本周六", "2024-12-21")]


def test_year_before_counts_from_the_sentence() -> None:
    assert found("2021年规模达到五亿，较上年增长") == [("2021年", "2021"), ("上年", "2020")]
    assert found("2021年规模达到五亿。较上年增长") == [("2021年", "2021"), ("上年", "2023")]
    assert found("较上年同期增长") == [("上年同期", "2023")]


def test_month_takes_the_year_written_before_it() -> None:
    assert found("2023年3月成立，5月上线") == [("2023年3月", "2023-03"), ("5月", "2023-05")]
    assert found("9月举办") == [("9月", "2024-09")]
    assert found("1月14日消息", date(2025, 1, 15)) == [("1月14日", "2025-01-14")]
    assert found("12月14日消息", date(2025, 1, 15)) == [("12月14日", "2024-12-14")]


def test_place_name_after_a_year_is_left_alone() -> None:
    assert found("2023年中国规模") == [("2023年", "2023")]


def test_without_an_anchor_only_absolute_dates_have_a_value() -> None:
    assert found("2024年7月，去年，昨日，7月", None) == [
        ("2024年7月", "2024-07"),
        ("去年", ""),
        ("昨日", ""),
        ("7月", "2024-07"),
    ]
    assert found("7月", None) == [("7月", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on January 14, 2025 and Jan 29, 2026", [("January 14, 2025", "2025-01-14"), ("Jan 29, 2026", "2026-01-29")]),
        ("14 January 2025", [("14 January 2025", "2025-01-14")]),
        ("January 14-16, 2025", [("January 14-16, 2025", "2025-01-14/2025-01-16")]),
        ("14-16 January 2025", [("14-16 January 2025", "2025-01-14/2025-01-16")]),
        ("It was published last July.", [("last July", "2024-07")]),
        ("this week", [("this week", "2024-11-25/2024-12-01")]),
        ("said on Thursday", [("Thursday", "2024-11-21")]),
        ("from 2016 to 2022", [("2016 to 2022", "2016/2022")]),
        ("2016–2022", [("2016–2022", "2016/2022")]),
        ("in 2024", [("2024", "2024")]),
        ("Q3 2024", [("Q3 2024", "2024-07/2024-09")]),
        ("the first half of 2025", [("first half of 2025", "2025-01/2025-06")]),
        ("between July and August 2024", [("July and August 2024", "2024-07/2024-08")]),
        ("from November 2024 to January 2025", [("November 2024 to January 2025", "2024-11/2025-01")]),
        ("last year", [("last year", "2023")]),
        ("since 2020", [("since 2020", "2020/2024")]),
        ("by 2030", [("2030", "2030")]),
        ("over the past five years", [("past five years", "2019/2024")]),
        ("the 1990s", [("the 1990s", "1990/1999")]),
        ("the end of 2023", [("the end of 2023", "2023-12")]),
        ("It came in July. It will end in March.", [("July", "2024-07"), ("March", "2025-03")]),
        ("in 2023, up from the previous year", [("2023", "2023"), ("the previous year", "2022")]),
        ("yesterday", [("yesterday", "2024-11-25")]),
        ("In 2025, 2,500 hosts", [("2025", "2025")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language="en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "CVE-2020-8187", "port 2024", "Windows Server 2019", "RFC 2026", "ISO 27001:2022", "2000 hosts", "2,024",
        "$2024", "They may march.", "Theresa May spoke", "version 2024.1",
    ],
)  # fmt: skip
def test_no_english_date(text: str) -> None:
    assert found(text, language="en") == []


def test_calendar() -> None:
    assert Partial(2024, 2, 30).interval is None
    assert Partial(2024, months=(7, 9)).interval == Interval("2024-07", "2024-09")
    assert week(ANCHOR, -1).period == "2024-11-18/2024-11-24"
    assert back(date(2024, 1, 31), 1, "month") == "2023-12"
    assert nearest_year(12, 30, date(2025, 1, 2), ahead=False) == 2024
    assert nearest_year(3, None, ANCHOR, ahead=True) == 2025


@given(st.text(alphabet="0123456789年月日至-—第近去今昨周四二十上半 .，。", max_size=40), st.sampled_from(["zh", "en"]))
def test_spans_are_ordered_and_inside_the_text(text: str, language: str) -> None:
    last = 0
    for span in find_times(text, language=language, anchor=ANCHOR):
        assert last <= span.start < span.end <= len(text)
        assert bool(span.period) == bool(span.begin) == bool(span.end_)
        assert span.begin <= span.end_
        last = span.end
