"""Who says what in Chinese text, quoted or reported.

Three shapes carry nearly all reported speech in Chinese press: speaker, verb, words (X表示，…); words in quotation
marks, speaker, verb (“…”，X说); and a source put first (据X数据显示，…). The speaker is a name, a word that points
back at one, or somebody of a body (X的专家), whose words are then on the body's record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg.extract.claims.chinese_patterns import SHORTEST, speech_patterns
from kg.extract.context import only_named
from kg.extract.folding import chinese_punctuation, dateline_end, fold
from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import Reading
from kg.extract.skeleton import CLASSES, Skeleton
from kg.extract.times import TimeSpan
from kg.extract.values import date_value
from kg.model import Block, BlockKind, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_chinese_claims"]

_EVENT, _TIME = CLASSES[Kind.EVENT], CLASSES["Time"]
_WORKS = (Kind.REPORT, Kind.LEGISLATION, Kind.WORK)
_ALL_QUOTED = re.compile(rf"“(?P<text>[^“”]{{{SHORTEST},}})”")
_SIGNED = re.compile(f"——[^，。；：“”{CLASSES[Kind.PERSON]}]{{0,16}}(?P<name>{CLASSES[Kind.PERSON]})(?P<word>)")
"""Who a quotation is by, below it: ——某公司首席执行官某某."""
_ANSWERS = re.compile(
    f"(?:[{CLASSES[Kind.ORGANIZATION]}]{{0,2}}{CLASSES['Title']})?(?P<name>{CLASSES[Kind.PERSON]})：(?P<text>[^“].{{{SHORTEST},}})",
    re.S,
)
"""What somebody answers, in a transcript: 某某：我们注意到…. The paragraph is all of it."""
_REST = re.compile("(?P<text>.+)", re.S)
_GOES_ON = ("我", "中方", "我们")
_TELLS_WHO = re.compile(r"[他她](?:曾?是|来自|担任|曾?任|目前?是|负责)")
_NOUN_PHRASE = re.compile("的[^，。；：]{0,10}，")
_OUTER = " ，,：:。；;、—-"
_UNREAD = (BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.TITLE, BlockKind.HEADING)
_NESTED = 4
"""How far into what one reports another must be named to be reported by it."""
_ATTEMPTS = 16
"""How many words that look like a speaker's are tried in one sentence; no sentence that people write has more."""


def find_chinese_claims(reading: Reading) -> None:
    """Record who says what, and when and where if the sentence says so."""
    finder = _Finder(reading)
    sentences = [
        (reading.block_at(start), start, fold(reading, start, end))
        for start, end in reading.sentences
        if reading.block_at(start).kind not in _UNREAD or _is_prose(reading, start)
    ]
    for index, (block, start, folded) in enumerate(sentences):
        if start < finder.read_to:
            continue
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        made = len(reading.drafts)
        if finder.answer(folded, block):
            pass
        elif _ALL_QUOTED.fullmatch(folded.text):
            near = following and (following[0] == block or following[2].text.startswith("——"))
            finder.quotation(folded, following[2] if following and near else None)
        else:
            finder.sentence(folded)
        finder.notice(folded, spoke=len(reading.drafts) > made)


def _is_prose(reading: Reading, start: int) -> bool:
    """Tell whether a heading is whole sentences: a paragraph that is set as one."""
    block = reading.block_at(start)
    return block.kind == BlockKind.HEADING and reading.document.text[start : block.end].rstrip().endswith("。")


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last_person: Mention | None = None
        self.last_body: Mention | None = None
        self.last_work: Mention | None = None
        self.last: Mention | None = None
        self.gangs = _gangs(reading)
        self.before: list[Mention] = []
        """The bodies and people of the sentence before, in its paragraph."""
        self.quoted: Sequence[Mention] = ()
        """Who was quoted in the sentence before, if it was a quotation."""
        self.answering: Sequence[Mention] = ()
        """Who answers in a transcript, if the paragraph before was such an answer."""
        self.spoke = False
        """Whether the sentence before reported speech."""
        self.spoken_in = -1
        """Where the paragraph begins that reported speech last."""
        self.read_to = 0
        """Sentences that start before here are part of a quotation that has been read."""

    def quotation(self, folded: Skeleton[Any], following: Skeleton[Any] | None) -> None:
        """A sentence that is all quotation: said by whom the next sentence names (“…。”X说), or said on."""
        match = _ALL_QUOTED.fullmatch(folded.text)
        assert match is not None
        if following and (signed := _SIGNED.match(following.text)) and (who := self._speakers(following, signed)):
            self._claim(folded, match, who, "claims.signed", 0.85)
            self.quoted = who
            return
        behind = speech_patterns().speaker_behind.match(following.text) if following else None
        if following and behind and (who := self._speakers(following, behind)):
            self._claim(folded, match, who, "claims.words-first", 0.9)
            self.quoted = who
            return
        for named in speech_patterns().speaker_first.finditer(following.text, 0, 60) if following else ():
            if following and named.start() < 30 and (who := self._speakers(following, named)):
                self._claim(folded, match, who, "claims.words-first", 0.9)
                self.quoted = who
                return
        if self.quoted:
            self._claim(folded, match, self.quoted, "claims.continued", 0.75)

    def answer(self, folded: Skeleton[Any], block: Block) -> bool:
        """A paragraph that somebody answers with in a transcript, or the next one of that answer (我…)."""
        text = self.reading.document.text
        if folded.places[0] != block.start or block.kind != BlockKind.PARAGRAPH:
            return False
        if not text[block.start : block.end].rstrip("（完）()").endswith(("。", "！", "？", "”")):
            return False  # 某某：某校校长
        match = _ANSWERS.match(folded.text)
        who = self._speakers(folded, match) if match else self.answering
        said = match or (_REST.match(folded.text) if who and folded.text.startswith(_GOES_ON) else None)
        self.answering = who if said else ()
        if said is None:
            return False
        self._claim(folded, said, who, "claims.transcript", 0.8, until=block.end)
        self.quoted, self.read_to = (), block.end
        return True

    def sentence(self, folded: Skeleton[Any]) -> None:
        """A sentence with at most one speaker, since whatever follows a speaker was said by that one."""
        self.quoted = ()
        patterns = speech_patterns()
        spoken = patterns.verb.search(folded.text) is not None
        match = patterns.words_first.search(folded.text) if spoken else None
        if match and (who := self._speakers(folded, match)):
            self._claim(folded, match, who, "claims.words-first", 0.9)
            self.quoted = who
            rest = patterns.quoted_rest.match(folded.text, match.end())
            if rest:
                self._claim(folded, rest, who, "claims.words-first", 0.9)
            return
        begin = dateline_end(folded)
        match = patterns.according.search(folded.text, begin)
        if (
            match
            and match.start() - begin < 12
            and not self._acts_by(folded, match)
            and not self._said_before(folded, match, begin)
        ):
            sources = self._speakers(folded, match)
            self._claim(folded, match, sources, "claims.according", 0.85)
            begin = match.start("text")  # 据某报报道，X表示…: X too
        seen = patterns.in_view.search(folded.text, begin) if "看来，" in folded.text else None
        if seen and (who := self._speakers(folded, seen)):
            self._claim(folded, seen, who, "claims.in-view", 0.85)
            return
        at, told = begin, match is not None and begin == match.start("text")
        for _ in range(_ATTEMPTS if spoken else 0):
            match = patterns.speaker_first.search(folded.text, at)
            if match is None:
                return
            at = match.start() + 1
            if told and (match["word"] or match.start() - begin > _NESTED):
                continue
            if self._is_speech(folded, match) and (who := self._subject(folded, match)):
                self._claim(folded, match, who, "claims.speaker-first", _confidence(match))
                self.quoted = who if match["text"].lstrip(_OUTER).startswith("“") else ()
                return

    def _acts_by(self, folded: Skeleton[Any], source: re.Match[str]) -> bool:
        """Tell whether somebody acts by a law rather than the law says it: 公司将根据《某法》的规定，…."""
        law = folded.items[source.start("name")].sign == CLASSES[Kind.LEGISLATION]
        return law and source.start() > 0 and folded.text[source.start() - 1] not in "，。；："

    def _said_before(self, folded: Skeleton[Any], source: re.Match[str], begin: int) -> bool:
        """Tell whether somebody says all of it, source included: 某某介绍，据某院统计，…."""
        first = speech_patterns().speaker_first.search(folded.text, begin)
        return (
            first is not None and bool(first["name"]) and first.start("text") <= source.start() and bool(first["mark"])
        )

    def _subject(self, folded: Skeleton[Any], match: re.Match[str]) -> list[Mention]:
        """Who speaks: whoever opens the sentence, where the name before the verb is of a work spoken of.

        他回顾了某人提出的《某倡议》，并指出…: a comma stands between the work and the verb.
        """
        items = folded.within(*match.span("name")) if match["name"] else ()
        verb = max(match.start(group) for group in ("strong", "weak", "urged", "clausal"))
        works = bool(items) and all(isinstance(i.what, Mention) and i.what.kind in _WORKS for i in items)
        owned = works and folded.text.endswith("的", 0, match.start("name"))
        if not owned or "，" not in folded.text[match.end("name") : verb]:
            return self._speakers(folded, match)
        opening = speech_patterns().opening.match(folded.text, dateline_end(folded))
        return self._speakers(folded, opening) if opening and opening.end() <= match.start() else []

    def notice(self, folded: Skeleton[Any], *, spoke: bool) -> None:
        """Keep in mind whom the words of the next sentences may point back at."""
        self.spoke = spoke
        agents = (CLASSES[Kind.PERSON], CLASSES[Kind.ORGANIZATION])
        self.before = [item.what for item in folded.items.values() if item.sign in agents]
        if spoke:
            self.spoken_in = self.reading.block_at(folded.places[0]).start
        people = {item.what.entity: item.what for item in folded.items.values() if item.sign == CLASSES[Kind.PERSON]}
        if len(people) == 1:
            self.last_person = next(iter(people.values()))
        for item in folded.items.values():
            if isinstance(item.what, Mention) and item.what.kind in _WORKS:
                self.last_work = item.what

    def _is_speech(self, folded: Skeleton[Any], match: re.Match[str]) -> bool:
        """Tell speech from what only looks like it: inside a quotation, under a condition, a feeling."""
        patterns = speech_patterns()
        before, text = folded.text[: match.start()], match["text"]
        if before.count("“") > before.count("”") or patterns.condition.search(before):
            return False
        if before.endswith(_impersonating()) or patterns.undergoes.search(before):
            return False  # 冒充某公司的人称: somebody else
        if _TELLS_WHO.match(text):
            return False  # …，某某说，他是某公司负责人
        spoken_by = match.end("name") if match["name"] else match.end("word")
        if (
            _NOUN_PHRASE.match(folded.text, spoken_by)
            and match["weak"] in frames("claims")["nouns"]["zh"]
            and not folded.text.startswith(_members(), spoken_by + 1)
        ):
            return False  # X的入侵声明，…: what X has made, while X的研究人员发现，… is said by them
        return (not match["mark"] and not patterns.attitude.match(text)) or bool(match["mark"])

    def _speakers(self, folded: Skeleton[Any], match: re.Match[str]) -> list[Mention]:
        if match["name"]:
            found = [item.what for item in folded.within(*match.span("name")) if isinstance(item.what, Mention)]
            for mention in found:
                self._remember(mention)
            return found
        speakers = frames("claims")["speakers"]
        word = match["word"]
        if word in speakers["pronouns_zh"]:
            who = self.last_person
        elif word in speakers["plural_zh"]:
            who = self._meant_by_them()
        elif word in speakers["holders_zh"]:
            return self._holders(word.removesuffix("们"), folded.places[0])
        elif word in speakers["work_zh"]:
            who = self.last_work or (self.last if self.spoke else None)
        else:
            # 研究人员 further down may be others.
            near = self.spoke or self.spoken_in == self.reading.block_at(folded.places[0]).start
            who = self.last_body if near else None
        return [who] if who else []

    def _holders(self, title: str, before: int) -> list[Mention]:
        """The people to whom the text has given a post so far (参议员们)."""
        facts = self.reading.facts
        posts = {
            fact.subject
            for fact in facts
            if fact.predicate == "positionTitle" and isinstance(fact.object, Value) and fact.object.text.endswith(title)
        }
        people = {fact.subject for fact in facts if fact.predicate == "holds" and fact.object in posts}
        named = {m.entity: m for m in self.reading.mentions if m.start < before and m.entity in people}
        return list(named.values()) if len(named) > 1 else []

    def _meant_by_them(self) -> Mention | None:
        """Whom 他们 means: the one body or person of the sentence before, or of several the one that spoke last."""
        agents = {mention.entity: mention for mention in self.before}
        if len(agents) == 1:
            return next(iter(agents.values()))
        return self.last if self.last and (not agents or self.last.entity in agents) else None

    def _remember(self, mention: Mention) -> None:
        self.last = mention
        if mention.kind == Kind.PERSON:
            self.last_person = mention
        elif mention.kind == Kind.ORGANIZATION and mention.entity not in self.gangs:
            self.last_body = mention  # 研究人员 are never the gang's

    def _claim(
        self,
        folded: Skeleton[Any],
        match: re.Match[str],
        who: Sequence[Mention],
        method: str,
        confidence: float,
        until: int = 0,
    ) -> None:
        reading = self.reading
        start, end = self._words(*folded.clean(*match.span("text")))
        end = until or end
        text = _trimmed(reading.document.text[start:end])
        if len(text) < SHORTEST:
            return
        claim = reading.new(Kind.CLAIM).id
        first, last = folded.clean(*match.span())
        evidence = reading.evidence(first, max(last, end), method, confidence)
        reading.add(claim, "type", str(Kind.CLAIM), evidence)
        for mention in who:
            reading.add(claim, "claimant", mention.entity, evidence)
        reading.add(claim, "claimText", Value(text, ValueType.TEXT, reading.document.language), evidence)
        self._circumstances(folded, match, claim, evidence)

    def _words(self, start: int, end: int) -> tuple[int, int]:
        """The span of the words themselves: a quotation ends at its closing mark, also in a later sentence."""
        text = self.reading.document.text
        while start < end and text[start] in _OUTER:
            start += 1
        if again := speech_patterns().again.match(text, start, end):
            start = again.end()
        if text[start : start + 1] not in ("“", '"'):
            return start, end
        limit = self.reading.block_at(start).end
        closing = _closing(text, start, limit)
        if closing < 0:
            return start, end
        if closing >= end:
            self.read_to = closing
            return start, closing + 1
        behind = chinese_punctuation(text[closing + 1 : end])[:1]
        whole = text[closing - 1] in "。！？!?…" or behind in ("", "。", "；")
        return (start, closing + 1) if whole and closing - start > SHORTEST else (start, end)

    def _circumstances(self, folded: Skeleton[Any], match: re.Match[str], claim: str, evidence: Any) -> None:
        """When and at what event, told by the words about the speaker."""
        reading = self.reading
        if match.start("text") > match.start():
            begin = dateline_end(folded)
            about = (begin if begin < match.start() else 0, match.start("text"))
        else:
            about = (match.end("text"), len(folded.text))
        items = folded.within(*about)
        times = [item.what for item in items if isinstance(item.what, TimeSpan) and _is_day(item.what, item, folded)]
        if len(times) == 1:
            reading.add(claim, "claimDate", date_value(times[0].begin), evidence)
        events = {item.what.entity for item in items if item.sign == _EVENT}
        if len(events) == 1:
            reading.add(claim, "claimedAt", events.pop(), evidence)
        elif not events and speech_patterns().at_event.search(folded.text, *about):
            for event in only_named(reading, Kind.EVENT, folded.clean(*about)[0]):
                reading.add(claim, "claimedAt", event.entity, evidence)


def _gangs(reading: Reading) -> set[str]:
    """The bodies that the text calls a gang anywhere."""
    lexicon, text = name_lexicon(), reading.document.text
    return {
        mention.entity
        for mention in reading.mentions
        if mention.kind == Kind.ORGANIZATION
        and (
            lexicon.gang_after.match(text, mention.end)
            or lexicon.named_gang.search(text, max(0, mention.start - 24), mention.start)
            or lexicon.called_gang.match(text, mention.end)
        )
    }


@cache
def _members() -> tuple[str, ...]:
    return tuple(frames("claims")["speakers"]["members_zh"])


@cache
def _impersonating() -> tuple[str, ...]:
    return tuple(frames("claims")["speakers"]["impersonating_zh"])


def _confidence(match: re.Match[str]) -> float:
    if match["word"]:
        return 0.75
    return 0.9 if match["strong"] else 0.85 if match["weak"] else 0.75


def _is_day(time: TimeSpan, item: Any, folded: Skeleton[Any]) -> bool:
    """Tell whether a time can be that of speaking: one point; a bare year only where it opens the sentence."""
    if not time.begin or time.begin != time.end_:
        return False
    return len(time.begin) > 4 or item.start == folded.places[0]


def _closing(text: str, opening: int, limit: int) -> int:
    """Where the quotation ends that begins at ``opening``; -1 if it does not."""
    if text[opening] == '"':
        return text.find('"', opening + 1, limit)
    depth = 0
    for index in range(opening, limit):
        depth += (text[index] == "“") - (text[index] == "”")
        if depth == 0:
            return index
    return -1


def _trimmed(text: str) -> str:
    """The words themselves: no outer punctuation, and no quotation marks if they hold all of it."""
    text = text.strip(_OUTER + "\n")
    if text[:1] in ("“", '"') and text:
        closing = _closing(text, 0, len(text))
        text = text[1:-1] if closing == len(text) - 1 else text[1:] if closing < 0 else text
    return text.strip(_OUTER + "\n")
