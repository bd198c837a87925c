"""``merges.csv``: what a person decided about two names, which overrules every rule."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.model import Kind
from kg.resolve.keys import identity_key, name_key

__all__ = ["MERGES_FILE", "Merges", "read_merges"]

MERGES_FILE = "merges.csv"


@dataclass(frozen=True)
class Merges:
    """Pairs of names that are the same thing, and pairs that are not.

    Args:
        same: two names of one thing.
        different: names of two things.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    _cache: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    def apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Tell whether names of one thing and names of another were said to be different things."""
        if not self.different:
            return False
        left, right = ({name_key(name) for name in names} for names in (one, other))
        return any((a in left and b in right) or (b in left and a in right) for a, b in self._different)

    def also(self, name: str) -> tuple[str, ...]:
        """Return the names said to be the same thing as this one."""
        return self._same.get(name_key(name), ())

    def same_keys(self, key: str, kind: Kind) -> tuple[str, ...]:
        """Return the identity keys of a class that were said to be the same thing as this one."""
        return self._pairs(kind, "same").get(key, ())

    def different_keys(self, key: str, kind: Kind) -> tuple[str, ...]:
        """Return the identity keys of a class that were said to be another thing than this one."""
        return self._pairs(kind, "different").get(key, ())

    @cached_property
    def _different(self) -> tuple[tuple[str, str], ...]:
        return tuple((name_key(a), name_key(b)) for a, b in self.different)

    @cached_property
    def _same(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for a, b in self.same:
            for one, other in ((a, b), (b, a)):
                found[name_key(one)] = (*found.get(name_key(one), ()), other)
        return found

    def _pairs(self, kind: Kind, what: str) -> dict[str, tuple[str, ...]]:
        compared = Kind.ORGANIZATION if kind is Kind.ORGANIZATION else Kind.PERSON
        known = self._cache.get(f"{what} {compared}")
        if isinstance(known, dict):
            return known
        found: dict[str, tuple[str, ...]] = {}
        for a, b in self.same if what == "same" else self.different:
            left, right = identity_key(a, compared), identity_key(b, compared)
            for one, other in ((left, right), (right, left)):
                found[one] = (*found.get(one, ()), other)
        self._cache[f"{what} {compared}"] = found
        return found


def read_merges(file: Path) -> Merges:
    """Read a ``merges.csv``: ``same`` or ``different``, a name, a name; ``#`` begins a remark.

    Args:
        file: UTF-8, with or without a header line.

    Raises:
        ValueError: a line says something else; the message names file and line.
        OSError: it cannot be read.
    """
    pairs: dict[str, dict[tuple[str, str], None]] = {"same": {}, "different": {}}
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file}: not UTF-8; save it as UTF-8") from None
    reader = csv.reader(text.splitlines(), skipinitialspace=True)
    for row in reader:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or (reader.line_num == 1 and _is_header(cells)):
            continue
        cells[0] = cells[0].lower()
        if len(cells) != 3 or cells[0] not in pairs or not (cells[1] and cells[2]):
            raise ValueError(f"{file}:{reader.line_num}: write same or different, then two names: same,NAME,NAME")
        if cells[0] == "different" and name_key(cells[1]) == name_key(cells[2]):
            raise ValueError(f"{file}:{reader.line_num}: both names are one: {cells[1]}")
        verdict, one, other = cells
        opposite = pairs["different" if verdict == "same" else "same"]
        if (one, other) in opposite or (other, one) in opposite:
            raise ValueError(f"{file}:{reader.line_num}: {one} and {other} are said to be the same, and different")
        pairs[verdict][(one, other)] = None
    return Merges(tuple(pairs["same"]), tuple(pairs["different"]))


def _is_header(cells: list[str]) -> bool:
    """Say whether a first line names the columns; a verdict that is misspelt there is none."""
    titled = len(cells) == 3 and all("name" in cell.lower() or "名" in cell for cell in cells[1:])
    return titled and cells[0].lower() not in ("same", "different")
