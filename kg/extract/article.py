"""The component ``wenpu_article``: what the document says of itself, and that it mentions what it mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.names.latin import looks_like_person
from kg.extract.names.lexicon import name_lexicon
from kg.extract.names.people import is_chinese_person
from kg.extract.reading import ARTICLE, Draft, Reading, reading_of
from kg.extract.references import bare_name, language_of, name_key
from kg.extract.values import date_value
from kg.model import BlockKind, Entity, Field, Kind, Name, Value, ValueType
from kg.resources import frames

__all__ = ["article_entity", "read_article"]

_OTHERWISE = 0.85
"""Confidence of a mention that no rule for names speaks of: somebody or something only referred to."""

_HANDLE = re.compile(r"[A-Z]?[a-z]{2,15}")
"""How who writes for a Chinese outlet may sign: ada."""

_WIDE = re.compile(r"(?<=^[\u3400-\u9fff]) (?=[\u3400-\u9fff]$)")
_DATELINE = re.compile(r"(?:电|讯|日消息)\s?$")
_HEAD = 40
"""How far into the first paragraph its dateline may reach."""
_IN_BRACKETS = re.compile(r"[（(](?:[\u3400-\u9fff·]{2,12}[、\s]?){1,4}[）)]")

_LONG_NAME = 8
"""Characters of a name that no two bodies of one text share."""
_WITH_ACRONYM = re.compile(r"([\u3400-\u9fff]{4,})\s?[（(]?([A-Z][A-Za-z0-9&-]{1,11})[）)]?")


@Language.factory("wenpu_article", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_article(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`read_article`."""
    return read_article


def article_entity(reading: Reading) -> Entity:
    """Return the article itself as an entity, named by its title."""
    title = reading.document.title.value
    return Entity(ARTICLE, Kind.ARTICLE, (Name(title, reading.document.language),) if title else ())


def read_article(doc: Doc) -> Doc:
    """Record title, date, address, language, publisher, authors, original source, and all mentions."""
    reading = reading_of(doc)
    document = reading.document
    reading.drafts[ARTICLE] = Draft(ARTICLE, Kind.ARTICLE, dict.fromkeys(article_entity(reading).names))
    if document.title.value:
        stated = reading.field_evidence(document.title, "document.title")
        reading.add(ARTICLE, "title", Value(document.title.value, ValueType.TEXT, document.language), stated)
        reading.add(ARTICLE, "language", Value(document.language), stated)
    if document.url:
        reading.add(
            ARTICLE,
            "url",
            Value(document.url.value, ValueType.URI),
            reading.field_evidence(document.url, "document.url"),
        )
    if document.date:
        evidence = reading.field_evidence(document.date, "document.date")
        reading.add(ARTICLE, "publicationDate", date_value(document.date.value), evidence)
    authors = list(_authors(reading))
    if document.source:
        source = _namesake(document.source, authors) or _body(reading, document.source)
        evidence = reading.field_evidence(document.source, "document.source")
        reading.add(source.id, "published", ARTICLE, evidence)
        reading.add(ARTICLE, "mentions", source.id, evidence)
    if document.original_source:
        source = _body(reading, document.original_source)
        evidence = reading.field_evidence(document.original_source, "document.original-source", 0.95)
        reading.add(ARTICLE, "originalSource", source.id, evidence)
        reading.add(ARTICLE, "mentions", source.id, evidence)
    for person, method, evidence_field in authors:
        reading.add(ARTICLE, "author", person.id, reading.field_evidence(evidence_field, method, 0.95))
        reading.add(ARTICLE, "mentions", person.id, reading.field_evidence(evidence_field, method, 0.95))
    for mention in reading.mentions:
        if not reading.known(ARTICLE, "mentions", mention.entity):
            sure = reading.drafts[mention.entity].confidence or _OTHERWISE
            evidence = reading.evidence(mention.start, mention.end, "mentions", sure)
            reading.add(ARTICLE, "mentions", mention.entity, evidence)
    return doc


def _namesake(outlet: Field, authors: Sequence[tuple[Draft, str, Field]]) -> Draft | None:
    """The person whose blog an outlet is: it has its author's name."""
    key = name_key(outlet.value).casefold()
    people = (person for person, _, _ in authors if person.kind == Kind.PERSON)
    return next((each for each in people if any(name_key(name.text).casefold() == key for name in each.names)), None)


def _body(reading: Reading, stated: Field) -> Draft:
    """The organization that a field names, also where its acronym follows (某中心ABCD)."""
    name = bare_name(stated.value)
    match = _WITH_ACRONYM.fullmatch(name)
    if not match:
        return _unit(reading, name) or _entity(reading, Kind.ORGANIZATION, name)
    draft = _entity(reading, Kind.ORGANIZATION, match[1])
    draft.names.setdefault(Name(match[2], language_of(match[2])))
    return draft


def _unit(reading: Reading, name: str) -> Draft | None:
    """The one body that the text names with its parent before it (某部|某某共享平台), where the field has none."""
    if len(name) < _LONG_NAME:
        return None
    parts = {fact.subject for fact in reading.facts if fact.predicate == "subOrganizationOf"}
    named = [d for id_, d in reading.drafts.items() if id_ in parts and any(n.text.endswith(name) for n in d.names)]
    return named[0] if len(named) == 1 else None


def _signatures(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the writers sign: in the dateline (某社某地电（记者某某）), at the end, or as a line (某报记者某某)."""
    text = reading.document.text
    paragraphs = [block for block in reading.document.blocks if block.kind == BlockKind.PARAGRAPH]
    for block in dict.fromkeys(paragraphs[:1] + paragraphs[-2:]):
        for match in _signature().finditer(text, block.start, block.end):
            dated = block is paragraphs[0] and _DATELINE.search(text, block.start, match.start())
            if dated or not text[match.end() : block.end].strip(" 。"):
                yield match.span()
        if _signed_line().fullmatch(text, block.start, block.end):
            yield block.start, block.end
    for block in paragraphs[:1]:
        for match in _IN_BRACKETS.finditer(text, block.start, min(block.end, block.start + _HEAD)):
            if _DATELINE.search(text, block.start, match.start()):
                yield match.span()  # 某报讯（某某）


@cache
def _signature() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, frames("furniture")["byline"]["signatures"]), key=len, reverse=True))
    # 某报见习记者 某某 记者 某某: the outlet may stand before it.
    return re.compile(f"[（(][^（）()，。：；、\\s]{{0,12}}(?:{words})[：:\\s]?[^（）()。]{{2,40}}[）)]")


@cache
def _signed_line() -> re.Pattern[str]:
    """A paragraph that is nothing but whose reporter wrote: 某报记者某某."""
    words = "|".join(sorted(map(re.escape, frames("furniture")["byline"]["signatures"]), key=len, reverse=True))
    return re.compile(
        f"[^，。：；！？、\\s]{{0,16}}\\s?(?:{words})\\s?[\u3400-\u9fff·]{{2,12}}(?:[、\\s][\u3400-\u9fff·]{{2,12}}){{0,4}}"
    )


def _is_body(name: str) -> bool:
    """Tell whether a name in the place of the author's is that of a body, and not of a class of bodies."""
    lexicon = name_lexicon()
    return len(name) > 4 and bool(lexicon.endings.search(name)) and not lexicon.is_class_of_bodies(name)


def _authors(reading: Reading) -> Iterator[tuple[Draft, str, Field]]:
    chinese = reading.document.language == "zh"
    for author in reading.document.authors:
        name = _WIDE.sub("", author.value.strip())
        # By-lines may set the family name in capitals: Jane ROE.
        words = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split()]
        latin = looks_like_person(words, name_lexicon()) and not name.isupper()
        handle = chinese and _HANDLE.fullmatch(name) is not None
        if is_chinese_person(name) or latin or handle:
            yield _entity(reading, Kind.PERSON, name), "document.author", author
        elif chinese and _is_body(name):
            yield _entity(reading, Kind.ORGANIZATION, name), "document.author", author
    signed = list(_signatures(reading)) if chinese else []
    for mention in reading.mentions:
        if mention.kind != Kind.PERSON:
            continue
        if reading.block_at(mention.start).kind == BlockKind.BYLINE or any(a <= mention.start < b for a, b in signed):
            start, end = reading.document.offsets.to_source(mention.start, mention.end)
            yield reading.drafts[mention.entity], "document.by-line", Field(mention.text, start, end)


def _entity(reading: Reading, kind: Kind, name: str) -> Draft:
    key = name_key(name)
    for draft in reading.drafts.values():
        if draft.kind == kind and any(name_key(known.text) == key for known in draft.names):
            return draft
    return reading.new(kind, Name(name, language_of(name)))
