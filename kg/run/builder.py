"""Building a graph: in memory for Python, in a folder for the command line."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.engine import Engine, Limits, open_engine
from kg.errors import BuildError, OptionError
from kg.rdf import BASE_IRI
from kg.run.articles import check_model, register_of
from kg.run.disk import full_disk_named
from kg.run.inputs import Inputs
from kg.run.journal import Journal
from kg.run.ledger import Ledger
from kg.run.manifest import Manifest, fingerprint, made_with, versions
from kg.run.options import Options
from kg.run.products import Products, load_page_writer
from kg.run.progress import Progress, Silent
from kg.run.sorting import Sorter
from kg.run.sources import JOURNAL, LEDGER, foreign, merges_beside
from kg.run.tally import Tally, counted
from kg.run.transcripts import sweep
from kg.run.update import Update
from kg.run.writing import agreed, territory
from kg.store import Editor, StoreWriter, union
from kg.written import WrittenFile

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["build", "build_into"]


def build(
    *sources: str | Path,
    out: str | Path | None = None,
    base_iri: str = BASE_IRI,
    language: str | None = None,
    model: str | None = None,
    min_confidence: float = 0.0,
    authority: Sequence[str | Path] = (),
    jobs: int = 1,
    force: bool = False,
    engine: str | None = None,
    scheduler: str | None = None,
) -> Graph:
    """Build the graph of some articles.

    >>> import kg
    >>> graph = kg.build("seeds")
    >>> graph.manifest.counts["articles"]
    1

    Args:
        sources: files and folders.
        out: the folder to build in, as ``kg build -o`` does; ``None`` builds in memory.
        base_iri: where entities live.
        language: BCP 47 tag that overrules the documents' own.
        model: name or folder of a spaCy model in place of the default, for the language that it reads.
        min_confidence: facts less sure than this are left out, from 0 to 1.
        authority: registers of known things besides our own: Turtle, CSV, or a ROR dump.
        jobs: processes to use.
        force: read everything again, changed or not.
        engine: ``local`` reads in this process, ``processes`` in others, which an input that crashes or never ends
            cannot harm; ``dask`` on a cluster. Without one, ``jobs`` decides between the first two.
        scheduler: address of the Dask scheduler.

    Returns:
        The graph. What could not be read is told in ``graph.manifest.warnings``.

    Raises:
        BuildError: nothing could be built.
        OptionError: an option has a value that cannot be used.
    """
    from kg.graph import Graph

    paths = [Path(source) for source in sources]
    if not paths:
        raise OptionError("give at least one file or folder to build from")
    registers = tuple(Path(file) for file in authority)
    options = Options(base_iri, language, model, min_confidence, registers, merges_beside(paths))
    if out is not None:
        build_into(Path(out), paths, options, jobs=jobs, force=force, engine=engine, scheduler=scheduler)
        return Graph.open(out)
    _check(options)
    store = Store()
    with ExitStack() as stack:
        reader, writer = _engines(stack, engine, jobs, Limits(), scheduler)
        update = Update(paths, None, options, force, Silent(), reader, writer)
        ledger = stack.enter_context(Ledger(None, options.merges))
        journal = stack.enter_context(Journal(None, ""))
        sorter = stack.enter_context(Sorter())
        try:
            holds = update.apply(Editor(store), sorter, ledger, journal, Manifest())
        except BuildError as error:
            raise BuildError("; ".join([str(error), *update.warnings])) from None
        triples, things = counted(union(store))
        return Graph(store, _manifest(update, holds, triples, things, inputs=True))


def build_into(
    out: Path,
    sources: Sequence[Path],
    options: Options,
    *,
    jobs: int = 1,
    force: bool = False,
    progress: Progress | None = None,
    engine: str | None = None,
    scheduler: str | None = None,
    limits: Limits | None = None,
    reader: Engine | None = None,
) -> tuple[Manifest, int]:
    """Build a graph folder, or bring one up to date.

    Inputs that are as they were are not read again. Inputs that fail keep what was built from them
    before; what was built of inputs that the sources no longer hold goes. The folder changes at the end,
    or not at all; what was read until then is kept beside it, so that a build that was ended goes on.

    Args:
        out: the graph folder; made when missing.
        sources: files and folders.
        options: how to build.
        jobs: processes to use.
        force: read everything again, changed or not.
        progress: is told how it goes on.
        engine: of :data:`kg.engine.ENGINES`; without one, this process where ``jobs`` is 1, else others.
        scheduler: address of the Dask scheduler.
        limits: of what one input may take, where it is not read in this process.
        reader: the engine, where it was opened before; it is left open.

    Returns:
        What the folder then holds, but for the inputs, which ``build.json`` has; and how many inputs failed.

    Raises:
        BuildError: nothing could be built; the folder is as it was.
        GraphError: somebody else is writing there.
        OSError: the disk is full, or the folder may not be written; the graph there is as it was.
    """
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out}: this is a file; name a folder to build in")
    if stranger := foreign(out):
        raise BuildError(f"{stranger}: no graph that kg build made; move it away, or name another folder")
    _check(options)
    progress = progress or Silent()
    new = not out.exists()
    try:
        with ExitStack() as stack:
            stack.enter_context(full_disk_named(out))
            reader, writer = _engines(stack, engine, jobs, limits or Limits(), scheduler, reader)
            update = Update(sources, out, options, force, progress, reader, writer, load_page_writer)
            return _built_into(out, update, options), len(update.failures)
    except (BuildError, OptionError):
        if new:  # nor is an empty folder left
            shutil.rmtree(out, ignore_errors=True)
        raise


def _built_into(out: Path, update: Update, options: Options) -> Manifest:
    with ExitStack() as stack:
        folder = stack.enter_context(StoreWriter(out / "store", lambda: agreed(out)))
        products = Products(out, folder)
        products.finish()
        ledger = stack.enter_context(Ledger(out / LEDGER, options.merges))
        if ledger.generation != folder.generation:  # one of them is lost or broken
            ledger.clear()
            folder.clear()
        before = Manifest.from_json(ledger.kept("manifest"))
        journal = stack.enter_context(Journal(out / JOURNAL, made_with(options), anew=update.force))
        sorter = stack.enter_context(Sorter(folder.scratch))
        editor = Editor(folder.store)
        written = WrittenFile(out, territory(ledger, options.base_iri))
        brought = written.bring(folder.store, editor, ledger)
        holds = update.apply(editor, sorter, ledger, journal, before)
        shown = products.shows(ledger, written.stamp)
        wanted = update.changed or brought or not shown or not products.there()
        if wanted:
            with update.timed("turtle"):
                products.write_turtle(update.progress, ledger, editor, sorter)
        tally = Tally(ledger)
        manifest = _manifest(update, holds, tally.triples, tally.things)
        if wanted:
            with update.timed("page"):
                products.write_page(update.progress, manifest, tally, holds, ledger, written.stamp)
        if wanted or not manifest.same_as(before):
            products.commit(ledger, manifest, holds)
        products.clear()
        journal.finish()
        sweep(out)
        return manifest


def _check(options: Options) -> None:
    if options.model:
        check_model(options)
    if options.authority:
        register_of(options)  # indexed here, once, and refused before anything is read


def _engines(
    stack: ExitStack,
    engine: str | None,
    jobs: int,
    limits: Limits,
    scheduler: str | None,
    reader: Engine | None = None,
) -> tuple[Engine, Engine]:
    """What reads, and what writes: a cluster is for reading."""
    name = engine or ("local" if jobs == 1 and scheduler is None else "processes")
    reader = reader or stack.enter_context(open_engine(name, jobs, limits, scheduler))
    if name == "dask":
        return reader, stack.enter_context(open_engine("processes", jobs, limits))
    return reader, reader


def _manifest(update: Update, holds: Inputs, triples: int, things: dict[str, int], *, inputs: bool = False) -> Manifest:
    return Manifest(
        inputs=tuple(holds) if inputs else (),
        options=update.options.as_json(),
        pipeline=fingerprint(),
        versions=versions(),
        counts={"articles": len(holds), "facts": holds.facts, "triples": triples, "things": things},
        warnings=tuple(update.warnings),
        failed=update.failed,
        slow=update.slow,
        timings=update.timings,
    )
