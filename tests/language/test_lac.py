"""LAC in batches: the same as one piece at a time, and the text is never lost."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import pipeline
from kg.language.lac import _Search, _viterbi, lac_tagger

PIECES = [
    "灯塔学会发布年度报告。",
    "东港市气象局局长李明表示，水位上升3.5%。",
    "Saltworks于10月20日发布补丁。",
    "好。",
    "灯塔学会发布年度报告。",
    "，",
    "在东港举行的第三届潮汐峰会上，来自12个国家的代表出席。",
]

TEXTS = st.text(
    st.sampled_from([*"中国灯塔局发布了报告。，“”《》（）：；！ABab12. %\n\t　", "😀", "ｱ", "\u200b"]), max_size=60
)


def test_a_batch_gives_exactly_what_each_piece_gives_alone() -> None:
    together = lac_tagger().tag(PIECES)
    assert together == [lac_tagger().tag([piece])[0] for piece in PIECES]
    assert together == list(reversed(lac_tagger().tag(PIECES[::-1])))
    assert together[0] == together[4]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_the_search_between_sure_characters_finds_what_one_over_all_finds(
    shapes: list[tuple[int, int]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    onward = chance.uniform(-0.2, 0.2, (5, 5)).astype(np.float32)
    batches = [chance.normal(0, chance.choice([0.2, 1, 5]), (*shape, 5)).astype(np.float32) for shape in shapes]
    search = _Search(onward)
    for batch in batches:
        search.add(batch)
    lengths = np.array([steps for rows, steps in shapes for _ in range(rows)])
    expected = [_viterbi(batch, onward).ravel() for batch in batches]
    assert search.path(np.cumsum(lengths) - lengths).tolist() == np.concatenate(expected).tolist()


def test_words_cover_their_piece() -> None:
    for piece, words in zip(PIECES, lac_tagger().tag(PIECES), strict=True):
        assert words[0][0] == 0
        assert words[-1][1] == len(piece)
        assert all(a[1] == b[0] for a, b in itertools.pairwise(words))


def test_an_empty_piece_has_no_words() -> None:
    assert lac_tagger().tag(["", "好。"])[0] == []


def test_tags_and_names_are_those_of_spacy() -> None:
    doc = pipeline("zh")("东港市气象局局长李明表示，水位上升。")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("东港市气象局", "ORG"), ("李明", "PERSON")]
    assert [(token.text, token.pos_) for token in doc][:4] == [
        ("东港市气象局", "PROPN"),
        ("局长", "NOUN"),
        ("李明", "PROPN"),
        ("表示", "VERB"),
    ]


def test_latin_words_and_numbers_are_not_cut_and_stand_apart_from_chinese() -> None:
    words = [token.text for token in pipeline("zh").make_doc("中心ABCD发布Saltworks 5.2，影响CVE-2031-4417的用户。")]
    assert "ABCD" in words
    assert "Saltworks" in words
    assert "中心" in words
    assert "5.2" in words


def test_texts_together_are_tokenized_as_they_are_alone() -> None:
    tokenizer = pipeline("zh").tokenizer
    texts = [*PIECES, "".join(PIECES), "", "\n".join(PIECES)]
    for text, doc in zip(texts, tokenizer.pipe(texts), strict=True):
        alone = tokenizer(text)
        assert [(t.text, t.tag_, t.ent_type_) for t in doc] == [(t.text, t.tag_, t.ent_type_) for t in alone]


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_the_tokens_are_the_text(text: str) -> None:
    doc = pipeline("zh").make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert all(token.text for token in doc)
