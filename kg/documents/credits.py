"""By-lines and credits: who wrote it, and where it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from kg.documents.furniture import any_of, folded, squeezed, words_of
from kg.documents.mapped import Mapped
from kg.model import Field
from kg.resources import frames

__all__ = ["Credit", "Credits", "credit_words"]

LONGEST = 120
"""Characters of the longest line taken for a by-line or credit."""

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ONLY_URL = re.compile(r"\W*(?:https?://|www\.)\S+\W*", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,8})+")
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|van|von|de|del|der|di|da|bin|al|el|la|le)){1,4}")
_TITLED = re.compile(r"\s*《([^《》]+)》")
_STOPS = re.compile(r"[。！？!?]")
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff] [\u3400-\u9fff](?![\u3400-\u9fff])")
"""A name of two characters set as wide as one of three: 韩 某."""
_NOTE = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit says.

    Attributes:
        source: the outlet it names, if it does.
        authors: people it names.
        label: whether it only announces what the next line says.
    """

    source: Field | None = None
    authors: tuple[Field, ...] = ()
    label: bool = False


class Credits:
    """The vocabulary of by-lines and credits, compiled.

    Args:
        table: the contents of ``furniture.toml``.
        surnames: Chinese family names.
    """

    def __init__(self, table: dict[str, Any], surnames: tuple[str, ...]) -> None:
        byline, credit = table["byline"], table["credit"]
        self._byline = re.compile(
            rf"\W{{0,4}}(?:{words_of(byline['labels'])})\s*[:：|｜丨/]\s*(?P<rest>\S.*)"
            rf"|\W{{0,4}}(?:{words_of(byline['openers'])})\s+(?P<name>\S.*)",
            re.IGNORECASE,
        )
        self._named = re.compile(
            rf"\W{{0,4}}(?:{words_of(credit['names'])})\s*[:：|｜丨/]\s*(?P<rest>.*)", re.IGNORECASE
        )
        self._reference = re.compile(
            rf"\W{{0,4}}(?:{words_of(credit['references'])})\s*(?:[:：|｜丨/]\s*(?P<rest>.*)|\W*)", re.IGNORECASE
        )
        self._openers = frozenset(byline["openers"])
        self._stops = tuple(credit["stops"])
        self._between = re.compile(
            rf"[、，,；;/&|丨]|\s+(?:{words_of(byline['between'])})\s+|\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+"
        )
        day = rf"(?i:{words_of(table['numbers']['months'])})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}"
        self._dated = re.compile(
            # The name before the day, or behind it, up to where the next word is stuck on: Jan 5, 2024Ann LeeNews
            rf"\W*(?P<before>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{1,3}}?)\W*(?:\d{{1,2}}:\d\d ?(?:[ap]m)?\W*)?{day}"
            rf"|\W*{day}\W*(?P<behind>[A-Z][a-z]+ [A-Z][a-z]+)(?![a-z])"
        )
        self._sentences = tuple(any_of([entry], wide=True) for entry in credit["sentences"])
        self._not_a_person = tuple(byline["not_a_person"])
        self._own_work = tuple(byline["own_work"])
        self._surnames = surnames

    def credit(self, content: Mapped) -> Credit | None:
        """Return what a line says about where the text was taken from, or ``None`` where it is no credit."""
        text = content.text
        if len(text) > LONGEST + 200 or len(_URL.sub("", text)) > LONGEST:
            return None
        found = self._named.fullmatch(text)
        if found and not _STOPS.search(_URL.sub("", found["rest"])):
            rest = found["rest"].rstrip("）)】]")
            if not rest:
                return Credit(label=True)
            return Credit(source=self._outlet(content, found.start("rest"), found.start("rest") + len(rest)))
        found = self._reference.fullmatch(text)
        if found and not _STOPS.search(_URL.sub("", found["rest"] or "")):
            return Credit(label=not found["rest"])
        return self._sentence(content)

    def opened(self, lines: Sequence[Mapped]) -> Mapped | None:
        """Return the line behind one that is nothing but "By"."""
        for opener, name in pairwise(lines):
            if self.opens_byline(opener.text) and self.signature(name):
                return name
        return None

    def byline(self, content: Mapped) -> tuple[Field, ...] | None:
        """Return the people a by-line names, or ``None`` where the line is no by-line.

        Of ``文 | 单位 职务 姓名`` the last word is the name; bodies and titles are never taken for one.
        """
        text = content.text
        if len(text) > LONGEST or _STOPS.search(text):
            return None
        found = self._byline.fullmatch(text)
        if not found:
            return None
        group = "rest" if found["rest"] else "name"
        if group == "name" and not any(True for _ in self._people(content, *found.span(group))):
            return None
        return tuple(self._people(content, *found.span(group)))

    def dated(self, content: Mapped) -> Mapped | None:
        """Return the name that stands before a date in an English dateline, or ``None``."""
        found = self._dated.match(content.text) if len(content.text) <= LONGEST else None
        name = content.cut(*found.span("before" if found["before"] else "behind")) if found else None
        # News Analysis, July 1, 2030: a section, no writer
        return None if name is None or name.text.endswith(self._not_a_person) else name

    def people(self, content: Mapped, outlet: str) -> tuple[Field, ...]:
        """Return the names in a line that holds nothing else, such as the line below a title.

        Args:
            content: the line.
            outlet: the publisher's name: a line that contains it says that nobody is named.
        """
        text = content.text
        own = squeezed(outlet)
        if own and (own in squeezed(text) or squeezed(text) in own):
            return ()
        if text.endswith(self._own_work):
            return ()
        parts = list(self._parts(text, 0, len(text)))
        return tuple(_field(content, start, end) for start, end in parts if len(text[start:end]) <= 30)

    def opens_byline(self, text: str) -> bool:
        """Say whether a line is nothing but the word before a name: By."""
        return folded(text).strip(" :：") in self._openers

    def persons(self, content: Mapped, outlet: str) -> tuple[Field, ...]:
        """Return the people among the names in a line; the outlet itself is none."""
        own = squeezed(outlet)
        found = self._people(content, 0, len(content.text))
        return tuple(name for name in found if squeezed(name.value) != own)

    def signature(self, content: Mapped) -> Field | None:
        """Return the person that a line names, if it holds one name and nothing else."""
        found = list(self._people(content, 0, len(content.text)))
        return found[0] if len(found) == 1 and found[0].value == content.text else None

    @staticmethod
    def is_url(text: str) -> bool:
        """Say whether a line is an address and nothing else."""
        return bool(_ONLY_URL.fullmatch(text)) and " " not in text.strip()

    def _sentence(self, content: Mapped) -> Credit | None:
        text = content.text
        plain = folded(text)
        if len(plain) != len(text):
            return None
        start = len(text) - len(text.lstrip(" *·•（(—-"))
        end = len(text.rstrip(" 。.）)"))
        for pattern in self._sentences:
            found = pattern.fullmatch(plain, start, end)
            if not found:
                continue
            groups = found.groupdict()
            source = self._outlet(content, *found.span("source")) if groups.get("source") else None
            authors: tuple[Field, ...] = ()
            if groups.get("author"):
                authors = tuple(self._people(content, *found.span("author")))
            return Credit(source, authors)
        return None

    def _outlet(self, content: Mapped, start: int, end: int) -> Field | None:
        text = content.text[start:end]
        url = _URL.search(text)
        if url:
            text = text[: url.start()]
        for stop in ("，", "；", "、", "|", "｜", "丨", *self._stops):
            text = text.split(stop)[0]
        titled = _TITLED.match(text)
        text = titled[1] if titled else text
        bare = text.strip(" 《》“”\"'「」【】[]*:：，,·-—")
        if not bare or len(bare) > 40 or not any(c.isalpha() for c in bare):
            return None
        at = start + content.text[start:end].index(bare)
        return _field(content, at, at + len(bare))

    def _people(self, content: Mapped, start: int, end: int) -> Iterator[Field]:
        text = content.text
        for first, last in self._parts(text, start, end):
            if self._person(text[first:last]):
                yield _field(content, first, last)

    def _parts(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between separators, notes in parentheses left out."""
        masked = _NOTE.sub(lambda found: "、" * len(found[0]), text)
        masked = _SPREAD.sub(lambda found: found[0].replace(" ", "x"), masked)
        position = start
        for found in [*self._between.finditer(masked, start, end), None]:
            last = found.start() if found else end
            first = position
            position = found.end() if found else end
            while first < last and not text[first].isalnum():
                first += 1
            while last > first and not (text[last - 1].isalnum() or text[last - 1] == "."):
                last -= 1
            if first < last:
                yield first, last

    def _person(self, text: str) -> bool:
        if text.endswith(self._not_a_person):
            return False
        if _LATIN_NAME.fullmatch(text):
            return True
        if not _HAN_NAME.fullmatch(text.replace(" ", "")):
            return False
        return "·" in text or text.startswith(self._surnames)


def _field(content: Mapped, start: int, end: int) -> Field:
    part = content.cut(start, end)
    return Field(part.text, *part.source_span())


@cache
def credit_words() -> Credits:
    """Return the vocabulary of ``furniture.toml``, with the family names of ``people.toml``."""
    surnames = frames("people")["surnames"]
    return Credits(frames("furniture"), (*surnames["double"], *surnames["single"]))
