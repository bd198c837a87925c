"""Quantities: value, unit and qualifier, and the numbers that count nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numerals import chinese_number, chinese_year
from kg.extract.quantities import Bound, find_quantities


def found(text: str, language: str = "zh") -> list[tuple[str, str, str]]:
    return [(str(q.value), q.unit, q.qualifier) for q in find_quantities(text, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规模达到53.9万亿元", [("53900000000000", "元", "")]),
        ("有望超过70万亿元", [("70000000000000", "元", "moreThan")]),
        ("增速达20%以上", [("20", "%", "atLeast")]),
        ("增长近60%", [("60", "%", "nearly")]),
        ("约占总量的3/4", [("0.75", "", "")]),
        ("约有18％的样本", [("18", "%", "about")]),
        ("约为2584KB", [("2584", "KB", "about")]),
        ("至少有3人", [("3", "人", "atLeast")]),
        ("5000多家", [("5000", "家", "moreThan")]),
        ("十余个", [("10", "个", "moreThan")]),
        ("两百多家", [("200", "家", "moreThan")]),
        ("近百家", [("100", "家", "nearly")]),
        ("三千万元", [("30000000", "元", "")]),
        ("1亿3000万元", [("130000000", "元", "")]),
        ("1万7000美元", [("17000", "美元", "")]),
        ("8大版块", [("8", "大", "")]),
        ("突破5亿人关口", [("500000000", "人", "moreThan")]),
        ("占比为:20.4%", [("20.4", "%", "")]),
        # Typed for 万, before what is counted only.
        ("超过37W名员工", [("370000", "名", "moreThan")]),
        ("接近8.3w辆", [("83000", "辆", "nearly")]),
        ("指数为1203.5点", [("1203.5", "点", "")]),
        ("20余万人", [("200000", "人", "moreThan")]),
        ("37万美元", [("370000", "美元", "")]),
        ("人民币3亿元", [("300000000", "元", "")]),
        ("US$500万", [("5000000", "US$", "")]),
        ("1,234,567次", [("1234567", "次", "")]),
        ("三分之一的企业", [("0.333333333333", "", "")]),
        ("超四成", [("40", "%", "moreThan")]),
        ("一半", [("0.5", "", "")]),
        ("近半企业", [("0.5", "", "nearly")]),
        ("百分之二十", [("20", "%", "")]),
        ("增长一倍", [("1", "倍", "")]),
        ("不到三成", [("30", "%", "lessThan")]),
        ("不超过3次", [("3", "次", "atMost")]),
        ("20%左右", [("20", "%", "about")]),
        ("提高3个百分点", [("3", "个百分点", "")]),
        ("下降-3.2%", [("-3.2", "%", "")]),
        ("共1200起", [("1200", "起", "")]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5%至8%", [("5", "%"), ("8", "%")]),
        ("10到20亿元", [("1000000000", "元"), ("2000000000", "元")]),
        ("3-5个", [("3", "个"), ("5", "个")]),
        ("2万至3万元", [("20000", "元"), ("30000", "元")]),
        ("三到五个", [("3", "个"), ("5", "个")]),
    ],
)
def test_range_gives_both_ends(text: str, expected: list[tuple[str, str]]) -> None:
    both = find_quantities(text, language="zh")
    assert [(str(q.value), q.unit) for q in both] == expected
    assert [(q.bound, q.qualifier) for q in both] == [(Bound.LOWER, "atLeast"), (Bound.UPPER, "atMost")]
    assert {(q.outer_start, q.outer_end) for q in both} == {(0, len(text))}


@pytest.mark.parametrize(
    "text",
    [
        "一个通知", "一种方法", "第三个", "首个", "三位一体", "千方百计", "数千家", "上百家", "几十万", "十几个",
        "数以千计", "5G", "4K", "Windows 10", "TOP 10", "AES-256", "端口443", "版本4.0", "3.0版", "GB/T 22239-2019",
        "192.168.1.1", "CVE-2020-8187", "CVSS 3.0评分", "010-82341063", "邮发代号 2-786", "表1 基本情况", "[12]",
        "（1）在场景中", "1. 概述", "2024年11月26日", "7×24小时", "五部门", "二维码", "第13届", "12345热线",
        "十分重要", "2024年", "11月19日至22日", "近五年",
    ],
)  # fmt: skip
def test_no_chinese_quantity(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("175,000 unique hosts across 130 countries", [("175000", "", ""), ("130", "", "")]),
        ("a little over 30%", [("30", "%", "moreThan")]),
        ("Nearly half of the hosts", [("0.5", "", "nearly")]),
        ("more than 48% of hosts", [("48", "%", "moreThan")]),
        ("$2.3 million", [("2300000", "$", "")]),
        ("US$5bn", [("5000000000", "US$", "")]),
        ("175K hosts", [("175000", "", "")]),
        ("5.20+ million", [("5200000", "", "moreThan")]),
        ("two thirds of firms", [("0.666666666667", "", "")]),
        ("one in five firms", [("0.2", "", "")]),
        ("twenty-five flaws", [("25", "", "")]),
        ("Fifty-one percent worry", [("51", "%", "")]),
        ("a third of firms and a third say", [("0.333333333333", "", ""), ("0.333333333333", "", "")]),
        ("two hundred thousand", [("200000", "", "")]),
        ("a dozen", [("12", "", "")]),
        ("between 5 and 8 percent", [("5", "%", "atLeast"), ("8", "%", "atMost")]),
        ("$2-3 million", [("2000000", "$", "atLeast"), ("3000000", "$", "atMost")]),
        ("from 107 in 2020 to 132 in 2024", [("107", "", ""), ("132", "", "")]),
        ("by 3 percentage points to 40 percent", [("3", "percentage points", ""), ("40", "%", "")]),
        ("300,000 euros", [("300000", "euros", "")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "CVE-2020-8187", "RFC 1918", "on Windows 10", "see Chapter 3", "port 443", "version 3.0", "v2.1",
        "192.168.1.1", "Log4j 2.17", "#1", "1st place", "5G networks", "two-factor", "hundreds of hosts", "one company",
        "10:30", "24/7", "a third server", "for a fifth time",
    ],
)  # fmt: skip
def test_no_english_quantity(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十一", 11),
        ("二十", 20),
        ("两万五", 25000),
        ("一百零五", 105),
        ("一万亿", 10**12),
        ("三千五百万", 35000000),
        ("1万亿3000亿", 13 * 10**11),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == Decimal(value)


def test_numeral_with_a_point() -> None:
    assert chinese_number("一点二亿") == Decimal(120000000)
    assert chinese_number("甲") is None
    assert chinese_year("二〇二四") == 2024


@given(st.integers(min_value=0, max_value=10**13))
def test_digits_with_separators_keep_their_value(number: int) -> None:
    (quantity,) = find_quantities(f"共有{number:,}个样本", language="zh")
    assert quantity.value == number


@given(
    st.text(alphabet="0123456789一二三百千万亿元%个家,.-至近超多余第 K$", max_size=30), st.sampled_from(["zh", "en"])
)
def test_spans_are_inside_the_text(text: str, language: str) -> None:
    for quantity in find_quantities(text, language=language):
        assert 0 <= quantity.outer_start <= quantity.start < quantity.end <= quantity.outer_end <= len(text)
        assert quantity.value.is_finite()
