"""What a file says of its article before the article itself: title, outlet, address, day, authors."""

from __future__ import annotations

from dataclasses import dataclass

from kg.documents.mapped import Mapped
from kg.model import Field

__all__ = ["About"]


@dataclass(slots=True)
class About:
    """What is known of an article before its body is read.

    Attributes:
        title: the title; ``None`` to take the first heading, or the file's name.
        outlet: who published it.
        url: where.
        date: when.
        authors: who wrote it.
        signed: a line that names who wrote it.
    """

    title: Mapped | None = None
    outlet: Field | None = None
    url: Field | None = None
    date: Field | None = None
    authors: tuple[Field, ...] = ()
    signed: Mapped | None = None
