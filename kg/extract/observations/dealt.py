"""What a list deals out to the figures of a clause, one to each.

甲市、乙市分别增长10%、12% has a place for each figure, 甲和乙的产量分别为5吨和8吨 a name, 2029年、2030年分别为
120点和125点 a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.observations.clauses import Item
from kg.extract.observations.lexicon import Lexicon
from kg.extract.observations.phrases import Phrases
from kg.extract.observations.state import State, Statement
from kg.model import Kind

__all__ = ["Dealer"]


class Dealer:
    """Deals out to the figures of one clause what its lists, or those of the clause before, hold.

    Args:
        phrases: of the text.
        state: of the sentence; the times of a list stay there for the clause that follows.
        items: of the clause.
        places: where its figures stand in it.
    """

    def __init__(self, phrases: Phrases, state: State, items: Sequence[Item], places: Sequence[int]) -> None:
        self.phrases = phrases
        self.words: Lexicon = phrases.words
        self.state = state
        self.places = places
        self.before = items[: places[0]] if places else []
        self.periods = self._periods()
        self._joint = ""

    def _periods(self) -> tuple[str, ...]:
        """The times of the figures, where the clause lists as many, or the clause before did and this has none."""
        times = _listed([item for item in self.before if not item.kind], self.words, time=True)
        if times:
            self.state.periods = tuple(item.time.period for item in times if item.time and item.time.period)
        elif any(item.time for item in self.before):
            self.state.periods = ()
        return self.state.periods if len(self.state.periods) == len(self.places) else ()

    def period(self, rank: int) -> str:
        """The time of the figure of that rank, or nothing."""
        return self.periods[rank] if self.periods else ""

    def own(self, statement: Statement, rank: int) -> Statement:
        """Deal out what 分别 joins: one of the measures before, or of the places and names before, to each figure."""
        state, words, places = self.state, self.words, self.places
        if len(places) < 2 or not any(item.text in words.respectively for item in self.before):
            return statement
        if len(state.listed) == len(places) and statement.measure in state.listed:
            return replace(statement, measure=state.listed[rank])
        if rank == 0:
            self._joint = statement.measure  # what the later figures of the list repeat, shortened
        for items in (self.before, state.last):
            names = _listed(items, words)
            if len(names) != len(places):
                continue
            run = self.phrases.text[names[0].start : names[-1].end]
            rest = self._joint.removeprefix(run).removeprefix("的")
            if rest == self._joint or not rest:
                continue
            if names[rank].kind is Kind.PLACE:
                return replace(statement, measure=rest, area=names[rank].entity)
            return replace(statement, measure=names[rank].text + rest)
        names = _listed(state.last, words)
        if len(names) == len(places) and all(item.kind is Kind.PLACE for item in names):
            return replace(statement, area=names[rank].entity)  # …是甲省、乙省，所占比例分别为…
        return statement


def _listed(items: Sequence[Item], words: Lexicon, *, time: bool = False) -> list[Item]:
    """The first run of two names (or times) or more that only list marks join."""
    run: list[Item] = []
    for item in items:
        if item.time if time else item.kind is not None:
            run.append(item)
        elif item.text not in words.list_marks and run:
            if len(run) > 1:
                break
            run = []
    return run if len(run) > 1 else []
