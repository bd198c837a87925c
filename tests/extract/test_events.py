"""Events with a name in Chinese text, and what is only a class of events."""

from __future__ import annotations

import pytest

from kg.extract.events.chinese import edition_of
from kg.model import Kind
from tests.extract.reading import entities, read


def events(text: str) -> list[str]:
    return [name for _, name in entities(read(text), Kind.EVENT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三届东海数字峰会在杭州举行。", ["第三届东海数字峰会"]),
        ("2030年东海网络安全大会开幕。", ["2030年东海网络安全大会"]),
        ("2030 年东海数据安全大会开幕。", ["2030 年东海数据安全大会"]),
        ("中国桥梁数据大会在杭州举行。", ["中国桥梁数据大会"]),
        ("东海安全宣传周在全国举办。", ["东海安全宣传周"]),
        ("公司在年度Farview大会上发布产品。", ["Farview大会"]),
        ("东海数字峰会和江州安全大会在上海举行。", ["东海数字峰会", "江州安全大会"]),
        ("“江海之光”博览会在上海举行。", ["“江海之光”博览会"]),
        ("“东海数字大会·桥梁发展论坛”5月6日在杭州举行。", ["东海数字大会·桥梁发展论坛"]),
        ("警方发起“海神行动”，借鉴了Tempest行动的做法。", ["海神行动", "Tempest行动"]),
        ("公安部门开展“净海2030”专项行动。", ["“净海2030”专项行动"]),
        ("江州网讯2030“直通东海”世界桥梁大赛5月6日举行。", ["2030“直通东海”世界桥梁大赛"]),
        # A gloss inside the name; the whole of a name in quotation marks, which somebody attends.
        ("2030年二十国集团（G20）桥梁部长会议以视频方式举行。", ["2030年二十国集团（G20）桥梁部长会议"]),
        ("张明远出席“桥梁养护能力建设国际合作高级别会议”。", ["桥梁养护能力建设国际合作高级别会议"]),
        ("第三届桥梁养护研讨班在杭州举行。", ["第三届桥梁养护研讨班"]),
        # A body, and two sides, at the head of the name.
        ("上海合作组织桥梁产业论坛在杭州举行。", ["上海合作组织桥梁产业论坛"]),
        ("中国—法国桥梁产业论坛在杭州举行。", ["中国—法国桥梁产业论坛"]),
        ("2030年东海安全宣传周电信日主题论坛在杭州举行。", ["2030年东海安全宣传周电信日主题论坛"]),
        ("东海安全宣传周论坛举行，宣传周日程很满。", ["东海安全宣传周论坛"]),
        # A part named in quotation marks behind the whole.
        (
            "2030东海数字峰会“数据流通与桥梁安全论坛”在杭州举办。",
            ["2030东海数字峰会", "数据流通与桥梁安全论坛"],
        ),
        # A part of the event alone is spoken of; a class with a year that is said to be held.
        ("9月11日下午将举办“2030年桥梁安全高峰论坛”主论坛。", ["2030年桥梁安全高峰论坛"]),
        ("2030年网络安全博览会9月10日至16日举办。", ["2030年网络安全博览会"]),
        # Held, so one of them: a hearing as such is a class of events.
        ("江州国议会听证会5月6日举行。", ["江州国议会听证会"]),
        ("12月27日，云岭大学“一流桥梁学院高质量发展大会”在南校区举行。", ["一流桥梁学院高质量发展大会"]),
        ("东海数字峰会开幕。本次峰会持续三天。", ["东海数字峰会"]),
        # Verbs that are words of the name, a place in brackets, two names of one event, a number before one word.
        ("由江州协会主办的 2030 中国桥梁产业发展高层论坛在杭州举行。", ["2030 中国桥梁产业发展高层论坛"]),
        ("2030年智能桥梁与能量转换国际研讨会在杭州举行。", ["2030年智能桥梁与能量转换国际研讨会"]),
        ("第三届中国(杭州)桥梁数据大会举行。", ["第三届中国(杭州)桥梁数据大会"]),
        ("2030东海数据大会暨桥梁治理高级别会议在杭州举行。", ["2030东海数据大会暨桥梁治理高级别会议"]),
        ("第七届东方桥梁论坛全会7日举行。", ["第七届东方桥梁论坛全会"]),
        ("行业盛会“2030上门东海数据峰会”在杭州举行。", ["2030上门东海数据峰会"]),
        ("东海市新闻办举行东海政策例行吹风会。", ["东海政策例行吹风会"]),
        ('首届"大国桥梁"全球会议在上海开幕。"好"，他说"不"论坛。', ['首届"大国桥梁"全球会议']),
        # The part of an event named in quotation marks; the one of its year that was held.
        ("5月6日举办“2030年桥梁技术高峰论坛”主论坛。", ["2030年桥梁技术高峰论坛"]),
        ("2030年网络安全博览会5月6日举办。", ["2030年网络安全博览会"]),
        ("东海桥梁协会养护专业委员会成立大会在京举行。", ["东海桥梁协会养护专业委员会成立大会"]),
        ("去年该协会成立，大会选出了会长。", []),
        # … and verbs that say what is done with an event.
        ("他2030年参加东海数字峰会。", ["东海数字峰会"]),
        ("第三届东海大会推动江州数字论坛举行。", ["第三届东海大会", "江州数字论坛"]),
        ("他说“我们将举办东海数字峰会”。", ["东海数字峰会"]),
    ],
)
def test_events(text: str, expected: list[str]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "此事引发了江州国议会听证会、审查和潜在的立法。",
        "有人在暗网论坛上发帖出售数据。",
        "本次大会和历届论坛都很成功。",
        "公司召开新闻发布会和技术研讨会。",
        "网络安全大会越来越多。",
        "这是世界网络峰会。",
        "2030年网络安全博览会越来越多。",
        "他在会议室等待，查看论坛用户的帖子。",
        "各部门采取联合行动，实施Tempest行动计划和“海神”行动方案。",
        "警方采取“专项行动”，他说“好”，大会很多。",
        "江州市提出“五大愿景”，开展“十项行动”。",
        "他在“某某平台”上谈到“年度会议”，没有出席“本次桥梁养护会议”。",
    ],
)
def test_classes_of_events_are_no_events(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("name", "edition"),
    [("2031年东海城市峰会", "2031"), ("东海指数2030年版", "2030"), ("东海论坛", ""), ("第三届东海论坛", "")],
)
def test_edition_of(name: str, edition: str) -> None:
    assert edition_of(name) == edition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据在Ravenmoor论坛上出售。", []),
        ("东海数据论坛在上海举行。", ["东海数据论坛"]),
        ("第三届东海数据论坛上，专家发言。", ["第三届东海数据论坛"]),
    ],
)
def test_a_website_called_forum_is_no_event(text: str, expected: list[str]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "bodies", "held"),
    [
        ("东海互联网大会理事长张明远出席。", ["东海互联网大会"], []),
        ("由东海互联网大会主办的桥梁安全年会在杭州举行。", ["东海互联网大会"], []),
        ("东海互联网大会组委会表示欢迎。", ["东海互联网大会组委会"], []),
        ("东海互联网大会在杭州举行，各国秘书长出席。", [], ["东海互联网大会"]),
        # An edition has no secretary general.
        ("2030年东海互联网大会秘书长会议在杭州举行。", [], ["2030年东海互联网大会"]),
    ],
)
def test_an_organization_that_is_called_like_its_event(text: str, bodies: list[str], held: list[str]) -> None:
    reading = read(text)
    assert [name for _, name in entities(reading, Kind.ORGANIZATION)] == bodies
    assert [name for _, name in entities(reading, Kind.EVENT)][: len(held)] == held
