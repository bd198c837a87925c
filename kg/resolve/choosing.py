"""Which entry of a register an entity is, if any, and which entries it could have been and why it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Entity, Extraction, Kind
from kg.resolve.authority import Entry, Register
from kg.resolve.keys import name_key
from kg.resolve.merges import Merges

__all__ = ["Choice", "Rejected", "choose", "countries_of"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that bears one of the names and is not meant.

    Attributes:
        entry: the entry.
        name: the name that it bears.
        why: for people to read.
    """

    entry: Entry
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a register has to say of an entity.

    Attributes:
        entry: what it is, or ``None``.
        name: the name by which it was found.
        rule: ``register``, ``register.context`` or ``merges``; empty where there is no entry.
        rejected: what it could have been.
        country: name of the country that the article is about, for a ministry of a country that the register does
            not know.
    """

    entry: Entry | None = None
    name: str = ""
    rule: str = ""
    rejected: tuple[Rejected, ...] = ()
    country: str = ""


def countries_of(extraction: Extraction, register: Register) -> Mapping[str, int]:
    """Return how often an article names each country (or a place in it), the most frequent first."""
    homes: dict[str, str] = {}
    for entity in extraction.entities:
        if entity.kind is Kind.PLACE:
            for candidate in register.candidates(entity.name):
                if candidate.entry.kind is Kind.PLACE and not candidate.ambiguous:
                    entry = candidate.entry
                    homes[entity.id] = entry.country or (entry.iri if entry.code else "")
                    break
    counted = Counter(home for mention in extraction.mentions if (home := homes.get(mention.entity)))
    return dict(counted.most_common())


def choose(entity: Entity, register: Register, merges: Merges, countries: Mapping[str, int]) -> Choice:
    """Return what the register knows an entity as.

    A name that an entry always goes by decides; then a name that counts only in context, where one entry is left. A
    ministry named without its country (国防部) is that of the country that its sentences name most, or else the
    article.

    Args:
        entity: with its names as the text has them.
        register: what is known.
        merges: what a person decided.
        countries: IRIs of the countries that its sentences or the article name, the most frequent first.
    """
    names = [name.text for name in entity.names]
    for name in names:
        for other in merges.also(name):
            for candidate in register.candidates(other):
                if candidate.entry.kind is entity.kind:
                    return Choice(candidate.entry, name, "merges")
    rejected: list[Rejected] = []
    found: Choice | None = None
    possible: dict[str, tuple[Entry, str]] = {}
    for name in names:
        for candidate in register.candidates(name):
            entry = candidate.entry
            if entry.kind is not entity.kind or (found and found.entry is entry):
                continue
            if merges.apart([name], [known.text for known in (*entry.names, *entry.ambiguous)]):
                rejected.append(Rejected(entry, name, "merges.csv says different"))
            elif candidate.ambiguous:
                possible.setdefault(entry.iri, (entry, name))
            elif found is None:
                found = Choice(entry, name, "register")
            else:
                rejected.append(Rejected(entry, name, f"{found.name} is another entry's name and comes first"))
    if found:
        rest = [Rejected(e, n, f"{found.name} says more") for e, n in possible.values() if e is not found.entry]
        return Choice(found.entry, found.name, found.rule, (*rejected, *rest))
    return _in_context(possible, register, countries, rejected)


def _in_context(
    possible: Mapping[str, tuple[Entry, str]],
    register: Register,
    countries: Mapping[str, int],
    rejected: list[Rejected],
) -> Choice:
    """Choose among entries whose names count only in context."""
    most = max(countries.values(), default=0)
    named_most = [iri for iri, count in countries.items() if count == most]
    left: dict[str, tuple[Entry, str]] = {}
    elsewhere = ""
    for entry, name in possible.values():
        if not named_most and _is_of_a_country(entry, name):
            rejected.append(Rejected(entry, name, "every country may have one, and the article names no country"))
        elif named_most and entry.country not in named_most and _lacks_its_country(entry, name, register):
            home = register.get(entry.country)
            there = home.name("zh") if home else entry.country
            rejected.append(Rejected(entry, name, f"the article names another country more often than {there}"))
            first = register.get(named_most[0])
            elsewhere = first.name("zh") if first else ""
        else:
            left[entry.iri] = (entry, name)
    if len(left) == 1:
        entry, name = next(iter(left.values()))
        return Choice(entry, name, "register.context", tuple(rejected))
    rejected += [Rejected(entry, name, "several things go by this name") for entry, name in left.values()]
    return Choice(rejected=tuple(rejected), country="" if left else elsewhere)


def _is_of_a_country(entry: Entry, name: str) -> bool:
    """Tell whether an English name is what is left of an entry's full name (Ministry of Ports | of Exampleland)."""
    return name.isascii() and any(known.text.casefold().startswith(f"{name.casefold()} of ") for known in entry.names)


def _lacks_its_country(entry: Entry, name: str, register: Register) -> bool:
    """Tell whether a name is what is left of an entry's full name without its country (美国|国防部)."""
    home = register.get(entry.country) if entry.country else None
    if home is None:
        return False
    if _is_of_a_country(entry, name):
        return True
    key = name_key(name)
    countries = tuple(name_key(known.text) for known in (*home.names, *home.ambiguous))
    return any(
        (full := name_key(known.text)) != key and full.endswith(key) and full[: -len(key)] in countries
        for known in entry.names
    )
