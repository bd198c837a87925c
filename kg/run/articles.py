"""The stages in their order, on some files at a time, and what becomes of inputs that fail.

Both functions here are work for an engine (:mod:`kg.engine`): plain values in, plain values out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from kg.engine.clock import timed, untimed
from kg.errors import BuildError, OptionError, one_line
from kg.model import Document
from kg.rdf import Written
from kg.resolve import Verdict
from kg.run.ledger import Stated
from kg.run.manifest import fingerprint
from kg.run.options import Options
from kg.run.packing import pack, unpack

if TYPE_CHECKING:
    from kg.resolve.authority import Register

__all__ = [
    "Article",
    "Failure",
    "Graph",
    "Notice",
    "Read",
    "Settled",
    "batched",
    "check_model",
    "extracted",
    "read",
    "register_of",
    "write",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Article:
    """One input that was read.

    Attributes:
        file: its path as messages name it.
        iri: the article's IRI, which names its graph.
        language: its language tag.
        title: its title.
        entities: how many things it names.
        facts: how many facts were read in it.
        packed: what was read, as :func:`kg.run.packing.pack` gives it.
        stated: what it says of its things' identity.
        transcript: the text that offsets count in, where the input itself holds none; once that is kept, its file.
    """

    file: str
    iri: str
    language: str
    title: str
    entities: int
    facts: int
    packed: bytes
    stated: tuple[Stated, ...]
    transcript: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be built, and why in a line that names it.

    Attributes:
        file: its path.
        message: why.
        iri: of its article, where it was read and could not be written.
    """

    file: str
    message: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one input.

    Attributes:
        outcome: the article, or why there is none.
        notices: what the stages found odd in it and left out, in lines that name the file.
        seconds: that it took; of what files took together, by their length.
    """

    outcome: Article | Failure
    notices: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one article.

    Attributes:
        iri: its name.
        quads: what it holds; ``None`` where that is what it held before.
        digest: of what it holds.
    """

    iri: str
    quads: Written | None
    digest: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a stage found odd and left out, in a line that names the file."""

    message: str


Settled: TypeAlias = tuple[str, bytes, dict[str, Verdict], str]
"""An article to be written: its IRI, what was read, what was decided about its things, and the digest of its graph
before, or nothing."""


class _Notices(logging.Handler):
    """Collects what the stages log as warnings while the block runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notices: list[Notice] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.notices.append(Notice(" ".join(record.getMessage().split())))

    def __enter__(self) -> Self:
        log = logging.getLogger("kg")
        log.addHandler(self)
        self._propagated, log.propagate = log.propagate, False
        return self

    def __exit__(self, *_: object) -> None:
        log = logging.getLogger("kg")
        log.removeHandler(self)
        log.propagate = self._propagated


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of this size; the last may be shorter."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def read(files: Sequence[Path], options: Options, pipeline: str) -> list[Read]:
    """Read some files.

    Args:
        files: to be read.
        options: how to build.
        pipeline: fingerprint of the Wenpu that the build runs on.

    Returns:
        What became of each, in order.

    Raises:
        BuildError: this is another Wenpu: its results would be others.
    """
    if fingerprint() != pipeline:
        raise BuildError("a worker runs another Wenpu, or other versions of what it needs: install the same everywhere")
    with _Notices() as said:
        outcomes = _build(files, options)
    notices: dict[str, list[str]] = {}
    names = [outcome.file for outcome, _ in outcomes]
    for notice in said.notices:
        of = next((name for name in names if notice.message.startswith(f"{name}:")), names[0])
        notices.setdefault(of, []).append(notice.message)
    return [Read(outcome, tuple(notices.get(outcome.file, ())), round(seconds, 3)) for outcome, seconds in outcomes]


def write(articles: Sequence[Settled], options: Options) -> list[Graph | Failure | Notice]:
    """Make the graphs of some articles.

    Args:
        articles: to be written.
        options: how to build.
    """
    from kg import rdf, resolve

    register = register_of(options)
    outcomes: list[Graph | Failure | Notice] = []
    with _Notices() as said:
        for iri, packed, verdicts, before in articles:
            extraction = unpack(packed)
            try:
                settled = resolve.settle(extraction, verdicts, register)
                quads = rdf.written(settled, options.base_iri)
                digest = quads.digest
                outcomes.append(Graph(iri, None if digest == before else quads, digest))
            except Exception as error:
                failure = _surprise(Path(extraction.document.file), error)
                outcomes.append(Failure(failure.file, failure.message, iri))
    return [*outcomes, *said.notices]


def _build(files: Sequence[Path], options: Options) -> list[tuple[Article | Failure, float]]:
    with untimed():
        from kg import documents

    outcomes: dict[Path, tuple[Article | Failure, float]] = {}
    texts: list[tuple[Path, Document, float]] = []
    for file in files:
        start = time.perf_counter()
        try:
            document = documents.read(file, language=options.language)
            texts.append((file, document, time.perf_counter() - start))
        except documents.DocumentError as error:
            outcomes[file] = Failure(file.as_posix(), one_line(error)), time.perf_counter() - start
        except Exception as error:
            outcomes[file] = _surprise(file, error), time.perf_counter() - start
    if texts:
        with untimed():
            _load({document.language for _, document, _ in texts}, options)
        start = time.perf_counter()
        length = sum(len(document.text) for _, document, _ in texts) or 1
        try:
            articles = extracted([document for _, document, _ in texts], options)
            together = time.perf_counter() - start
            for (file, document, alone), article in zip(texts, articles, strict=True):
                outcomes[file] = article, alone + together * len(document.text) / length
        except Exception:
            # One of them is at fault: each alone, so that the others do not suffer.
            for file, document, alone in texts:
                start = time.perf_counter()
                try:
                    outcome: Article | Failure = extracted([document], options)[0]
                except Exception as error:
                    outcome = _surprise(file, error)
                outcomes[file] = outcome, alone + time.perf_counter() - start
    return [outcomes[file] for file in files]


def _load(languages: Iterable[str], options: Options) -> None:
    """Load what the articles are read with, where that should not count as time that they take."""
    if timed():
        from kg import extract

        for language in sorted(languages):
            with suppress(Exception):  # the article is told why
                extract.extractor(language, options.model, (), tuple(map(str, options.authority)))


def extracted(batch: Sequence[Document], options: Options) -> list[Article]:
    """Read some documents, in order.

    Args:
        batch: the documents.
        options: how to build.

    Raises:
        Exception: one of them is too much for a stage.
    """
    from kg import extract, rdf
    from kg.resolve.joins import joins
    from kg.resolve.resolving import Resolved, resolved
    from kg.resolve.signatures import signatures
    from kg.run.confidence import at_least

    register = register_of(options)
    more = {"registers": options.authority} if options.authority else {}
    articles = []
    for extraction in extract.extract(batch, model=options.model, **more):
        named = {entity.id: entity for entity in extraction.entities}
        found = resolved(extraction, register, options.merges)
        sure = at_least(found.extraction, options.min_confidence)
        document = sure.document
        stated = tuple(
            Stated(entity, signature, joins(named[entity], extraction) if entity in named else ())
            for entity, signature in signatures(Resolved(sure, found.choices), register).items()
        )
        articles.append(
            Article(
                document.file,
                rdf.article_iri(document, options.base_iri).value,
                document.language,
                document.title.value,
                len(sure.entities),
                len(sure.facts),
                pack(sure),
                stated,
                document.source_text if document.transcribed else None,
            )
        )
    return articles


def check_model(options: Options) -> None:
    """Load the user's model, so that one that cannot be used is refused before anything is read.

    Raises:
        OptionError: it cannot be used.
    """
    from kg.language import LanguageError, load_model

    try:
        load_model(options.model or "")
    except LanguageError as error:
        raise OptionError(one_line(error)) from None


def register_of(options: Options) -> Register:
    """Return the registers of a build as one."""
    from kg.resolve.authority import default_authority

    if not options.authority:
        return default_authority()
    from kg.resolve.registers import Registers, open_register

    return Registers((*(open_register(file) for file in options.authority), default_authority()))


def _surprise(file: Path, error: Exception) -> Failure:
    what = f"{type(error).__name__}: {one_line(error)}"
    path = file.as_posix()
    return Failure(path, f"{path}: skipped, it could not be processed ({what}); please report it")
