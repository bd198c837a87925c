"""People, organizations and places in English text.

A small model's labels are evidence here, not answers: it takes products for bodies and bodies for people. A run of
capitalised words becomes a name when a register knows it, when its own words say what it is (Ministry of …, … Inc.),
or when what stands around it agrees with the model: a title before a person, a verb of saying behind a body. A name
that is shown once is one wherever it stands; what nothing shows stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.extract.english_words import Run, Word
from kg.extract.names.english_lexicon import english_lexicon
from kg.extract.names.english_neighbours import Neighbours
from kg.extract.names.latin import looks_like_person
from kg.extract.names.lexicon import name_lexicon
from kg.language.tokens import split_tokens
from kg.model import BlockKind, Kind

__all__ = ["find_english_names"]

_ENUMERATION = re.compile(
    r"\b(?:(?:[A-Z][\w\-]+(?: [A-Z][\w\-]+)?, )+[A-Z][\w\-]+(?: [A-Z][\w\-]+)?,?"
    r"|(?:House|Senate) [A-Z][\w\-]+(?: [A-Z][\w\-]+){0,2}) and \Z"
)
_NICKNAMED = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? [“\"‘'][A-Z][a-z]+[”\"’'] [A-Z][\w\-]+")
"""John Q. “Jack” Doe."""
_LETTERS_IN_PLURAL = re.compile("[A-Z]{2,}s")
_PATRONYMIC = re.compile(r"[A-Z][a-z]+(?:ovich|evich|ovych|evych|ovna|evna|ivna)")
_GLUED = ("was", "is", "has", "said", "announced", "and", "to", "in", "the", "for", "of", "its", "are", "were")
"""Small words that a lost space sticks to a name: Examplawas."""
_ORGANIZATION, _PERSON, _PLACE = Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE


def find_english_names(doc: Doc) -> list[Span]:
    """Return the names in a document, in order; a unit's name holds that of the body it begins with."""
    return _Names(doc).found()


class _Names(Neighbours):
    def found(self) -> list[Span]:
        """Read in order of trust: register, people, bodies by their words, bodies by what stands around them."""
        lexicon = english_lexicon()
        runs = [
            part
            for run in self.words.runs(lexicon.heads, lexicon.joiners, self.closed, lexicon.particles, lexicon.owners)
            for part in _apart(run, lexicon.strong)
        ]
        self._bylines()
        people = self._people(runs)
        self._registered(runs, people)
        self._bodies(runs, people)
        self.take_towns(runs, people)
        self.take_governments()
        self.take_sites()
        self._again()
        return self._spans()

    # -- people ------------------------------------------------------------------------------------

    def _bylines(self) -> None:
        for author in self.reading.document.authors:
            name = author.value.strip()
            for match in re.finditer(rf"\b{re.escape(name)}\b", self.text) if name else ():
                if looks_like_person(name.split(), name_lexicon()):
                    self.take(*match.span(), _PERSON, "names.author")

    def _people(self, runs: list[Run]) -> set[str]:
        """Take the people of full name, and return every word of their names."""
        parts: set[str] = set()
        previous: tuple[int, int] | None = None
        for match in _NICKNAMED.finditer(self.text):
            if match[1] in english_lexicon().given:
                self.take(*match.span(), _PERSON, "names.nickname")
        bodies = {
            (span.start_char, span.end_char)
            for span in self.register
            if span.label_ == _ORGANIZATION and span.id_ != "ambiguous"
        }
        for run in runs:
            for start, end in self._person_in(run):
                if (start, end) in bodies:
                    continue
                score = self.person_score(start, end)
                score += 4 * bool(len(run.words) > 2 and _PATRONYMIC.search(self.text, start, end))
                if previous and self.text[previous[1] : start] in (" and ", ", ", ", and ") and start - previous[1] < 7:
                    score += 1
                if score >= 2:
                    self.take(start, end, _PERSON, "names.person")
                    previous = (start, end)
        for (start, end), (kind, _, _) in self.finds.items():
            if kind == _PERSON:
                parts |= {word for word in re.split(r"[ ,]+", self.text[start:end]) if len(word) > 2}
        return parts

    def _person_in(self, run: Run) -> Iterator[tuple[int, int]]:
        """The stretch of a run that has the form of a person's name, titles and bodies before it left out."""
        lexicon, names = english_lexicon(), name_lexicon()
        words = list(run.words)
        known = [span for span in self.register if run.start <= span.start_char and span.end_char <= run.end]
        edge = max((span.end_char for span in known if span.end_char < run.end and span.id_ != "ambiguous"), default=0)
        if edge and not any(span.start_char == run.start for span in known):
            edge = 0
        words = [word for word in words if word.start >= edge]
        while words and words[0].text in lexicon.honorifics:
            words = words[1:]
        for index in range(len(words) - 2, -1, -1):
            if words[index].text in lexicon.titles or words[index].text.rstrip("s") in lexicon.titles:
                words = words[index + 1 :]
                break
        if any(word.text in ("of", "for", "and", "the") for word in words) or not 2 <= len(words) <= 5:
            return
        texts = [word.text for word in words]
        if any(text in lexicon.never_inside or text in names.english_endings for text in texts):
            return
        if any(text.isupper() and len(text) > 2 for text in texts[:-1]) or " ".join(texts) in names.not_people:
            return
        if texts[0] in lexicon.demonyms and texts[-1] in lexicon.titles:
            return  # Freedonian Minister
        if texts[0] not in lexicon.given and texts[1] in lexicon.given and len(texts) > 2:
            named = self.label(words[0].start, words[-1].end) == "PERSON" and self.begins(words[0].start)
            if not named or texts[0].lower() in self.words.lower:
                words, texts = words[1:], texts[1:]  # Entrepreneur Jane Roe
        # JD stands for two given names.
        if re.fullmatch("[A-Z]{2}", texts[0]):
            texts[0] = "J."
        if looks_like_person(texts, names):
            yield words[0].start, words[-1].end

    # -- bodies and places --------------------------------------------------------------------------

    def _registered(self, runs: list[Run], people: set[str]) -> None:
        names, lexicon = name_lexicon(), english_lexicon()
        doubtful: list[tuple[int, int, str]] = []
        run_at = {offset: run for run in runs for offset in range(run.start, run.end)}
        for span in self.register:
            start, end, name = span.start_char, span.end_char, span.text
            kind = Kind(span.label_)
            if kind not in (_ORGANIZATION, _PLACE) or not any(char.isupper() for char in name):
                continue
            if name in people or not self.free(start, end):
                continue
            if self.is_half(start, end, run_at.get(start)):
                continue  # the Japan-EU Ports Council
            if kind == _PLACE and self.text.startswith(" $", end):
                continue  # U.S. $5: a currency
            if kind == _ORGANIZATION and name.isupper() and self.class_of(name):
                continue  # data protection authorities (DPAs)
            if kind == _ORGANIZATION and self.take_of_state(span, run_at.get(start)):
                continue
            if name.isupper() and re.search('[“"‘]$', self.before(start)) and re.match('[,.]?[”"’]', self.after(end)):
                continue  # “ABC,” short for something: letters, not a body
            run = self._left_of(run_at.get(start), end)
            rest = [word.text for word in run.words if word.start >= end] if run and run.end > end else []
            ambiguous = span.id_ == "ambiguous" or names.is_technology(name)
            if kind == _ORGANIZATION:
                if rest and self._unit(run, span, rest):
                    continue
                if rest and (rest[0] in lexicon.product_words or names.is_technology(" ".join(rest[:2]))):
                    continue
                if ambiguous and not self.supported(start, end):
                    doubtful.append((start, end, span.kb_id_))
                    continue
                if lexicon.media_after.match(self.after(end)):
                    continue
                self.take(start, end, kind, "names.register", span.kb_id_)
            elif self._place(span, run, rest, ambiguous):
                self.take(start, end, kind, "names.register", span.kb_id_)
        # A name that is shown to be a body's once is one wherever it is no product's.
        shown = {iri for _, _, iri in self.finds.values() if iri}
        for start, end, iri in doubtful:
            if iri in shown and not self.product(start, end) and not lexicon.media_after.match(self.after(end)):
                self.take(start, end, _ORGANIZATION, "names.again", iri)
        self.take_beside(doubtful)

    def _left_of(self, run: Run | None, end: int) -> Run | None:
        """A run without the person, and the title, that it goes on to: Senate Audit Committee | Chair Jane Roe."""
        if run is None or not any(self.taken[end : run.end]):
            return run
        words = [word for word in run.words if word.end <= self.taken.index(1, end)]
        while words and words[-1].end > end and words[-1].text in english_lexicon().titles:
            words.pop()
        return Run(run.start, words[-1].end, tuple(words)) if words else None

    def _unit(self, run: Run | None, span: Span, rest: list[str]) -> bool:
        """Take a unit named behind its body (Example Corp Research Labs), with the body inside it."""
        if run is None or run.end in self.closed or not self.free(run.start, run.end):
            return False
        lexicon = english_lexicon()
        last = rest[-1].rstrip(".")
        ends = last in lexicon.strong or (last in lexicon.weak and last not in lexicon.product_words)
        if not ends or run.start != span.start_char:
            return False
        self.take(run.start, run.end, _ORGANIZATION, "names.unit")
        if last in lexicon.unit_endings and rest != ["Group"]:
            self.finds[span.start_char, span.end_char] = (_ORGANIZATION, "names.register", span.kb_id_)
        return True

    def _place(self, span: Span, run: Run | None, rest: list[str], ambiguous: bool) -> bool:
        if rest and rest[0] not in ("and",) and self.text[span.end_char : span.end_char + 1] != ",":
            # Part of a longer name: New York Times.
            return False
        if run is not None and run.start < span.start_char and run.words[-1].end == span.end_char:
            before = [word.text for word in run.words if word.end <= span.start_char]
            if before and before[-1] not in ("in", "the", "and"):
                return False
        return not ambiguous or self.label(span.start_char, span.end_char) in ("GPE", "LOC")

    def _bodies(self, runs: list[Run], people: set[str]) -> None:
        shown: set[str] = set()
        full = {self.text[start:end] for (start, end), (kind, _, _) in self.finds.items() if kind == _PERSON}
        rest: list[Run] = []
        for run in (part for whole in runs for part in self._untaken(whole)):
            trimmed = self._trimmed(run)
            if trimmed is None or not self.free(trimmed.start, trimmed.end):
                continue
            trimmed = self.glossed(self._enumerated(trimmed))
            texts = trimmed.texts
            name = self.text[trimmed.start : trimmed.end]
            if len(texts) == 1 and texts[0] in people:
                continue
            if name in full:
                self.take(trimmed.start, trimmed.end, _PERSON, "names.again")
                continue
            if self._is_body(trimmed, texts, name):
                shown.add(name)
                self.take(trimmed.start, trimmed.end, _ORGANIZATION, "names.body")
            else:
                rest.append(trimmed)
        for run in rest:
            if self.text[run.start : run.end] in shown and not self.product(run.start, run.end):
                self.take(run.start, run.end, _ORGANIZATION, "names.again")
        self.take_lists(rest, people)
        self.take_before_classed(people)

    def _untaken(self, run: Run) -> Iterator[Run]:
        """The stretches of a run that no name has: Example CEO | Jane Roe."""
        words: list[Word] = []
        for word in (*run.words, None):
            if word is not None and not self.taken[word.start]:
                words.append(word)
                continue
            numbered = words and english_lexicon().designator.match(self.text[words[0].start : words[-1].end])
            while words and not numbered and (words[-1].text in english_lexicon().titles or not words[-1].capital):
                words.pop()
            if words:
                yield Run(words[0].start, words[-1].end, tuple(words))
            words = []

    def _trimmed(self, run: Run) -> Run | None:
        """A run without the titles before it and the technology behind it."""
        lexicon, names = english_lexicon(), name_lexicon()
        words = list(run.words)
        if all(word.text in lexicon.titles or word.text in lexicon.joiners for word in words):
            return None
        while len(words) > 1 and words[0].text.rstrip("s") in lexicon.titles and words[0].text not in lexicon.heads:
            words = words[1:]
        for tail in lexicon.class_tails:
            if len(words) > len(tail) and tuple(word.text for word in words[-len(tail) :]) == tail:
                words = words[: -len(tail)]
        # Exampleland ISP NAME: the class is no part of the name.
        classed = max((i for i, word in enumerate(words[:-1]) if word.text in lexicon.class_letters), default=-1)
        words = words[classed + 1 :]
        designated = bool(words) and lexicon.designator.match(self.text[words[0].start : words[-1].end])
        if any(names.is_technology(word.text) for word in words) and len(words) < 3 and not designated:
            return None
        return Run(words[0].start, words[-1].end, tuple(words)) if words else None

    def _enumerated(self, run: Run) -> Run:
        """Take in what is listed inside a body's name: Committee on … for A, B and C; A, B and C Committee."""
        if run.words[-1].text not in english_lexicon().heads:
            return run
        before = _ENUMERATION.search(self.text, max(0, run.start - 80), run.start)
        if before is None or not self.free(before.start(), run.start):
            return run
        return Run(before.start(), run.end, run.words)

    def _is_body(self, run: Run, texts: list[str], name: str) -> bool:
        lexicon, names = english_lexicon(), name_lexicon()
        if names.is_technology(name) or name in names.not_people or name in names.not_places:
            return False
        if _LETTERS_IN_PLURAL.fullmatch(name):
            return False  # CVEs, ISPs: a class of things
        if len(texts) == 1 and any(name.endswith(end) and name[: -len(end)] in self.words.names for end in _GLUED):
            return False
        if len(texts) == 1 and name in lexicon.strong | lexicon.weak | lexicon.heads:
            return False  # the Commission: which one is not said
        if lexicon.designator.match(name) or (len(texts) == 1 and self.is_group(run.start, run.end)):
            return True
        if len(texts) == 1 and (name in lexicon.demonyms or name in lexicon.never_bodies or self.is_nickname(name)):
            return False
        if len(texts) > 1 and all(text.lower() in self.words.lower for text in texts):
            return False  # the Convention Center, of a text that has convention centers
        last, label = texts[-1], self.label(run.start, run.end)
        acts = self.acts(run.start, run.end)
        if len(texts) > 1:
            if last in lexicon.strong or self.is_of_class(run, texts):
                return True
            if last in lexicon.weak and (label == "ORG" or acts):
                return not self.product(run.start, run.end) or acts
            head = next((i for i, text in enumerate(texts[:-1]) if text in lexicon.heads), None)
            if head is not None and texts[head + 1] in lexicon.joiners:
                return True
        if last in lexicon.field_endings:
            return False  # Director for Cybersecurity Policy
        if len(texts) > 1 and last not in lexicon.thing_endings and len(self.labelled(name)) > 1:
            return True
        if not acts or len(texts) > 5 or self.product(run.start, run.end):
            return False
        if len(texts) == 1 and (len(name) < 3 or (name.isupper() and label != "ORG")):
            return bool(lexicon.body_before.search(self.before(run.start)))
        if label in ("PERSON", "GPE", "LOC", "NORP", "DATE", "LANGUAGE", "LAW") and self.covered(run):
            # The model sees something else: only what names the class of a body counts, and speech of a single
            # word, since a person is named in full before a surname speaks.
            if len(texts) == 1 and label in ("PERSON", "GPE") and lexicon.speaks_after.match(self.after(run.end)):
                return True
            return bool(
                lexicon.body_before.search(self.before(run.start)) or lexicon.body_is.match(self.after(run.end))
            )
        return True

    # -- the rest ----------------------------------------------------------------------------------

    def _again(self) -> None:
        """Take names that are known by now where they stand in headings, and acronyms given in brackets."""
        known = {self.text[a:b]: (kind, iri) for (a, b), (kind, _, iri) in self.finds.items() if b - a > 3}
        for first, last in self.words.titles:
            for name, (kind, iri) in known.items():
                for match in re.finditer(rf"\b{re.escape(name)}\b", self.text[first:last]):
                    start, end = first + match.start(), first + match.end()
                    if not self.product(start, end) or kind == _PERSON:
                        self.take(start, end, kind, "names.again", iri)
        names = {self.text[start:end] for (start, end), (kind, _, _) in self.finds.items() if kind == _ORGANIZATION}
        for (start, end), (kind, method, iri) in sorted(self.finds.items()):
            country = re.match(r"(?:U\.S\.|US|U\.K\.|UK|EU|UN) ", self.text[start:end])
            if kind == _ORGANIZATION and country and not iri and self.text[start + country.end() : end] in names:
                del self.finds[start, end]
                self.finds[start + country.end(), end] = (kind, method, iri)
        for (start, end), (kind, _, _) in sorted(self.finds.items()):
            gloss = re.match(r"\s\((?:the )?[\"“]?([A-Z][A-Za-z&\-]{1,10})[\"”]?[);,]", self.text[end : end + 20])
            if kind != _ORGANIZATION or not gloss:
                continue
            acronym = gloss[1]
            capitals = "".join(re.findall("[A-Z]", self.text[start:end]))
            if acronym.isupper() and acronym in capitals:
                for match in re.finditer(rf"\b{re.escape(acronym)}\b", self.text):
                    if match.start() not in self.closed:
                        self.take(*match.span(), _ORGANIZATION, "names.acronym")

    def _spans(self) -> list[Span]:
        skipped = {
            offset
            for block in self.reading.document.blocks
            if block.kind == BlockKind.CREDIT
            for offset in (block.start, block.end)
        }
        split_tokens(self.doc, {edge for pair in self.finds for edge in pair})
        result = []
        for (start, end), (kind, method, iri) in sorted(self.finds.items(), key=lambda it: (it[0][0], -it[0][1])):
            span = self.doc.char_span(start, end, label=str(kind), kb_id=iri)
            if span is not None and start not in skipped:
                span.id_ = method
                result.append(span)
        return result


def _apart(run: Run, strong: frozenset[str]) -> Iterator[Run]:
    """Split a run that is two bodies: Ministry of … and … University."""
    words = run.words
    if len(words) > 3 and words[-2].text in ("and", "&") and words[-1].text in strong and words[-3].capital:
        # Council of … and Parliament: the second is another body, without its name
        yield Run(words[0].start, words[-3].end, words[:-2])
        return
    for index in range(len(words) - 3, 0, -1):
        joined = words[index].text in ("and", "&") and words[index - 1].capital
        whole = words[-1].text in strong and words[index + 1].text not in strong
        if joined and whole and any(word.text == "of" for word in words[:index]):
            tail = words[index + 1 :]
            tail = tail[1:] if tail[0].text == "the" else tail
            yield Run(words[0].start, words[index - 1].end, words[:index])
            yield Run(tail[0].start, tail[-1].end, tail)
            return
    yield run
