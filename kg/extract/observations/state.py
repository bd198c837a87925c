"""What a clause takes from those before it in its sentence, and how a measure is made whole with that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.observations.clauses import Item
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.phrases import LONGEST

__all__ = ["State", "Statement", "parallel", "standing"]

_LAST_TWO = re.compile(r"[\u3400-\u9fff]{2}$")


@dataclass(slots=True)
class State:
    """What a clause may take from those before it in the sentence.

    Attributes:
        measure: the last one that growth or an attribute may refer to.
        stated: the measure of the last figure of any kind.
        owner: whose measure that was, as the text begins it.
        topic: what a clause without a figure spoke of.
        head: what the list is of that a colon opened.
        listed: the measures of the last clause that had figures.
        last: the items of the last clause.
        period: set for what follows.
        periods: of the last list of times, for figures that are as many.
        area: id of a place, likewise.
        source: id of who says what follows.
        forecast: whether what follows is expected.
        bodies: the organizations named so far, by id.
    """

    measure: str = ""
    stated: str = ""
    owner: str = ""
    topic: str = ""
    head: str = ""
    listed: tuple[str, ...] = ()
    last: list[Item] = field(default_factory=list)
    period: str = ""
    periods: tuple[str, ...] = ()
    area: str = ""
    source: str = ""
    forecast: bool = False
    bodies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said with a figure: its measure, the kind of observation, the id of a place, how sure."""

    measure: str
    kind: str
    area: str = ""
    confidence: float = 0.8


def standing(subject: str, state: State, words: Lexicon) -> str:
    """A subject as a measure of its own: 增速 alone is that of the measure named before."""
    whole = state.measure or state.topic
    if not subject:
        return whole
    partial = subject.startswith(words.share)
    if whole and subject[0] in words.determiner_endings and whole.endswith(subject[1:]) and len(subject) > 2:
        return whole  # …指数为120点，该指数…
    if whole and (subject in words.attributes or partial):
        return whole if whole.endswith(subject) else whole + subject
    if alike := parallel(subject, state, words):
        return alike
    state.owner = subject.rpartition("的")[0]
    pronoun = next((word for word in words.pronouns if len(word) > 2 and subject.endswith(word)), "")
    if pronoun:  # 小公司中这一比例
        lead, last = subject.removesuffix(pronoun).rstrip("的"), state.stated or whole
        return last if last.startswith(lead) else lead + (last or pronoun)
    if not partial:
        state.measure = subject
    return subject


def parallel(subject: str, state: State, words: Lexicon, *, located: bool = False) -> str:
    """A measure like the one stated before, of another owner: 高收入国家的覆盖率为…，低收入国家仅为…."""
    owner = subject
    for word in words.pronouns:
        if len(word) > 2 and owner.startswith(word):
            owner = owner.removeprefix(word)
            for at in words.settled:
                owner = owner.removeprefix(at)
    if not (owner and state.owner and state.stated.startswith(state.owner)):
        return ""
    if owner.endswith(words.measure_nouns) or "的" in owner or len(owner) > LONGEST // 2:
        return ""
    last = _LAST_TWO.search(state.owner)
    alike = located or owner != subject or (last is not None and owner.endswith(last[0]))
    return owner + state.stated.removeprefix(state.owner) if alike else ""
