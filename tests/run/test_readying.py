"""Getting a process ready to read."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.run import articles
from kg.run.inputs import Inputs
from kg.run.ledger import Ledger
from kg.run.manifest import Input
from kg.run.options import Options
from kg.run.readying import practise


def test_each_language_that_is_read_is_practised_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, int, str]] = []
    extracted = articles.extracted

    def seen(batch: list[Document], options: Options) -> list[articles.Article]:
        found = extracted(batch, options)
        read.extend((each.language, each.facts, each.file) for each in found)
        return found

    monkeypatch.setattr(articles, "extracted", seen)
    practise(["zh", "fr", "en", "zh"], Options())
    assert [language for language, _, _ in read] == ["en", "zh"]
    assert all(facts > 5 for _, facts, _ in read)  # so that most of what reads an article has been used


def test_a_language_counts_from_one_article_in_ten_on() -> None:
    with Ledger() as ledger:
        holds = Inputs(ledger.db)
        assert holds.languages == []
        for number in range(20):
            language = "en" if number < 2 else "fr" if number < 3 else "zh"
            holds.put(Input(f"{number}.md", "0", f"http://example.org/{number}", "t", language, 1, 1))
        assert sorted(holds.languages) == ["en", "zh"]
