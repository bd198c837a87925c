"""The component ``wenpu_relations``: relation frames to facts.

The frames are data (``ontology/frames/relations.toml``); here is only the engine that folds each sentence
to a skeleton and runs their patterns over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.context import only_named
from kg.extract.folding import dateline_end, fold
from kg.extract.reading import Reading, reading_of
from kg.extract.skeleton import CLASSES, Item, Skeleton, compile_pattern, role_classes
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import Mention, Value, ValueType
from kg.resources import frames

__all__ = ["Frame", "compile_frames", "find_relations", "read_frames", "relation_frames"]


@dataclass(frozen=True)
class Frame:
    """One way to say a relation.

    Attributes:
        name: also the ``kg:method`` of the facts it gives.
        language: of the texts it reads.
        pattern: over skeletons, see :func:`kg.extract.skeleton.compile_pattern`.
        classes: role → the signs of what may play it.
        facts: subject role, property, object role. A role ``@Class`` is the one thing of the class that the
            paragraph, or else one before it, has named.
        confidence: from 0 to 1.
        example: ``text`` and ``facts``, which the tests check.
    """

    name: str
    language: str
    pattern: re.Pattern[str]
    classes: dict[str, str]
    facts: tuple[tuple[str, str, str], ...]
    confidence: float
    example: dict[str, Any]

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The signs of the roles that facts speak of: a sentence without one of them has nothing to tell."""
        roles = {role for subject, _, object_ in self.facts for role in (subject, object_)}
        return tuple(signs for role, signs in self.classes.items() if role in roles)


@cache
def relation_frames() -> tuple[Frame, ...]:
    """Return the frames of ``relations.toml``, in its order.

    Raises:
        ValueError: a pattern is not well-formed; the message names the frame.
    """
    return compile_frames(frames("relations"))


def compile_frames(data: dict[str, Any]) -> tuple[Frame, ...]:
    """Return the frames of a file as it was parsed, in its order.

    Args:
        data: ``lists`` and ``frame``, as in ``relations.toml``.

    Raises:
        ValueError: a pattern is not well-formed; the message names the frame.
    """
    lists = tuple((name, tuple(words)) for name, words in data["lists"].items())
    found = []
    for entry in data["frame"]:
        try:
            pattern = compile_pattern(entry["pattern"], lists)
        except ValueError as error:
            raise ValueError(f"frame {entry['name']!r}: {error}") from None
        facts = tuple((subject, predicate, object_) for subject, predicate, object_ in entry["facts"])
        classes = role_classes(entry["pattern"])
        found.append(
            Frame(entry["name"], entry["lang"], pattern, classes, facts, entry["confidence"], entry["example"])
        )
    return tuple(found)


@Language.factory("wenpu_relations", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_relations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_relations`."""
    return find_relations


def find_relations(doc: Doc) -> Doc:
    """Run every frame over every sentence and record the facts."""
    read_frames(reading_of(doc), relation_frames())
    return doc


def read_frames(reading: Reading, found: Iterable[Frame]) -> None:
    """Run some frames over every sentence of a reading and record the facts."""
    chosen = [frame for frame in found if frame.language == reading.document.language]
    of_what_was_named = [frame for frame in chosen if not frame.needs]
    for start, end in reading.sentences:
        folded = fold(reading, start, end)
        begin = dateline_end(folded) if reading.document.language == "zh" else 0
        signs = set(folded.text)
        for frame in chosen if folded.items else of_what_was_named:
            if not all(signs.intersection(needed) for needed in frame.needs):
                continue
            for match in _matches(frame.pattern, folded.text, begin):
                for fact in frame.facts:
                    _record(reading, frame, folded, match, fact)


def _matches(pattern: re.Pattern[str], text: str, begin: int) -> Iterator[re.Match[str]]:
    """All matches that begin at different places: one subject may stand inside another's match."""
    at = begin
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1


def _record(
    reading: Reading, frame: Frame, folded: Skeleton[Any], match: re.Match[str], fact: tuple[str, str, str]
) -> None:
    subject_role, predicate, object_role = fact
    start, end = folded.clean(*match.span())
    evidence = reading.evidence(start, end, frame.name, frame.confidence)
    objects = list(_objects(reading, frame, folded, match, object_role))
    for subject in _mentions(reading, frame, folded, match, subject_role):
        for object_ in objects:
            if object_ == subject.entity:
                continue
            if isinstance(object_, Value) and (
                _of_another_year(reading, subject.entity, predicate, object_)
                or not _finer(reading, subject.entity, predicate, object_)
            ):
                continue
            reading.add(subject.entity, predicate, object_, evidence)


def _of_another_year(reading: Reading, subject: str, predicate: str, value: Value) -> bool:
    """Tell whether a bare year is not the one in the name of an event: 今年，2029年某峰会…."""
    if predicate not in ("startDate", "endDate") or value.type != ValueType.YEAR:
        return False
    edition = reading.drafts[subject].qualifier
    return bool(edition) and value.text != edition


def _finer(reading: Reading, subject: str, predicate: str, value: Value) -> bool:
    """Tell whether a value is the first of its kind, or a finer date than the one known, which it then replaces.

    The first date, theme … stated of a thing is its own; a second belongs to something else.
    """
    known = [fact for fact in reading.facts if fact.subject == subject and fact.predicate == predicate]
    for fact in known:
        date = fact.object
        if not isinstance(date, Value) or value.type == ValueType.TEXT or not value.text.startswith(f"{date.text}-"):
            return False
        reading.facts.remove(fact)
    return True


def _mentions(
    reading: Reading, frame: Frame, folded: Skeleton[Any], match: re.Match[str], role: str
) -> Iterator[Mention]:
    """The mentions that play a role; none if the role is not in the match."""
    if role.startswith("@"):
        yield from only_named(reading, role[1:], folded.clean(*match.span())[0])
        return
    for item in folded.within(*match.span(role)):
        if isinstance(item.what, Mention) and item.sign in frame.classes.get(role, item.sign):
            yield item.what


def _objects(
    reading: Reading, frame: Frame, folded: Skeleton[Any], match: re.Match[str], role: str
) -> Iterator[str | Value]:
    if role in ("time", "begin", "finish"):
        time = _time(folded, match)
        if time is not None:
            text = time.end_ if role == "finish" else time.begin
            if text and (role != "finish" or time.end_ != time.begin):
                yield date_value(text)
        return
    first, last = (0, 0) if role.startswith("@") else match.span(role)
    if role.startswith("@") or role in frame.classes:
        yield from (mention.entity for mention in _mentions(reading, frame, folded, match, role))
    elif first < last:
        start, end = folded.clean(first, last)
        yield Value(reading.document.text[start:end], ValueType.TEXT, reading.document.language)


_LEADS_IN = re.compile(f"{CLASSES['Time']}[，]?(?:在[^，。；]{{1,24}}[上中]，?)?$")


def _time(folded: Skeleton[Any], match: re.Match[str]) -> TimeSpan | None:
    """The one date inside a match, or else the one right before it, or the one that opens the sentence."""
    inside = [item for item in folded.within(*match.span()) if _dated(item)]
    if not inside and (lead := _LEADS_IN.search(folded.text, 0, match.start())):
        inside = [item for item in folded.within(lead.start(), lead.start() + 1) if _dated(item)]
    if not inside:
        inside = [
            item for item in folded.within(0, match.start()) if _dated(item) and item.start - folded.places[0] < 3
        ]
    if len({(item.what.begin, item.what.end_) for item in inside}) != 1:
        return None
    time: TimeSpan = inside[0].what
    return time


def _dated(item: Item[Any]) -> bool:
    return isinstance(item.what, TimeSpan) and bool(item.what.begin)
