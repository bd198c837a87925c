"""Tokens as text and offsets, and cut where names begin or end."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language.tokens import split_tokens, text_of, token_edges

BLANK = spacy.blank("zh").vocab


def doc_of(words: list[str], ents: list[str]) -> Doc:
    return Doc(BLANK, words=words, spaces=[False] * len(words), ents=ents)


def test_cut_tokens_keep_the_text_the_spans_and_the_names_of_the_tagger() -> None:
    doc = doc_of(["东港灯塔局", "计算机学院", "李明"], ["B-ORG", "O", "B-PERSON"])
    doc.spans["layer"] = [doc.char_span(5, 10, label="x")]
    split_tokens(doc, {2, 5, 12})
    assert [token.text for token in doc] == ["东港", "灯塔局", "计算机学院", "李明"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("东港灯塔局", "ORG"), ("李明", "PERSON")]
    assert [token.ent_type_ for token in doc] == ["ORG", "ORG", "", "PERSON"]
    assert [span.text for span in doc.spans["layer"]] == ["计算机学院"]


@settings(deadline=None)  # a first look at a vocabulary takes long on a busy machine
@given(st.lists(st.text("灯塔局航标", min_size=1, max_size=5), min_size=1, max_size=6), st.sets(st.integers(0, 30)))
def test_any_cut_keeps_the_text(words: list[str], edges: set[int]) -> None:
    doc = doc_of(words, ["B-ORG"] + ["O"] * (len(words) - 1))
    text, first = doc.text, doc.ents[0].text
    split_tokens(doc, edges)
    starts = {token.idx for token in doc}
    assert doc.text == text
    assert doc.ents[0].text == first
    assert {edge for edge in edges if 0 < edge < len(text)} <= starts
    assert text_of(doc) == text
    assert token_edges(doc) == {edge for token in doc for edge in (token.idx, token.idx + len(token))}


def test_a_document_without_tokens_has_no_edges() -> None:
    doc = doc_of([], [])
    split_tokens(doc, {3})
    assert (text_of(doc), token_edges(doc)) == ("", set())


def test_a_blank_between_tokens_belongs_to_none() -> None:
    doc = Doc(BLANK, words=["CISA", "发布"], spaces=[True, False])
    split_tokens(doc, {4, 5, 6})
    assert [token.text for token in doc] == ["CISA", "发", "布"]
    assert token_edges(doc) == {0, 4, 5, 6, 7}
