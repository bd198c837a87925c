"""Which figures a Chinese sentence states: what each measures, when, where, and who says so.

Read clause by clause. A verb before the figure says how it stands to its measure (达到, 增长, 占), a noun
behind it what is counted (10家企业); what a clause leaves out it takes from the clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from kg.extract.observations.clauses import Clause, Item, clauses_of, trimmed, wording
from kg.extract.observations.figures import Figure
from kg.extract.quantities import Quantity
from kg.extract.reading import Reading
from kg.model import Kind
from kg.resources import frames

__all__ = ["ChineseReader"]

_LONGEST = 36
"""Characters of a measure; a longer stretch is cut down to what stands next to the figure."""

_DAY = len("2024-11-26")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_SOURCES = {Kind.ORGANIZATION, Kind.PERSON, Kind.REPORT, Kind.WORK, Kind.LEGISLATION, Kind.ARTICLE}
_DOCUMENTS = {Kind.REPORT, Kind.WORK, Kind.LEGISLATION}
_SUPERLATIVE = re.compile(r"(?P<stem>.*?)(?:平均|单次|单日)?最[\u3400-\u9fff]{1,3}的?(?:[\u3400-\u9fff]{0,6})?(?:为|是)")


class _Lexicon:
    """``ontology/frames/observations.toml``, as sets."""

    def __init__(self) -> None:
        words: dict[str, Any] = frames("observations")["zh"]

        def of(name: str) -> frozenset[str]:
            return frozenset(words[name])

        self.level, self.exist, self.bare_exist = of("level"), of("exist"), of("bare_exist")
        self.up, self.down, self.change_to = of("up"), of("down"), of("change_to")
        self.change_nouns, self.fall_nouns, self.rate_nouns = of("change_nouns"), of("fall_nouns"), of("rate_nouns")
        self.share, self.share_nouns, self.attributes = of("share"), of("share_nouns"), of("attributes")
        self.from_, self.light, self.forecast = of("from"), of("light"), of("forecast")
        self.compare_before, self.compare_after = of("compare_before"), of("compare_after")
        self.source_prepositions, self.source_verbs = of("source_prepositions"), of("source_verbs")
        self.doubtful_source_verbs, self.publish_verbs = of("doubtful_source_verbs"), of("publish_verbs")
        self.openers, self.pronouns, self.weak_nouns = of("openers"), of("pronouns"), of("weak_nouns")
        self.determiners, self.after_duration = of("determiners"), of("after_duration")
        self.measure_nouns, self.lasting = tuple(words["measure_nouns"]), of("lasting")
        self.inside, self.pointing = of("inside"), tuple(words["pointing"])
        self.strong_forecast = of("strong_forecast")
        self.settled = of("settled")
        self.in_words, self.attributive, self.list_marks = of("in_words"), of("attributive"), of("list_marks")
        self.unit_nouns, self.totals, self.stage = of("unit_nouns"), of("totals"), of("stage")
        self.possessive, self.object_marks = of("possessive"), of("object_marks")
        self.forecast_before_verb = of("forecast_before_verb")
        self.changes = self.up | self.down
        self.nothing: frozenset[str] = frozenset()
        self.light_end = self.light | {"是", "为"}


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


@dataclass(slots=True)
class _State:
    """What a clause may take from those before it in the sentence."""

    measure: str = ""
    unit: str = ""
    topic: str = ""
    last: list[Item] = field(default_factory=list)
    period: str = ""
    area: str = ""
    source: str = ""
    forecast: bool = False


class ChineseReader:
    """Reads the figures of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.words = _lexicon()
        self.before: tuple[int, _State] = (0, _State())

    def figures(self, start: int, end: int) -> list[Figure]:
        """Return the figures that the sentence ``[start, end)`` states, in order."""
        clauses = clauses_of(self.reading, start, end)
        state = self._begin(clauses, start)
        found: list[Figure] = []
        for clause in clauses:
            self._source(clause, state)
            found += _ClauseReader(self, clause, state).figures()
        self.before = (end, state)
        return found

    def _begin(self, clauses: Sequence[Clause], start: int) -> _State:
        """What the sentence takes over from the one before it, when it begins in the middle: 其中, 从…增加到."""
        state = _State()
        end, last = self.before
        first = clauses[0].items[0].text if clauses and clauses[0].items else ""
        if "\n" in self.text[end:start] or not first:
            return state
        if first in self.words.inside:
            state.period, state.area = last.period, last.area
        if first in self.words.from_ or first in self.words.inside or first.startswith(tuple(self.words.pointing)):
            state.measure, state.topic = last.measure, last.topic
        return state

    # -- who says so -----------------------------------------------------------------------------------

    def _source(self, clause: Clause, state: _State) -> None:
        """Find who the clause says states what follows, and cut that part off."""
        items = clause.items
        if not items:
            return
        quantity = next((i for i, item in enumerate(items) if item.quantities), len(items))
        verb = self._source_verb(items, quantity)
        if verb is None and quantity < len(items) and items[-1].text in self.words.source_verbs:
            verb = len(items) - 1  # 抽取了43个国家的数据显示，…
        opening = items[0].text in self.words.source_prepositions
        if verb is None and not opening:
            return
        named = [item for item in items[: quantity if verb is None else verb] if item.kind in _SOURCES]
        if verb is None and not named:
            return
        chosen = ([item for item in named if item.kind in _DOCUMENTS] or named)[-1:]
        state.source = chosen[0].entity if chosen else ""
        if verb is not None and len(state.period) == _DAY:
            state.period = ""  # the day on which it was said
        if verb is not None and verb > quantity:
            clause.items = items[:verb]
            return
        cut = verb + 1 if verb is not None else len(items) if quantity == len(items) else 0
        clause.items = items[cut:]
        clause.brackets = [(max(0, at - cut), inside) for at, inside in clause.brackets if at >= cut]

    def _source_verb(self, items: Sequence[Item], quantity: int) -> int | None:
        """The index of the verb of saying before the first figure, if there is one."""
        words = self.words
        for index in range(quantity - 1, -1, -1):
            item = items[index]
            if item.kind or item.time or item.text not in words.source_verbs:
                continue
            if index == len(items) - 1:
                return index
            following = items[index + 1].text
            if item.text in words.doubtful_source_verbs and (
                item.pos != "VERB"
                or following in words.attributive | words.stage | words.light
                or not any(other.kind in _SOURCES for other in items[max(0, index - 3) : index])
            ):
                continue
            if index:
                return index
        return None


class _ClauseReader:
    """Reads the figures of one clause."""

    def __init__(self, reader: ChineseReader, clause: Clause, state: _State) -> None:
        self.text = reader.text
        self.words = reader.words
        self.clause = clause
        self.items = clause.items
        self.state = state
        self.prefix: list[Item] = []  # the verb that the first of several counted things had
        self.said: list[Figure] = []

    def figures(self) -> list[Figure]:
        """Return the figures of the clause and of its brackets, in order of the text."""
        self._drop_comparisons()
        self._background()
        state = self.state
        places = self._stated()
        for rank, place in enumerate(places):
            previous = places[rank - 1] + 1 if rank else 0
            following = places[rank + 1] if rank + 1 < len(places) else len(self.items)
            self._figure(self.items[previous:place], place, self.items[place + 1 : following], first=not rank)
        for at, inside in self.clause.brackets:
            self._bracket(at, inside)
        if not places and self.items:
            self._topic()
        self.said.sort(key=lambda figure: figure.start)
        if self.items:
            state.last = self.items
        return self.said

    def _stated(self) -> list[int]:
        """Where the figures stand; numbers that state nothing become words like others."""
        places: list[int] = []
        for place, item in enumerate(self.items):
            if not item.quantities:
                continue
            following = next((i for i in range(place + 1, len(self.items)) if self.items[i].quantities), len(self.items))
            left = self.items[places[-1] + 1 if places else 0 : place]
            if self._pointed_at(left, self.items[place + 1 : following], item.quantities[0]):
                self.items[place] = replace(item, pos="NUM", quantities=())
            else:
                places.append(place)
        return places

    def _looks_ahead(self, place: int) -> bool:
        """Whether the figure at an index is expected rather than found."""
        words = self.words
        for index, item in enumerate(self.items[:place]):
            if item.text in words.forecast:
                return True
            if item.text in words.forecast_before_verb and any(
                other.text in words.level | words.changes or other.quantities for other in self.items[index + 1 : index + 3]
            ):
                return item.pos != "ADP" or self.items[index + 1].pos == "VERB"
        return False

    # -- when and where --------------------------------------------------------------------------------

    def _background(self) -> None:
        """Take the period and the place that the clause sets for what follows in the sentence."""
        items, state = self.items, self.state
        said = any(item.text in self.words.publish_verbs for item in items)
        state.forecast = state.forecast or any(item.text in self.words.strong_forecast for item in items)
        for index, item in enumerate(items):
            if item.time is None or not item.time.period:
                continue
            bare = all(other.time or other.pos in ("ADP", "PUNCT", "PART", "VERB") or len(other.text) < 2 for other in items)
            if bare or (self.clause.has_quantity and not said) or (index <= 1 and not said):
                state.period = item.time.period
        where = [item for item in items if item.kind is Kind.PLACE]
        bare_place = len(items) <= 4 and where and items[0].text in ("在", "从", "对于", "就")
        if bare_place and not self.clause.has_quantity:
            state.area = where[0].entity

    def _drop_comparisons(self) -> None:
        """Take out what something is compared with: 较上年, 与去年同期相比."""
        words = self.words
        kept: list[Item] = []
        index = 0
        items = self.items
        moved: list[int] = []
        while index < len(items):
            item = items[index]
            end = 0
            if item.text in words.compare_before and index + 1 < len(items):
                later = next((i for i in range(index + 1, min(len(items), index + 8)) if items[i].text in words.compare_after), 0)
                if later and not any(other.quantities for other in items[index:later]):
                    end = later + 1
                elif items[index + 1].time and item.text not in ("同", "与", "和"):
                    end = index + 2
            if end:
                index = end
                continue
            moved.append(index)
            kept.append(item)
            index += 1
        if len(kept) < len(items):
            self.clause.brackets = [
                (sum(1 for i in moved if i < at), inside) for at, inside in self.clause.brackets
            ]
            self.items = self.clause.items = kept

    def _period(self, place: int) -> str:
        """The period of the figure at an index: the time before it in the clause, or right behind, or set before."""
        for index in range(place - 1, -1, -1):
            time = self.items[index].time
            if time and time.period:
                return time.period
        return self.state.period

    # -- what ------------------------------------------------------------------------------------------

    def _figure(self, left: list[Item], place: int, right: list[Item], *, first: bool) -> None:
        item = self.items[place]
        quantity = item.quantities[0]
        read = self._measure(left, place, right, quantity, first=first)
        if read is None:
            return
        measure, kind, area, confidence = read
        if kind in ("level", "count", "share") and (self.state.forecast or self._looks_ahead(place)):
            kind = "forecast"
        self._say(item, measure, kind, area or self.state.area, self._period(place), confidence)

    def _say(self, item: Item, measure: str, kind: str, area: str, period: str, confidence: float) -> None:
        measure = measure.strip()
        if len(measure) < 2 or not re.search(r"[\w]{2}", measure) or measure.isdecimal():
            return
        for quantity in item.quantities:
            self.said.append(
                Figure(item.start, item.end, measure, quantity, kind, period, area, self.state.source, confidence)
            )

    def _pointed_at(self, left: list[Item], right: list[Item], quantity: Quantity) -> bool:
        """Whether the number states nothing: 这两个漏洞, 三个方面, 五年后."""
        words = self.words
        before = left[-1].text if left and not left[-1].kind else ""
        if quantity.kind == "count" and (before in words.determiners or (before[-1:] in "这那该每各首前"[0:7] and before)):
            return True
        follower = right[0].text if right else ""
        if quantity.kind == "duration":
            core = self._core(left)
            stated = core and (self._is_level(core) or self._is_change(core))
            verb = left[-1].text if left else ""
            lasted = not right and (
                verb in words.lasting or (core and core[-1].pos == "VERB" and quantity.qualifier)
            )
            return not (stated or lasted) or follower in words.after_duration
        if quantity.in_words and quantity.kind == "count" and quantity.value <= 12 and not quantity.qualifier:
            nouns = [item.text for item in right[:4] if item.pos in _NOMINAL]
            head = nouns[-1] if nouns else ""
            if not right or head in words.weak_nouns or (nouns and nouns[0] in words.weak_nouns):
                return True
        elif quantity.kind == "count" and right and right[0].text in words.weak_nouns and quantity.value <= 12:
            return quantity.unit in ("个", "大", "种", "项", "点", "条")
        return False

    def _core(self, items: Sequence[Item]) -> list[Item]:
        """The items before the figure without adverbs and aspect behind the verb."""
        last = len(items)
        while last:
            item = items[last - 1]
            if item.kind or item.time or item.quantities:
                break
            if item.text in self.words.attributive and last > 1 and items[last - 2].time:
                last -= 2  # 增加至2024年的132个
                continue
            if item.text not in self.words.light and item.pos not in ("ADV", "PUNCT", "SPACE"):
                break
            if item.text in self.words.level and item.pos == "VERB":
                break
            last -= 1
        return list(items[:last])

    def _measure(
        self, left: list[Item], place: int, right: list[Item], quantity: Quantity, *, first: bool
    ) -> tuple[str, str, str, float] | None:
        words, state = self.words, self.state
        share = quantity.kind == "share"
        core = self._core(left)
        if left and any(item.text in words.object_marks for item in left[len(core) :]):
            core = []  # 将1000个压缩包拼接
        verb = core[-1] if core else None
        following = trimmed(trimmed(right, words.nothing, start=True), words.list_marks, end=True)
        lead = following[0].text if following else ""
        thing = following[1:] if lead in words.attributive else following
        if not any(item.kind or item.pos in ("NOUN", "PROPN", "VERB", "ADJ") for item in thing):
            thing = []

        # 约20%的增长; 20%的降幅
        noun = thing[0].text if thing else ""
        if noun in words.change_nouns | words.fall_nouns and (lead in words.attributive or len(thing) == 1):
            subject, area = self._subject(self.items[:place], change=True)
            kind = "decrease" if noun in words.fall_nouns else "growthRate" if share else "increase"
            return self._standing(subject), kind, area, 0.85
        # 从2020年的107个增加至2024年的132个
        opening = next((i for i, item in enumerate(left) if item.text in words.from_), None)
        if opening is not None and self._goes_on(following):
            subject, area = self._subject(left[:opening], change=True)
            return self._standing(subject), "share" if share else "level", area, 0.9
        if verb is not None and self._is_change(core):
            return self._change(core, quantity, following, first=first)
        if verb is not None and any(item.text in words.share for item in core[-8:]) and not self._is_level(core):
            return self._share(core, thing, lead)
        if verb is not None and self._is_level(core) and not self._counts(verb, thing, quantity):
            return self._level(core, quantity, following, first=first)
        if thing:
            return self._counted(left, core, place, right, thing, lead, quantity, first=first)
        return self._left_over(core, quantity, first=first)

    def _goes_on(self, following: Sequence[Item]) -> bool:
        """Whether a verb of change with its goal follows: …增加至."""
        return any(
            item.text in self.words.changes
            or item.text in self.words.change_to
            or (item.text[-1:] in "至到" and item.pos == "VERB")
            for item in following[:4]
        )

    def _is_change(self, core: Sequence[Item]) -> bool:
        verb = core[-1]
        return verb.text in self.words.changes and not verb.kind

    def _is_level(self, core: Sequence[Item]) -> bool:
        last = core[-1]
        if last.kind:
            return False
        if last.text in ("在", "约", "共", "到", "至", "近", "超") and last.pos != "VERB":
            # 在 says where, unless it belongs to a verb: 维持在
            return len(core) > 1 and core[-2].text in self.words.changes | self.words.level
        return last.text in self.words.level or (
            len(last.text) > 1 and last.text[-1] in "至到为达" and (last.text[:-1] in self.words.changes or last.pos == "VERB")
        )

    def _counts(self, verb: Item, thing: Sequence[Item], quantity: Quantity) -> bool:
        """Whether the verb says that there is so much of the thing behind the figure: 有超过100万用户."""
        return bool(thing) and verb.text in self.words.exist and thing[0].pos in _NOMINAL | {"VERB", "ADV"}

    def _level(
        self, core: Sequence[Item], quantity: Quantity, following: Sequence[Item], *, first: bool
    ) -> tuple[str, str, str, float] | None:
        """Read MEASURE达到FIGURE."""
        words, state = self.words, self.state
        subject_items = list(core[:-1])
        while subject_items and subject_items[-1].text in words.changes | words.change_to | words.level:
            subject_items.pop()
        shares = any(item.text in words.share for item in subject_items)
        subject, area = self._subject(subject_items, change=not first)
        thing = [item for item in following if item.pos in _NOMINAL]
        if subject:
            measure = self._standing(subject)
        elif not first and self.said:
            measure, area = self.said[-1].measure, self.said[-1].area
        elif thing and quantity.kind in ("count", ""):
            measure = wording(self._noun_phrase(list(following)), self.text)
        elif quantity.kind == "count" and (core[-1].text in words.totals or not state.measure) and (
            noun := self._last_noun(state.last)
        ):
            measure = noun
        else:
            measure = state.topic or state.measure
        if not measure:
            return None
        if not shares:
            state.measure = measure
        if area:
            state.area = area
        kind = "share" if shares or quantity.kind == "share" else "level"
        if any(measure.endswith(noun) for noun in words.rate_nouns):
            kind = "growthRate"
        return measure, kind, area, 0.9

    def _change(
        self, core: Sequence[Item], quantity: Quantity, following: Sequence[Item], *, first: bool
    ) -> tuple[str, str, str, float] | None:
        """Read MEASURE增长FIGURE; what is not named is what the clause before spoke of."""
        words, state = self.words, self.state
        verb = core[-1]
        thing = self._noun_phrase(list(following)) if following and following[0].pos in _NOMINAL else []
        subject, area = self._subject(core[:-1], change=True)
        if thing and quantity.kind in ("count", "") and verb.text in words.up:
            measure = wording([*self._tail(core), *thing], self.text)  # 新增10家企业
            return measure, "increase", area, 0.85
        measure = self._standing(subject) if subject else ""
        if not measure:
            measure = self.said[-1].measure if not first and self.said else state.measure or state.topic
        if not measure:
            return None
        state.measure = measure
        if verb.text in words.down:
            kind = "decrease"
        elif (quantity.kind == "share" and "点" not in quantity.unit) or quantity.kind == "times":
            kind = "growthRate"
        else:
            kind = "increase"
        return measure, kind, area, 0.9

    def _share(self, core: Sequence[Item], thing: Sequence[Item], lead: str) -> tuple[str, str, str, float] | None:
        """Read X占Y的FIGURE, 占比FIGURE, 占全部应用程序71%的X."""
        words, state = self.words, self.state
        at = next(i for i in range(len(core) - 1, -1, -1) if core[i].text in words.share)
        whole = trimmed(core[at:], words.attributive | words.light, end=True)
        subject, area = self._subject(core[:at], change=False)
        if not subject and lead in words.attributive and thing:
            measure = wording(self._noun_phrase(list(thing)), self.text) + wording(whole, self.text)
            return measure, "share", area, 0.8
        if not subject:
            subject = state.measure or self._last_noun(state.last)
        measure = subject + wording(whole, self.text)
        return measure, "share", area, 0.85

    def _counted(
        self,
        left: Sequence[Item],
        core: list[Item],
        place: int,
        right: list[Item],
        thing: list[Item],
        lead: str,
        quantity: Quantity,
        *,
        first: bool,
    ) -> tuple[str, str, str, float] | None:
        """Read FIGURE THING: 起诉了10名个人, 9个国家制定了战略, 约18%的漏洞被评为严重."""
        words, state = self.words, self.state
        kind = "share" if quantity.kind == "share" else "count" if quantity.kind in ("count", "") else "level"
        listed = not first and self._is_list(left)
        nouns = self._noun_phrase(thing)
        if thing[-1].text in words.attributive and thing[-1] is self.items[place + len(right)]:
            nouns = self._first_nouns(thing)  # 30个国家的5400位受访者: only the nearest word is counted
        elif kind == "count" and core and core[-1].text in words.exist and any(item.text == "的" for item in thing[1:]):
            if (left and left[0].text in ("在", "来自")) or core[0].text in ("来自", "在"):
                return None  # 来自拥有100名员工的公司
        ahead = self.items[place + 1 :]
        if len(ahead) > len(right) and right and right[-1].text not in words.list_marks | words.attributive:
            longer = trimmed(ahead, words.attributive, start=True)
            if len(wording(longer, self.text)) <= _LONGEST and longer[0] is thing[0]:
                thing = longer
        area = ""
        bare = trimmed(core, words.openers | words.light, start=True, end=True)
        bare = [item for item in bare if not item.time]
        if listed:
            tail = self.prefix
        elif not bare:
            tail = []
            self.prefix = []
            said = self._predicate(thing)
            if said and kind == "share" and thing[0].pos in ("VERB", "ADV", "AUX"):
                inside = self._inside(state.last)
                measure = wording([*inside, *said], self.text)
                return (measure, kind, area, 0.8) if inside or len(measure) > 3 else None
            state.topic = wording(said, self.text)
            return state.topic, kind, area, 0.85
        elif bare[-1].text in words.exist:
            self.prefix = []
            return self._existing(bare, thing, nouns, kind)
        elif thing[0].pos in ("VERB", "ADV", "AUX") or bare[-1].text in words.in_words:
            # 应用程序中54%存在漏洞; 组织中100台计算机受到了感染
            self.prefix = []
            subject, area = self._subject(bare, change=False)
            said = wording(self._predicate(thing), self.text)
            whole = subject + said
            return whole if len(whole) <= _LONGEST else said, kind, area, 0.8
        elif bare[-1].pos == "ADP":
            place = len(bare) > 1 and bare[-2].pos == "VERB" and bare[-1].text in words.settled
            tail = [*self._tail(bare[:-1]), bare[-1]] if place else []
            nouns = self._first_nouns(thing)
        elif lead in words.attributive and bare[-1].pos != "VERB":
            tail = []
        else:
            tail = self._tail(bare)
        if not nouns:
            nouns = self._predicate(thing)
        self.prefix = tail
        if not nouns:
            return None
        objects = wording(nouns, self.text)
        measure = wording(tail, self.text) + self._joint(tail, nouns) + objects
        if len(measure) > _LONGEST:
            measure = self._fit(objects, nouns)
        return measure, kind, area, 0.8

    def _existing(
        self, bare: list[Item], thing: list[Item], nouns: list[Item], kind: str
    ) -> tuple[str, str, str, float] | None:
        """Read X有FIGURE THING."""
        words = self.words
        verb = bare[-1]
        subject, area = self._subject(bare[:-1], change=False)
        said = self._predicate(thing)
        objects = wording(said if kind == "share" or not nouns else nouns, self.text)
        if not subject and verb.text in words.bare_exist:
            inside = self._inside(self.state.last) if kind == "share" and thing[0].pos in ("VERB", "ADV") else []
            return wording([*inside, *trimmed(said, words.light, start=True)], self.text), kind, area, 0.85
        for measure in (subject + verb.text + objects, verb.text + objects):
            if len(measure) <= _LONGEST:
                return measure, kind, area, 0.8
        return objects, kind, area, 0.75

    def _joint(self, tail: Sequence[Item], nouns: Sequence[Item]) -> str:
        """A space between two Latin words that were apart in the text."""
        if tail and nouns and re.match(r"[A-Za-z]", tail[-1].text[-1:]) and re.match(r"[A-Za-z]", nouns[0].text):
            return " "
        return ""

    def _left_over(self, core: list[Item], quantity: Quantity, *, first: bool) -> tuple[str, str, str, float] | None:
        """Read a figure with nothing behind it and no verb of its own: 下载量5000万次, 损失100万美元."""
        words, state = self.words, self.state
        if not first and self.said and not [item for item in core if item.text not in words.list_marks]:
            return self.said[-1].measure, self.said[-1].kind, self.said[-1].area, 0.75
        subject, area = self._subject(core, change=False)
        if not subject:
            measure = state.topic or state.measure
            kind = "share" if quantity.kind == "share" else "level"
            return (measure, kind, state.area, 0.7) if measure and not core and first else None
        if core and core[-1].pos == "VERB" and quantity.unit in words.unit_nouns:
            subject += quantity.unit
        kind = "share" if quantity.kind == "share" else "level"
        if any(subject.endswith(noun) for noun in words.rate_nouns):
            kind = "growthRate"
        elif any(item.text in words.up and item.pos == "VERB" for item in core):
            kind = "increase"  # 新增网民2480万人
        measure = self._standing(subject)
        return measure, kind, area, 0.7

    # -- pieces of clauses -----------------------------------------------------------------------------

    def _subject(self, items: Sequence[Item], *, change: bool) -> tuple[str, str]:
        """The words of what stands before a verb, without times, openers and comparisons; and its place."""
        words = self.words
        kept: list[Item] = []
        for item in items:
            if item.quantities:
                kept = []  # what stands before another figure belongs to that
                continue
            if item.time:
                if kept and not kept[-1].kind and kept[-1].text in self._time_words():
                    kept.pop()
                continue
            if change and item.text in words.compare_before and item.text not in ("同", "与", "和"):
                break  # 比其他行业高出
            if item.text in words.rate_nouns and item.text in ("同比", "环比", "年均增长"):
                continue
            kept.append(item)
        kept = trimmed(kept, words.light, end=True)
        if len(kept) > 1 and kept[-1].text in words.attributive and kept[-2].pos != "VERB":
            kept.pop()
        if wording(kept, self.text) in words.pronouns:
            return "", ""
        kept = trimmed(kept, words.openers | words.possessive | {"与", "同"}, start=True)
        while kept and kept[-1].pos in ("ADV", "ADP") and not kept[-1].kind and kept[-1].text not in words.in_words:
            kept.pop()
        if wording(kept, self.text) in words.pronouns:
            return "", ""
        area = ""
        if len(kept) > 1 and kept[0].kind is Kind.PLACE:
            rest = kept[1:]
            if rest[0].text in words.attributive:
                rest = rest[1:]
            if rest and rest[0].pos in _NOMINAL and rest[0].kind is None:
                area, kept = kept[0].entity, rest
        elif kept and kept[0].kind is Kind.PLACE:
            area = kept[0].entity
        return self._fit(wording(kept, self.text), kept), area

    @staticmethod
    def _time_words() -> frozenset[str]:
        return frozenset({"在", "于", "到", "至", "自", "从", "截至", "截止", "截止到", "截至到"})

    def _fit(self, measure: str, items: Sequence[Item] | None = None) -> str:
        """Cut a long measure down to its end, at a word."""
        if len(measure) <= _LONGEST:
            return measure
        if items:
            for index in range(1, len(items)):
                shorter = wording(items[index:], self.text)
                if len(shorter) <= _LONGEST and items[index].pos not in ("PART", "PUNCT", "CCONJ") and items[index].text != "的":
                    return shorter
        return measure[:_LONGEST]

    def _standing(self, subject: str) -> str:
        """A subject as a measure of its own: 增速 alone is that of the measure named before."""
        words, state = self.words, self.state
        if not subject:
            return state.measure or state.topic
        whole = state.measure or state.topic
        if whole and (subject in words.attributes or subject.startswith(tuple(words.share))):
            return whole if whole.endswith(subject) else whole + subject
        pronoun = next((word for word in words.pronouns if len(word) > 2 and subject.endswith(word)), "")
        if pronoun:  # 小公司中这一比例
            last = self.said[-1].measure if self.said else whole
            return subject.removesuffix(pronoun).rstrip("的") + (last or pronoun)
        if not subject.startswith(tuple(words.share)):
            state.measure = subject
        return subject

    def _noun_phrase(self, items: Sequence[Item]) -> list[Item]:
        """The noun phrase that some items begin with; verbs are passed only inside a modifier with 的."""
        words = self.words
        last = 0
        index = 0
        while index < len(items):
            item = items[index]
            if item.kind or item.pos in _NOMINAL or item.text in ("”", "’", "》"):
                index += 1
                last = index
                continue
            if item.text in words.attributive or item.text in ("“", "‘", "《", "、", "和", "及", "与", "或") or item.pos == "CCONJ":
                index += 1
                continue
            if item.pos in ("PRON", "NUM", "SPACE") or (item.pos == "ADV" and index == 0):
                index += 1
                continue
            ahead = next((i for i in range(index + 1, min(len(items), index + 9)) if items[i].text == "的"), None)
            if ahead is not None and ahead + 1 < len(items) and (last == 0 or items[last - 1].text == "的"):
                index = ahead + 1
                continue
            break
        phrase = list(items[:last])
        while phrase and phrase[0].text in words.attributive:
            phrase.pop(0)
        return phrase

    def _first_nouns(self, items: Sequence[Item]) -> list[Item]:
        """The first run of nouns."""
        found: list[Item] = []
        for item in items:
            if item.kind or item.pos in _NOMINAL:
                found.append(item)
            elif found:
                break
        return found

    def _predicate(self, items: Sequence[Item]) -> list[Item]:
        """What is said behind the figure, to the end of the clause or to where it grows too long."""
        words = self.words
        kept = trimmed(items, words.attributive | words.list_marks, start=True)
        kept = trimmed(kept, words.list_marks | words.from_ | frozenset({"在", "有", "了"}), end=True)
        nouns = self._noun_phrase(kept)
        if len(wording(kept, self.text)) > _LONGEST:
            while len(kept) > max(1, len(nouns)) and len(wording(kept, self.text)) > _LONGEST:
                kept.pop()
            if kept and len(kept) > len(nouns):
                kept = self._whole(kept, nouns)
        if kept and (kept[-1].pos in ("ADP", "ADV", "PART", "CCONJ") or kept[-1].text in words.stage):
            kept = nouns or kept
        return kept

    def _whole(self, kept: list[Item], nouns: list[Item]) -> list[Item]:
        """Cut back to the last noun."""
        while len(kept) > max(1, len(nouns)) and not (kept[-1].kind or kept[-1].pos in _NOMINAL):
            kept.pop()
        return kept

    def _tail(self, core: Sequence[Item]) -> list[Item]:
        """The verb before a counted thing, with its subject when that is short."""
        words = self.words
        core = trimmed([item for item in core if not item.time], words.openers | words.light, start=True)
        core = trimmed(core, words.light | {"的"}, end=True) if core and core[-1].text != "的" else core
        if core and core[-1].text in words.attributive:
            while core and core[0].pos == "ADP":
                core = core[1:]
            return core if len(wording(core, self.text)) <= 20 else []
        verbs = [i for i, item in enumerate(core) if item.pos == "VERB" and not item.kind]
        if not verbs:
            return []
        if len(wording(core, self.text)) <= 14 and verbs[-1] == len(core) - 1:
            return core
        verb = core[verbs[-1]]
        return [verb]

    def _last_noun(self, items: Sequence[Item]) -> str:
        """The last noun phrase of a clause, names and quoted words included."""
        end = len(items)
        while end and not (items[end - 1].kind or items[end - 1].pos in _NOMINAL or items[end - 1].text in "”’》"):
            end -= 1
        start = end
        while start and (
            items[start - 1].kind or items[start - 1].pos in _NOMINAL or items[start - 1].text in ("“", "”", "‘", "’", "《", "》")
        ) and not items[start - 1].quantities:
            start -= 1
        return self._fit(wording(items[start:end], self.text))

    def _inside(self, items: Sequence[Item]) -> list[Item]:
        """…应用程序中: the whole that a share is taken of, at the end of the clause before."""
        if not items or items[-1].text not in self.words.in_words:
            return []
        start = len(items) - 1
        while start and (items[start - 1].kind or items[start - 1].pos in _NOMINAL):
            start -= 1
        return list(items[start:])

    def _is_list(self, left: Sequence[Item]) -> bool:
        """Whether the figure goes on a list that the one before began: 6个A、5个B和3个C."""
        return bool(left) and left[-1].text in self.words.list_marks and bool(self.said)

    def _topic(self) -> None:
        """Keep what a clause without a figure speaks of."""
        words, state = self.words, self.state
        items = trimmed(self.items, words.openers, start=True)
        phrase = wording([item for item in items if not item.time], self.text)
        match = _SUPERLATIVE.match(phrase)
        if match:
            earlier = _SUPERLATIVE.match(state.topic)
            if not match["stem"] and earlier and earlier["stem"]:
                phrase = earlier["stem"] + phrase
            state.topic, state.measure = self._fit(phrase), ""
            return
        if items and items[0].pos == "VERB" and state.topic:
            return  # it has no subject of its own
        nouns = self._noun_phrase([item for item in items if not item.time])
        while nouns and nouns[0].text in words.openers:
            nouns.pop(0)
        if wording(nouns, self.text).endswith(words.measure_nouns):
            subject, area = self._subject(nouns, change=True)
            state.topic = state.measure = subject
            state.area = area or state.area
            return
        change = next((i for i, item in enumerate(items) if item.text in words.changes and item.pos == "VERB" and i), None)
        if change is not None and change >= len(items) - 2:
            subject, area = self._subject(items[:change], change=True)
            if subject:
                state.topic = state.measure = subject
                state.area = area or state.area
                return
        state.topic = self._fit(phrase, items) if len(phrase) <= _LONGEST else self._last_noun(items)

    # -- brackets --------------------------------------------------------------------------------------

    def _bracket(self, at: int, inside: list[Item]) -> None:
        """Read figures in brackets: they say something of what stands before."""
        outer = self.items[:at]
        figures = [i for i, item in enumerate(inside) if item.quantities]
        if not figures or not outer:
            return
        alone = len(figures) == 1 and all(
            i in figures or item.text in self.words.light | self.words.level or item.pos in ("PUNCT", "ADV") for i, item in enumerate(inside)
        )
        item = inside[figures[0]]
        quantity = item.quantities[0]
        if quantity.kind == "duration" or (not quantity.unit and quantity.kind != "share" and quantity.value < 100):
            return
        if not alone:
            before = Clause(items=inside)
            state = _State(period=self.state.period, area=self.state.area, source=self.state.source)
            state.last = outer
            state.topic = state.measure = self._last_noun(outer)
            reader = _ClauseReader.__new__(_ClauseReader)
            reader.text, reader.words, reader.clause, reader.items = self.text, self.words, before, inside
            reader.state, reader.prefix, reader.said = state, [], []
            self.said += reader.figures()
            return
        start = 0
        for index, other in enumerate(outer):
            if other.quantities:
                start = index + 1
        stem = [other for other in outer[start:] if not other.time]
        phrase = wording(trimmed(stem, self.words.openers, start=True), self.text)
        match = _SUPERLATIVE.match(phrase)
        kind = "share" if quantity.kind == "share" else "level"
        if not match and len(phrase) > _LONGEST:
            phrase = self._last_noun(outer)
        self._say(item, self._fit(phrase), kind, self.state.area, self._period(at), 0.7)
