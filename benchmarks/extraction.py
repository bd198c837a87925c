"""What extraction costs beside the model that it builds on: ratios within one run, in processor seconds.

    python benchmarks/extraction.py                     # 100 made-up Chinese articles
    python benchmarks/extraction.py --language en
    python benchmarks/extraction.py seeds more/articles

The model is LAC for Chinese, in full batches, and spaCy's pipeline without its parser for English.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import corpus
from spacy.tokens import Doc

from kg.documents import DocumentError, find, read
from kg.extract import extractor
from kg.extract.reading import Reading
from kg.language.lac import lac_tagger
from kg.language.sentences import tagging_spans
from kg.model import Document

__all__ = ["costs", "documents", "tag"]


def documents(sources: Iterable[str | Path], language: str) -> list[Document]:
    """Return the documents of a language among some sources."""
    found = []
    for path in find(sources):
        try:
            document = read(path)
        except DocumentError as error:
            print(error, file=sys.stderr)
            continue
        if document.language == language:
            found.append(document)
    return found


def tag(texts: Sequence[str]) -> None:
    """Tag texts with the bare tagger: every piece of all of them at once."""
    lac_tagger().tag([text[a:b] for text in texts for a, b in tagging_spans(text)])


def costs(chosen: Sequence[Document], language: str) -> tuple[float, dict[str, float]]:
    """Return the processor seconds of the model alone, and of each component on top of it."""
    nlp = extractor(language)
    nlp(chosen[0].text)
    texts = [document.text for document in chosen]
    spent: dict[str, float] = {}
    if language == "zh":
        model = _seconds(lambda: tag(texts))
        docs: list[Doc] = []
        spent["tokens, sentences"] = _seconds(lambda: docs.extend(nlp.tokenizer.pipe(texts))) - model  # type: ignore[attr-defined]
    else:
        docs = []
        model = _seconds(lambda: docs.extend(map(nlp.make_doc, texts)))
    for doc, document in zip(docs, chosen, strict=True):
        doc._.wenpu = Reading(doc, document)
    for name, component in nlp.pipeline:
        if name.startswith("wenpu_"):
            started = time.process_time()
            docs = [component(doc) for doc in docs]
            spent[name] = time.process_time() - started
        else:  # spaCy's own, which take batches
            started = time.process_time()
            docs = list(component.pipe(docs))
            model += time.process_time() - started
    return model, spent


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", help="files and folders; made-up articles where none are given")
    parser.add_argument("--language", choices=corpus.LANGUAGES, default="zh")
    parser.add_argument("--articles", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not given.sources:
            corpus.write(Path(folder), given.articles, given.language)
        chosen = documents(given.sources or [folder], given.language)
    if not chosen:
        sys.exit(f"benchmarks/extraction.py: no document in {given.language} among the sources")
    model, spent = costs(chosen, given.language)
    characters = sum(len(document.text) for document in chosen)
    print(f"{len(chosen):,} documents, {characters:,} characters")
    print(f"{'model':22}{model:8.2f} s {characters / model:12,.0f} characters/s")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:22}{seconds:8.2f} s {seconds / model:12.1%} of the model")
    total = sum(spent.values())
    print(f"{'all on top of it':22}{total:8.2f} s {total / model:12.1%} of the model")


if __name__ == "__main__":
    main()
