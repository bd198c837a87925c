"""Relations that frames give: every frame's own example, whole sentences with all their facts, and the page on frames."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kg.extract.relations import Frame, compile_frames, read_frames, relation_frames
from tests.extract.reading import read, relations

FRAMES = relation_frames()
PAGE = Path(__file__).parents[2] / "docs" / "relations.md"


@pytest.mark.parametrize("frame", FRAMES, ids=[frame.name for frame in FRAMES])
def test_frame_gives_the_facts_of_its_example(frame: Frame) -> None:
    found = relations(read(frame.example["text"], language=frame.language))
    assert set(frame.example["facts"]) <= found


def test_frame_names_tell_frames_apart() -> None:
    names = [(frame.language, frame.name) for frame in FRAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2030年3月，江州市数据局等17部门联合印发《江州市数据条例》和《江州市数据规划》。",
            {
                "江州市数据局 published 江州市数据条例",
                "江州市数据局 published 江州市数据规划",
                "江州市数据条例 publicationDate 2030-03",
                "江州市数据规划 publicationDate 2030-03",
            },
        ),
        (
            "5月6日，在2030年东海数字峰会上，云岭大学校长张明远、东海研究院院长李思齐和王之涣，表达了看法。今年，2030年东海数字峰会开幕。",
            {
                "2030年东海数字峰会 startDate 2030-05-06",
                "2030年东海数字峰会 participant 张明远",
                "2030年东海数字峰会 participant 李思齐",
                "2030年东海数字峰会 participant 王之涣",
                "张明远 affiliation 云岭大学",
                "李思齐 affiliation 东海研究院",
            },
        ),
        (
            "国际桥梁联盟与云岭大学在东海数字峰会上公布了题为《全球桥梁指数》的报告。",
            {"国际桥梁联盟 published 全球桥梁指数", "云岭大学 published 全球桥梁指数"},
        ),
        (
            "由东海研究院牵头、云岭大学参与编写的《桥梁产业白皮书》《桥梁年鉴》近日发布。",
            {
                "东海研究院 published 桥梁产业白皮书",
                "云岭大学 published 桥梁产业白皮书",
                "东海研究院 published 桥梁年鉴",
                "云岭大学 published 桥梁年鉴",
            },
        ),
        (
            "江州国议会5月6日以压倒性票数通过《数据流通法》。",
            {"江州国议会 published 数据流通法", "数据流通法 publicationDate 2030-05-06"},
        ),
        # The dateline's agency and reporter publish nothing, and hold no event.
        (
            "新华社江州5月6日电（记者李思齐）江州国议会表决通过《数据流通法》。",
            {"江州国议会 published 数据流通法"},
        ),
        # Who welcomes a report has not published it.
        ("云岭大学对国际桥梁联盟发布的《全球桥梁指数》表示欢迎。", {"国际桥梁联盟 published 全球桥梁指数"}),
        # A law takes effect: nobody publishes, and the day is not that of publication.
        ("2030年5月6日，《数据流通法》正式施行。", set()),
        ("青桐科技公司通过《全球桥梁指数》了解行业情况。", set()),
        ("青桐科技公司没有说明《数据流通法》的影响。", set()),
        ("《桥梁年鉴》由王明远和李思齐执笔。", {"桥梁年鉴 author 王明远", "桥梁年鉴 author 李思齐"}),
    ],
)
def test_publications(text: str, expected: set[str]) -> None:
    assert relations(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2030年5月6日至8日，由国际桥梁联盟和云岭大学共同主办的“东海数字峰会”在浙江杭州举办。",
            {
                "东海数字峰会 startDate 2030-05-06",
                "东海数字峰会 endDate 2030-05-08",
                "东海数字峰会 organizer 国际桥梁联盟",
                "东海数字峰会 organizer 云岭大学",
                "东海数字峰会 location 杭州",
            },
        ),
        # A later, finer date takes the place of the month.
        (
            "东海数字峰会将于11月在上海举办。\n东海数字峰会，将于11月19日至21日在上海召开。",
            {
                "东海数字峰会 startDate 2030-11-19",
                "东海数字峰会 endDate 2030-11-21",
                "东海数字峰会 location 上海",
            },
        ),
        # The opening is the first day, the closing the last.
        (
            "上海，5月6日至8日——东海数字峰会在国家会展中心举行。",
            {
                "东海数字峰会 startDate 2030-05-06",
                "东海数字峰会 endDate 2030-05-08",
                "东海数字峰会 location 上海",
            },
        ),
        # The day of the dateline is that of the news.
        ("上海，5月6日——云岭大学今日宣布，将举办东海数字峰会。", set()),
        ("5月6日,在东海数字峰会开幕式上,云岭大学展示了成果。", {"东海数字峰会 startDate 2030-05-06"}),
        ("5月8日，东海数字峰会在上海闭幕。", {"东海数字峰会 endDate 2030-05-08", "东海数字峰会 location 上海"}),
        # The press conference is another event.
        (
            "5月2日在北京召开的东海数字峰会新闻发布会介绍了情况。",
            {"东海数字峰会新闻发布会 location 北京", "东海数字峰会新闻发布会 startDate 2030-05-02"},
        ),
        ("5月2日，东海数字峰会启动仪式在北京举行。", set()),
        (
            "东海数字峰会以“共享未来”为主题，开幕式等重要活动在上海举行。",
            {"东海数字峰会 theme 共享未来", "东海数字峰会 location 上海"},
        ),
        (
            "东海数字峰会在上海举行。\n指导单位：江州市数据局\n主办单位：国际桥梁联盟、云岭大学\n支持媒体：江州日报",
            {
                "东海数字峰会 location 上海",
                "东海数字峰会 organizer 江州市数据局",
                "东海数字峰会 organizer 国际桥梁联盟",
                "东海数字峰会 organizer 云岭大学",
            },
        ),
        # Two events are named: the one that 大会 means is not known.
        (
            "东海数字峰会和江州安全大会在上海举行。大会由云岭大学主办。",
            {"东海数字峰会 location 上海", "江州安全大会 location 上海"},
        ),
    ],
)
def test_events(text: str, expected: set[str]) -> None:
    assert relations(read(text)) == expected


def test_speakers_with_their_posts_take_part() -> None:
    text = "东海数字峰会在上海举行。云岭大学校长张明远，东海研究院院长、云岭大学教授李思齐先后致辞。"
    found = {fact for fact in relations(read(text)) if " participant " in fact}
    assert found == {"东海数字峰会 participant 张明远", "东海数字峰会 participant 李思齐"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In the sentence that tells of the event, in each of its clauses.
        (
            "第三届东海大会在我省杭州市举办，副省长张明远出席会议并致辞，东海研究院院长李思齐、副院长王立出席会议。",
            {"张明远", "李思齐", "王立"},
        ),
        ("东海数字峰会在上海举行，云岭大学校长张明远主持并作主旨讲话。", {"张明远"}),
        ("东海数字峰会在上海举行。云岭大学校长张明远发表开幕演讲。", {"张明远"}),
        ("云岭大学校长张明远主持召开东海数字峰会。", {"张明远"}),
        ("云岭大学张明远教授出席东海数字峰会。", {"张明远"}),
        ("在东海数字峰会上，张明远院士围绕数据与桥梁协同发展进行分享。", {"张明远"}),
        (
            "东海数字峰会在上海举行。圆桌环节，云岭大学教授张明远、东海研究院院长李思齐围绕“安全”展开讨论。",
            {"张明远", "李思齐"},
        ),
        ("东海数字峰会在上海举行。云岭大学校长张明远在主旨报告中指出，风险正在上升。", {"张明远"}),
        (
            "东海数字峰会在上海举行。东海研究院院长王立作总结发言，江州市副市长张明远为获奖单位颁奖。",
            {"王立", "张明远"},
        ),
        # Who stays away is not there.
        ("张明远未出席东海数字峰会。李思齐没有出席东海数字峰会。", set()),
        # Who only speaks of it, or elsewhere, is not there.
        ("东海数字峰会在上海举行，云岭大学校长张明远认为意义重大。", set()),
        ("东海数字峰会在上海举行。云岭大学校长张明远多年来围绕数据安全开展研究。", set()),
        ("江州网杭州5月6日电 （记者王立）张明远出席东海数字峰会。", {"张明远"}),
    ],
)
def test_who_takes_part(text: str, expected: set[str]) -> None:
    found = relations(read(text))
    assert {fact.rpartition(" ")[2] for fact in found if " participant " in fact} == expected


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (
            "东海数字峰会在杭州举行，成为纪念“江海”倡议的活动，此次活动主题为“共建‘江海’，携手发展”。",
            "共建‘江海’，携手发展",
        ),
        # A theme is its words, also where a name begins them.
        ("东海数字峰会以“中国方案 世界共享”为主题。", "中国方案 世界共享"),
        ("东海数字峰会在上海举行。本次会议主题为“共享”。", "共享"),
        ("东海数字峰会在上海举行。本届峰会以 “共享未来”为主题。", "共享未来"),
    ],
)
def test_themes(text: str, theme: str) -> None:
    assert {fact for fact in relations(read(text)) if " theme " in fact} == {f"东海数字峰会 theme {theme}"}


def test_all_who_hold_an_event_are_named_one_clause_each() -> None:
    text = "由东海协会主办，国际桥梁联盟、云岭大学联合承办，青桐网络全程支持的第三届中国(杭州)桥梁大会在杭州举行。"
    found = {fact for fact in relations(read(text)) if " organizer " in fact}
    assert found == {f"第三届中国(杭州)桥梁大会 organizer {body}" for body in ("东海协会", "国际桥梁联盟", "云岭大学")}


def test_of_an_event_and_the_one_it_is_part_of_the_part_is_meant() -> None:
    text = "5月6日，第三届东海大会（DHD 2030）“聚焦桥梁”数据安全高峰会在杭州召开。本峰会由国际桥梁联盟主办。"
    part = "“聚焦桥梁”数据安全高峰会"
    found = {fact for fact in relations(read(text)) if " startDate " in fact or " organizer " in fact}
    assert found == {f"{part} startDate 2030-05-06", f"{part} organizer 国际桥梁联盟"}


def test_what_is_not_said_of_the_event_gives_no_part_in_it() -> None:
    text = "东海数字峰会在上海举行。云岭大学校长张明远在江州生活多年。"
    assert not {fact for fact in relations(read(text)) if " participant " in fact}


def test_a_mention_in_both_roles_is_no_fact() -> None:
    assert relations(read("远山集团旗下的远山集团。")) == set()


def test_a_pattern_that_is_not_well_formed_names_its_frame() -> None:
    entry = {
        "name": "broken",
        "lang": "zh",
        "pattern": "<a:Organization>(",
        "facts": [],
        "confidence": 0.5,
        "example": {},
    }
    with pytest.raises(ValueError, match="frame 'broken'"):
        compile_frames({"lists": {}, "frame": [entry]})


def test_the_example_on_the_page_works() -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.S)
    assert len(blocks) == 1
    (frame,) = compile_frames(tomllib.loads(blocks[0]))
    reading = read(frame.example["text"], language=frame.language, without=("wenpu_article", "wenpu_topics"))
    read_frames(reading, [frame])
    assert {each for each in relations(reading) if " acquired " in each} == set(frame.example["facts"])


def test_who_presents_at_an_event_takes_part_and_a_country_s_networks_are_no_place_of_a_body() -> None:
    text = "Researcher Jane Roe will be presenting her findings at DEF CON. U.S.-based networks like Google agreed."
    assert relations(read(text, language="en")) == {"DEF CON participant Jane Roe"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They met at the Sample Security Summit 2030. The event takes place in Geneva.",
            {"Sample Security Summit 2030 location Geneva"},
        ),
        ("They met at the Sample Security Summit 2030. The event was held back by Geneva.", set()),
        # Two events are named: the one that is meant is not known.
        ("They went to the Sample Security Summit 2030 and to DEF CON. The event takes place in Geneva.", set()),
        ("They met at the Sample Security Summit 2030. Jane Roe attended a school.", set()),
        (
            "On 3 May 2030, the Sample Security Conference, the largest event of Example Labs, took place in the hall.",
            {"Sample Security Conference startDate 2030-05-03"},
        ),
        (
            "They met at the two-day EU Secure and Digital Future Conference, which Google co-organised with the"
            " Ministry of Trade.",
            {
                "EU Secure and Digital Future Conference organizer Google",
                "EU Secure and Digital Future Conference organizer Ministry of Trade",
            },
        ),
        ("They met at the Sample Security Conference 2030, which Google left with the Ministry of Trade.", set()),
        (
            "The Office of Sample Affairs at Google's Sample Bureau was closed.",
            {
                "Office of Sample Affairs subOrganizationOf Sample Bureau",
                "Sample Bureau subOrganizationOf Google",
            },
        ),
        ("Google's Microsoft servers were closed, and Google's Federal Bureau contract ended.", set()),
    ],
)
def test_english_events_and_units(text: str, expected: set[str]) -> None:
    assert relations(read(text, language="en")) == expected
