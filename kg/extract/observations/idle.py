"""Numbers of a Chinese clause that state nothing of the world: 这两个漏洞, 三个方面, 五年后, 共86页."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.observations.clauses import Clause, Item
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.measures import Measures
from kg.extract.observations.phrases import NOMINAL, Phrases
from kg.extract.quantities import Quantity

__all__ = ["IdleNumbers"]

_SLOGAN = 40
_NUMERALS = "一二两三四五六七八九十百"
_SMALL = 12
"""Up to this many, a count in characters may merely order the text (三个方面)."""


class IdleNumbers:
    """Tells which numbers of one clause state nothing.

    Args:
        clause: that they stand in.
        measures: of the clause.
    """

    def __init__(self, clause: Clause, measures: Measures) -> None:
        self.clause = clause
        self.measures = measures
        self.phrases: Phrases = measures.phrases
        self.words: Lexicon = measures.words

    def states_nothing(self, left: list[Item], right: list[Item], quantity: Quantity) -> bool:
        """Whether the number states nothing: 这两个漏洞, 三个方面, 五年后."""
        words = self.words
        before = left[-1] if left else None
        if before and not before.kind and quantity.kind == "count" and self._determines(before.text):
            return True
        follower = right[0].text if right else ""
        if quantity.kind == "count" and self._of_a_text(left, right, quantity):
            return True
        if quantity.in_words and quantity.kind == "count" and quantity.value <= _SMALL and self._lasts(right):
            return True  # 恢复三个文件需要2小时
        if quantity.in_words and quantity.kind == "count":
            ranked = (
                before
                and before.text in words.attributive
                and any(item.text.startswith(words.superlative) for item in left[-3:-1])
            )  # 占比最高的两个行业
            if ranked or self._in_slogan(quantity.start):
                return True
        if quantity.kind in ("duration", "age"):
            core = self.phrases.core(left)
            stated = core and (self.measures.is_level(core) or self.measures.is_change(core))
            lasting = any(item.text in words.lasting for item in left[-2:])
            lasted = not right and (lasting or (core and core[-1].pos == "VERB" and quantity.qualifier))
            timed = follower in words.after_duration and not (stated and follower in words.within)
            left_behind = before and before.text in words.from_ and self.measures.goes_on(right)  # 从5天缩短至24小时
            return not left_behind and (timed or not (stated or lasted))
        if quantity.kind != "count" or quantity.value > _SMALL or quantity.qualifier:
            return False
        nouns = [item.text for item in right[:4] if item.pos in NOMINAL]
        if len(nouns) > 1 and len(nouns[-1]) == 1:
            nouns.pop()  # 接入|点: a noun of its own
        if quantity.in_words:
            return not right or bool(nouns and {nouns[0], nouns[-1]} & words.weak_nouns)
        return follower in words.weak_nouns and quantity.unit in words.weak_units

    def bounds(self, quantity: Quantity, right: Sequence[Item]) -> bool:
        """Whether what stands behind a length of time makes it the longest: 24小时内."""
        return quantity.kind == "duration" and bool(right) and right[0].text in self.words.within

    def _of_a_text(self, left: Sequence[Item], right: Sequence[Item], quantity: Quantity) -> bool:
        """Whether it counts how long a text is, or whom a study asked: 共86页, 采访了500名负责人."""
        if quantity.unit in self.words.text_units and not any(item.pos in NOMINAL for item in right):
            return True
        core = self.phrases.core(left)
        return bool(core) and core[-1].text in self.words.survey_verbs

    def _lasts(self, right: Sequence[Item]) -> bool:
        """Whether a clause goes on with how long what it counts takes, which is what it states."""
        follower = self.clause.items[self.clause.items.index(right[-1]) + 1 :][:1] if right else []
        lasting = any(item.text in self.words.lasting for item in right[-2:])
        return lasting and any(item.quantities and item.quantities[0].kind == "duration" for item in follower)

    def _in_slogan(self, start: int) -> bool:
        """Whether a number in characters stands in quoted words that begin with one: “三个着力、五大目标”."""
        text = self.phrases.text
        opening = max(text.rfind("“", max(0, start - _SLOGAN), start), text.rfind("「", max(0, start - _SLOGAN), start))
        if opening < 0 or "”" in text[opening:start] or "」" in text[opening:start]:
            return False
        return text[opening + 1] in _NUMERALS

    def _determines(self, word: str) -> bool:
        return word in self.words.determiners or word.endswith(self.words.determiner_endings)
