"""A full disk, whichever library meets it, as the one error that it is."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["full_disk_named"]

_SAID = ("no space left on device", "database or disk is full", "disk quota exceeded", "file too large")


@contextmanager
def full_disk_named(folder: Path) -> Iterator[None]:
    """Raise what says that the disk is full as an ``OSError`` that names the folder.

    Args:
        folder: that is written.
    """
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        text = str(error).lower()
        number = getattr(error, "errno", None)
        if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(said in text for said in _SAID):
            place = getattr(error, "filename", None) or str(folder)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place) from error
        if isinstance(error, sqlite3.OperationalError) and "disk i/o error" in text:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder)) from error
        raise
