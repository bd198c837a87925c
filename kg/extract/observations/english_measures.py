"""What a figure of an English clause measures: by the verb before it and the noun phrase behind it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.observations.clauses import Item
from kg.extract.observations.english_phrases import EnglishPhrases, bare, is_finite, is_noun, is_verb, low
from kg.extract.observations.state import Statement
from kg.extract.quantities import Quantity
from kg.model import Kind

__all__ = ["EnglishMeasures", "EnglishState"]

_STUFF = frozenset({"mass", "area", "energy", "length", "size"})
"""Kinds of unit that there may be so much of something in."""


@dataclass(slots=True)
class EnglishState:
    """What a clause may take from those before it in the sentence.

    Attributes:
        measure: of the last figure.
        topic: what the last clause without a figure said.
        object: its last noun phrase.
        whole: what a share is taken of.
        place: the words for :attr:`area`, as they stand in a measure.
        period: set for what follows.
        area: id of a place, likewise.
        source: id of who says so.
        sum: whether the last figure was one of money.
    """

    measure: str = ""
    topic: str = ""
    object: str = ""
    whole: str = ""
    place: str = ""
    period: str = ""
    area: str = ""
    source: str = ""
    sum: bool = False


def _listed(items: list[Item]) -> list[Item]:
    """The nouns that some items end with, and the adjectives before them, if they stand in a list or behind "by"."""
    start = len(items)
    while start and (is_noun(items[start - 1]) or (start < len(items) and items[start - 1].pos == "ADJ")):
        start -= 1
    opens = start == 0 or items[start - 1].pos == "CCONJ" or low(items[start - 1]) == "by"
    return items[start:] if opens else []


class EnglishMeasures:
    """Reads what is said with a figure."""

    def __init__(self, phrases: EnglishPhrases) -> None:
        self.phrases = phrases
        self.words = phrases.words

    def read(
        self,
        left: list[Item],
        right: list[Item],
        quantity: Quantity,
        ahead: list[Item],
        state: EnglishState,
        head: list[Item],
    ) -> Statement | None:
        """Return what is said with a figure; ``head`` opens the clause when the figure before was only an aside."""
        words = self.words
        share = quantity.kind == "share"
        follower = low(right[0]) if right else ""
        if follower in words.change_nouns | words.fall_nouns:
            kind = "decrease" if follower in words.fall_nouns else "growthRate" if share else "increase"
            of = self.phrases.noun_phrase(right[2:]) if len(right) > 2 and low(right[1]) in ("in", "of") else []
            measure = (
                self.phrases.worded(of)
                if of
                else self.phrases.subject(left) or state.measure or state.object or state.topic
            )
            return Statement(measure, kind, confidence=0.8) if measure else None
        if share and state.sum and state.measure and follower == "of" and [low(item) for item in left] == ["or"]:
            # a fine of SUM or SHARE of turnover
            of = self.phrases.noun_phrase(right[1:])
            return Statement(f"{state.measure} of {self.phrases.worded(of)}", "share", confidence=0.75) if of else None
        if state.measure and not self.phrases.noun_phrase(right) and self._compared(left):
            return Statement(state.measure, "share" if share else "level", confidence=0.7)
        core = list(left)
        while core and (low(core[-1]) in words.light or core[-1].pos in ("ADV", "PUNCT", "DET")):
            if low(core[-1]) in words.changes or (
                low(core[-1]) in words.to and len(core) > 1 and low(core[-2]) in words.changes
            ):
                break
            core.pop()
        last = low(core[-1]) if core else ""
        if share and follower == "of" and last in words.changes and len(right) > 1:
            # lost a third of its staff
            thing = self.phrases.worded(self.phrases.noun_phrase(right[1:]))
            if thing:
                return Statement(thing, "decrease" if last in words.down else "growthRate", confidence=0.75)
        noun, small = (low(left[-2]), low(left[-1])) if len(left) > 1 else ("", "")
        moved = small == "of" and noun in words.change_nouns | words.fall_nouns and not quantity.unit
        if moved and (more := self.phrases.noun_phrase(right)):
            # an overall increase of 500 reports a week
            kind = "decrease" if noun in words.fall_nouns else "increase"
            return Statement(self.phrases.worded(more), kind, confidence=0.8)
        change = self._change(core, quantity, state)
        if change is not None:
            return change
        if any(low(item) in words.share for item in core[-3:]) and (share or follower == "of"):
            return self._share(core, right, state)
        if follower == "of" and len(right) > 1 and (share or not quantity.unit) and not (share and last == "at"):
            return self._part(core, ahead[1:], state, "share" if share else "count")
        if follower == "of" and quantity.kind in _STUFF and (stuff := self.phrases.noun_phrase(right[1:])):
            # generated 62 million tonnes of waste
            verb = self.phrases.verb(core)
            parts = (self._actor(core, verb), verb, self.phrases.worded(stuff))
            return Statement(self.phrases.cut(" ".join(filter(None, parts))), "level", confidence=0.75)
        counted = self.phrases.noun_phrase(right)
        if counted and quantity.kind != "share" and not quantity.unit:
            return self._counted(core, ahead, counted, last)
        if counted and share and not quantity.unit:
            # one in four firms was hit
            return Statement(self.phrases.predicate(ahead), "share", confidence=0.75)
        if quantity.kind == "money" and right and low(right[0]) in words.spent_on:
            # resulted in $4 million being stolen
            return Statement(self.phrases.worded(right[low(right[0]) == "being" :][:3]), "level", confidence=0.7)
        told = bool(left) and (
            left[-1].pos in ("DET", "ADJ", "PRON") or low(left[-1]) in ("record", "breaking", "record-breaking")
        )
        if counted and quantity.kind == "money" and told:
            return Statement(self.phrases.worded(counted), "level", confidence=0.75)  # a sweeping $2 million deal
        # 51% fear A and 46% fear B: both of the same whole
        again = share and bool(state.measure) and bool(left) and low(left[-1]) in ("and", "but", "while")
        if again and counted:
            said = (state.whole, self.phrases.predicate(ahead))  # worry may be taken for a noun
            return Statement(self.phrases.cut(" ".join(filter(None, said))), "share", confidence=0.65)
        if share and right and is_verb(right[0]):
            whole = state.whole or ("" if again else self.phrases.subject(core))
            measure = " ".join(part for part in (whole, self.phrases.predicate(right)) if part)
            return Statement(self.phrases.cut(bare(measure)), "share", confidence=0.75)
        if share and last == "at" and (listed := _listed(core[:-1])):
            # followed by ports at 45% of the firms and mines at 22%
            thing = self.phrases.worded(listed)
            of = self.phrases.noun_phrase(right[1:]) if follower == "of" else []
            measure = f"{thing} of {self.phrases.worded(of)}" if of else thing
            return Statement(self.phrases.cut(measure), "share", confidence=0.65)
        subject = (
            self.phrases.subject(head) if head and any(is_finite(core, i) for i in range(len(core))) else ""
        ) or self.phrases.subject(core)
        if not subject:
            relative = bool(core) and low(core[0]) in ("which", "that", "who")
            subject = state.object if relative and state.object else state.measure or state.topic
        if not subject and share and counted:
            return Statement(self.phrases.predicate(ahead), "share", confidence=0.6)  # 51% worry: taken for a noun
        if quantity.kind == "money" and subject:
            # fined the port operator Example Labs $4 million
            at = next((i for i in range(len(core) - 1, 0, -1) if low(core[i]) in words.charged), None)
            if at is not None and any(item.kind for item in core[at + 1 :]):
                subject = self.phrases.worded(core[at:])
        behind = self.phrases.behind(right)
        measure = self.phrases.cut(" ".join(part for part in (subject, behind) if part))
        return Statement(measure, "share" if share else "level", confidence=0.65) if measure else None

    def _compared(self, left: list[Item]) -> bool:
        """Whether a figure is one that the figure before is compared to: … in 2030, compared with FIGURE."""
        tail = [low(item) for item in left if not item.time][-2:]
        return tail[-1:] in (["versus"], ["vs"], ["vs."]) or tail in (["compared", "to"], ["compared", "with"])

    def _change(self, core: list[Item], quantity: Quantity, state: EnglishState) -> Statement | None:
        """Read rose by FIGURE, up FIGURE, rose to FIGURE, down from FIGURE, an increase of FIGURE."""
        words = self.words
        share = quantity.kind == "share"
        for back, item in enumerate(reversed(core[-4:]), start=1):
            word = low(item)
            if word not in words.changes:
                continue
            if word in ("up", "down") and back < len(core) and is_verb(core[-back - 1]):
                return None  # took down N systems
            between = [low(other) for other in core[len(core) - back + 1 :]]
            if any(other not in words.by | words.to | words.from_ | words.light for other in between):
                return None
            subject = (
                self.phrases.subject(core[: len(core) - back], of_verb=True)
                or state.measure
                or state.object
                or state.topic
            )
            if not subject:
                return None
            if any(other in words.to | {"from"} for other in between):
                return Statement(subject, "share" if share else "level", confidence=0.8)
            kind = (
                "decrease" if word in words.down else "growthRate" if share or quantity.kind == "times" else "increase"
            )
            return Statement(subject, kind, confidence=0.85)
        return None

    def _share(self, core: list[Item], right: list[Item], state: EnglishState) -> Statement | None:
        """Read X accounts for FIGURE of Y."""
        at = next(i for i in range(len(core) - 1, -1, -1) if low(core[i]) in self.words.share)
        subject = self.phrases.subject(core[:at]) or state.topic or state.measure
        of = self.phrases.noun_phrase(right[1:]) if right and low(right[0]) == "of" else []
        verb = self.phrases.worded(core[at:])
        measure = " ".join(
            part for part in (subject, verb if of else "", "of " + self.phrases.worded(of) if of else "") if part
        )
        return Statement(self.phrases.cut(bare(measure)), "share", confidence=0.8) if measure else None

    def _actor(self, core: list[Item], verb: str) -> str:
        """What did what a part or an amount is the object of: the WORLD generated FIGURE of waste."""
        if not verb or (len(core) > 1 and core[-2].pos == "PART"):
            return ""  # was able to test FIGURE of the files
        return self.phrases.subject(core[:-1], of_verb=True)

    def _doer(self, core: list[Item], verb: str) -> str:
        """The body or the country that did what a counted thing is the object of: CHINA filed FIGURE applications."""
        before = core[:-1]
        while before and before[-1].pos in ("AUX", "ADV"):
            before = before[:-1]
        if not verb or not before or before[-1].kind not in (Kind.ORGANIZATION, Kind.PLACE):
            return ""
        joined = len(before) > 1 and before[-2].pos in ("ADP", "CCONJ", "NOUN", "PROPN", "ADJ")
        return "" if joined or (len(before) > 1 and before[-2].kind) else before[-1].text

    def _part(self, core: list[Item], thing: list[Item], state: EnglishState, kind: str) -> Statement | None:
        """Read FIGURE of WHOLE did so."""
        said = self.phrases.predicate(thing)
        verb = self.phrases.verb(core)
        doer = self._actor(core, verb)
        state.whole = self.phrases.worded(self.phrases.noun_phrase(thing))
        return (
            Statement(
                self.phrases.cut(bare(" ".join(part for part in (doer, verb, said) if part))), kind, confidence=0.8
            )
            if said
            else None
        )

    def _counted(self, core: list[Item], ahead: list[Item], counted: list[Item], last: str) -> Statement:
        """Read VERB FIGURE THINGS, FIGURE THINGS did so."""
        said = self.phrases.predicate(ahead)
        behind = ahead[len(counted)] if len(ahead) > len(counted) else None
        verb = self.phrases.verb(core)
        if core and core[-1].pos == "ADP" and (last not in ("with", "of") or (last == "of" and len(core) > 1)):
            return Statement(self.phrases.worded(counted), "count", confidence=0.75)
        if behind is not None and low(behind) in self.words.naming:
            said = self.phrases.worded(counted)
        if not verb and behind is not None and (is_verb(behind) or behind.pos == "PRON"):
            return Statement(said, "count", confidence=0.8)
        return Statement(
            self.phrases.cut(" ".join(filter(None, (self._doer(core, verb), verb, self.phrases.worded(counted))))),
            "count",
            confidence=0.75,
        )
