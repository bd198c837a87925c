"""Which figures an English sentence states: what each measures, when, where, and who says so.

Read clause by clause from the parts of speech: the verb before a figure says how it stands to its subject
(reached, rose by, accounts for), the noun phrase behind it what is counted (175,000 hosts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.observations.clauses import Clause, Item, clauses_of
from kg.extract.observations.english_measures import EnglishMeasures, EnglishState
from kg.extract.observations.english_phrases import (
    EnglishPhrases,
    english_lexicon,
    is_finite,
    is_noun,
    is_verb,
    low,
)
from kg.extract.observations.figures import Figure
from kg.extract.quantities import Quantity
from kg.extract.reading import Reading
from kg.model import Kind

__all__ = ["EnglishReader"]

_MARKS = frozenset(",;:!?.…\n")
_DAY = len("2024-11-26")
_SOURCES = {Kind.ORGANIZATION, Kind.PERSON, Kind.REPORT, Kind.WORK, Kind.LEGISLATION}
_DOCUMENTS = {Kind.REPORT, Kind.WORK}
_SMALL = 10
_REACH = 1500
"""So far back "the report" may mean one that was named."""
_FLAW_BEFORE = re.compile(r"\b(CVE-\d{4}-\d{4,7})\W{0,3}\(\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")


class EnglishReader:
    """Reads the figures of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.words = english_lexicon()
        self.phrases = EnglishPhrases(self.text, self.words)
        self.measures = EnglishMeasures(self.phrases)
        self._before = ""

    def figures(self, start: int, end: int) -> list[Figure]:
        """Return the figures that the sentence ``[start, end)`` states, in order."""
        clauses = clauses_of(self.reading, start, end, marks=_MARKS)
        state = EnglishState(source=self._source(clauses))
        if clauses and clauses[0].items and low(clauses[0].items[0]) in ("this", "that", "it"):
            amounts = any(low(item) in self.words.amount for item in clauses[0].items[1:4])
            state.measure = (self._thing_before(start) if amounts else "") or self._before
        found: list[Figure] = []
        for clause in clauses:
            found += self._clause(clause, state)
        self._before = state.measure
        return sorted(found, key=lambda figure: figure.start)

    def _thing_before(self, start: int) -> str:
        """What the sentence before ends with: they risk a FINE."""
        first, last = self.reading.sentence_at(max(0, start - 2))
        if last > start or first < self.reading.block_at(start).start:
            return ""
        clauses = clauses_of(self.reading, first, last, marks=_MARKS)
        return self.phrases.subject(clauses[-1].items) if clauses and not clauses[-1].has_quantity else ""

    def _source(self, clauses: Sequence[Clause]) -> str:
        """Who the sentence says states its figures: X found that …, … said X, according to X."""
        items = [item for clause in clauses for item in clause.items]
        best: tuple[int, str] = (99, "")
        for index, item in enumerate(items):
            if item.kind or low(item) not in self.words.source_verbs or item.pos == "NOUN":
                continue
            if any(low(other) in ("not", "n't", "n’t", "never") for other in items[max(0, index - 3) : index]):
                continue  # has not yet confirmed
            behind = items[index + 1 : index + 7]
            reach = next((i for i, other in enumerate(behind) if self._ends_speaker(other)), len(behind))
            reach = len(behind) if low(item) == "according" else reach
            around = [*range(max(0, index - 8), index), *range(index + 1, index + 1 + reach)]
            for near in around:
                other = items[near]
                if other.kind not in _SOURCES:
                    continue
                distance = abs(near - index) - (4 if other.kind in _DOCUMENTS else 0)
                if distance < best[0]:
                    best = (distance, other.entity)
        return best[1] or self._document(items)

    def _ends_speaker(self, item: Item) -> bool:
        """Whether the speaker cannot stand behind an item: said X, but: claims to have robbed X."""
        return item.pos in ("VERB", "AUX", "PART", "SCONJ") or low(item) in ("to", "that")

    def _document(self, items: Sequence[Item]) -> str:
        """The report named last, where the sentence begins with: the report says."""
        words = " ".join(low(item) for item in items[:4])
        if not items or not words.startswith(self.words.documents):
            return ""
        if not any(low(item) in self.words.source_verbs for item in items[1:4]):
            return ""
        before = [m for m in self.reading.mentions if m.kind in _DOCUMENTS and m.end <= items[0].start]
        return before[-1].entity if before and items[0].start - before[-1].end <= _REACH else ""

    def _clause(self, clause: Clause, state: EnglishState) -> list[Figure]:
        items = clause.items
        said = any(low(item) in self.words.source_verbs for item in items)
        for index, item in enumerate(items):
            if item.time and item.time.period and not self._compared(items, index):
                day_of_speaking = said and len(item.time.period) == _DAY
                state.period = state.period if day_of_speaking else item.time.period
        found: list[Figure] = []
        places = self._stated(items)
        for rank, place in enumerate(places):
            previous = places[rank - 1] if rank else -1
            left = items[previous + 1 : place]
            first, following = place + 1, places[rank + 1 :]
            if following and [low(item) for item in items[first : following[0]]] == ["of"]:
                # 13 of 14 servers: both count servers
                first, following = following[0] + 1, following[1:]
            right = items[first : following[0] if following else len(items)]
            quantity = items[place].quantities[0]
            aside = previous > 0 and items[previous - 1].pos in ("ADP", "VERB")
            head = items[: places[0]] if aside and not any(item.pos == "SCONJ" for item in left) else []
            where = self._place(right) or (self._place(left) if not rank else None)
            statement = self.measures.read(left, right, quantity, items[first:], state, head)
            state.sum = quantity.kind == "money"
            if statement is not None and where is not None and state.place and statement.measure == state.measure:
                statement = replace(statement, measure=statement.measure.replace(f" {state.place}", ""))
            if where is not None:
                state.area, state.place = where.entity, self._placed(where)
            if statement is None or len(statement.measure) < 3:
                continue
            if statement.kind in ("level", "share", "count") and any(
                low(i) in self.words.forecast for i in items[:place]
            ):
                statement = replace(statement, kind="forecast")
            period = self._period(left, right, state)
            state.measure = statement.measure
            found += [
                Figure(
                    items[place].start,
                    items[place].end,
                    statement.measure,
                    each,
                    statement.kind,
                    period,
                    state.area,
                    state.source,
                    statement.confidence,
                )
                for each in items[place].quantities
            ]
        if not places and items:
            state.topic = self.phrases.worded(items)
            state.object = self.phrases.subject(items)
            state.whole = state.topic if low(items[0]) in ("of", "among") else ""
            if (where := self._place(items)) is not None:
                state.area, state.place = where.entity, self._placed(where)
        before = 0
        for at, inside in clause.brackets:
            # using X (51%) and using Y (50%)
            found += self._bracket(items[before:at], inside, state)
            before = at if any(item.quantities for item in inside) else before
        return found

    def _stated(self, items: Sequence[Item]) -> list[int]:
        """Where the figures stand that state something."""
        found: list[int] = []
        for place, item in enumerate(items):
            if item.quantities:
                left = items[found[-1] + 1 if found else 0 : place]
                if not self._points(left, items[place + 1 :], item.quantities[0]):
                    found.append(place)
        return found

    def _place(self, items: Sequence[Item]) -> Item | None:
        """The place that some items speak of: in Africa, across the region."""
        for index, item in enumerate(items[1:], start=1):
            if item.kind is Kind.PLACE and (
                low(items[index - 1]) in ("in", "across", "within") or items[index - 1].pos == "DET"
            ):
                return item
        return None

    def _placed(self, place: Item) -> str:
        """The words "in Africa" around a place, as they stand in a measure."""
        before = self.text[max(0, place.start - 12) : place.start].split(" ")
        lead = [word for word in before[-3:-1] if word in ("in", "the", "across", "within")]
        return " ".join([*lead, place.text])

    def _compared(self, items: Sequence[Item], index: int) -> bool:
        return index > 0 and low(items[index - 1]) in self.words.from_

    def _period(self, left: Sequence[Item], right: Sequence[Item], state: EnglishState) -> str:
        """The time right behind the figure, else the last before it, else the one set before."""
        for index, item in enumerate(right):
            if item.time and item.time.period and not self._compared(right, index):
                return item.time.period
        for index in range(len(left) - 1, -1, -1):
            time = left[index].time
            if time and time.period and not self._compared(left, index):
                return time.period
        return state.period

    def _points(self, left: Sequence[Item], right: Sequence[Item], quantity: Quantity) -> bool:
        """Whether the number states nothing: these two flaws, three ways, five years later."""
        words = self.words
        before = low(left[-1]) if left else ""
        follower = low(right[0]) if right else ""
        if quantity.kind == "duration":
            return not (before in words.level | words.by and any(is_verb(item) for item in left[-3:]))
        if quantity.in_words and quantity.kind == "" and quantity.value <= _SMALL:
            counted = any(is_noun(item) for item in right[:5])
            if counted and follower == "of" and self._owned(right[1:]):
                return False  # two of its servers, two of the firm's servers
            if counted and follower in ("other", "more") and quantity.qualifier:
                return False  # at least two other servers
            return not counted or before in words.determiners or follower in words.weak_nouns
        if before in ("these", "those", "no") and not quantity.unit:
            return True
        if before == "that" and left[-1].pos == "DET" and not quantity.unit:
            return True  # that 153 million number
        if quantity.kind == "share" and before in ("a", "an") and right and right[0].pos in ("NOUN", "PROPN"):
            # a 100% solution; but: a 30% rise, a 30% chance
            return follower not in words.change_nouns | words.fall_nouns | words.share_nouns
        # A year that the dates were not read from: as far back as 2030.
        return _YEAR.fullmatch(str(quantity.value)) is not None and not quantity.unit and not self._counts(right)

    def _owned(self, whole: Sequence[Item]) -> bool:
        """Whether a whole is somebody's: its servers, the firm's servers."""
        return low(whole[0]) in self.words.owners or any(low(item) in ("'s", "’s") for item in whole[1:4])

    def _counts(self, right: Sequence[Item]) -> bool:
        return bool(right) and bool(self.phrases.noun_phrase(right))

    def _bracket(self, outer: list[Item], inside: list[Item], state: EnglishState) -> list[Figure]:
        """Read figures in brackets: of the words before them, or of what they count themselves."""
        figures = [item for item in inside if item.quantities]
        if len(figures) > 1 and inside[0].quantities and inside[0].quantities[0].kind == "money":
            # ($5 in costs versus $4 for others): a clause of its own
            own = EnglishState(source=state.source, period=state.period, area=state.area)
            return self._clause(Clause(list(inside)), own)
        if len(figures) != 1:
            return []
        quantity, at = figures[0].quantities[0], inside.index(figures[0])
        measure, kind = "", "share" if quantity.kind == "share" else "level"
        if at > 1 and at == len(inside) - 1 and inside[at - 1].text == ":" and is_noun(inside[at - 2]):
            # CVE-2030-1234 (CVSS score: 9.8)
            flaw = _FLAW_BEFORE.search(self.text, max(0, inside[0].start - 40), inside[0].start)
            measure = self.phrases.cut(self.phrases.worded(inside[: at - 1]))
            measure = f"{flaw[1]} {measure}" if flaw else measure
        elif len(inside) > at + 1:
            # (a stunning 132 flaws a day), (with a 9.8 CVSS score)
            led = all(item.pos in ("DET", "ADJ", "ADV") or low(item) in ("with", "about") for item in inside[:at])
            counted = self.phrases.noun_phrase(inside[at + 1 :])
            if led and counted and not quantity.unit and not self._points(inside[:at], inside[at + 1 :], quantity):
                rest = inside[at + 1 + len(counted) :]
                per = rest if rest and low(rest[0]) in ("per", "a", "each", "every") else []
                measure = self.phrases.cut(self.phrases.worded([*counted, *per]))
                kind = "count" if quantity.value == int(quantity.value) else "level"
            elif quantity.kind == "share" and at == 1 and low(inside[0]) in ("in", "at", "for"):
                measure = self._commented(outer, quantity)  # credentials (in 33% of cases)
        elif outer and quantity.kind in ("share", "money", "times"):
            measure = self._commented(outer, quantity)
        if len(measure) < 3:
            return []
        return [
            Figure(
                figures[0].start, figures[0].end, measure, quantity, kind, state.period, state.area, state.source, 0.65
            )
        ]

    def _commented(self, outer: list[Item], quantity: Quantity) -> str:
        """What a share or a sum in brackets says of the words before: 94 incidents (39%)."""
        counted = next((i for i in range(len(outer) - 1, max(-1, len(outer) - 4), -1) if outer[i].quantities), None)
        if counted is not None and (quantity.kind != "share" or outer[counted].quantities[0].unit):
            return ""
        start = next(
            (
                i + 1
                for i in range(len(outer) - 1, -1, -1)
                if is_finite(outer, i)
                or low(outer[i]) == "by"
                or outer[i].quantities
                or (i and low(outer[i]) == "as" and low(outer[i - 1]) == "such")
            ),
            0,
        )
        return self.phrases.cut(self.phrases.worded(outer[start:]))
