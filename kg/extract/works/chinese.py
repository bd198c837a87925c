"""Titled works in Chinese text.

Chinese marks titles with 《》; what the work is shows in its last word (法, 报告, 战略) or in the word behind
the marks (《…》一文). A report may also be named without marks, right behind a verb of publishing.
Source for the marks: GB/T 15834-2011, 4.15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from kg.extract.works.kinds import kind_of_title
from kg.language.tokens import split_tokens, text_of, words_of
from kg.model import Kind
from kg.resources import frames

__all__ = ["find_chinese_works"]

_MARKED = re.compile(r"《([^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》")
_INSIDE = {"NOUN", "PROPN", "ADJ", "NUM"}
_OPEN, _CLOSE = "“‘「", "”’」"


def find_chinese_works(doc: Doc) -> list[Span]:
    """Return the titled works of a document, in order, marks included."""
    found: list[tuple[int, int, Kind]] = []
    text = text_of(doc)
    for match in _MARKED.finditer(text):
        start, end = match.span()
        if not match[1].strip():
            continue
        kind = kind_of_title(match[1].strip(), text[max(0, start - 6) : start], text[end : end + 8])
        if kind is not None:
            found.append((start, end, kind))
    found.extend(_quoted(text, found))
    found.extend(_numbered(text, found))
    found.sort()
    split_tokens(doc, {edge for start, end, _ in found for edge in (start, end)})
    marked = [span for a, b, kind in found if (span := doc.char_span(a, b, label=str(kind))) is not None]
    inside = {i for span in marked for i in range(span.start, span.end)}
    return sorted([*marked, *_unmarked(doc, inside)], key=lambda span: span.start)


def _quoted(text: str, found: list[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Titles in quotation marks, right behind a verb of publishing, that end like a law or a report."""
    for match in _quoted_title().finditer(text):
        start, end = match.span("name")
        kind = kind_of_title(match["name"])
        if kind in (Kind.LEGISLATION, Kind.REPORT) and not any(a < end and start < b for a, b, _ in found):
            yield start, end, kind


def _numbered(text: str, found: list[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Standards by their number (GB/T 1.1-2020), where no title in marks stands beside it."""
    for match in _standard_number().finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - 3) : start].rstrip(" （("), text[end : end + 3].lstrip(" ）)，")
        beside = before.endswith("》") or after.startswith("《")
        if not beside and not any(a < end and start < b for a, b, _ in found):
            yield start, end, Kind.LEGISLATION


@cache
def _quoted_title() -> re.Pattern[str]:
    data = frames("works")["quoted"]
    verbs, endings = (
        "|".join(sorted(map(re.escape, data[key]), key=len, reverse=True)) for key in ("verbs_zh", "endings_zh")
    )
    return re.compile(f'(?:{verbs})[^，。；“”"《》\n]{{0,8}}[“"](?P<name>[^“”"《》\n，。]{{3,60}}?(?:{endings}))[”"]')


@cache
def _standard_number() -> re.Pattern[str]:
    series = "|".join(sorted(map(re.escape, frames("works")["standards"]["series"]), key=len, reverse=True))
    number = r"\d{1,6}(?:\.\d{1,3})?(?:[-–—:：]\d{1,4}){0,2}"
    return re.compile(rf"(?<![A-Za-z/])(?:{series}) ?{number}(?![A-Za-z\d])")


def _unmarked(doc: Doc, marked: set[int]) -> Iterator[Span]:
    data = frames("works")["unmarked"]
    verbs, skipped, endings = set(data["verbs_zh"]), set(data["skipped_zh"]), tuple(data["endings_zh"])
    ending = [i for i, word in enumerate(words_of(doc)) if word.endswith(endings)]
    for sentence in doc.sents if ending else ():
        for token in (doc[i] for i in ending if sentence.start <= i < sentence.end):
            if token.i in marked or token.pos_ not in ("NOUN", "PROPN"):
                continue
            following = doc[token.i + 1].text if token.i + 1 < sentence.end else ""
            if following == "《" or (following and doc[token.i + 1].pos_ in ("NOUN", "PROPN")):
                continue  # 蓝皮书《…》: what the title is
            start = _title_start(doc, sentence.start, token.i, marked)
            while start < token.i and doc[start].text in skipped:
                start += 1
            at = start - 1
            while at >= sentence.start and doc[at].text in skipped:
                at -= 1
            if at < sentence.start or doc[at].text not in verbs or doc[start : token.i].text in ("", *skipped):
                continue
            if token.i + 1 - start >= 3 and len(doc[start : token.i + 1].text) >= 6:
                yield Span(doc, start, token.i + 1, label=str(Kind.REPORT))


def _title_start(doc: Doc, floor: int, end: int, marked: set[int]) -> int:
    """The first token of the run of nouns, with quoted words and Latin words, that ends at ``end``."""
    at = end
    while at > floor and at - 1 not in marked:
        before = doc[at - 1]
        if before.text in _CLOSE:
            opening = next((i for i in range(at - 2, max(floor, at - 14) - 1, -1) if doc[i].text in _OPEN), None)
            if opening is None:
                break
            at = opening
        elif before.pos_ in _INSIDE or before.ent_type_ or before.text in ("与", "和", "及"):
            at -= 1
        else:
            break
    return at
