from __future__ import annotations

import pytest

from kg.measures import Term, meaning, spellings, unit_of
from kg.resources import frames

CHINA, AFRICA = "place/中国", "place/非洲"
THINGS = {
    spelled: iri
    for iri, names in {CHINA: ["中国", "China"], AFRICA: ["非洲", "Africa"]}.items()
    for name in names
    for spelled in spellings(name)
}


def test_no_word_stands_in_two_lines() -> None:
    data = frames("measures")
    for language in ("zh", "en"):
        governing = [w for place in ("before", "behind") for ws in data[place].get(language, {}).values() for w in ws]
        words = [word for line in data["words"]["list"] for word in line[language]]
        words += [*data["idle"][language], *governing]
        twice = {word for word in words if words.count(word) > 1}
        assert not twice, language


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("全球网上销售额", "global online sales"),
        ("联网设备的数量", "number of connected devices"),
        ("数据中心的用电量", "electricity consumption of data centres"),
        ("5G网络覆盖了全球人口", "5G networks covered the world’s population"),
        ("来自中国的进口", "imports from China"),
        ("中国进口", "China's imports"),
        ("对非洲的出口", "exports to Africa"),
        ("网络犯罪造成的损失", "losses from cybercrime"),
        ("电商企业", "e-commerce companies"),
    ],
)
def test_words_of_two_languages_mean_one_thing(chinese: str, english: str) -> None:
    meant = meaning(chinese, "zh-Hans", THINGS)
    assert meant
    assert meant == meaning(english, "en-GB", THINGS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("exports", "imports"),
        ("imports from China", "imports to China"),
        ("China's imports", "imports from China"),
        ("exports to Africa from China", "exports from Africa to China"),
        ("online sales", "retail sales"),
        ("female researchers", "male researchers"),
        ("women accounted for of researchers", "researchers accounted for of women"),
        ("fixed broadband", "mobile broadband"),
        ("companies", "companies without insurance"),
        ("vulnerabilities", "zero-day vulnerabilities"),
    ],
)
def test_other_measures_mean_another(one: str, other: str) -> None:
    meant = [meaning(text, "en", THINGS) for text in (one, other)]
    assert all(meant)
    assert meant[0] != meant[1]


@pytest.mark.parametrize(
    ("measure", "language"),
    [
        ("silk exports", "en"),
        ("丝绸出口", "zh"),
        ("exports to", "en"),
        ("exports to Atlantis", "en"),
        ("total number", "en"),
        ("数量", "zh"),
        ("", "zh"),
        ("exportations", "fr"),
        ("exports than", "en"),
    ],
)
def test_what_is_not_understood_has_no_meaning(measure: str, language: str) -> None:
    assert meaning(measure, language, THINGS) is None


def test_a_thing_is_told_from_a_word() -> None:
    assert meaning("中国企业", "zh", THINGS) == {Term(CHINA, thing=True), Term("公司")}


def test_a_single_character_is_no_name() -> None:
    assert spellings("中") == set()
    assert spellings("Asia-Pacific") == {"asia-pacific", "asia pacific"}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("美元", "$"), ("美金", "US dollars"), ("元", "yuan"), ("%", "%"), ("吨", "tonnes"), ("公里", "km"), ("台", "")],
)
def test_one_unit_has_one_key(chinese: str, english: str) -> None:
    assert unit_of(chinese, "zh").key == unit_of(english, "en").key


@pytest.mark.parametrize(("one", "other"), [("元", "$"), ("美元", "euros"), ("%", "percentage points"), ("吨", "kg")])
def test_two_units_have_two_keys(one: str, other: str) -> None:
    assert unit_of(one, "zh").key != unit_of(other, "en").key


@pytest.mark.parametrize(
    ("unit", "language", "text", "tag"),
    [
        ("美金", "zh", "美元", "zh"),
        ("dollars", "en", "US dollars", "en"),
        ("$", "en", "$", ""),
        ("¥", "en", "¥", ""),
        ("km", "zh", "km", ""),
        ("台", "zh", "台", ""),
        ("KB", "zh", "KB", ""),
    ],
)
def test_a_unit_is_written_as_its_language_does(unit: str, language: str, text: str, tag: str) -> None:
    written = unit_of(unit, language)
    assert (written.text, written.language) == (text, tag)
