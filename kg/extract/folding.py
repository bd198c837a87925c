"""Folds a sentence of a reading: its mentions, titles, times and quantities become signs.

In Chinese texts the punctuation between the signs is brought to its Chinese form first (a comma of half
width, straight quotation marks), so that patterns need to know one form only. Length does not change, and
what is quoted from a sentence is always the text as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Item, Skeleton, skeleton
from kg.model import Kind, Mention
from kg.resources import frames

__all__ = ["chinese_punctuation", "dateline_end", "fold"]

_NOT_ITSELF = "\ue01f"
"""Stands for a name that only begins the name of another thing (某峰会新闻发布会)."""
_GLOSS = re.compile(r"\s?[（(]([^（）()\n]{1,80})[）)]")
_PARTS = re.compile(r"[，,；;、/：:“”\"]")
_WHERE = re.compile(r"[在于赴到][\u3400-\u9fff]{0,6}$")
_QUOTED = {"“": "”", '"': '"', "‘": "’"}
_HALF = re.compile('[,:;!?()"]')
_HALF_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
_NUMBER_OR_ADDRESS = re.compile(r"(?<=[0-9A-Za-z/])[,:;!?()](?=[0-9A-Za-z/])")


def fold(reading: Reading, start: int, end: int) -> Skeleton[Any]:
    """Return the skeleton of the clean span ``[start, end)``.

    Where two things overlap the one that starts first is folded, and of those the longer; names go
    before titles, times and quantities that start at the same place. A second name in brackets behind a
    name, and quotation marks around a name, are folded with it.
    """
    text = reading.document.text
    layers: tuple[tuple[str, Sequence[Any]], ...] = (
        ("", reading.mentions),
        (CLASSES["Title"], reading.titles),
        (CLASSES["Time"], reading.times),
        (CLASSES["Quantity"], reading.quantities),
    )
    items: list[Item[Any]] = []
    for sign, things in layers:
        first = bisect_left(things, start, key=lambda thing: thing.start)
        for thing in things[first:]:
            if thing.start >= end:
                break
            if isinstance(thing, Mention):
                items.append(_with_gloss(reading, text, start, end, thing))
            else:
                items.append(Item(thing.start, thing.end, sign, thing))
    items.sort(key=lambda item: (item.start, not isinstance(item.what, Mention), -item.end))
    chinese = reading.document.language == "zh"
    written = chinese_punctuation(text[start:end]) if chinese else None
    return skeleton(text, start, end, items, written=written, close=chinese)


def chinese_punctuation(text: str) -> str:
    """Return a text of the same length with Chinese commas, colons, brackets and quotation marks.

    Signs inside numbers, times and addresses stay.

    >>> chinese_punctuation('他说:"1,000 台,都好。"')
    '他说：“1,000 台，都好。”'
    """
    if not _HALF.search(text):
        return text
    kept = {match.start() for match in _NUMBER_OR_ADDRESS.finditer(text)}
    turned = list(text.translate(_HALF_WIDTH))
    for index in kept:
        turned[index] = text[index]
    if text.count('"') % 2 == 0:
        opening = True
        for index, character in enumerate(text):
            if character == '"':
                turned[index] = "“" if opening else "”"
                opening = not opening
    elif text.startswith('"') or (text.count('"') == 1 and not text.endswith('"')):
        # A quotation that goes on in the next sentence.
        turned = ["“" if character == '"' else character for character in turned]
    return "".join(turned)


def _with_gloss(reading: Reading, text: str, floor: int, limit: int, mention: Mention) -> Item[Any]:
    start, end = mention.start, mention.end
    if mention.kind == Kind.EVENT and text.startswith(_derived(), end):
        return Item(start, end, _NOT_ITSELF, mention)
    if mention.kind == Kind.ORGANIZATION and text.startswith(_seat(), end) and _WHERE.search(text, floor, start):
        return Item(start, end, _NOT_ITSELF, mention)  # 在某地某组织总部: where, not who
    gloss = _GLOSS.match(text, end, limit)
    draft = reading.drafts.get(mention.entity)
    if gloss and draft:
        names = {name.text for name in draft.names}
        if any(part.strip() in names or _led(part.strip()) in names for part in _PARTS.split(gloss[1])):
            end = gloss.end()
    if start > floor and end < limit and _QUOTED.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
    return Item(start, end, CLASSES[mention.kind], mention)


def _led(part: str) -> str:
    """A gloss without the word that says it is one (以下简称)."""
    leads = _leads()
    return next((part[len(lead) :].strip() for lead in leads if part.startswith(lead)), part)


@cache
def _seat() -> str:
    seat: str = frames("organizations")["endings"]["seat_of_zh"]
    return seat


@cache
def _derived() -> tuple[str, ...]:
    return tuple(frames("events")["derived"]["zh"])


@cache
def _leads() -> tuple[str, ...]:
    data = frames("references")["gloss"]
    return tuple(sorted((*data["lead_zh"], *data["lead_en"]), key=len, reverse=True))


@cache
def _dateline() -> re.Pattern[str]:
    data = frames("relations")["dateline"]
    ends = "|".join(sorted(map(re.escape, data["ends_zh"]), key=len, reverse=True))
    not_first = "|".join(map(re.escape, data["not_first_zh"]))
    signs = "".join(CLASSES[key] for key in (Kind.ORGANIZATION, Kind.PLACE, "Time", Kind.PERSON))
    words = "|".join(map(re.escape, data["words_zh"]))
    named = f"(?!{not_first})[{signs}](?:[^，。：“{signs}]{{0,8}}[{signs}]){{0,8}}?"
    told = f"{named}(?:网站)?(?!{words})(?:{ends})"
    return re.compile(f"(?:{told}|据{named}(?!{words})电)(?:\\s?（[^（）]{{0,24}}）)?[，：]?")


def dateline_end(folded: Skeleton[Any]) -> int:
    """Return where a folded sentence begins behind its dateline (某社某地5月1日电（记者某某）); 0 without one."""
    match = _dateline().match(folded.text)
    return match.end() if match else 0
