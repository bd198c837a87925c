"""Bringing a store up to date with its sources: what is new, what changed, what goes, what stays."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Self

from pyoxigraph import Quad

from kg.engine import Engine, Lost
from kg.errors import BuildError
from kg.rdf import Written
from kg.run.articles import Article, Failure, Notice, Read, Settled, batched, read, write
from kg.run.inputs import Inputs
from kg.run.journal import Journal
from kg.run.ledger import Ledger
from kg.run.manifest import Failed, Input, Manifest, Slow, fingerprint
from kg.run.options import Options
from kg.run.packing import unpack
from kg.run.progress import Progress
from kg.run.readying import practise
from kg.run.sorting import Sorter
from kg.run.sources import inputs
from kg.run.transcripts import keep
from kg.store import Editor

__all__ = ["Update"]

CHUNK = 16
"""Articles that go through the stages together: enough to fill the tagger's batches, few enough that
progress is seen, and that little is done twice where one of them is poisonous."""

WRITTEN = 16
"""Articles that are written together."""

_LOADED = 12 << 20
"""Bytes of text that go into the store at once."""

_SLOWEST = 20


@dataclass
class Update:
    """One run over the sources.

    Attributes:
        sources: files and folders.
        out: the graph folder, or ``None`` for one in memory.
        options: how to build.
        force: whether to read everything again.
        progress: is told how it goes on.
        reader: reads the inputs.
        writer: makes the articles' graphs.
        meanwhile: is called beside the reading, once there is something to read.
        failures: inputs that could not be built.
        warnings: the failures' messages, and what else is worth a line.
        timings: seconds by stage.
        changed: whether the graph is another than before.
    """

    sources: Sequence[Path]
    out: Path | None
    options: Options
    force: bool
    progress: Progress
    reader: Engine
    writer: Engine
    meanwhile: Callable[[], None] | None = None
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    changed: bool = False
    _told: set[str] = field(default_factory=set)
    _slow: list[tuple[float, str]] = field(default_factory=list)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Put the seconds that the block takes down under that stage."""
        start = time.perf_counter()
        yield
        self.timings[stage] = round(time.perf_counter() - start, 3)

    def apply(self, editor: Editor, evidence: Sorter, ledger: Ledger, journal: Journal, before: Manifest) -> Inputs:
        """Bring the store up to date.

        Args:
            editor: changes it.
            evidence: takes the blocks of evidence that is new.
            ledger: that lies beside the store.
            journal: what an interrupted build has read already.
            before: of the build that left the store as it is.

        Returns:
            What the graph is then made of.

        Raises:
            BuildError: nothing could be built.
        """
        with self.timed("compare"):
            holds = self._compare(ledger, before)
        todo, unchanged = holds.counts()
        self.progress.start(todo, unchanged)
        if todo and self.meanwhile:
            Thread(target=self.meanwhile, daemon=True).start()
        with self.timed("build"):
            self._read(holds, journal)
            self._take(ledger, journal, holds)
            kept = self._keep(holds)
        if not len(holds):
            raise BuildError(_nothing(self.failures))
        if len(holds) == kept:
            raise BuildError(f"{_nothing(self.failures)}; the graph is left as it was")
        with self.timed("identity"):
            gone = False
            for article in holds.gone():
                gone = True
                ledger.drop(article)
                editor.replace({article: ()})
            self._write(ledger, editor, evidence, holds)
            editor.settle()
        self.changed = todo > 0 or gone
        return holds

    @property
    def slow(self) -> tuple[Slow, ...]:
        """The inputs that took longest, the slowest first."""
        return tuple(Slow(path, seconds) for seconds, path in sorted(self._slow, key=lambda each: (-each[0], each[1])))

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The inputs that could not be built, and why."""
        return tuple(Failed(each.file, each.message) for each in self.failures)

    # ------------------------------------------------------------ reading

    def _compare(self, ledger: Ledger, before: Manifest) -> Inputs:
        again = self.force or not before.made_like(self.options)
        if again:
            ledger.reconsider()
        holds = Inputs(ledger.db, self.out)
        self.reader.prepare(partial(practise, holds.languages, self.options))
        files, failures = inputs(self.sources, self.out)
        for failure in failures:
            self._fail(failure)
        for file in files:
            path = file.as_posix()
            try:
                holds.find(file, trust=not again)
            except OSError as error:
                self._fail(Failure(path, f"{path}: cannot be read ({error.strerror}); check its permissions"))
            except UnicodeEncodeError:
                path = path.encode("utf-8", "replace").decode()
                self._fail(Failure(path, f"{path}: its name is not UTF-8; rename it"))
        holds.compare(again=again)
        return holds

    def _read(self, holds: Inputs, journal: Journal) -> None:
        """Read what has to be read into the journal, but for what that has already."""

        def missing() -> Iterator[Path]:
            for path, sha256 in holds.todo():
                if journal.has(path, sha256):
                    self.progress.done(path)
                else:
                    yield Path(path)

        work = partial(read, options=self.options, pipeline=fingerprint())
        for files, outcome in self.reader.map(work, batched(missing(), CHUNK)):
            done = [_lost(files[0], outcome)] if isinstance(outcome, Lost) else list(map(self._transcribed, outcome))
            journal.add([(each, holds.sha256(each.outcome.file)) for each in done])
            for each in done:
                for message in _messages(each):
                    self.progress.warn(message)
                    self._told.add(message)
                self.progress.done(each.outcome.file)

    def _transcribed(self, each: Read) -> Read:
        """Keep the transcript of a web page or a PDF."""
        outcome = each.outcome
        if isinstance(outcome, Failure) or outcome.transcript is None:
            return each
        text = keep(self.out, outcome.transcript) if self.out else None
        return replace(each, outcome=replace(outcome, transcript=text))

    def _take(self, ledger: Ledger, journal: Journal, holds: Inputs) -> None:
        """Put what was read into the ledger, in the order of the files."""
        for path, sha256 in holds.todo():
            each = journal.get(path, sha256)
            assert each is not None
            outcome = each.outcome
            heapq.heappush(self._slow, (each.seconds, path))
            if len(self._slow) > _SLOWEST:
                heapq.heappop(self._slow)
            for message in each.notices:
                self._warn(message)
            if isinstance(outcome, Failure):
                self._fail(outcome)
            elif self._is_first(outcome, holds):
                ledger.put(outcome.iri, outcome.packed, outcome.stated)
                holds.put(_input(outcome, sha256))

    def _is_first(self, article: Article, holds: Inputs) -> bool:
        """Whether no file before it in the alphabet is the same article; what comes after gives way."""
        other = holds.of(article.iri)
        if other is None:
            return True
        earlier, later = sorted((article.file, other))
        holds.drop(later)
        self._warn(f"{later}: the same article as {earlier}; left out")
        return article.file == earlier

    def _keep(self, holds: Inputs) -> int:
        """Keep what failing inputs have given before: nothing already built is lost. Returns how many those are."""
        kept = 0
        for failure in list(self.failures):
            for path in holds.restore(failure.file.rstrip("/")):
                kept += 1
                self._warn(f"{path}: what was built from it before is kept")
        return kept

    # ------------------------------------------------------------ writing

    def _write(self, ledger: Ledger, editor: Editor, evidence: Sorter, holds: Inputs) -> None:
        """Write the articles whose things are new, or turn out to be others, where they belong."""
        self.progress.stage("writing", ledger.to_settle())
        work = partial(write, options=self.options)
        with _Loader(editor) as loader:
            for chunk, outcomes in self.writer.map(work, batched(ledger.settle(), WRITTEN)):
                for outcome in _unwritten(chunk, outcomes.why) if isinstance(outcomes, Lost) else outcomes:
                    if isinstance(outcome, Notice):
                        self._warn(outcome.message)
                    elif isinstance(outcome, Failure):
                        self._fail(outcome)
                        holds.drop(outcome.file)
                        ledger.wrote(outcome.iri, "")
                        loader.replace(outcome.iri, ())
                    elif outcome.quads is not None:
                        ledger.wrote(outcome.iri, outcome.digest)
                        if editor.has(outcome.iri):
                            loader.replace(outcome.iri, outcome.quads)
                            continue
                        loader.add(outcome.quads)
                        for key, block in outcome.quads.evidence:
                            evidence.add(key, block)
                self.progress.step(len(chunk))

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self._warn(failure.message)

    def _warn(self, message: str) -> None:
        self.warnings.append(message)
        if message not in self._told:
            self.progress.warn(message)


class _Loader:
    """Loads new articles into the store beside whatever else goes on, some megabytes at a time.

    Args:
        editor: changes the store; nobody else uses it to change anything until the end.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._thread = ThreadPoolExecutor(1)
        self._loading: Future[None] | None = None
        self._waiting: dict[str, Written] = {}
        self._size = 0

    def add(self, quads: Written) -> None:
        """Load an article that the store does not have, now or later."""
        self._waiting[quads.graph] = quads
        self._size += quads.size
        if self._size > _LOADED:
            self._load()

    def replace(self, iri: str, quads: Iterable[Quad]) -> None:
        """Put triples in place of those of an article at once."""
        self._wait()
        self._editor.replace({iri: quads})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._load()
                self._wait()
        finally:
            self._thread.shutdown()

    def _load(self) -> None:
        self._wait()  # so that no more than twice the megabytes are held
        self._loading = self._thread.submit(self._editor.replace, self._waiting)
        self._waiting, self._size = {}, 0

    def _wait(self) -> None:
        if self._loading:
            self._loading.result()
            self._loading = None


def _messages(each: Read) -> Iterable[str]:
    yield from each.notices
    if isinstance(each.outcome, Failure):
        yield each.outcome.message


def _lost(file: Path, lost: Lost) -> Read:
    path = file.as_posix()
    return Read(Failure(path, f"{path}: skipped, {lost.why}"))


def _unwritten(articles: Sequence[Settled], why: str) -> Iterator[Failure]:
    for iri, packed, _, _ in articles:
        file = unpack(packed).document.file
        yield Failure(file, f"{file}: skipped, {why}", iri)


def _input(article: Article, sha256: str) -> Input:
    said = (article.title, article.language, article.entities, article.facts, article.transcript)
    return Input(article.file, sha256, article.iri, *said)


def _nothing(failures: Sequence[Failure]) -> str:
    number = len(failures)
    return f"nothing could be built: {number} input{'s' * (number != 1)} failed, see above"
