"""The shapes of reported speech in Chinese, as patterns over folded sentences, from ``claims.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.skeleton import CLASSES
from kg.model import Kind
from kg.resources import frames

__all__ = ["SHORTEST", "SpeechPatterns", "speech_patterns"]

SHORTEST = 6
"""Fewer characters than this are a term in quotation marks rather than a statement."""

_PERSON, _BODY, _TITLE = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, "Title"))
_WORKS = "".join(CLASSES[key] for key in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK))
_SPEAKERS = f"{_PERSON}{_BODY}{_WORKS}"
_QUANTITY = CLASSES["Quantity"]
_AND = "(?:、|和|与|及|以及)"


@dataclass(frozen=True, slots=True)
class SpeechPatterns:
    """The compiled shapes.

    Attributes:
        verb: of speech, wherever it stands; what has none reports nothing but 据X, ….
        speaker_first: X表示，…; groups ``name`` or ``word``, ``strong`` or ``weak``, ``mark``, ``text``.
        words_first: “…”，X说; groups ``text``, ``name`` or ``word``.
        speaker_behind: X说, as the whole of the sentence behind a quotation; groups ``name`` or ``word``.
        according: 据X数据，…; groups ``name``, ``text``.
        in_view: 在X看来，…; groups ``name`` or ``word``, ``text``.
        quoted_rest: what is quoted behind X说 in the second half of a split quotation; group ``text``.
        clause: what a clause has and a noun does not.
        attitude: a feeling at the beginning of the words (感谢。), which is no statement.
        opening: whoever opens a sentence; groups ``name`` or ``word``.
        condition: at the beginning of a clause: what follows is not said.
        undergoes: a verb right before a name that makes it the one spoken of (指责某公司).
        again: a verb at the beginning of the words that only says the same again (警告，指出…).
        at_event: in the words about the speaker: they were spoken at the event named before.
    """

    verb: re.Pattern[str]
    speaker_first: re.Pattern[str]
    words_first: re.Pattern[str]
    speaker_behind: re.Pattern[str]
    according: re.Pattern[str]
    in_view: re.Pattern[str]
    quoted_rest: re.Pattern[str]
    clause: re.Pattern[str]
    attitude: re.Pattern[str]
    opening: re.Pattern[str]
    condition: re.Pattern[str]
    undergoes: re.Pattern[str]
    again: re.Pattern[str]
    at_event: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _verb(verbs: dict[str, Any], word: str) -> str:
    """A verb that is no part of another word."""
    before = "".join(
        f"(?<!{re.escape(part)})" for part in (*verbs["not_before_zh"], *verbs["parts_before"].get(word, ()))
    )
    after = verbs["parts_after"].get(word)
    before += f"(?<!{_QUANTITY})"  # 三条建议
    feeling = f"(?!{_attitude()})" if word in verbs["of_feelings_zh"] else ""
    return f"{before}{re.escape(word)}{feeling}(?!后(?![果续门台勤端]))" + (f"(?!{_any(after)})" if after else "")


def _attitude() -> str:
    """A feeling rather than a statement, to the end of its clause: 热烈祝贺，."""
    attitudes = frames("claims")["attitudes"]
    return f"(?:{_any(attitudes['degrees_zh'])})?的?(?:{_any(attitudes['zh'])})(?=[，。；、和与！]|$)"


def _verbs(verbs: dict[str, Any], words: list[str]) -> str:
    return "|".join(_verb(verbs, word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def speech_patterns() -> SpeechPatterns:
    """Return the patterns of Chinese reported speech."""
    data = frames("claims")
    verbs, speakers, according = data["verbs"], data["speakers"], data["according"]
    weak = set(verbs["weak_zh"])
    strong = [verb for verb in verbs["zh"] if verb not in weak]
    clausal = "|".join(_verb(verbs, word) for word in verbs["clausal_zh"])
    nouns = _any(verbs["not_clause_zh"])  # 要 shows a clause, 要求 does not
    clause = f"[^，。；：“]{{0,16}}?(?!{nouns})(?:{_any(verbs['clause_zh'])})"

    member = f"(?:[^，。；：“”{_SPEAKERS}]{{0,6}}?(?:{_any(speakers['members_zh'])}))"
    one = f"[{_SPEAKERS}](?![{_SPEAKERS}])"
    called = f"(?<=[叫为]{_BODY})的[^，。；：“”{_SPEAKERS}]{{0,8}}(?:{_any(speakers['called_zh'])})"
    named = (
        f"(?P<name>(?:[{_SPEAKERS}]{_AND}){{0,12}}+{one})(?:等[^，。；]{{0,4}})?(?:{called}|的?(?:{_TITLE}|{member})?)"
    )
    kinds = ("pronouns_zh", "plural_zh", "body_zh", "work_zh", "notice_zh", "holders_zh")
    unnamed = f"(?P<word>{_any([word for kind in kinds for word in speakers[kind]])})"
    who = f"(?:{named}|(?<![\\u3400-\\u9fff])(?:但|而|对此，|因此，)?{unnamed})"
    warned = (
        f"(?:{_any(verbs['warning_zh'])})(?:{_any(verbs['warned_before_zh'])}){{0,2}}[{_BODY}]?"
        f"(?:{_any(verbs['warned_zh'])})"
    )
    says = (
        f"(?:(?P<strong>{_verbs(verbs, strong)})"
        f"|(?P<weak>{_verbs(verbs, sorted(weak))}|(?:{_any(verbs['telling_zh'])})[{_PERSON}{_BODY}]"
        f"|{warned})(?=[，：“]|了?[：“]|的?，)"
        f"|(?P<urged>{warned})(?={_any(verbs['urged_zh'])})"
        f"|(?P<clausal>{clausal})(?={clause}))"
        "(?!的(?!，))(?:的(?=，)|了(?=[，：“])|道|说|称)?"
    )
    # Between speaker and verb: adverbials, and at most one comma, right before the verb (X在会上发言，指出…).
    # Another body or person stands there only as the one spoken to (向某媒体证实).
    gap = f"[^，。；：“”！？{_SPEAKERS}]{{0,8}}?"
    other = (
        f"(?:(?:向|对|同|与|接受|给|就|告诉|在|于){gap}(?:[{_PERSON}{_BODY}]的?)*[{_PERSON}{_BODY}]"
        f"|(?:在|于|就|对){gap}[{_WORKS}](?=(?:的?{gap})[中里上]))"
    )
    not_others = f"(?!{_any(speakers['others_zh'])})"
    plain = f"(?:{not_others}[^，。；：“”！？{_SPEAKERS}]|{other})"
    across = f"(?:[^。；：“”！？{_SPEAKERS}]|{other}|“[^”]{{1,16}}”)"
    between = f"(?:{plain}{{0,28}}?|{across}{{0,48}}?，(?:{_any(speakers['linking_zh'])}){{0,3}})"

    lead = f"(?<![{''.join(according['not_before_zh'])}])(?:{_any(according['lead_zh'])})"
    noun = f"(?:{_any(according['noun_zh'])})"
    aside = f"(?:(?:向|对|与)[^，。；：“”{_SPEAKERS}]{{0,6}}[{_SPEAKERS}])?"
    plain_words = f"[^，。；：“”{_SPEAKERS}]"
    source = (
        f"{lead}(?:[^，。；：“”（）]{{0,16}}?)(?P<name>(?:[{_SPEAKERS}]{_AND}){{0,4}}+{one}){aside}{plain_words}{{0,16}}?"
        f"(?:的{plain_words}{{1,10}}|{noun}(?:显示|称|指出|表明|披露|介绍)?|(?<={CLASSES[Kind.REPORT]}))[，：](?P<text>.+)"
    )
    ending = f"(?:{_verbs(verbs, list(verbs['zh']))})(?:道|说|称)?"
    return SpeechPatterns(
        re.compile(_any([*verbs["zh"], *verbs["telling_zh"]])),
        re.compile(f"{who}{between}{says}(?P<mark>[，：]?)(?P<text>.+)", re.S),
        re.compile(
            f"^(?:[^，。；：“”]{{0,12}}(?:表明|意味着|说明|显示|证明|指出|称|：))?“(?P<text>[^”]{{{SHORTEST},}})”[，。]?(?:[^，。；：“”]{{0,30}}?)?{who}[^，。；：“”{_PERSON}]{{0,20}}?"
            f"{ending}(?=[，。：]|$)"
        ),
        re.compile(f"[^，。；：“”]{{0,30}}?{who}[^，。；：“”{_PERSON}]{{0,20}}?{ending}(?=[，。：]|$)"),
        re.compile(source, re.S),
        re.compile(
            f"(?:^|[，。])(?:而|但)?在(?:[{_BODY}]{{0,2}}{_TITLE})?(?:{named}|{unnamed})看来，(?P<text>.+)", re.S
        ),
        re.compile(f"[，。：]“(?P<text>[^”]{{{SHORTEST},}})”?"),
        re.compile(clause),
        re.compile(_attitude()),
        re.compile(f"(?:[{_BODY}]?{_TITLE})?{who}"),
        re.compile(f"(?:^|[，。；])(?:{_any(verbs['condition_zh'])})[^，。；]*$"),
        re.compile(f"(?:{_any(verbs['of_others_zh'])})(?:[{_SPEAKERS}]{_AND}){{0,12}}$"),
        re.compile(f"(?:{_verbs(verbs, verbs['again_zh'])})[，：]?(?={clause}|[^，。；]{{8}})"),
        re.compile(f"(?:{_any(speakers['at_event_zh'])})"),
    )
