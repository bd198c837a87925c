"""Bodies that only their surroundings show: gangs (某某勒索软件团伙), names with a Latin gloss (某某（Example））."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.names.lexicon import NameLexicon, name_lexicon
from kg.language.tokens import text_of

__all__ = ["chinese_gangs", "glossed_bodies"]

_HAN = re.compile(r"[\u3400-\u9fff]+$")
_QUOTES = '“”"‘’'
_LATIN_BRACKET = re.compile(r"\s?[（(](?P<latin>[A-Z][A-Za-z0-9]*)")
_LONGEST = 8
"""Characters of the longest name that is read by its surroundings alone."""


def chinese_gangs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names before the words for gangs, in characters: quoted, of two nouns or more, or long."""
    lexicon, text = name_lexicon(), text_of(doc)
    reached = 0
    for match in lexicon.gang.finditer(text):
        last = doc.char_span(max(0, match.start() - 1), match.start(), alignment_mode="expand")
        if not match.start() or last is None or match.start() < reached:
            continue
        reached = match.end()
        quoted = text[match.start() - 1] in _QUOTES
        end = last.start if quoted else last.end
        end_char = match.start() - quoted
        first = _nouns_before(doc, end, lexicon)
        if first is None or first == end or doc[first].idx >= end_char:
            continue
        start_char = doc[first].idx
        name = text[start_char:end_char]
        closed = quoted and first > 0 and doc[first - 1].text in _QUOTES
        if name in lexicon.class_stems or (doc[first].pos_ == "ADJ" and not closed):
            continue  # 多个国家级|黑客组织
        if closed or ((end - first > 1 or len(name) > 3) and not lexicon.is_class_of_bodies(name + "组织")):
            yield start_char, end_char


def glossed_bodies(doc: Doc, bodies: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the names behind which a Latin body stands in brackets: a class of bodies or a boundary stands before."""
    lexicon, text = name_lexicon(), text_of(doc)
    for bracket in _LATIN_BRACKET.finditer(text):
        named = lexicon.class_before.search(text[max(0, bracket.start() - 24) : bracket.start()])
        if named is None or lexicon.is_technology(bracket["latin"]) or lexicon.is_class_of_bodies(named["name"]):
            continue
        end = bracket.start() - (named.end() - named.end("name"))
        start = end - len(named["name"])
        # Behind a word for gangs any name will do; behind 企业 and the like it must be made of nouns.
        if named["gang"] or _all_nouns(doc, start, end):
            yield start, end
    for start, _ in sorted(bodies):
        if start < 2 or text[start - 1] not in "（(":
            continue
        opening = doc.char_span(start - 1, start)
        if opening is None:
            continue
        end = opening.start
        first = _nouns_before(doc, end, lexicon)
        if first is None or first == end:
            continue
        if end - first == 1 and first and doc[first - 1].pos_ == "VERB" and len(doc[first]) < 3:
            continue  # 某某抵抗|运动（某某）: the end of a longer name
        start_char, end_char = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
        if lexicon.endings.fullmatch(text[start_char:end_char]):
            continue  # 协调中心（ABCD）: only a class of bodies
        if (start_char, end_char) not in bodies and not lexicon.is_class_of_bodies(text[start_char:end_char]):
            yield start_char, end_char


def _all_nouns(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end)
    return span is not None and all(token.pos_ in ("NOUN", "PROPN") for token in span)


def _nouns_before(doc: Doc, end: int, lexicon: NameLexicon) -> int | None:
    """The first token of the nouns that end before token ``end``, back to a class of bodies or a boundary.

    ``None`` where they are too long for a name or hold something that no name holds.
    """
    first = end
    length = 0
    while first:
        token = doc[first - 1]
        if token.text in lexicon.gang_words or lexicon.cues_before.search(token.text):
            break
        if token.is_punct or token.is_space or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        if not _HAN.match(token.text) or token.ent_type_ in ("GPE", "LOC", "DATE", "PERSON"):
            break
        length += len(token)
        if length > _LONGEST or token.text in lexicon.barriers:
            return None
        first -= 1
    return first if length > 1 else None
