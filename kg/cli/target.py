"""The file that a command writes: there as a whole in the end, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OptionError

__all__ = ["spare", "whole"]


def spare(out: Path, target: Path) -> None:
    """See to it that no command writes over what ``kg build`` keeps in a graph folder.

    Args:
        out: the graph folder.
        target: what is to be written, a file or a folder.

    Raises:
        OptionError: it is one of these.
    """
    from kg.run.sources import PRODUCTS

    place, folder = target.resolve(), out.resolve()
    if place.is_relative_to(folder) and place.relative_to(folder).parts[:1] in [(name,) for name in PRODUCTS]:
        raise OptionError(f"{target}: kg build keeps that file; give another name")


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Yield a path beside the target; what is written there becomes the target at the end of the block.

    Raises:
        OptionError: the target is a folder, a device or the like.
        OSError: it cannot be written; what was there before still is.
    """
    if target.is_dir():
        raise OptionError(f"{target}: this is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise OptionError(f"{target}: this is no file; name one")
    aside = target.with_name(f".{target.name}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield aside
        aside.replace(target)
    except OSError as error:
        if error.filename is None or error.filename == str(aside):
            error.filename = str(target)
        raise
    finally:
        aside.unlink(missing_ok=True)
