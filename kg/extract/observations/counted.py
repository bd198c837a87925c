"""What is counted by a figure of a Chinese clause: the noun behind it, with the verb and the whole before it.

- X有FIGURE个THING · 起诉了FIGURE名THING · 对FIGURE家THING进行… · WHOLE中FIGURE做了什么 · FIGURE个THING做了什么
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations.clauses import Item, trimmed, wording
from kg.extract.observations.figures import Figure
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.phrases import LONGEST, NOMINAL, Phrases, is_nominal
from kg.extract.observations.slots import Slot
from kg.extract.observations.state import State, Statement

__all__ = ["Counts"]

_FEW = 12
_LATIN = re.compile(r"[A-Za-z]")


class Counts:
    """Reads what the figures of one clause count.

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
        self._prefix: list[Item] = []  # the verb that the first of several counted things had

    def read(self, slot: Slot) -> Statement | None:
        """Read FIGURE THING: 起诉了10名个人, 9个国家制定了战略, 约18%的漏洞被评为严重."""
        words, phrases = self.words, self.phrases
        thing, nouns = self._thing(slot)
        if self._describes(slot, thing):
            return None
        bare = trimmed(trimmed(slot.core, words.openers | words.light, start=True), words.light, end=True)
        bare = phrases.timeless(bare)
        while bare and bare[-1].text in words.possessive:
            bare.pop()
        if not slot.first and slot.left and slot.left[-1].text in words.list_marks and self.said:
            return self._objects(slot, self._prefix, nouns, thing)
        self._prefix = []
        if (inner := self._led(slot)) is not None:
            return self._objects(slot, inner, phrases.first_nouns(thing), thing)  # 对30家厂商的平台进行分析
        if slot.first and slot.left and slot.left[-1].text in words.list_marks and len(slot.left) > 1:
            return self._objects(slot, [], nouns, thing)  # 甲总统和80多个国家的代表: not of 甲
        if not bare:
            return self._bare_count(slot, thing)
        if bare[-1].text in words.exist:
            return self._existing(slot, bare, thing, nouns)
        if thing[0].pos in ("VERB", "ADV", "AUX") or bare[-1].text in words.in_words:
            # 应用程序中54%存在漏洞; 组织中100台计算机受到了感染
            return self._of_whole(slot, bare, thing, owner=False)
        placed = len(bare) > 1 and bare[-2].pos == "VERB" and bare[-1].text in words.settled
        if placed or bare[-1].pos == "ADP":
            verb = [*phrases.verb_part(bare[:-1]), bare[-1]] if placed else []
            return self._objects(slot, verb, phrases.first_nouns(thing), thing)
        if bare[-1].pos in NOMINAL and (slot.owned or not any(item.pos == "VERB" for item in bare)):
            # 非洲37%的人口为互联网用户; 境内1.4万个地址被植入后门
            return self._of_whole(slot, bare, thing, owner=True)
        verb = [] if slot.owned and bare[-1].pos != "VERB" else phrases.verb_part(bare)
        return self._objects(slot, verb, nouns, thing)

    def _led(self, slot: Slot) -> list[Item] | None:
        """The words between a preposition and the figure behind it, where the clause goes on with its verb."""
        left, words = slot.left, self.words
        at = next(
            (i for i in range(len(left) - 1, -1, -1) if left[i].text in words.describing and not left[i].kind), -1
        )
        if at < 0 or slot.kind != "count" or any(item.pos == "VERB" for item in left[at + 1 :]):
            return None
        behind = next((i for i, item in enumerate(slot.ahead) if item.text in words.attributive), -1)
        goes_on = behind >= 0 and any(item.pos == "VERB" for item in slot.ahead[behind:])
        return [item for item in left[at + 1 :] if not item.time and is_nominal(item)] if goes_on else None

    def _thing(self, slot: Slot) -> tuple[list[Item], list[Item]]:
        """What stands behind the figure, over later figures where it goes on; and the noun phrase of it."""
        words, thing = self.words, slot.thing
        more = len(slot.ahead) > len(slot.right)
        if more and slot.right[-1].text in words.attributive:
            return thing, self.phrases.first_nouns(thing)  # 30个国家的5400位受访者
        nouns = self.phrases.noun_phrase(thing)
        if more and slot.right[-1].text not in words.list_marks:
            longer = trimmed(slot.ahead, words.attributive, start=True)
            if longer[0] is thing[0] and len(self.phrases.worded(longer)) <= LONGEST:
                thing = longer
        return thing, nouns

    def _describes(self, slot: Slot, thing: Sequence[Item]) -> bool:
        """Whether the number only describes what is spoken of: 来自拥有100名员工的公司."""
        words = self.words
        return (
            slot.kind == "count"
            and bool(slot.core)
            and slot.core[-1].text in words.exist
            and any(item.text in words.attributive for item in thing[1:])
            and any(item.text in words.describing for item in slot.left)
        )

    def _bare_count(self, slot: Slot, thing: list[Item]) -> Statement | None:
        """Read a figure that opens its clause."""
        quantity = slot.quantity
        pointed = quantity.in_words and quantity.kind == "count" and quantity.value <= _FEW and is_nominal(thing[0])
        if pointed and any(item.text in self.words.attributive for item in thing[1:4]):
            return None  # 三款产品的能力: those that the text speaks of
        said = self.phrases.predicate(thing)
        if slot.share and thing[0].pos in ("VERB", "ADV", "AUX"):
            inside = self.phrases.inside(self.state.last)
            measure = self.phrases.worded([*inside, *said])
            return Statement(measure, slot.kind) if inside or len(measure) > 3 else None
        self.state.topic = self.phrases.worded(said)
        return Statement(self.state.topic, slot.kind, confidence=0.85)

    def _existing(self, slot: Slot, bare: list[Item], thing: list[Item], nouns: list[Item]) -> Statement:
        """Read X有FIGURE THING."""
        words, verb = self.words, bare[-1].text
        subject, area = self.phrases.subject(bare[:-1])
        said = self.phrases.predicate(thing)
        if not subject and verb in words.bare_exist:
            # 在90台主机中，有52台运行着…: a part of those, if it is counted in the same unit
            part = slot.share or any(q.unit == slot.quantity.unit for i in self.state.last for q in i.quantities)
            verbal = part and thing[0].pos in ("VERB", "ADV")
            inside = self.phrases.inside(self.state.last) if verbal else []
            measure = self.phrases.worded([*inside, *trimmed(said, words.light, start=True)])
            return Statement(measure, slot.kind, area, 0.85)
        self.state.owner = subject
        spoken = self.phrases.worded(said)
        whole = slot.share or not nouns or len(subject + verb + spoken) <= LONGEST
        objects = spoken if whole else self.phrases.worded(nouns)
        for measure in (subject + verb + objects, verb + objects):
            if len(measure) <= LONGEST:
                return Statement(measure, slot.kind, area)
        return Statement(objects, slot.kind, area, 0.75)

    def _of_whole(self, slot: Slot, bare: list[Item], thing: list[Item], *, owner: bool) -> Statement:
        """Read WHOLE FIGURE PREDICATE."""
        subject, area = self.phrases.subject(bare)
        said = self.phrases.worded(self.phrases.predicate(thing))
        if owner:
            self.state.owner = subject
        whole = subject + said
        return Statement(whole, slot.kind, area) if len(whole) <= LONGEST else Statement(said, slot.kind, area, 0.75)

    def _objects(self, slot: Slot, verb: list[Item], nouns: list[Item], thing: list[Item]) -> Statement | None:
        """Read VERB FIGURE OBJECT."""
        nouns = nouns or self.phrases.predicate(thing)
        if verb and len(nouns) < len(thing) and thing == slot.thing == slot.ahead[-len(thing) :]:
            following = thing[len(nouns) :]
            if following[0].pos == "VERB" and len(following) > 1 and all(is_nominal(item) for item in following[1:]):
                nouns = thing  # 整改了100款违法违规App
        rest = thing[len(nouns) :] if nouns and thing[: len(nouns)] == nouns else []
        said = 0 < len(rest) <= 2 and all(item.pos == "VERB" for item in rest) and slot.ahead[-1] is rest[-1]
        if said and rest[0].text not in self.words.composing:  # 由47个指标构成
            nouns = thing  # 避免2891万名群众受骗
        self._prefix = verb
        if not nouns:
            return None
        objects = self.phrases.worded(nouns)
        apart = verb and _LATIN.match(verb[-1].text[-1:]) and _LATIN.match(objects)
        measure = wording(verb, self.phrases.text) + (" " if apart else "") + objects
        return Statement(measure if len(measure) <= LONGEST else self.phrases.fit(objects, nouns), slot.kind)
