"""Posts: who holds which where, and who belongs to which body."""

from __future__ import annotations

import pytest

from tests.extract.reading import posts, read, relations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "东海研究院院长、云岭大学教授张明远出席。",
            {("张明远", "院长", "东海研究院"), ("张明远", "教授", "云岭大学")},
        ),
        (
            "云岭大学副校长兼秘书长李思齐出席。",
            {("李思齐", "副校长", "云岭大学"), ("李思齐", "秘书长", "云岭大学")},
        ),
        (
            "参议员张明远（Mingyuan Zhang）和李思齐（Siqi Li）提出议案。",
            {("张明远", "参议员", ""), ("李思齐", "参议员", "")},
        ),
        # The professor's title stands behind the name, and is not the next one's.
        (
            "云岭大学张明远教授，东海研究院院长李思齐出席。",
            {("张明远", "教授", "云岭大学"), ("李思齐", "院长", "东海研究院")},
        ),
        # There is one chief executive, but several senators.
        ("青桐科技公司首席执行官张明远和李思齐出席。", {("张明远", "首席执行官", "青桐科技公司")}),
        ("江州市数据局原局长张明远表示不满。", {("张明远", "原局长", "江州市数据局")}),
        # What the holder is charged with; our school; posts of a party; a minister of two things.
        (
            "中国示范技术协会党组书记、分管日常工作副主席张明远出席。",
            {
                ("张明远", "党组书记", "中国示范技术协会"),
                ("张明远", "分管日常工作副主席", "中国示范技术协会"),
            },
        ),
        ("我校副校长张明远出席。", {("张明远", "副校长", "")}),
        ("生态环境部部长张明远出席。", {("张明远", "部长", "生态环境部")}),
        (
            "四川省委常委、成都市委书记张明远出席。",
            {("张明远", "常委", "四川省委"), ("张明远", "书记", "成都市委")},
        ),
        ("中国社会科学院学部委员张明远出席。", {("张明远", "学部委员", "中国社会科学院")}),
        ("卡塔尔首相兼外交大臣穆罕默德出席。", {("穆罕默德", "首相", ""), ("穆罕默德", "外交大臣", "")}),
        ("东海研究院一级研究员张明远出席。", {("张明远", "一级研究员", "东海研究院")}),
        # Whom somebody gives a prize is no post of the giver's, and what somebody is ends the clause.
        ("张明远为两国内务部长颁授奖章。", set()),
        ("张明远为东海研究院院长。", {("张明远", "院长", "东海研究院")}),
        ("张明远曾担任东海研究院院长。", {("张明远", "院长", "东海研究院")}),
        ("张明远，东海研究院院长，负责这个项目。", {("张明远", "院长", "东海研究院")}),
        ("张明远（云岭大学教授）负责这个项目。", {("张明远", "教授", "云岭大学")}),
        ("青桐科技公司遭到攻击。该公司首席执行官张明远表示不满。", {("张明远", "首席执行官", "青桐科技公司")}),
        ("青桐科技公司遭到攻击。公司首席执行官张明远表示不满。", {("张明远", "首席执行官", "青桐科技公司")}),
        # No company has been named, so none is known.
        ("公司首席执行官张明远表示不满。", {("张明远", "首席执行官", "")}),
        ("第十三届东海协会副会长张明远出席。", {("张明远", "副会长", "东海协会")}),
        ("青桐科技公司高级安全架构师张明远出席。", {("张明远", "高级安全架构师", "青桐科技公司")}),
        # Where the tagger leaves 安全工程师 whole, and takes 国家 for the body's.
        ("青桐集团安全工程师张明远出席。", {("张明远", "安全工程师", "青桐集团")}),
        ("白宫国家网络总监Ada Byron出席。", {("Ada Byron", "国家网络总监", "白宫")}),
        ("青桐公司的桥梁奖励计划经理Ada Byron发现了缺陷。", {("Ada Byron", "桥梁奖励计划经理", "青桐公司")}),
        ("青桐公司的竞争对手首席执行官Ada Byron发现了缺陷。", {("Ada Byron", "首席执行官", "")}),
        ("张明远代表东海研究院致辞。", set()),
        # Several are elected to one post; dealt out, each has the one that is due.
        (
            "张明远、李思齐等5人当选为东海协会副会长。",
            {("张明远", "副会长", "东海协会"), ("李思齐", "副会长", "东海协会")},
        ),
        (
            "张明远、李思齐分别担任东海研究院院长和云岭大学校长。",
            {("张明远", "院长", "东海研究院"), ("李思齐", "校长", "云岭大学")},
        ),
        ("张明远、李思齐和王之涣分别担任东海研究院院长和云岭大学校长。", set()),
        # Posts far from the name; those before another one's name are that one's.
        (
            "张明远长期从事桥梁工作，曾任东海研究院院长，云岭大学校长、党委书记等职。",
            {("张明远", "院长", "东海研究院"), ("张明远", "校长", "云岭大学"), ("张明远", "党委书记", "云岭大学")},
        ),
        (
            "由张明远担任云岭大学校长，东海研究院院长李思齐表示祝贺。",
            {("张明远", "校长", "云岭大学"), ("李思齐", "院长", "东海研究院")},
        ),
        ("张明远接替李思齐出任云岭大学校长。", {("张明远", "校长", "云岭大学")}),
        (
            "东海研究院院长张明远出席会议。他还兼任云岭大学校长。",
            {("张明远", "院长", "东海研究院"), ("张明远", "校长", "云岭大学")},
        ),
        # What people do, right before a name; 董事会 is no 董事.
        ("青桐公司安全研究人员Ada Byron发现了漏洞。", {("Ada Byron", "安全研究人员", "青桐公司")}),
        ("张明远的辞任不会导致公司董事会人数低于要求。", set()),
        ("青桐公司董事会主席张明远出席。", {("张明远", "董事会主席", "青桐公司")}),
        ("该公司曾任命张明远为总裁。", {("张明远", "总裁", "")}),
        # One title for a post in each of two bodies.
        (
            "云岭大学教授、江州科学院及东海工程院两院院士张明远发言。",
            {
                ("张明远", "教授", "云岭大学"),
                ("张明远", "两院院士", "江州科学院"),
                ("张明远", "两院院士", "东海工程院"),
            },
        ),
        # Of the association that has just been named; of one of two nobody knows.
        ("东海协会成立。张明远当选为协会理事长。", {("张明远", "理事长", "东海协会")}),
        ("东海协会和云岭协会成立。张明远当选为协会理事长。", {("张明远", "协会理事长", "")}),
        ("张明远是东海研究院的一名安全研究员。", {("张明远", "安全研究员", "东海研究院")}),
        # The last character of the body's name is the first of the post's.
        ("教育部长张明远出席。", {("张明远", "部长", "教育部")}),
        ("俄罗斯外交部长拉夫罗夫出席。", {("拉夫罗夫", "部长", "俄罗斯外交部")}),
        ("国防部长期关注此事，张明远也是。", set()),
        ("作为东海研究院院长，张明远要求整改。", {("张明远", "院长", "东海研究院")}),
        ("张明远出席。作为东海研究院院长，他要求整改。", {("张明远", "院长", "东海研究院")}),
        ("张明远和李思齐出席。作为东海研究院院长，他要求整改。", set()),
        ("张明远出席。作为东海研究院的客户，他要求整改。", set()),
        ("文章原作者 Ada Byron没有回应。", set()),
        (
            "云岭大学党委副书记、副校长张明远出席。",
            {("张明远", "党委副书记", "云岭大学"), ("张明远", "副校长", "云岭大学")},
        ),
        ("全球桥梁协会董事会主席张明远出席。", {("张明远", "董事会主席", "全球桥梁协会")}),
        # The office of the state is none of the organization named before it.
        ("国务院总理、大会组委会主任张明远致辞。", {("张明远", "总理", "国务院"), ("张明远", "大会组委会主任", "")}),
        # Known with its organization, the post without it says nothing more.
        ("东海研究院院长张明远出席。张明远院长表示不满。", {("张明远", "院长", "东海研究院")}),
        # The reporter of the dateline holds no post that the article tells of.
        ("新华社江州5月6日电（记者张明远）东海研究院院长李思齐出席。", {("李思齐", "院长", "东海研究院")}),
        ("记者张明远报道了此事。", set()),
        ("院长和教授都出席了活动。", set()),
    ],
)
def test_posts(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青桐科技公司的张明远介绍了产品。", {"张明远 affiliation 青桐科技公司"}),
        (
            "东海研究院院长、云岭大学教授张明远出席。",
            {"张明远 affiliation 东海研究院", "张明远 affiliation 云岭大学"},
        ),
        # Whoever has left belongs there no longer.
        ("江州市数据局原局长张明远表示不满。", set()),
        ("张明远曾担任东海研究院院长。", set()),
        ("张明远参观了东海研究院。", set()),
    ],
)
def test_affiliations(text: str, expected: set[str]) -> None:
    assert relations(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "国务院决定，免去张明远的东海研究院院长职务。",
        "张明远因工作调动，辞去东海研究院院长职务。",
        "张明远长期从事桥梁工作，曾任东海研究院院长等职。",
    ],
)
def test_who_has_left_a_post_belongs_there_no_more(text: str) -> None:
    reading = read(text)
    assert posts(reading) == {("张明远", "院长", "东海研究院")}
    assert "张明远 affiliation 东海研究院" not in relations(reading)
