"""Who an English sentence says speaks: the names that it gives, and those that its words point back at.

The company, she, it and the researchers are whoever the text was about; where that is not shown, nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import unquote

from kg.extract.claims.english_attribution import opens
from kg.extract.english_words import any_of
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.reading import Reading, spans
from kg.extract.skeleton import CLASSES, Skeleton
from kg.model import Kind, Mention
from kg.resources import frames

__all__ = ["Speakers"]

_SAYING = {Kind.ORGANIZATION, Kind.REPORT, Kind.WORK, Kind.LEGISLATION}
_IN_PASSING = 3
"""A body named so often beside one named once is what the text is about."""
_RESEARCHERS_AFTER = re.compile(r"['’]?s? (?:[\w\-]+ ){0,2}researcher")
_RESEARCHERS_BEFORE = re.compile(r"[Rr]esearchers (?:at|from|with|of) (?:[\w\-]+ ){0,3}\Z")
_SUBORDINATE = re.compile(r"(?:When|While|After|As|Although|Though|Because|Since|Before|If)(?: the)? ")
"""Before the subject of a clause that the main one follows: When X fixed it, it said …."""


_PAIRED = re.compile(r"(?: \([^()\n]{1,40}\))?(?: and |, and | & )(?:the )?")
"""Between two who are named together: Jane Roe (D-Ore.) and John Doe."""
_JOINED = (", and ", ", but ", "; and ", ", while ")


@cache
def _finite() -> re.Pattern[str]:
    """The pattern of a verb by which a clause is known."""
    return re.compile(rf" (?:{any_of(frames('english')['claims']['clause_verbs'])}|[a-z]+ed)\b")


@cache
def _public_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(frames('english')['claims']['public_bodies'])})$", re.I)


@cache
def _public_name() -> re.Pattern[str]:
    return re.compile(any_of(frames("english")["claims"]["public_names"]))


class Speakers:
    """Tells who speaks, and remembers who spoke.

    Args:
        reading: with its mentions in order.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.persons: tuple[str, ...] = ()
        self.person: tuple[str, ...] = ()
        self.bodies: tuple[str, ...] = ()
        self.many: tuple[str, ...] = ()
        self.public: dict[str, bool] = {}
        self.called: dict[str, list[Mention]] = {}
        self.researches: dict[str, bool] = {}

    def who(self, folded: Skeleton[Any], match: re.Match[str], offset: int = 0) -> tuple[str, ...]:
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
            return () if small.startswith("the ") and self._nameless(small[4:], place) else self._person(place)
        if small in ("it", "its"):
            return self._it(place)
        if small in data["laws"]:
            laws = [draft for draft in self.reading.drafts.values() if draft.kind == Kind.LEGISLATION]
            return self._latest(place, Kind.LEGISLATION, place if len(laws) == 1 else 1500)
        if small == "researchers" and not any(self._researches(entity) for entity in self.many or self.persons):
            return ()
        if small in ("the companies", "the agencies"):
            return self._group(place, Kind.ORGANIZATION)
        if small in data["plural"] or CLASSES["Quantity"] in word:
            return (self._group(place, Kind.PERSON) if small != "they" else ()) or self.many or self.persons
        if small in data["works"]:
            return self._latest(place, Kind.REPORT, 1500)
        return self._body(word, place)

    def _nameless(self, post: str, place: int) -> bool:
        """Tell whether the text has just spoken of somebody in that post without a name: a senior official."""
        before = self.reading.document.text[max(0, place - 700) : place]
        return re.search(rf"\b(?:an?|one|another) (?:[\w\-]+ ){{0,4}}{re.escape(post)}\b", before, re.I) is not None

    def _person(self, place: int) -> tuple[str, ...]:
        """The latest person who opened a sentence, else who spoke last, else who was named last."""
        for mention in reversed(self.reading.mentions):
            near = mention.kind == Kind.PERSON and mention.end <= place and place - mention.end < 700
            if near and (self._opens(mention) or mention.entity in self.person):
                return (mention.entity,)
        return self.person or self._latest(place, Kind.PERSON, 500)

    def _body(self, word: str, place: int) -> tuple[str, ...]:
        """The body that the text is about: the latest that opened a sentence, else that spoke, else that was named."""
        kind = word.rsplit(" ", 1)[-1]
        if kind.lower() in frames("english")["claims"]["own_words"]:
            return self._called(kind.capitalize(), place)
        public = bool(_public_word().search(word))
        commercial = not word.lower().endswith(("group", "gang", "crew"))
        governments = self._governments()
        spoke: tuple[str, ...] = ()
        first, _ = self.reading.sentence_at(place)
        quoted = self.reading.document.text[first : first + 1] in tuple('“"‘')
        for mention in reversed(self.reading.mentions):
            if quoted and mention.start > first:
                continue  # “X’s victims are abroad,” the company said
            if mention.kind != Kind.ORGANIZATION or mention.end > place or self._public(mention.entity) != public:
                continue
            if commercial and english_lexicon().designator.match(mention.text):
                continue
            if mention.entity in governments:
                continue
            if place - mention.end > 900:
                break
            if self._opens(mention):
                return (self._main(mention.entity, place),)
            if mention.entity in self.bodies:
                spoke = spoke or (mention.entity,)
        found = self.bodies if public and not spoke else spoke or self._latest(place, Kind.ORGANIZATION, 300)
        return tuple(entity for entity in found if entity not in governments)

    def _governments(self) -> set[str]:
        """Governments that go by their head (the Roe administration): no agency or company is one."""
        words = tuple(f" {word}" for word in frames("english")["organizations"]["governments"])
        return {mention.entity for mention in self.reading.mentions if mention.text.endswith(words)}

    def _called(self, word: str, place: int) -> tuple[str, ...]:
        """The body with a word in its name (the Commission): the latest one named, else the first that will be."""
        if word not in self.called:
            self.called[word] = [
                mention
                for mention in self.reading.mentions
                if mention.kind == Kind.ORGANIZATION and word in mention.text.split()
            ]
        named = self.called[word]
        before = bisect_left(named, place, key=lambda mention: mention.start)
        return tuple(mention.entity for mention in named[max(0, before - 1) : max(1, before)])

    def _it(self, place: int) -> tuple[str, ...]:
        """The body or the work that the sentence, or one right before it, is about; nobody where that is not shown."""
        text, end = self.reading.document.text, place
        for _ in range(3):
            start, _ = self.reading.sentence_at(end)
            named = [mention for mention in self._between(start, end) if mention.kind != Kind.PLACE]
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

    def _between(self, start: int, end: int) -> list[Mention]:
        mentions = self.reading.mentions
        first, last = (bisect_left(mentions, at, key=lambda mention: mention.start) for at in (start, end))
        return [mention for mention in mentions[first:last] if mention.end <= end]

    def _researches(self, entity: str) -> bool:
        """Tell whether a speaker is a person, or a body that the text names with its researchers."""
        if entity not in self.researches:
            text = self.reading.document.text
            self.researches[entity] = any(
                mention.kind == Kind.PERSON
                or _RESEARCHERS_AFTER.match(text, mention.end)
                or _RESEARCHERS_BEFORE.search(text, max(0, mention.start - 60), mention.start)
                for mention in self.reading.mentions
                if mention.entity == entity
            )
        return self.researches[entity]

    def _opens(self, mention: Mention) -> bool:
        """Tell whether a mention is the subject of its sentence: The X, Yesterday, X, Although …, X."""
        start, _ = self.reading.sentence_at(mention.start)
        head = self.reading.document.text[start : self._titled(mention)].lstrip('“"‘ ')
        if head in ("", "The ", "But ", "And ", "But the ", "And the ") or (head.endswith(", ") and opens(head)):
            return True
        # Jane Roe left, and | John Doe stayed; but: Jane Roe, Ann Poe, and | John Doe
        return head.endswith(_JOINED) and _finite().search(head) is not None

    def _titled(self, mention: Mention) -> int:
        """Where a person's name begins with the title and the body before it: EXAMPLE director Jane Roe."""
        at = mention.start
        if mention.kind == Kind.PERSON:
            for things in (self.reading.titles, self.reading.mentions):
                before = bisect_left(things, at, key=lambda thing: thing.start) - 1
                if before >= 0 and 1 <= at - things[before].end <= 2:
                    at = things[before].start
        return at

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
            if _PAIRED.fullmatch(text, first.end, second.start):
                return (first.entity, second.entity)
        return ()
