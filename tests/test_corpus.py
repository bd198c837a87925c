"""The made-up articles that speed is measured on are the same wherever and however many they are made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.documents import read

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import corpus


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_an_article_does_not_depend_on_how_many_there_are(language: str, tmp_path: Path) -> None:
    files = corpus.write(tmp_path / "all", 3, language)
    (last,) = corpus.write(tmp_path / "last", 1, language, first=2)
    assert last.read_bytes() == files[2].read_bytes()
    assert len({file.read_bytes() for file in files}) == 3
    assert corpus.article(0, language, seed=2) != files[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_an_article_reads_as_a_crawled_one_and_leaves_no_slot_open(language: str, tmp_path: Path) -> None:
    for file in corpus.write(tmp_path, 20, language):
        document = read(file)
        assert (document.language, bool(document.date), bool(document.source)) == (language, True, True)
        assert 1500 < len(document.text) < 8000
        assert "{" not in document.text
