"""Which files to read: files and folders in, a sorted list of files out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.documents.errors import DocumentError
from kg.documents.formats import ENDINGS

__all__ = ["RealPaths", "find"]


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
    skipped = {path.resolve() for path in skip}
    real = RealPaths()
    found: dict[Path, Path] = {}
    for source in map(Path, sources):
        if source.is_dir():
            files = [path for path in _walk(source) if path.suffix.lower() in ENDINGS]
            kept = [path for path in files if not real.within(path, skipped)]
            if not kept:
                known = ", ".join(sorted(ENDINGS))
                raise DocumentError(source, "no article in this folder", f"put files ending in {known} there")
        elif source.exists():
            kept = [] if real.within(source, skipped) else [source]
        else:
            raise DocumentError(source, "no such file or folder", "check the path")
        for path in kept:
            found.setdefault(real.of(path), path)
    return sorted(found.values(), key=Path.as_posix)


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise DocumentError(
            Path(str(error.filename)), "the folder cannot be listed", "check its permissions"
        ) from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield path


class RealPaths:
    """Where paths lead; of many files in one folder, the folder is followed once."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """Return the absolute path without links."""
        if path.name in ("", "..") or path.is_symlink():
            return path.resolve()
        if (folder := self._folders.get(path.parent)) is None:
            folder = self._folders[path.parent] = path.parent.resolve()
        return folder / path.name

    def within(self, path: Path, folders: set[Path]) -> bool:
        """Tell whether a path leads to one of some real folders, or into one."""
        if not folders:
            return False
        real = self.of(path)
        return real in folders or not folders.isdisjoint(real.parents)
