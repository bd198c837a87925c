"""Puts what all documents together say of a document's things into its extraction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import Entity, Evidence, Extraction, Fact, Kind, Name
from kg.resolve.authority import Entry, Register
from kg.resolve.clusters import Verdict
from kg.resolve.keys import has_han
from kg.resolve.resolving import family, united

__all__ = ["settle"]

_METHOD = "identity.edition"
_SURE = 0.9


def settle(extraction: Extraction, verdicts: Mapping[str, Verdict], register: Register) -> Extraction:
    """Return the extraction with its things named as all documents together name them.

    Entities that turn out to be one thing become one; an edition is linked to its series.

    Args:
        extraction: resolved, of one document.
        verdicts: by entity.
        register: what is known.
    """
    if not verdicts:
        return extraction
    entities: list[Entity] = []
    facts = list(extraction.facts)
    for entity in extraction.entities:
        verdict = verdicts.get(entity.id)
        if verdict is None:
            entities.append(entity)
            continue
        entry = register.get(verdict.entry) if verdict.entry else None
        entities.append(_named(entity, verdict, entry))
        if verdict.in_series:
            series = _series(f"{entity.id}-series", verdict, entry)
            entities.append(series)
            # That a known series has editions is the register's word, not the article's.
            evidence = () if entry else _evidence(extraction, entity.id)
            facts.append(Fact(entity.id, "editionOf", series.id, evidence))
    settled = replace(extraction, entities=tuple(entities), facts=tuple(facts))
    return united(settled, _groups(settled))


def _named(entity: Entity, verdict: Verdict, entry: Entry | None) -> Entity:
    if entry is None or verdict.edition:
        return replace(entity, kind=verdict.kind, iri_name=verdict.name, qualifier=verdict.qualifier)
    names = dict.fromkeys((*entry.preferred, *entry.names, *entity.names))
    return replace(
        entity,
        names=tuple(names),
        iri_name=entry.preferred[0].text,
        qualifier=entry.qualifier,
        same_as=entry.same_as,
    )


def _series(entity_id: str, verdict: Verdict, entry: Entry | None) -> Entity:
    name = Name(verdict.name, "zh" if has_han(verdict.name) else "en")
    return _named(Entity(entity_id, Kind.EVENT, (name,)), replace(verdict, qualifier="", edition=""), entry)


def _evidence(extraction: Extraction, entity_id: str) -> tuple[Evidence, ...]:
    """The sentence that names the edition: what says that the article mentions it, or else that anything is so."""
    about = [fact for fact in extraction.facts if entity_id in (fact.subject, fact.object) and fact.evidence]
    about.sort(key=lambda fact: fact.predicate != "mentions")
    return tuple(replace(fact.evidence[0], method=_METHOD, confidence=_SURE) for fact in about[:1])


def _groups(extraction: Extraction) -> dict[str, str]:
    first: dict[tuple[Kind, str, str], str] = {}
    groups = {}
    for entity in extraction.entities:
        if entity.iri_name:
            stays = first.setdefault((family(entity.kind), entity.iri_name, entity.qualifier), entity.id)
            if stays != entity.id:
                groups[entity.id] = stays
    return groups
