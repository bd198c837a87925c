"""Gold files: what a careful reader finds in one article, written down by hand in YAML.

``docs/gold.md`` describes the format. Everything in a file is checked when it is read, so that a slip of the
pen does not look like an error of the extractors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg.errors import KgError, one_line
from kg.rdf.namespaces import class_iri, property_of

__all__ = [
    "ARTICLE",
    "Gold",
    "GoldClaim",
    "GoldEntity",
    "GoldError",
    "GoldLiteral",
    "GoldObservation",
    "GoldPosition",
    "GoldRelation",
    "Never",
    "find_gold",
    "read_gold",
]

ARTICLE = "article"
"""The key that stands for the article itself in relations and literals."""

ENDINGS = (".yaml", ".yml")
_LARGEST = 5_000_000
_CLOSABLE = ("positions", "claims", "observations")
"""Kinds that a gold file may call complete; entities and relations always are."""

_FIELDS = {
    "the file": {
        "article", "entities", "relations", "acceptable", "literals", "positions", "claims", "observations", "never",
        "complete",
    },
    "article": {"title", "file", "date", "source", "url"},
    "entity": {"type", "names", "optional"},
    "position": {"person", "title"},
    "claim": {"text", "claimant", "date"},
    "observation": {"measure", "value", "unit", "period", "qualifier", "area", "source", "kind"},
    "never": {"type", "name"},
}  # fmt: skip
"""What each entry can hold; anything else is a slip of the pen."""

_T = TypeVar("_T")


class GoldError(KgError):
    """A gold file cannot be read, or says something that makes no sense."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the article names.

    Attributes:
        key: what the file calls it.
        kind: local name of its class.
        names: any of these is right.
        optional: neither required nor wrong.
    """

    key: str
    kind: str
    names: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two keys."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class GoldLiteral:
    """A value that the article gives for a key's property."""

    subject: str
    predicate: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """A post that a person holds."""

    person: str
    title: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A statement somebody makes: words of it, and who and when where that is to be right too."""

    text: str
    claimant: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class GoldObservation:
    """A figure; what is ``None`` is not compared."""

    measure: str
    value: float
    unit: str | None = None
    period: str | None = None
    qualifier: str | None = None
    area: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """A wrong thing that a sloppy extractor says."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file.

    Attributes:
        path: the file.
        title: of the article.
        file: name of the article's file without its ending; empty where it is not given.
        entities: by key.
        relations: required.
        acceptable: neither required nor wrong.
        literals: required, as all that follow.
        never: must not be there.
        complete: kinds of which the file has all, so that others are wrong.
    """

    path: Path
    title: str
    file: str = ""
    entities: Mapping[str, GoldEntity] = field(default_factory=dict)
    relations: tuple[GoldRelation, ...] = ()
    acceptable: tuple[GoldRelation, ...] = ()
    literals: tuple[GoldLiteral, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    observations: tuple[GoldObservation, ...] = ()
    never: tuple[Never, ...] = ()
    complete: frozenset[str] = frozenset()


def find_gold(path: Path) -> list[Path]:
    """Return the gold files that a path stands for: itself, or those in the folder, in order.

    Raises:
        GoldError: there are none.
    """
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.suffix in ENDINGS and each.is_file())
        if not found:
            raise GoldError(f"{path}: no gold file in this folder; put files ending in {' or '.join(ENDINGS)} there")
        return found
    if not path.exists():
        raise GoldError(f"{path}: no such gold file or folder; check the path")
    return [path]


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        GoldError: it cannot be read; the message names the file and the entry.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise GoldError(f"{path}: larger than {_LARGEST // 1_000_000} MB; a gold file is written by hand")
        content = yaml.load(path.read_text("utf-8-sig"), _Loader)
    except OSError as error:
        raise GoldError(f"{one_line(error)}; check the path") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: not UTF-8; save it as UTF-8") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise GoldError(f"{path}: no YAML that can be read: {one_line(error)}") from None
    return _Reader(path).gold(content)


class _Loader(yaml.SafeLoader):
    """YAML's plain values alone: no objects, no aliases (a few lines of them can stand for gigabytes)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


class _Reader:
    """Takes the content of one file apart and says what is wrong with it, by entry."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entities: dict[str, GoldEntity] = {}

    def gold(self, content: object) -> Gold:
        top = self._mapping(content, "the file", "the file")
        article = self._mapping(top.get("article"), "article", "article")
        for key, value in self._mapping(top.get("entities", {}), "entities").items():
            self._entities[str(key)] = self._entity(str(key), value)
        known = self._entities
        return Gold(
            self._path,
            self._text(article, "title", "article"),
            _as_text(article.get("file", "")),
            known,
            self._all(top, "relations", self._relation),
            self._all(top, "acceptable", self._relation),
            self._all(top, "literals", self._literal),
            self._all(top, "positions", self._position),
            self._all(top, "claims", self._claim),
            self._all(top, "observations", self._observation),
            self._all(top, "never", self._never),
            frozenset(self._all(top, "complete", self._complete)),
        )

    def _wrong(self, where: str, what: str) -> GoldError:
        return GoldError(f"{self._path}: {where}: {what}")

    def _all(self, top: Mapping[Any, Any], name: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
        return tuple(read(each, f"{name} {number}") for number, each in self._numbered(top.get(name), name))

    def _numbered(self, value: object, name: str) -> Iterator[tuple[int, object]]:
        if value is None:
            return
        if not isinstance(value, list):
            raise self._wrong(name, "must be a list")
        yield from enumerate(value, 1)

    def _mapping(self, value: object, where: str, of: str = "") -> Mapping[Any, Any]:
        if not isinstance(value, dict):
            raise self._wrong(where, "must be a mapping (name: value)")
        if of and (unknown := [str(key) for key in value if key not in _FIELDS[of]]):
            raise self._wrong(where, f"{unknown[0]} is not one of {', '.join(sorted(_FIELDS[of]))}")
        return value

    def _text(self, mapping: Mapping[Any, Any], name: str, where: str) -> str:
        text = self._maybe(mapping, name, where)
        if not text:
            raise self._wrong(where, f"{name} is missing")
        return text

    def _maybe(self, mapping: Mapping[Any, Any], name: str, where: str) -> str | None:
        value = mapping.get(name)
        if isinstance(value, (dict, list)):
            raise self._wrong(where, f"{name} must be text")
        return None if value is None else _as_text(value)

    def _known(self, key: object, where: str) -> str:
        if str(key) != ARTICLE and str(key) not in self._entities:
            raise self._wrong(where, f"{key!r} is not under entities")
        return str(key)

    def _thing(self, mapping: Mapping[Any, Any], name: str, where: str) -> str | None:
        key = self._maybe(mapping, name, where)
        return None if key is None else self._known(key, where)

    def _kind(self, mapping: Mapping[Any, Any], where: str) -> str:
        kind = self._text(mapping, "type", where)
        try:
            class_iri(kind)
        except ValueError as error:
            raise self._wrong(where, str(error)) from None
        return kind

    def _entity(self, key: str, value: object) -> GoldEntity:
        where = f"entities {key}"
        entry = self._mapping(value, where, "entity")
        names = [_as_text(name) for _, name in self._numbered(entry.get("names"), f"{where} names")]
        if not names:
            raise self._wrong(where, "names is missing")
        return GoldEntity(key, self._kind(entry, where), tuple(names), bool(entry.get("optional", False)))

    def _triple(self, value: object, where: str, *, literal: bool) -> Sequence[Any]:
        if not isinstance(value, list) or len(value) != 3:
            raise self._wrong(where, "must be [subject, property, object]")
        self._known(value[0], where)
        try:
            if property_of(str(value[1])).takes_literal is not literal:
                kind = "a relation between two things" if literal else "a value, which belongs under literals"
                raise ValueError(f"{value[1]} is {kind}")
        except ValueError as error:
            raise self._wrong(where, str(error)) from None
        return value

    def _relation(self, value: object, where: str) -> GoldRelation:
        subject, predicate, object_ = self._triple(value, where, literal=False)
        return GoldRelation(str(subject), str(predicate), self._known(object_, where))

    def _literal(self, value: object, where: str) -> GoldLiteral:
        subject, predicate, text = self._triple(value, where, literal=True)
        return GoldLiteral(str(subject), str(predicate), _as_text(text))

    def _position(self, value: object, where: str) -> GoldPosition:
        entry = self._mapping(value, where, "position")
        return GoldPosition(self._known(self._text(entry, "person", where), where), self._text(entry, "title", where))

    def _claim(self, value: object, where: str) -> GoldClaim:
        entry = self._mapping(value, where, "claim")
        return GoldClaim(
            self._text(entry, "text", where), self._thing(entry, "claimant", where), self._maybe(entry, "date", where)
        )

    def _observation(self, value: object, where: str) -> GoldObservation:
        entry = self._mapping(value, where, "observation")
        number = entry.get("value")
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise self._wrong(where, f"value must be a number, not {number!r}")
        return GoldObservation(
            self._text(entry, "measure", where),
            float(number),
            *(self._maybe(entry, name, where) for name in ("unit", "period", "qualifier")),
            *(self._thing(entry, name, where) for name in ("area", "source")),
        )

    def _never(self, value: object, where: str) -> Never:
        entry = self._mapping(value, where, "never")
        return Never(self._kind(entry, where), self._text(entry, "name", where))

    def _complete(self, value: object, where: str) -> str:
        if value not in _CLOSABLE:
            raise self._wrong(where, f"must be one of {', '.join(_CLOSABLE)}")
        return str(value)


def _as_text(value: object) -> str:
    """YAML takes 2024-07-01 for a date and 2023 for a number; both are meant as written."""
    return str(value)
