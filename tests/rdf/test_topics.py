from __future__ import annotations

import pytest
from pyoxigraph import Literal

from kg.topics import topic


@pytest.mark.parametrize("name", ["ransomware", "Ransomware", "勒索软件", "勒索病毒", "RaaS"])
def test_a_topic_is_found_by_any_of_its_names(name: str) -> None:
    assert topic(name).iri.value == "https://w3id.org/wenpu/topic/ransomware"


def test_a_topic_has_its_preferred_labels_english_first() -> None:
    assert topic("数字鸿沟").labels == (Literal("digital divide", language="en"), Literal("数字鸿沟", language="zh"))


def test_an_unknown_topic_is_named() -> None:
    with pytest.raises(ValueError, match="no topic is called '烹饪'"):
        topic("烹饪")
