"""What a figure of a Chinese clause measures: by the verb before it and the noun behind it.

The patterns, in the order in which they are tried:

- FIGURE的增长 · 从FIGURE增加至FIGURE · X是Y的FIGURE倍
- MEASURE增长FIGURE · X占Y的FIGURE · MEASURE达到FIGURE
- X有FIGURE个THING · 起诉了FIGURE名THING · FIGURE个THING做了什么
- MEASURE FIGURE, nothing else

What a clause leaves out it takes from the state of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.observations.clauses import Item, trimmed
from kg.extract.observations.counted import Counts
from kg.extract.observations.figures import Figure
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.phrases import LONGEST, NOMINAL, Phrases, is_nominal
from kg.extract.observations.slots import Slot
from kg.extract.observations.state import State, Statement, parallel, standing

__all__ = ["Measures"]

_SHARE_REACH = 8


class Measures:
    """Reads the measures of the figures of one clause.

    Args:
        phrases: of the text.
        state: of the sentence; written to.
        said: the figures read so far in the clause.
    """

    def __init__(self, phrases: Phrases, state: State, said: list[Figure]) -> None:
        self.phrases = phrases
        self.words: Lexicon = phrases.words
        self.state = state
        self.said = said
        self.counts = Counts(phrases, state, said)

    def read(self, items: Sequence[Item], place: int, start: int, end: int, *, first: bool) -> Statement | None:
        """Return what is said with the figure at an index.

        Args:
            items: of the clause.
            place: where the figure stands.
            start: index behind the figure before it.
            end: index of the figure behind it.
            first: whether it is the first of the clause.
        """
        slot = self._slot(items, place, start, end, first=first)
        words = self.words
        core, thing = slot.core, slot.thing
        noun = thing[0].text if thing else ""
        if noun in words.change_nouns | words.fall_nouns and (slot.owned or len(thing) == 1):
            subject, area = self.phrases.subject(slot.before, change=True)
            kind = "decrease" if noun in words.fall_nouns else "growthRate" if slot.share else "increase"
            return Statement(standing(subject, self.state, self.words), kind, area, 0.85)
        opening = next((i for i, item in enumerate(slot.left) if item.text in words.from_), None)
        if opening is not None and self.goes_on(slot.following):
            subject, area = self.phrases.subject(slot.left[:opening], change=True)
            return Statement(standing(subject, self.state, self.words), "share" if slot.share else "level", area, 0.9)
        if slot.quantity.kind == "times" and (equal := self._multiple(core)):
            return equal
        if core and self.is_change(core):
            return self._change(slot)
        level = bool(core) and self.is_level(core)
        if not level and any(item.text in words.shares for item in core[-_SHARE_REACH:]):
            return self._share(slot)
        if level and thing and core[-1].text in words.totals and is_nominal(thing[0]):
            return self.counts.read(replace(slot, core=core[:-1]))  # 累计538款服务完成备案
        if level and not self._counts(slot):
            return self._level(slot)
        if thing:
            return self.counts.read(slot)
        return self._left_over(slot)

    def _slot(self, items: Sequence[Item], place: int, start: int, end: int, *, first: bool) -> Slot:
        words = self.words
        left, right = list(items[start:place]), list(items[place + 1 : end])
        core = self.phrases.core(left)
        marked = any(item.text in words.object_marks for item in left[len(core) :])
        if marked and any(item.pos == "VERB" for item in right) and any(is_nominal(item) for item in right):
            core = []  # 将1000个压缩包拼接
        listed = bool(right) and right[0].text in words.list_marks and bool(core)
        related = next((i for i, item in enumerate(right) if listed and item.text in words.related), None)
        if related is not None:
            listed, right = False, right[related + 1 :]  # 30多个和编译器相关的缺陷
        following = [] if listed else trimmed(trimmed(right, frozenset(), start=True), words.list_marks, end=True)
        if following and following[0].text in words.idle_after:
            following = following[1:]
        thing = following[1:] if following and following[0].text in words.attributive else following
        if not any(item.kind or item.pos in ("NOUN", "PROPN", "VERB", "ADJ") for item in thing):
            thing = []
        return Slot(
            items[place].quantities[0],
            left,
            core,
            right,
            following,
            thing,
            list(items[place + 1 :]),
            list(items[:place]),
            first,
        )

    # -- verbs -------------------------------------------------------------------------------------------

    def is_change(self, core: Sequence[Item]) -> bool:
        """Whether a verb of change stands last: 增长."""
        return core[-1].text in self.words.changes and not core[-1].kind

    def is_level(self, core: Sequence[Item]) -> bool:
        """Whether a verb of level stands last: 达到, 增加至."""
        words, last = self.words, core[-1]
        if last.kind:
            return False
        if last.text in words.settled or (last.pos != "VERB" and last.text in words.totals | words.light):
            # 在 says where, unless it belongs to a verb: 维持在
            return len(core) > 1 and core[-2].text in words.changes | words.level | words.kept
        if last.text in words.level:
            return True
        return last.text[-1] in words.reaching and last.text[:-1] in words.changes | words.light

    def goes_on(self, following: Sequence[Item]) -> bool:
        """Whether a verb of change with its goal follows: …增加至."""
        words = self.words
        return any(
            item.text in words.changes | words.change_to or (item.pos == "VERB" and item.text[-1] in words.change_to)
            for item in following[:4]
            if item.text not in words.composing
        )

    def _counts(self, slot: Slot) -> bool:
        """Whether the verb says that there is so much of the thing behind the figure: 有超过100万用户."""
        verb, thing = slot.core[-1], slot.thing
        if slot.owned and verb.text in self.words.equal:
            return False  # 峰值达7.3 Tbps的攻击
        return bool(thing) and verb.text in self.words.exist and thing[0].pos in NOMINAL | {"VERB", "ADV"}

    # -- patterns ----------------------------------------------------------------------------------------

    def _multiple(self, core: Sequence[Item]) -> Statement | None:
        """Read X是Y的1.6倍."""
        words = self.words
        at = next((i for i, item in enumerate(core) if item.text in words.equal), None)
        if at is None or at == len(core) - 1:
            return None
        subject, area = self.phrases.subject(core[:at])
        rest = self.phrases.worded(trimmed(core[at:], words.attributive | words.light, end=True))
        measure = (subject or self.state.stated or self.state.topic) + rest
        return Statement(measure if len(measure) <= 2 * LONGEST else rest, "level", area)

    def _level(self, slot: Slot) -> Statement | None:
        """Read MEASURE达到FIGURE."""
        words, state = self.words, self.state
        before = trimmed(slot.core[:-1], words.respectively, end=True)
        grown = bool(before) and before[-1].text in words.changes and slot.core[-1].text[-1] not in words.goals
        while before and (
            before[-1].text in words.changes | words.change_to | words.level | words.kept
            or (before[-1].pos == "VERB" and len(before[-1].text) == 1)
        ):
            before.pop()
        shares = any(item.text in words.shares for item in before)
        subject, area = self.phrases.subject(before, change=not slot.first)
        located = any(item.text in words.settled for item in before[:2])
        if subject:
            measure = (located and parallel(subject, state, words, located=True)) or standing(
                subject, self.state, self.words
            )
        elif not slot.first and self.said:
            measure, area = self.said[-1].measure, self.said[-1].area
        else:
            measure = self._unnamed(slot)
        if not measure:
            return None
        if not shares:
            state.measure = measure
        state.area = area or state.area
        kind = "growthRate" if measure.endswith(words.rate_nouns) else "share" if shares or slot.share else "level"
        if grown and slot.share and not shares:  # 同比增长达10%, not 增长到10%
            kind = "decrease" if slot.core[-2].text in words.down else "growthRate"
        return Statement(measure, kind, area, 0.9)

    def _unnamed(self, slot: Slot) -> str:
        """The measure of a level whose clause does not name it: 共计3款."""
        counted = slot.quantity.kind in ("count", "")
        if counted and any(item.pos in NOMINAL for item in slot.following):
            return self.phrases.worded(self.phrases.noun_phrase(slot.following))
        total = slot.core[-1].text in self.words.totals or not self.state.measure
        noun = self.phrases.last_noun(self.state.last) if total and slot.quantity.kind == "count" else ""
        return noun or self.state.topic or self.state.measure

    def _change(self, slot: Slot) -> Statement | None:
        """Read MEASURE增长FIGURE; what is not named is what the clause before spoke of."""
        words, state, core = self.words, self.state, slot.core
        verb = core[-1]
        subject, area = self.phrases.subject(core[:-1], change=True)
        counted = slot.kind == "count" or (slot.owned and not slot.share)  # 新增10家企业, 增加约4吉瓦的电力
        if slot.thing and slot.thing[0].pos in NOMINAL and counted and verb.text in words.up:
            thing = self.phrases.noun_phrase(slot.thing)
            if thing:
                return Statement(self.phrases.worded([*self.phrases.verb_part(core), *thing]), "increase", area, 0.85)
        measure = standing(subject, self.state, self.words) if subject else ""
        if not measure:
            measure = self.said[-1].measure if not slot.first and self.said else state.measure or state.topic
        if not measure:
            return None
        state.measure = measure
        if verb.text in words.down:
            kind = "decrease"
        elif (slot.share and "点" not in slot.quantity.unit) or slot.quantity.kind == "times":
            kind = "growthRate"
        else:
            kind = "increase"
        return Statement(measure, kind, area, 0.9)

    def _highest(self, items: list[Item]) -> list[Item]:
        """The items of a clause up to what says that its share is the highest: 某系统|占比最高."""
        words = self.words
        at = next((i for i, item in enumerate(items[:-1]) if item.text in words.shares), None)
        return items[:at] if at and items[at + 1].text.startswith(words.superlative) else items

    def _share(self, slot: Slot) -> Statement:
        """Read X占Y的FIGURE, 占比FIGURE, 占全部应用程序71%的X."""
        words, core = self.words, slot.core
        at = next(i for i in range(len(core) - 1, -1, -1) if core[i].text in words.shares)
        whole = self.phrases.worded(trimmed(core[at:], words.attributive | words.light, end=True))
        whole = words.share_noun if whole in words.shares else whole  # 受访者占62%
        subject, area = self.phrases.subject(core[:at])
        if not subject and slot.owned and slot.thing:
            return Statement(self.phrases.worded(self.phrases.noun_phrase(slot.thing)) + whole, "share", area)
        if not subject:
            last = self._highest(self.state.last)
            named = any(item.text in words.equal for item in self.state.last)  # A是B，占…
            subject = (self.phrases.owner(self.state.last) if named else "") or self.state.measure
            subject = self.phrases.last_noun(last) if len(last) < len(self.state.last) or not subject else subject
        elif slot.quantity.kind == "count":  # 十强中，中国占了4家
            subject = self.phrases.worded(self.phrases.inside(self.state.last)) + subject
        return Statement(subject + whole, "share", area, 0.85)

    def _left_over(self, slot: Slot) -> Statement | None:
        """Read a figure with nothing behind it and no verb of its own: 下载量5000万次, 损失100万美元."""
        words, state = self.words, self.state
        core = slot.left if any(item.text in words.lasting for item in slot.left[-2:]) else slot.core
        if not slot.first and self.said and all(item.text in words.list_marks for item in core):
            last = self.said[-1]
            return Statement(last.measure, last.kind, last.area, 0.75)
        subject, area = self.phrases.subject(core)
        kind = "share" if slot.share else "count" if slot.quantity.kind == "count" else "level"
        if not subject:
            measure = state.topic or state.measure
            alone = slot.first and all(item.time or item.text in words.light | words.openers for item in core)
            return (
                Statement(measure, "share" if slot.share else "level", state.area, 0.7) if measure and alone else None
            )
        if state.head and (len(core) == 1 or all(is_nominal(item) or item.pos == "PUNCT" for item in core)):
            return Statement(f"{state.head}：{subject}", kind, area, 0.75)
        if slot.first and not any(is_nominal(item) for item in core):
            subject = self.phrases.owner(self.state.last) + subject  # …，影响超过1亿人
        if core[-1].pos == "VERB" and slot.quantity.unit in words.unit_nouns:
            subject += slot.quantity.unit
        subject = subject if len(subject) <= LONGEST else subject[-LONGEST:]
        if subject.endswith(words.rate_nouns):
            kind = "growthRate"
        elif any(item.text in words.up and item.pos == "VERB" for item in core[:-1]) and not any(
            item.text[-1] in words.change_to for item in core
        ):
            kind = "increase"  # 新增网民2480万人
        return Statement(standing(subject, self.state, self.words), kind, area, 0.7)
