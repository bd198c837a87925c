"""What extraction costs beside the tagger that it builds on: a ratio within one run.

Usage: python benchmarks/extraction.py FILE_OR_FOLDER…   (default: seeds/, repeated)

Prints characters a second of the tagger alone, and of each component after it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.documents import DocumentError, find, read
from kg.extract import extractor
from kg.extract.reading import Reading
from kg.model import Document

_LEAST = 30_000  # characters: less is over before the clock says anything


def documents(sources: list[str]) -> list[Document]:
    """Return the Chinese documents of some sources, repeated until there is enough to measure."""
    found = []
    for path in find(sources):
        try:
            document = read(path)
        except DocumentError as error:
            print(error, file=sys.stderr)
            continue
        if document.language == "zh":
            found.append(document)
    if not found:
        sys.exit("benchmarks/extraction.py: no Chinese document among the sources")
    size = sum(len(document.text) for document in found)
    return found * max(1, -(-_LEAST // size))


def main() -> None:
    """Measure and print."""
    chosen = documents(sys.argv[1:] or [str(Path(__file__).parent.parent / "seeds")])
    characters = sum(len(document.text) for document in chosen)
    nlp = extractor("zh")
    nlp("热身。")
    started = time.perf_counter()
    docs = list(nlp.tokenizer.pipe([document.text for document in chosen]))  # type: ignore[attr-defined]
    tagger = time.perf_counter() - started
    for doc, document in zip(docs, chosen, strict=True):
        doc._.wenpu = Reading(doc, document)
    spent = {}
    for name, component in nlp.pipeline:
        started = time.perf_counter()
        docs = [component(doc) for doc in docs]
        spent[name] = time.perf_counter() - started
    print(f"{len(chosen)} documents, {characters:,} characters")
    print(f"{'tagger':22}{tagger:8.2f} s {characters / tagger:12,.0f} characters/s")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:22}{seconds:8.2f} s {seconds / tagger:12.1%} of the tagger")
    total = sum(spent.values())
    print(f"{'all extractors':22}{total:8.2f} s {total / tagger:12.1%} of the tagger")


if __name__ == "__main__":
    main()
