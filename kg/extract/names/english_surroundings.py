"""What stands around a run of capitals in English text, and what the model and the register say of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter

from spacy.tokens import Doc

from kg.extract.english_words import EnglishWords, Run
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.reading import reading_of, spans
from kg.language.tokens import text_of
from kg.model import Kind

__all__ = ["Surroundings"]

_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_LETTERS = re.compile(r" \(([A-Z]{2,8})s?\)")
_SMALL_WORDS = re.compile(r"(?:[a-z]+ )*[a-z]+\Z")
_BEHIND = 100
"""So many characters before letters in brackets may hold what they stand for."""
_OF_BODY = re.compile(r" (?:of|at|from|with) (?:the )?[A-Z]")
_GROUP = re.compile(r" (?:group|gang|crew)\b")
"""Behind a name of two words in one: the NineSparrow group."""
_CODENAMED = re.compile(r"(?:Codenamed|Dubbed|Named|Called|Tracked as) $")
_THIS_GROUP = re.compile(
    r", (?:this|the) (?:[\w\-]+ ){0,3}(?:APT|group|gang|crew|actor|collective|company|firm|startup)\b"
)


class Surroundings:
    """The evidence for names in one document, and the names that were taken by it so far.

    Args:
        doc: the document, with register, works and times found.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.reading = reading_of(doc)
        self.words = EnglishWords(doc, self.reading.document)
        self.closed = {i for span in spans(doc, "works", "times") for i in range(span.start_char, span.end_char)}
        self.closed |= {i for time in self.reading.times for i in range(time.start, time.end)}
        self.register = [span for span in spans(doc, "register") if span.start_char not in self.closed]
        self._entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        self._labelled: dict[str, list[int]] = {}
        self.finds: dict[tuple[int, int], tuple[Kind, str, str]] = {}
        self.taken = bytearray(len(self.text))

    def label(self, start: int, end: int) -> str:
        """The model's label of a stretch, where its name and the stretch are much the same."""
        for first, last, label in self._within(start, end):
            if min(end, last) - max(start, first) >= 0.6 * (last - first):
                return label
        return ""

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The model's names that share some of a stretch; they do not overlap, so their ends are in order too."""
        first = bisect_right(self._entities, start, key=itemgetter(1))
        return takewhile(lambda entity: entity[0] < end, islice(self._entities, first, None))

    def class_of(self, acronym: str) -> str:
        """The class of things that the text explains letters as (data protection authorities (DPAs)), or nothing."""
        return self._classes.get(acronym, "")

    @cached_property
    def _classes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _LETTERS.finditer(self.text):
            before = _SMALL_WORDS.search(self.text, max(0, match.start() - _BEHIND), match.start())
            words = before[0].split(" ")[-len(match[1]) :] if before else []
            if "".join(word[0] for word in words).upper() == match[1]:
                found.setdefault(match[1], " ".join(words))
        return found

    def begins(self, start: int) -> bool:
        """Tell whether a name of the model begins there."""
        return any(first == start for first, *_ in self._within(start, start + 1))

    def covered(self, run: Run) -> bool:
        """Tell whether the model's name is more than half of a run: the place in Services Exampleland is not."""
        return any(
            2 * (min(last, run.end) - max(first, run.start)) > run.end - run.start
            for first, last, _ in self._within(run.start, run.end)
        )

    def before(self, start: int) -> str:
        """The text right before a name."""
        return self.text[max(0, start - 60) : start]

    def after(self, end: int) -> str:
        """The text right behind a name."""
        return self.text[end : end + 160]

    def acts(self, start: int, end: int) -> bool:
        """Tell whether the text around a name says that a body is meant."""
        lexicon, after = english_lexicon(), self.after(end)
        return bool(
            lexicon.body_before.search(self.before(start))
            or lexicon.made_before.search(self.before(start))
            or lexicon.body_after.match(after)
            or lexicon.body_is.match(after)
            or lexicon.group_after.match(after)
        )

    def is_group(self, start: int, end: int) -> bool:
        """Tell whether a name is said to be a group's: the NineSparrow group, Codenamed NineSparrow, this new gang."""
        before, after = self.before(start), self.after(end)
        if _GROUP.match(after) and before.endswith("the ") and _CAMEL.fullmatch(self.text, start, end):
            return True
        return bool(_CODENAMED.search(before) and _THIS_GROUP.match(after))

    def product(self, start: int, end: int) -> bool:
        """Tell whether a name stands for a product: on X, an X account."""
        lexicon = english_lexicon()
        if lexicon.group_after.match(self.after(end)):
            return False
        before = self.before(start)
        used = lexicon.product_before.search(before) and not lexicon.partner_before.search(before)
        return bool(used or lexicon.product_after.match(self.after(end)))

    def free(self, start: int, end: int) -> bool:
        """Tell whether no name holds any of a stretch."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int, kind: Kind, method: str, iri: str = "") -> None:
        """Take a stretch for a name, unless part of it is one."""
        if start < end and self.free(start, end):
            self.taken[start:end] = b"\1" * (end - start)
            self.finds[start, end] = (kind, method, iri)

    def person_score(self, start: int, end: int) -> int:
        """Say how much speaks for a person; from 2 on, enough."""
        lexicon = english_lexicon()
        before, after = self.before(start), self.after(end)
        first = re.split(r"[ \-]", self.text[start:end])[0]
        label = self.label(start, end)
        score = (first in lexicon.given) + (label == "PERSON") + 2 * bool(lexicon.honorific.search(before))
        titled = lexicon.people_before.search(before) or lexicon.titled_before.search(before)
        score += bool(titled) + bool(lexicon.person_after.match(after))
        score += bool(lexicon.speech_before.search(before)) + 2 * bool(lexicon.post_after.match(after))
        score += after.startswith(", who ")
        score += first in lexicon.given and _OF_BODY.match(after) is not None
        score += first in lexicon.given and before.endswith(("’s ", "'s "))
        if lexicon.body_before.search(before) or lexicon.body_is.match(after) or re.search(r"\bat $", before):
            score -= 2
        if label in ("ORG", "PRODUCT", "GPE", "FAC", "WORK_OF_ART") and first not in lexicon.given:
            score -= 1
        return score

    def supported(self, start: int, end: int) -> bool:
        """Tell whether a name that may mean something else means a body here."""
        if self.acts(start, end):
            return True
        if self.product(start, end):
            return False
        return self.label(start, end) == "ORG"

    def is_nickname(self, name: str) -> bool:
        """Tell whether the text gives a name in quotation marks: somebody who calls himself so."""
        return re.search(rf"[“\"‘']{re.escape(name)},?[”\"’']", self.text) is not None

    def labelled(self, name: str) -> list[int]:
        """Where the model takes a name of several words for a body's, if it takes it for nothing else."""
        if name not in self._labelled:
            self._labelled[name] = self._where_labelled(name)
        return self._labelled[name]

    def _where_labelled(self, name: str) -> list[int]:
        places = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", self.text)]
        labels = [self.label(place, place + len(name)) for place in places]
        if any(self.product(place, place + len(name)) for place in places):
            return []
        return [] if set(labels) - {"ORG", ""} else [p for p, label in zip(places, labels, strict=True) if label]
