"""Chinese sentences read as far as names and references, written down as a test states them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extractor
from kg.extract.reading import Reading, reading_of
from kg.model import Kind

_LATER = (
    "wenpu_titles",
    "wenpu_positions",
    "wenpu_relations",
    "wenpu_claims",
    "wenpu_observations",
    "wenpu_article",
)


@cache
def chinese() -> Language:
    """The Chinese pipeline as far as the parts of names."""
    return extractor("zh", without=_LATER)


def read(text: str) -> Reading:
    """Read a text that comes without a document."""
    doc: Doc = chinese()(text)
    return reading_of(doc)


def mentioned(text: str, kind: Kind) -> list[str]:
    """All mentions of a class, as they stand in the text, in order, each once."""
    return list(dict.fromkeys(mention.text for mention in read(text).mentions if mention.kind == kind))


def organizations(text: str) -> list[str]:
    """The organizations that a text mentions."""
    return mentioned(text, Kind.ORGANIZATION)


def people(text: str) -> list[str]:
    """The people that a text mentions."""
    return mentioned(text, Kind.PERSON)


def places(text: str) -> list[str]:
    """The places that a text mentions."""
    return mentioned(text, Kind.PLACE)


def same(text: str) -> list[list[str]]:
    """The mentions of each thing that is mentioned more than once, in order of the first."""
    by_entity: defaultdict[str, list[str]] = defaultdict(list)
    for mention in read(text).mentions:
        by_entity[mention.entity].append(mention.text)
    return [found for found in by_entity.values() if len(found) > 1]


def names_of(text: str, mention: str) -> list[str]:
    """All names of the thing that a mention means."""
    reading = read(text)
    entity = next(found.entity for found in reading.mentions if found.text == mention)
    return [name.text for name in reading.drafts[entity].names]


def parts(text: str) -> list[tuple[str, str]]:
    """What is part of what, by the first name of each."""
    reading = read(text)

    def name(entity: str) -> str:
        return next(iter(reading.drafts[entity].names)).text

    return [
        (name(fact.subject), name(str(fact.object))) for fact in reading.facts if fact.predicate == "subOrganizationOf"
    ]
