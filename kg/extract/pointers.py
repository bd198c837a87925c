"""Words that point back (该公司, 这份报告, 本次峰会): which thing named before each of them means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from kg.extract.names.lexicon import name_lexicon
from kg.extract.reading import Reading
from kg.model import Kind, Mention
from kg.resources import frames

__all__ = ["resolve_pointers"]

_SOURCE = re.compile(r"(?:网站)?(?:报道|消息|讯)")
_CLAUSE = re.compile(r"[，。；：！？、（）()“”\n]")
_POINTED = re.compile(r"[该这本][家个]?[\u3400-\u9fff]{0,6}?(?:公司|企业|厂商|集团|组织|机构|团伙)")
_REACH = 400
"""How far back a body may stand whose kind is shown, in characters …"""
_REACH_UNSHOWN = 160
"""… and one whose kind is not."""
_OPENING = 14
"""How far into a sentence a name still opens it (behind a date, an outlet)."""


def resolve_pointers(reading: Reading, registered: Mapping[str, Sequence[str]]) -> None:
    """Add a mention for every pointing word that has one good candidate; what has none stays alone.

    Args:
        reading: with the mentions of names.
        registered: entity id → what a register calls the thing, where it knows it.
    """
    _Pointers(reading, registered).resolve()


class _Pointers:
    def __init__(self, reading: Reading, registered: Mapping[str, Sequence[str]]) -> None:
        self.reading = reading
        self.text = reading.document.text
        self._registered_names = registered
        self._kinds_shown: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}

    def resolve(self) -> None:
        """Resolve 该公司, 这份报告, 本次峰会 to the latest thing of the class, if there is one."""
        mentions = sorted(self.reading.mentions, key=lambda mention: mention.start)
        taken = bytearray(len(self.text))
        for mention in mentions:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        for match in _pointers().finditer(self.text):
            if any(taken[match.start() : match.end()]):
                continue
            target = self._target(match, mentions)
            if target is not None:
                start, end = match.span()
                self.reading.mentions.append(Mention(start, end, match[0], target.kind, target.entity))

    def _target(self, match: re.Match[str], mentions: list[Mention]) -> Mention | None:
        words = match[0]
        if match["event"]:
            return _latest(
                mentions, match.start(), lambda m: m.kind == Kind.EVENT and m.text.endswith(match["event_class"])
            )
        if match["bare"] and not _speaks(self.text, match.end()):
            return None
        kind = Kind.ORGANIZATION if match["described"] else Kind(_pointer_class()[words])
        if kind == Kind.ORGANIZATION:
            return self._body(words, match.start(), mentions)
        return _latest(mentions, match.start(), lambda m: m.kind == kind)

    def _body(self, words: str, before: int, mentions: list[Mention]) -> Mention | None:
        """The body that a pointing word means: of the kind that it names, in the nearest sentence that has one.

        For 公司 a body whose kind shows nowhere will do, unless its sentence has one whose kind shows. Of several in
        one sentence the one that opens it is meant, since it is what the text goes on to speak of; within the
        pointer's own sentence, the latest. A body that has no name (一家电信公司) and stands nearer is meant itself.
        """
        kinds = frames("references")["kinds_of_body"]
        kind = next((kind for kind in sorted(kinds, key=len, reverse=True) if words.endswith(kind)), "")
        fitting = tuple(kinds.get(kind, ()))
        any_kind = kind in ("公司", "企业", "")

        def shown(mention: Mention) -> bool:
            return self._is_of_kind(mention.entity, fitting)

        found = [
            mention
            for mention in mentions
            if mention.kind == Kind.ORGANIZATION
            and mention.end <= before
            and before - mention.end <= _REACH
            and not self._is_source(mention)
            and (
                shown(mention) or (any_kind and before - mention.end <= _REACH_UNSHOWN and self._shows_no_kind(mention))
            )
        ]
        if not found or (kind and _nameless(kind).search(self.text, found[-1].end, before)):
            return None
        own, _ = self.reading.sentence_at(before)
        start, _ = self.reading.sentence_at(found[-1].start)
        nearest = [mention for mention in found if mention.start >= start]
        nearest = [mention for mention in nearest if shown(mention)] or nearest
        return nearest[0] if start != own and nearest[0].start - start <= _OPENING else nearest[-1]

    def _is_source(self, mention: Mention) -> bool:
        """Tell whether a mention only says who reports: 据某报报道, 某报消息."""
        return _SOURCE.match(self.text, mention.end) is not None

    def _is_of_kind(self, entity: str, words: tuple[str, ...]) -> bool:
        names, beside = self._shown(entity)
        return any(name.endswith(words) for name in names) or any(
            before.endswith(words) or after.endswith(words) for before, after in beside
        )

    def _shows_no_kind(self, mention: Mention) -> bool:
        names, beside = self._shown(mention.entity)
        other = tuple(frames("references")["other_kinds"]["zh"])
        ended = any(name_lexicon().endings.search(name) for name in names)
        return not ended and not any(text.endswith(other) for pair in beside for text in pair)

    def _shown(self, entity: str) -> tuple[list[str], list[tuple[str, str]]]:
        """The names of a body, the register's too, and the words for its kind that stand beside its mentions."""
        if entity not in self._kinds_shown:
            names = [name.text for name in self.reading.drafts[entity].names]
            beside = []
            for mention in self.reading.mentions:
                if mention.entity == entity:
                    before = self.text[max(0, mention.start - 6) : mention.start].rstrip('“" ')
                    after = _kind_behind().match(self.text, mention.end)
                    # What a pointing word says (从该公司) it does not say of the name beside it.
                    beside.append((_POINTED.split(_CLAUSE.split(before)[-1])[-1], after[0] if after else ""))
            self._kinds_shown[entity] = ([*names, *self._registered_names.get(entity, ())], beside)
        return self._kinds_shown[entity]


@cache
def _nameless(kind: str) -> re.Pattern[str]:
    """A body of a kind that has no name: 一家电信公司, 哪家公司."""
    lead = "|".join(frames("references")["nameless"]["zh"])
    return re.compile(f"(?:{lead})[^，。；：“”]{{0,12}}{re.escape(kind)}")


@cache
def _kind_behind() -> re.Pattern[str]:
    """Words for its kind right behind a name: 某某|勒索软件团伙, 某某|公司."""
    data = frames("references")
    words = {word for words in data["kinds_of_body"].values() for word in words} | set(data["other_kinds"]["zh"])
    found = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    kinds = "|".join(
        sorted(map(re.escape, frames("organizations")["cues_before"]["gang_kinds_zh"]), key=len, reverse=True)
    )
    return re.compile(f'[”"]?\\s?(?:{kinds})*(?:{found})')


def _latest(mentions: list[Mention], before: int, fits: Callable[[Mention], bool], reach: int = 1500) -> Mention | None:
    found = None
    for mention in mentions:
        if mention.end > before:
            break
        if before - mention.end <= reach and fits(mention):
            found = mention
    return found


@cache
def _pointer_class() -> dict[str, str]:
    return {
        word: entry["class"]
        for entry in frames("references")["back"]
        if entry["class"] != "Event"
        for word in entry["zh"]
    }


@cache
def _pointers() -> re.Pattern[str]:
    data = frames("references")
    bare = data["bare"]["zh"]
    full = [word for word in _pointer_class() if word not in bare]
    event_words = next(entry["zh"] for entry in data["back"] if entry["class"] == "Event")
    classes = frames("events")["endings"]["zh"]
    described = data["described"]["zh"]

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    return re.compile(
        f"(?P<event>(?:{any_of(event_words)}|(?<![\\u3400-\\u9fff])本)(?P<event_class>{any_of(classes)}))|(?P<full>{any_of(full)})"
        f"|(?P<described>这家[^，。；：、“”（）\\n{data['described']['not_inside_zh']}]{{1,12}}?(?:{any_of(described)}))"
        f"|(?<![\\u3400-\\u9fff])(?P<bare>{any_of(bare)})"
    )


@cache
def _speech() -> re.Pattern[str]:
    verbs = frames("claims")["verbs"]["zh"]
    return re.compile(
        f"(?:中|里)?(?:还|也|则|进一步|同时)?(?:{'|'.join(sorted(map(re.escape, verbs), key=len, reverse=True))})"
    )


def _speaks(text: str, end: int) -> bool:
    return _speech().match(text, end) is not None
