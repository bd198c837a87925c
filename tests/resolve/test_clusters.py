from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Kind
from kg.resolve import Merges, Signature, Verdict, cluster
from kg.resolve.clusters import Body
from kg.resolve.editions import split_edition
from kg.resolve.keys import has_han, identity_key, shown_name
from kg.resolve.signatures import EDITION_MARK, Label, Token

ORG, PERSON, EVENT, REPORT = Kind.ORGANIZATION, Kind.PERSON, Kind.EVENT, Kind.REPORT


def label(name: str, kind: Kind) -> Label:
    edition = split_edition(name, kind)
    text = shown_name(edition.stem, kind)
    mark = f"{EDITION_MARK}{edition.label}" if edition.label else ""
    return Label(identity_key(text, kind) + mark, text, "zh" if has_han(name) else "en")


def said(
    kind: Kind,
    *heads: str,
    also: Iterable[str] = (),
    at: Iterable[str] = (),
    under: Iterable[str] = (),
    year: str = "",
    entry: str = "",
) -> Signature:
    labels = {label(name, kind) for name in heads}
    if entry:
        labels = {Label(f"={entry}", heads[0], "zh")}
    above = tuple(sorted(identity_key(name, ORG) for name in under))
    return Signature(
        kind,
        tuple(sorted(labels)),
        tuple(sorted(label(name, kind) for name in also)),
        tuple(sorted(Token(identity_key(name, ORG), name, above) for name in at)),
        (year,) if year else (),
        split_edition(heads[0], kind).label,
        entry,
    )


def named(*signatures: Signature, merges: Merges | None = None) -> list[str]:
    """What each is called, as class-less IRI steps."""
    verdicts = cluster(signatures, merges or Merges()).verdicts
    return ["/".join(filter(None, (verdicts[s].name, verdicts[s].qualifier))) for s in signatures]


def test_a_second_name_that_one_thing_has_means_it_everywhere() -> None:
    assert (
        named(said(ORG, "示范研究院", also=["示研院"]), said(ORG, "示研院"), said(ORG, "示範研究院"))
        == ["示范研究院"] * 3
    )


def test_a_second_name_that_two_things_have_means_neither() -> None:
    found = named(said(ORG, "东方研究院", also=["DRI"]), said(ORG, "西方研究院", also=["DRI"]), said(ORG, "DRI"))
    assert found == ["东方研究院", "西方研究院", "DRI"]


def test_second_names_lead_on_to_each_other() -> None:
    found = named(
        said(ORG, "示范联盟", also=["示盟"]),
        said(ORG, "示盟", also=["SFLM"]),
        said(ORG, "SFLM"),
        said(ORG, "示范联盟公司"),
    )
    assert found == ["示范联盟"] * 4


@pytest.mark.parametrize(("short", "one"), [("SNRI", True), ("SNR", False)])
def test_a_long_abbreviation_joins_a_chinese_and_an_english_name(short: str, one: bool) -> None:
    found = named(
        said(ORG, "示范网络研究院", also=[short]), said(ORG, "Sample Network Research Institute", also=[short])
    )
    assert (found[0] == found[1]) is one


def test_renderings_of_one_foreign_name_are_joined_if_they_are_alike() -> None:
    english = ["Sample Agency for Network Security"]
    alike = named(said(ORG, "示范网络和设施安全局", also=english), said(ORG, "示范网络与设施安全局", also=english))
    assert len(set(alike)) == 1
    ministry = ["Ministry of Foreign Affairs"]
    assert named(said(ORG, "甲国外交部", also=ministry), said(ORG, "乙国外交部", also=ministry)) == [
        "甲国外交部",
        "乙国外交部",
    ]


def test_people_with_one_latin_name_are_one() -> None:
    found = named(said(PERSON, "布伦特·哈斯克尔", "Brent Haskell"), said(PERSON, "布伦特·哈斯凯尔", "Brent Haskell"))
    assert len(set(found)) == 1


def test_two_entries_of_the_register_are_never_joined() -> None:
    one, other = said(ORG, "甲", also=["某名"], entry="urn:a"), said(ORG, "乙", also=["某名"], entry="urn:b")
    assert named(one, other, said(ORG, "某名")) == ["甲", "乙", "某名"]
    verdicts = cluster([one, said(ORG, "某名")], Merges()).verdicts
    assert {verdict.entry for verdict in verdicts.values()} == {"urn:a"}


def test_people_of_two_employers_are_two_and_who_names_none_is_neither() -> None:
    one, other, unclear = (
        said(PERSON, "张明远", at=["甲公司"]),
        said(PERSON, "张明远", at=["乙大学"]),
        said(PERSON, "张明远"),
    )
    assert named(one, other, unclear) == ["张明远/甲公司", "张明远/乙大学", "张明远"]
    assert named(one, unclear) == ["张明远", "张明远"]


def test_a_unit_and_its_body_are_one_employer_but_two_units_are_not() -> None:
    body = said(PERSON, "张明远", at=["清河大学"])
    unit = said(PERSON, "张明远", at=["清河大学物理系"], under=["清河大学"])
    other = said(PERSON, "张明远", at=["清河大学文学院"], under=["清河大学"])
    assert named(body, unit) == ["张明远", "张明远"]
    assert named(unit, other) == ["张明远/清河大学物理系", "张明远/清河大学文学院"]
    # The body alone could be either's.
    assert named(body, unit, other) == ["张明远/清河大学", "张明远/清河大学物理系", "张明远/清河大学文学院"]


def test_an_employer_is_known_by_any_name_of_its_own() -> None:
    one, other = said(PERSON, "张明远", at=["示范研究院"]), said(PERSON, "张明远", at=["示研院"])
    body = Body("示范研究院", "示范研究院")
    verdicts = cluster([one, other], Merges(), lambda _: body).verdicts
    assert {verdict.qualifier for verdict in verdicts.values()} == {""}


def test_who_names_two_employers_ties_them() -> None:
    found = named(
        said(PERSON, "张明远", at=["甲公司"]),
        said(PERSON, "张明远", at=["乙大学"]),
        said(PERSON, "张明远", at=["甲公司", "乙大学"]),
    )
    assert found == ["张明远"] * 3


def test_units_of_one_name_are_told_apart_by_what_they_are_part_of() -> None:
    found = named(said(ORG, "安全研究室", at=["甲研究所"]), said(ORG, "安全研究室", at=["乙研究院"]))
    assert found == ["安全研究室/甲研究所", "安全研究室/乙研究院"]


def test_editions_are_apart_however_their_year_is_written() -> None:
    found = named(said(EVENT, "2030年示范城市峰会"), said(EVENT, "示范城市峰会2030"), said(EVENT, "2031年示范城市峰会"))
    assert found == ["示范城市峰会/2030", "示范城市峰会/2030", "示范城市峰会/2031"]


def test_what_is_dated_is_an_edition_where_there_are_several() -> None:
    first, bare, dated = (
        said(EVENT, "2030年示范城市峰会"),
        said(EVENT, "示范城市峰会"),
        said(EVENT, "示范城市峰会", year="2031"),
    )
    verdicts = cluster([first, bare, dated], Merges()).verdicts
    assert [(verdicts[s].qualifier, verdicts[s].in_series) for s in (first, bare, dated)] == [
        ("2030", True),
        ("", False),
        ("2031", True),
    ]
    assert named(dated) == ["示范城市峰会"]
    assert named(dated, bare) == ["示范城市峰会", "示范城市峰会"]


def test_one_edition_alone_has_no_series() -> None:
    assert cluster([said(EVENT, "2030年示范城市峰会")], Merges()).verdicts.popitem()[1] == Verdict(
        EVENT, "示范城市峰会", "2030", "", "2030", False
    )


def test_what_the_register_knows_is_a_series_where_documents_speak_of_it() -> None:
    edition = Signature(EVENT, (Label(f"=urn:s{EDITION_MARK}2030", "示范大会", "zh"),), edition="2030", entry="urn:s")
    series = said(EVENT, "示范大会", entry="urn:s")
    assert cluster([edition], Merges()).verdicts[edition] == Verdict(EVENT, "示范大会", "2030", "urn:s", "2030", False)
    verdicts = cluster([edition, series], Merges()).verdicts
    assert verdicts[edition].in_series
    assert verdicts[series] == Verdict(EVENT, "示范大会", "", "urn:s")


def test_reports_of_one_title_by_two_publishers_are_two() -> None:
    one, other = said(REPORT, "网络威胁态势报告", at=["甲公司"]), said(REPORT, "网络威胁态势报告", at=["乙公司"])
    assert named(one, other) == ["网络威胁态势报告/甲公司", "网络威胁态势报告/乙公司"]
    assert named(one, said(REPORT, "网络威胁态势报告")) == ["网络威胁态势报告"] * 2
    law = [said(Kind.LEGISLATION, "示范数据条例", at=[name]) for name in ("甲市", "乙市")]
    assert named(*law) == ["示范数据条例"] * 2


def test_a_work_is_the_most_specific_kind_that_anybody_takes_it_for() -> None:
    verdicts = cluster([said(REPORT, "示范安全指数"), said(Kind.WORK, "示范安全指数")], Merges()).verdicts
    assert {verdict.kind for verdict in verdicts.values()} == {REPORT}


def test_a_person_overrules_it() -> None:
    one, other = said(ORG, "示范研究院", also=["示研院"]), said(ORG, "示研院")
    assert named(one, other, merges=Merges(different=(("示研院", "示范研究院"),))) == ["示范研究院", "示研院"]
    assert (
        named(said(ORG, "甲研究院"), said(ORG, "乙学会"), merges=Merges(same=(("甲研究院", "乙学会"),)))
        == ["甲研究院"] * 2
    )


_NAMES = st.sampled_from(
    ["示范研究院", "示研院", "SNRI", "SN", "东方学会", "Sample Network Institute", "東方學會", "东学会"]
)
_SIGNATURES = st.lists(
    st.builds(
        lambda head, also, at: said(ORG, head, also=set(also) - {head}, at=at),
        _NAMES,
        st.lists(_NAMES, max_size=2),
        st.lists(st.sampled_from(["甲", "乙", "丙"]), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


@given(_SIGNATURES, st.integers())
def test_neither_order_nor_number_changes_what_is_decided(signatures: list[Signature], seed: int) -> None:
    first = cluster(sorted(set(signatures)), Merges()).verdicts
    shuffled = list(dict.fromkeys(signatures))
    random.Random(seed).shuffle(shuffled)
    assert cluster(shuffled, Merges()).verdicts == first


@given(_SIGNATURES)
def test_a_signature_reads_back_as_it_was_written(signatures: list[Signature]) -> None:
    for signature in signatures:
        assert Signature.from_text(signature.as_text()) == signature
