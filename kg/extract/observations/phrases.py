"""Phrases of a Chinese clause: the noun phrase behind a figure, the subject before a verb, what is said."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.observations.clauses import Item, trimmed, wording
from kg.extract.observations.lexicon import Lexicon
from kg.model import Kind

__all__ = ["LONGEST", "NOMINAL", "Phrases", "is_nominal"]

LONGEST = 36
"""Characters of a measure; a longer stretch is cut down to what stands next to the figure."""

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_OPENING, _CLOSING = frozenset("“‘《"), frozenset("”’》")
_SHORT_CLAUSE = 20
_SHORT_OWNER = 20
_RELATIVE_REACH = 9
"""How many words a relative clause before 的 may have."""


def is_nominal(item: Item) -> bool:
    """Whether an item is a name or a word of a noun phrase."""
    return item.kind is not None or item.pos in NOMINAL


def _is_verb(item: Item) -> bool:
    return item.pos == "VERB" and item.kind is None


class Phrases:
    """Cuts phrases out of the items of a text."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text = text
        self.words = words

    def worded(self, items: Sequence[Item]) -> str:
        """The words of some items."""
        return wording(items, self.text)

    def fit(self, measure: str, items: Sequence[Item] = ()) -> str:
        """Cut a long measure down to its end, at a word."""
        if len(measure) <= LONGEST:
            return measure
        for index in range(1, len(items)):
            if items[index].pos in ("PART", "PUNCT", "CCONJ") or items[index].text in self.words.attributive:
                continue
            if len(shorter := self.worded(items[index:])) <= LONGEST:
                return shorter
        return measure[:LONGEST]

    def timeless(self, items: Sequence[Item]) -> list[Item]:
        """The items without times and what leads to them: 将在三年内投入 is 将投入."""
        kept: list[Item] = []
        for item in items:
            if not item.time:
                kept.append(item)
            elif kept and not kept[-1].kind and kept[-1].text in self.words.at_times:
                kept.pop()
        return kept

    def core(self, items: Sequence[Item]) -> list[Item]:
        """The items before a figure without adverbs and aspect behind the verb."""
        words, last = self.words, len(items)
        while last:
            item = items[last - 1]
            if item.kind or item.time or item.quantities:
                break
            if item.text in words.attributive and last > 1 and items[last - 2].time:
                last -= 2  # 增加至2024年的132个
                continue
            if each := self._each(items[:last]):
                last -= each  # 收于每股35元
                continue
            if item.text not in words.light and item.pos not in ("ADV", "PUNCT", "SPACE"):
                break
            if item.text in words.level and item.pos == "VERB":
                break
            last -= 1
        return list(items[:last])

    def _each(self, items: Sequence[Item]) -> int:
        """How many items at the end only say of what one unit is, behind a verb of level: 收于|每股."""
        for count in (1, 2):
            lead = items[-count].text if len(items) > count else ""
            if lead.startswith("每") and (count == 2) == (lead == "每"):
                return count if items[-count - 1].text in self.words.level else 0
        return 0

    def subject(self, items: Sequence[Item], *, change: bool = False) -> tuple[str, str]:
        """The words of what stands before a verb, without times, openers and comparisons; and its place.

        Args:
            items: of one clause, up to the verb.
            change: whether the verb is one of change, so that 比… before it is a comparison.

        Returns:
            The words, empty where only a pronoun stands, and the id of the place it begins with.
        """
        words = self.words
        kept = self._plain(items, change=change)
        kept = trimmed(kept, words.light, end=True)
        if len(kept) > 1 and kept[-1].text in words.attributive and kept[-2].pos != "VERB":
            kept.pop()
        if self.worded(kept) in words.pronouns:
            return "", ""
        kept = trimmed(kept, words.openers | words.possessive | words.attributive | words.joining, start=True)
        while kept and kept[-1].pos in ("ADV", "ADP") and not kept[-1].kind and kept[-1].text not in words.in_words:
            kept.pop()
        if self.worded(kept) in words.pronouns:
            return "", ""
        area, kept = self._area(kept)
        return self.fit(self.worded(kept), kept), area

    def _plain(self, items: Sequence[Item], *, change: bool) -> list[Item]:
        words = self.words
        kept: list[Item] = []
        for item in items:
            if item.quantities:
                kept = []  # what stands before another figure belongs to that
            elif item.time:
                if kept and not kept[-1].kind and kept[-1].text in words.at_times:
                    kept.pop()
            elif change and item.text in words.compare_before - words.joining:
                break  # 比其他行业高出
            elif item.text not in words.rate_adverbs:
                kept.append(item)
        return kept

    def _area(self, kept: list[Item]) -> tuple[str, list[Item]]:
        """The place that a subject begins with, and the subject without it: 中国数字经济规模."""
        words = self.words
        if not kept or kept[0].kind is not Kind.PLACE:
            return "", kept
        rest = kept[1:]
        if rest and rest[0].text in words.attributive:
            rest = rest[1:]
        listed = any(item.pos == "CCONJ" or item.text in words.list_marks for item in rest)
        if rest and rest[0].pos in NOMINAL and rest[0].kind is None and not listed:
            return kept[0].entity, rest
        return "" if listed else kept[0].entity, kept

    def noun_phrase(self, items: Sequence[Item]) -> list[Item]:
        """The noun phrase that some items begin with; verbs are passed only inside a modifier with 的."""
        words = self.words
        passed = words.attributive | words.list_marks | _OPENING
        index = last = 0
        while index < len(items):
            item = items[index]
            if is_nominal(item) or item.text in _CLOSING:
                index += 1
                last = index
            elif item.text in passed or item.pos in ("CCONJ", "PRON", "SPACE") or (item.pos == "ADV" and not index):
                index += 1
            else:
                reach = range(index + 1, min(len(items) - 1, index + _RELATIVE_REACH))
                ahead = next((i for i in reach if items[i].text in words.attributive), None)
                if ahead is None or not (last == 0 or items[last - 1].text in words.attributive):
                    break
                index = ahead + 1
        return trimmed(items[:last], words.attributive, start=True)

    def first_nouns(self, items: Sequence[Item]) -> list[Item]:
        """The first run of nouns, 国家和地区 as one."""
        found: list[Item] = []
        for item in items:
            if is_nominal(item) or (found and item.pos == "CCONJ"):
                found.append(item)
            elif found:
                break
        while found and found[-1].pos == "CCONJ":
            found.pop()
        return found

    def last_noun(self, items: Sequence[Item]) -> str:
        """The last noun phrase of a clause, names and quoted words included."""
        end = len(items)
        while end and not (is_nominal(items[end - 1]) or items[end - 1].text in _CLOSING):
            end -= 1
        start = end
        while start and not items[start - 1].quantities:
            before = items[start - 1]
            if not (is_nominal(before) or before.text in _OPENING | _CLOSING):
                break
            start -= 1
        return self.fit(self.worded(items[start:end]))

    def predicate(self, items: Sequence[Item]) -> list[Item]:
        """What is said behind a figure, to the end of the clause or to where it grows too long."""
        words = self.words
        kept = trimmed(items, words.attributive | words.list_marks, start=True)
        kept = trimmed(kept, words.list_marks | words.from_ | words.settled | words.bare_exist, end=True)
        nouns = self.noun_phrase(kept)
        if len(self.worded(kept)) > LONGEST:
            while len(kept) > max(1, len(nouns)) and len(self.worded(kept)) > LONGEST:
                kept.pop()
            while len(kept) > max(1, len(nouns)) and not is_nominal(kept[-1]):
                kept.pop()
        if kept and (kept[-1].pos in ("ADP", "ADV", "PART", "CCONJ") or kept[-1].text in words.stage):
            kept = nouns or kept
        return kept

    def verb_part(self, core: Sequence[Item]) -> list[Item]:
        """The verb before a counted thing, with its subject when that is short."""
        words = self.words
        kept = trimmed(self.timeless(core), words.openers | words.light, start=True)
        if kept and kept[-1].text in words.attributive:
            while kept and kept[0].pos == "ADP":
                kept = kept[1:]
            return kept if len(self.worded(kept)) <= _SHORT_OWNER else []
        kept = trimmed(kept, words.light, end=True)
        idle = words.equal | words.settled | words.object_marks
        verbs = [item for item in kept if _is_verb(item) and item.text not in idle]
        if not verbs:
            return []
        if len(self.worded(kept)) <= _SHORT_CLAUSE and verbs[-1] is kept[-1]:
            return kept
        at = kept.index(verbs[-1])
        passive = [item for item in kept[at - 1 : at] if item.text in words.passive]
        subject = self.noun_phrase(kept[: at - len(passive)])
        if subject and len(self.worded(subject)) <= _SHORT_CLAUSE:
            return [*subject, *passive, verbs[-1]]
        return [*passive, verbs[-1]]

    def owner(self, items: Sequence[Item]) -> str:
        """The noun phrase that a clause begins with: what a verb without a subject behind it speaks of."""
        kept = trimmed(self.timeless(items), self.words.openers, start=True)
        while kept and kept[0].pos == "ADP" and not kept[0].kind:
            kept = kept[1:]
        phrase = self.noun_phrase(kept)
        return self.fit(self.worded(phrase), phrase) if len(self.worded(phrase)) <= LONGEST + _SHORT_CLAUSE else ""

    def inside(self, items: Sequence[Item]) -> list[Item]:
        """…应用程序中: the whole that a share is taken of, at the end of the clause before."""
        if not items or items[-1].text not in self.words.in_words:
            return []
        start = len(items) - 1
        while start and is_nominal(items[start - 1]):
            start -= 1
        return list(items[start:])
