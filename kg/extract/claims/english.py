"""Who says what in English text, quoted or reported.

English puts the speaker before the words (X said that …), behind them (“…,” X said) or between their halves
(“…,” X said. “…”), and the source first or last (according to X). A paragraph is read as a whole, since a quotation
may hold several sentences; what stands in quotation marks is masked while speakers are looked for. A speaker is a
name, a word that points back at one, or somebody of a body (a spokesperson for X), whose words are the body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.english_words import any_of
from kg.extract.folding import fold
from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Skeleton
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_english_claims"]

_P, _O, _TITLE, _EVENT, _TIME = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, "Title", Kind.EVENT, "Time"))
_WORKS = "".join(CLASSES[key] for key in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE))
_SIGNS = f"{_P}{_O}{_WORKS}"
_MASK = "\x01"
_READ = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_OUTER = " \n,:;–—-"
_QUOTE = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_BREAK = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(\[]?[A-Z0-9\ue000-\ue0ff])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|vs|etc|Inc|Ltd|Corp|Co|No)|[A-Z]\.[A-Z])\.$"
)
_GLOSS = r"(?: ?\([^()]{1,60}\))?"
_AND = r"(?:, and |, | and | & )"
_SHORTEST = 12
_SUBJECT = re.compile(
    r"(?:The|This|That|These|Those|A|An|It|They|We|Such|Most|Some|Many|All|[\ue000-\ue006])(?!\w)[^,]{0,100}, $"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    after_quote: re.Pattern[str]
    last: re.Pattern[str]
    according: re.Pattern[str]
    according_inside: re.Pattern[str]
    according_last: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = frames("english")["claims"]
    members = any_of(data["members"])
    words = any_of([*data["pronouns"], *data["plural"], *data["singular"], *data["bodies"], *data["works"]])
    aside = r"(?:, [^;\x01]{2,140}?,|,? who [^;,\x01]{2,80},)?"
    of_body = f"(?:(?:an?|the) )?(?:[\\w\\-]+ ){{0,2}}?(?:{members})s? (?:for|at|from|with|of) (?:the )?"
    who = (
        f"(?:(?:(?:{_TITLE},? )?|(?:the )?{_O}(?:['’]s?)? (?:{_TITLE} )?)(?P<people>{_P}(?:{_AND}{_P})*){_GLOSS}"
        f"|(?:{of_body})?(?:(?:the )?{_O}{_GLOSS}['’]s? (?:[a-z]+ ){{0,2}}(?=[{_WORKS}]))?(?:the |an? )?(?P<bodies>[{_O}{_WORKS}](?:{_AND}[{_O}{_WORKS}])*){_GLOSS}(?:(?:['’]s?)?(?: [\\w\\-]+){{0,3}}? (?:{members}|{_TITLE})s?)?"
        f"|(?<!\\w)(?P<word>(?i:{words})))(?![’'\\w])"
    )
    adverb = f"(?:(?:{any_of(data['adverbs'])}|[a-z]+ly) )*"
    trailing = f"(?:['’]s? [^,;\x01]{{2,60}}| (?:this|last|on|in|released|published|at|from|who|by|and|dated|earlier|today|{_TIME})[^,;\x01]{{0,60}})?"
    telling = {"told", "tells"}
    strong = any_of(set(data["verbs"]) - set(data["weak"]) - telling)
    weak = any_of(data["weak"])
    to_whom = (
        f"(?:(?: told| tells)(?: (?:[{_SIGNS}]|the [\\w ]{{2,24}}?|reporters|lawmakers|journalists|us|investors|customers|users|clients|employees|staff|parliament|an? [\w ]{{2,24}}?)"
        f"(?: (?:in|during|at|on) [^,.:;\x01]{{2,50}}?)?))"
    )
    where = f"(?:(?: (?:in|at|on|during|via|this|last|late|earlier|to|by) (?:(?!that )[^,.:;\x01{_P}]){{2,70}}?| {_TIME}|, in [^,.:;\x01]{{2,50}},)?)"
    says = f"(?:(?: {adverb}(?:{strong}))(?:{where}(?: that|:|,)| {_TIME}(?: that)?|(?= ))|(?: {adverb}(?:{weak})){where}(?: that|:|,)|{to_whom}(?: that|:|,)?|(?: {adverb}(?:{any_of(set(data['verbs']) - telling)}) [^.:;\x01]{{2,100}}:)(?= [“\"]))"
    loose = f"(?: {adverb}(?:{any_of(set(data['verbs']) - telling)})\\b|{to_whom})"
    inverted = f" ?(?:{any_of(data['verbs'])}) {who.replace('(?P<', '(?P<late_')}"
    tail = f"(?:{who}{aside}{loose}|{inverted})"
    return _Patterns(
        re.compile(f"{who}{aside}{says}(?= |$)"),
        re.compile(f'[,.]?["”]? ?{tail}'),
        re.compile(f", {tail}(?=(?:, [^;]{{2,120}})?[^,;]{{0,60}}[.]?$)"),
        re.compile(
            f'(?:^|, |; |and )["“]?(?i:{any_of(data["lead"])}) (?:[^,;\x01{_SIGNS}]{{0,60}}?(?:by|from|of|in) )?{who}{trailing}(?:, [^,;]{{2,60}})?, '
        ),
        re.compile(f", (?:{any_of(data['lead'])}) {who}, "),
        re.compile(
            f",? (?:{any_of(data['lead'])}) (?:[^,;\x01{_SIGNS}]{{0,60}}?(?:by|from|of|in) )?{who}{trailing}(?:, [^;]{{2,100}})?[.]?$"
        ),
    )


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
    """A claim that may still go on."""

    who: tuple[str, ...]
    parts: list[tuple[int, int]]
    around: tuple[int, int]
    method: str
    confidence: float
    dates: list[TimeSpan]
    events: list[str]
    quoted: bool


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.persons: tuple[str, ...] = ()
        self.person: tuple[str, ...] = ()
        self.bodies: tuple[str, ...] = ()
        self.many: tuple[str, ...] = ()
        self.last: _Said | None = None

    def paragraph(self, folded: Skeleton[Any]) -> None:
        """Read the claims of one paragraph."""
        masked, quotes = _masked(folded.text)
        goes_on = self.last if self.last and self.last.quoted else None
        self.last = None
        sentences = _sentences(masked)
        open_claim: _Said | None = None
        for index, (start, end) in enumerate(sentences):
            inside = [quote for quote in quotes if start <= quote[0] < end]
            pure = len(inside) == 1 and inside[0][1] - inside[0][0] >= len(masked[start:end].strip()) - 2
            before = open_claim or (goes_on if index == 0 and pure else None)
            if pure and before is not None and before.quoted:
                if open_claim is not None:
                    open_claim.parts.append(folded.clean(*inside[0]))
                else:
                    self._record(open_claim)
                    open_claim = _Said(
                        before.who,
                        [folded.clean(*inside[0])],
                        folded.clean(start, end),
                        "claims.goes-on",
                        0.8,
                        [],
                        [],
                        True,
                    )
                continue
            said = self._sentence(folded, masked, start, end, inside)
            if said is not None or not inside:
                self._record(open_claim)
                open_claim = said
        self._record(open_claim)

    # -- one sentence --------------------------------------------------------------------------------

    def _sentence(
        self, folded: Skeleton[Any], masked: str, start: int, end: int, quotes: Sequence[tuple[int, int]]
    ) -> _Said | None:
        patterns = _patterns()
        text = masked[start:end]
        for quote in quotes:
            if quote[1] - quote[0] < _SHORTEST:
                continue
            match = patterns.after_quote.match(masked, quote[1])
            if match and match.end() <= end and masked[quote[1] - 2] in ",?!.…—–" + "\x01":
                if masked[quote[1] - 2] == "\x01" and masked[quote[1]] != ",":
                    continue
                who = self._who(folded, match)
                if who:
                    lead = _words_before(masked, start, quote[0])
                    parts = [(lead, quote[1])]
                    rest = [other for other in quotes if other[0] >= match.end()]
                    if rest and rest[-1][1] >= end - 2 and rest[-1][1] - rest[-1][0] >= _SHORTEST:
                        parts.append(rest[-1])
                    return self._said(
                        folded,
                        who,
                        parts,
                        (start, end),
                        (quote[1], rest[0][0] if rest else end),
                        "claims.words-first",
                        0.9,
                        True,
                    )
        match = patterns.according.match(text)
        if match and (who := self._who(folded, match, start)):
            return self._said(
                folded,
                who,
                [(start + match.end(), end)],
                (start, end),
                (start, start + match.end()),
                "claims.according",
                0.85,
                False,
            )
        match = patterns.last.search(text)
        if match and match.start() > 20 and (who := self._who(folded, match, start)):
            return self._said(
                folded,
                who,
                [(start, start + match.start())],
                (start, end),
                (start + match.start(), end),
                "claims.words-first",
                0.85,
                False,
            )
        at = start
        while match := patterns.before.search(masked, at, end):
            at = match.start() + 1
            head = masked[start : match.start()]
            if not _opens(head) or not masked[match.end() : end].strip(' ."”'):
                continue
            quoted = any(
                match.end() <= quote[0] <= match.end() + 2 and quote[1] - quote[0] >= _SHORTEST for quote in quotes
            )
            who = self._who(folded, match)
            if who:
                whole = [
                    (quote[0], quote[1]) for quote in quotes if quote[0] <= match.end() + 2 and quote[1] >= end - 2
                ]
                parts = [whole[0] if whole else (match.end(), end)]
                if not whole and masked[match.end() - 1] == "," and _SUBJECT.match(head):
                    parts.insert(0, (start, match.start()))  # The flaw, the company said, was fixed.
                return self._said(
                    folded,
                    who,
                    parts,
                    (start, end),
                    (start, match.end()),
                    "claims.speaker-first",
                    0.9 if quoted else 0.85,
                    bool(whole),
                )
        match = patterns.according_inside.search(text)
        if match and match.start() > 4 and (who := self._who(folded, match, start)):
            parts = [(start, start + match.start()), (start + match.end(), end)]
            return self._said(
                folded,
                who,
                parts,
                (start, end),
                (start + match.start(), start + match.end()),
                "claims.according",
                0.85,
                False,
            )
        match = patterns.according_last.search(text)
        if match and match.start() > 20 and (who := self._who(folded, match, start)):
            return self._said(
                folded,
                who,
                [(start, start + match.start())],
                (start, end),
                (start + match.start(), end),
                "claims.according",
                0.85,
                False,
            )
        return None

    def _said(
        self,
        folded: Skeleton[Any],
        who: tuple[str, ...],
        parts: Iterable[tuple[int, int]],
        around: tuple[int, int],
        attribution: tuple[int, int],
        method: str,
        confidence: float,
        quoted: bool,
    ) -> _Said:
        items = [item.what for item in folded.within(*attribution)]
        return _Said(
            who,
            [folded.clean(*part) for part in parts],
            folded.clean(*around),
            method,
            confidence,
            [what for what in items if isinstance(what, TimeSpan) and what.begin],
            [what.entity for what in items if isinstance(what, Mention) and what.kind == Kind.EVENT],
            quoted,
        )

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
            return self.person or self._latest(place, Kind.PERSON, 500)
        if small in ("the companies", "the agencies"):
            return self._group(place, Kind.ORGANIZATION)
        if small in data["plural"]:
            return (self._group(place, Kind.PERSON) if small != "they" else ()) or self.many or self.persons
        if small in data["works"]:
            return self._latest(place, Kind.REPORT, 1500)
        return self._body(place)

    def _body(self, place: int) -> tuple[str, ...]:
        """The body that the text is about: the latest that spoke or opened a sentence, else the latest named."""
        sentences = {start for start, _ in self.reading.sentences}
        text = self.reading.document.text
        for mention in reversed(self.reading.mentions):
            if mention.kind != Kind.ORGANIZATION or mention.end > place:
                continue
            if place - mention.end > 900:
                break
            opens = mention.start in sentences or re.search(
                r"(?:^|[.!?”\"\n]\s?)(?:The |But |And )?$", text[max(0, mention.start - 8) : mention.start]
            )
            if opens or mention.entity in self.bodies:
                return (mention.entity,)
        return self._latest(place, Kind.ORGANIZATION, 300)

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

    def _record(self, said: _Said | None) -> None:
        if said is None:
            return
        self.last = said
        reading = self.reading
        words = _joined([_trimmed(reading.document.text[start:end]) for start, end in said.parts], said.method)
        if len(words) < _SHORTEST:
            return
        claim = reading.new(Kind.CLAIM).id
        start = min(said.around[0], *(part[0] for part in said.parts))
        end = max(said.around[1], *(part[1] for part in said.parts))
        evidence = reading.evidence(start, end, said.method, said.confidence)
        reading.add(claim, "type", str(Kind.CLAIM), evidence)
        for entity in dict.fromkeys(said.who):
            reading.add(claim, "claimant", entity, evidence)
        reading.add(claim, "claimText", Value(words, ValueType.TEXT, reading.document.language), evidence)
        if len(said.dates) == 1 and said.dates[0].begin == said.dates[0].end_:
            reading.add(claim, "claimDate", date_value(said.dates[0].begin), evidence)
        if len(set(said.events)) == 1:
            reading.add(claim, "claimedAt", said.events[0], evidence)


def _joined(parts: Sequence[str], method: str) -> str:
    """The halves of what was said as one text: a full stop where the second begins anew."""
    text = parts[0]
    for part in parts[1:]:
        mark = "" if method == "claims.speaker-first" else "" if text[-1:] in ".!?…" else "." if part[:1].isupper() else ","
        text = f"{text}{mark} {part}"
    return text


def _masked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text with all that is quoted masked, save the mark before a closing quotation mark; and the quotations."""
    quotes = []
    chars = list(text)
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        closed = text[end - 1] in '”"' and end - start > 1
        last = end - 1 if closed else end
        keep = last - 1 if text[last - 1] in ",.?!…—–" else last
        chars[start + 1 : keep] = _MASK * (keep - start - 1)
        quotes.append((start, end))
    return "".join(chars), quotes


def _sentences(masked: str) -> list[tuple[int, int]]:
    cuts = [0]
    for match in _BREAK.finditer(masked):
        if not _ABBREVIATED.search(masked[max(0, match.start() - 6) : match.start()]):
            cuts.append(match.end())
    cuts.append(len(masked))
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]


def _opens(head: str) -> bool:
    """Tell whether what stands before a speaker lets a statement begin: nothing, an adverbial, or "and"."""
    head = head.strip()
    if not head:
        return True
    if re.search(
        r"\b(?:that|which|who|whom|if|because|as|than|when|while|of|by|to|for|with|from|in|at|on|what|how)$", head
    ):
        return bool(re.fullmatch(r"(?:But|And|Yet|Still|Meanwhile|However|While|As|When|Although)", head))
    return len(head) < 90 and (
        head[-1] in ",:;—–"
        or bool(re.fullmatch(r"(?:[A-Z][a-z]+|But|And|\W)+", head))
        or head.endswith((" and", " but", "; and", "—and"))
    )


def _words_before(masked: str, start: int, quote: int) -> int:
    """Where a quotation's own sentence begins in the speaker's words: at the quotation, here."""
    return quote


def _trimmed(text: str) -> str:
    """The words themselves: no outer punctuation, and no quotation marks if they hold all of it."""
    text = text.strip(_OUTER)
    if text[:1] in '“"' and text[-1:] in '”"' and not re.search('[“”"]', text[1:-1]):
        text = text[1:-1]
    elif text[:1] in '“"' and not re.search('[”"]', text[1:]):
        text = text[1:]
    return text.strip(_OUTER)
