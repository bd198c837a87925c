"""Stand-ins for the stages between reading and RDF, for tests of the run itself.

The fake extractor reads one thing: every 《title》 is a report, believed with the confidence that the text
states beside it as （0.4）, or 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from kg.model import Document, Entity, Evidence, Extraction, Fact, Kind, Mention, Name

POISON = "毒"
_TITLE = re.compile(r"《([^《》]+)》(?:（([0-9.]+)）)?")


class Fakes:
    """Puts the stand-ins in place and counts what passes through them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.extracted: list[str] = []
        monkeypatch.setattr("kg.extract.extract", self.extract, raising=False)
        monkeypatch.setattr("kg.resolve.resolve", lambda extraction: extraction, raising=False)

    def extract(self, documents: Iterable[Document], *, model: str | None = None) -> Iterator[Extraction]:
        for document in documents:
            if POISON in document.text:
                raise RuntimeError("poisoned")
            self.extracted.append(document.file.rsplit("/", 1)[-1])
            yield _extraction(document)


def _extraction(document: Document) -> Extraction:
    entities = [Entity("article", Kind.ARTICLE)]
    mentions: list[Mention] = []
    facts: list[Fact] = []
    body = document.blocks[1].start if len(document.blocks) > 1 else 0
    for number, match in enumerate(_TITLE.finditer(document.text, body)):
        key = f"e{number}"
        start, end = document.offsets.to_source(match.start(), match.end())
        quote = document.source_text[start:end]
        evidence = Evidence(start, end, quote, "fake", float(match[2] or 1))
        entities.append(Entity(key, Kind.REPORT, (Name(match[1], "zh"),)))
        mentions.append(Mention(match.start(1), match.end(1), match[1], Kind.REPORT, key))
        facts.append(Fact("article", "mentions", key, (evidence,)))
    return Extraction(document, tuple(entities), tuple(mentions), tuple(facts))
