"""One thing, one entity within a document: what a register knows under several names, what is spelt in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.model import Entity, Extraction, Fact, Kind, Name, Value
from kg.resolve.authority import Entry, Register, default_authority
from kg.resolve.choosing import Choice, choose, countries_of
from kg.resolve.context import countries_around
from kg.resolve.editions import Edition, split_edition
from kg.resolve.keys import has_han, identity_key, is_acronym, shown_name
from kg.resolve.merges import Merges

__all__ = ["NAMED", "Resolved", "edition_of", "family", "fullest", "resolve", "resolved", "united"]

NAMED = frozenset(
    {Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT, Kind.WORK, Kind.REPORT, Kind.LEGISLATION, Kind.ARTICLE}
)
"""Classes of things that are known by name."""

_REGISTERED = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT})
_WORKS = frozenset({Kind.WORK, Kind.REPORT, Kind.LEGISLATION, Kind.ARTICLE})
_ITSELF = "article"
"""The id of the entity that is the article itself."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document's things, each one entity.

    Attributes:
        extraction: with every entity under the name that its IRI shows.
        choices: what the register says of the entities that it has something to say of, by id.
    """

    extraction: Extraction
    choices: Mapping[str, Choice]

    def entry(self, entity_id: str) -> Entry | None:
        """Return what the register knows an entity as, if it does."""
        choice = self.choices.get(entity_id)
        return choice.entry if choice else None


def resolve(extraction: Extraction, authority: Register | None = None, merges: Merges | None = None) -> Extraction:
    """Return an extraction in which every thing is one entity, under its settled name.

    Args:
        extraction: of one document.
        authority: the register; without one, the register that comes with Wenpu.
        merges: what a person decided about names.
    """
    return resolved(extraction, authority, merges).extraction


def resolved(extraction: Extraction, authority: Register | None = None, merges: Merges | None = None) -> Resolved:
    """Do what :func:`resolve` does, and say what the register knows of the entities."""
    register = authority if authority is not None else default_authority()
    merges = merges or Merges()
    extraction = _taken_apart(extraction, merges)
    countries = countries_of(extraction, register)
    around = countries_around(extraction, register)
    years = _years(extraction)
    settled: dict[str, Entity] = {}
    choices: dict[str, Choice] = {}
    for entity in extraction.entities:
        settled[entity.id] = entity
        if entity.kind in NAMED and entity.id != _ITSELF and entity.names:
            edition = edition_of(entity)
            sought = replace(entity, names=(Name(edition.stem, entity.names[0].lang),)) if edition.label else entity
            choice = (
                choose(sought, register, merges, around.get(entity.id, countries))
                if entity.kind in _REGISTERED
                else Choice()
            )
            if choice.entry or choice.rejected:
                choices[entity.id] = choice
            settled[entity.id] = _settled(entity, choice, edition, years.get(entity.id, ""))
    one = united(replace(extraction, entities=tuple(settled.values())), _groups(settled, choices, merges))
    return Resolved(one, {entity.id: choices[entity.id] for entity in one.entities if entity.id in choices})


def edition_of(entity: Entity) -> Edition:
    """Return what the names of an event or a work say of its edition; where they say none, the stem is the name."""
    for name in entity.names:
        edition = split_edition(name.text, entity.kind)
        if edition.label:
            return edition
    return Edition(entity.name)


def family(kind: Kind) -> Kind:
    """Return the class that two entities must share to be one thing: works can be taken for another kind of work."""
    return Kind.WORK if kind in _WORKS else kind


def fullest(names: Iterable[str], kind: Kind) -> str:
    """Return, as an IRI shows it, the name that says most: Chinese before Latin, no abbreviation, then the longest.

    The result depends on the set of the names only.

    >>> fullest(["ITU", "International Telecommunication Union", "国际电联", "国际电信联盟"], Kind.ORGANIZATION)
    '国际电信联盟'
    """
    shown = {shown_name(name, kind) for name in names}
    return min(shown, key=lambda name: (not has_han(name), is_acronym(name), -len(name), name))


def united(extraction: Extraction, groups: Mapping[str, str]) -> Extraction:
    """Return the extraction with some entities made one.

    Args:
        extraction: of one document.
        groups: the entity that stays, for each that goes.
    """
    if not groups:
        return extraction
    kept: dict[str, Entity] = {}
    for entity in extraction.entities:
        stays = groups.get(entity.id, entity.id)
        first = kept.get(stays)
        if first is None:
            kept[stays] = entity if entity.id == stays else replace(extraction.entity(stays), names=entity.names)
        if stays != entity.id or first is not None:
            one = kept[stays]
            kept[stays] = replace(one, names=tuple(dict.fromkeys((*one.names, *entity.names))))
    return replace(
        extraction,
        entities=tuple(kept.values()),
        mentions=tuple(
            replace(mention, entity=groups.get(mention.entity, mention.entity)) for mention in extraction.mentions
        ),
        facts=_renamed(extraction.facts, groups),
    )


def _settled(entity: Entity, choice: Choice, edition: Edition, start_year: str) -> Entity:
    entry = choice.entry
    if entry and entity.kind is Kind.EVENT and (label := edition.label or start_year):
        # A register knows series of events; what has a date is one edition.
        return replace(entity, iri_name=entry.preferred[0].text, qualifier=label)
    if entry:
        names = dict.fromkeys((*entry.preferred, *entry.names, *entity.names))
        name = entry.preferred[0].text
        return replace(entity, names=tuple(names), qualifier=entry.qualifier, same_as=entry.same_as, iri_name=name)
    if edition.label:
        return replace(entity, iri_name=shown_name(edition.stem, entity.kind), qualifier=edition.label)
    name = fullest((name.text for name in entity.names), entity.kind)
    # An edition's year tells it apart only where its name does not.
    qualifier = "" if entity.qualifier in name else entity.qualifier
    return replace(entity, iri_name=name, qualifier=qualifier)


def _groups(entities: Mapping[str, Entity], choices: Mapping[str, Choice], merges: Merges) -> dict[str, str]:
    """Which entities are one: the same entry, the same name but for its spelling, an edition and its bare series."""
    first: dict[tuple[str, ...], str] = {}
    groups: dict[str, str] = {}
    bare: dict[tuple[str, ...], str] = {}
    editions: dict[tuple[str, ...], set[str]] = {}
    for entity in entities.values():
        if entity.kind not in NAMED or entity.id == _ITSELF or not entity.iri_name:
            continue
        entry = choices[entity.id].entry if entity.id in choices else None
        series: tuple[str, ...] = (family(entity.kind), identity_key(entity.iri_name, entity.kind))
        key: tuple[str, ...] = (entry.iri, entity.qualifier) if entry else (*series, entity.qualifier)
        stays = first.setdefault(key, entity.id)
        if stays != entity.id:
            groups[entity.id] = stays
        elif entity.kind in (Kind.EVENT, Kind.REPORT, Kind.WORK):
            if entity.qualifier:
                editions.setdefault(series, set()).add(entity.id)
            else:
                bare[series] = entity.id
    for series, entity_id in bare.items():
        # With one edition in the document, the bare name means that one.
        if len(editions.get(series, ())) == 1:
            stays = next(iter(editions[series]))
            if not merges.apart(_texts(entities[entity_id]), _texts(entities[stays])):
                groups[entity_id] = stays
    return {entity_id: _last(groups, entity_id) for entity_id in groups}


def _last(groups: Mapping[str, str], entity_id: str) -> str:
    while entity_id in groups:
        entity_id = groups[entity_id]
    return entity_id


def _texts(entity: Entity) -> list[str]:
    return [name.text for name in entity.names]


def _years(extraction: Extraction) -> dict[str, str]:
    """The year in which each event starts, where the document says so."""
    return {
        fact.subject: fact.object.text[:4]
        for fact in extraction.facts
        if fact.predicate == "startDate" and isinstance(fact.object, Value) and fact.object.text[:4].isdigit()
    }


def _taken_apart(extraction: Extraction, merges: Merges) -> Extraction:
    """Make two entities of one that was read under two names which a person said are two things.

    What was read stays with the first name, but for facts whose evidence has only the other.
    """
    if not merges.different:
        return extraction
    entities: list[Entity] = []
    mentions, facts = list(extraction.mentions), list(extraction.facts)
    for entity in extraction.entities:
        stay = [name for name in entity.names if not merges.apart([name.text], [entity.name])]
        go = [name for name in entity.names if name not in stay]
        entities.append(replace(entity, names=tuple(stay)) if go else entity)
        if not go:
            continue
        other = f"{entity.id}-other"
        entities.append(replace(entity, id=other, names=tuple(go), same_as=()))
        texts = {name.text for name in go}
        mentions = [replace(m, entity=other) if m.entity == entity.id and m.text in texts else m for m in mentions]
        facts = [_moved(fact, entity.id, other, texts, {name.text for name in stay}) for fact in facts]
    return replace(extraction, entities=tuple(entities), mentions=tuple(mentions), facts=tuple(facts))


def _moved(fact: Fact, entity_id: str, other: str, its: set[str], not_its: set[str]) -> Fact:
    if entity_id not in (fact.subject, fact.object):
        return fact
    quotes = [evidence.quote for evidence in fact.evidence]
    if any(name in quote for quote in quotes for name in not_its) or not any(
        name in quote for quote in quotes for name in its
    ):
        return fact
    subject = other if fact.subject == entity_id else fact.subject
    return replace(fact, subject=subject, object=other if fact.object == entity_id else fact.object)


def _renamed(facts: tuple[Fact, ...], kept: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts over the entities that are kept; facts that have become the same share their evidence."""
    merged: dict[tuple[str, str, object], Fact] = {}
    for fact in facts:
        object_ = kept.get(fact.object, fact.object) if isinstance(fact.object, str) else fact.object
        subject = kept.get(fact.subject, fact.subject)
        if object_ == subject:
            continue
        key = (subject, fact.predicate, object_)
        seen = merged.get(key)
        evidence = fact.evidence if seen is None else tuple(dict.fromkeys((*seen.evidence, *fact.evidence)))
        merged[key] = replace(fact, subject=subject, object=object_, evidence=evidence)
    return tuple(merged.values())
