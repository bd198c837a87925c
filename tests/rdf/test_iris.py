from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.model import Kind
from kg.rdf.iris import (
    article_iri,
    claim_iri,
    entity_iri,
    evidence_iri,
    observation_iri,
    position_iri,
    segment,
)
from kg.rdf.literals import clean
from tests.rdf.extractions import document

BASE = "https://w3id.org/wenpu/id/"
NODE = NamedNode(f"{BASE}organization/甲")
OTHER = NamedNode(f"{BASE}organization/乙")


def nfc(name: str) -> str:
    return unicodedata.normalize("NFC", clean(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国际电信联盟", "国际电信联盟"),
        ("António Guterres", "António_Guterres"),
        ("Anto\u0301nio", "António"),
        ("S&P Global", "S%26P_Global"),
        ("a_b", "a%5Fb"),
        ("a/b", "a%2Fb"),
        ("100%", "100%25"),
        ("~", "%7E"),
        (".", "~."),
        ("..", "~.~."),
        ("...", "..."),
        ("《安全》“报告”", "《安全》“报告”"),
        ("\u202eevil", "%E2%80%AEevil"),
        ("a\u200bb", "a%E2%80%8Bb"),
        ("a\u3000b", "a%E3%80%80b"),
        ("\ue000", "%EE%80%80"),
        ("\x00", "%EF%BF%BD"),
        ("<\u0301a>", "%3C%CC%81a%3E"),
        ("𠮷😀", "𠮷😀"),
    ],
)
def test_a_name_in_a_path(name: str, expected: str) -> None:
    assert segment(name) == expected


def test_a_long_name_is_cut_and_told_apart_by_a_digest() -> None:
    one, two = segment("很" * 100 + "一"), segment("很" * 100 + "二")
    assert re.fullmatch(r"很{100}~[0-9a-f]{24}", one)
    assert one != two
    assert segment("很" * 100) == "很" * 100


@pytest.mark.parametrize(
    ("kind", "name", "qualifier", "expected"),
    [
        (Kind.ORGANIZATION, "国际电信联盟", "", "organization/国际电信联盟"),
        (Kind.EVENT, "水镇大会", "2024", "event/水镇大会/2024"),
        (Kind.PERSON, "王/小明", "甲 乙", "person/王%2F小明/甲_乙"),
    ],
)
def test_the_iri_of_a_named_thing(kind: Kind, name: str, qualifier: str, expected: str) -> None:
    assert entity_iri(kind, name, qualifier).value == BASE + expected
    assert entity_iri(kind, name, qualifier, "http://example.org/g#").value == f"http://example.org/g#{expected}"


def test_a_thing_without_a_name_has_no_iri() -> None:
    with pytest.raises(ValueError, match="an entity of class Person needs a name"):
        entity_iri(Kind.PERSON, "")


# Names made of what is likely to break an escaping: separators, escapes, marks, controls, and digests' own signs.
awkward = st.text(st.sampled_from("a.~_%/ 2F\u0301\u200b\u202e王#?\x00")) | st.text()


@given(awkward, awkward)
@example("a b", "a_b")
@example("a/b", "a%2Fb")
@example("..", "~.~.")
def test_different_names_have_different_segments(one: str, two: str) -> None:
    assert (segment(one) == segment(two)) == (nfc(one) == nfc(two))


@given(awkward.filter(bool), awkward, awkward.filter(bool), awkward)
@example("a", "b", "a/b", "")
def test_different_keys_have_different_iris(one: str, q1: str, two: str, q2: str) -> None:
    same = entity_iri(Kind.EVENT, one, q1) == entity_iri(Kind.EVENT, two, q2)
    assert same == ((nfc(one), nfc(q1)) == (nfc(two), nfc(q2)))


@given(awkward.filter(bool), awkward)
def test_every_iri_is_in_normal_form_and_safe(name: str, qualifier: str) -> None:
    iri = entity_iri(Kind.ORGANIZATION, name, qualifier).value
    assert unicodedata.is_normalized("NFC", iri)
    assert not re.search(r'[\x00-\x20<>"{}|^`\\\x7f-\xa0]', iri)
    assert not {".", ".."} & set(iri.split("/"))


@given(st.text(max_size=100).filter(lambda name: name not in (".", "..")))
def test_a_segment_can_be_read_back(name: str) -> None:
    assert unquote(segment(nfc(name)[:100]).replace("_", " ")) == nfc(name)[:100]


def test_an_article_is_its_date_its_title_and_a_digest_of_its_url() -> None:
    iri = article_iri(document()).value
    assert re.fullmatch(rf"{BASE}article/2024-11-20/水镇数据大会开幕~[0-9a-f]{{24}}", iri)
    assert article_iri(document("other text")).value == iri
    assert article_iri(document(url="https://example.org/2")).value != iri
    assert article_iri(document(file="elsewhere/two.md")).value == iri


def test_an_article_without_a_url_is_told_by_its_content() -> None:
    iri = article_iri(document(url=None))
    assert article_iri(document(url=None)) == iri
    assert article_iri(document("other text", url=None)) != iri


def test_an_article_without_a_date() -> None:
    assert article_iri(document(date=None)).value.startswith(f"{BASE}article/undated/水镇数据大会开幕~")


def test_a_position_is_person_organization_and_title() -> None:
    iri = position_iri(NODE, OTHER, "主任")
    assert re.fullmatch(rf"{BASE}position/主任~[0-9a-f]{{24}}", iri.value)
    assert (
        len({iri, position_iri(OTHER, NODE, "主任"), position_iri(NODE, None, "主任"), position_iri(NODE, OTHER, "长")})
        == 4
    )


def test_a_claim_is_claimants_and_text() -> None:
    iri = claim_iri([NODE, OTHER], "数据要流动")
    assert iri == claim_iri([OTHER, NODE], "数据要流动")
    assert iri.value.startswith(f"{BASE}claim/数据要流动~")
    assert (
        len({iri, claim_iri([NODE], "数据要流动"), claim_iri([], "数据要流动"), claim_iri([NODE, OTHER], "数据")}) == 4
    )


def test_an_observation_is_all_that_is_said_of_it_in_any_order() -> None:
    p, q = NamedNode("http://e/p"), NamedNode("http://e/q")
    one, two = (p, Literal("1")), (q, NODE)
    iri = observation_iri("产值", [one, two])
    assert iri == observation_iri("产值", [two, one, one])
    assert iri.value.startswith(f"{BASE}observation/产值~")
    assert len({iri, observation_iri("产值", [one]), observation_iri("产值", [one, (q, OTHER)])}) == 3


def test_evidence_is_article_place_triple_and_method() -> None:
    node, other = str(NODE), str(OTHER)
    triple = (node, "<http://e/p>", other)
    iri = evidence_iri(node, 3, 9, triple, "rule")
    assert re.fullmatch(rf"{BASE}evidence/3-9~[0-9a-f]{{24}}", iri)
    turned = (other, "<http://e/p>", node)
    others = [
        evidence_iri(other, 3, 9, triple, "rule"),
        evidence_iri(node, 3, 8, triple, "rule"),
        evidence_iri(node, 3, 9, turned, "rule"),
        evidence_iri(node, 3, 9, triple, "other"),
    ]
    assert len({iri, *others}) == 5


def test_parts_of_a_key_do_not_run_together() -> None:
    assert claim_iri([], "ab") != claim_iri([], "a")
    assert position_iri(None, NODE, "") != position_iri(NODE, None, "")
