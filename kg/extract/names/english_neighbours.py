"""Names in English text that what stands beside them shows: lists of bodies, towns, governments, sites."""

from __future__ import annotations

import re

from spacy.tokens import Span

from kg.extract.english_words import Run
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.names.english_surroundings import Surroundings
from kg.extract.names.lexicon import name_lexicon
from kg.model import Kind

__all__ = ["Neighbours"]

_PLACES = ("GPE", "LOC")
_RUNS_ON = re.compile(
    r" (?:for|on|of|and) (?P<rest>(?:the )?[A-Z][\w\-]+(?: (?:(?:and|of|for) )?[A-Z][\w\-]+){0,4})"
    r" \((?P<letters>[A-Z]{2,8})\)"
)
"""Behind a name, words that its letters in brackets may speak of."""
_NATIONS = {"U.S.", "US", "USA", "U.K.", "UK", "EU", "UN"}
"""Before a body of theirs: U.S. Department of …. A body that goes without them in the register is the same."""
_ORGANIZATION, _PERSON, _PLACE = Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE


class Neighbours(Surroundings):
    """Takes names by their neighbours, once other names are known."""

    def take_beside(self, doubtful: list[tuple[int, int, str]]) -> None:
        """Take what may be a body's name where it is listed with bodies: SURELY, MAYBE and MAYBE said."""
        media = english_lexicon().media_after
        for _ in range(2):
            bodies = [span for span, (kind, _, _) in self.finds.items() if kind == _ORGANIZATION]
            starts, ends = {start for start, _ in bodies}, {end for _, end in bodies}
            for start, end, iri in doubtful:
                beside = any(
                    (start - n in ends and self._linked(self.text[start - n : start]))
                    or (end + n in starts and self._linked(self.text[end : end + n]))
                    for n in (2, 3, 5, 6)
                )
                if beside and not self.product(start, end) and not media.match(self.after(end)):
                    self.take(start, end, _ORGANIZATION, "names.listed", iri)

    def take_lists(self, runs: list[Run], people: set[str]) -> None:
        """Take what is listed behind a class of bodies: companies including A, B and C."""
        lexicon, names = english_lexicon(), name_lexicon()
        at: int | None = None
        known = [Run(a, b, ()) for (a, b), (kind, _, _) in self.finds.items() if kind == _ORGANIZATION]
        for run in sorted([*runs, *known], key=lambda run: (run.start, -run.end)):
            between = self.text[at : run.start] if at is not None else ""
            goes_on = at is not None and self._linked(between)
            if not (goes_on or lexicon.list_before.search(self.before(run.start))):
                continue
            name = self.text[run.start : run.end]
            if not run.words:
                at = run.end
            elif len(run.words) < 5 and len(name) > 1 and not names.is_technology(name) and name not in people:
                self.take(run.start, run.end, _ORGANIZATION, "names.list")
                at = run.end

    def take_before_classed(self, people: set[str]) -> None:
        """Take what is listed before a body that is named with its class: A, B and the port operator C."""
        known = {start for (start, _), (kind, _, _) in self.finds.items() if kind == _ORGANIZATION}
        for match in english_lexicon().listed_before.finditer(self.text):
            if match.end() not in known:
                continue
            at = match.start()
            for name in re.split(r", ", match["names"]):
                start = self.text.index(name, at)
                at = start + len(name)
                if name not in people and not name_lexicon().is_technology(name):
                    self.take(start, at, _ORGANIZATION, "names.list")

    def is_half(self, start: int, end: int, run: Run | None) -> bool:
        """Tell whether a name is half of the first word of a body's: the Sampla-EU Ports Council."""
        hyphened = self.text[end : end + 1] == "-" and self.text[end + 1 : end + 2].isupper()
        hyphened = hyphened or (self.text[start - 1 : start] == "-" and self.text[start - 2 : start - 1].isalpha())
        lexicon = english_lexicon()
        if not hyphened or run is None or len(run.words) < 2:
            return False
        return run.words[-1].text in lexicon.strong or any(word.text in lexicon.heads for word in run.words[1:])

    def glossed(self, run: Run) -> Run:
        """Take in what the letters behind a body's name say belongs to it: Center of Ports | for Canals (CPC)."""
        more = _RUNS_ON.match(self.text, run.end)
        if more is None or not self.free(run.end, more.end("rest")):
            return run
        capitals = re.findall(r"\b[A-Z]", self.text[run.start : more.end("rest")])
        letters, left = more["letters"], iter(capitals)
        spoken_of = (letters[0], letters[-1]) == (capitals[0], capitals[-1]) and all(each in left for each in letters)
        return Run(run.start, more.end("rest"), run.words) if spoken_of else run

    def take_of_state(self, span: Span, run: Run | None) -> bool:
        """Take a state's body, which is not the nation's of that name: California | Department of Ports."""
        if run is None or run.start >= span.start_char or run.words[0].text in _NATIONS:
            return False
        state = next((each for each in self.register if each.start_char == run.start and each.label_ == _PLACE), None)
        heads = english_lexicon().heads
        if state is None or state.end_char + 1 != span.start_char or span.text.split(" ")[0] not in heads:
            return False
        self.take(run.start, span.end_char, _ORGANIZATION, "names.body")
        return True

    def is_of_class(self, run: Run, texts: list[str]) -> bool:
        """Tell whether a name is a nation's or town's body of a class that has letters (DPAs): Sampla DPA."""
        what = self.class_of(texts[-1]) if texts[-1].isupper() else ""
        if not what:
            return False
        lexicon, word = english_lexicon(), what.split(" ")[-1].capitalize()
        singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
        before = self.text[run.start : run.words[-1].start - 1]
        placed = any(each.text == before and each.label_ == _PLACE for each in self.register)
        return singular in lexicon.strong | lexicon.heads and (placed or before in lexicon.demonyms)

    def take_towns(self, runs: list[Run], people: set[str]) -> None:
        """Take the town that stands before a known place: in Exampleville, California."""
        after = {start: end for (start, end), (kind, _, _) in self.finds.items() if kind == _PLACE}
        for run in runs:
            name = self.text[run.start : run.end]
            if (
                (cue := english_lexicon().place_before.search(self.before(run.start)))
                and (cue[1].endswith(" of") or (self.label(run.start, run.end) in _PLACES and self.covered(run)))
                and not name_lexicon().is_technology(name)
                and name not in people
            ):
                self.take(run.start, run.end, _PLACE, "names.place")
                continue
            comes_before = run.end + 2 in after and self.text[run.end : run.end + 2] == ", "
            if not comes_before or len(run.words) > 3 or name in people:
                continue
            if re.search(r"\b(?:in|near|from|at|outside|of|for) $", self.before(run.start)):
                self.take(run.start, run.end, _PLACE, "names.town")

    def take_governments(self) -> None:
        """Take a government that is called by the name of its head: the Roe administration."""
        for match in english_lexicon().government.finditer(self.text):
            behind = self.words.part_at(match.end() + 1)
            named = self.label(*match.span("head")) == "PERSON" or behind in ("VERB", "AUX")
            if named and behind not in ("NOUN", "PROPN") and not name_lexicon().is_technology(match["head"]):
                self.take(*match.span("name"), _ORGANIZATION, "names.government")

    def take_sites(self) -> None:
        """Take bodies that are called by their site's address (example.com), where one of them speaks or has people."""
        lexicon = english_lexicon()
        people = {end for (_, end), (kind, _, _) in self.finds.items() if kind == _PERSON}
        places: dict[str, list[tuple[int, int]]] = {}
        for match in lexicon.site.finditer(self.text):
            places.setdefault(match[0], []).append(match.span())
        for found in places.values():
            if any(self._is_site_of_body(start, end, people) for start, end in found):
                for start, end in found:
                    self.take(start, end, _ORGANIZATION, "names.site")

    def _is_site_of_body(self, start: int, end: int, people: set[int]) -> bool:
        lexicon, before, after = english_lexicon(), self.before(start), self.after(end)
        return bool(
            (before.endswith(" of ") and start - len(" of ") in people)
            or lexicon.source_before.search(before)
            or lexicon.body_before.search(before)
            or lexicon.speaks_after.match(after)
            or lexicon.body_is.match(after)
        )

    def _linked(self, between: str) -> bool:
        return bool(re.fullmatch(r"(?: \([^()\n]{1,30}\))?(?:, | and |, and | & )", between))
