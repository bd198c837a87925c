"""What articles and claims are about, told by the controlled vocabulary."""

from __future__ import annotations

import pytest

from kg.extract.reading import ARTICLE, Reading
from kg.model import BlockKind, Kind
from tests.extract.reading import read as read_text

ALL = ("wenpu_observations",)


def topics(reading: Reading, subject: str) -> list[set[str]]:
    """The names of each concept that the subject is about."""
    return [
        {name.text for name in reading.drafts[str(fact.object)].names}
        for fact in reading.facts
        if fact.predicate == "about" and fact.subject == subject
    ]


def read(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Reading:
    return read_text(text, kind=kind, without=ALL)


def test_one_word_in_passing_is_no_topic() -> None:
    assert topics(read("云岭大学谈到了勒索软件。"), ARTICLE) == []


def test_what_a_text_keeps_coming_back_to() -> None:
    found = topics(read("勒索软件增多。勒索软件很危险。应对勒索软件需要备份。"), ARTICLE)
    assert len(found) == 1
    assert "勒索软件" in found[0]


def test_the_title_names_a_topic_once() -> None:
    found = topics(read("勒索软件来袭", kind=BlockKind.TITLE), ARTICLE)
    assert len(found) == 1
    assert "勒索软件" in found[0]


def test_a_claim_is_about_what_its_words_name() -> None:
    reading = read("云岭大学表示，勒索软件正在增多。")
    (claim,) = [draft.id for draft in reading.drafts.values() if draft.kind == Kind.CLAIM]
    found = topics(reading, claim)
    assert len(found) == 1
    assert "勒索软件" in found[0]


@pytest.mark.parametrize("text", ["云岭大学表示，桥梁正在增多。", "云岭大学表示，AItest正在增多。"])
def test_words_that_no_concept_has(text: str) -> None:
    reading = read(text)
    (claim,) = [draft.id for draft in reading.drafts.values() if draft.kind == Kind.CLAIM]
    assert topics(reading, claim) == []
