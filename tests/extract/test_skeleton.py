"""Sentences folded to signs, and the pattern language over them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.folding import chinese_punctuation, dateline_end, fold
from kg.extract.skeleton import CLASSES, Item, compile_pattern, role_classes, skeleton
from tests.extract.reading import read

P, B, E, R = (CLASSES[key] for key in ("Person", "Organization", "Event", "Report"))


@st.composite
def folded_texts(draw: st.DrawFn) -> tuple[str, list[Item[int]], bool]:
    text = draw(st.text(alphabet="甲乙，。 a\ue000“”", max_size=40))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    items = [Item(a, b, B, n) for n, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=False)) if a < b]
    return text, items, draw(st.booleans())


@given(folded_texts())
def test_every_place_leads_back_to_the_text(folded: tuple[str, list[Item[int]], bool]) -> None:
    text, items, close = folded
    result = skeleton(text, 0, len(text), items, close=close)
    assert len(result.places) == len(result.text) + 1
    for index, character in enumerate(result.text):
        start, end = result.clean(index, index + 1)
        if index in result.items:
            assert (start, end) == (result.items[index].start, result.items[index].end)
        else:
            assert text[start:end].replace("\ue000", "\ufffd") == character
    assert [item for item in items if item in result.items.values()] == list(result.items.values())


@given(folded_texts())
def test_the_whole_skeleton_is_the_whole_text(folded: tuple[str, list[Item[int]], bool]) -> None:
    text, items, _ = folded
    result = skeleton(text, 0, len(text), items)
    assert not text or result.clean(0, len(result.text)) == (0, len(text))


def test_what_overlaps_the_item_before_is_passed_over() -> None:
    result = skeleton("甲乙丙丁", 0, 4, [Item(0, 2, B, "a"), Item(1, 3, P, "b"), Item(3, 4, R, "c")])
    assert result.text == f"{B}丙{R}"


def test_spaces_beside_a_sign_are_left_out() -> None:
    result = skeleton("在 Farview 上 说", 0, 13, [Item(2, 9, B, "")], close=True)
    assert result.text == f"在{B}上 说"


@pytest.mark.parametrize(
    ("pattern", "text", "groups"),
    [
        ("<who:Person>~在<Event>上", f"{P}昨天在{E}上", {"who": P}),
        ("<who:Person+>致辞", f"{P}、{P}和{P}致辞", {"who": f"{P}、{P}和{P}"}),
        ("<who:Person++>致辞", f"{B}院长{P}，{B}教授{P}致辞", {"who": f"{P}，{B}教授{P}"}),
        ("{verb}<what:Works+>", f"发布{R}{R}等", {"what": f"{R}{R}"}),
        ("<a:Organization>~!Organization收购", f"{B}和{B}收购", {"a": B}),
        ("主题为“(?P<theme>[^”]+)”", "主题为“共享”", {"theme": "共享"}),
        ("<a:Person|Place>", CLASSES["Place"], {"a": CLASSES["Place"]}),
    ],
)
def test_patterns(pattern: str, text: str, groups: dict[str, str]) -> None:
    match = compile_pattern(pattern, (("verb", ("发布", "公布")),)).search(text)
    assert match is not None
    assert match.groupdict() == groups


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("<a:Person>~说", f"{P}来了，说"),
        ("<a:Person>…说", f"{P}来了。说"),
        ("<a:Person>~3说", f"{P}一二三四说"),
        ("<a:Organization>~!Agent发布", f"{B}向{P}发布"),
        ("<a:Agent+>说", f"{P}{P}，说"),
    ],
)
def test_patterns_that_do_not_fit(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).search(text) is None


@pytest.mark.parametrize("pattern", ["<a:Nobody>", "{nothing}", "(", "~!Nobody", "<Nobody>"])
def test_patterns_that_are_not_well_formed(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        compile_pattern(pattern)


def test_role_classes() -> None:
    assert role_classes("<who:Agent++>在<Event>上<what:Report>") == {"who": P + B, "what": R}


def text_of(sentence: str) -> str:
    return fold(read(sentence), 0, len(sentence)).text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("国际桥梁联盟（以下简称“桥联”）开会。", f"{B}开会。"),
        ("江州市数据局(JZDA)表示,没有问题。", f"{B}表示，没有问题。"),
        ("云岭大学（成立于很久以前）开会。", f"{B}（成立于很久以前）开会。"),
        ("“东海数字峰会”开幕。", f"{E}开幕。"),
        ("东海数字峰会启动仪式举行。", "\ue01f启动仪式举行。"),
        ("使用 Linux 的云岭大学 说:好。", f"使用 Linux 的{B}说：好。"),
    ],
)
def test_fold(sentence: str, expected: str) -> None:
    assert text_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("新华社江州5月6日电（记者张明远）江州市数据局开会。", f"{B}开会。"),
        ("江州市数据局开会。", f"{B}开会。"),
        ("据新华社江州5月6日电（记者张明远）江州市数据局开会。", f"{B}开会。"),
        ("新华社杭州5月6日电 （记者张明远）江州市数据局开会。", f"{B}开会。"),
        ("据江州市数据局消息，会议延期。", f"据{B}消息，会议延期。"),
    ],
)
def test_dateline(sentence: str, rest: str) -> None:
    folded = fold(read(sentence), 0, len(sentence))
    assert folded.text[dateline_end(folded) :] == rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('他说:"好,行!"', "他说：“好，行！”"),
        ("价格1,000元,在12:30见", "价格1,000元，在12:30见"),
        ("见https://example.org/a?b", "见https://example.org/a?b"),
        ("(甲)和(乙)", "（甲）和（乙）"),
        ('"他说了一句', "“他说了一句"),
    ],
)
def test_chinese_punctuation(text: str, expected: str) -> None:
    assert chinese_punctuation(text) == expected


@given(st.text(alphabet='甲a1,:;!?()"“” ', max_size=30))
def test_chinese_punctuation_keeps_the_length(text: str) -> None:
    assert len(chinese_punctuation(text)) == len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='张明远青桐公司表示，。“”"：（）(),《》年5月 a1\n\ue001𠀀', max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    text = text.strip("\n") or "无"
    reading = read(text)
    for start, end in reading.sentences:
        folded = fold(reading, start, end)
        assert folded.places[-1] == end
