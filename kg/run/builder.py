"""Building a graph: in memory for Python, in a folder for the command line."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.errors import BuildError, OptionError
from kg.rdf import BASE_IRI
from kg.run.ledger import Ledger
from kg.run.manifest import Manifest
from kg.run.options import Options
from kg.run.progress import Progress, Silent
from kg.run.sources import LEDGER, merges_beside
from kg.run.transcripts import sweep
from kg.run.update import Update
from kg.store import StoreWriter, union

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["build", "build_into"]

_FILES = ("graph.ttl", "graph.html", "build.json")


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
        jobs: processes to use. More than one needs the usual ``if __name__ == "__main__":`` in scripts.
        force: read everything again, changed or not.

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
        build_into(Path(out), paths, options, jobs=jobs, force=force)
        return Graph.open(out)
    store = Store()
    update = Update(paths, None, options, jobs, force, Silent())
    try:
        with Ledger(None, options.merges) as ledger:
            return Graph(store, update.apply(store, Manifest(), ledger))
    except BuildError as error:
        raise BuildError("; ".join([str(error), *update.warnings])) from None


def build_into(
    out: Path,
    sources: Sequence[Path],
    options: Options,
    *,
    jobs: int = 1,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[Manifest, int]:
    """Build a graph folder, or bring one up to date.

    Inputs that are as they were are not read again. Inputs that fail keep what was built from them
    before; what was built of inputs that the sources no longer hold goes. The folder changes at the end,
    or not at all.

    Args:
        out: the graph folder; made when missing.
        sources: files and folders.
        options: how to build.
        jobs: processes to use.
        force: read everything again, changed or not.
        progress: is told how it goes on.

    Returns:
        What the folder then holds, and how many inputs failed.

    Raises:
        BuildError: nothing could be built; the folder is as it was.
        GraphError: somebody else is writing there.
        OSError: the disk is full, or the folder may not be written; the graph there is as it was.
    """
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out}: this is a file; name a folder to build in")
    progress = progress or Silent()
    update = Update(sources, out, options, jobs, force, progress)
    new = not out.exists()
    try:
        with StoreWriter(out / "store") as writer, Ledger(out / LEDGER, options.merges) as ledger:
            if ledger.generation != writer.generation:  # a build was ended between the two
                ledger.clear()
            before = Manifest.read(out / "build.json")
            try:
                manifest = update.apply(writer.store, before, ledger)
                if update.changed or not all((out / name).exists() for name in (*_FILES, "store")):
                    progress.stage("writing")
                    _write(out, writer, manifest, update, ledger)
            finally:
                sweep(out)
    except BaseException:
        if new:  # nor is an empty folder left
            shutil.rmtree(out, ignore_errors=True)
        raise
    return manifest, len(update.failures)


def _write(out: Path, writer: StoreWriter, manifest: Manifest, update: Update, ledger: Ledger) -> None:
    """Write all products aside, then put all of them in place."""
    aside = out / "store" / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        with update.timed("turtle"):
            write_turtle(writer.store, aside / "graph.ttl")
        with update.timed("page"):
            write_page(writer.store, aside / "graph.html", manifest)
        (aside / "build.json").write_text(replace(manifest, timings=update.timings).as_json(), "utf-8")
        writer.commit(ledger.commit)
        for name in _FILES:
            (aside / name).replace(out / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_turtle(store: Store, file: Path) -> None:
    """Write the whole graph as Turtle; the same graph gives the same bytes."""
    from kg import rdf

    with file.open("wb") as stream:
        rdf.write_turtle(union(store), stream)


def write_page(store: Store, file: Path, manifest: Manifest) -> None:
    """Write the interactive page of the whole graph."""
    from kg.graph import Graph

    Graph(store, manifest).write_page(file)
