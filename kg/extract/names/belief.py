"""Which names to believe: of a register, what the text around an everyday word says; of a tagger, its form."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from kg.extract.names.lexicon import name_lexicon
from kg.extract.names.organizations import counted_country, is_class_behind_place

__all__ = [
    "PLACE_LABELS",
    "is_glossed_otherwise",
    "is_register_place",
    "is_supported",
    "is_tagger_organization",
    "is_tagger_place",
    "is_venue",
]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
"""What the tagger calls places."""

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}")
_HAN = re.compile(r"[\u3400-\u9fff]")


def is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether a house is named as where something takes place: 在某某会议中心举行."""
    lexicon = name_lexicon()
    return (
        text[start - 1 : start] in ("在", "于")
        and lexicon.venue.search(text, start, end) is not None
        and lexicon.takes_place.match(text, end) is not None
    )


def is_supported(text: str, span: Span) -> bool:
    """Tell whether the text around an ambiguous name says that a body is meant."""
    lexicon = name_lexicon()
    if lexicon.generic_before.search(text[max(0, span.start_char - 4) : span.start_char]):
        return False
    before, after = (
        text[max(0, span.start_char - 8) : span.start_char],
        text[span.end_char : span.end_char + 10],
    )
    return bool(
        any(token.ent_type_ == "ORG" for token in span)
        or (text.startswith("长", span.end_char) and span.text.endswith("部"))  # 外交部|长
        or (len(span.text) > 3 and lexicon.post.match(text, span.end_char))  # 某某某部|部长
        or lexicon.cues_before.search(before)
        or lexicon.cues_after.match(after)
        or lexicon.acts_after.match(text, span.end_char)
        or lexicon.befell_after.match(text, span.end_char)
    )


def is_glossed_otherwise(text: str, name: str) -> bool:
    """Tell whether the text glosses an acronym as something that is no body (某某阵列（ABC）)."""
    if not _ACRONYM.fullmatch(name):
        return False
    lexicon = name_lexicon()
    for match in re.finditer(rf"([\u3400-\u9fff]{{2,16}})\s?[（(]{re.escape(name)}(?:[）)]|，)", text):
        long = match[1]
        headed = long.endswith(lexicon.technical_heads) or text.startswith(lexicon.technical_heads, match.end())
        if headed and not lexicon.endings.search(long):
            return True
    for match in re.finditer(rf"([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)+)\s?[（(]{re.escape(name)}[）)]", text):
        words = re.split(r"[ -]", match[1])
        if "".join(word[0] for word in words if word[0].isupper()) == name and (
            words[-1].casefold() in lexicon.technical_heads_en
        ):
            return True  # Example Access Control System（EACS）
    for match in re.finditer(rf"(?<![A-Za-z]){re.escape(name)}\s?[（(]([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)+)[）)]", text):
        words = re.split(r"[ -]", match[1])
        capitals = "".join(word[0] for word in words if word[0].isupper())
        if capitals == name and words[-1].casefold() in lexicon.technical_heads_en:
            return True
    return False


def is_register_place(text: str, span: Span) -> bool:
    """Tell whether the text means a place of the register.

    Short names are everyday words too (来宾); Latin ones in Chinese text are products more often than places.
    """
    lexicon = name_lexicon()
    first = span[0]
    if span.text in lexicon.not_places:
        return False
    if span.id_ == "ambiguous":
        return first.ent_type_ in PLACE_LABELS
    if not _HAN.match(span.text):
        return first.ent_type_ in PLACE_LABELS and lexicon.product_heads.match(text, span.end_char) is None
    if len(span.text) == 2 and len(span) == 1 and not first.ent_type_:
        return first.pos_ not in ("NOUN", "VERB", "ADV", "ADJ")
    return True


def is_tagger_place(name: str) -> bool:
    """Tell whether to believe a tagger's place: Chinese, no lone character, no body (某国政府)."""
    lexicon = name_lexicon()
    if len(name) < 2 or name in lexicon.not_places or not _HAN.match(name):
        return False
    if lexicon.venue.search(name) or name.endswith(("厅", *lexicon.parts_of_bodies)):
        return False  # 某某大酒店某某厅, 南校区
    body = lexicon.endings.search(name)
    if len(name) == 2 and name.endswith(lexicon.nickname_ends):
        return False  # 花城, a by-name that the register would know where it is the name of a place
    return body is None or len(body[0]) < 2


def is_tagger_organization(doc: Doc, text: str, start: int, end: int) -> bool:
    """Tell whether to believe a tagger's organization that has no ending and no entry in a register."""
    lexicon = name_lexicon()
    name = text[start:end]
    if lexicon.is_technology(name) or name in lexicon.not_people or name in lexicon.class_stems:
        return False
    if name.endswith(lexicon.party) and lexicon.party_posts.match(text, end):
        return False  # 某校|党委书记
    if lexicon.titles.fullmatch(name) or is_venue(text, start, end):
        return False  # 首席执行官
    if lexicon.is_class_of_bodies(name):
        return False
    if counted_country(name, text, start) or is_class_behind_place(doc, start, name) or len(name) < 2:
        return False
    if lexicon.product_heads.match(text, end):
        return False
    if text[max(0, start - 1) : start] in tuple("该某各本此"):
        return False  # 该|省气象局
    if name.isdecimal():
        return lexicon.acts_after.match(text, end) is not None  # the brand 360
    if name.isascii():
        return False  # Latin words have been judged by what stands beside them
    ended = bool(lexicon.endings.search(name))
    if lexicon.cues_after.match(text, end) or lexicon.cues_before.search(text[max(0, start - 8) : start]):
        alone = start == 0 or not (text[start - 1].isalnum() or text[start - 1].isspace())
        return ended or len(name) > 2 or alone or bool(lexicon.cues_before.search(text[max(0, start - 8) : start]))
    # A word that nothing around it shows to be an organization is a common noun or a product.
    return _HAN.match(name) is not None and (
        (len(name) >= 4 and ended) or lexicon.tagged_endings.search(name) is not None
    )
