"""Who holds which post where, in Chinese text.

Chinese puts posts before a name (某研究所主任、研究员某某) or right behind it (某某主席), and each post may have an
organization of its own (甲院院士、乙大学教授某某). Whose they are is
read from the order of signs in the folded sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from kg.extract.context import only_named
from kg.extract.folding import dateline_end, fold
from kg.extract.reading import Reading, Title
from kg.extract.skeleton import CLASSES, Skeleton
from kg.model import Evidence, Kind, Mention, Value, ValueType
from kg.resources import frames

__all__ = ["find_chinese_positions"]

_PERSON, _BODY, _PLACE, _TITLE = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, "Title"))
_ORDINAL = "(?:第[一二三四五六七八九十百零\\d]+届|首届|首任|新一届)?"
_OF = f"(?:的(?:一[名位])?|[ ]|·)?{_ORDINAL}"
_AND = "(?:、|兼任|兼|和|及|与|，|[ ]|/|／|暨)"
_QUANTITY = CLASSES["Quantity"]
_PEOPLE = f"{_PERSON}(?:(?:、|和|与|及|以及){_PERSON}){{0,60}}"
_BODIES = f"(?:{_BODY}(?:、|和|与|及|以及))?[{_BODY}]{{1,2}}"
"""甲院和乙院两院院士: whose posts in both are meant only where the title says so."""
_POST = f"{_ORDINAL}(?:(?:前|原|时任|现任|[{_PLACE}])?{_BODIES}{_OF}|[{_PLACE}])?{_TITLE}"
_APART = re.compile("[。；：“”]|分别|依次")
"""Between a name and a post that is not, or not so, that one's."""
_NOT_ANOTHERS = f"(?!(?:(?!，){_AND}{_POST})*(?:：|——|[ ])?{_PERSON})"
"""…和乙院院长某某: posts before a name are that one's."""
# 某院院长、某校教授某某; 某某（某院院长）; 某某，某院院长; 某某担任某院院长; 某某主席
_BEFORE = re.compile(f"(?<!{_PERSON})(?P<posts>{_POST}(?:{_AND}{_POST})*)(?:：|——|[ ])?(?P<people>{_PEOPLE})")
_BEHIND_BRACKET = re.compile(f"(?P<people>{_PERSON})（(?P<posts>{_POST}(?:{_AND}{_POST})*)）")
_BEHIND_COMMA = re.compile(
    f"(?P<people>{_PERSON})，(?:系|是|为|现任|现为)?(?P<posts>{_POST}(?:{_AND}{_POST})*)(?=[，。；）]|$)"
)
_BEHIND = re.compile(
    f"(?P<of>{_BODY})?(?P<people>{_PERSON})(?P<posts>{_TITLE})(?!{_PERSON}|{_AND}?[{_BODY}]?{_PERSON})"
)
_FROM = re.compile(f"(?P<body>{_BODY})(?:的|[ ])?(?P<people>{_PERSON}(?:、{_PERSON})*)(?!{_TITLE}[{_PERSON}])")
_OF_A_UNIT = re.compile(
    f"(?P<body>{_BODY})的(?!前|原)(?P<unit>[^，。；、“”{_BODY}{_PERSON}{_TITLE}]{{2,20}}?)(?P<title>{_TITLE})(?P<people>{_PERSON})"
)
"""某公司的漏洞奖励计划（某某）经理某某: a post in something of the body's."""
_AS = re.compile(
    f"作为(?P<posts>{_POST}(?:{_AND}{_POST})*)(?P<more>(?:、|和|与|及)[^，。；{_PERSON}]{{1,8}})?，"
    f"(?:(?P<people>{_PERSON})|(?P<they>[他她]们)|[他她])"
)
"""作为某院院长，某某…; 作为某委的主席和成员，他们…"""
_REMOVED = re.compile(f"免去(?P<people>{_PEOPLE})(?:同志)?的?(?P<posts>{_POST}(?:{_AND}{_POST})*)")
"""任命某某为某部部长，免去某某的某办主任职务."""
_SPLIT = re.compile(
    f"(?P<former>前|原|时任)?(?P<place>[{_PLACE}])?(?:(?P<other>{_BODY})(?:、|和|与|及|以及))?(?P<bodies>[{_BODY}]*)"
    f"{_OF}(?P<title>{_TITLE})"
)


@cache
def _behind_verb() -> re.Pattern[str]:
    """某某（等5人）当选为某会会长; 某某和某某分别担任某会会长、副会长."""
    data = frames("positions")["taking"]
    plain = "|".join(data["plain_zh"])
    sure = [verb for verb in data["zh"] if verb not in data["plain_zh"]]
    verbs, before, each = (
        "|".join(sorted(words, key=len, reverse=True)) for words in (sure, data["adverbs_zh"], data["each_zh"])
    )
    return re.compile(
        f"(?P<people>{_PEOPLE})(?:等(?:{_QUANTITY})?)?(?:{before})?(?P<each>{each})?(?:(?P<is>{plain})|{verbs})"
        f"[^，。；{_PERSON}]{{0,8}}?(?P<posts>{_POST}(?:{_AND}{_POST})*)(?(is)(?=[，。；、）]|$|之一|的)){_NOT_ANOTHERS}"
    )


@cache
def _career() -> re.Pattern[str]:
    """…，曾任某院院长，某校校长、党委书记等职; the posts before another one's name are that one's."""
    data = frames("positions")["career"]
    held, left = ("|".join(sorted(data[key], key=len, reverse=True)) for key in ("verbs_zh", "left_zh"))
    return re.compile(
        f"(?:(?P<left>{left})|(?:{held}))[^，。；：“”不未{_PERSON}{_BODY}]{{0,8}}?(?P<posts>{_POST}(?:{_AND}{_POST})*)"
        f"{_NOT_ANOTHERS}"
    )


@cache
def _taken() -> re.Pattern[str]:
    """A verb of holding a post, right before the post."""
    return re.compile(f"(?:{'|'.join(frames('positions')['career']['verbs_zh'])})$")


@cache
def _succeeds() -> re.Pattern[str]:
    """接替某某: the one who had the post before."""
    return re.compile(f"(?:{'|'.join(frames('positions')['career']['succeeding_zh'])}){_PERSON}$")


def find_chinese_positions(reading: Reading) -> None:
    """Record who holds which post, and to which organization people belong."""
    finder = _Finder(reading)
    for start, end in reading.sentences:
        folded = fold(reading, start, end)
        if _PERSON not in folded.text:
            for match in _AS.finditer(folded.text):
                finder.as_one(folded, match)
            if _TITLE in folded.text:
                finder.careers(folded, 0)
            continue
        begin = dateline_end(folded)
        for pattern, confidence in (
            (_BEFORE, 0.95),
            (_BEHIND_BRACKET, 0.9),
            (_BEHIND_COMMA, 0.85),
            (_behind_verb(), 0.9),
            (_BEHIND, 0.9),
            (_REMOVED, 0.9),
        ):
            for match in pattern.finditer(folded.text, begin):
                if pattern is _BEFORE and "，" in match["posts"] and _taken().search(folded.text, 0, match.start()):
                    own = pattern.search(folded.text, match.start() + match["posts"].index("，") + 1)
                    match = own or match  # 甲担任某校校长，某院院长乙…
                if pattern is not _behind_verb() or not _succeeds().search(folded.text, 0, match.start() + 1):
                    finder.posts(folded, match, confidence)
        if _TITLE in folded.text:
            finder.careers(folded, begin)
        for match in _AS.finditer(folded.text, begin):
            finder.as_one(folded, match)
        for match in _OF_A_UNIT.finditer(folded.text, begin):
            finder.of_a_unit(folded, match)
        for match in _FROM.finditer(folded.text, begin):
            _belongs(reading, folded, match)
    finder.record()


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: dict[tuple[str, str, str], tuple[Evidence, bool]] = {}
        """Person, title and organization (or an empty string) → why, and whether the post is a former one."""

    def careers(self, folded: Skeleton[Any], begin: int) -> None:
        """Read the posts behind 曾任, 出任, 辞去: of whoever the sentence, or else the one before it, speaks of."""
        for match in _career().finditer(folded.text, begin):
            at = folded.text.rfind(_PERSON, begin, match.start())
            if at >= 0 and _succeeds().search(folded.text, begin, at + 1):
                at = folded.text.rfind(_PERSON, begin, at)
            if at >= 0 and _APART.search(folded.text, at, match.start()):
                continue
            if at >= 0:
                self.posts(folded, match, 0.85, [folded.items[at].what.entity])
            elif at < 0 and len(people := self._before(folded.places[0])) == 1:
                self.posts(folded, match, 0.75, people)

    def posts(
        self, folded: Skeleton[Any], match: re.Match[str], confidence: float, of: Sequence[str] | None = None
    ) -> None:
        """Read the posts of one match; a post without an organization of its own has that of the post before it.

        Args:
            folded: the sentence.
            match: with the groups ``posts`` and ``people``.
            confidence: of the pattern.
            of: whose posts they are, where the match does not hold the people.
        """
        start, end = folded.clean(*match.span())
        evidence = self.reading.evidence(start, end, "positions", confidence)
        people = [person.entity for person in _people(folded, match)] if of is None else list(of)
        pattern_behind = match.re is _BEHIND
        # 某校某某教授
        body: Mention | None = folded.items[match.start("of")].what if match.groupdict().get("of") else None
        between = folded.text[match.start() if of else match.end("people") : match.start("posts")]
        past = any(word in between for word in _words("past")) or match.re is _REMOVED
        past = past or bool(match.groupdict().get("left"))
        former = past
        offset = match.start("posts")
        posts = list(_SPLIT.finditer(match["posts"]))
        by_verb = match.re is _behind_verb()
        if by_verb and match["each"] and len(posts) > 1 and len(posts) != len(people):
            return
        for rank, post in enumerate(posts):
            bodies = folded.within(offset + post.start("bodies"), offset + post.end("bodies"))
            title: Title = folded.items[offset + post.start("title")].what
            if pattern_behind and title.text in _words("verbs"):
                continue  # 某某代表某委致辞
            if bodies:
                body = bodies[-1].what
                former = past or bool(post["former"])
            elif body is None and self.reading.document.text.endswith(_words("implied_organization"), 0, title.start):
                # 公司首席执行官某某: of the company that the text speaks of.
                body = next(iter(only_named(self.reading, Kind.ORGANIZATION, title.start)), None)
            elif body is None and by_verb and folded.text.endswith(_words("appointing"), 0, match.start("people")):
                # 某公司宣布，任命某某为首席执行官: of the body that the sentence names.
                body = next(iter(only_named(self.reading, Kind.ORGANIZATION, title.start)), None)
            elif body is None and (noun := _class_before(title.text)):
                # 当选为协会会长: of the association that has been named.
                body = next(iter(only_named(self.reading, Kind.ORGANIZATION, title.start, ending=noun)), None)
                if body is not None:
                    title = Title(title.start + len(noun), title.end, title.text[len(noun) :], title.former)
            where = None if not bodies and _names_its_own(title.text) else body
            if where is None and not _is_post(title.text):
                continue
            if by_verb:
                holders = people[rank : rank + 1] if match["each"] and len(posts) > 1 else people
            else:
                holders = people if _is_shared(title.text) or len(people) == 1 else people[:1]
            also = [offset + post.start("other")] if post["other"] and title.text.startswith(_words("in_both")) else []
            wheres = [where, *(folded.items[index].what for index in also)]
            for person, place in ((person, place) for person in holders for place in wheres):
                key = (person, title.text, place.entity if place else "")
                self.found.setdefault(key, (evidence, former or title.former))

    def of_a_unit(self, folded: Skeleton[Any], match: re.Match[str]) -> None:
        """Read the post of somebody in something of a body's (某公司的奖励计划经理某某)."""
        title: Title = folded.items[match.start("title")].what
        if any(word in match["unit"] for word in _words("others")) or not _is_post(title.text):
            return
        evidence = self.reading.evidence(*folded.clean(*match.span()), "positions", 0.8)
        body: Mention = folded.items[match.start("body")].what
        for person in _people(folded, match):
            self.found.setdefault((person.entity, title.text, body.entity), (evidence, title.former))

    def as_one(self, folded: Skeleton[Any], match: re.Match[str]) -> None:
        """Read 作为某院院长，某某…: of the people it points back at (他, 他们) the text names them just before."""
        if match["people"]:
            self.posts(folded, match, 0.85)
            return
        start, end = folded.clean(*match.span())
        people = self._before(start)
        post = next(_SPLIT.finditer(match["posts"]))
        offset = match.start("posts")
        bodies = folded.within(offset + post.start("bodies"), offset + post.end("bodies"))
        if not bodies or bool(match["they"]) != (len(people) > 1) or not people:
            return
        evidence = self.reading.evidence(start, end, "positions.of", 0.8)
        for person in people:
            self.reading.add(person, "affiliation", bodies[-1].what.entity, evidence)
        title: Title = folded.items[offset + post.start("title")].what
        if len(people) == 1:
            self.found.setdefault((people[0], title.text, bodies[-1].what.entity), (evidence, title.former))

    def _before(self, start: int) -> list[str]:
        """The people of the sentence before, in its paragraph."""
        sentences = self.reading.sentences
        index = bisect_right(sentences, start, key=lambda sentence: sentence[0]) - 2
        if index < 0 or sentences[index][0] < self.reading.block_at(start).start:
            return []
        first, last = sentences[index]
        mentions = self.reading.mentions
        near = mentions[bisect_left(mentions, first, key=lambda mention: mention.start) :]
        within = takewhile(lambda mention: mention.start < last, near)
        return list(dict.fromkeys(mention.entity for mention in within if mention.kind == Kind.PERSON))

    def record(self) -> None:
        """Record the posts; one without an organization only where the same is not known with one."""
        language = self.reading.document.language
        for (person, title, body), (evidence, former) in self.found.items():
            if not body and any(
                other == person and more.endswith(title) and (where or more != title)
                for other, more, where in self.found
            ):
                continue
            position = self._position(person, title, body)
            self.reading.add(position, "type", str(Kind.POSITION), evidence)
            self.reading.add(position, "positionTitle", Value(title, ValueType.TEXT, language), evidence)
            self.reading.add(person, "holds", position, evidence)
            if body:
                self.reading.add(position, "positionAt", body, evidence)
                if not former:
                    self.reading.add(person, "affiliation", body, evidence)

    def _position(self, person: str, title: str, body: str) -> str:
        key = f"{person} {title} {body}"
        known = self.reading.positions.get(key)
        if known is None:
            known = self.reading.positions[key] = self.reading.new(Kind.POSITION).id
        return known


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(frames("positions")[key]["zh"])


def _class_before(title: str) -> str:
    """The class of bodies that a title begins with (协会理事长), or nothing."""
    return next((word for word in _words("by_class") if title.startswith(word)), "")


def _names_its_own(title: str) -> bool:
    """Tell whether a title says by itself of what it is (国家主席, 组委会主任)."""
    return title.endswith(_words("own")) or title.startswith(_words("own_bodies"))


def _is_post(title: str) -> bool:
    """Tell whether a title is a post even where no organization is known: 记者 is not."""
    return title == "总编辑" or not title.endswith(_words("callings"))


def _is_shared(title: str) -> bool:
    """Tell whether several people hold a title at once (参议员甲和乙)."""
    return title.endswith(_words("shared"))


def _people(folded: Skeleton[Any], match: re.Match[str]) -> Iterator[Mention]:
    for item in folded.within(*match.span("people")):
        yield item.what


def _belongs(reading: Reading, folded: Skeleton[Any], match: re.Match[str]) -> None:
    """A person named right behind an organization belongs to it (据某公司的某某介绍)."""
    body: Mention = folded.items[match.start("body")].what
    start, end = folded.clean(*match.span())
    for person in _people(folded, match):
        reading.add(person.entity, "affiliation", body.entity, reading.evidence(start, end, "positions.of", 0.8))
