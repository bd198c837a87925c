"""From files to triples: the stages in their order, and what becomes of inputs that fail."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Self, TypeAlias

from pyoxigraph import NamedNode, Quad

from kg.errors import one_line
from kg.model import Document
from kg.run.options import Options

__all__ = ["Article", "Failure", "Notice", "process"]

CHUNK = 16
"""Articles that go through the stages together: enough to fill the tagger's batches, few enough that
progress is seen."""


@dataclass(frozen=True, slots=True)
class Article:
    """One input that was built.

    Attributes:
        file: its path as messages name it.
        iri: the article's IRI, which names its graph.
        language: its language tag.
        title: its title.
        entities: how many things it names.
        facts: how many facts were read in it.
        quads: its graph.
    """

    file: str
    iri: str
    language: str
    title: str
    entities: int
    facts: int
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be built, and why in a line that names it."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a stage found odd and left out, in a line that names the file."""

    message: str


Outcome: TypeAlias = Article | Failure | Notice


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


def process(files: Sequence[Path], options: Options, jobs: int = 1) -> Iterator[Outcome]:
    """Build each file; yield what became of it, in the order of the files.

    Args:
        files: what to read.
        options: how to build.
        jobs: processes to use.
    """
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    if jobs <= 1 or len(files) < 2:
        for chunk in chunks:
            yield from _chunk(chunk, options)
        return
    if len(chunks) < jobs:
        size = -(-len(files) // jobs)
        chunks = [files[start : start + size] for start in range(0, len(files), size)]
    # Fresh processes: the tagger's threads do not survive a fork.
    workers, context = min(jobs, len(chunks)), get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_the_parent) as pool:
        waiting = [(chunk, pool.submit(_chunk, chunk, options)) for chunk in chunks]
        try:
            for chunk, future in waiting:
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    why = "the process that read it ended; build again with --jobs 1 to find the file at fault"
                    yield from (Failure(file.as_posix(), f"{file.as_posix()}: {why}") for file in chunk)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(files: Sequence[Path], options: Options) -> list[Outcome]:
    with _Notices() as said:
        outcomes = _build(files, options)
    return [*outcomes, *said.notices]


def _build(files: Sequence[Path], options: Options) -> list[Article | Failure]:
    from kg import documents

    outcomes: dict[Path, Article | Failure] = {}
    read = []
    for file in files:
        try:
            read.append((file, documents.read(file, language=options.language)))
        except documents.DocumentError as error:
            outcomes[file] = Failure(file.as_posix(), one_line(error))
        except Exception as error:
            outcomes[file] = _surprise(file, error)
    if read:
        try:
            articles = _extract([document for _, document in read], options)
            outcomes.update(zip((file for file, _ in read), articles, strict=True))
        except Exception:
            # One of them is at fault: each alone, so that the others do not suffer.
            for file, document in read:
                try:
                    outcomes[file] = _extract([document], options)[0]
                except Exception as error:
                    outcomes[file] = _surprise(file, error)
    return [outcomes[file] for file in files]


def _extract(batch: Sequence[Document], options: Options) -> list[Article]:
    from kg import extract, rdf, resolve
    from kg.run.confidence import at_least

    articles = []
    for extraction in extract.extract(batch, model=options.model):
        sure = at_least(resolve.resolve(extraction), options.min_confidence)
        quads = tuple(rdf.triples(sure, options.base_iri))
        graphs = {quad.graph_name for quad in quads}
        if len(graphs) != 1 or not isinstance(graph := graphs.pop(), NamedNode):
            raise ValueError("an article must give one named graph")
        document = sure.document
        articles.append(
            Article(
                document.file,
                graph.value,
                document.language,
                document.title.value,
                len(sure.entities),
                len(sure.facts),
                quads,
            )
        )
    return articles


def _surprise(file: Path, error: Exception) -> Failure:
    what = f"{type(error).__name__}: {one_line(error)}"
    path = file.as_posix()
    return Failure(path, f"{path}: skipped, it could not be processed ({what}); please report it")
