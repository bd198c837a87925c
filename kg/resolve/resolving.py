"""One thing, one entity: what a register knows under several names becomes one, under its settled name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.model import Entity, Extraction, Fact, Kind, Name
from kg.resolve.authority import Authority, Entry, default_authority

__all__ = ["resolve"]

_REGISTERED = {Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT}


def resolve(extraction: Extraction, authority: Authority | None = None) -> Extraction:
    """Return an extraction in which every thing is one entity, named as the register names it.

    Args:
        extraction: of one document.
        authority: the register; without one, the register that comes with Wenpu.
    """
    register = authority if authority is not None else default_authority()
    known = {entity.id: entry for entity in extraction.entities if (entry := _entry(entity, register))}
    kept: dict[str, str] = {}
    groups: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in extraction.entities:
        entry = known.get(entity.id)
        key = entry.iri if entry else entity.id
        kept[entity.id] = groups[key][0].id if groups[key] else entity.id
        groups[key].append(entity)
    entities = tuple(_settled(group, known.get(group[0].id)) for group in groups.values())
    return replace(
        extraction,
        entities=entities,
        mentions=tuple(replace(mention, entity=kept[mention.entity]) for mention in extraction.mentions),
        facts=_renamed(extraction.facts, kept),
    )


def _entry(entity: Entity, register: Authority) -> Entry | None:
    if entity.kind not in _REGISTERED:
        return None
    for name in entity.names:
        # A register's word for a series of events is not the name of one edition.
        if entity.kind == Kind.EVENT and entity.qualifier:
            continue
        for entry in register.lookup(name.text):
            if entry.kind == entity.kind:
                return entry
    return None


def _settled(group: list[Entity], entry: Entry | None) -> Entity:
    names: dict[Name, None] = {}
    if entry:
        ordered = sorted(entry.preferred, key=lambda name: name.lang != "zh")
        names |= dict.fromkeys(ordered) | dict.fromkeys(entry.names)
    for entity in group:
        names |= dict.fromkeys(entity.names)
    same_as = entry.same_as if entry else group[0].same_as
    # An edition's year tells it apart only where its name does not.
    name = next(iter(names)).text if names else ""
    qualifier = "" if group[0].qualifier in name else group[0].qualifier
    return replace(group[0], names=tuple(names), qualifier=qualifier, same_as=same_as)


def _renamed(facts: tuple[Fact, ...], kept: dict[str, str]) -> tuple[Fact, ...]:
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
