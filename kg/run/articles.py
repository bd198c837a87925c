"""From files to triples: the stages in their order, and what becomes of inputs that fail."""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from kg.errors import OptionError, one_line
from kg.model import Document
from kg.rdf import Written
from kg.resolve import Verdict
from kg.run.ledger import Stated
from kg.run.options import Options
from kg.run.packing import pack, unpack

if TYPE_CHECKING:
    from kg.resolve.authority import Register

__all__ = ["Article", "Failure", "Graph", "Notice", "check_model", "process", "register_of", "write"]

T = TypeVar("T")

CHUNK = 16
"""Articles that go through the stages together: enough to fill the tagger's batches, few enough that
progress is seen."""

WRITTEN = 64
"""Articles that are written together."""


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
        transcript: the text that offsets count in, where the input itself holds none.
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
class Graph:
    """The graph of one article."""

    iri: str
    quads: Written


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


Settled: TypeAlias = tuple[str, bytes, dict[str, Verdict]]
"""An article to be written: its IRI, what was read, and what was decided about its things."""


def write(articles: Iterable[Settled], options: Options, jobs: int = 1) -> Iterator[Graph | Failure | Notice]:
    """Make the graph of each article, in order.

    Args:
        articles: to be written.
        options: how to build.
        jobs: processes to use.
    """
    chunks = batched(articles, WRITTEN)
    if jobs <= 1:
        for chunk in chunks:
            yield from _written(chunk, options)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_the_parent) as pool:
        waiting: deque[Future[list[Graph | Failure | Notice]]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_written, chunk, options))
                if len(waiting) > 2 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of this size; the last may be shorter."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def _written(articles: Sequence[Settled], options: Options) -> list[Graph | Failure | Notice]:
    from kg import rdf, resolve

    register = register_of(options)
    outcomes: list[Graph | Failure | Notice] = []
    with _Notices() as said:
        for iri, packed, verdicts in articles:
            extraction = unpack(packed)
            try:
                settled = resolve.settle(extraction, verdicts, register)
                outcomes.append(Graph(iri, rdf.written(settled, options.base_iri)))
            except Exception as error:
                failure = _surprise(Path(extraction.document.file), error)
                outcomes.append(Failure(failure.file, failure.message, iri))
    return [*outcomes, *said.notices]


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
