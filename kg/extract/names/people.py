"""Chinese and transliterated people: which of a tagger's persons have the form of a name, and how far it reaches.

A tagger cuts transliterated names up (某列|某索夫), loses their last part behind an interpunct, and takes a town
for a person where the text elsewhere says that it is one (某某州).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.names.lexicon import name_lexicon
from kg.language.tokens import text_of, words_of

__all__ = ["chinese_people", "is_chinese_person", "transliterated"]

_HAN = re.compile(r"[\u3400-\u9fff]+(?:[·・•‧][\u3400-\u9fffA-Z.]+)*$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_DOTS = re.compile(r"[·・•‧]")
_NEXT_PART = re.compile(r"[·・•‧]([\u3400-\u9fff]{1,8})")
_GIVEN_END = re.compile(r"[中来前](?=[，、。；）)])")
_SPEAKS = re.compile(
    "[作做致](?=(?:大会|会议|了)?(?:总结|主旨|主题|题为|特邀|专题|报告|发言|致辞|欢迎|开幕|闭幕|交流))"
)
_APPOINTED = re.compile(
    "(?:任命|聘任|聘请|委任|提名|推选|推举|选举)(?P<name>[\u3400-\u9fff]{2,3})(?=(?:女士|先生|同志|博士)?(?:为|担任|出任))"
)
"""Whoever gets a post, whatever the tagger makes of the name: 任命某某为…."""
_BEFORE_MARK = re.compile(
    r"(?<=[\u3400-\u9fff])(?P<space>[ \u3000]?)(?P<name>[\u3400-\u9fff]{2,3})"
    r"(?=[，、。；）]|等(?:[^\u3400-\u9fff]|出席|参加))"
)
_JOINED = "和与及、"


def is_chinese_person(name: str) -> bool:
    """Tell whether a name that a tagger takes for a person's can be one.

    A Chinese name is a family name of the register and one or two characters (a double family name:
    up to four in all); anything longer, or with another beginning, must be a transliteration, which
    has three characters or more, an interpunct, or two characters that both serve for transliteration.

    >>> [is_chinese_person(name) for name in ("李明", "拜登", "某情报局", "李教授", "阿·李")]
    [True, True, False, False, True]
    """
    lexicon = name_lexicon()
    if not _HAN.match(name) or name in lexicon.not_people or name in lexicon.class_stems:
        return False
    if _DOTS.search(name):
        return all(len(part) >= 1 for part in _DOTS.split(name))
    if lexicon.not_person_endings.search(name):
        return False
    if name[0] in lexicon.surnames or name[:2] in lexicon.double_surnames:
        return 2 <= len(name) <= 8
    return 3 <= len(name) <= 8 or (len(name) == 2 and transliterated(name))


def transliterated(name: str) -> bool:
    """Tell whether every character of a name is one that foreign names are written with."""
    return name_lexicon().transliteration.issuperset(name)


def chinese_people(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the people written in Chinese characters that the tagger has found or half found, in characters."""
    text = text_of(doc)
    yield from _signed(text)
    for match in _APPOINTED.finditer(text):
        if match["name"][0] in name_lexicon().surnames and is_chinese_person(match["name"]):
            yield match.span("name")
    found = list(_tagged(doc))
    known = {text[start:end] for start, end in found}
    parts = tuple(_DOTS.split(name)[-1] for name in known if _DOTS.search(name))
    for start, end in found:
        name = text[start:end]
        if not is_chinese_person(name) or (name not in known):
            continue
        if not _DOTS.search(name) and _is_place(name, text):
            continue
        if name[0] not in "·" and name_lexicon().eponym.match(text, end):
            continue  # 某某定律
        if len(name) == 4 and name[:3] in known and name[0] in name_lexicon().surnames and not transliterated(name):
            end -= 1  # 江某某|深以为然
        elif reach := _completed(text, start, name, parts):
            end = reach  # 瓦某某|基于
        yield start, end
    last_parts = {_DOTS.split(name)[-1] for name in known if _DOTS.search(name)}
    for ent in doc.ents:
        # 理查德·某某 has been named: 某某 alone is that person, whatever the tagger says.
        if ent.label_ != "PERSON" and ent.text in last_parts and len(ent.text) > 1:
            yield ent.start_char, ent.end_char
    yield from _listed(doc)
    yield from _after_titles(doc, text)


def _completed(text: str, start: int, name: str, parts: tuple[str, ...]) -> int:
    """Where a name ends that is cut short and is the last part of one named in full, or 0."""
    whole = next((part for part in parts if len(part) > len(name) and part.startswith(name)), "")
    return start + len(whole) if len(name) > 2 and whole and text.startswith(whole, start) else 0


def _signed(text: str) -> Iterator[tuple[int, int]]:
    """The names that whoever wrote it signs with in brackets (记者 王某某), whatever the tagger makes of them."""
    for match in name_lexicon().signed.finditer(text):
        for name in _HAN_NAME.finditer(text, *match.span("names")):
            family = name[0][0] in name_lexicon().surnames or name[0][:2] in name_lexicon().double_surnames
            if family and is_chinese_person(name[0]):
                yield name.span()


def _is_place(name: str, text: str) -> bool:
    """Tell whether the text has the name with a place's class behind it elsewhere (某某州)."""
    return any(name_lexicon().place_after.match(text, match.end()) for match in re.finditer(re.escape(name), text))


def _tagged(doc: Doc) -> Iterator[tuple[int, int]]:
    text = text_of(doc)
    spans = [
        (_without_title(text, ent.start_char, ent.end_char), ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"
    ]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start and _one_name(text[joined[-1][0] : start], text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        while match := _NEXT_PART.match(text, end):
            reach = _token_end(doc, match.start(1), match.end(1))
            if reach is None:
                break
            end = reach
        if text[end - 1] in _JOINED and end - start > 2:
            end -= 1
        if end - start == 3 and _SPEAKS.match(text, end - 1):
            end -= 1  # 某某|作总结发言
        if end - start == 2 and _GIVEN_END.match(text, end) and _titled_before(text, start):
            end += 1  # 院士某某|中，
        yield start, end


def _titled_before(text: str, start: int) -> bool:
    """Tell whether a title stands right before."""
    return name_lexicon().titles.search(text[max(0, start - 6) : start].rstrip()) is not None


def _after_titles(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """Names behind a title, up to a mark, that the tagger took for other words (总经理游某某，首席安全官 路某)."""
    lexicon = name_lexicon()
    for match in _BEFORE_MARK.finditer(text):
        name = match["name"]
        if not is_chinese_person(name) or not _titled_before(text, match.start()):
            continue
        span = doc.char_span(*match.span("name"))
        if span is None or any(token.ent_type_ for token in span) or span.text in lexicon.common:
            continue
        apart = len(span) > 1 and not match["space"] and len(name) == 2
        word = len(span) == 1 and (len(name) == 2 or span[0].pos_ in ("NOUN", "ADJ", "ADV"))
        if name[0] in lexicon.surnames and not word and not apart:
            yield match.span("name")


def _without_title(text: str, start: int, end: int) -> int:
    """Where a name begins of which the tagger has made 长, the end of the title before it, a part (副州|长某某)."""
    split = text[start] == "长" and start and name_lexicon().titles.search(text[max(0, start - 3) : start + 1])
    return start + 1 if split and end - start > 2 else start


def _one_name(first: str, second: str) -> bool:
    return transliterated(first) and transliterated(second) and not _DOTS.search(second)


def _token_end(doc: Doc, start: int, limit: int) -> int | None:
    """The end of the token that begins at ``start``, if it is one part of a transliterated name."""
    span = doc.char_span(start, min(limit, len(text_of(doc))), alignment_mode="expand")
    if span is None or span[0].idx != start or not transliterated(span[0].text):
        return None
    return start + len(span[0])


def _listed(doc: Doc) -> Iterator[tuple[int, int]]:
    """Names that the tagger missed in a list of people: 江某、金某、李某."""
    words, surnames = words_of(doc), name_lexicon().surnames
    for i in range(1, len(words)):
        listed = words[i - 1] == "、" or words[i + 1 : i + 2] == ["、"]
        if not listed or not 2 <= len(words[i]) <= 3 or words[i][0] not in surnames:
            continue
        before, token = doc[i - 1], doc[i]
        if token.ent_type_ == "PERSON" or not is_chinese_person(token.text) or token.ent_type_ == "ORG":
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        left, right = _person_beside(doc, before, -1), _person_beside(doc, after, 1)
        if (left and (right or after is None or after.is_punct)) or (right and (before.is_punct or _titled(before))):
            yield token.idx, token.idx + len(token)


def _person_beside(doc: Doc, mark: Token | None, step: int) -> bool:
    """Tell whether 、 stands here and a person on its other side."""
    if mark is None or mark.text != "、":
        return False
    beside = mark.i + step
    return 0 <= beside < len(doc) and doc[beside].ent_type_ == "PERSON" and is_chinese_person(doc[beside].text)


def _titled(token: Token) -> bool:
    return bool(name_lexicon().titles.search(token.text))
