"""Who says what in Chinese sentences: all claims of each, with their speakers, and what only looks like speech."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import BlockKind
from tests.extract.reading import circumstances, claims, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青桐科技公司表示：“产品受影响。补丁已发布。”使用者应当升级。", [("青桐科技公司", "产品受影响。补丁已发布")]),
        (
            '青桐科技公司首席执行官张明远表示："产品确实受影响。补丁已经发布。"此外，公司还将赔偿。',
            [("张明远", "产品确实受影响。补丁已经发布")],
        ),
        (
            "“我们的产品受到影响，”张明远说，“补丁已经发布给全部用户。”",
            [("张明远", "我们的产品受到影响"), ("张明远", "补丁已经发布给全部用户")],
        ),
        (
            "“标准很重要，各方应当遵守。”江州市数据局局长、云岭大学教授张明远说，“这需要时间来完成。”",
            [("张明远", "标准很重要，各方应当遵守"), ("张明远", "这需要时间来完成")],
        ),
        (
            "云岭大学表示：“人们常说的“安全”并不是一个简单的词。”",
            [("云岭大学", "人们常说的“安全”并不是一个简单的词")],
        ),
        # What a quotation is said to show is said by whom the sentence names behind it.
        (
            "这表明“僵尸网络的目标是强大的服务器，”云岭大学研究员张明远在分析中表示。",
            [("张明远", "僵尸网络的目标是强大的服务器")],
        ),
        # A dateline's agency says nothing, nor does whoever is spoken of.
        (
            "据新华社江州5月6日电（记者王立）对于美国总统拜登的表态，外交部发言人张明远8日表示，立场没有改变。",
            [("张明远", "立场没有改变")],
        ),
        ("江州市副秘书长张明远在发布会上通报，即日起实施管控。", [("张明远", "即日起实施管控")]),
        ("不过青桐科技公司也指出，漏洞需要组合使用。", [("青桐科技公司", "漏洞需要组合使用")]),
        ("东海研究院和云岭大学都认为，风险正在上升。", [("东海研究院,云岭大学", "风险正在上升")]),
        (
            "青桐科技公司并未透露用户数据保留的时间，只是含混地表示，期限由业务决定。",
            [("青桐科技公司", "期限由业务决定")],
        ),
        # Whom a warning is for; what somebody thinks.
        ("江州市数据局提醒广大企业用户：及时修复漏洞，避免损失。", [("江州市数据局", "及时修复漏洞，避免损失")]),
        (
            "云岭大学校长张明远发言。在他看来，标准非常重要。在东海研究院院长李思齐看来，标准数量太多。",
            [("张明远", "标准非常重要"), ("李思齐", "标准数量太多")],
        ),
        # A transcript: the paragraph is all of the answer, and so is the next one of it.
        (
            "云岭大学发言人张明远答问。\n张明远：我们注意到有关报道。各方应当遵守标准。\n我想强调的是，标准很重要。\n会议结束。",
            [("张明远", "我们注意到有关报道。各方应当遵守标准"), ("张明远", "我想强调的是，标准很重要")],
        ),
        ("据东海日报、云岭大学报道，桥梁正在养护。", [("东海日报,云岭大学", "桥梁正在养护")]),
        ("云岭大学提醒广大用户尽快升级，避免损失。", [("云岭大学", "尽快升级，避免损失")]),
        # Signed below; the same verb again; what one called so is.
        ("“标准很重要。各方应当遵守。”\n——云岭大学校长张明远", [("张明远", "标准很重要。各方应当遵守")]),
        ("云岭大学也发出警告，指出他们观察到风险正在上升。", [("云岭大学", "他们观察到风险正在上升")]),
        ("一个名为Saltmarsh的黑客组织称，他们入侵了系统。", [("Saltmarsh", "他们入侵了系统")]),
        ("青桐科技公司提示，“它会删除文件来破坏系统。”", [("青桐科技公司", "它会删除文件来破坏系统")]),
        ("青桐科技公司承认其备份缺乏隔离措施。", [("青桐科技公司", "其备份缺乏隔离措施")]),
        (
            "据网络安全厂商青桐科技公司研究员张明远介绍,攻击者利用了旧的漏洞。",
            [("张明远", "攻击者利用了旧的漏洞")],
        ),
        ("根据青桐科技公司向江州市数据局提交的说明，系统部分中断。", [("青桐科技公司", "系统部分中断")]),
        (
            "国际桥梁联盟发布《全球桥梁指数》，指出风险正在上升。报告还显示，投入正在下降。",
            [("全球桥梁指数", "风险正在上升"), ("全球桥梁指数", "投入正在下降")],
        ),
        (
            "青桐科技公司在公告中表示，漏洞已经修复。\n报告称：“攻击者可以完全控制设备。”\n“这可能导致服务中断和数据泄露。”",
            [
                ("青桐科技公司", "漏洞已经修复"),
                ("青桐科技公司", "攻击者可以完全控制设备"),
                ("青桐科技公司", "这可能导致服务中断和数据泄露"),
            ],
        ),
        ("云岭大学校长张明远宣读了贺词。他在贺词中说，标准十分重要。", [("张明远", "标准十分重要")]),
        # Whoever is told stands behind the verb; a speaker behind a quotation of several sentences.
        ("张明远告诉江州日报，市政府官员接到了警报。", [("张明远", "市政府官员接到了警报")]),
        ("“规模正在扩大。政策继续加持。”云岭大学校长张明远说。", [("张明远", "规模正在扩大。政策继续加持")]),
        ("根据东海研究院发布的《全球桥梁指数》，风险正在上升。", [("全球桥梁指数", "风险正在上升")]),
        # 电 begins a word here, and ends no dateline.
        ("青桐科技公司通过电子邮件表示：“产品确实受到影响。”", [("青桐科技公司", "产品确实受到影响")]),
        # One reports another.
        (
            "据江州日报报道，青桐科技公司表示，产品确实受到影响。",
            [("江州日报", "青桐科技公司表示，产品确实受到影响"), ("青桐科技公司", "产品确实受到影响")],
        ),
        # 他们 are those of the sentence before.
        (
            "据江州日报报道，风险正在上升。青桐科技公司已经知情。他们声称，补丁将在三天后发布。",
            [("江州日报", "风险正在上升"), ("青桐科技公司", "补丁将在三天后发布")],
        ),
        ("张明远在《桥梁与未来》的分享中提出，风险正在上升。", [("张明远", "风险正在上升")]),
        ("张明远在《桥梁与未来》一文中指出，风险正在上升。", [("张明远", "风险正在上升")]),
        # What follows a feeling is a statement, and what follows the researchers' finding.
        (
            "云岭大学校长张明远出席。他对东海协会的成立表示热烈祝贺，并指出，标准十分重要。",
            [("张明远", "标准十分重要")],
        ),
        # Whoever says all of it, source included, says it.
        (
            "云岭大学校长张明远介绍，根据东海协会统计，2029年桥梁数量达到300座。",
            [("张明远", "根据东海协会统计，2029年桥梁数量达到300座")],
        ),
        # What somebody speaks of does not speak itself; a report that somebody has published does.
        (
            "云岭大学校长张明远致辞。他回顾了东海协会提出的《桥梁治理倡议》，并指出标准十分重要。",
            [("张明远", "标准十分重要")],
        ),
        ("东海协会发布的《桥梁年度报告》指出，风险正在上升。", [("桥梁年度报告", "风险正在上升")]),
        ("青桐科技公司的研究人员发现，漏洞已经遭到利用。", [("青桐科技公司", "漏洞已经遭到利用")]),
        ("东海研究院公布《桥梁安全法》草案。草案显示，措施适用于全部桥梁。", [("桥梁安全法", "措施适用于全部桥梁")]),
        (
            "参议员张明远和李思齐发出信函。参议员们在信中指出：“没有理由相信这一说法。”",
            [("张明远,李思齐", "没有理由相信这一说法")],
        ),
        ("《桥梁发展计划》提出到2030年，建成100座桥梁。", [("桥梁发展计划", "到2030年，建成100座桥梁")]),
    ],
)
def test_claims(text: str, expected: list[tuple[str, str]]) -> None:
    assert claims(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "青桐科技公司被称为行业的领先者之一。",
        "青桐科技公司发现了多个严重的漏洞。",
        "青桐科技公司披露了其产品中十多个漏洞的细节。",
        "青桐科技公司承认了自己在管理上的错误。",
        "张明远指出的问题至今没有得到解决。",
        "张明远的说法并不准确，小说写得很好。",
        "青桐科技公司不认为这是漏洞产生的原因。",
        "如果青桐科技公司表示，漏洞无法修复，用户应停用产品。",
        "青桐科技公司的用户表示，服务已经中断三天。",
        "张明远对此表示欢迎，并参观了实验室的设备。",
        "江州市数据局要求企业加强管理和培训。",
        # 要求 and 建议 are nouns here.
        "《桥梁安全法》规定了评估、审计等要求，但养护并不在内。",
        "青桐科技公司提出了三条建议，用户应当了解。",
        "云岭大学还没有确认青桐科技公司的入侵声明，但风险正在上升。",
        "青桐科技公司于5月6日发表声明，内容与此前的回复如出一辙。",
        "云岭大学首次提出要求，敦促各方推动新标准。",
        "桥梁需要养护，张明远说，他是云岭大学的负责人。",
        "青桐科技公司在接到云岭大学的警告后停用了系统。",
        # What is done under a law is not what the law says.
        "根据《桥梁安全法》，江州市数据局对青桐科技公司罚款。",
        # Somebody else speaks, in that name.
        "项目的维护者指责青桐科技公司隐瞒了事故，并补充说，他们是后来知道的。",
        "冒充青桐科技公司的骗子威胁称，将公开全部用户数据。",
        "假冒青桐科技公司联系用户的人声称，账户存在风险。",
        "青桐科技公司应承诺，数据不会出境。",
        "他表示，问题十分严重。",
        # 据 is the end of another word.
        "云岭大学与基于数据分析的青桐科技公司开展合作，探究漏洞产生的原因。",
        # No report has been named.
        "报告显示，风险正在上升。",
        "青桐科技公司的最新发现，已经得到证实和引用。",
        # One senator is not several.
        "参议员张明远发出信函。参议员们在信中指出：“没有理由相信这一说法。”",
        "青桐科技公司强调了特定的安全属性和配置。",
        "青桐科技公司的提醒用户功能上线，很受欢迎。",
        "云岭大学风险提示，请勿点击来历不明的链接。",
        # A list of guests.
        "张明远：云岭大学校长、东海研究院院长",
        # The company acts by the law; it is not the law that says so.
        "公司将根据《数据流通法》的规定，按照程序推进有关工作。",
        # Nobody looks at it.
        "云岭大学校长张明远发言。从整体看来，形势正在好转。",
    ],
)
def test_no_claims(text: str) -> None:
    assert claims(read(text)) == []


def test_nameless_speakers_of_another_paragraph_are_others() -> None:
    same = "青桐科技公司表示，漏洞已经修复。补丁可以下载。研究人员还指出，风险仍在上升。"
    other = "青桐科技公司表示，漏洞已经修复。补丁可以下载。\n日前，研究人员指出，风险仍在上升。"
    assert claims(read(same))[1:] == [("青桐科技公司", "风险仍在上升")]
    assert claims(read(other))[1:] == []


def test_researchers_are_never_the_gang_s() -> None:
    text = "黑客组织Saltmarsh声称，已经入侵了系统。研究人员指出，数据是从别处来的。"
    assert claims(read(text)) == [("Saltmarsh", "已经入侵了系统")]
    text = "安全公司Saltmarsh表示，已经修复了系统。研究人员指出，数据是从别处来的。"
    assert claims(read(text))[1:] == [("Saltmarsh", "数据是从别处来的")]


@pytest.mark.parametrize("kind", [BlockKind.TITLE, BlockKind.HEADING, BlockKind.CREDIT])
def test_headlines_and_credits_are_no_statements(kind: BlockKind) -> None:
    assert claims(read("青桐科技公司表示，漏洞已经修复", kind=kind)) == []


def test_a_heading_of_whole_sentences_is_a_paragraph() -> None:
    said = claims(read("青桐科技公司表示，漏洞已经修复。", kind=BlockKind.HEADING))
    assert said == [("青桐科技公司", "漏洞已经修复")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月6日，张明远在东海数字峰会上表示，标准已经发布。", [("2030-05-06", "东海数字峰会")]),
        ("东海数字峰会在上海举行。张明远在会上介绍，标准已经发布。", [("", "东海数字峰会")]),
        ("东海数字峰会和江州安全大会在上海举行。张明远在会上介绍，标准已经发布。", [("", "")]),
        # The year is that of what was studied, not of the statement.
        ("东海研究院基于2028年公布的数据认为，风险正在上升。", [("", "")]),
    ],
)
def test_when_and_where_it_was_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert circumstances(read(text)) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "张明远",
                "青桐科技公司",
                "表示",
                "指出",
                "称",
                "，",
                "。",
                "“",
                "”",
                '"',
                "：",
                "据",
                "报告",
                "漏洞已经修复",
                " ",
                "\n",
                "《桥梁年鉴》",
            ]
        ),
        max_size=24,
    )
)
def test_claims_are_in_the_text_word_for_word(parts: list[str]) -> None:
    text = "".join(parts).strip("\n") or "无"
    for _, words in claims(read(text)):
        assert words in text


def test_a_long_list_of_bodies_costs_little() -> None:
    # Whether it begins with a dateline was once tried in every way that the list can be cut.
    assert claims(read("青桐科技公司、" * 200 + "云岭大学表示，风险正在上升。"))[0][1] == "风险正在上升"
