"""Who says what in English text, quoted or reported.

English puts the speaker before the words (X said that …), behind them (“…,” X said) or between their halves
(“…,” X said. “…”), and the source first or last (according to X). A paragraph is read as a whole, since a quotation
may hold several sentences; what stands in quotation marks is masked while speakers are looked for. A speaker is a
name, a word that points back at one, or somebody of a body (a spokesperson for X), whose words are the body's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.claims.english_attribution import attributions, opens, sets_scene
from kg.extract.claims.english_quotes import closes, joined, masked, sentences, trimmed
from kg.extract.claims.english_speakers import Speakers
from kg.extract.folding import fold
from kg.extract.reading import Reading
from kg.extract.skeleton import Skeleton
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import BlockKind, Kind, Mention, Value, ValueType

__all__ = ["find_english_claims"]

_READ = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_SHORTEST = 12
_SUBJECT = re.compile(
    r"(?:The|This|That|These|Those|A|An|It|They|We|Such|Most|Some|Many|All|One|Another|Part|Much|Each|Every"
    r"|[\ue000-\ue006])(?!\w)[^,]{0,100}, $"
)
"""A sentence's subject before an inserted speaker: The flaw, the company said, …."""

_CONCEDED = re.compile(
    r"(?:(?:But|And|Yet) )?(?i:even though|although|though|while|when|after|because|since) (?:the )?"
)
"""Before the speaker of a clause that the main one follows."""
_TURN = re.compile(
    r", (?=(?:the|an?|it|its|they|their|he|she|his|her|this|these|those|there|some|many|most|no|researchers|officials"
    r"|experts|analysts|authorities|lawmakers|critics|others|\W*[\ue000-\ue006]))"
)

_BEFORE_TITLE = re.compile(r"(?:an?|the|its|one of) |(?:the )?[\ue000-\ue006](?:['’]s?)? ")
_NEAR = 25
"""A title that begins so soon behind an article is what the article is for."""

_Stretch = tuple[int, int]


def find_english_claims(reading: Reading) -> None:
    """Record who says what, and when and where if the sentence says so."""
    finder = _Finder(reading)
    people = {mention.start for mention in reading.mentions if mention.kind == Kind.PERSON}
    titles = reading.titles
    # Only a title right before a name is folded: "the spokesperson" and "reporters" are words to look for.
    reading.titles = [title for title in titles if {title.end + 1, title.end + 2} & people]
    for block in reading.document.blocks:
        if block.kind in _READ:
            finder.paragraph(fold(reading, block.start, block.end))
    reading.titles = titles


@dataclass(slots=True)
class _Said:
    """A claim that may still go on; stretches are of the folded paragraph until it is recorded.

    Attributes:
        who: entities of the speakers.
        parts: what is said.
        attribution: where the speaker, the day and the occasion are named.
        around: the sentences.
        quoted: whether all of it stands in quotation marks, so that a quotation right behind it goes on.
    """

    who: tuple[str, ...]
    parts: list[_Stretch]
    attribution: _Stretch
    around: _Stretch
    method: str
    confidence: float
    quoted: bool = False
    folded: Skeleton[Any] | None = field(default=None, repr=False)


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.speakers = Speakers(reading)
        self.titles = reading.titles
        self.last: _Said | None = None

    def paragraph(self, folded: Skeleton[Any]) -> None:
        """Read the claims of one paragraph."""
        text, quotes = masked(folded.text)
        before = self.last if self.last and self.last.quoted else None
        self.last = None
        for index, (start, end) in enumerate(sentences(text)):
            inside = [quote for quote in quotes if start <= quote[0] < end]
            alone = len(inside) == 1 and inside[0][1] - inside[0][0] >= len(text[start:end].strip()) - 2
            if alone and self.last is not None and self.last.quoted:
                # “…,” X said. “…”
                self.last.parts.append(inside[0])
                self.last.around = (self.last.around[0], end)
                continue
            ended = text[start:end].rstrip(' \n”"’').endswith((".", "!", "?", "…", ","))
            if alone and index == 0 and before is not None and ended:
                # A paragraph that is nothing but a quotation goes on with the one before it.
                said: _Said | None = _Said(
                    before.who, inside, (start, start), (start, end), "claims.goes-on", 0.8, True
                )
            else:
                said = self._sentence(folded, text, start, end, inside)
            if said is not None or not inside:
                self._record(folded)
                self.last = said
        self._record(folded)

    # -- one sentence --------------------------------------------------------------------------------

    def _sentence(
        self, folded: Skeleton[Any], text: str, start: int, end: int, quotes: Sequence[_Stretch]
    ) -> _Said | None:
        around = (start, end)
        if said := self._behind_quotation(folded, text, around, quotes):
            return said
        patterns, sentence = attributions(), text[start:end].rstrip()
        for pattern in (patterns.according, patterns.noted):
            if (match := pattern.match(sentence)) and (who := self.speakers.who(folded, match, start)):
                named = (start, start + match.end())
                return _Said(who, [(named[1], end)], named, around, "claims.according", 0.85)
        match = patterns.last.search(sentence)
        if match and match.start() > 20 and (who := self.speakers.who(folded, match, start)):
            named = (start + match.start(), end)
            return _Said(who, [(start, named[0])], named, around, "claims.words-first", 0.85)
        if said := self._before_words(folded, text, around, quotes):
            return said
        if (match := patterns.prompted.search(sentence)) and (who := self.speakers.who(folded, match, start)):
            named = (start + match.start(), start + match.end())
            return _Said(who, [(named[1], end)], named, around, "claims.prompted", 0.85)
        for pattern, rule in ((patterns.accused, "claims.accused"), (patterns.joined, "claims.joined")):
            at = 0 if pattern is patterns.joined or " accuse" in sentence or " suspects " in sentence else len(sentence)
            while match := pattern.search(sentence, at):
                at = match.start() + 1
                if opens(sentence[: match.start()]) and (who := self.speakers.who(folded, match, start)):
                    named = (start + match.start(), start + match.end())
                    return _Said(who, [(named[1], end)], named, around, rule, 0.8)
        match = patterns.relative.search(sentence) if ", wh" in sentence else None
        if match and (who := self.speakers.who(folded, match, start)):
            named = (start + match.start(), start + match.end())
            return _Said(who, [(named[1], end)], named, around, "claims.relative", 0.8)
        for pattern, least in ((patterns.according_inside, 4), (patterns.according_last, 20)):
            match = pattern.search(sentence)
            if match and match.start() > least and (who := self.speakers.who(folded, match, start)):
                named = (start + match.start(), start + match.end())
                parts = [(start, named[0])]
                apposed = not sets_scene(text[start : named[0]]) and self._is_apposition(folded, text, named[1])
                if end - named[1] > 2 and not text.startswith(("who ", "which "), named[1]) and not apposed:
                    parts.append((named[1], end))
                return _Said(who, parts, named, around, "claims.according", 0.85)
        return None

    def _is_apposition(self, folded: Skeleton[Any], text: str, at: int) -> bool:
        """Tell whether what somebody is stands there: a title, or a body's or an article before one."""
        found = _BEFORE_TITLE.match(text, at)
        place = folded.places[found.end() if found else at]
        index = bisect_left(self.titles, place, key=lambda title: title.start)
        return index < len(self.titles) and self.titles[index].start - place < _NEAR

    def _behind_quotation(
        self, folded: Skeleton[Any], text: str, around: _Stretch, quotes: Sequence[_Stretch]
    ) -> _Said | None:
        """“…,” X said; also with a second half: “…,” X said, “…”."""
        for start, end in quotes:
            if end - start < _SHORTEST:
                continue
            match = attributions().after_quote.match(text, end) if closes(text, end) else None
            if match is None or match.end() > around[1]:
                continue
            if who := self.speakers.who(folded, match):
                parts = [(start, end)]
                rest = [other for other in quotes if other[0] >= match.end()]
                if rest and rest[-1][1] >= around[1] - 2 and rest[-1][1] - rest[-1][0] >= _SHORTEST:
                    parts.append(rest[-1])
                named = (end, rest[0][0] if rest else around[1])
                return _Said(who, parts, named, around, "claims.words-first", 0.9, True)
        return None

    def _before_words(
        self, folded: Skeleton[Any], text: str, around: _Stretch, quotes: Sequence[_Stretch], instead: int = 0
    ) -> _Said | None:
        """X said that …; also inserted: The flaw, X said, was …. (from ``instead`` on, if that is given)."""
        start, end = around
        at = instead or start
        while match := attributions().before.search(text, at, end):
            at = match.start() + 1
            head = text[start : match.start()]
            if not opens(head) or not text[match.end() : end].strip(' ."”'):
                continue
            who = self.speakers.who(folded, match)
            if not who:
                continue
            whole = [quote for quote in quotes if quote[0] <= match.end() + 2 and quote[1] >= end - 2]
            last = end
            if _CONCEDED.fullmatch(head) and (turn := _TURN.search(text, match.end(), end)):
                if not instead and (said := self._before_words(folded, text, (start, end), quotes, turn.start())):
                    return said  # Although X said so, Y said that …
                last = turn.start()  # Although X said that …, Y did so
            parts = [whole[0] if whole else (match.end(), last)]
            if not whole and text[match.end() - 1] == "," and _SUBJECT.match(head):
                parts.insert(0, (start, match.start()))
            quoted = any(match.end() <= quote[0] <= match.end() + 2 for quote in quotes)
            confidence = 0.9 if quoted else 0.85
            named = (start, match.end())
            return _Said(who, parts, named, around, "claims.speaker-first", confidence, bool(whole))
        return None

    # -- what is recorded ------------------------------------------------------------------------------

    def _record(self, folded: Skeleton[Any]) -> None:
        """Record the claim that has come to its end, once."""
        said = self.last
        if said is None or said.folded is not None:
            return
        said.folded = folded
        reading = self.reading
        text = reading.document.text
        stretches = [folded.clean(*part) for part in said.parts]
        words = joined([trimmed(text[start:end]) for start, end in stretches], quoted=said.quoted)
        if len(words) < _SHORTEST:
            return
        claim = reading.new(Kind.CLAIM).id
        evidence = reading.evidence(*folded.clean(*said.around), said.method, said.confidence)
        reading.add(claim, "type", str(Kind.CLAIM), evidence)
        for entity in dict.fromkeys(said.who):
            reading.add(claim, "claimant", entity, evidence)
        reading.add(claim, "claimText", Value(words, ValueType.TEXT, reading.document.language), evidence)
        items = [item.what for item in folded.within(*said.attribution)]
        dates = [item for item in items if isinstance(item, TimeSpan) and item.begin]
        if len(dates) == 1 and dates[0].begin == dates[0].end_:
            reading.add(claim, "claimDate", date_value(dates[0].begin), evidence)
        events = {item.entity for item in items if isinstance(item, Mention) and item.kind == Kind.EVENT}
        if len(events) == 1:
            reading.add(claim, "claimedAt", events.pop(), evidence)
