"""One thing, one entity within a document: glosses, short forms, surnames."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.references import bare_name, name_key
from tests.extract.naming import names_of, people, read, same


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("灯塔安全委员会（LSC）发布公告。", "灯塔安全委员会", ["灯塔安全委员会", "LSC"]),
        ("灯塔安全委员会 (LSC) 发布公告。", "灯塔安全委员会", ["灯塔安全委员会", "LSC"]),
        ("东海省灯塔管理局（以下简称“灯管局”）发布公告。", "东海省灯塔管理局", ["东海省灯塔管理局", "灯管局"]),
        ("约翰·斯坦基（John Stankey）表示。", "约翰·斯坦基", ["约翰·斯坦基", "John Stankey"]),
        ("黑客组织夜行水母（Nightjelly，又名Moon Tide）活跃。", "夜行水母", ["夜行水母", "Nightjelly", "Moon Tide"]),
        ("国家互联网应急中心CNCERT发布公告。", "国家互联网应急中心", ["国家互联网应急中心", "CNCERT"]),
        ("《数据出境评估办法》（下称《出境办法》）施行。", "《数据出境评估办法》", ["数据出境评估办法", "出境办法"]),
        ("灯塔安全委员会（下图）发布公告。", "灯塔安全委员会", ["灯塔安全委员会"]),
        (
            "2030年智能桥梁国际研讨会（2030 International Bridge Workshop）在杭州举行。",
            "2030年智能桥梁国际研讨会",
            ["2030年智能桥梁国际研讨会", "智能桥梁国际研讨会", "2030 International Bridge Workshop"],
        ),
        # Characters left out, first and last kept.
        ("东海灯塔安全委员会（东安委会）发布公告。", "东海灯塔安全委员会", ["东海灯塔安全委员会", "东安委会"]),
        ("东海灯塔安全委员会（全体成员）发布公告。", "东海灯塔安全委员会", ["东海灯塔安全委员会"]),
        # Set right behind, and part of an event's name.
        ("东海灯塔管理局ABCD-EF春季安全挑战赛开幕。", "东海灯塔管理局", ["东海灯塔管理局"]),
        ("灯塔安全委员会（见图）发布公告。", "灯塔安全委员会", ["灯塔安全委员会"]),
        ("灯塔安全委员会（lsc.example.com）发布公告。", "灯塔安全委员会", ["灯塔安全委员会"]),
        ("东港大学ABCD俱乐部成立。", "东港大学ABCD俱乐部", ["东港大学ABCD俱乐部"]),
        (
            "名为 Moonrat（又名 CL-STA-0240 和 Tidecall）的威胁组织活跃。Moonrat窃取数据。",
            "Moonrat",
            ["Moonrat", "CL-STA-0240", "Tidecall"],
        ),
        ("安全公司Saltworks（俗称“盐厂”）表示。", "Saltworks", ["Saltworks", "盐厂"]),
    ],
)
def test_a_gloss_is_a_second_name(text: str, mention: str, expected: list[str]) -> None:
    assert sorted(names_of(text, mention)) == sorted(expected)


def test_a_headline_shortens_the_title_of_a_report() -> None:
    text = "青桐公司发布东海灯塔安全漏洞报告\n青桐公司发布《东海灯塔安全漏洞分析报告》。"
    assert sorted(names_of(text, "《东海灯塔安全漏洞分析报告》")) == [
        "东海灯塔安全漏洞分析报告",
        "东海灯塔安全漏洞报告",
    ]
    other = "青桐公司发布东海灯塔安全人才报告\n青桐公司发布《东海灯塔安全漏洞分析报告》。"
    assert names_of(other, "《东海灯塔安全漏洞分析报告》") == ["东海灯塔安全漏洞分析报告"]


def test_a_slogan_before_an_event_is_left_out_elsewhere() -> None:
    text = "2030海灯数据安全高峰会\n“灯火·安全创未来”数据安全高峰会在杭州召开。"
    assert "2030海灯数据安全高峰会" in names_of(text, "“灯火·安全创未来”数据安全高峰会")


def test_an_acronym_of_another_body_is_no_second_name() -> None:
    text = "工信部OSTIP提醒。工业和信息化部海洋威胁信息共享平台（OSTIP）发布提示。"
    assert "OSTIP" not in names_of(text, "工信部")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("理查德·布卢门撒尔致函。布卢门撒尔并不相信。", [["理查德·布卢门撒尔", "布卢门撒尔"]]),
        ("安全研究员Tim Jarrow表示可行。Jarrow称，仍有风险。", [["Tim Jarrow", "Jarrow"]]),
        ("科威特卫生部遭到攻击。卫生部没有回应。", [["科威特卫生部", "卫生部"]]),
        ("东海省灯塔管理局发布公告。灯塔管理局表示。", [["东海省灯塔管理局", "灯塔管理局"]]),
        ("蓝鲸科技股份有限公司宣布。蓝鲸科技有限公司表示。", [["蓝鲸科技股份有限公司", "蓝鲸科技有限公司"]]),
        ("上海海灯文化传媒有限公司受审。海灯公司没有回应。", [["上海海灯文化传媒有限公司", "海灯公司"]]),
        ("奇安信Labo实验室发现，Labo表示可行。", [["奇安信Labo实验室", "Labo"]]),
        ("灯塔学会和航标学会发布公告。", []),
        ("河北省教育厅发布公告。省教育厅负责人表示。", [["河北省教育厅", "省教育厅"]]),
        # A ministry that a text begins with is not that of a state which it comes to speak of, but it may be our own.
        ("外交部长王毅会见俄罗斯外交部长拉夫罗夫。", []),
        ("外交部长王毅出席。中国外交部发布公告。", [["外交部", "中国外交部"]]),
    ],
)
def test_short_forms_mean_the_one_longer_name(text: str, expected: list[list[str]]) -> None:
    assert same(text) == expected


def test_a_surname_of_two_people_means_neither() -> None:
    text = "约翰·克莱因和安娜·克莱因出席。克莱因发言。"
    assert [found for found in same(text) if "克莱因" in found] == []


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("《某报》", "某报"),
        ("Example  Labs", "Example Labs"),
        ("，某局、", "某局"),
        ("《“江海”三年计划》", "“江海”三年计划"),
        ("“江海”", "江海"),
    ],
)
def test_bare_names(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@given(st.text(max_size=30))
def test_a_name_has_the_key_of_its_bare_form(name: str) -> None:
    assert name_key(name) == name_key(name_key(name))


_ALPHABET = st.sampled_from(
    [*"中国科学院研究所和、（）“”《》，。：的ABab .1·该公司李明", "勒索软件组织", "有限公司", "表示", "第三局", "\n"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_ALPHABET, max_size=40).map("".join))
def test_any_text_is_read_without_breaking(text: str) -> None:
    reading = read(text)
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert reading.drafts[mention.entity].kind == mention.kind
    assert reading.mentions == sorted(reading.mentions, key=lambda mention: (mention.start, -mention.end))


def test_reading_twice_gives_the_same() -> None:
    text = "安全公司Saltworks和灯塔安全委员会（LSC）表示，李明与约翰·斯坦基（John Stankey）出席。该公司没有回应。"
    first, second = read(text), read(text)
    assert first.mentions == second.mentions
    assert list(first.drafts) == list(second.drafts)
    assert people(text) == ["李明", "约翰·斯坦基", "John Stankey"] or people(text) == ["李明", "约翰·斯坦基"]


def test_who_is_founded_at_an_event_is_a_body_too() -> None:
    found = names_of("中国桥梁协会养护专业委员会成立大会在京举行。", "中国桥梁协会养护专业委员会")
    assert list(found) == ["中国桥梁协会养护专业委员会"]
