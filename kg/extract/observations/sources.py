"""Who says what the figures of a Chinese sentence state: 据X数据显示, X的报告指出, 根据X."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.observations.clauses import Clause, Item
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.state import State
from kg.model import Kind

__all__ = ["take_source"]

_DAY = len("2024-11-26")
_SOURCES = {Kind.ORGANIZATION, Kind.PERSON, Kind.REPORT, Kind.WORK, Kind.LEGISLATION, Kind.ARTICLE}
_DOCUMENTS = {Kind.REPORT, Kind.WORK, Kind.LEGISLATION}


def take_source(clause: Clause, state: State, words: Lexicon) -> None:
    """Find who the clause says states what follows, and cut that part off."""
    items = clause.items
    if not items:
        return
    quantity = next((i for i, item in enumerate(items) if item.quantities), len(items))
    verb = _source_verb(items, quantity, words)
    if verb is None and quantity < len(items) and items[-1].text in words.source_verbs:
        verb = len(items) - 1  # 抽取了43个国家的数据显示，…
    if verb is None and items[0].text not in words.source_prepositions:
        return
    named = [item for item in items[: quantity if verb is None else verb] if item.kind in _SOURCES]
    if verb is None and not named:
        return
    if verb != 0:  # 该报告采访了500人，显示…: who said so is who was spoken of
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


def _source_verb(items: Sequence[Item], quantity: int, words: Lexicon) -> int | None:
    """The index of the verb of saying before the first figure, if there is one."""
    for index in range(quantity - 1, -1, -1):
        item = items[index]
        if item.kind or item.time or item.text not in words.source_verbs:
            continue
        if index == len(items) - 1:
            return index
        following = items[index + 1].text
        if item.text in words.strong_forecast and index and items[index - 1].text.endswith(words.measure_nouns):
            continue  # 收入预计达到…: expected of it, not by it
        led = index > 0 and items[index - 1].text in words.source_prepositions  # 据报道损失…
        if (
            item.text in words.doubtful_source_verbs
            and not led
            and (
                item.pos != "VERB"
                or following in words.attributive | words.stage | words.light
                or not any(other.kind in _SOURCES for other in items[max(0, index - 3) : index])
            )
        ):
            continue
        if index or quantity == 1:  # 显示62%的…, but not 认为风险上升的人占62%
            return index
    return None
