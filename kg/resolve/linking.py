"""Which names are names of one thing, from what all documents say: full names first, then what only abbreviates them.

Every step looks at all names together and none at the order in which they came, so the same documents give the same
links, however they are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.keys import has_han, is_acronym
from kg.resolve.merges import Merges
from kg.resolve.signatures import EDITION_MARK, Label, Signature

__all__ = ["Decision", "Links", "link"]

_SHORTEST_SHARED = 4
"""Letters that an abbreviation needs to join a Chinese and an English full name by itself: shorter ones are too often
shared by chance."""

_ALIKE = 0.6
"""Share of character pairs that two Chinese renderings of one foreign name have in common (Dice coefficient)."""

_YEAR_DIGITS = 4
"""From so many digits on, an edition is a year and not a number."""

_FULL_LATIN = 3
"""Words that make a Latin name say enough to join two Chinese renderings of it."""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Two names that could be one thing's, and what was made of it.

    Attributes:
        rule: its name.
        one: a name.
        other: another.
        accepted: whether they were taken for one thing's.
        why: for people to read.
    """

    rule: str
    one: str
    other: str
    accepted: bool
    why: str


class _Sets:
    """Disjoint sets of keys; a set is known by its smallest member."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        parent = self._parent.setdefault(key, key)
        while parent != self._parent[parent]:
            self._parent[key] = parent = self._parent[parent]
        return parent

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def members(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._parent:
            found[self.root(key)].add(key)
        return found

    def copy(self) -> _Sets:
        copied = _Sets()
        copied._parent = dict(self._parent)
        return copied


@dataclass(frozen=True)
class Links:
    """Names grouped by thing.

    Attributes:
        root: for every key of a full name, the key that stands for its group.
        decisions: how the groups came about.
    """

    root: Mapping[str, str]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Proposal:
    rule: str
    one: str
    other: str
    why: str


def link(signatures: Sequence[Signature], merges: Merges) -> Links:
    """Group the names in some signatures of one class.

    Args:
        signatures: all that share a name with one of them, directly or through others.
        merges: what a person decided.
    """
    return _Linker(signatures, merges).run()


class _Linker:
    def __init__(self, signatures: Sequence[Signature], merges: Merges) -> None:
        self._signatures = sorted(signatures)
        self._merges = merges
        self._kind = self._signatures[0].family
        self._sets = _Sets()
        self._texts: dict[str, str] = {}
        self._claims: defaultdict[str, set[str]] = defaultdict(set)
        for signature in self._signatures:
            first = signature.heads[0].key
            for label in signature.heads:
                self._sets.root(label.key)
                self._texts[label.key] = _shown(label)
            for label in signature.aliases:
                self._texts.setdefault(label.key, _shown(label))
                self._claims[label.key].add(first)
        self._decisions: dict[Decision, None] = {}

    def run(self) -> Links:
        self._settle(self._said())
        self._settle(self._full_names())
        self._abbreviations()
        self._settle(self._across_languages())
        self._abbreviations()
        roots = {key: self._sets.root(key) for key in list(self._sets._parent)}
        return Links(roots, tuple(self._decisions))

    def _said(self) -> list[_Proposal]:
        found = []
        for key in sorted(self._texts):
            for other in self._merges.same_keys(key, self._kind):
                if other in self._texts:
                    self._sets.root(key)
                    found.append(_Proposal("merges", key, other, "merges.csv says same"))
        return found

    def _full_names(self) -> list[_Proposal]:
        return [
            _Proposal("full names", signature.heads[0].key, label.key, "one document gives both as its full names")
            for signature in self._signatures
            for label in signature.heads[1:]
        ]

    def _abbreviations(self) -> None:
        """Join what goes by a second name alone to the one thing that claims it, until nothing more can be joined."""
        while True:
            proposals = []
            for key, claimants in self._claimants():
                if key not in self._sets._parent:
                    continue
                others = claimants - {self._sets.root(key)}
                if len(others) == 1:
                    why = "one thing has this second name"
                    proposals.append(_Proposal("second name", key, next(iter(others)), why))
            if not self._settle(proposals):
                break
        for key, claimants in self._claimants():
            own = {self._sets.root(key)} if key in self._sets._parent else set()
            if len(claimants - own) > 1:
                for other in sorted(claimants - own):
                    self._note("second name", key, other, False, f"{len(claimants - own)} things have this second name")

    def _across_languages(self) -> list[_Proposal]:
        """Join two full names that share a second name which is not shared by chance."""
        found: dict[tuple[str, str], _Proposal] = {}
        members = self._sets.members()
        partners: defaultdict[str, set[str]] = defaultdict(set)
        for key, claimants in self._claimants():
            name = self._texts[key]
            if len(claimants) != 2 and is_acronym(name):
                continue
            if is_acronym(name):
                one, other = sorted(claimants)
                letters = sum(c.isalpha() for c in name)
                if letters >= _SHORTEST_SHARED and self._languages(members[one]) ^ self._languages(members[other]) == {
                    True,
                    False,
                }:
                    why = f"a Chinese and an English full name share {name}, and no other does"
                    found[one, other] = _Proposal("shared abbreviation", one, other, why)
                    partners[one].add(other)
                    partners[other].add(one)
            elif len(claimants) > 1 and not has_han(name) and len(name.split()) >= _FULL_LATIN:
                first, *rest = sorted(claimants)
                if all(self._alike(members[first], members[other]) for other in rest):
                    for other in rest:
                        why = f"two renderings of {name}"
                        found[first, other] = _Proposal("renderings", first, other, why)
        return [
            proposal
            for proposal in found.values()
            if proposal.rule != "shared abbreviation"
            or (len(partners[proposal.one]) == 1 and len(partners[proposal.other]) == 1)
        ]

    def _claimants(self) -> list[tuple[str, set[str]]]:
        return [(key, {self._sets.root(head) for head in heads}) for key, heads in sorted(self._claims.items())]

    def _languages(self, keys: Iterable[str]) -> set[bool]:
        """Whether the full names of a group are Chinese, Latin, or both."""
        return {has_han(self._texts[key]) for key in keys if not is_acronym(self._texts[key])}

    def _alike(self, one: Iterable[str], other: Iterable[str]) -> bool:
        return any(
            # Names that begin otherwise are of two countries or cities, however much alike the rest is.
            self._texts[a][0] == self._texts[b][0] and _dice(self._texts[a], self._texts[b]) >= _ALIKE
            for a in one
            for b in other
            if has_han(self._texts[a]) and has_han(self._texts[b])
        )

    # -- joining -------------------------------------------------------------------------------------

    def _settle(self, proposals: Sequence[_Proposal]) -> bool:
        """Join what is proposed, all at once, but for groups that would hold what must stay apart."""
        proposed = self._sets.copy()
        for proposal in proposals:
            proposed.join(proposal.one, proposal.other)
        members = proposed.members()
        refused = {root: why for root, keys in members.items() if (why := self._conflict(keys))}
        joined = False
        for proposal in proposals:
            why = refused.get(proposed.root(proposal.one), "") if proposal.rule != "merges" else ""
            apart = self._sets.root(proposal.one) != self._sets.root(proposal.other)
            self._note(proposal.rule, proposal.one, proposal.other, not why, why or proposal.why)
            if not why and apart:
                self._sets.join(proposal.one, proposal.other)
                joined = True
        return joined

    def _conflict(self, keys: set[str]) -> str:
        entries = sorted(key for key in keys if key.startswith("="))
        if len(entries) > 1:
            return f"{' and '.join(self._texts[key] for key in entries)} are two entries of the register"
        for key in sorted(keys):
            if keys.intersection(self._merges.different_keys(key, self._kind)):
                return "merges.csv says different"
        editions = {key.partition(EDITION_MARK)[2] for key in keys}
        if len(editions) > 1 and "" in editions:
            return "one is an edition, the other its series"
        if sum(len(edition) >= _YEAR_DIGITS for edition in editions) > 1:
            return "they are two editions"
        return ""

    def _note(self, rule: str, one: str, other: str, accepted: bool, why: str) -> None:
        names = self._texts.get(one, one), self._texts.get(other, other)
        if names[0] != names[1]:
            self._decisions[Decision(rule, *names, accepted, why)] = None


def _shown(label: Label) -> str:
    edition = label.key.partition(EDITION_MARK)[2]
    return f"{label.text} {edition}".strip()


def _dice(one: str, other: str) -> float:
    first, second = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    return 2 * len(first & second) / max(1, len(first) + len(second))
