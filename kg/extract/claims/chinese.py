"""Who says what in Chinese text, quoted or reported.

Three shapes carry nearly all reported speech in Chinese press: speaker, verb, words (X表示，…); words in quotation
marks, speaker, verb (“…”，X说); and a source put first (据X数据显示，…). The speaker is a name, a word that points
back at one, or somebody of a body (X的专家), whose words are then on the body's record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.folding import fold
from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Skeleton
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_chinese_claims"]

_PERSON, _BODY, _TITLE, _EVENT = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, "Title", Kind.EVENT))
_WORKS = "".join(CLASSES[key] for key in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK))
_SHORTEST = 6
_ALL_QUOTED = re.compile(rf"“(?P<text>[^“”]{{{_SHORTEST},}})”")
_OUTER = " ，,：:。；;、—-"


@dataclass(frozen=True, slots=True)
class _Patterns:
    speaker_first: re.Pattern[str]
    words_first: re.Pattern[str]
    according: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _patterns() -> _Patterns:
    data = frames("claims")
    verbs, weak = data["verbs"]["zh"], set(data["verbs"]["weak_zh"])
    strong = [verb for verb in verbs if verb not in weak]
    not_before = "".join(word for word in data["verbs"]["not_before_zh"] if len(word) == 1)
    not_after = _any(data["verbs"]["not_after_zh"])
    speakers = data["speakers"]
    members = _any(speakers["members_zh"])
    named = f"(?P<name>[{_PERSON}{_BODY}{_WORKS}])(?:(?:的|[ ])?(?:{_TITLE}|(?:[^，。；：“”{_PERSON}{_BODY}]{{0,6}}?(?:{members}))))?"
    unnamed = f"(?P<word>{_any([*speakers['pronouns_zh'], *speakers['plural_zh'], *speakers['body_zh']])})"
    who = f"(?:{named}|(?<![\\u3400-\\u9fff]){unnamed})"
    says = (
        f"(?:(?<![{not_before}])所?(?:(?P<strong>{_any(strong)})|(?P<weak>{_any(sorted(weak))})(?=[，,：:“]|了?[：:“]|的?，))"
        f"(?!{not_after}(?!，)))(?:的|了|道|说|称)?"
    )
    # Between speaker and verb: adverbials, and at most one comma, right before the verb (X在会上发言，指出…).
    # Another body or person stands there only as the one spoken to (向某媒体证实).
    signs = f"{_PERSON}{_BODY}{_WORKS}"
    other = f"(?:向|对|同|与|在|接受|给|于)[^，。；：“”！？{signs}]{{0,8}}?[{signs}]"
    plain, across = f"(?:[^，。；：“”！？{signs}]|{other})", f"(?:[^。；：“”！？{signs}]|{other})"
    between = f"(?:{plain}{{0,28}}?|{across}{{0,48}}?，(?:并|还|也|同时|进一步|他|她)?)"
    return _Patterns(
        re.compile(f"{who}{between}{says}(?P<mark>[，,：:]?)(?P<text>.+)", re.S),
        re.compile(
            f"^“(?P<text>[^”]{{{_SHORTEST},}})”[，。,]?(?:[^。；：“”]{{0,12}}?)?{who}[^，。；：“”]{{0,20}}?(?:{_any(verbs)})(?:道|说|称)?(?=[，。,：:]|$)"
        ),
        re.compile(
            f"(?:{_any(data['according']['lead_zh'])})(?P<name>[{_PERSON}{_BODY}{_WORKS}])(?:[^，。；：“”]{{0,12}}?)(?:的[^，。；：“”]{{1,10}}|(?:{_any(data['according']['noun_zh'])})(?:显示|称|指出|表明|披露|介绍)?)[，,](?P<text>.+)",
            re.S,
        ),
    )


def find_chinese_claims(reading: Reading) -> None:
    """Record who says what, and when and where if the sentence says so."""
    finder = _Finder(reading)
    sentences = [
        (reading.block_at(start), fold(reading, start, end))
        for start, end in reading.sentences
        if reading.block_at(start).kind not in (BlockKind.BYLINE, BlockKind.CREDIT)
    ]
    for index, (block, folded) in enumerate(sentences):
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        if _ALL_QUOTED.fullmatch(folded.text):
            finder.quotation(folded, following[1] if following and following[0] == block else None)
        else:
            finder.sentence(folded)


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last_person: Mention | None = None
        self.last_body: Mention | None = None
        self.last: Mention | None = None
        self.quoted: Mention | None = None
        """Who was quoted in the sentence before, if it was a quotation."""

    def quotation(self, folded: Skeleton[Any], following: Skeleton[Any] | None) -> None:
        """A sentence that is all quotation: said by whom the next sentence names (“…。”X说), or said on."""
        match = _ALL_QUOTED.fullmatch(folded.text)
        assert match is not None
        named = _patterns().speaker_first.match(following.text) if following else None
        if following and named and (who := self._speaker(following, named)):
            self._claim(folded, match, who, "claims.words-first", 0.9)
            self.quoted = who
        elif self.quoted:
            self._claim(folded, match, self.quoted, "claims.continued", 0.75)

    def sentence(self, folded: Skeleton[Any]) -> None:
        """A sentence with at most one speaker, since whatever follows a speaker was said by that one."""
        self.quoted = None
        patterns = _patterns()
        match = patterns.words_first.search(folded.text)
        if match and (who := self._speaker(folded, match)):
            self._claim(folded, match, who, "claims.words-first", 0.9)
            return
        match = patterns.according.search(folded.text)
        if match and match.start() < 12:
            self._claim(folded, match, folded.items[match.start("name")].what, "claims.according", 0.85)
            return
        at = 0
        while match := patterns.speaker_first.search(folded.text, at):
            spoken = self._speaker(folded, match)
            at = match.start() + 1
            if spoken is None or _inside_quotes(folded.text, match.start()):
                continue
            self._claim(folded, match, spoken, "claims.speaker-first", 0.9 if match["strong"] else 0.85)
            self.quoted = spoken if match["text"].lstrip(_OUTER).startswith("“") else None
            return

    def _speaker(self, folded: Skeleton[Any], match: re.Match[str]) -> Mention | None:
        if match["name"]:
            mention: Mention = folded.items[match.start("name")].what
            self._remember(mention)
            return mention
        speakers = frames("claims")["speakers"]
        if match["word"] in speakers["pronouns_zh"]:
            return self.last_person
        if match["word"] in speakers["plural_zh"]:
            return self.last
        return self.last_body

    def _remember(self, mention: Mention) -> None:
        self.last = mention
        if mention.kind == Kind.PERSON:
            self.last_person = mention
        elif mention.kind == Kind.ORGANIZATION:
            self.last_body = mention

    def _claim(self, folded: Skeleton[Any], match: re.Match[str], who: Mention, method: str, confidence: float) -> None:
        reading = self.reading
        start, end = folded.clean(*match.span("text"))
        text = _trimmed(reading.document.text[start:end])
        if len(text) < _SHORTEST:
            return
        claim = reading.new(Kind.CLAIM).id
        evidence = reading.evidence(*folded.clean(*match.span()), method, confidence)
        reading.add(claim, "type", str(Kind.CLAIM), evidence)
        reading.add(claim, "claimant", who.entity, evidence)
        reading.add(claim, "claimText", Value(text, ValueType.TEXT, reading.document.language), evidence)
        spoken = match.start("text") if match.start("text") > match.start() else len(folded.text)
        before = folded.within(0, spoken) if spoken < len(folded.text) else folded.within(match.end("text"), spoken)
        times = [item.what for item in before if isinstance(item.what, TimeSpan) and item.what.begin]
        if len(times) == 1 and times[0].begin == times[0].end_:
            reading.add(claim, "claimDate", date_value(times[0].begin), evidence)
        events = [item.what for item in before if item.sign == _EVENT]
        if len({event.entity for event in events}) == 1:
            reading.add(claim, "claimedAt", events[0].entity, evidence)


def _trimmed(text: str) -> str:
    """The words themselves: no outer punctuation, and no quotation marks if they hold all of it."""
    text = text.strip(_OUTER + "\n")
    if text[:1] in "“「" and text[-1:] in "”」" and not re.search("[”」]", text[1:-1]):
        text = text[1:-1]
    return text.strip(_OUTER + "\n")


def _inside_quotes(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)
