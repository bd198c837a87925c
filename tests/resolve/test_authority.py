from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Kind, Name
from kg.resolve.authority import Authority, Entry, default_authority, name_key, read_register

BASE = "https://w3id.org/wenpu/id/"

SMALL = """
@base <https://example.org/id/> .
@prefix kg: <https://w3id.org/wenpu/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<o/湖研所> a kg:Organization ; skos:prefLabel "Lake Institute"@en, "湖研所"@zh ;
    skos:altLabel "LKI"@en ; skos:hiddenLabel "Lake"@en ;
    kg:subOrganizationOf <o/河湖署> ; kg:location <p/水国> .
<o/河湖署> a kg:Organization ; skos:prefLabel "河湖署"@zh ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
<o/Lake> a kg:Organization ; skos:prefLabel "Lake Press"@en ; skos:altLabel "Lake"@en .
<p/水国> a kg:Place ; skos:prefLabel "水国"@zh ; skos:notation "XW" .
<p/北州> a kg:Place ; skos:prefLabel "北州"@zh ; schema:containedInPlace <p/水国> .
<p/小镇> a kg:Place ; skos:prefLabel "小镇"@zh ; schema:containedInPlace <p/北州> .
<p/水国> skos:altLabel "Waterland"@en .
"""


@pytest.fixture
def small(tmp_path: Path) -> Authority:
    return Authority(read_register(written(tmp_path, SMALL)))


def written(folder: Path, text: str) -> Path:
    path = folder / "register.ttl"
    path.write_text(text, "utf-8")
    return path


def iris(name: str) -> list[str]:
    return [entry.iri.removeprefix(BASE) for entry in default_authority().lookup(name)]


def test_an_entry_carries_all_that_the_register_says(small: Authority) -> None:
    assert small.entries[0] == Entry(
        iri="https://example.org/id/o/湖研所",
        kind=Kind.ORGANIZATION,
        preferred=(Name("湖研所", "zh"), Name("Lake Institute", "en")),
        names=(Name("湖研所", "zh"), Name("Lake Institute", "en"), Name("LKI", "en")),
        ambiguous=(Name("Lake", "en"),),
        parent="https://example.org/id/o/河湖署",
        country="https://example.org/id/p/水国",
    )
    assert small.entries[1].same_as == ("http://www.wikidata.org/entity/Q1",)
    assert small.entries[0].name("en") == "Lake Institute"
    assert small.entries[1].name("en") == "河湖署"


def test_what_is_said_of_a_node_in_several_places_adds_up(small: Authority) -> None:
    country = small.get("https://example.org/id/p/水国")
    assert country is not None
    assert (country.code, [name.text for name in country.names]) == ("XW", ["水国", "Waterland"])


def test_a_place_has_the_country_around_it(small: Authority) -> None:
    (town,) = small.lookup("小镇")
    assert (town.parent, town.country) == ("https://example.org/id/p/北州", "https://example.org/id/p/水国")
    (country,) = small.lookup("水国")
    assert (country.parent, country.country) == ("", "")


def test_things_that_a_name_always_means_come_before_those_it_may_mean(small: Authority) -> None:
    assert [entry.iri[-4:] for entry in small.lookup("Lake")] == ["Lake", "/湖研所"]
    assert [(name, flag) for name, _, flag in small.names() if name == "Lake"] == [("Lake", False), ("Lake", True)]


def test_names_gives_every_name_once_the_ambiguous_ones_last(small: Authority) -> None:
    assert [(name, flag) for name, _, flag in small.names()] == [
        ("湖研所", False),
        ("Lake Institute", False),
        ("LKI", False),
        ("河湖署", False),
        ("Lake Press", False),
        ("Lake", False),
        ("水国", False),
        ("Waterland", False),
        ("北州", False),
        ("小镇", False),
        ("Lake", True),
    ]


def test_entities_can_live_under_another_base(tmp_path: Path) -> None:
    first = read_register(written(tmp_path, SMALL), "https://graph.example/x/")[0]
    assert (first.iri, first.parent, first.country) == (
        "https://graph.example/x/o/湖研所",
        "https://graph.example/x/o/河湖署",
        "https://graph.example/x/p/水国",
    )


def test_places_that_contain_each_other_do_not_hang_the_reader(tmp_path: Path) -> None:
    circle = SMALL + "<p/北州> schema:containedInPlace <p/小镇> . <p/a> a kg:Place ; skos:prefLabel 'A'@en ."
    circle = circle.replace(
        "<p/北州> a kg:Place ; skos:prefLabel",
        "<p/北州> schema:containedInPlace <p/小镇> ; a kg:Place ; skos:prefLabel",
    )
    assert Authority(read_register(written(tmp_path, circle))).lookup("小镇")[0].country == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<a> a <b", "not valid Turtle"),
        (SMALL + '<o/x> skos:prefLabel "X"@en .', "exactly one class"),
        (SMALL + '<o/x> a kg:Person ; skos:prefLabel "X"@en .', "exactly one class"),
        (SMALL + '<o/x> a kg:Place, kg:Event ; skos:prefLabel "X"@en .', "exactly one class"),
        (SMALL + '<o/x> a kg:Place ; skos:altLabel "X"@en .', "no skos:prefLabel"),
        (SMALL + '<o/x> a kg:Place ; skos:prefLabel "X" .', "without a language tag"),
        (SMALL + "<o/x> a kg:Place ; skos:prefLabel <o/y> .", "without a language tag"),
    ],
)
def test_a_broken_register_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match=complaint) as caught:
        read_register(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("国际电联", ["organization/国际电信联盟"]),
        ("ITU", ["organization/国际电信联盟"]),
        ("International Telecommunication Union", ["organization/国际电信联盟"]),
        ("international  telecommunication union", ["organization/国际电信联盟"]),
        ("ＩＴＵ", ["organization/国际电信联盟"]),
        ("洛克希德马丁", ["organization/洛克希德·马丁公司"]),
        ("洛克希德・马丁", ["organization/洛克希德·马丁公司"]),
        ("中国-东盟博览会", ["event/中国—东盟博览会"]),
        ("中国–东盟博览会", ["event/中国—东盟博览会"]),
        ("U.S.", ["place/美国"]),
        ("US", ["place/美国"]),
        ("MICROSOFT", ["organization/微软"]),
        ("TP-LINK", ["organization/普联技术"]),
        ("杭州市", ["place/杭州"]),
        ("乌镇", ["place/乌镇"]),
        ("达沃斯论坛", ["event/世界经济论坛年会"]),
        ("us", []),
        ("who", []),
        ("Who", []),
        ("国际电", []),
        ("国际电信联盟秘书长", []),
        ("of", []),
        ("", []),
        ("·", []),
    ],
)
def test_the_whole_name_and_nothing_but_the_name_is_found(name: str, found: list[str]) -> None:
    assert iris(name) == found


def test_a_thing_known_in_capitals_and_in_small_letters_is_found_once() -> None:
    assert iris("NATO") == iris("Nato") == ["organization/北大西洋公约组织"]


def test_a_shared_abbreviation_finds_all_that_share_it() -> None:
    assert set(iris("ICC")) == {"organization/国际刑事法院", "organization/国际商会"}
    assert set(iris("BIS")) == {"organization/国际清算银行", "organization/美国商务部工业与安全局"}


@pytest.mark.parametrize("name", ["苹果", "Apple", "外交部", "ICC", "GitHub", "日照"])
def test_a_name_that_needs_context_is_given_as_ambiguous(name: str) -> None:
    assert {flag for known, _, flag in default_authority().names() if known == name} == {True}


@pytest.mark.parametrize("name", ["苹果公司", "中国外交部", "工信部", "网络安全和基础设施安全局", "CISA"])
def test_a_name_that_says_it_all_is_not(name: str) -> None:
    assert {flag for known, _, flag in default_authority().names() if known == name} == {False}


def test_parents_and_countries_lead_on() -> None:
    authority = default_authority()
    (bureau,) = authority.lookup("国家数据局")
    commission = authority.get(bureau.parent)
    assert commission is not None
    assert commission.name("zh") == "国家发展和改革委员会"
    country = authority.get(bureau.country)
    assert country is not None
    assert (country.name("zh"), country.code) == ("中国", "CN")


def test_every_name_finds_its_entry() -> None:
    authority = default_authority()
    for name, entry, _ in authority.names():
        assert entry in authority.lookup(name)


@given(st.text())
def test_a_key_in_small_letters_is_its_own_key(name: str) -> None:
    key = name_key(name.casefold())
    assert name_key(key) == key


@given(st.text(max_size=20))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert isinstance(default_authority().lookup(name), tuple)


@given(st.text(alphabet="国际电信联盟 ·・\u3000"), st.sampled_from([" ", "·", "\u3000", "\u200b"]))
def test_blanks_and_interpuncts_do_not_matter(name: str, blank: str) -> None:
    assert name_key(blank.join(name)) == name_key(name)
