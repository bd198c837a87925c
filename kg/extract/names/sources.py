"""Organizations that only what they give shows: whose data say something, whose titled works are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from kg.extract.names.lexicon import name_lexicon
from kg.language.tokens import text_of
from kg.resources import frames

__all__ = ["chinese_sources"]

_LONGEST = 10
"""Characters of the longest name that is read by its surroundings alone."""
_NAME = f"(?P<name>[\u3400-\u9fffA-Za-z0-9]{{2,{_LONGEST}}}?)"
_OPENING = "(?:^|(?<=[。！？；，：\n]))"


def chinese_sources(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names at the beginning of a clause whose data, report or titled work follows, in characters.

    The tagger must take them for a name of whatever class: 官方数据显示 names nobody.
    """
    lexicon, text = name_lexicon(), text_of(doc)
    for match in _source().finditer(text):
        span = doc.char_span(*match.span("name"))
        if span is None or span.text in lexicon.not_people or lexicon.is_technology(span.text):
            continue
        if any(token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("GPE", "LOC", "DATE") for token in span):
            continue
        named = any(token.pos_ == "PROPN" for token in span)
        # 张某某发布的《…》, 李某报告指出: whoever has a Chinese name is no body; 沙利文 is one that is called so.
        person = span[-1].ent_type_ == "PERSON" and (match["work"] or len(span.text) == 2)
        if named and not person and not lexicon.is_class_of_bodies(span.text):
            yield span.start_char, span.end_char


@cache
def _source() -> re.Pattern[str]:
    data = frames("organizations")["sources"]
    leads, kinds, says, gives = (
        "|".join(sorted(map(re.escape, data[key]), key=len, reverse=True))
        for key in ("leads_zh", "kinds_zh", "says_zh", "gives_zh")
    )
    given = f"(?:(?:最新|近日|日前|此前|今日)?(?:{gives})的)?(?:最新)?(?:{kinds})(?:{says})"
    return re.compile(f"{_OPENING}(?:{leads})?{_NAME}(?:{given}|(?P<work>[^，。；《]{{0,10}}?(?:{gives})[的了]?《))")
