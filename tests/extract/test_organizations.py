"""Chinese organizations: put together again, and told from classes of bodies. Bodies and people are made up."""

from __future__ import annotations

import pytest

from kg.extract.names.organizations import bodies_within
from tests.extract.naming import organizations, parts

WHOLE = {
    "a unit of a unit": (
        "东海省科学院海洋研究所潮汐研究室主任李明表示，资料已经提交。",
        ["东海省科学院海洋研究所潮汐研究室"],
    ),
    "a list of bodies": (
        "会议由中国灯塔学会、中国潮汐与航标学会和东港理工大学共同主办。",
        ["中国灯塔学会", "中国潮汐与航标学会", "东港理工大学"],
    ),
    "a committee with a list in its name": (
        "参议院渔业委员会海洋、航运和港口小组委员会举行会议。",
        ["参议院渔业委员会海洋、航运和港口小组委员会"],
    ),
    "a laboratory named by its subject": (
        "水流动力学和潮汐预报教育部重点实验室主任陈平出席。",
        ["水流动力学和潮汐预报教育部重点实验室"],
    ),
    "a bracket inside a committee's name": (
        "会议由中国灯塔学会航标运维（网络安全）委员会主办。",
        ["中国灯塔学会航标运维（网络安全）委员会"],
    ),
    "a committee and a government named as one": ("项目受到武汉市委市政府的高度重视。", ["武汉市委"]),
    "the site of a paper": ("中国日报网合肥9月5日电（记者 朱立新）会议召开。", ["中国日报网"]),
    "a school of a university": ("西山大学计算机学院院长周文到会。", ["西山大学计算机学院"]),
    "a hospital, and the verb that the tagger takes with it": (
        "西山大学附属第二医院系三级医院。",
        ["西山大学附属第二医院"],
    ),
    "an office of a town": ("灯塔市网信办约谈了两家企业。", ["灯塔市网信办"]),
    "a company with its town in brackets": (
        "感谢海灯网络信息技术（东港）股份有限公司和蓝鲸科技有限公司的支持。",
        ["海灯网络信息技术（东港）股份有限公司", "蓝鲸科技有限公司"],
    ),
    "a company of everyday words, by its legal form": (
        "日本手表制造商灯塔计算机株式会社宣布推迟发布财报。",
        ["灯塔计算机株式会社"],
    ),
    "offices of state": (
        "中共中央办公厅、国务院办公厅印发意见。",
        ["中共中央办公厅", "国务院办公厅"],
    ),
    "embassies": (
        "美国驻华大使馆发表声明，中国驻美国大使馆发言人作出回应。",
        ["美国驻华大使馆", "中国驻美国大使馆"],
    ),
    "military units": (
        "第98765部队和朝鲜侦察总局第三局被列入名单。",
        ["第98765部队", "朝鲜侦察总局第三局"],
    ),
    "courts": ("加州东区联邦地区法院作出裁决。", ["加州东区联邦地区法院"]),
    "a platform, where its acronym shows that it acts": (
        "工业和信息化部海洋安全威胁和漏洞信息共享平台（OSTIP）发布提示。",
        ["工业和信息化部海洋安全威胁和漏洞信息共享平台"],
    ),
    "a company whose name begins with an adjective": (
        "浩荡海灯（东港）信息技术有限公司和重要的供应商出席。",
        ["浩荡海灯（东港）信息技术有限公司"],
    ),
    "a foundation with its Latin name inside": (
        "该系统属于美国阿帕奇（Apache）基金会。",
        ["美国阿帕奇（Apache）基金会"],
    ),
    "a brand of digits, where it acts": ("360已经发现攻击，机房温度为360度。", ["360"]),
    "a committee that the tagger takes with the post in it": ("浙江省委书记张明到会。", ["浙江省委"]),
    "posts in the party's committee of a body": (
        "西山大学党委副书记张明和东港大学党委常委、党委宣传部部长李思到会。",
        ["西山大学", "东港大学"],
    ),
    "a list of posts is no name": (
        "东港研究中心副主任、海洋信息产业发展联盟秘书长张明到会。",
        ["东港研究中心", "海洋信息产业发展联盟"],
    ),
    "offices of a committee": ("市委网信办和市委国安办发布意见。", ["市委网信办", "市委国安办"]),
    "a body of everyday words with its acronym": ("荷兰司法信息技术组织（DJIO）没有回应。", ["荷兰司法信息技术组织"]),
    "a body of two sides": ("发起成立中国—法国桥梁发展与合作中心。", ["中国—法国桥梁发展与合作中心"]),
    "an office of a director": ("美国国家情报主任办公室发布报告。", ["美国国家情报主任办公室"]),
    "a team whose name has 事件 in it": (
        "微软产品安全事件响应团队表示，补丁已经发布。",
        ["微软产品安全事件响应团队"],
    ),
}

NONE = {
    "networks of a country": "攻击影响了欧洲电网和荷兰电网，设备连接着太阳能电池板与电网。",
    "a trade in a headline": "美航空管理系统存在漏洞。",
    "big and small ones of a class": "大航空公司和小航空公司有自己的系统。",
    "classes of companies": "据悉，某国安全公司和多家研究机构参与了调查，加密情报公司没有回应。",
    "classes behind a country": "英国研究公司和美国电信公司受到影响，美国电信巨头没有回应。",
    "classes of bodies": "西方政府、跨国公司和外国情报机构都在观望，行业协会没有表态。",
    "subsidiaries": "其子公司和分公司不受影响，母公司没有回应。",
    "any place's office": "当地网信办要求整改，各地公安机关加强检查。",
    "a body that is pointed at": "该省气象局将提供资料。",
    "a platform without an acronym": "企业应当建设海洋数据信息共享平台。",
    "a legal form alone": "股份有限公司和有限责任公司的规定不同。",
    "the trade of a whole country": "国家健康保险和城市电力供应受到影响。",
    "a gang as a class": "勒索软件团伙和国家黑客组织十分活跃。",
    "one of its class in a country": "法国第二大电信运营商没有回应，法国电信巨头也没有。",
    "companies of a technology": "其他AI公司没有回应。",
    "a trade of a country": "政策针对中国高科技企业，法国制造业企业也受到影响。",
    "what bodies of a kind are called for short": "应当发挥科协组织和妇联组织的优势。",
    "stars of a country": "中国明星企业备受关注。",
    "alliances of an industry": "各产业联盟和该产业发展联盟没有回应。",
    "gangs of a state": "报告披露了多个国家级APT组织的行动。",
    "important bodies of a country": "多个中国重要组织机构受到影响。",
    "the house where something takes place": "发布会在东港龙之海大酒店潮汐厅举行，论坛在国家会议中心开幕。",
}


@pytest.mark.parametrize("case", WHOLE)
def test_names_are_put_together_again(case: str) -> None:
    text, expected = WHOLE[case]
    assert organizations(text) == expected


@pytest.mark.parametrize("case", NONE)
def test_a_class_of_bodies_is_no_name(case: str) -> None:
    assert organizations(NONE[case]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Undertow”勒索软件团伙声称对此负责。", ["Undertow"]),
        ("夜鹭国际勒索软件团伙发帖认领，夜鹭国际没有公布数据。", ["夜鹭国际"]),
        ("一些勒索软件组织（如GreyGull、TideRat和Saltmarsh）绕过备份系统。", ["GreyGull", "TideRat", "Saltmarsh"]),
        ("黑客组织UNC0412和APT-C-99长期活动。", ["UNC0412", "APT-C-99"]),
        ("他是黑客组织夜行水母（Nightjelly）的成员。", ["夜行水母"]),
    ],
)
def test_what_stands_beside_a_gang_names_it(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


def test_doubtful_names_count_in_a_list_of_bodies_only() -> None:
    assert organizations("会议要求微博、腾讯、抖音、小红书等重点网站平台落实。") == ["微博", "腾讯", "抖音", "小红书"]
    assert organizations("他打开微博，又看了一会儿抖音。") == []


def test_a_product_is_not_its_maker() -> None:
    assert organizations("谷歌发布更新，修复Google Voice号码的问题。") == ["谷歌"]
    assert organizations("更新影响华为手机和微软浏览器。") == []


def test_a_unit_in_latin_letters_is_part_of_its_body() -> None:
    text = "奇安信CERT监测到，问题已经修复。"
    assert organizations(text) == ["奇安信CERT"]
    assert parts(text) == [("奇安信CERT", "奇安信")]


def test_a_list_names_units_of_a_ministry_without_it() -> None:
    text = "教育部国际合作司、科技司和网络安全管理局有关负责人参加会议。"
    assert organizations(text) == ["教育部国际合作司", "科技司", "网络安全管理局"]
    assert parts(text) == [("教育部国际合作司", "教育部"), ("科技司", "教育部"), ("网络安全管理局", "教育部")]
    # A class of bodies is no unit, and a company's unit begins no such list.
    assert organizations("教育部国际合作司、公安局有关负责人参加会议。") == ["教育部国际合作司"]
    assert organizations("微软数字犯罪部门、公司和科技司有关负责人参加会议。") == ["微软数字犯罪部门"]


def test_a_gang_s_latin_name_ends_before_the_words_for_gangs() -> None:
    assert organizations("Salt Marsh勒索团伙攻击了医院。") == ["Salt Marsh"]
    assert organizations("Saltmarsh勒索软件组织声称对此负责。") == ["Saltmarsh"]


def test_a_seat_is_a_place_and_no_body_of_its_own() -> None:
    assert organizations("张明远在纽约联合国总部发表演讲。") == ["联合国"]
    assert organizations("东海集团总部没有回应。") != ["东海"]


def test_each_body_that_a_name_holds_is_the_whole_of_the_next() -> None:
    assert parts("东海省科学院海洋研究所潮汐研究室主任李明表示。") == [
        ("东海省科学院海洋研究所潮汐研究室", "东海省科学院海洋研究所"),
        ("东海省科学院海洋研究所", "东海省科学院"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "深信服科技股份有限公司发布公告。",  # its legal form is no part of a company
        "浙江省医疗保障局发布公告。",  # a province is a place
        "中国潮汐与航标学会发布公告。",
    ],
)
def test_a_name_of_one_body_has_no_parts(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国家标准总局质量管理中心检验部", ["国家标准总局", "国家标准总局质量管理中心"]),
        ("应急处理协调中心", []),
        ("蓝鲸科技股份有限公司", []),
        ("海洋部门管理办公室", []),
        ("东海数字峰会组委会", []),
    ],
)
def test_bodies_end_inside_a_name_where_a_unit_follows(name: str, expected: list[str]) -> None:
    assert [name[:cut] for cut in bodies_within(name)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这两个入侵组，称为 Moonrat（又名 UNC0412）和 Tidecall。", ["Moonrat", "UNC0412"]),
        ("Saltworks、Brinefield 和 Mudflat 是最常用的托管服务提供商之一。", ["Saltworks", "Brinefield", "Mudflat"]),
        ("Saltworks 是一家托管云计算公司，客户很多。", ["Saltworks"]),
        ("域名注册商 Saltworks 没有回应。", ["Saltworks"]),
        ("Saltworks 是VMware公司提供的一款工具。", ["VMware公司"]),
        ("美国政府承包商巨头Saltworks公司没有回应。", ["美国政府", "Saltworks公司"]),
        ("以色列数字取证公司Saltworks没有回应。", ["Saltworks"]),
        ("企业实施了多因素认证（MFA），但没有回应。", []),
        ("由东海生产建设兵团报告，东港市政府没有回应。", ["东海生产建设兵团", "东港市政府"]),
        ("关键国家基础设施组织没有回应。", []),
    ],
)
def test_what_a_sentence_says_of_a_name_shows_a_body(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沙利文报告显示，市场规模增长。", ["沙利文"]),
        ("奥维云网最新数据显示，销量增长。据奥维云网介绍，价格下降。", ["奥维云网"]),
        ("根据智联招聘近日发布的数据显示，规模增长。", ["智联招聘"]),
        # Nouns alone name nobody, nor do a country and whoever wrote the work.
        ("官方数据显示，市场规模增长。公开报告显示，价格下降。中国数据显示，销量增长。", []),
        ("张明远发布的《全球桥梁指数》很重要。李明报告指出了三个问题。", []),
        ("国务院新闻办公室举行发布会，国家自然科学基金委员会出席。", ["国务院新闻办公室", "国家自然科学基金委员会"]),
        # Journals; what a body is for, in brackets; a laboratory of the state; who prepares an event.
        ("峰会由《桥梁研究》杂志社主办，各杂志社支持。", ["《桥梁研究》杂志社"]),
        ("全国工商联大数据运维（网络安全）委员会主办。", ["全国工商联大数据运维（网络安全）委员会"]),
        ("东海数字大会组委会主办。", ["东海数字大会组委会"]),
        # One Latin word before a laboratory; groups of a country, which a gang is not; classes of enterprises.
        ("Farview 旗下 Kestrel 实验室的研究人员发现了漏洞。", ["Farview", "Kestrel 实验室"]),
        ("中国生物制药集团签署协议。美国黑客集团发动攻击。", ["中国生物制药集团"]),
        ("公司荣获2030年度苏州市专精特新中小企业认定，双方在液冷数据中心建设上合作。", []),
        ("攻击被归咎于威胁行为者“Moon_001”，影响很大。", ["Moon_001"]),
        # The tagger takes a verb, or a post, for the end of a name.
        ("大会由东港文化有限公司承办，灯塔学会支持。", ["东港文化有限公司"]),
    ],
)
def test_whose_data_say_something_is_a_body(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


def test_a_name_that_a_verb_stands_in_is_not_its_last_noun() -> None:
    assert organizations("巴勒斯坦伊斯兰抵抗运动（哈马斯）宣布停火。") == ["哈马斯"]
