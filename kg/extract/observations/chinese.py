"""Which figures a Chinese sentence states: what each measures, when, where, and who says so.

Read clause by clause. A verb before the figure says how it stands to its measure (达到, 增长, 占), a noun
behind it what is counted (10家企业); what a clause leaves out it takes from the clause before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.extract.observations.brackets import Listed, is_idle, listed, parted
from kg.extract.observations.clauses import Clause, Item, called, clauses_of, trimmed
from kg.extract.observations.dealt import Dealer
from kg.extract.observations.figures import Figure
from kg.extract.observations.idle import IdleNumbers
from kg.extract.observations.lexicon import lexicon
from kg.extract.observations.measures import Measures
from kg.extract.observations.phrases import LONGEST, Phrases
from kg.extract.observations.scores import scored, whole_score
from kg.extract.observations.sources import take_source
from kg.extract.observations.state import State, Statement
from kg.extract.reading import Reading
from kg.model import Kind

__all__ = ["ChineseReader"]

_COMPARING = ("相比", "相较", "相比于", "相较于", "较", "比")
_COLONS, _STOPS = "：:", "。；！？;!?"
_SUPERLATIVE = re.compile(
    r"(?P<stem>.*?)(?:平均|单次|单日)?最[\u3400-\u9fff]{1,3}的?(?:[\u3400-\u9fff]{0,6})?(?:为|是)"
)
_HEAD = 3
"""How many words into a clause what supposes it may stand."""


class ChineseReader:
    """Reads the figures of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = lexicon()
        self.phrases = Phrases(reading.document.text, self.words)
        self._before: tuple[int, State] = (0, State())

    def figures(self, start: int, end: int) -> list[Figure]:
        """Return the figures that the sentence ``[start, end)`` states, in order."""
        clauses = clauses_of(self.reading, start, end)
        state = self._begin(clauses, start)
        found: list[Figure] = []
        for clause in clauses:
            self._owned(clause, state)
            take_source(clause, state, self.words)
            found += [self._dated(figure) for figure in _ClauseReader(self.phrases, clause, state).figures()]
        self._before = (end, state)
        return found

    def _owned(self, clause: Clause, state: State) -> None:
        """Say whose a measure is that stands behind 其, where the text has named one body that it can be."""
        items, words = clause.items, self.words
        at = next((i for i, item in enumerate(items[:2]) if item.text in words.possessive), None)
        if at is not None and len(state.bodies) == 1:
            behind = items[at + 1 : next((i for i in range(at, len(items)) if items[i].quantities), at)][:_HEAD]
            if any(item.text.endswith(words.measure_nouns) for item in behind) and not any(i.kind for i in behind):
                ((entity, name),) = state.bodies.items()
                items[at] = replace(items[at], text=name, pos="PROPN", kind=Kind.ORGANIZATION, entity=entity)
        state.bodies |= {item.entity: item.text for item in items if item.kind is Kind.ORGANIZATION}

    def _bodies(self, start: int, end: int) -> dict[str, str]:
        """The organizations that a stretch of the text names, by id."""
        mentions = self.reading.mentions
        near = mentions[bisect_left(mentions, start, key=lambda mention: mention.start) :]
        before = takewhile(lambda mention: mention.start < end, near)
        return {
            mention.entity: called(self.reading, mention) for mention in before if mention.kind is Kind.ORGANIZATION
        }

    def _dated(self, figure: Figure) -> Figure:
        """A figure of a time still to come is a forecast."""
        today = self.reading.anchor
        ahead = today is not None and figure.period[: len("2024")] > str(today.year)
        return replace(figure, kind="forecast") if ahead and figure.kind in ("level", "share", "count") else figure

    def _begin(self, clauses: Sequence[Clause], start: int) -> State:
        """What the sentence takes over from the one before it, when it begins in the middle: 其中, 从…增加到."""
        state = State()
        end, last = self._before
        first = clauses[0].items[0].text if clauses and clauses[0].items else ""
        if not first or "\n" in self.phrases.text[end:start]:
            return state
        if first in self.words.inside:
            state.period, state.area = last.period, last.area
        if first in self.words.possessive:
            state.bodies = self._bodies(self.reading.block_at(start).start, start)
        if first in self.words.from_ | self.words.inside or self.phrases.text.startswith(self.words.pointing, start):
            state.measure, state.topic = last.measure, last.topic
        return state


# -- one clause ------------------------------------------------------------------------------------------


class _ClauseReader:
    """Reads the figures of one clause."""

    def __init__(self, phrases: Phrases, clause: Clause, state: State) -> None:
        self.phrases = phrases
        self.words = phrases.words
        self.clause = clause
        self.state = state
        self.said: list[Figure] = []
        self.measures = Measures(phrases, state, self.said)
        self.idle = IdleNumbers(clause, self.measures)
        self._comparing = False

    def figures(self) -> list[Figure]:
        """Return the figures of the clause and of its brackets, in order of the text."""
        self._comparing = bool(self.clause.items) and self.clause.items[0].text in _COMPARING
        self._drop_comparisons()
        self._background()
        items = self.clause.items
        places = self._stated()
        dealer = Dealer(self.phrases, self.state, items, places)
        for rank, place in enumerate(places):
            start = places[rank - 1] + 1 if rank else 0
            end = places[rank + 1] if rank + 1 < len(places) else len(items)
            statement = self.measures.read(items, place, start, end, first=not rank)
            if statement is not None:
                statement = dealer.own(statement, rank)
                ahead = self.state.forecast or self._looks_ahead(place)
                if ahead and statement.kind in ("level", "count", "share"):
                    statement = replace(statement, kind="forecast")
                self._say(items[place], statement, dealer.period(rank) or self._period(place))
        members = listed(self.clause, self.words)
        for at, inside in self.clause.brackets:
            if at in members:
                self._member(members[at], at, inside)
            else:
                self._bracket(at, inside)
        if not places and items:
            self._topic()
            self._head()
        elif places:
            self.state.listed = tuple(dict.fromkeys(figure.measure for figure in self.said))
        if self.clause.mark in _STOPS:
            self.state.head = ""
        if items:
            self.state.last = items
        return sorted(self.said, key=lambda figure: figure.start)

    def _head(self) -> None:
        """Keep what a clause that ends in a colon says its list is of."""
        items = trimmed(self.clause.items, self.words.openers, start=True)
        if self.clause.mark not in _COLONS or not items or items[-1].text not in self.words.list_heads:
            return
        while items and (items[-1].text in self.words.list_heads | self.words.respectively or items[-1].pos == "PART"):
            items.pop()
        head = self.phrases.worded([item for item in items if not item.time])
        self.state.head = head if len(head) <= LONGEST else self.phrases.last_noun(items)

    def _say(self, item: Item, statement: Statement, period: str) -> None:
        measure = statement.measure.strip()
        if not re.search(r"\w{2}", measure) or measure.isdecimal():
            return
        if scored(measure, self.words):
            measure = whole_score(measure, self.phrases.text, item.start, self.words)
            statement = replace(statement, kind="level", area="")
        state = self.state
        state.stated = measure
        if statement.kind in ("count", "level", "forecast"):
            state.measure = measure
        for quantity in item.quantities:
            self.said.append(
                Figure(
                    item.start,
                    item.end,
                    measure,
                    quantity,
                    statement.kind,
                    period,
                    statement.area or state.area,
                    state.source,
                    statement.confidence,
                )
            )

    # -- which numbers state something -------------------------------------------------------------------

    def _stated(self) -> list[int]:
        """Where the figures stand; numbers that state nothing become words like others."""
        items = self.clause.items
        places: list[int] = []
        supposed = any(item.text in self.words.suppose for item in items[:_HEAD])
        for place, item in enumerate(items):
            if not item.quantities:
                continue
            if supposed:
                items[place] = replace(item, pos="NUM", quantities=())
                continue
            end = next((i for i in range(place + 1, len(items)) if items[i].quantities), len(items))
            left = items[places[-1] + 1 if places else 0 : place]
            if self.idle.states_nothing(left, items[place + 1 : end], item.quantities[0]) or self._compared(place, end):
                items[place] = replace(item, pos="NUM", quantities=())
            else:
                if self.idle.bounds(item.quantities[0], items[place + 1 : end]):  # 缩短至24小时内
                    bound = tuple(replace(q, qualifier=q.qualifier or "atMost") for q in item.quantities)
                    items[place] = replace(item, quantities=bound)
                places.append(place)
        return places

    def _compared(self, place: int, end: int) -> bool:
        """Whether the figure is only what another is compared with: 相比去年的5%进一步下降."""
        items, words = self.clause.items, self.words
        first = not any(item.quantities for item in items[:place])
        last = end == len(items) and any(item.text in words.changes for item in items[place + 1 :])
        return self._comparing and first and last

    def _looks_ahead(self, place: int) -> bool:
        """Whether the figure at an index is expected rather than found."""
        words, items = self.words, self.clause.items
        for index, item in enumerate(items[:place]):
            if item.text in words.forecast:
                return True
            if item.text in words.forecast_before_verb and any(
                other.text in words.level | words.changes or other.quantities for other in items[index + 1 : index + 3]
            ):
                return item.pos != "ADP" or items[index + 1].pos == "VERB"
        return False

    # -- when and where ----------------------------------------------------------------------------------

    def _drop_comparisons(self) -> None:
        """Take out what something is compared with: 较上年, 与去年同期相比."""
        items = self.clause.items
        gone: set[int] = set()
        for index, item in enumerate(items):
            if index not in gone and item.text in self.words.compare_before:
                gone |= set(range(index, self._comparison_end(index)))
        if gone:
            self.clause.brackets = [
                (sum(1 for i in range(at) if i not in gone), inside) for at, inside in self.clause.brackets
            ]
            self.clause.items = [item for index, item in enumerate(items) if index not in gone]

    def _comparison_end(self, index: int) -> int:
        """Where the comparison that begins at an index ends; the index itself when it is none."""
        items, words = self.clause.items, self.words
        later = next(
            (i for i in range(index + 1, min(len(items), index + 8)) if items[i].text in words.compare_after), 0
        )
        if later and not any(item.quantities for item in items[index:later]):
            return later + 1
        end = index + 1
        if end < len(items) and items[end].text in words.settled:
            end += 1  # 相较于
        if end == len(items) or not items[end].time or items[index].text in words.joining:
            return index
        end += 1
        while end < len(items) and items[end].text in words.compared:
            end += 1
        return end

    def _background(self) -> None:
        """Take the period and the place that the clause sets for what follows in the sentence."""
        items, state, words = self.clause.items, self.state, self.words
        said = any(item.text in words.publish_verbs for item in items)
        state.forecast = state.forecast or any(item.text in words.strong_forecast for item in items)
        bare = all(item.time or item.pos in ("ADP", "PUNCT", "PART", "VERB") or len(item.text) < 2 for item in items)
        for index, item in enumerate(items):
            told = self.clause.has_quantity or index in (0, 1, len(items) - 1)
            if item.time and item.time.period and (bare or (not said and told)):
                state.period = item.time.period
        places = [item for item in items[1:4] if item.kind is Kind.PLACE]
        if (
            places
            and len(items) <= 4
            and items[0].text in words.settled | words.describing
            and not self.clause.has_quantity
        ):
            state.area = places[0].entity

    def _period(self, place: int) -> str:
        """The period of the figure at an index: the nearest time before it in the clause, or the one set before."""
        for item in reversed(self.clause.items[:place]):
            if item.time and item.time.period:
                return item.time.period
        return self.state.period

    # -- what a clause leaves for others -----------------------------------------------------------------

    def _topic(self) -> None:
        """Keep what a clause without a figure speaks of."""
        words, state, phrases = self.words, self.state, self.phrases
        items = trimmed(self.clause.items, words.openers, start=True)
        if not items or items[-1].text in words.view:
            return  # 从区域来看
        timeless = [item for item in items if not item.time]
        if self.clause.mark in _COLONS:  # 占比分别为：
            timeless = trimmed(timeless, words.list_heads | words.respectively, end=True)
        phrase = phrases.worded(timeless)
        if phrase in words.attributes and state.topic:
            state.topic = phrases.fit(state.topic + phrase)
            return
        if match := _SUPERLATIVE.match(phrase):
            earlier = _SUPERLATIVE.match(state.topic)
            if earlier and not match["stem"]:
                phrase = earlier["stem"] + phrase
            state.topic, state.measure = phrases.fit(phrase), ""
            return
        if items[0].pos == "VERB" and state.topic:
            return  # it has no subject of its own
        nouns = phrases.noun_phrase(timeless)
        while nouns and not nouns[-1].text.endswith(words.measure_nouns):
            nouns.pop()
        if not nouns:
            changes = (i for i, item in enumerate(items) if item.text in words.changes and item.pos == "VERB")
            change = next(changes, 0)
            nouns = items[:change] if change >= len(items) - 2 else []
        subject, area = phrases.subject(nouns, change=True) if nouns else ("", "")
        if subject:
            state.topic = state.measure = subject
            state.area = area or state.area
        else:
            state.topic = phrase if len(phrase) <= LONGEST else phrases.last_noun(items)

    # -- brackets ----------------------------------------------------------------------------------------

    def _member(self, member: Listed, at: int, inside: list[Item]) -> None:
        """Read the figure of one member of a list: 主机分布于甲国（32台）、乙国（18台）."""
        phrases, state, last = self.phrases, self.state, member.member[-1]
        item = next(item for item in inside if item.quantities)
        subject, _ = phrases.subject(member.stem)
        subject = subject or state.measure or state.topic
        name = phrases.worded(member.member)
        kind = item.quantities[0].kind
        kind = "share" if kind == "share" else "count" if kind == "count" else "level"
        if last.kind is Kind.PLACE and subject:
            self._say(item, Statement(subject, kind, last.entity, 0.75), self._period(at))
            return
        headed = f"{subject}：{name}"
        fits = subject and len(headed) <= LONGEST
        self._say(item, Statement(headed if fits else phrases.fit(name), kind, "", 0.7), self._period(at))

    def _bracket(self, at: int, inside: list[Item]) -> None:
        """Read figures in brackets: they say something of what stands before."""
        words, phrases = self.words, self.phrases
        outer = self.clause.items[:at]
        figures = [item for item in inside if item.quantities]
        if not figures or not outer:
            return
        start = next((i + 1 for i in range(len(outer) - 1, -1, -1) if outer[i].quantities), 0)
        stem = [item for item in outer[start:] if not item.time]
        phrase = phrases.worded(trimmed(stem, words.openers, start=True))
        quantity = figures[0].quantities[0]
        idle = is_idle(inside, words)
        bare = not quantity.unit and quantity.kind != "share" and quantity.value < 100
        bare = bare and not scored(phrases.worded(inside), words)
        if bare or (quantity.kind == "duration" and len(figures) == 1):
            return
        if idle:
            if not phrase and self.said:
                phrase = self.said[-1].measure  # 3.9亿欧元（4.13亿美元）
            if len(phrase) > LONGEST and not _SUPERLATIVE.match(phrase):
                phrase = phrases.last_noun(outer)
            kind = "share" if quantity.kind == "share" else "level"
            self._say(figures[0], Statement(phrases.fit(phrase), kind, "", 0.7), self._period(at))
            return
        topic = phrase if len(phrase) <= LONGEST // 2 else phrases.last_noun(outer)
        state = State(topic, topic=topic, last=outer)
        state.period, state.area, state.source = self.state.period, self.state.area, self.state.source
        for clause in parted(inside):
            self.said += _ClauseReader(phrases, clause, state).figures()
