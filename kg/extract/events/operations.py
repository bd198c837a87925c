"""Operations of the police and campaigns in Chinese text: named in quotation marks or in Latin letters (“某某”行动)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from spacy.tokens import Doc, Span

from kg.language.tokens import text_of
from kg.model import Kind
from kg.resources import frames

__all__ = ["operations"]


def operations(doc: Doc, closed: Collection[int]) -> Iterator[Span]:
    """Yield the operations of a document.

    Args:
        doc: tokens.
        closed: the tokens that another name holds.
    """
    text = text_of(doc)
    for match in _operation().finditer(text):
        group = next(name for name in ("inside", "behind", "latin") if match[name])
        span = doc.char_span(*match.span(group), label=str(Kind.EVENT), alignment_mode="expand")
        if span is not None and span.start not in closed and span.text == match[group]:
            yield span


@cache
def _operation() -> re.Pattern[str]:
    data = frames("events")["operations"]
    common, behind, words = ("|".join(map(re.escape, data[key])) for key in ("common_zh", "not_before_zh", "zh"))
    quoted = '[^“”"，。；：、\n]'
    return re.compile(
        f'[“"](?!(?:{common})(?:{words}))(?!{data["counted_zh"]})(?P<inside>{quoted}{{2,8}}(?:{words}))[”"]'
        f'|(?P<behind>[“"]{quoted}{{2,10}}[”"](?:{"|".join(map(re.escape, data["kinds_zh"]))})*(?:{words}))(?!{behind})'
        f"|(?<![A-Za-z0-9])(?P<latin>[A-Z][A-Za-z]{{2,}}(?: [A-Z][A-Za-z]+)* ?(?:{words}))(?!{behind})"
    )
