"""Leaving out what is not sure enough."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Extraction, Fact, Kind

__all__ = ["at_least"]

_STATEMENTS = {Kind.CLAIM, Kind.OBSERVATION, Kind.POSITION}
"""Things that are there only because a sentence says so: without that fact, nothing of them stays."""


def at_least(extraction: Extraction, confidence: float) -> Extraction:
    """Return the extraction without the facts that no evidence of at least this confidence supports.

    Entities that no remaining fact names go too, and their mentions with them; the article stays. A
    claim, observation or position whose own ``type`` fact goes takes all its facts along.

    Args:
        extraction: of one document.
        confidence: from 0 (everything stays) to 1.
    """
    if confidence <= 0:
        return extraction
    kept = [fact for fact in (_sure(fact, confidence) for fact in extraction.facts) if fact]
    gone = _typed(extraction.facts) - _typed(kept)
    statements = {entity.id for entity in extraction.entities if entity.kind in _STATEMENTS}
    unfounded = gone & statements
    facts = tuple(f for f in kept if f.subject not in unfounded and f.object not in unfounded)
    named = {fact.subject for fact in facts} | {fact.object for fact in facts if isinstance(fact.object, str)}
    named |= {entity.id for entity in extraction.entities if entity.kind is Kind.ARTICLE}
    return replace(
        extraction,
        entities=tuple(entity for entity in extraction.entities if entity.id in named),
        mentions=tuple(mention for mention in extraction.mentions if mention.entity in named),
        facts=facts,
    )


def _sure(fact: Fact, confidence: float) -> Fact | None:
    if not fact.evidence:  # known from a register, not read
        return fact
    evidence = tuple(each for each in fact.evidence if each.confidence >= confidence)
    return replace(fact, evidence=evidence) if evidence else None


def _typed(facts: tuple[Fact, ...] | list[Fact]) -> set[str]:
    return {fact.subject for fact in facts if fact.predicate == "type"}
