"""The authority register: what well-known organizations, places and recurring events are called.

The register itself is ``ontology/authority.ttl``; its head says how an entry is written. Here it is read into plain
values and indexed by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from pyoxigraph import Literal, RdfFormat, parse

from kg.model import Kind, Name
from kg.resolve.keys import name_key
from kg.resources import ontology_dir

__all__ = ["Authority", "Candidate", "Entry", "Register", "default_authority", "name_key", "read_register"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_KG = "https://w3id.org/wenpu/ontology#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PREFERRED = _SKOS + "prefLabel"
_ALTERNATIVE = _SKOS + "altLabel"
_HIDDEN = _SKOS + "hiddenLabel"
_CODE = _SKOS + "notation"
_PARENT = _KG + "subOrganizationOf"
_LOCATION = _KG + "location"
_CONTAINER = "https://schema.org/containedInPlace"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

_Described: TypeAlias = dict[str, list[Any]]
"""What is said of one node: RDF terms by predicate."""

_KINDS = {_KG + kind.value: kind for kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the register.

    Attributes:
        iri: the node that it has in every graph.
        kind: its class: an organization, a place or an event.
        preferred: its preferred names, one a language, Chinese first.
        names: all names that mean it wherever they stand, the preferred ones first.
        ambiguous: names that mean it only where the text around them says so.
        parent: IRI of the body that it belongs to, of a place the next larger place; or empty.
        country: IRI of the country where it is at home; or empty.
        code: of a country, ISO 3166-1 alpha-2; or empty.
        same_as: IRIs of the same thing elsewhere.
        qualifier: what tells it from another entry of its class and preferred name; or empty.
    """

    iri: str
    kind: Kind
    preferred: tuple[Name, ...]
    names: tuple[Name, ...]
    ambiguous: tuple[Name, ...] = ()
    parent: str = ""
    country: str = ""
    code: str = ""
    same_as: tuple[str, ...] = ()
    qualifier: str = ""

    def name(self, lang: str) -> str:
        """Return the preferred name in a language, or else in another."""
        return next((name.text for name in self.preferred if name.lang == lang), self.preferred[0].text)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may mean.

    Attributes:
        entry: the thing.
        ambiguous: whether the name means it only where the text around says so.
    """

    entry: Entry
    ambiguous: bool


class Register(Protocol):
    """Known things, by name and by IRI, wherever they are kept."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name may mean, most likely first."""

    def get(self, iri: str) -> Entry | None:
        """Return the thing of that IRI, if it is known."""

    def names(self) -> Iterator[tuple[str, Entry, bool]]:
        """Return every name, what it names, and whether it is ambiguous; the ambiguous ones last."""


@dataclass(frozen=True)
class Authority:
    """Known things, by name and by IRI.

    Args:
        entries: the things, in the order in which they are to be preferred.
    """

    entries: tuple[Entry, ...]
    _by_iri: Mapping[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_iri", {entry.iri: entry for entry in self.entries})

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return what is called so, most likely first: things that the name always means, then the others.

        The whole name has to agree but for width, case, blanks, interpuncts, Traditional characters and the shape of
        quotation marks and dashes. An abbreviation in capitals (``WHO``, ``US``) is only found in capitals.

        >>> [entry.name("en") for entry in default_authority().lookup("国际电联")]
        ['International Telecommunication Union']
        >>> default_authority().lookup("who")
        ()
        """
        return tuple(candidate.entry for candidate in self.candidates(name))

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the same with what the name is to each: whether it means it wherever it stands."""
        key = name_key(name)
        found = self._index.get(key, ())
        if key.casefold() == key:
            return found
        known = {candidate.entry.iri for candidate in found}
        return found + tuple(c for c in self._index.get(key.casefold(), ()) if c.entry.iri not in known)

    def get(self, iri: str) -> Entry | None:
        """Return the thing of that IRI, if it is known."""
        return self._by_iri.get(iri)

    def names(self) -> Iterator[tuple[str, Entry, bool]]:
        """Return every name, what it names, and whether it is ambiguous; the ambiguous ones last."""
        for entry in self.entries:
            for name in entry.names:
                yield name.text, entry, False
        for entry in self.entries:
            for name in entry.ambiguous:
                yield name.text, entry, True

    @cached_property
    def _index(self) -> Mapping[str, tuple[Candidate, ...]]:
        index: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
        for name, entry, ambiguous in self.names():
            index[name_key(name)].setdefault(entry.iri, Candidate(entry, ambiguous))
        return {key: tuple(candidates.values()) for key, candidates in index.items()}


def read_register(path: Path, base_iri: str = "") -> tuple[Entry, ...]:
    """Read a register in Turtle.

    Args:
        path: the file.
        base_iri: where entities live, in place of the file's own ``@base``.

    Returns:
        Its organizations, places and events, in the order of the file.

    Raises:
        ValueError: the file is not Turtle, or says something of an entry that an entry cannot have.
        OSError: the file cannot be read.
    """
    described: dict[str, _Described] = {}
    parser = parse(path=str(path), format=RdfFormat.TURTLE)
    try:
        # Unpacking a quad is three times as fast as asking it for its parts.
        for subject, predicate, value, _ in parser:
            of = described.get(subject.value)
            if of is None:
                of = described[subject.value] = {}
            said = of.get(predicate.value)
            if said is None:
                of[predicate.value] = [value]
            else:
                said.append(value)
    except SyntaxError as error:
        raise ValueError(f"{path}: not valid Turtle: {error.msg}") from error
    own_base = parser.base_iri if base_iri else None

    def rebased(iri: str) -> str:
        return base_iri + iri.removeprefix(own_base) if own_base and iri.startswith(own_base) else iri

    try:
        return tuple(_entry(iri, of, _country(iri, described), rebased) for iri, of in described.items())
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


@cache
def default_authority(base_iri: str = "") -> Authority:
    """Return the register that comes with Wenpu, ``ontology/authority.ttl``.

    Args:
        base_iri: where entities live, if not where the register says.
    """
    return Authority(read_register(ontology_dir() / "authority.ttl", base_iri))


def _entry(iri: str, of: _Described, country: str, rebased: Callable[[str], str]) -> Entry:
    kinds = [_KINDS[term.value] for term in of.get(_TYPE, ()) if term.value in _KINDS]
    if len(kinds) != 1:
        raise ValueError(f"<{iri}> needs exactly one class of {', '.join(sorted(_KINDS.values()))}")
    preferred = tuple(sorted(_names(iri, of, _PREFERRED), key=lambda name: name.lang != "zh"))
    if not preferred:
        raise ValueError(f"<{iri}> has no skos:prefLabel")
    return Entry(
        iri=rebased(iri),
        kind=kinds[0],
        preferred=preferred,
        names=preferred + _names(iri, of, _ALTERNATIVE),
        ambiguous=_names(iri, of, _HIDDEN),
        parent=rebased(_only(of, _PARENT) or _only(of, _CONTAINER)),
        country=rebased(country),
        code=_only(of, _CODE),
        same_as=tuple(sorted(term.value for term in of.get(_SAME_AS, ()))),
    )


def _names(iri: str, of: _Described, predicate: str) -> tuple[Name, ...]:
    names = []
    for term in of.get(predicate, ()):
        if not isinstance(term, Literal) or not term.language:
            raise ValueError(f"<{iri}> has a label without a language tag: {term}")
        names.append(Name(term.value, term.language))
    return tuple(names)


def _only(of: _Described, predicate: str) -> str:
    terms = of.get(predicate)
    return terms[0].value if terms else ""


def _country(iri: str, described: Mapping[str, _Described]) -> str:
    """The country of a body is stated; that of a place is the outermost place that has a code."""
    if stated := _only(described[iri], _LOCATION):
        return stated
    seen = {iri}
    while (iri := _only(described.get(iri, {}), _CONTAINER)) and iri not in seen:
        seen.add(iri)
        if _CODE in described.get(iri, ()):
            return iri
    return ""
