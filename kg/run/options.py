"""What a build can be told."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.documents.languages import READ
from kg.errors import OptionError
from kg.rdf import BASE_IRI, checked_base_iri
from kg.resolve.merges import Merges

__all__ = ["Options", "sha256_of"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Options:
    """The choices that decide what a graph holds; two builds with equal ones agree to the byte.

    Attributes:
        base_iri: where entities live; ends in ``/`` or ``#``.
        language: ``zh`` or ``en``, or a BCP 47 tag that begins so, which overrules the documents' own;
            ``None`` leaves it to them.
        model: name or folder of a spaCy model in place of the default, for the language that it reads.
        min_confidence: facts less sure than this are left out, from 0 to 1.
        authority: registers of known things besides our own, the first preferred.
        merges: what a person decided about names.

    Raises:
        OptionError: a value cannot be used.
    """

    base_iri: str = BASE_IRI
    language: str | None = None
    model: str | None = None
    min_confidence: float = 0.0
    authority: tuple[Path, ...] = ()
    merges: Merges = field(default_factory=Merges)

    def __post_init__(self) -> None:
        try:
            checked_base_iri(self.base_iri)
        except ValueError as error:
            raise OptionError(str(error)) from None
        if self.language is not None:
            base = self.language.partition("-")[0].lower()
            if base not in READ or not _LANGUAGE.fullmatch(self.language):
                raise OptionError(f"language {self.language!r}: give {' or '.join(READ)}, which are what is read")
            object.__setattr__(self, "language", base)
        if not 0 <= self.min_confidence <= 1:
            raise OptionError(f"minimum confidence {self.min_confidence}: give a number from 0 to 1")

    def as_json(self) -> dict[str, Any]:
        """Return them for ``build.json``: of files, the name and the hash of their bytes."""
        told = {name: getattr(self, name) for name in ("base_iri", "language", "min_confidence")}
        told["model"] = [self.model, _model_digest(self.model)] if self.model else None
        told["authority"] = [[file.as_posix(), sha256_of(file)] for file in self.authority]
        decided = json.dumps([sorted(self.merges.same), sorted(self.merges.different)], ensure_ascii=False)
        told["merges"] = hashlib.sha256(decided.encode()).hexdigest() if self.merges else None
        return told


def _model_digest(model: str) -> str:
    """Return a hash of the files of a spaCy model, so that another one of the same name is another model."""
    folder = Path(model)
    if not folder.is_dir():
        found = find_spec(model) if model.isidentifier() else None
        places = found.submodule_search_locations if found else None
        folder = Path(places[0]) if places else folder
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + sha256_of(file).encode())
    return digest.hexdigest()


def sha256_of(file: Path) -> str:
    """Return the hash of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
