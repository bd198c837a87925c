"""A register's names in text."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.gazetteer import Gazetteer
from kg.model import Kind


@dataclass(frozen=True)
class Thing:
    iri: str
    kind: Kind = Kind.ORGANIZATION


def gazetteer(*names: str, ambiguous: tuple[str, ...] = ()) -> Gazetteer:
    return Gazetteer([(name, Thing(name), name in ambiguous) for name in names])


def found(text: str, *names: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gazetteer(*names).hits(text)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("灯塔局与航标署", ("灯塔局", "航标署"), ["灯塔局", "航标署"]),
        (
            "灯塔局航标处",
            ("灯塔局", "灯塔局航标处"),
            ["灯塔局航标处", "灯塔局"],
        ),  # the longest, then what it begins with
        ("灯塔局航标处", ("灯塔局航标", "局航标处"), ["灯塔局航标"]),  # the leftmost
        ("use Lantern now", ("Lantern",), ["Lantern"]),
        ("use Lanterns and myLantern", ("Lantern",), []),  # whole words
        ("由Lantern发布", ("Lantern",), ["Lantern"]),
        ("由Lantern 基金会发布", ("Lantern基金会",), ["Lantern 基金会"]),  # a blank where the scripts meet
        ("由Lantern  基金会发布", ("Lantern基金会",), []),
        ("局", ("局",), []),  # one character is no name
        ("", ("灯塔局",), []),
    ],
)
def test_hits(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert found(text, *names) == expected


def test_a_name_of_two_things_keeps_the_first_and_doubt_is_kept() -> None:
    register = Gazetteer([("灯塔", Thing("a"), True), ("灯塔", Thing("b"), False)])
    (hit,) = register.hits("灯塔")
    assert hit.entry.iri == "a"
    assert hit.ambiguous


@given(st.lists(st.text("灯塔局航标AB ", min_size=2, max_size=5), max_size=6), st.text("灯塔局航标AB ", max_size=30))
def test_hits_lie_in_the_text_and_do_not_cross(names: list[str], text: str) -> None:
    hits = gazetteer(*names).hits(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    outer = [hit for i, hit in enumerate(hits) if not i or hit.start != hits[i - 1].start]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
