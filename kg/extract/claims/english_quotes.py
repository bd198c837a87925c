"""Quotations and sentences in a folded English paragraph, and what was said as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["MASK", "closes", "joined", "masked", "sentences", "trimmed"]

MASK = "\x01"
"""Stands for every character in quotation marks."""

_MARKS = ",.?!…—–"
_OUTER = " \n,:;–—-"
_QUOTE = re.compile(r"‘[^‘\n]{12,}?[,.?!…]’(?=[\s,.]|$)|“[^”“]*”|“[^”“\"]*\"|“[^”]*(?:”|$)|\"[^\"”]*(?:[\"”]|$)")
_BREAK = re.compile(
    r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(\[]?[A-Z0-9\x01\ue000-\ue0ff])"
    r"|(?<=[a-z]{3}\.)(?=(?:[A-Z][a-z]+|[\ue000-\ue0ff]) )"  # a space was lost
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|vs|etc|Inc|Ltd|Corp|Co|No)|[A-Z]\.[A-Z])\.$"
)


def masked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Mask all that is quoted, save the mark before a closing quotation mark.

    Returns:
        The text, as long as before, and where the quotations stand, marks included.
    """
    quotes = []
    chars = list(text)
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        closed = text[end - 1] in '”"’' and end - start > 1
        last = end - 1 if closed else end
        inner = last - 1 if text[last - 1] in "’'" else last
        keep = inner - 1 if text[inner - 1] in _MARKS else last
        chars[start + 1 : keep] = MASK * (keep - start - 1)
        quotes.append((start, end))
    return "".join(chars), quotes


def closes(text: str, end: int) -> bool:
    """Tell whether a quotation that ends there closes with a mark, as speech before its speaker does."""
    inside = text[: end - 1].rstrip("’'")
    return inside[-1:] in _MARKS or text[end : end + 1] == ","


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a masked paragraph: none ends inside a quotation."""
    cuts = [0]
    for match in _BREAK.finditer(text):
        if not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()]):
            cuts.append(match.end())
    cuts.append(len(text))
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def trimmed(text: str) -> str:
    """Return the words themselves: no outer punctuation, and no quotation marks if they hold all of it."""
    text = text.strip(_OUTER)
    if text[:1] in '“"‘' and text[-1:] in '”"’' and not re.search('[“”"]', text[1:-1]):
        text = text[1:-1]
    elif text[:1] in '“"‘' and not re.search('[”"]', text[1:]):
        text = text[1:]
    return text.strip(_OUTER)


def joined(parts: Sequence[str], *, quoted: bool) -> str:
    """Return the pieces of what was said as one text; quoted halves get a full stop where the second begins anew.

    >>> joined(["It is so", "It was so"], quoted=True), joined(["The flaw", "was fixed"], quoted=False)
    ('It is so. It was so', 'The flaw was fixed')
    """
    text = parts[0]
    for part in parts[1:]:
        mark = ""
        if quoted and text[-1:] not in ".!?…":
            mark = "." if part[:1].isupper() else ","
        text = f"{text}{mark} {part}"
    return text
