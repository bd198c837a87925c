"""People and places in Chinese sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.names.people import is_chinese_person, transliterated
from kg.model import Kind
from tests.extract.naming import people, places
from tests.extract.reading import entities, read


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("李明", True),
        ("欧阳文静", True),
        ("拜登", True),  # two characters, both of which foreign names are written with
        ("潮汐", False),  # two characters of everyday words
        ("岸田文雄", True),
        ("约翰·史密斯", True),
        ("李教授", False),
        ("某某情报局", False),
        ("记者", False),
        ("Smith", False),
        ("李", False),
        ("方尚未", False),  # 责任方|尚未
        ("区块链", False),
    ],
)
def test_the_form_of_a_name(name: str, expected: bool) -> None:
    assert is_chinese_person(name) is expected


@given(st.text(max_size=12))
def test_no_text_breaks_the_form_of_a_name(name: str) -> None:
    assert is_chinese_person(name) in (True, False)
    assert transliterated(name) in (True, False)


PEOPLE = {
    "titles before": ("美国总统拜登则表示，德国总理朔尔茨已经知情。", ["拜登", "朔尔茨"]),
    "no title": ("普京向其追授勇气勋章。", ["普京"]),
    "a name that the tagger cuts": ("赫尔松副州长斯特列穆索夫去世，斯特列穆索夫出生于1976年。", ["斯特列穆索夫"]),
    "a last part behind the interpunct": (
        "国务部长欧曼尔·本·苏尔坦·欧莱麦说，合作很重要。",
        ["欧曼尔·本·苏尔坦·欧莱麦"],
    ),
    "a list of people": ("（本报记者江南、金歆、李晓宏、史哲）", ["江南", "金歆", "李晓宏", "史哲"]),
    "a conjunction that the tagger takes with a name": (
        "东港大学校长孙玉清和渔业司副司长李冠玉出席。",
        ["孙玉清", "李冠玉"],
    ),
    "posts held by several": ("灯塔学会副理事长纪志成、东港区委书记丁刚毅致辞。", ["纪志成", "丁刚毅"]),
    "Japanese and Korean names": ("岸田文雄和李在明通电话。", ["岸田文雄", "李在明"]),
    "a last character that is a word too": ("中国工程院院士黄典中，总经理李明到会。", ["黄典中", "李明"]),
    "behind a title, taken for other words": (
        "公司首席安全官 路放，总经理游浣权等参加，总经理任命，董事长经济学，主任会议，都不算。",
        ["路放", "游浣权"],
    ),
    "days of the week": ("周一，公司没有回应。", []),
    "a surname that a company bears too": ("达斯汀·穆迪表示，穆迪没有回应。", ["达斯汀·穆迪", "穆迪"]),
    "the name of an office in its language": ("荷兰公共检察署（Openbaar Ministerie）披露此事。", []),
    "a word of mathematics": ("在第六处，哈希用于检索和释放指针。", []),
    "a law of nature named for somebody": ("这证实了默多克定律：智能的东西都有漏洞。", []),
    "who signs, where the tagger cuts the name": ("江州网讯（记者 李雁争、王明）会议召开。", ["李雁争", "王明"]),
    "a verb that the tagger takes with a name": ("院士邬江兴和方滨兴到会。邬江兴深以为然。", ["邬江兴", "方滨兴"]),
    "a last part that the tagger cuts": (
        "当局指控黑客雅罗斯拉夫·瓦辛斯基。现年22岁的瓦辛斯基于10月份被捕。",
        ["雅罗斯拉夫·瓦辛斯基", "瓦辛斯基"],
    ),
    "a company behind its class": ("黑客攻击了美国软件公司卡西亚（Kaseya）。", []),
    "who signs is no body": ("江州网讯（记者 编辑部）会议召开。", []),
    "weeks are no people": ("时间以月计，而非以日或周计。", []),
    "none": ("张教授和王先生没有到场，编辑部没有回应。", []),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_people(case: str) -> None:
    text, expected = PEOPLE[case]
    assert people(text) == expected


PLACES = {
    "a chain from province to town": (
        "浙江省嘉兴市桐乡市乌镇",
        ["浙江省", "嘉兴市", "桐乡市", "乌镇"],
    ),
    "countries in a list": ("来自中国、英国、瑞典和马达加斯加的代表", ["中国", "英国", "瑞典", "马达加斯加"]),
    "a region and a city": ("攻击源自佛罗里达州迈阿密。", ["佛罗里达州", "迈阿密"]),
    "two countries in one word": ("中美之间的差距很小，俄乌冲突仍在继续。", []),
    "the side of a country": ("美方和俄方都没有回应，双方将继续对话。", []),
    "a site named for a place": ("应用来自太平洋下载和中关村在线。", []),
    "grounds of a university, and a hall": ("大会在南校区和国家会展中心举行。", []),
    "guests, and no town": ("系统会将来宾用户添加到列表中。", []),
    "not a place alone": ("安全社区没有回应，官方也没有消息。", []),
    "a Latin word that is a product": ("它由Jakarta项目开发。", []),
    "a slogan": ("筑牢数字中国发展根基。", []),
    "a town behind its country, where something is held": ("会议在巴西马塞约召开。", ["巴西", "马塞约"]),
    "what happens in a country": ("会议在巴西如期举行。", ["巴西"]),
    "a hall": ("会议在东港大酒店潮汐厅举行。", []),
    "the place before a body's class": ("英国研究公司受到影响。", ["英国"]),
}


@pytest.mark.parametrize("case", PLACES)
def test_places(case: str) -> None:
    text, expected = PLACES[case]
    assert places(text) == expected


def test_a_person_named_once_in_full_is_no_place_later() -> None:
    text = "参议员理查德·布卢门撒尔致函该公司。然而，布卢门撒尔并不相信。"
    assert people(text) == ["理查德·布卢门撒尔", "布卢门撒尔"]
    assert places(text) == []


def test_a_town_is_no_person_where_the_text_says_so() -> None:
    text = "军队撤出赫尔松。赫尔松州的居民已经转移。"
    assert people(text) == []


def test_a_town_behind_its_country_is_where_something_is_held() -> None:
    text = "第三届数字论坛在俄罗斯符拉迪沃斯托克举行。"
    assert (places(text), people(text)) == (["俄罗斯", "符拉迪沃斯托克"], [])


def test_a_city_by_one_character_is_one_where_something_is_held_there() -> None:
    read_ = read("东海协会年会在京召开，成果在沪正式发布，他在津津乐道，在港口等待，在鲁莽行事。")
    assert [name for _, name in entities(read_, Kind.PLACE)] == ["北京", "上海"]


def test_where_a_house_stands_and_common_nouns_are_no_places_of_their_own() -> None:
    assert places("东海大会在浙江杭州国际博览中心隆重召开。") == ["浙江", "杭州"]
    assert places("东海大会在国家会议中心举行，高速公路通车里程增长。") == []


def test_names_in_the_theme_of_an_event_are_a_slogan_s() -> None:
    assert places("大会以“中国方案 世界共享”为主题，在杭州举行。") == ["杭州"]
    assert places("大会以“中国方案”回应关切。") == ["中国"]


def test_a_verb_behind_a_name_is_no_part_of_it() -> None:
    assert people("东海研究院院长王立作总结发言，任命张明远为院长，聘请专家为顾问。") == ["王立", "张明远"]


def test_a_by_name_of_a_city_in_the_name_of_an_event_is_no_place() -> None:
    assert places("春城网络安全论坛将在昆明举办，2025山城数据大会5月8日开幕。") == ["昆明"]
    assert places("论坛在聊城举办。") == ["聊城"]
