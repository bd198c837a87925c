"""Bringing a store up to date with its sources: what is new, what changed, what goes, what stays."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions, Store

from kg.errors import BuildError
from kg.query import PREFIXES
from kg.run.articles import Article, Failure, Notice, check_model, process, register_of, write
from kg.run.ledger import Ledger
from kg.run.manifest import Input, Manifest, fingerprint, versions
from kg.run.options import Options, sha256_of
from kg.run.progress import Progress
from kg.run.sources import inputs
from kg.run.transcripts import keep
from kg.store import Editor, graph_names

__all__ = ["Update"]

_TOGETHER = 64
"""Articles that go into the store in one transaction."""

_KINDS = """
SELECT ?kind (COUNT(?thing) AS ?number)
WHERE { ?thing a ?kind FILTER(STRSTARTS(STR(?kind), STR(kg:))) }
GROUP BY ?kind ORDER BY ?kind
"""


@dataclass
class Update:
    """One run over the sources.

    Attributes:
        sources: files and folders.
        out: the graph folder, or ``None`` for one in memory.
        options: how to build.
        jobs: processes to use.
        force: whether to read everything again.
        progress: is told how it goes on.
        failures: inputs that could not be built.
        warnings: the failures' messages, and what else is worth a line.
        timings: seconds by stage.
    """

    sources: Sequence[Path]
    out: Path | None
    options: Options
    jobs: int
    force: bool
    progress: Progress
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    changed: bool = False

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Put the seconds that the block takes down under that stage."""
        start = time.perf_counter()
        yield
        self.timings[stage] = round(time.perf_counter() - start, 3)

    def apply(self, store: Store, before: Manifest, ledger: Ledger) -> Manifest:
        """Bring the store up to date.

        Args:
            store: open for writing.
            before: of the build that left the store as it is.
            ledger: that lies beside the store.

        Returns:
            What the store then holds.

        Raises:
            BuildError: nothing could be built.
            OptionError: a register or the model cannot be used.
        """
        if self.options.model:
            check_model(self.options)
        if self.options.authority:
            register_of(self.options)  # indexed here, once, and refused before anything is read
        with self.timed("compare"):
            hashes = self._hashes()
            there = graph_names(store)
            old = {each.path: each for each in before.inputs if each.article in there}
            known = ledger.articles()
            built = self._unchanged({path: each for path, each in old.items() if each.article in known}, hashes)
            if self.force or not before.made_like(self.options):
                built = {}
                ledger.reconsider()
        todo = [Path(path) for path in hashes if path not in built]
        self.progress.start(len(todo), len(built))
        editor = Editor(store)
        with self.timed("build"):
            self._read(ledger, todo, hashes, built)
        kept = self._kept(old, built)
        if not built and not kept:
            raise BuildError(_nothing(self.failures))
        if not built:
            raise BuildError(f"{_nothing(self.failures)}; the graph is left as it was")
        holds = built | kept
        held = {each.article for each in holds.values()}
        gone = graph_names(store) - held
        editor.replace(dict.fromkeys(sorted(gone), ()))
        with self.timed("identity"):
            for article in sorted(ledger.articles() - held):
                ledger.drop(article)
            self._write(ledger, editor, holds)
            editor.settle()
        manifest = Manifest(
            inputs=tuple(holds[path] for path in sorted(holds)),
            options=self.options.as_json(),
            pipeline=fingerprint(),
            versions=versions(),
            counts=_counts(store, holds.values()),
            warnings=tuple(self.warnings),
            timings=self.timings,
        )
        self.changed = bool(todo or gone) or replace(manifest, timings=before.timings) != before
        return manifest

    def _hashes(self) -> dict[str, str]:
        files, failures = inputs(self.sources, self.out)
        for failure in failures:
            self._fail(failure)
        hashes = {}
        for file in files:
            path = file.as_posix()
            try:
                hashes[path] = sha256_of(file)
            except OSError as error:
                why = f"cannot be read ({error.strerror}); check its permissions"
                self._fail(Failure(path, f"{path}: {why}"))
        return hashes

    def _unchanged(self, old: dict[str, Input], hashes: dict[str, str]) -> dict[str, Input]:
        return {path: each for path, each in old.items() if hashes.get(path) == each.sha256 and self._has_text(each)}

    def _has_text(self, input_: Input) -> bool:
        return input_.text is None or (self.out is not None and (self.out / input_.text).is_file())

    def _read(self, ledger: Ledger, todo: list[Path], hashes: dict[str, str], built: dict[str, Input]) -> None:
        """Read the inputs, put what they say into the ledger and themselves into ``built``."""
        first = {each.article: path for path, each in built.items()}
        for outcome in process(todo, self.options, self.jobs):
            if isinstance(outcome, Notice):
                self._warn(outcome.message)
                continue
            if isinstance(outcome, Failure):
                self._fail(outcome)
            elif self._is_first(outcome, first, built):
                ledger.put(outcome.iri, outcome.packed, outcome.stated)
                text = keep(self.out, outcome.transcript) if self.out and outcome.transcript is not None else None
                built[outcome.file] = _input(outcome, hashes[outcome.file], text)
            self.progress.done(outcome.file)

    def _write(self, ledger: Ledger, editor: Editor, holds: dict[str, Input]) -> None:
        """Write the articles whose things are new, or turn out to be others, where they belong."""
        waiting: dict[str, Iterable[Quad]] = {}
        for outcome in write(ledger.settle(), self.options, self.jobs):
            if isinstance(outcome, Notice):
                self._warn(outcome.message)
            elif isinstance(outcome, Failure):
                self._fail(outcome)
                holds.pop(outcome.file, None)
                editor.replace({outcome.iri: ()})
            else:
                waiting[outcome.iri] = outcome.quads
            if len(waiting) >= _TOGETHER:
                editor.replace(waiting)
                waiting = {}
        editor.replace(waiting)

    def _is_first(self, article: Article, first: dict[str, str], built: dict[str, Input]) -> bool:
        """Whether no file before it in the alphabet is the same article; what comes after gives way."""
        other = first.get(article.iri)
        if other is None or other > article.file:
            first[article.iri] = article.file
        if other is not None:
            earlier, later = sorted((article.file, other))
            built.pop(later, None)
            self._warn(f"{later}: the same article as {earlier}; left out")
        return other is None or other > article.file

    def _kept(self, old: dict[str, Input], built: dict[str, Input]) -> dict[str, Input]:
        """What failing inputs have given before: nothing already built is lost."""
        articles = {each.article for each in built.values()}
        failed = [failure.file.rstrip("/") for failure in self.failures]
        kept = {}
        for path, each in old.items():
            missing = path not in built and each.article not in articles
            if missing and any(path == file or path.startswith(f"{file}/") for file in failed):
                kept[path] = each
                self._warn(f"{path}: what was built from it before is kept")
        return kept

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self._warn(failure.message)

    def _warn(self, message: str) -> None:
        self.warnings.append(message)
        self.progress.warn(message)


def _input(article: Article, sha256: str, text: str | None) -> Input:
    said = (article.title, article.language, article.entities, article.facts, text)
    return Input(article.file, sha256, article.iri, *said)


def _nothing(failures: Sequence[Failure]) -> str:
    number = len(failures)
    return f"nothing could be built: {number} input{'s' * (number != 1)} failed, see above"


def _counts(store: Store, holds: Iterable[Input]) -> dict[str, int | dict[str, int]]:
    held = list(holds)
    kinds: dict[str, int] = {}
    answer = store.query(_KINDS, prefixes=dict(PREFIXES))
    assert isinstance(answer, QuerySolutions)
    for solution in answer:
        kinds[solution["kind"].value.removeprefix(PREFIXES["kg"])] = int(solution["number"].value)
    total = store.query("SELECT (COUNT(*) AS ?number) WHERE { ?s ?p ?o }")
    assert isinstance(total, QuerySolutions)
    return {
        "articles": len(held),
        "facts": sum(each.facts for each in held),
        "triples": int(next(total)["number"].value),
        "things": kinds,
    }
