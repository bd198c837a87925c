"""People, organizations and places in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.extract.names.belief import (
    PLACE_LABELS,
    is_glossed_otherwise,
    is_register_place,
    is_supported,
    is_tagger_organization,
    is_tagger_place,
    is_venue,
)
from kg.extract.names.groups import chinese_gangs, glossed_bodies
from kg.extract.names.latin import LatinName, classify, latin_runs, lists_of_bodies
from kg.extract.names.lexicon import name_lexicon
from kg.extract.names.organizations import bodies_within, chains
from kg.extract.names.people import chinese_people
from kg.extract.names.sources import chinese_sources
from kg.extract.reading import SAME, spans
from kg.language.tokens import split_tokens, text_of, token_edges
from kg.model import Kind

__all__ = ["find_chinese_names"]

_GLOSSED_WORD = re.compile(r"[（(][A-Z][A-Za-z]+[）)]")
_LATIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .&/-]*[A-Za-z0-9]")
_GUESSED = {"names.tagger", "names.again"}
_COMPANY_BEFORE_LATIN = re.compile(r"(?<!有限)(?:公司|企业|机构)\s?[A-Z]\w?$")
_LAST_PART = re.compile(
    r"(?<=[\u3400-\u9fff])[·・•‧]([\u3400-\u9fff]{2,8}?)(?=[^\u3400-\u9fff·・•‧]|表示|说|称|指出|认为|在|的|是)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_THEME = re.compile(
    "(?:(?<=以)|(?<=以 ))[“「][^”」\n]{2,60}[”」](?=为[^，。；]{0,4}主题)|(?<=主题为)[“「][^”」\n]{2,60}[”」]"
)
"""Words that an event is about: what they name is a slogan's (以“数字中国”为主题)."""


def find_chinese_names(doc: Doc) -> list[Span]:
    """Return the names in a document, in order; a unit's name holds those of the bodies that it is part of."""
    text = text_of(doc)
    _part_ends(doc, text)
    lexicon = name_lexicon()
    found = _Finds(doc, text)
    in_titles = bytearray(len(text))
    for span in spans(doc, "works"):
        in_titles[span.start_char : span.end_char] = b"\1" * (span.end_char - span.start_char)
    for theme in _THEME.finditer(text):
        in_titles[theme.start() : theme.end()] = b"\1" * len(theme[0])
    register = [span for span in spans(doc, "register") if not in_titles[span.start_char]]
    tagged = [(e.start_char, e.end_char, e.label_) for e in doc.ents if not in_titles[e.start_char]]
    runs = list(latin_runs(text))

    _take_bodies(doc, text, register, runs, found)
    starts = {span.start_char: span.end_char for span in register if span.label_ == Kind.ORGANIZATION}
    outside = [run for run in runs if not in_titles[run[0]]]
    _take_latin(text, outside, tagged, starts, found)
    for start, end in chinese_gangs(doc):
        found.take(start, end, Kind.ORGANIZATION, "names.gang")
    for span in spans(doc, "works"):
        if publisher := lexicon.publisher.match(text, span.end_char):  # 《某某》|杂志社
            found.take(span.start_char, publisher.end(), Kind.ORGANIZATION, "names.chain")
    for start, end in chinese_sources(doc):
        if not in_titles[start]:
            found.take(start, end, Kind.ORGANIZATION, "names.source")
    registered = {(span.start_char, span.end_char) for span in register}
    for match in lexicon.short_place.finditer(text):
        found.take(*match.span("city"), Kind.PLACE, "names.register")  # 在京举行
    for start, end in _towns(text, register):
        found.take(start, end, Kind.PLACE, "names.tagger")
    for start, end in chinese_people(doc):
        if (start, end) not in registered and not in_titles[start]:
            kind = Kind.ORGANIZATION if _is_company(text, start, end) else Kind.PERSON
            found.take(start, end, kind, "names.tagger")
    countries = {(span.start_char, span.end_char) for span in register if span.label_ == Kind.PLACE}
    for start, end, label in tagged:
        if label == "ORG" and (start, end) not in countries and is_tagger_organization(doc, text, start, end):
            found.take(start, end, Kind.ORGANIZATION, "names.tagger")
    _take_places(text, register, tagged, found)
    for start, end in glossed_bodies(doc, found.bodies()):
        found.take(start, end, Kind.ORGANIZATION, "names.gloss")
    found.take_again(runs)
    return found.spans()


def _part_ends(doc: Doc, text: str) -> None:
    """Cut off what the tagger took for the end of a body's name: a post in it (某省委|书记), a verb (某公司|主办)."""
    lexicon = name_lexicon()
    seats = {match.end() for match in lexicon.seat.finditer(text)}  # 某省委|书记, 某校|党委书记
    entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    verbs: dict[int, int] = {}
    kept = []
    for start, end, label in entities:
        if label == "ORG":
            end = min((seat for seat in seats if start < seat < end), default=end)
            if overrun := lexicon.overrun.search(text, start, end):
                end, verbs[overrun.start("verb")] = overrun.start("verb"), overrun.end("verb")
        kept.append((start, end, label))
    split_tokens(doc, seats | set(verbs))
    for start, end in verbs.items():
        verb = doc.char_span(start, end)
        if verb is not None:
            verb[0].pos_ = "VERB"
    if kept != entities:
        doc.set_ents([span for edges in kept if (span := doc.char_span(*edges[:2], label=edges[2])) is not None])


def _take_bodies(doc: Doc, text: str, register: list[Span], runs: list[tuple[int, int]], found: _Finds) -> None:
    """Take the bodies that are chains of words, and those that the register knows."""
    lexicon = name_lexicon()
    iris = {(span.start_char, span.end_char): span.kb_id_ for span in register}
    bodies = [span for span in register if span.label_ == Kind.ORGANIZATION]
    inside = [span for span in spans(doc, "register_inside") if span.label_ == Kind.ORGANIZATION]
    places = {
        (span.start_char, span.end_char)
        for span in (*register, *spans(doc, "register_inside"))
        if span.label_ == Kind.PLACE
    }
    known = _known(text, bodies, runs)
    closed = {span.start: span.end for span in spans(doc, "works", "times")}
    for first, last in chains(doc, known, closed):
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        if lexicon.product_heads.match(text, end) or is_venue(text, start, end):
            continue
        if text.endswith(lexicon.seat_of, start, end) and (start, end) not in iris:
            of = next((body for body in (*bodies, *inside) if body.end_char == end - len("总部") > start), None)
            if of is not None:  # 某地|某组织|总部
                found.take(of.start_char, of.end_char, Kind.ORGANIZATION, "names.register", of.kb_id_)
                continue
        if text.startswith("网", end) and text.endswith(("日报", "青年报"), start, end):
            end += 1  # 某某日报|网
        if seats := lexicon.two_seats.fullmatch(text, start, end):
            end = seats.end("first")  # 某市委|市政府
        if (start, end) not in iris and (gang := _gang_after_latin(text, start, end)):
            found.take(start, gang, Kind.ORGANIZATION, "names.latin")  # Example|勒索软件团伙
            continue
        if (start, end) not in iris and _COMPANY_BEFORE_LATIN.search(text[start : end + 2]):
            continue  # 某国数据公司Example: what Example is
        if unit := lexicon.units_en.match(text, end):
            found.take(start, unit.end(), Kind.ORGANIZATION, "names.unit")
            found.nest(start, end, "names.unit", iris.get((start, end), ""))
            continue
        found.take(start, end, Kind.ORGANIZATION, "names.chain", iris.get((start, end), ""))
        cuts = _bodies(text[start:end], start, [*bodies, *inside])
        for cut in cuts:
            found.nest(start, cut, "names.chain", iris.get((start, cut), ""))
        if any(lexicon.ministry.search(text, start, cut) for cut in cuts):
            for opening, closing in _listed_units(text, end):
                found.take(opening, closing, Kind.ORGANIZATION, "names.listed-unit")
        for body in (*bodies, *inside):
            if body.start_char == start and lexicon.legal_tail.fullmatch(text, body.end_char, end):
                found.nest(start, body.end_char, SAME, body.kb_id_)
            elif (start, body.start_char) in places and body.end_char == end and body.id_ != "ambiguous":
                found.nest(body.start_char, end, SAME, body.kb_id_)  # 某国|某部
    begun = {body.start_char: body for body in inside}
    for span in bodies:
        if span.start not in known or lexicon.product_heads.match(text, span.end_char):
            continue
        if unit := lexicon.units_en.match(text, span.end_char):
            found.take(span.start_char, unit.end(), Kind.ORGANIZATION, "names.unit")
            found.nest(span.start_char, span.end_char, "names.unit", span.kb_id_)
        else:
            found.take(span.start_char, span.end_char, Kind.ORGANIZATION, "names.register", span.kb_id_)
            whole = begun.get(span.start_char)
            if whole and whole.id_ != "ambiguous" and lexicon.unit_tail.fullmatch(text, whole.end_char, span.end_char):
                found.nest(whole.start_char, whole.end_char, "names.chain", whole.kb_id_)  # 某歌|威胁分析小组


def _listed_units(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the units of a state body that a list names behind the first of them (某部某司、某司和某局)."""
    lexicon = name_lexicon()
    if not lexicon.state_unit.search(text, max(0, end - 1), end):
        return
    while (match := lexicon.listed_unit.match(text, end)) and not lexicon.endings.fullmatch(match["unit"]):
        yield match.span("unit")
        end = match.end()


def _is_company(text: str, start: int, end: int) -> bool:
    """Tell a company from a person: behind its class and with one Latin word for its name (软件公司某某（Example）)."""
    return (
        _GLOSSED_WORD.match(text, end) is not None
        and name_lexicon().cues_before.search(text[max(0, start - 8) : start]) is not None
    )


def _gang_after_latin(text: str, start: int, end: int) -> int:
    """Where a gang's Latin name ends that only words for gangs follow, or 0."""
    latin = _LATIN_NAME.match(text, start, end)
    gang = latin and name_lexicon().gang_after.match(text, latin.end(), end)
    return latin.end() if latin and gang and gang.end() == end else 0


def _take_places(text: str, register: list[Span], tagged: list[tuple[int, int, str]], found: _Finds) -> None:
    lexicon = name_lexicon()
    bodies = {(span.start_char, span.end_char) for span in register if span.label_ == Kind.ORGANIZATION}
    places = [
        (span.start_char, span.end_char, "names.register", span.kb_id_)
        for span in register
        if span.label_ == Kind.PLACE and is_register_place(text, span)
    ]
    places += [
        (start, end, "names.tagger", "")
        for start, end, label in tagged
        if label in PLACE_LABELS and is_tagger_place(text[start:end]) and (start, end) not in bodies
    ]
    tagged_as_places = {(start, end) for start, end, label in tagged if label in PLACE_LABELS}
    for start, end, method, iri in places:
        if (start, end + 1) in tagged_as_places and text[end] in lexicon.administrative:
            end += 1  # 某某|市
        slogan = text[max(0, start - 2) : start] in lexicon.not_place_behind  # 数字|某国
        if not slogan and not lexicon.not_place_before.match(text, end):
            found.take(start, end, Kind.PLACE, method, iri)


def _towns(text: str, register: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield the towns behind the place that they lie in, where something is held: 在某国|某某|举行."""
    for span in register:
        if span.label_ == Kind.PLACE and text[span.start_char - 1] == "在":
            town = name_lexicon().town_behind.match(text, span.end_char)
            if town is not None:
                yield town.span("town")


def _known(text: str, bodies: list[Span], runs: list[tuple[int, int]]) -> dict[int, int]:
    """The register's bodies that the text means, as token spans: start → end."""
    bodies = [span for span in bodies if not is_glossed_otherwise(text, span.text)]
    sure = [span for span in bodies if span.id_ != "ambiguous" or is_supported(text, span)]
    doubtful = [(span.start_char, span.end_char) for span in bodies if span.id_ == "ambiguous"]
    listed = set(lists_of_bodies(text, sorted(doubtful), {(span.start_char, span.end_char) for span in sure}))
    ends = dict(runs)
    run_at = {position: end for start, end in ends.items() for position in range(start, end)}
    known = {}
    surnames = {match[1] for match in _LAST_PART.finditer(text)}
    for span in (*sure, *(span for span in bodies if (span.start_char, span.end_char) in listed)):
        reach = run_at.get(span.start_char, span.end_char)
        if reach > span.end_char and not _stands_alone(text[span.end_char : reach]):
            continue  # Example in Example Browser: a product
        if span.text in surnames:
            continue  # 某某·穆迪, later 穆迪
        if name_lexicon().trades.search(span.text) and name_lexicon().trade_behind.match(text, span.end_char):
            continue  # 某国电信|巨头: any of them
        known[span.start] = span.end
    return known


def _stands_alone(rest: str) -> bool:
    """Tell whether Latin words right behind a body's name leave it that: an officer's title, a unit of it, a person."""
    words, lexicon = rest.split(), name_lexicon()
    return not words or words[0] in lexicon.english_endings or lexicon.titles.search(words[0]) is not None


def _take_latin(
    text: str,
    runs: list[tuple[int, int]],
    tagged: list[tuple[int, int, str]],
    registered: dict[int, int],
    found: _Finds,
) -> None:
    unread: list[tuple[int, int]] = []
    body_ends = {end for _, end in found.bodies()}
    named: list[LatinName] = []
    last_person = -1
    for start, end in runs:
        labels = frozenset(label for a, b, label in tagged if a < end and start < b)
        listed = last_person > 0 and text[last_person:start].strip() in ("、", "和", "与", "及", "以及")
        name = classify(text, start, end, labels, listed)
        opening = start - 1
        if name and name.kind == Kind.PERSON and text[opening:start] in ("（", "(") and opening in body_ends:
            name = None  # 某署（Example Office）: its name in another language
        if name and name.kind == Kind.PERSON and registered.get(start, end) < end:
            name = None  # Example Configuration Manager: a product of Example
        if name and name.kind == Kind.ORGANIZATION and is_glossed_otherwise(text, text[start:end]):
            name = None  # 某某记忆（ABCD）网络
        if name:
            named.append(name)
            last_person = end if name.kind == Kind.PERSON else -1
        else:
            unread.append((start, end))
    surnames = {text[name.start : name.end].split()[-1] for name in named if name.kind == Kind.PERSON}
    for name in named:
        # A surname alone is that person, though it speaks like a body.
        if name.kind == Kind.PERSON or text[name.start : name.end] not in surnames:
            found.take(name.start, name.end, name.kind, "names.latin")
    for start, end in lists_of_bodies(text, unread, found.bodies()):
        if registered.get(start, end) < end:
            continue  # Example Browser: a product of Example
        found.take(start, end, Kind.ORGANIZATION, "names.list")


class _Finds:
    """Names found so far, in characters: first come, first served, save for the bodies inside a name."""

    def __init__(self, doc: Doc, text: str) -> None:
        self._doc = doc
        self._text = text
        self._taken = bytearray(len(text))
        self._found: list[tuple[int, int, Kind, str, str]] = []

    def take(self, start: int, end: int, kind: Kind, method: str, iri: str = "") -> None:
        """Take a name, unless some of it is taken."""
        if start < end and self._taken.find(1, start, end) < 0:
            self._taken[start:end] = b"\1" * (end - start)
            self._found.append((start, end, kind, method, iri))

    def nest(self, start: int, end: int, method: str, iri: str) -> None:
        """Take the name of a body inside a name that is taken."""
        self._found.append((start, end, Kind.ORGANIZATION, method, iri))

    def bodies(self) -> set[tuple[int, int]]:
        """The organizations taken so far."""
        return {(start, end) for start, end, kind, *_ in self._found if kind == Kind.ORGANIZATION}

    def take_again(self, runs: list[tuple[int, int]]) -> None:
        """Take the names found wherever they stand again, where nothing else was found."""
        text = self._text
        edges = token_edges(self._doc)
        run_ends = dict(runs)
        kinds: dict[str, Kind] = {}
        for start, end, kind, method, _ in self._found:
            name = text[start:end]
            if method != "names.register" and len(name) > 2 and (kind != Kind.PLACE or _HAN.match(name)):
                kinds.setdefault(name, kind)
        for name in sorted(kinds, key=len, reverse=True):
            latin = name[0].isascii()
            for match in re.finditer(re.escape(name), text):
                start, end = match.span()
                whole = run_ends.get(start) == end if latin else (len(name) > 3 or {start, end} <= edges)
                if whole and not name_lexicon().product_heads.match(text, end):
                    self._give_up_pieces(start, end)
                    self.take(start, end, kinds[name], "names.again")

    def _give_up_pieces(self, start: int, end: int) -> None:
        """Give up what the tagger found inside a name and cut wrongly."""
        pieces = [find for find in self._found if start <= find[0] and find[1] <= end and find[3] in _GUESSED]
        pieces = [find for find in pieces if (find[0], find[1]) != (start, end)]
        for find in pieces:
            self._found.remove(find)
            self._taken[find[0] : find[1]] = bytes(find[1] - find[0])

    def spans(self) -> list[Span]:
        """Return all as spaCy spans, in order, cutting tokens where need be."""
        split_tokens(self._doc, {edge for start, end, *_ in self._found for edge in (start, end)})
        result = []
        for start, end, kind, method, iri in sorted(self._found, key=lambda find: (find[0], -find[1])):
            span = self._doc.char_span(start, end, label=str(kind), kb_id=iri)
            if span is not None:
                span.id_ = method
                result.append(span)
        return result


def _bodies(name: str, start: int, bodies: list[Span]) -> set[int]:
    """Where in the text the bodies end that a name holds: by their endings, or known to a register."""
    by_subject = name_lexicon().by_subject.search(name)
    cuts = set() if by_subject else {start + cut for cut in bodies_within(name)}
    end = start + len(name)
    for body in bodies:
        if body.start_char == start and body.end_char < end:
            rest = name[body.end_char - start :]
            if name_lexicon().legal_tail.fullmatch(rest) or rest == "网":
                continue
            if name_lexicon().part_endings.search(rest) or name_lexicon().endings.search(body.text):
                cuts.add(body.end_char)
    return cuts
