"""Titled works in English text.

A title stands in quotation marks behind a word for its kind (a report titled “…”), or shows in its last word what
it is: a run of capitals that ends in Report, Index, Act or Directive, with its year (2030 Example Report).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.extract.english_words import AnyWord, EnglishWords, Run, Word, any_of
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import reading_of, spans
from kg.language.tokens import split_tokens, text_of
from kg.model import BlockKind, Kind
from kg.resources import frames

__all__ = ["find_english_works"]

_YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d(?:[-–/]\d{2,4})?) $")
_YEAR_AFTER = re.compile(r" (?:19|20)\d\d\b(?! (?:was|were|to|and)\b)")
_ACRONYM = re.compile(r"\s\([\"“]?([A-Z][A-Za-z0-9\-]{1,9})[\"”]?\)")
_QUOTED = r"[\"“‘']([A-Z0-9][^\"“”\n]{3,150}?)[,.]?[\"”’'](?=[\s,.;:)]|$)"
_ORDER = re.compile(r"\bExecutive Order (?:\(EO\) |\(E\.O\.\) )?(?:No\. )?\d{4,5}\b")
_EUROPEAN = re.compile(r"\b(?:Directive|Regulation) \((?:EU|EC)\) (?:No\.? )?\d{2,4}/\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    named: tuple[tuple[Kind, re.Pattern[str]], ...]
    reports: frozenset[str]
    weak_reports: frozenset[str]
    laws: frozenset[str]
    weak_laws: frozenset[str]
    ends: frozenset[str]
    joiners: frozenset[str]
    acronyms: re.Pattern[str]
    laws_on: re.Pattern[str]
    before_noun: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = frames("english")["works"]
    titled = any_of(data["titled"])
    named = [
        (
            kind,
            re.compile(
                rf"\b(?:{any_of(nouns)})s?(?: \([^()]{{1,30}}\))?,? (?:(?:{titled}),? |on [^\"“”.]{{3,40}}, ){_QUOTED}"
            ),
        )
        for kind, nouns in (
            (Kind.REPORT, data["nouns_report"]),
            (Kind.LEGISLATION, data["nouns_law"]),
            (Kind.ARTICLE, data["nouns_article"]),
            (Kind.WORK, data["nouns_other"]),
        )
    ]
    named.append((Kind.REPORT, re.compile(rf"{_QUOTED} (?:annual )?(?:{any_of(data['nouns_report'])})\b")))
    # “Sample Facts: Ports” is a publication
    reports = any_of(data["nouns_report"])
    is_one = re.compile(rf"(?=[“\"‘][A-Z]){_QUOTED} (?:is|was) (?:an?|the) (?:[\w\-]+ ){{0,3}}?(?:{reports})\b")
    named.append((Kind.REPORT, is_one))
    ends = {word.split()[-1] for key in ("reports", "weak_reports", "laws", "weak_laws") for word in data[key]}
    return _Lexicon(
        tuple(named),
        frozenset(data["reports"]),
        frozenset(data["weak_reports"]),
        frozenset(data["laws"]),
        frozenset(data["weak_laws"]),
        frozenset(ends),
        frozenset(data["joiners"]),
        re.compile(rf"(?<![\w-])(?:{any_of(data['law_acronyms'])})(?![\w-])"),
        re.compile(
            rf"\b(?!The )(?:[A-Z][\w-]+ ){{0,3}}(?:{any_of(data['laws_on'])}) (?:on|against|for) (?:the )?[A-Z][\w-]+"
            rf"(?:(?: and| of|,)? [A-Z][\w-]+){{0,4}}"
        ),
        # the Example Threat Landscape (ETL) report
        re.compile(
            rf"\bthe ([A-Z][\w\-]+(?: (?:(?:of|for|and|in) )?[A-Z][\w\-]+){{2,6}})"
            rf"(?: (?:19|20)\d\d)?(?: \([^()]{{2,12}}\))? (?:{any_of(data['nouns_report'])})\b"
        ),
    )


def find_english_works(doc: Doc) -> list[Span]:
    """Return the titled works of a document, in order, without quotation marks."""
    finder = _Works(doc)
    found = finder.found()
    split_tokens(doc, {edge for start, end, _ in found for edge in (start, end)})
    return [span for a, b, kind in found if (span := doc.char_span(a, b, label=str(kind))) is not None]


class _Works:
    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.document = reading_of(doc).document
        self.words = EnglishWords(doc, self.document)
        self.bodies = [span for span in spans(doc, "register") if span.label_ == Kind.ORGANIZATION]
        self.finds: dict[tuple[int, int], Kind] = {}
        self.taken = bytearray(len(self.text))

    def found(self) -> list[tuple[int, int, Kind]]:
        lexicon = _lexicon()
        for kind, pattern in lexicon.named:
            for match in pattern.finditer(self.text):
                if kind != Kind.REPORT or len(match[1].split()) > 1:
                    self._take(match.start(1), match.end(1), kind)
        for pattern in (_ORDER, _EUROPEAN, lexicon.laws_on, lexicon.acronyms):
            for match in pattern.finditer(self.text):
                self._take(*match.span(), Kind.LEGISLATION)
        self._same_law()
        for match in lexicon.before_noun.finditer(self.text):
            if not self._body(match.start(1), match.end(1)) and not self.words.in_title(match.start()):
                self._take(match.start(1), match.end(1), Kind.REPORT)
        for run in self.words.runs(AnyWord(), lexicon.joiners):
            for start, end, kind in self._titles(run):
                self._take(start, end, kind)
        self._again()
        asides = [block for block in self.document.blocks if block.kind in (BlockKind.CREDIT, BlockKind.BYLINE)]
        return sorted(
            (start, end, kind)
            for (start, end), kind in self.finds.items()
            if not any(block.start <= start < block.end for block in asides)
        )

    def _take(self, start: int, end: int, kind: Kind) -> None:
        if start < end and not any(self.taken[start:end]):
            self.taken[start:end] = b"\1" * (end - start)
            self.finds[start, end] = kind

    def _same_law(self) -> None:
        """Leave the letters of a body off a law that the text also names without them (UN Convention …)."""
        texts = {self.text[start:end] for start, end in self.finds}
        for (start, end), kind in list(self.finds.items()):
            first, _, rest = self.text[start:end].partition(" ")
            if first.isupper() and rest in texts:
                del self.finds[start, end]
                self.finds[start + len(first) + 1, end] = kind

    def _titles(self, run: Run) -> Iterator[tuple[int, int, Kind]]:
        """The titles that a run holds: up to its last word that ends one."""
        lexicon = _lexicon()
        texts = run.texts
        ending = max((i for i, text in enumerate(texts) if text in lexicon.ends and i), default=0)
        while ending and texts[ending] not in lexicon.ends:
            ending -= 1
        if not ending:
            return
        if ending + 1 < len(texts) and run.words[ending + 1].capital:
            return  # Unit for Law Enforcement
        last = texts[ending] if texts[ending] != "Paper" else f"{texts[ending - 1]} Paper"
        words = list(run.words[: ending + 1])
        first = self._first(words)
        words = words[first:]
        start, end = words[0].start, words[-1].end
        heads = english_lexicon().heads
        if any(one.text in heads and two.text in ("of", "for") for one, two in pairwise(words)):
            return  # National Center of Readiness and Strategy
        year = _YEAR_BEFORE.search(self.text[max(0, start - 12) : start])
        follows = _YEAR_AFTER.match(self.text, end)
        before = sum(word.capital for word in words[:-1]) - last.count(" ")
        kind = _kind(last, before, dated=bool(year or follows))
        if kind is None or self._body(start, end) or any(name_lexicon().is_technology(w.text) for w in words[-2:-1]):
            return
        if kind == Kind.REPORT:
            start -= len(year[0]) if year else 0
            end = follows.end() if follows else end
        elif kind == Kind.LEGISLATION and follows and last in ("Act", "Law", "Bill"):
            end = follows.end()
        yield start, end, kind

    def _first(self, words: list[Word]) -> int:
        """Where the title begins: behind a small word that joins it to another name (X and the Y Act)."""
        first = 0
        known = {span.end_char for span in self.bodies}
        for index, word in enumerate(words[:-1]):
            joined = word.text in ("and", "on", "for", "of", "&") and index and words[index - 1].end in known
            if joined or word.text in ("the", "a", "to", "in", "with", "against"):
                first = index + 1
        if first >= len(words) - 1:
            return len(words) - 2 if len(words) > 1 else 0
        return first

    def _body(self, start: int, end: int) -> bool:
        """Tell whether a register knows the run as a body's name (a paper called Review)."""
        return any(span.start_char <= start and end <= span.end_char for span in self.bodies)

    def _again(self) -> None:
        """Take an acronym given in brackets behind a title, and a title that stands in a heading."""
        for (start, end), kind in sorted(self.finds.items()):
            gloss = _ACRONYM.match(self.text, end)
            if gloss and gloss[1] in "".join(re.findall("[A-Z]", self.text[start:end])) and len(gloss[1]) > 2:
                for match in re.finditer(rf"(?<!\w){re.escape(gloss[1])}(?!\w)", self.text):
                    self._take(*match.span(), kind)
            for first, last in self.words.titles:
                for match in re.finditer(rf"\b{re.escape(self.text[start:end])}\b", self.text[first:last]):
                    self._take(first + match.start(), first + match.end(), kind)


def _kind(last: str, before: int, *, dated: bool) -> Kind | None:
    """The class of a title by its last word and the number of words before it."""
    lexicon = _lexicon()
    if last in lexicon.reports:
        return Kind.REPORT if before >= 2 or (before and dated) else None
    if last in lexicon.weak_reports:
        return Kind.REPORT if before >= 3 or (before >= 2 and dated) else None
    if last in lexicon.laws:
        return Kind.LEGISLATION if before >= 1 else None
    if last in lexicon.weak_laws:
        return Kind.LEGISLATION if before >= 2 else None
    return None
