"""Where sentences end: quotations, titles and brackets are never cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.sentences import sentence_spans, tagging_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水位上升。风力减弱！航标正常？", ["水位上升。", "风力减弱！", "航标正常？"]),
        ("他说：“水位上升。风力减弱。”会议结束。", ["他说：“水位上升。风力减弱。”", "会议结束。"]),
        ("他说：“水位上升”，随后离开。", ["他说：“水位上升”，随后离开。"]),
        ("《涨潮！退潮？》出版。航标正常。", ["《涨潮！退潮？》出版。", "航标正常。"]),
        ("航标（见第二节。）正常。水位上升。", ["航标（见第二节。）正常。", "水位上升。"]),
        ("水位上升……风力减弱。", ["水位上升……", "风力减弱。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("没有句号的标题\n水位上升。", ["没有句号的标题", "水位上升。"]),
        ("水位上升5.2米。", ["水位上升5.2米。"]),
        ("他说：“没有关上的引号。水位上升。", ["他说：“没有关上的引号。", "水位上升。"]),
        ("「涨潮。退潮。」的说法没有错。", ["「涨潮。退潮。」的说法没有错。"]),
        ("The tide rose. The wind fell.", ["The tide rose.", "The wind fell."]),
        ("Dr. Ada Byron spoke. J. Novak left.", ["Dr. Ada Byron spoke.", "J. Novak left."]),
        ("It cost 5.2 million. Nobody paid.", ["It cost 5.2 million.", "Nobody paid."]),
        ("  水位上升。  ", ["水位上升。"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


_MARKS = st.text(st.sampled_from("水位上升A 。！？；…，：“”‘’《》（）「」\n."), max_size=60)


@given(_MARKS)
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    inside = {i for start, end in spans for i in range(start, end)}
    assert all(i in inside for i, char in enumerate(text) if not char.isspace())
    assert not any("\n" in text[start:end] for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(_MARKS)
def test_pieces_for_the_tagger_cover_the_text_in_order(text: str) -> None:
    spans = tagging_spans(text)
    assert "".join(text[start:end] for start, end in spans) == text


def test_pieces_for_the_tagger_are_short_enough() -> None:
    text = "水位上升，风力减弱，" * 400
    assert max(end - start for start, end in tagging_spans(text)) <= 160
