"""Finds the names of a register in text: one pass of an Aho–Corasick automaton, whatever the register's size.

Source: Aho and Corasick, "Efficient string matching" (1975), by the library ``ahocorasick-rs``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import ahocorasick_rs
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.tokens import split_tokens, text_of
from kg.model import Kind

__all__ = ["Gazetteer", "GazetteerEntry"]

_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]")

_GOES_ON = {"委": ("员会",), "办": ("公室", "公厅")}
_NOTHING: tuple[str, ...] = ()

_SCRIPTS_MEET = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")
"""Where some texts set a blank: Example|基金会."""


class GazetteerEntry(Protocol):
    """What a register has to say of a name: which thing, of which class."""

    @property
    def iri(self) -> str:
        """The thing's IRI."""

    @property
    def kind(self) -> Kind:
        """The thing's class."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the register in a text, ``[start, end)`` in characters."""

    start: int
    end: int
    entry: GazetteerEntry
    ambiguous: bool


class Gazetteer:
    """Matches the names of a register.

    Args:
        names: the name, what it names, and whether the name is ambiguous (it then counts only where the
            text around it says that a body is meant). A name of several things keeps the first.
    """

    def __init__(self, names: Iterable[tuple[str, GazetteerEntry, bool]]) -> None:
        self._entries: dict[str, tuple[GazetteerEntry, bool]] = {}
        for name, entry, ambiguous in names:
            if len(name) > 1:
                self._entries.setdefault(name, (entry, ambiguous))
                if (spaced := _SCRIPTS_MEET.sub(" ", name)) != name:
                    self._entries.setdefault(spaced, (entry, ambiguous))
        self._names = list(self._entries)
        self._automaton = ahocorasick_rs.AhoCorasick(self._names)

    def hits(self, text: str) -> list[Hit]:
        """Return the names in a text, whole words where they are Latin.

        Where names overlap, the leftmost and of those the longest counts; the names that it begins with
        (the body before its unit) follow it in the list.
        """
        found = sorted(self._all(text), key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        start = end = 0
        for hit in found:
            if hit.start >= end:
                start, end = hit.start, hit.end
                kept.append(hit)
            elif hit.start == start:
                kept.append(hit)
        return kept

    def _all(self, text: str) -> Iterator[Hit]:
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            name = self._names[index]
            if _LATIN.match(name[0]) and start and _LATIN.match(text[start - 1]):
                continue
            if _LATIN.match(name[-1]) and end < len(text) and _LATIN.match(text[end]):
                continue
            if text.startswith(_GOES_ON.get(name[-1], _NOTHING), end):
                continue  # 某某委|员会, 某某办|公室: the beginning of a longer name
            yield Hit(start, end, *self._entries[name])


def whole_tokens(doc: Doc, hit: Hit) -> bool:
    """Tell whether a hit begins and ends where tokens do."""
    return doc.char_span(hit.start, hit.end) is not None


def _begins_or_ends_entity(doc: Doc, hit: Hit) -> bool:
    """Tell whether a hit is the beginning or the end of one of the tagger's names (美国|某局)."""
    return any(
        ent.start_char <= hit.start
        and hit.end <= ent.end_char
        and (ent.start_char == hit.start or ent.end_char == hit.end)
        and ent.label_ in ("ORG", "GPE", "LOC")
        for ent in doc.ents
    )


def _goes_on(doc: Doc, hit: Hit, before: int) -> bool:
    """Tell whether a body's post or seat ends the word that a hit begins (外交部|长, 联合国|总部), or goes on with.

    Args:
        doc: tokens.
        hit: a name.
        before: where the name before it ends.
    """
    if hit.entry.kind != Kind.ORGANIZATION or not text_of(doc).startswith(("长", "总部"), hit.end):
        return False
    word = doc.char_span(hit.start, hit.end + 1, alignment_mode="expand")
    return word is not None and (word.start_char == hit.start or hit.start == before)


class GazetteerComponent:
    """spaCy component that writes the register's names to ``doc.spans["register"]``.

    Names that a longer one begins with go to ``doc.spans["register_inside"]``. A span's label is the class,
    its ``kb_id_`` the IRI, its ``id_`` ``"ambiguous"`` for a name that needs support from the text.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Match, cutting tokens where a long name begins or ends inside one."""
        outer: list[Hit] = []
        inner: list[Hit] = []
        for hit in self._gazetteer.hits(text_of(doc)):
            if outer and hit.start == outer[-1].start:
                inner.append(hit)
            elif (
                whole_tokens(doc, hit)
                or hit.end - hit.start >= 4
                or _begins_or_ends_entity(doc, hit)
                or _goes_on(doc, hit, outer[-1].end if outer else -1)
                or (outer and outer[-1].end == hit.start and outer[-1].entry.kind == hit.entry.kind == Kind.PLACE)
            ):
                # Short names inside a longer word are chance, but behind the larger place (某省|某市|博览中心); long
                # ones are names that the tagger cut wrongly.
                outer.append(hit)
        split_tokens(doc, {edge for hit in (*outer, *inner) for edge in (hit.start, hit.end)})
        doc.spans["register"] = _spans(doc, outer)
        doc.spans["register_inside"] = _spans(doc, inner)
        return doc


def _spans(doc: Doc, hits: list[Hit]) -> list[Span]:
    found = []
    for hit in hits:
        span = doc.char_span(hit.start, hit.end, label=str(hit.entry.kind), kb_id=hit.entry.iri)
        if span is not None:
            span.id_ = "ambiguous" if hit.ambiguous else ""
            found.append(span)
    return found


@Language.factory("wenpu_register", assigns=["doc.spans"], default_config={"registers": []})
def create_register(nlp: Language, name: str, registers: list[str]) -> Callable[[Doc], Doc]:
    """SpaCy factory: names of the authority register that comes with Wenpu, and of users' own.

    Args:
        nlp: the pipeline.
        name: of the component.
        registers: files of users' registers, which count before ours.
    """
    return GazetteerComponent(_gazetteer(tuple(registers)))


@cache
def _gazetteer(registers: tuple[str, ...]) -> Gazetteer:
    """Made once a process: Chinese and English text are read with the same names."""
    from kg.resolve.authority import default_authority

    if not registers:
        return Gazetteer(default_authority().names())
    from kg.resolve.registers import Registers, open_register

    together = Registers((*(open_register(Path(file)) for file in registers), default_authority()))
    return Gazetteer(together.spotted())
