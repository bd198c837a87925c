"""The component ``wenpu_relations``: relation frames to facts.

The frames are data (``ontology/frames/relations.toml``); here is only the engine that folds each sentence
to a skeleton and runs their patterns over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.folding import fold
from kg.extract.reading import Reading, reading_of
from kg.extract.skeleton import Item, Skeleton, compile_pattern
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import Mention, Value, ValueType
from kg.resources import frames

__all__ = ["Frame", "find_relations", "relation_frames"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation.

    Attributes:
        name: also the ``kg:method`` of the facts it gives.
        language: of the texts it reads.
        pattern: over skeletons, see :func:`kg.extract.skeleton.compile_pattern`.
        facts: subject role, property, object role.
        confidence: from 0 to 1.
        example: ``text`` and ``facts``, which the tests check.
    """

    name: str
    language: str
    pattern: re.Pattern[str]
    facts: tuple[tuple[str, str, str], ...]
    confidence: float
    example: dict[str, Any]


@cache
def relation_frames() -> tuple[Frame, ...]:
    """Return the frames of ``relations.toml``, in its order.

    Raises:
        ValueError: a pattern is not well-formed; the message names the frame.
    """
    data = frames("relations")
    lists = tuple((name, tuple(words)) for name, words in data["lists"].items())
    found = []
    for entry in data["frame"]:
        try:
            pattern = compile_pattern(entry["pattern"], lists)
        except ValueError as error:
            raise ValueError(f"frame {entry['name']!r}: {error}") from None
        facts = tuple((subject, predicate, object_) for subject, predicate, object_ in entry["facts"])
        found.append(Frame(entry["name"], entry["lang"], pattern, facts, entry["confidence"], entry["example"]))
    return tuple(found)


@Language.factory("wenpu_relations", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_relations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_relations`."""
    return find_relations


def find_relations(doc: Doc) -> Doc:
    """Run every frame over every sentence and record the facts."""
    reading = reading_of(doc)
    chosen = [frame for frame in relation_frames() if frame.language == reading.document.language]
    for start, end in reading.sentences:
        folded = fold(reading, start, end)
        if not folded.items:
            continue
        for frame in chosen:
            for match in _matches(frame.pattern, folded.text):
                for fact in frame.facts:
                    _record(reading, frame, folded, match, fact)
    return doc


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches that begin at different places: one subject may stand inside another's match."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1


def _record(
    reading: Reading, frame: Frame, folded: Skeleton[Any], match: re.Match[str], fact: tuple[str, str, str]
) -> None:
    subject_role, predicate, object_role = fact
    subjects = [item.what for item in folded.within(*match.span(subject_role)) if isinstance(item.what, Mention)]
    objects = list(_objects(folded, match, object_role, reading.document.text, reading.document.language))
    start, end = folded.clean(*match.span())
    for subject in subjects:
        for object_ in objects:
            if object_ == subject.entity:
                continue
            if isinstance(object_, Value) and any(
                known.subject == subject.entity and known.predicate == predicate for known in reading.facts
            ):
                continue  # the first date, theme … stated of a thing is its own; a second belongs to something else
            evidence = reading.evidence(start, end, frame.name, frame.confidence)
            reading.add(subject.entity, predicate, object_, evidence)


def _objects(folded: Skeleton[Any], match: re.Match[str], role: str, text: str, language: str) -> Iterator[str | Value]:
    if role in ("time", "begin", "finish"):
        time = _time(folded, match)
        if time is not None:
            text = time.end_ if role == "finish" else time.begin
            if text and (role != "finish" or time.end_ != time.begin):
                yield date_value(text)
        return
    first, last = match.span(role)
    if first in folded.items:
        yield from (item.what.entity for item in folded.within(first, last) if isinstance(item.what, Mention))
    elif first < last:
        start, end = folded.clean(first, last)
        yield Value(text[start:end], ValueType.TEXT, language)


def _time(folded: Skeleton[Any], match: re.Match[str]) -> TimeSpan | None:
    """The one date inside a match, or the one that opens the sentence before it."""
    inside = [item for item in folded.within(*match.span()) if _dated(item)]
    if not inside:
        inside = [
            item for item in folded.within(0, match.start()) if _dated(item) and item.start - folded.places[0] < 3
        ]
    if len(inside) != 1:
        return None
    time: TimeSpan = inside[0].what
    return time


def _dated(item: Item[Any]) -> bool:
    return isinstance(item.what, TimeSpan) and bool(item.what.begin)
