"""Which country's ministry is meant where the text leaves the country out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.extract import extract
from kg.model import Block, BlockKind, Document, Field, OffsetMap, Segment
from kg.resolve import resolve


def names_in(text: str, language: str = "zh") -> list[str]:
    """The organizations of a text under the names that they are settled on, in order."""
    blocks = tuple(_paragraphs(text))
    offsets = OffsetMap((Segment(0, len(text), 0, len(text)),))
    document = Document("", text, text, blocks, offsets, Field("", 0, 0), language)
    found = resolve(next(iter(extract([document]))))
    return [entity.name for entity in found.entities if entity.kind == "Organization"]


def _paragraphs(text: str) -> Iterable[Block]:
    start = 0
    for line in text.split("\n"):
        yield Block(BlockKind.PARAGRAPH, start, start + len(line))
        start += len(line) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美国司法部和国防部致函联邦通信委员会。", "美国国防部"),
        ("国防部发言人表示，中国将采取措施。", "中华人民共和国国防部"),
        ("国防部发言人作出回应。", "国防部"),  # nothing tells whose
        ("国家网信办、公安部、商务部联合印发意见。", "中华人民共和国商务部"),
        # The sentence says more than the article.
        (
            "美国发布命令，美国企业受到影响，美国白宫没有回应。\n国家网信办、公安部、商务部联合印发意见。",
            "中华人民共和国商务部",
        ),
    ],
)
def test_a_ministry_is_of_the_country_that_its_sentence_names(text: str, expected: str) -> None:
    assert expected in names_in(text)


def test_the_ministry_of_another_country_is_not_taken_for_one_that_is_known() -> None:
    assert "中华人民共和国国防部" not in names_in("美国司法部和国防部致函联邦通信委员会。")
    assert "中华人民共和国商务部" not in names_in("科威特的商务部遭到攻击，科威特政府没有回应。")


def test_an_english_name_that_every_country_may_have_is_of_a_country_that_the_article_names() -> None:
    chinese = "Ministry of Commerce of the People's Republic of China"
    named = names_in("China named firms on Monday. The Ministry of Commerce said that it would act.", "en")
    assert chinese in named or "中华人民共和国商务部" in named
    assert names_in("Czech firms left on Monday. The Ministry of Commerce said that it would act.", "en") == [
        "Ministry of Commerce"
    ]
    assert names_in("France named firms on Monday. The Ministry of Commerce said that it would act.", "en") == [
        "Ministry of Commerce"
    ]
