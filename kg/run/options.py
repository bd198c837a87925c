"""What a build can be told."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from kg.errors import OptionError
from kg.rdf import BASE_IRI, checked_base_iri

__all__ = ["Options"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Options:
    """The choices that decide what a graph holds; two builds with equal ones agree to the byte.

    Attributes:
        base_iri: where entities live; ends in ``/`` or ``#``.
        language: BCP 47 tag that overrules the documents' own; ``None`` leaves it to them.
        model: name or folder of a spaCy model in place of the default.
        min_confidence: facts less sure than this are left out, from 0 to 1.

    Raises:
        OptionError: a value cannot be used.
    """

    base_iri: str = BASE_IRI
    language: str | None = None
    model: str | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        try:
            checked_base_iri(self.base_iri)
        except ValueError as error:
            raise OptionError(str(error)) from None
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise OptionError(f"language {self.language!r}: give a tag such as zh or en")
        if not 0 <= self.min_confidence <= 1:
            raise OptionError(f"minimum confidence {self.min_confidence}: give a number from 0 to 1")

    def as_json(self) -> dict[str, str | float | None]:
        """Return them for ``build.json``."""
        return asdict(self)
