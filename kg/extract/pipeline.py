"""The extractors in their order, and documents through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import article, gazetteer, parts, references, relations, topics
from kg.extract.claims import component as claims
from kg.extract.events import component as events
from kg.extract.names import component as names
from kg.extract.observations import component as observations
from kg.extract.passages import joined, passages
from kg.extract.positions import component as positions
from kg.extract.quantities import component as quantities
from kg.extract.reading import Reading, reading_of
from kg.extract.times import component as times
from kg.extract.works import component as works
from kg.language import pipeline
from kg.model import Document, Extraction

__all__ = ["COMPONENTS", "extract", "extractor"]

COMPONENTS = (
    "wenpu_register",
    "wenpu_works",
    "wenpu_times",
    "wenpu_names",
    "wenpu_events",
    "wenpu_quantities",
    "wenpu_references",
    "wenpu_titles",
    "wenpu_parts",
    "wenpu_positions",
    "wenpu_relations",
    "wenpu_claims",
    "wenpu_observations",
    "wenpu_article",
    "wenpu_topics",
)
"""The names of the components, in order; each can be left out."""

_BATCH = 32


@cache
def extractor(
    language: str, model: str | None = None, without: Sequence[str] = (), registers: Sequence[str] = ()
) -> Language:
    """Return the pipeline of a language with the extractors added.

    Args:
        language: ``zh`` or ``en``.
        model: an installed spaCy model to use instead of ours.
        without: components to leave out (a tuple).
        registers: files of users' registers, whose names are found too (a tuple).

    Raises:
        kg.language.LanguageError: no pipeline, or the model cannot be loaded.
    """
    nlp = pipeline(language, model)
    for component in COMPONENTS:
        if component not in without:
            nlp.add_pipe(component, config={"registers": list(registers)} if component == "wenpu_register" else {})
    return nlp


def extract(
    documents: Iterable[Document], *, model: str | None = None, registers: Sequence[Path] = ()
) -> Iterator[Extraction]:
    """Read documents, in order.

    Args:
        documents: of any languages that a pipeline exists for.
        model: an installed spaCy model to use instead of ours.
        registers: files of users' registers, whose names are found too.

    Raises:
        kg.language.LanguageError: a document's language has no pipeline.
    """
    files = tuple(str(file) for file in registers)
    waiting = iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        parts = [passages(document) for document in batch]
        read: dict[int, Extraction] = {}
        for language in dict.fromkeys(part.language for of_one in parts for part in of_one):
            together = [part for of_one in parts for part in of_one if part.language == language]
            nlp = extractor(language, model, (), files)
            for part, doc in zip(together, nlp.pipe(_begun(nlp, together)), strict=True):
                read[id(part)] = reading_of(doc).extraction()
        for document, of_one in zip(batch, parts, strict=True):
            yield joined(document, [read[id(part)] for part in of_one])


def _begun(nlp: Language, batch: Sequence[Document]) -> Iterator[Doc]:
    """Tokenized documents, each with its reading: tokenized together where the tokenizer can."""
    texts = [document.text for document in batch]
    together = getattr(nlp.tokenizer, "pipe", None)
    docs = together(texts) if together else map(nlp.make_doc, texts)
    for doc, document in zip(docs, batch, strict=True):
        doc._.wenpu = Reading(doc, document)
        yield doc


# Imported for their registrations.
_REGISTERED = (
    article,
    claims,
    events,
    gazetteer,
    names,
    observations,
    parts,
    positions,
    quantities,
    references,
    relations,
    times,
    topics,
    works,
)
