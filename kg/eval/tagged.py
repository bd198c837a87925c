"""Names against a corpus with tagged names, and against the tagger that the pipeline starts from.

The corpus is a text file with a token and its tag on each line and an empty line between sentences; tags
follow any of the usual schemes (BIO, BIOES, BMES), classes any of the usual names.

Source: spans are counted as the CoNLL-2003 shared task did (Tjong Kim Sang and De Meulder 2003): a span
is right where its beginning, its end and its class are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from spacy.tokens import Doc

from kg.errors import KgError, one_line
from kg.eval.score import Tally
from kg.extract import extractor
from kg.extract.reading import outermost, spans
from kg.language import pipeline
from kg.model import Kind
from kg.run.articles import check_model
from kg.run.options import Options
from kg.run.progress import Progress, Silent

__all__ = ["NameScores", "TaggedError", "TaggedSentence", "measure_names", "read_tagged"]

_KINDS = {
    "PER": Kind.PERSON,
    "PERSON": Kind.PERSON,
    "NR": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "NT": Kind.ORGANIZATION,
    "LOC": Kind.PLACE,
    "GPE": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NS": Kind.PLACE,
}
"""Classes as corpora and taggers call them; others are not compared."""

_BEGINNING, _INSIDE = frozenset("BSU"), frozenset("IMEL")
_LAST = frozenset("SUEL")
_OUTSIDE = "O"
_COMPONENTS = ("wenpu_register", "wenpu_works", "wenpu_times", "wenpu_names")
"""What finding names needs of the pipeline."""

Spans: TypeAlias = frozenset[tuple[int, int, Kind]]


class TaggedError(KgError):
    """A file with tagged names cannot be read."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence and the names in it: start, end, class."""

    text: str
    names: Spans


@dataclass(frozen=True, slots=True)
class NameScores:
    """How well names are found.

    Attributes:
        sentences: how many were read.
        pipeline: tallies of the whole pipeline by class.
        tagger: those of the tagger alone.
    """

    sentences: int
    pipeline: dict[Kind, Tally]
    tagger: dict[Kind, Tally]


def read_tagged(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a file with tagged names.

    Raises:
        TaggedError: it cannot be read; the message names the line.
    """
    rows: list[tuple[str, str]] = []
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                fields = line.split()
                if len(fields) == 1 and not line[0].isspace():
                    raise TaggedError(f"{path}: line {number}: give a token, a tab and its tag")
                if fields:
                    rows.append((fields[0] if len(fields) > 1 else " ", fields[-1]))
                elif rows:
                    yield _sentence(rows)
                    rows = []
    except UnicodeDecodeError:
        raise TaggedError(f"{path}: not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise TaggedError(f"{one_line(error)}; check the path") from None
    if rows:
        yield _sentence(rows)


def _sentence(rows: Sequence[tuple[str, str]]) -> TaggedSentence:
    text = ""
    names: list[tuple[int, int, Kind]] = []
    open_label = ""  # the class of the name that the token before belongs to
    for token, tag in rows:
        if text and len(token) > 1 and _latin(text[-1]) and _latin(token[0]):
            text += " "
        start = len(text)
        text += token
        scheme, label = _parts(tag)
        kind = _KINDS.get(label)
        if scheme == _OUTSIDE or kind is None:
            open_label = ""
            continue
        if scheme in _INSIDE and open_label == label:
            names[-1] = (names[-1][0], len(text), kind)
        else:
            names.append((start, len(text), kind))
        open_label = "" if scheme in _LAST else label
    return TaggedSentence(text, frozenset(names))


def _parts(tag: str) -> tuple[str, str]:
    """B-PER, I_nt, O → scheme letter and class; what is no tag stands outside."""
    scheme, _, label = tag.replace("_", "-", 1).partition("-")
    scheme = scheme.upper()
    return (scheme, label.upper()) if label and scheme in _BEGINNING | _INSIDE else (_OUTSIDE, "")


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def measure_names(
    sentences: Sequence[TaggedSentence], *, model: str | None = None, progress: Progress | None = None
) -> NameScores:
    """Find the names in Chinese sentences by the pipeline and by its tagger alone, and count both.

    Of names inside names the outermost counts, as such corpora have no others.

    Args:
        sentences: with the names that are right.
        model: name or folder of a spaCy model in place of the default.
        progress: is told of each sentence.

    Raises:
        OptionError: the model cannot be used.
    """
    if model:
        check_model(Options(model=model))
    progress = progress or Silent()
    progress.start(len(sentences), 0)
    texts = [sentence.text for sentence in sentences]
    raw = pipeline("zh", model)
    whole = extractor("zh", model)
    before = [*raw.pipe_names, *_COMPONENTS]
    with whole.select_pipes(enable=[name for name in whole.pipe_names if name in before]):
        by_pipeline = []
        for doc in whole.pipe(texts):
            by_pipeline.append(_spans(doc))
            progress.done(doc.text)
    by_tagger = [_entities(doc) for doc in raw.pipe(texts)]
    right = [sentence.names for sentence in sentences]
    return NameScores(len(sentences), _tallies(right, by_pipeline), _tallies(right, by_tagger))


def _spans(doc: Doc) -> Spans:
    found = outermost(spans(doc, "names"))
    return frozenset((span.start_char, span.end_char, Kind(span.label_)) for span in found)


def _entities(doc: Doc) -> Spans:
    return frozenset(
        (ent.start_char, ent.end_char, kind) for ent in doc.ents if (kind := _KINDS.get(ent.label_)) is not None
    )


def _tallies(right: Sequence[Spans], found: Sequence[Spans]) -> dict[Kind, Tally]:
    tallies = {kind: Tally(stated=0) for kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)}
    for wanted, stated in zip(right, found, strict=True):
        for _, _, kind in wanted:
            tallies[kind] += Tally(expected=1)
        for span in stated:
            if span[2] in tallies:
                hit = int(span in wanted)
                tallies[span[2]] += Tally(found=hit, stated=1, right=hit)
    return tallies
