"""Which files a build reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import OptionError, one_line
from kg.resolve.merges import MERGES_FILE, Merges, read_merges
from kg.run.articles import Failure
from kg.run.manifest import Manifest
from kg.written.file import WRITTEN

__all__ = ["JOURNAL", "LEDGER", "PRODUCTS", "TRANSCRIPTS", "foreign", "inputs", "merges_beside"]

LEDGER = Path("store", "names.sqlite")
"""Where the ledger lies in a graph folder."""

JOURNAL = Path("store", "reading.sqlite")
"""Where lies what a build that is going on, or was ended, has read."""

TRANSCRIPTS = "transcripts"
"""Where the transcripts of web pages and PDFs lie in a graph folder."""

PRODUCTS = ("graph.ttl", "graph.html", "build.json", "store", TRANSCRIPTS, WRITTEN)
"""What lies in a graph folder, and therefore is no article."""


def inputs(sources: Sequence[Path], out: Path | None) -> tuple[list[Path], list[Failure]]:
    """Return the files behind the sources, in order and once each, and the sources that give none.

    Args:
        sources: files and folders.
        out: the graph folder, which is no input even where it lies inside a source.
    """
    from kg import documents

    files: dict[str, Path] = {}
    failures: list[Failure] = []

    def fail(error: documents.DocumentError) -> None:
        failures.append(Failure(error.file.encode("utf-8", "replace").decode(), str(error)))

    for source in sources:
        try:
            found = documents.found(source, skip=_not_in(source, out), closed=fail)
        except documents.DocumentError as error:
            fail(error)
            continue
        named = source.is_file()
        for real, file in found.items():
            if named or not _is_product(file):
                files.setdefault(real, file)
    return sorted(files.values(), key=Path.as_posix), failures


def foreign(out: Path) -> Path | None:
    """Return a file in a folder that a build would write over though no build has made it."""
    if any((out / made).is_file() for made in (LEDGER, Path("store", "current"))):
        return None
    if Manifest.read(out / "build.json").pipeline:
        return None
    return next((out / name for name in ("graph.ttl", "graph.html", "build.json") if (out / name).exists()), None)


def _is_product(file: Path) -> bool:
    """Say whether a file lies in some graph folder, as what a build has put there."""
    folder, _, name = file.as_posix().rpartition("/")
    if name in PRODUCTS and (file.parent / "build.json").is_file():
        return True
    return folder.rpartition("/")[2] == TRANSCRIPTS and (file.parent.parent / "build.json").is_file()


def merges_beside(sources: Sequence[Path]) -> Merges:
    """Return what the ``merges.csv`` in the source folders, and beside source files, say.

    Raises:
        OptionError: one of them cannot be used.
    """
    files = dict.fromkeys((source if source.is_dir() else source.parent) / MERGES_FILE for source in sources)
    found = []
    for file in sorted(files):
        if file.is_file():
            try:
                found.append(read_merges(file))
            except (ValueError, OSError) as error:
                raise OptionError(one_line(error)) from None
    same = {pair for merges in found for pair in merges.same}
    different = {pair for merges in found for pair in merges.different}
    return Merges(tuple(sorted(same)), tuple(sorted(different)))


def _not_in(source: Path, out: Path | None) -> list[Path]:
    if out is None:
        return []
    # A graph folder inside a source is no part of it; of a graph folder around a source only what
    # builds write there is none.
    inside = source.resolve().is_relative_to(out.resolve())
    return [out / name for name in PRODUCTS] if inside else [out]
