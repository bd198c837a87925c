"""Events with a name in English text.

A run of capitals that ends in a class of events (Example Security Conference 2030), an operation (Operation Example),
an election with its year, or what a register knows as an event, with its edition (Example Con USA 2030).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from kg.extract.english_words import EnglishWords, Run, any_of
from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import reading_of, spans
from kg.language.tokens import split_tokens, text_of
from kg.model import BlockKind, Kind
from kg.resources import frames

__all__ = ["find_english_events"]

_YEAR_BEFORE = re.compile(r"\b(?:the )?((?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)(?: annual| Annual| session of the)?) $")
_YEAR_AFTER = re.compile(r"(?:,? (?:19|20)\d\d\b|['’]\d\d\b| \d{1,2}\b(?! ?%| [a-z]+s\b))")
_JOINED_BEFORE = re.compile(r"\b[Tt]he (?:[\w]+-(?:day|week) |annual )?(?P<name>(?:[A-Z][\w\-]* ){2,4}and )\Z")
"""The first half of a name behind an article: the EU Secure and | Digital Future Conference."""
_ORDINAL_BEFORE = re.compile(r"\b(?:First|Second|Third|[A-Z][a-z]+th) \Z")
_OPERATION = re.compile(r"\bOperation [A-Z][\w\-]+(?: (?!Report|Center)[A-Z][\w\-]+){0,2}")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    strong: frozenset[str]
    weak: frozenset[str]
    joiners: frozenset[str]
    not_names: frozenset[str]
    election: re.Pattern[str]
    edition: re.Pattern[str]
    compound: re.Pattern[str]
    con: re.Pattern[str]
    nth: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = frames("english")["events"]
    return _Lexicon(
        frozenset(data["strong_endings"]),
        frozenset(data["weak_endings"]),
        frozenset(data["joiners"]),
        frozenset(data["not_names"]),
        re.compile(
            rf"\b(?:19|20)\d\d (?:[A-Z][\w.]*\.? ){{0,2}}(?:(?:{any_of(data['elections'])}) )?elections?\b"
            rf"|\b[A-Z][a-z]+ (?:{any_of(data['elections'])}) elections? (?:of|in) (?:19|20)\d\d\b"
        ),
        re.compile(rf" (?:{any_of(data['editions'])})\b"),
        re.compile(rf"\b[A-Za-z]\w+(?:{any_of(data['compound_endings'])}) (?:(?:19|20)\d\d|\d{{1,2}})\b"),
        # the EXAMPLEcon security conference
        re.compile(r"\b[A-Z]\w*[Cc]on(?=(?: [a-z]+){0,2} (?:conference|convention|summit)\b)"),
        # the second ministerial meeting of the | Example Council
        re.compile(
            rf"\b(?P<name>(?i:{any_of(data['ordinals'])}|\d{{1,3}}(?:st|nd|rd|th)) (?:[A-Za-z\-]+ ){{0,2}}"
            rf"(?i:{any_of(data['meetings'])}) of (?:the )?)"
        ),
    )


def find_english_events(doc: Doc) -> list[Span]:
    """Return the events of a document, in order; ``kb_id_`` is the IRI where a register has it."""
    events = _Events(doc)
    found = events.found()
    split_tokens(doc, {edge for start, end, _ in found for edge in (start, end)})
    return [span for a, b, iri in found if (span := doc.char_span(a, b, label=str(Kind.EVENT), kb_id=iri)) is not None]


class _Events:
    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.document = reading_of(doc).document
        self.words = EnglishWords(doc, self.document)
        closed = [*spans(doc, "works")]
        # What is known as a body is no event: … General Assembly, … Economic Forum.
        closed += [span for span in spans(doc, "names") if span.label_ == Kind.ORGANIZATION and span.kb_id_]
        self.bodies = {span.end_char: span.start_char for span in closed if span.label_ == Kind.ORGANIZATION}
        names = [span for span in spans(doc, "names") if span.label_ == Kind.ORGANIZATION]
        self.begun = {span.start_char: span.end_char for span in names if span.kb_id_}
        self.named = {span.start_char: span.end_char for span in names}
        self.closed = {i for span in closed for i in range(span.start_char, span.end_char)}
        self.times = {i for time in reading_of(doc).times for i in range(time.start, time.end)}
        self.register = [span for span in spans(doc, "register") if span.label_ == Kind.EVENT]
        self.finds: dict[tuple[int, int], str] = {}

    def found(self) -> list[tuple[int, int, str]]:
        lexicon = _lexicon()
        for span in self.register:
            if span.start_char in self.closed or span.id_ == "ambiguous" or not span.text[:1].isupper():
                continue
            start, end = self._edition(span.start_char, span.end_char)
            self._take(start, end, span.kb_id_)
        for pattern in (_OPERATION, lexicon.election, lexicon.compound, lexicon.con):
            for match in pattern.finditer(self.text):
                if not self.words.in_title(match.start()):
                    self._take(*match.span())
        for match in lexicon.nth.finditer(self.text):
            if match.end() in self.named:
                self._take(match.start("name"), self.named[match.end()])
        for run in self.words.runs(lexicon.strong | lexicon.weak, lexicon.joiners, self.closed | self.times):
            if (named := self._named(run)) is not None:
                self._take(*named)
        self._headings()
        asides = [block for block in self.document.blocks if block.kind in (BlockKind.CREDIT, BlockKind.BYLINE)]
        return sorted(
            (start, end, iri)
            for (start, end), iri in self.finds.items()
            if not any(block.start <= start < block.end for block in asides)
        )

    def _take(self, start: int, end: int, iri: str = "") -> None:
        # A body's name may open an event's: the OECD Ministerial Council Meeting.
        if (start in self.closed and self.begun.get(start, end) >= end) or any(
            a < end and start < b for a, b in self.finds
        ):
            return
        self.finds[start, end] = iri

    def _edition(self, start: int, end: int) -> tuple[int, int]:
        """A name with the year or number around it: the 2030 X, X USA 2030."""
        if region := _lexicon().edition.match(self.text, end):
            end = region.end()
        if after := _YEAR_AFTER.match(self.text, end):
            end = after.end()
        elif before := _YEAR_BEFORE.search(self.text[max(0, start - 24) : start]):
            start -= len(before[0]) - before[0].index(before[1])
        return start, end

    def _named(self, run: Run) -> tuple[int, int] | None:
        lexicon, texts = _lexicon(), run.texts
        classes = lexicon.strong | lexicon.weak
        ending = next((i for i, text in enumerate(texts) if text in classes and (i or len(texts) > 2)), None)
        if ending is None or (name_lexicon().is_technology(texts[0]) and ending == 1):
            return None
        # World Summit on the Information Society: the class may stand inside.
        last = len(texts) - 1 if ending + 1 < len(texts) and not run.words[ending + 1].capital else ending
        if last == ending and ending + 1 < len(texts) and not texts[ending + 1].isdigit():
            return None
        start, end = run.start, run.words[last].end
        if (joined := _JOINED_BEFORE.search(self.text, max(0, start - 90), start)) and start not in self.closed:
            start = joined.start("name")
        elif start - 1 in self.bodies and self.text[start - 1] == " ":
            # the Fourth Sample Union | Conference on Ports
            start = self.bodies[start - 1]
            if ordinal := _ORDINAL_BEFORE.search(self.text, max(0, start - 24), start):
                start = ordinal.start()
        owned = start < run.start and ending > 0
        first, finish = self._edition(start, end)
        dated = (first, finish) != (start, end)
        if self.text[start:end] in lexicon.not_names or (texts[ending] in lexicon.weak and not dated and not owned):
            return None
        if last == ending and ending < 2 and not dated and not owned:
            return None
        return first, finish

    def _headings(self) -> None:
        for (start, end), iri in sorted(self.finds.items()):
            for first, last in self.words.titles:
                for match in re.finditer(rf"\b{re.escape(self.text[start:end])}\b", self.text[first:last]):
                    self._take(first + match.start(), first + match.end(), iri)
