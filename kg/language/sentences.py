"""Where sentences end, in Chinese and in English, told by punctuation alone.

A quotation is never cut: in ``他说：“一。二。”`` the sentence ends behind the closing mark, since what is
quoted belongs to who says it. Neither is a title in 《》 or a bracket. An opening mark that is not closed
in its paragraph protects nothing.

Source: the order of closing marks behind a full stop follows GB/T 15834-2011 (use of punctuation marks).
"""

from __future__ import annotations

import re

__all__ = ["sentence_spans", "tagging_spans"]

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】"}
_QUOTES = "“‘「『"
_FINAL = "。！？!?；;…"
_STOPS = "。！？!?…"
_CLOSING = "”’」』》〉）】)\"'"
_SIGN = re.compile(f"[{re.escape(''.join(_PAIRS) + _STOPS)}.]")
_LONGEST_QUOTE = 1200
_DEEPEST = 8
_ENGLISH_END = re.compile(r"(?<=[.!?])[\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9\u4e00-\u9fff])")
_GLUED = re.compile(r"\.(?=[A-Z][a-z]+ )")
_SMALL_WORD = re.compile(r"(?:^|[\s“\"(])[a-z]{3,}\Z")
"""Before a full stop behind which a space was lost: … of the hosts.Example said …"""
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|vs|etc|Inc|Ltd|Corp|Co|No|Fig|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sep|Sept|Oct|Nov|Dec)|[A-Z]\.[A-Z])\.$"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as ``[start, end)`` spans without outer white space.

    Args:
        text: any text; line breaks end sentences (one paragraph a line).

    Returns:
        Spans in order, not overlapping, none empty; every character that is not white space is in one.

    >>> [("他说：“一。二。”好。"[a:b]) for a, b in sentence_spans("他说：“一。二。”好。")]
    ['他说：“一。二。”', '好。']
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        for start, end in _line_spans(line):
            while start < end and line[start].isspace():
                start += 1
            while end > start and line[end - 1].isspace():
                end -= 1
            if start < end:
                spans.append((offset + start, offset + end))
        offset += len(line) + 1
    return spans


def _line_spans(line: str) -> list[tuple[int, int]]:
    cuts: list[int] = []
    position = 0
    while sign := _SIGN.search(line, position):
        position, char = sign.start(), sign[0]
        if char in _PAIRS:
            close = _closing_at(line, position)
            if close >= 0:
                position = close + 1
                # 他说：“……。”他又说 ends behind the mark; “是。”的回答 and a quoted word do not.
                if char in _QUOTES and line[close - 1] in _STOPS and _starts_anew(line, position):
                    cuts.append(position)
                continue
        elif char in _STOPS:
            position += 1
            while position < len(line) and line[position] in _STOPS + _CLOSING:
                position += 1
            cuts.append(position)
            continue
        elif char == ".":
            if _GLUED.match(line, position) and _SMALL_WORD.search(line, max(0, position - 24), position):
                cuts.append(position + 1)
                position += 1
                continue
            match = _ENGLISH_END.match(line, position + 1)
            if match and not _ABBREVIATION.search(line[max(0, position - 5) : position + 1]):
                cuts.append(match.end())
                position = match.end()
                continue
        position += 1
    cuts.append(len(line))
    spans, start = [], 0
    for cut in cuts:
        if cut > start:
            spans.append((start, cut))
            start = cut
    return spans


def _closing_at(line: str, position: int) -> int:
    """The index of the mark that closes the one at ``position``, or -1."""
    opening, closing = line[position], _PAIRS[line[position]]
    limit = position + _LONGEST_QUOTE
    at, depth = position, 0
    while (close := line.find(closing, at, limit)) >= 0:
        depth += line.count(opening, at, close) - 1
        if depth == 0:
            return close
        if depth > _DEEPEST:
            return -1  # nobody nests so deep: hostile or broken text, which must not take quadratic time
        at = close + 1
    return -1


def _starts_anew(line: str, position: int) -> bool:
    return position >= len(line) or line[position] not in "的，。、；：,.;:）)”’」』》"


def tagging_spans(text: str, longest: int = 160) -> list[tuple[int, int]]:
    """Cut a text into pieces for a tagger: at final punctuation whatever stands around it, none too long.

    Args:
        text: any text.
        longest: no piece has more characters; a cut is made at the last comma before, else anywhere.

    Returns:
        Spans that cover the whole text, in order.
    """
    spans = []
    start = comma = 0
    for index, char in enumerate(text):
        if char in _FINAL or char == "\n":
            spans.append((start, index + 1))
            start = comma = index + 1
        elif char in "，,：:、":
            comma = index + 1
        if index + 1 - start >= longest:
            cut = comma if comma > start else index + 1
            spans.append((start, cut))
            start = comma = cut
    if start < len(text):
        spans.append((start, len(text)))
    return spans
