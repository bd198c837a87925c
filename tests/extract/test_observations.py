"""Figures that sentences state: measure, value, unit, kind, period, area, source; and numbers that state nothing."""

from __future__ import annotations

import pytest

from kg.extract.observations.component import find_figures, find_observations
from kg.extract.pipeline import extractor
from kg.extract.reading import Reading, reading_of
from kg.model import Block, BlockKind, Document, Field, Kind, OffsetMap, Segment


def read(text: str, date: str = "2024-11-26", language: str = "zh") -> Reading:
    """Read a text as an article of that day, all extractors but the one under test."""
    nlp = extractor(language)
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    offsets = OffsetMap((Segment(0, len(text), 0, len(text)),))
    document = Document("", text, text, (block,), offsets, Field("", 0, 0), language, Field(date, 0, 0))
    doc = nlp.make_doc(text)
    doc._.wenpu = Reading(doc, document)
    for name, component in nlp.pipeline:
        if name not in ("wenpu_observations", "wenpu_article"):
            doc = component(doc)
    return reading_of(doc)


def figures(text: str, language: str = "zh") -> list[tuple[str, str, str, str, str]]:
    found = find_figures(read(text, language=language))
    return [(f.measure, format(f.quantity.value, "f"), f.quantity.unit, f.kind, f.period) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年该市软件业规模达到5.3万亿元。", [("该市软件业规模", "5300000000000", "元", "level", "2023")]),
        (
            "2023年软件业收入达到5.3万亿元，较上年增长3000亿元，增速为6%。",
            [
                ("软件业收入", "5300000000000", "元", "level", "2023"),
                ("软件业收入", "300000000000", "元", "increase", "2023"),
                ("软件业收入增速", "6", "%", "growthRate", "2023"),
            ],
        ),
        ("农村用户占网民总数的28%。", [("农村用户占网民总数", "28", "%", "share", "")]),
        ("软件业占GDP比重达到4.2%。", [("软件业占GDP比重", "4.2", "%", "share", "")]),
        (
            "加入公约的国家数量持续增加，从2019年的70个增加至2023年的95个。",
            [("加入公约的国家数量", "70", "个", "level", "2019"), ("加入公约的国家数量", "95", "个", "level", "2023")],
        ),
        ("其中有6个亚洲国家批准了公约。", [("亚洲国家批准了公约", "6", "个", "count", "")]),
        # What is counted by a preposition before it, or is a part of; a share with nothing behind 占; per unit.
        ("报告对国内30家桥梁厂商的平台进行了分析。", [("国内桥梁厂商", "30", "家", "count", "")]),
        ("引擎中发现30多个和编译器优化相关的缺陷。", [("引擎中发现缺陷", "30", "个", "count", "")]),
        ("近40人参会。", [("参会", "40", "人", "count", "")]),
        ("感染的系统中甲系统占比最高，占到总量的51.1%。", [("甲系统占到总量", "51.1", "%", "share", "")]),
        ("体系由甲类和47个二级指标构成。", [("二级指标", "47", "个", "count", "")]),
        ("认为风险上升的企业占62%。", [("认为风险上升的企业占比", "62", "%", "share", "")]),
        ("该平台的漏洞占比高达76.7%。", [("该平台的漏洞占比", "76.7", "%", "share", "")]),
        ("公司股价收于每股35元。", [("公司股价", "35", "元", "level", "")]),
        # A time for each of the figures, also in the clause behind; growth of so much, and growth to so much.
        (
            "2022年、2023年桥梁指数分别为120.5、131.2，同比增长达5%、8.9%。",
            [
                ("桥梁指数", "120.5", "", "level", "2022"),
                ("桥梁指数", "131.2", "", "level", "2023"),
                ("桥梁指数", "5", "%", "growthRate", "2022"),
                ("桥梁指数", "8.9", "%", "growthRate", "2023"),
            ],
        ),
        ("2023年普及率增长到8.9%。", [("普及率", "8.9", "%", "share", "2023")]),
        ("约有25%的样本被判定为恶意。", [("样本被判定为恶意", "25", "%", "share", "")]),
        ("警方逮捕了12名嫌疑人。", [("警方逮捕嫌疑人", "12", "名", "count", "")]),
        ("事件影响了至少15%的用户数据的安全。", [("事件影响用户数据的安全", "15", "%", "share", "")]),
        ("网站访问量同比下降7.5%。", [("网站访问量", "7.5", "%", "decrease", "")]),
        ("预计明年市场规模将超过20亿美元。", [("市场规模", "2000000000", "美元", "forecast", "2025")]),
        ("攻击次数相较去年呈现出约30%的增长。", [("攻击次数", "30", "%", "growthRate", "")]),
        (
            "调用权限次数最多的为甲地图（35次），上传流量最少的为乙地图，约为64KB。",
            [
                ("调用权限次数最多的为甲地图", "35", "次", "level", ""),
                ("上传流量最少的为乙地图", "64", "KB", "level", ""),
            ],
        ),
        (
            "共收录漏洞315个，其中高危漏洞169个、低危漏洞20个。",
            [
                ("共收录漏洞", "315", "个", "count", ""),
                ("高危漏洞", "169", "个", "count", ""),
                ("低危漏洞", "20", "个", "count", ""),
            ],
        ),
        (
            "高收入国家的覆盖率可达84%，而低收入国家仅为4%。",
            [("高收入国家的覆盖率", "84", "%", "share", ""), ("低收入国家的覆盖率", "4", "%", "share", "")],
        ),
        (
            "修复成本预计达到5至8万元。",
            [("修复成本", "50000", "元", "forecast", ""), ("修复成本", "80000", "元", "forecast", "")],
        ),
        (
            "大会设置了10场论坛、22个议题。",
            [("大会设置论坛", "10", "场", "count", ""), ("大会设置议题", "22", "个", "count", "")],
        ),
        (
            "示例科技公司宣布扩产。该公司将在三年内投入5亿元。",
            [("示例科技公司将投入", "500000000", "元", "forecast", "")],
        ),
        (
            "示例科技集团将在三年内投入5亿元建设算力中心。",
            [("示例科技集团将投入建设算力中心", "500000000", "元", "forecast", "")],
        ),
        ("检察机关在2024年起诉了10名个人。", [("检察机关起诉个人", "10", "名", "count", "2024")]),
        ("用户数在短短两年内增长到500万。", [("用户数", "5000000", "", "level", "")]),
        ("该市计划用五年时间建设100个数据中心。", [("该市计划建设数据中心", "100", "个", "count", "")]),
        ("十年期债券的收益率为3.5%。", [("十年期债券的收益率", "3.5", "%", "share", "")]),
        ("示例公司修复了CVSS评分9.8的高危漏洞CVE-2030-1234。", [("CVE-2030-1234的CVSS评分", "9.8", "", "level", "")]),
        ("公司修复了漏洞（CVE-2030-1234，CVSS评分：9.1）。", [("CVE-2030-1234的CVSS评分", "9.1", "", "level", "")]),
        ("CVE-2030-1与CVE-2030-12345的CVSS评分均为9.8分。", [("CVE-2030-12345的CVSS评分", "9.8", "分", "level", "")]),
        (
            "CVE-2030-1233与CVE-2030-1234的CVSS 3.1评分均为9.8分。",
            [("CVSS 3.1评分", "9.8", "分", "level", "")],
        ),
        ("若投入5亿元，企业可建成机房。", []),
        ("完全恢复三个文件需要2.5小时。", [("完全恢复三个文件需要", "2.5", "小时", "level", "")]),
        ("该漏洞的评分为9.8分。", [("该漏洞的评分", "9.8", "分", "level", "")]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The survey covers 1,200 firms across 30 countries.",
            [("firms", "1200", "", "count", ""), ("countries", "30", "", "count", "")],
        ),
        ("Nearly half of the scanned hosts are exposed.", [("scanned hosts are exposed", "0.5", "", "share", "")]),
        (
            "Of the scanned hosts, more than 48% run old software.",
            [("scanned hosts run old software", "48", "%", "share", "")],
        ),
        (
            "Software sales reached $27 billion in 2022, up 10% from 2021.",
            [
                ("Software sales", "27000000000", "$", "level", "2022"),
                ("Software sales", "10", "%", "growthRate", "2022"),
            ],
        ),
        (
            "The number of member states rose from 107 in 2020 to 132 in 2024.",
            [
                ("number of member states", "107", "", "level", "2020"),
                ("number of member states", "132", "", "level", "2024"),
            ],
        ),
        ("Attackers stole 5 million records.", [("stole records", "5000000", "", "count", "")]),
        (
            "In 2021, 2.3 billion people shopped online, a 68% increase from 2017.",
            [
                ("people shopped online", "2300000000", "", "count", "2021"),
                ("people shopped online", "68", "%", "growthRate", "2021"),
            ],
        ),
        ("The flaw has a severity score of 9.8.", [("severity score", "9.8", "", "level", "")]),
        (
            "We counted 94 incidents (39%).",
            [("counted incidents", "94", "", "count", ""), ("incidents", "39", "%", "share", "")],
        ),
        (
            "Known flaws climbed, jumping from 168 to 330.",
            [("Known flaws", "168", "", "level", ""), ("Known flaws", "330", "", "level", "")],
        ),
        (
            "There were 241 incidents in 2025 compared to 186 in 2024.",
            [("incidents", "241", "", "count", "2025"), ("incidents", "186", "", "level", "2024")],
        ),
        ("Analysis found two backdoors dubbed REDDOG and BLUECAT.", [("backdoors", "2", "", "count", "")]),
        ("They scanned 300 internet-facing systems.", [("scanned internet-facing systems", "300", "", "count", "")]),
        ("They lease 256 IPv4 addresses.", [("lease IPv4 addresses", "256", "", "count", "")]),
        ("Trinity’s 300 hosts went dark.", [("hosts went dark", "300", "", "count", "")]),
        ("Flaws from as far back as 2007 still hurt.", []),
        ("No two members could collude.", []),
        ("It is not a 100% solution.", []),
        ("A post on the website of Unit 221B says so.", []),
        ("The agency lost nearly a third of its workforce.", [("workforce", "0.333333333333", "", "decrease", "")]),
        ("This hack of 5000 accounts was not hard.", [("accounts", "5000", "", "count", "")]),
        ("It took down 300 systems.", [("systems", "300", "", "count", "")]),
        ("The address was 194.233.100[.]138 again.", []),
        ("These two flaws were fixed.", []),
        ("They run Windows 10 and version 2.14.1.", []),
        ("CVE-2021-44228 was found on December 9, 2021.", []),
        ("There are three ways to do it.", []),
        (
            "It is slow (a stunning 132 flaws per day), and bad (with a 9.6 CVSS score).",
            [("flaws per day", "132", "", "count", ""), ("CVSS score", "9.6", "", "level", "")],
        ),
        ("CVE-2030-12345 (CVSS score: 9.8) was fixed.", [("CVE-2030-12345 CVSS score", "9.8", "", "level", "")]),
        ("It is best seen there (473,673 records).", [("records", "473673", "", "count", "")]),
        ("It was fixed (version: 9.8).", []),
        (
            "The cause was bad locks (in 35% of cases), followed by weak keys (in 33% of cases).",
            [("bad locks", "35", "%", "share", ""), ("weak keys", "33", "%", "share", "")],
        ),
        (
            "They doubled it ($750,000 in recovery costs versus $375,000 for others).",
            [("recovery costs", "750000", "$", "level", ""), ("recovery costs", "375000", "$", "level", "")],
        ),
        ("It was dear ($5 million or $6 million).", []),
        ("They found 117 command-and-control servers.", [("command-and-control servers", "117", "", "count", "")]),
        ("They made too much of that 153 million number.", []),
        ("The gang leaked 1.7 GB of compressed files.", [("gang leaked compressed files", "1.7", "GB", "level", "")]),
        ("We were able to test 20% of the hosts.", [("test hosts", "20", "%", "share", "")]),
        (
            "They use good passwords (51%) and better locks (50%).",
            [("good passwords", "51", "%", "share", ""), ("better locks", "50", "%", "share", "")],
        ),
        (
            "The number of firms who paid the ransom fell from 82% to 68%.",
            [
                ("number of firms who paid the ransom", "82", "%", "share", ""),
                ("number of firms who paid the ransom", "68", "%", "share", ""),
            ],
        ),
        ("It is part of a sweeping $2 million funding deal.", [("funding deal", "2000000", "$", "level", "")]),
        (
            "They surveyed 300 U.S.-based decision-makers.",
            [("surveyed U.S.-based decision-makers", "300", "", "count", "")],
        ),
        ("They met again (on page 132 of it).", []),
        ("It works for 13 of 14 servers.", [("servers", "13", "", "count", ""), ("servers", "14", "", "count", "")]),
        (
            "It broke two of its servers and two of the firm's phones.",
            [("broke servers", "2", "", "count", ""), ("firm's phones", "2", "", "count", "")],
        ),
        ("Two of the flaws were old.", []),
        ("They hired at least two other guards.", [("hired other guards", "2", "", "count", "")]),
        ("They hired two others.", []),
        (
            "They risk a fine. This may amount to 15 million euros or 2.5 percent of global turnover.",
            [
                ("fine", "15000000", "euros", "level", ""),
                ("fine of global turnover", "2.5", "%", "share", ""),
            ],
        ),
        ("They risk a fine. This may take 15 million euros.", []),
        (
            "The theft of 40 million credit and debit card records hurt 70 firms and bank accounts.",
            [
                ("credit and debit card records", "40000000", "", "count", ""),
                ("hurt firms", "70", "", "count", ""),
            ],
        ),
        ("They see an overall increase of 500 reports a week.", [("reports", "500", "", "increase", "")]),
        ("It wrote about the $5 million penalty.", [("penalty", "5000000", "$", "level", "")]),
        ("One in four firms believes in it.", [("firms believes in it", "0.25", "", "share", "")]),
        (
            "Fifty-one percent fear attacks on ports and 46% fear attacks on canals.",
            [
                ("fear attacks on ports", "51", "%", "share", ""),
                ("fear attacks on canals", "46", "%", "share", ""),
            ],
        ),
        (
            "It was followed by mines at 45% of the firms and ports at 22%.",
            [("mines of firms", "45", "%", "share", ""), ("ports", "22", "%", "share", "")],
        ),
        ("It resulted in about $4 million being stolen.", [("stolen", "4000000", "$", "level", "")]),
        ("It was hit with a record €9 million (U.S. $11 million) fine.", [("fine", "9000000", "€", "level", "")]),
        (
            "The agency fined Google around €500,000 for it.",
            [("fined Google", "500000", "€", "level", "")],
        ),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert figures(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "他们收到了一个通知。",
        "这两个漏洞已经修复。",
        "报告提出了三个方面的建议。",
        "该漏洞编号为CVE-2021-44228，影响2.14.1版本。",
        "征订热线：010-12345678",
        "如表1所示，情况见图2。",
        "会议于2024年11月19日至22日举行。",
        "数千家企业受到影响。",
        "补丁将在三天后发布。",
        "该标准为GB/T 22239-2019。",
        "服务默认使用9000端口。",
        "他区分了两种形态，并介绍了三种模式。",
        "两位分享者表示，风险正在上升。",
        "纲要涵盖“三个着力、五大目标、十项工程”。",
        "占比最高的两个行业是制造业和商业。",
        "震惊世界的“9·11”事件改变了许多。",
        "他们在凌晨 4 点 30 分左右接到警报。",
        "1 战略出台背景",
        "整体来看，三款产品的能力都严重不足。",
        "相比去年测试中的0.54%进一步下降。",
    ],
)
def test_states_no_figure(text: str) -> None:
    assert figures(text) == []


def test_source_holds_to_the_end_of_the_sentence_only() -> None:
    text = "据国际电信联盟数据显示，用户规模达到5亿人，普及率为60%。覆盖率为70%。"
    reading = read(text)
    found = find_figures(reading)
    names = [reading.drafts[f.source].finished().name if f.source else "" for f in found]
    assert names == ["国际电信联盟", "国际电信联盟", ""]


def test_place_at_the_head_of_a_measure_is_its_area() -> None:
    reading = read("2023年法国农产品出口额达到500亿美元，较上年增长10%。")
    found = find_figures(reading)
    assert [f.measure for f in found] == ["农产品出口额", "农产品出口额"]
    assert {reading.drafts[f.area].finished().name for f in found} == {"法国"}


def test_respectively_deals_out_places_and_measures() -> None:
    reading = read("北京、上海的软件收入分别增长10%和12%。")
    found = find_figures(reading)
    assert [(reading.drafts[f.area].finished().name, f.measure, int(f.quantity.value)) for f in found] == [
        ("北京", "软件收入", 10),
        ("上海", "软件收入", 12),
    ]
    assert figures("共破获案件20万起、抓获嫌疑人16万人，同比分别上升52%、23%。")[2:] == [
        ("共破获案件", "52", "%", "growthRate", ""),
        ("抓获嫌疑人", "23", "%", "growthRate", ""),
    ]


def test_list_behind_a_colon_says_what_it_lists() -> None:
    assert figures("受影响最大的行业分别是：制造业 18%，教育 16%。") == [
        ("受影响最大的行业：制造业", "18", "%", "share", ""),
        ("受影响最大的行业：教育", "16", "%", "share", ""),
    ]


def test_figure_in_brackets_restates_the_one_before() -> None:
    assert figures("该公司被罚款2亿欧元（2.2亿美元）。") == [
        ("该公司被罚款", "200000000", "欧元", "level", ""),
        ("该公司被罚款", "220000000", "美元", "level", ""),
    ]


def test_clauses_in_brackets_are_read_one_by_one() -> None:
    assert figures("系统能够检测注入（单条耗时约100毫秒，召回率80%），并分级处置。") == [
        ("单条耗时", "100", "毫秒", "level", ""),
        ("召回率", "80", "%", "share", ""),
    ]
    assert figures("攻击持续（3天）后停止。") == []


def test_each_member_of_a_list_has_the_figure_in_its_brackets() -> None:
    reading = read("受影响的主机分布于美国（3200台）、韩国（1800台）和法国（520台）。")
    found = find_figures(reading)
    assert [(f.measure, reading.drafts[f.area].finished().name, int(f.quantity.value)) for f in found] == [
        ("受影响的主机", "美国", 3200),
        ("受影响的主机", "韩国", 1800),
        ("受影响的主机", "法国", 520),
    ]
    assert [f[:2] for f in figures("受害企业依次为制造业（21%）、教育业（12%）。")] == [
        ("受害企业：制造业", "21"),
        ("受害企业：教育业", "12"),
    ]
    # One bracket makes no list, and a bracket that says more is read for itself.
    assert [f.area for f in find_figures(read("受影响的主机主要位于美国（3200台）。"))] == [""]
    assert figures("检测能力（召回率80%）和响应能力（误报率2%）均达标。")[0][:2] == ("召回率", "80")


def test_respectively_deals_out_the_places_of_the_clause_before() -> None:
    reading = read("用户数量前三的省份是浙江、广东和山西，所占比例分别为8%、7%和6%。")
    assert [reading.drafts[f.area].finished().name for f in find_figures(reading)] == ["浙江", "广东", "山西"]
    assert [f.area for f in find_figures(read("浙江、广东和山西参会，论文和专利分别为8篇、7项。"))] == ["", ""]


def test_a_count_in_the_unit_of_the_whole_is_a_part_of_it() -> None:
    assert figures("在900台主机中，有520台运行着旧版本。")[1][:2] == ("主机中运行着旧版本", "520")
    assert figures("在900家企业中，有52台运行着旧版本。")[1][:2] == ("运行着旧版本", "52")


def test_whose_a_measure_is_that_stands_behind_its() -> None:
    assert figures("甲骨文公司发布年报，其营收达到50亿元。")[0][0] == "甲骨文公司营收"
    assert figures("甲骨文公司发布了年报。其营收达到50亿元。")[0][0] == "甲骨文公司营收"
    # Which of two bodies is meant nobody knows, and what is no measure needs no owner.
    assert figures("微软收购了甲骨文公司，其营收达到50亿元。")[0][0] == "营收"
    assert figures("甲骨文公司发布年报，其中12家企业亏损。")[0][0] == "企业亏损"


def test_a_time_to_come_down_to() -> None:
    assert figures("修复时间从5天缩短至24小时内。") == [
        ("修复时间", "5", "天", "level", ""),
        ("修复时间", "24", "小时", "level", ""),
    ]
    (figure,) = find_figures(read("修复时间已缩短至24小时内。"))
    assert figure.quantity.qualifier == "atMost"
    assert figures("企业应当在24小时内报告。") == []


def test_points_of_an_index() -> None:
    assert figures("指数维持在2023年的120点。") == [("指数", "120", "点", "level", "2023")]
    assert figures("安全指数为125点，该指数在2023年维持在120点。")[1] == ("安全指数", "120", "点", "level", "2023")
    assert figures("会议于下午3点开始。") == []
    assert figures("视频获得1200点赞。") == []


def test_what_is_expected_of_a_body_is_not_said_by_it() -> None:
    text = "据国际电信联盟数据，微软的收入预计到2025年将达到18亿美元。"
    (figure,) = find_figures(reading := read(text))
    assert reading.drafts[figure.source].finished().name == "国际电信联盟"
    (figure,) = find_figures(reading := read("国际电信联盟预计到2028年用户将达到60亿人。"))
    assert reading.drafts[figure.source].finished().name == "国际电信联盟"


def test_what_is_added() -> None:
    assert figures("每年，荷兰增加约4吉瓦的太阳能电力。")[0][:2] == ("荷兰增加太阳能电力", "4")
    assert figures("成本增加了20%的消息属实。")[0][0] != "成本增加消息"


def test_who_stands_before_a_list_mark_is_no_part_of_a_count() -> None:
    assert figures("法国总统以及80多个国家的代表参会。")[0][0] == "国家的代表参会"


def test_how_long_a_report_is_and_whom_it_asked_is_no_figure() -> None:
    assert figures("该报告共86页，采访了500名负责人。") == []
    assert figures("黑客窃取了86页文件。")[0][:2] == ("黑客窃取文件", "86")


def test_who_said_it_may_be_left_out_before_the_figure() -> None:
    assert [found[:2] for found in figures("该报告采访了500名负责人，显示62%的企业遭受过攻击。")] == [
        ("企业遭受过攻击", "62")
    ]
    ((measure, number, *_),) = figures("认为风险上升的居民达到62%。")
    assert (measure, number) == ("认为风险上升的居民", "62")


def test_what_closes_at_so_many_points_is_named_without_the_closing() -> None:
    assert [found[:2] for found in figures("综合指数收于3120点。")] == [("综合指数", "3120")]
    assert [found[:2] for found in figures("文集收于2023年的作品达到30篇。")] == [("文集收于的作品", "30")]
    assert figures("该报告采访的负责人中，60%表示预算增加。")[0][1:3] == ("60", "%")


def test_hearsay_is_no_part_of_the_measure() -> None:
    assert figures("据报道此次事故造成的损失超过2亿元。")[0][0] == "此次事故造成的损失"


def test_a_counting_word_counts_behind_a_space() -> None:
    assert figures("事故影响 50 家科技公司。")[0][1:3] == ("50", "家")
    assert figures("该店收藏了 7000 本地志。")[0][1] == "7000"


def test_a_thing_of_one_character_is_no_weak_noun() -> None:
    assert figures("设备接入附近的三个无线接入点。")[0][1:3] == ("3", "个")
    assert figures("他强调了三点。") == []


def test_what_a_share_is_of_was_named_as_something() -> None:
    assert figures("桥梁是第三大类别，占总数的16%。")[0][0] == "桥梁占总数"


def test_a_restated_amount_measures_the_same() -> None:
    assert figures("该公司市值蒸发590亿美元，合4300亿元。") == [
        ("该公司市值", "59000000000", "美元", "decrease", ""),
        ("该公司市值", "430000000000", "元", "level", ""),
    ]


def test_day_of_speaking_is_no_period() -> None:
    (figure,) = find_figures(read("5月6日，国际电信联盟表示，用户规模达到5亿人。"))
    assert figure.period == ""


def test_observation_has_evidence_for_every_fact() -> None:
    text = "用户规模超过5亿人。"
    reading = read(text)
    find_observations(reading.doc)
    (node,) = [draft.id for draft in reading.drafts.values() if draft.kind is Kind.OBSERVATION]
    facts = {fact.predicate: fact for fact in reading.facts if fact.subject == node}
    stated = {name: fact.object if isinstance(fact.object, str) else fact.object.text for name, fact in facts.items()}
    assert stated == {
        "type": "Observation",
        "measure": "用户规模",
        "value": "500000000",
        "unit": "人",
        "qualifier": "moreThan",
        "observationKind": "count",
    }
    assert all(fact.evidence[0].quote == text for fact in facts.values())


def test_table() -> None:
    rows = ["地区 | 收入（亿元） | 同比增长 | 企业数量", "东部 | 81,860 | 10.9% | 1200家", "序 | 无 | 无 | 无"]
    text = "\n".join(rows)
    blocks, start = [], 0
    for row in rows:
        blocks.append(Block(BlockKind.TABLE_ROW, start, start + len(row)))
        start += len(row) + 1
    nlp = extractor("zh")
    doc = nlp.make_doc(text)
    offsets = OffsetMap((Segment(0, len(text), 0, len(text)),))
    doc._.wenpu = Reading(doc, Document("", text, text, tuple(blocks), offsets, Field("", 0, 0), "zh"))
    for name in ("wenpu_times", "wenpu_quantities"):
        doc = nlp.get_pipe(name)(doc)
    assert [
        (f.measure, format(f.quantity.value, "f"), f.quantity.unit, f.kind) for f in find_figures(reading_of(doc))
    ] == [
        ("东部收入", "8186000000000", "元", "level"),
        ("东部同比增长", "10.9", "%", "growthRate"),
        ("东部企业数量", "1200", "家", "count"),
    ]


def test_who_is_spoken_of_is_no_source() -> None:
    def sources(text: str) -> list[str]:
        reading = read(text, language="en")
        found = find_figures(reading)
        return [reading.drafts[figure.source].finished().name if figure.source else "" for figure in found]

    assert sources("A man claims to have robbed Google of 2 million records.") == [""]
    assert sources("While Google has not confirmed the theft, we tested 200 records.") == [""]
    assert sources("Some 20 million hosts are exposed, said researchers at Google.") == ["Google"]


@pytest.mark.parametrize(
    "text", ["各项指标保持两位数增长。", "“5+5”框架包含桥梁和道路。", "系统要求设置6位数密码。", "各地实行1+N模式。"]
)
def test_numbers_inside_words_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_two_people_are_a_figure_though_digits_follow() -> None:
    assert [(value, unit) for _, value, unit, _, _ in figures("会议邀请了三位数据专家。")] == [("3", "位")]
