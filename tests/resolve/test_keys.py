from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Kind
from kg.resolve.editions import Edition, split_edition
from kg.resolve.keys import identity_key, is_acronym, shown_name, simplified


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("國際電信聯盟", "国际电信联盟"),
        ("示范科技股份有限公司", "示范科技"),
        ("示范科技有限公司", "示范科技公司"),
        ("Example Labs, Inc.", "EXAMPLE LABS"),
        ("Example Labs S.A.", "Example Labs SA"),
        ("Ｅｘａｍｐｌｅ　Ｌａｂｓ", "Example Labs"),
        ("示范·研究院", "示范研究院"),
        ("《示范》杂志", "示范杂志"),
        ("Example–Labs", "Example Labs"),
        ("示范（北京）科技", "示范(北京)科技"),
    ],
)
def test_two_spellings_of_one_body_have_one_key(one: str, other: str) -> None:
    assert identity_key(one, Kind.ORGANIZATION) == identity_key(other, Kind.ORGANIZATION)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示范集团", "示范"),
        ("科技公司", "公司"),
        ("中国公司", "中国"),
        ("Example & Co Labs", "Example Labs"),
        ("Incorporated Example", "Example"),
        ("示范研究院", "示范研究所"),
        ("Examplecorp", "Example"),
    ],
)
def test_two_bodies_do_not(one: str, other: str) -> None:
    assert identity_key(one, Kind.ORGANIZATION) != identity_key(other, Kind.ORGANIZATION)


def test_only_organizations_have_a_legal_form() -> None:
    assert identity_key("示范公司", Kind.PLACE) != identity_key("示范", Kind.PLACE)
    assert shown_name("Grand Company", Kind.EVENT) == "Grand Company"


@given(st.text(max_size=30), st.sampled_from([Kind.ORGANIZATION, Kind.PERSON, Kind.EVENT]))
def test_any_text_has_a_key_that_depends_on_nothing_else(name: str, kind: Kind) -> None:
    assert identity_key(name, kind) == identity_key(name, kind)
    assert simplified(simplified(name)) == simplified(simplified(simplified(name)))


@pytest.mark.parametrize("name", ["ITU", "CNCERT/CC", "G20", "FedRAMP", "IoTSF"])
def test_an_abbreviation_shows_by_its_capitals(name: str) -> None:
    assert is_acronym(name) is (sum(c.islower() for c in name) <= 1)


@pytest.mark.parametrize(
    ("name", "kind", "edition"),
    [
        ("2031年示范城市峰会", Kind.EVENT, Edition("示范城市峰会", "2031")),
        ("2031示范城市峰会", Kind.EVENT, Edition("示范城市峰会", "2031")),
        ("示范城市峰会（2031年）", Kind.EVENT, Edition("示范城市峰会", "2031")),
        ("第十一届示范城市峰会", Kind.EVENT, Edition("示范城市峰会", "", "11")),
        ("首届示范城市峰会", Kind.EVENT, Edition("示范城市峰会", "", "1")),
        ("2031年（第二十三届）示范城市峰会", Kind.EVENT, Edition("示范城市峰会", "2031", "23")),
        ("第一百二十三届示范交易会", Kind.EVENT, Edition("示范交易会", "", "123")),
        ("11th Annual Example Forum", Kind.EVENT, Edition("Example Forum", "", "11")),
        ("Example Index 2031", Kind.REPORT, Edition("Example Index", "2031")),
        ("Example Index (2030-2031)", Kind.REPORT, Edition("Example Index", "2030-2031")),
        ("2030—2031年度示范风险报告", Kind.REPORT, Edition("示范风险报告", "2030-2031")),
        ("示范安全指数2031年版", Kind.REPORT, Edition("示范安全指数", "2031")),
        # No edition: the year is part of the name, a month, or all that there is.
        ("示范法（2031年修订）", Kind.LEGISLATION, Edition("示范法（2031年修订）")),
        ("2031年11月示范报告", Kind.REPORT, Edition("2031年11月示范报告")),
        ("2031年报告", Kind.REPORT, Edition("2031年报告")),
        ("第三季度示范安全报告", Kind.REPORT, Edition("第三季度示范安全报告")),
        ("示范论坛", Kind.EVENT, Edition("示范论坛")),
        ("2031", Kind.EVENT, Edition("2031")),
    ],
)
def test_a_name_is_taken_apart_into_series_and_edition(name: str, kind: Kind, edition: Edition) -> None:
    assert split_edition(name, kind) == edition


@given(st.text(alphabet="第届首23一十百年度版()（）2031示范峰会Example -", max_size=20))
def test_no_name_breaks_the_reading_of_editions(name: str) -> None:
    edition = split_edition(name, Kind.EVENT)
    assert edition.stem or not name
