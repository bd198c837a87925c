"""Who says what in English text, quoted or reported.

English puts the speaker before the words (X said that …), behind them (“…,” X said) or between their halves
(“…,” X said. “…”), and the source first or last (according to X). A paragraph is read as a whole, since a quotation
may hold several sentences; what stands in quotation marks is masked while speakers are looked for. A speaker is a
name, a word that points back at one, or somebody of a body (a spokesperson for X), whose words are the body's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

from kg.extract.claims.english_attribution import attributions, opens
from kg.extract.claims.english_quotes import closes, joined, masked, sentences, trimmed
from kg.extract.english_words import any_of
from kg.extract.folding import fold
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.reading import Reading, spans
from kg.extract.skeleton import Skeleton
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_english_claims"]

_READ = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_SAYING = {Kind.ORGANIZATION, Kind.REPORT, Kind.WORK, Kind.LEGISLATION}
_SHORTEST = 12
_IN_PASSING = 3
"""A body named so often beside one named once is what the text is about."""
_SUBJECT = re.compile(
    r"(?:The|This|That|These|Those|A|An|It|They|We|Such|Most|Some|Many|All|One|Another|Part|Much|Each|Every"
    r"|[\ue000-\ue006])(?!\w)[^,]{0,100}, $"
)
"""A sentence's subject before an inserted speaker: The flaw, the company said, …."""

_SUBORDINATE = re.compile(r"(?:When|While|After|As|Although|Though|Because|Since|Before|If)(?: the)? ")
"""Before the subject of a clause that the main one follows: When X fixed it, it said …."""

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


@cache
def _public_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(frames('english')['claims']['public_bodies'])})$", re.I)


@cache
def _public_name() -> re.Pattern[str]:
    return re.compile(any_of(frames("english")["claims"]["public_names"]))


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
        self.persons: tuple[str, ...] = ()
        self.person: tuple[str, ...] = ()
        self.bodies: tuple[str, ...] = ()
        self.many: tuple[str, ...] = ()
        self.last: _Said | None = None
        self.public: dict[str, bool] = {}

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
            if alone and index == 0 and before is not None:
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
            if (match := pattern.match(sentence)) and (who := self._who(folded, match, start)):
                named = (start, start + match.end())
                return _Said(who, [(named[1], end)], named, around, "claims.according", 0.85)
        match = patterns.last.search(sentence)
        if match and match.start() > 20 and (who := self._who(folded, match, start)):
            named = (start + match.start(), end)
            return _Said(who, [(start, named[0])], named, around, "claims.words-first", 0.85)
        if said := self._before_words(folded, text, around, quotes):
            return said
        if (match := patterns.prompted.search(sentence)) and (who := self._who(folded, match, start)):
            named = (start + match.start(), start + match.end())
            return _Said(who, [(named[1], end)], named, around, "claims.prompted", 0.85)
        match = patterns.joined.search(sentence)
        if match and opens(sentence[: match.start()]) and (who := self._who(folded, match, start)):
            named = (start + match.start(), start + match.end())
            return _Said(who, [(named[1], end)], named, around, "claims.joined", 0.8)
        for pattern, least in ((patterns.according_inside, 4), (patterns.according_last, 20)):
            match = pattern.search(sentence)
            if match and match.start() > least and (who := self._who(folded, match, start)):
                named = (start + match.start(), start + match.end())
                parts = [(start, named[0])]
                if end - named[1] > 2 and not text.startswith(("who ", "which "), named[1]):
                    parts.append((named[1], end))
                return _Said(who, parts, named, around, "claims.according", 0.85)
        return None

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
            if who := self._who(folded, match):
                parts = [(start, end)]
                rest = [other for other in quotes if other[0] >= match.end()]
                if rest and rest[-1][1] >= around[1] - 2 and rest[-1][1] - rest[-1][0] >= _SHORTEST:
                    parts.append(rest[-1])
                named = (end, rest[0][0] if rest else around[1])
                return _Said(who, parts, named, around, "claims.words-first", 0.9, True)
        return None

    def _before_words(
        self, folded: Skeleton[Any], text: str, around: _Stretch, quotes: Sequence[_Stretch]
    ) -> _Said | None:
        """X said that …; also inserted: The flaw, X said, was ….."""
        start, end = around
        at = start
        while match := attributions().before.search(text, at, end):
            at = match.start() + 1
            head = text[start : match.start()]
            if not opens(head) or not text[match.end() : end].strip(' ."”'):
                continue
            who = self._who(folded, match)
            if not who:
                continue
            whole = [quote for quote in quotes if quote[0] <= match.end() + 2 and quote[1] >= end - 2]
            parts = [whole[0] if whole else (match.end(), end)]
            if not whole and text[match.end() - 1] == "," and _SUBJECT.match(head):
                parts.insert(0, (start, match.start()))
            quoted = any(match.end() <= quote[0] <= match.end() + 2 for quote in quotes)
            confidence = 0.9 if quoted else 0.85
            named = (start, match.end())
            return _Said(who, parts, named, around, "claims.speaker-first", confidence, bool(whole))
        return None

    # -- who speaks ----------------------------------------------------------------------------------

    def _who(self, folded: Skeleton[Any], match: re.Match[str], offset: int = 0) -> tuple[str, ...]:
        """The entities of the speaker, remembered for the words that point back."""
        groups = match.groupdict()
        for lead in ("", "late_"):
            for role in ("people", "bodies"):
                if groups.get(lead + role):
                    first, last = match.span(lead + role)
                    found = tuple(
                        item.what.entity
                        for item in folded.within(offset + first, offset + last)
                        if isinstance(item.what, Mention)
                    )
                    self._remember(found, role == "people")
                    return found
            if word := groups.get(lead + "word"):
                return self._pointed(word, offset + match.start(lead + "word"), folded)
        return ()

    def _remember(self, who: tuple[str, ...], people: bool) -> None:
        if people:
            self.person = who[:1] if len(who) == 1 else self.person
            self.persons = who
        else:
            self.bodies = who[:1]
        if len(who) > 1 or not people:
            self.many = who

    def _pointed(self, word: str, at: int, folded: Skeleton[Any]) -> tuple[str, ...]:
        data = frames("english")["claims"]
        small = word.lower()
        place = folded.places[at]
        if small in data["pronouns"] or small in (entry.lower() for entry in data["singular"]):
            return self._person(place)
        if small == "it":
            return self._it(place)
        if small in data["laws"]:
            laws = {mention.entity for mention in self.reading.mentions if mention.kind == Kind.LEGISLATION}
            return self._latest(place, Kind.LEGISLATION, place if len(laws) == 1 else 1500)
        if small == "researchers" and not any(self._researches(entity) for entity in self.many or self.persons):
            return ()
        if small in ("the companies", "the agencies"):
            return self._group(place, Kind.ORGANIZATION)
        if small in data["plural"]:
            return (self._group(place, Kind.PERSON) if small != "they" else ()) or self.many or self.persons
        if small in data["works"]:
            return self._latest(place, Kind.REPORT, 1500)
        return self._body(word, place)

    def _person(self, place: int) -> tuple[str, ...]:
        """The latest person who opened a sentence, else who spoke last, else who was named last."""
        starts = {start for start, _ in self.reading.sentences}
        for mention in reversed(self.reading.mentions):
            near = mention.kind == Kind.PERSON and mention.end <= place and place - mention.end < 700
            if near and (mention.start in starts or mention.entity in self.person):
                return (mention.entity,)
        return self.person or self._latest(place, Kind.PERSON, 500)

    def _body(self, word: str, place: int) -> tuple[str, ...]:
        """The body that the text is about: the latest that opened a sentence, else that spoke, else that was named."""
        kind = word.rsplit(" ", 1)[-1]
        if kind.lower() in frames("english")["claims"]["own_words"]:
            return self._called(kind.capitalize(), place)
        public = bool(_public_word().search(word))
        commercial = not word.lower().endswith(("group", "gang", "crew"))
        spoke: tuple[str, ...] = ()
        for mention in reversed(self.reading.mentions):
            if mention.kind != Kind.ORGANIZATION or mention.end > place or self._public(mention.entity) != public:
                continue
            if commercial and english_lexicon().designator.match(mention.text):
                continue
            if place - mention.end > 900:
                break
            if self._opens(mention):
                return (self._main(mention.entity, place),)
            if mention.entity in self.bodies:
                spoke = spoke or (mention.entity,)
        if public and not spoke:
            return self.bodies
        return spoke or self._latest(place, Kind.ORGANIZATION, 300)

    def _called(self, word: str, place: int) -> tuple[str, ...]:
        """The body with a word in its name (the Commission): the latest one named, else the first that will be."""
        named = [
            mention
            for mention in self.reading.mentions
            if mention.kind == Kind.ORGANIZATION and word in mention.text.split()
        ]
        before = [mention.entity for mention in named if mention.end <= place]
        return tuple(before[-1:] or [mention.entity for mention in named[:1]])

    def _it(self, place: int) -> tuple[str, ...]:
        """The body or the work that the sentence, or one right before it, is about; nobody where that is not shown."""
        text, end = self.reading.document.text, place
        for _ in range(3):
            start, _ = self.reading.sentence_at(end)
            named = [
                mention
                for mention in self.reading.mentions
                if start <= mention.start and mention.end <= end and mention.kind != Kind.PLACE
            ]
            own = end == place and len(named) == 1 and _SUBORDINATE.fullmatch(text[start : named[0].start])
            subject = named[0] if own else next((mention for mention in named if self._opens(mention)), None)
            if subject is not None:
                return (subject.entity,) if subject.kind in _SAYING else ()
            if spoke := [mention.entity for mention in named if mention.entity in self.bodies]:
                return (spoke[-1],)
            if (named and end < place) or start == 0:
                return ()
            end = start - 1
        return ()

    def _researches(self, entity: str) -> bool:
        """Tell whether a speaker is a person, or a body that the text names with its researchers."""
        text = self.reading.document.text
        return any(
            mention.kind == Kind.PERSON
            or re.match(r"['’]?s? (?:[\w\-]+ ){0,2}researcher", text[mention.end : mention.end + 40])
            or re.search(r"[Rr]esearchers (?:at|from|with|of) (?:[\w\-]+ ){0,3}$", text[: mention.start][-60:])
            for mention in self.reading.mentions
            if mention.entity == entity
        )

    def _opens(self, mention: Mention) -> bool:
        """Tell whether a mention is the subject of its sentence: The X, Yesterday, X, Although …, X."""
        start, _ = self.reading.sentence_at(mention.start)
        head = self.reading.document.text[start : mention.start].lstrip('“"‘ ')
        return head in ("", "The ", "But ", "And ", "But the ", "And the ") or (head.endswith(", ") and opens(head))

    def _public(self, entity: str) -> bool:
        """Tell whether a body's names, or its name in the register, are those of a public one."""
        if entity not in self.public:
            known = {span.start_char: unquote(span.kb_id_) for span in spans(self.reading.doc, "names") if span.kb_id_}
            for mention in self.reading.mentions:
                names = f"{mention.text} {known.get(mention.start, '')}"
                found = bool(_public_name().search(names))
                self.public[mention.entity] = self.public.get(mention.entity, False) or found
        return self.public.get(entity, False)

    def _main(self, entity: str, place: int) -> str:
        """The body itself, or the one that the text is about where this one is named only in passing."""
        named = Counter(
            mention.entity
            for mention in self.reading.mentions
            if mention.kind == Kind.ORGANIZATION
            and place - 900 <= mention.start < place
            and self._public(mention.entity) == self._public(entity)
        )
        most, times = named.most_common(1)[0]
        return most if named[entity] == 1 and times >= _IN_PASSING else entity

    def _latest(self, place: int, kind: Kind, reach: int) -> tuple[str, ...]:
        for mention in reversed(self.reading.mentions):
            if mention.kind == kind and mention.end <= place and place - mention.end <= reach:
                return (mention.entity,)
        return ()

    def _group(self, place: int, kind: Kind) -> tuple[str, ...]:
        """The latest two or three that were named together: A and B."""
        text = self.reading.document.text
        mentions = [mention for mention in self.reading.mentions if mention.kind == kind and mention.end <= place]
        for index in range(len(mentions) - 1, 0, -1):
            first, second = mentions[index - 1], mentions[index]
            if text[first.end : second.start] in (" and ", ", and ", " & "):
                return (first.entity, second.entity)
        return ()

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
