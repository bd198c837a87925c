from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.eval import TaggedError, TaggedSentence, Tally, measure_names, read_tagged
from kg.model import Kind

P, O, L = Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE  # noqa: E741


def read(tmp_path: Path, text: str) -> list[TaggedSentence]:
    file = tmp_path / "test.bio"
    file.write_text(text, "utf-8")
    return list(read_tagged(file))


def column(text: str, tags: str) -> str:
    return "".join(f"{token}\t{tag}\n" for token, tag in zip(text, tags.split(), strict=True))


@pytest.mark.parametrize(
    "tags",
    [
        "B-PER I-PER O B-LOC I-LOC B-ORG I-ORG I-ORG",
        "B-nr E-nr O B-ns E-ns B-nt I-nt E-nt",
        "B-PERSON E-PERSON O B-GPE E-GPE B-ORG M-ORG E-ORG",
        "I_PER I_PER O I_LOC I_LOC I_ORG I_ORG I_ORG",
    ],
)
def test_the_schemes_say_the_same(tmp_path: Path, tags: str) -> None:
    expected = TaggedSentence("陈山到海城水文局", frozenset({(0, 2, P), (3, 5, L), (5, 8, O)}))
    assert read(tmp_path, column("陈山到海城水文局", tags)) == [expected]


def test_names_side_by_side_stay_apart(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, column("甲乙丙丁戊", "S-LOC S-LOC B-LOC B-LOC I-PER"))
    assert sentence.names == {(0, 1, L), (1, 2, L), (2, 3, L), (3, 4, L), (4, 5, P)}


def test_other_classes_and_odd_tags_are_passed_over(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, column("甲乙丙丁", "B-TIME I-TIME X-PER B-"))
    assert sentence == TaggedSentence("甲乙丙丁", frozenset())


def test_sentences_line_ends_spaces_and_columns(tmp_path: Path) -> None:
    text = "\ufeff甲 x S-PER\r\n\r\n\r\n \tO\r\n乙\tS-PER"
    assert read(tmp_path, text) == [
        TaggedSentence("甲", frozenset({(0, 1, P)})),
        TaggedSentence(" 乙", frozenset({(1, 2, P)})),
    ]


def test_latin_words_are_kept_apart_and_letters_together(tmp_path: Path) -> None:
    words = "Data\tB-ORG\nHouse\tI-ORG\n在\tO\nA\tO\nI\tO\n"
    assert read(tmp_path, words) == [TaggedSentence("Data House在AI", frozenset({(0, 10, O)}))]


@given(st.text(alphabet="甲乙ab \t\n-_BIO", max_size=60))
def test_spans_lie_in_the_sentence_and_apart(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.bio"
    file.write_text(text, "utf-8")
    try:
        sentences = list(read_tagged(file))
    except TaggedError:
        return
    for sentence in sentences:
        ends = [0, *(edge for start, end, _ in sorted(sentence.names) for edge in (start, end))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(sentence.text)


def test_errors_name_the_file_and_the_line(tmp_path: Path) -> None:
    with pytest.raises(TaggedError, match="line 2: give a token, a tab and its tag"):
        read(tmp_path, "甲\tO\n乙\n")
    (tmp_path / "bad.bio").write_bytes(b"\xff\xfe")
    with pytest.raises(TaggedError, match=r"bad\.bio: not UTF-8"):
        list(read_tagged(tmp_path / "bad.bio"))
    with pytest.raises(TaggedError, match="none: No such file or directory; check the path"):
        list(read_tagged(tmp_path / "none"))


def test_pipeline_and_tagger_are_counted_against_the_corpus() -> None:
    sentences = [
        TaggedSentence("李明在北京工作。", frozenset({(0, 2, P), (3, 5, L)})),
        TaggedSentence("今天下雨。", frozenset({(0, 2, O)})),
        TaggedSentence("北京", frozenset()),
    ]
    scores = measure_names(sentences)
    assert scores.sentences == 3
    assert scores.tagger == scores.pipeline
    assert scores.pipeline == {P: Tally(1, 1, 1, 1), O: Tally(1, 0, 0, 0), L: Tally(1, 1, 2, 1)}


def test_of_names_inside_names_the_outermost_counts() -> None:
    text = "中国社会科学院世界经济与政治研究所今天成立。"
    scores = measure_names([TaggedSentence(text, frozenset({(0, 17, O)}))])
    assert scores.pipeline[O] == Tally(1, 1, 1, 1)
    assert scores.pipeline[L].stated == 0
