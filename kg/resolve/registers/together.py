"""Several registers asked as one: a thing that two of them know is one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kg.resolve.authority import Candidate, Entry, Register
from kg.resolve.keys import is_acronym

__all__ = ["Registers"]


class Registers:
    """Registers in the order in which they are believed.

    A thing of an earlier register that a later one knows too, by a Wikidata item or a full name, has the later one's
    node, so that a user's register adds names to our own things instead of doubling them.

    Args:
        registers: the first is preferred.
    """

    def __init__(self, registers: Sequence[Register]) -> None:
        self._registers = tuple(registers)
        self._home = lru_cache(maxsize=1 << 14)(self._found_home)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, most likely first."""
        found: dict[str, Candidate] = {}
        for level, register in enumerate(self._registers):
            for candidate in register.candidates(name):
                entry = self._home(level, candidate.entry)
                known = found.get(entry.iri)
                if known is None:
                    found[entry.iri] = Candidate(entry, candidate.ambiguous)
                elif known.ambiguous and not candidate.ambiguous:
                    found[entry.iri] = Candidate(known.entry, False)
        return tuple(sorted(found.values(), key=lambda candidate: candidate.ambiguous))

    def get(self, iri: str) -> Entry | None:
        """Return the thing of that IRI, if it is known."""
        for level, register in enumerate(self._registers):
            if entry := register.get(iri):
                return self._home(level, entry)
        return None

    def names(self) -> Iterator[tuple[str, Entry, bool]]:
        """Return every name, what it names, and whether it is ambiguous."""
        for register in self._registers:
            yield from register.names()

    def spotted(self) -> Iterator[tuple[str, Any, bool]]:
        """Return the same with no more of each entry than finding its names takes."""
        for register in self._registers:
            light = getattr(register, "spotted", None)
            yield from light() if light else register.names()

    def _found_home(self, level: int, entry: Entry) -> Entry:
        for later, register in enumerate(self._registers[level + 1 :], level + 1):
            other = self._same(entry, register)
            if other is not None:
                home = self._home(later, other)
                return replace(
                    home,
                    names=tuple(dict.fromkeys((*home.names, *entry.names))),
                    same_as=tuple(sorted({*home.same_as, *entry.same_as})),
                )
        return entry

    def _same(self, entry: Entry, register: Register) -> Entry | None:
        for name in entry.names:
            for candidate in register.candidates(name.text):
                other = candidate.entry
                if other.kind is not entry.kind:
                    continue
                linked = set(entry.same_as) & set(other.same_as)
                items = [{iri for iri in each.same_as if "wikidata.org" in iri} for each in (entry, other)]
                if linked or (not candidate.ambiguous and not is_acronym(name.text) and not (items[0] and items[1])):
                    return other
        return None
