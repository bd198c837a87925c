"""Which files a build reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.run.articles import Failure

__all__ = ["PRODUCTS", "inputs"]

PRODUCTS = ("graph.ttl", "graph.html", "build.json", "store")
"""What a build writes into its folder, and therefore never reads from it."""


def inputs(sources: Sequence[Path], out: Path | None) -> tuple[list[Path], list[Failure]]:
    """Return the files behind the sources, in order and once each, and the sources that give none.

    Args:
        sources: files and folders.
        out: the graph folder, which is no input even where it lies inside a source.
    """
    from kg import documents

    files: dict[Path, Path] = {}
    failures: list[Failure] = []
    for source in sources:
        try:
            found = documents.find([source], skip=_not_in(source, out))
        except documents.DocumentError as error:
            failures.append(Failure(source.as_posix(), str(error)))
            continue
        for file in found:
            files.setdefault(file.resolve(), file)
    return sorted(files.values(), key=Path.as_posix), failures


def _not_in(source: Path, out: Path | None) -> list[Path]:
    if out is None:
        return []
    # A graph folder inside a source is no part of it; of a graph folder around a source only what
    # builds write there is none.
    inside = source.resolve().is_relative_to(out.resolve())
    return [out / name for name in PRODUCTS] if inside else [out]
