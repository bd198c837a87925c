"""Which files to read: files and folders in, a sorted list of files out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from kg.documents.errors import DocumentError
from kg.documents.formats import ENDINGS

__all__ = ["find", "found"]


def find(sources: Sequence[str | Path], *, skip: Sequence[Path] = ()) -> list[Path]:
    """Return the documents among files and folders, sorted by path, each once.

    Folders are searched to any depth. Hidden files and folders and files with an unknown ending are
    passed over there; a file that is named itself is always taken. Links to folders are not followed.

    Args:
        sources: files and folders.
        skip: files and folders to leave out (the output folder, say), even where a source names them.

    Raises:
        DocumentError: a source does not exist or cannot be listed, or a folder holds no document.
    """
    files: dict[str, Path] = {}
    for source in sources:
        for real, file in found(Path(source), skip=skip).items():
            files.setdefault(real, file)
    return sorted(files.values(), key=Path.as_posix)


def found(
    source: Path, *, skip: Sequence[Path] = (), closed: Callable[[DocumentError], None] | None = None
) -> dict[str, Path]:
    """Return the documents of one source by where they really lie; see :func:`find`.

    Args:
        source: a file or a folder.
        skip: files and folders to leave out.
        closed: takes the error of a folder inside the source that cannot be listed, and the others are searched
            all the same; without it, the error is raised.
    """
    skipped = {os.path.realpath(path) for path in skip}
    lies = os.path.realpath(source)
    if not source.is_dir():
        if not source.exists():
            raise DocumentError(source, "no such file or folder", "check the path")
        return {} if _within(lies, skipped) else {lies: source}
    files: dict[str, Path] = {}
    refused: list[DocumentError] = []
    if not _within(lies, skipped):
        for real, file in _walk(str(source), lies, skipped, refused.append):
            files.setdefault(real, file)
    for error in refused:
        if closed is None or error.file == source.as_posix():
            raise error
        closed(error)
    if not files and not refused:
        known = ", ".join(sorted(ENDINGS))
        raise DocumentError(source, "no article in this folder", f"put files ending in {known} there")
    return files


def _walk(
    folder: str, lies: str, skipped: set[str], closed: Callable[[DocumentError], None]
) -> Iterator[tuple[str, Path]]:
    """Yield the documents in a folder that lies there; no system call a file, as there may be millions."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=attrgetter("name"))
    except OSError:
        closed(DocumentError(Path(folder), "the folder cannot be listed", "check its permissions"))
        return
    inside = os.path.join(lies, "")  # noqa: PTH118 (paths here are text: ten times as fast)
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if inside + name not in skipped:
                yield from _walk(entry.path, inside + name, skipped, closed)
        elif os.path.splitext(name)[1].lower() in ENDINGS and entry.is_file():  # noqa: PTH122
            if entry.is_symlink():
                real = os.path.realpath(entry.path)
                if _within(real, skipped):
                    continue
            elif (real := inside + name) in skipped:
                continue
            yield real, Path(entry.path)


def _within(real: str, skipped: set[str]) -> bool:
    """Tell whether this is one of some real paths, or lies within one."""
    return any(real == path or real.startswith(os.path.join(path, "")) for path in skipped)  # noqa: PTH118
