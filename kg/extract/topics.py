"""The component ``wenpu_topics``: which concepts of the controlled vocabulary an article and its claims are about.

A concept's names are looked up as whole words. An article is about what its title names, and what its
text keeps coming back to; a claim is about what its words name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

import ahocorasick_rs
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.reading import ARTICLE, Reading, reading_of
from kg.model import BlockKind, Kind, Name, Value
from kg.topics import Topic, topics

__all__ = ["find_topics"]

_OFTEN = 3
_MOST = 6


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Topic, ...]]:
    names = [(name.casefold(), concept) for concept in topics() for name in concept.names]
    matcher = ahocorasick_rs.AhoCorasick(
        [name for name, _ in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return matcher, tuple(concept for _, concept in names)


@Language.factory("wenpu_topics", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_topics(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_topics`."""
    return find_topics


def find_topics(doc: Doc) -> Doc:
    """Record what the article and its claims are about."""
    reading = reading_of(doc)
    places: defaultdict[Topic, list[int]] = defaultdict(list)
    for start, concept in _mentions(reading.document.text):
        places[concept].append(start)
    titled = {
        concept
        for concept, starts in places.items()
        if any(reading.block_at(start).kind == BlockKind.TITLE for start in starts)
    }
    counts = Counter({concept: len(starts) for concept, starts in places.items() if len(starts) >= _OFTEN})
    chosen = [*titled, *(concept for concept, _ in counts.most_common(_MOST) if concept not in titled)]
    drafts: dict[Topic, str] = {}
    for concept in sorted(chosen, key=lambda concept: concept.iri.value):
        start = places[concept][0]
        confidence = 0.95 if concept in titled else 0.8
        evidence = reading.evidence(start, start + 1, "topics", confidence)
        reading.add(ARTICLE, "about", _draft(reading, drafts, concept), evidence)
    for fact in [fact for fact in reading.facts if fact.predicate == "claimText"]:
        assert isinstance(fact.object, Value)
        for concept in sorted({concept for _, concept in _mentions(fact.object.text)}, key=lambda c: c.iri.value):
            reading.add(fact.subject, "about", _draft(reading, drafts, concept), *fact.evidence)
    return doc


def _mentions(text: str) -> list[tuple[int, Topic]]:
    matcher, concepts = _automaton()
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    found = []
    for index, start, end in matcher.find_matches_as_indexes(folded):
        before, after = folded[start - 1 : start], folded[end : end + 1]
        if _joins(before, folded[start]) or _joins(folded[end - 1], after):
            continue
        found.append((start, concepts[index]))
    return found


def _joins(left: str, right: str) -> bool:
    """Tell whether two characters belong to one Latin word."""
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _draft(reading: Reading, drafts: dict[Topic, str], concept: Topic) -> str:
    if concept not in drafts:
        names = (Name(label.value, label.language or "und") for label in concept.labels)
        drafts[concept] = reading.new(Kind.TOPIC, *names).id
    return drafts[concept]
