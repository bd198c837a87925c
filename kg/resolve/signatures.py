"""What a document lets on about who or what a thing is: the part of it that other documents are compared with.

Equal signatures are kept once, however many documents have them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Entity, Extraction, Kind, Value
from kg.resolve.authority import Entry, Register
from kg.resolve.editions import split_edition
from kg.resolve.keys import has_han, identity_key, is_acronym, name_key, shown_name
from kg.resolve.resolving import NAMED, Resolved, edition_of, family
from kg.resources import frames

__all__ = ["EDITION_MARK", "Label", "Signature", "Token", "signatures"]

EDITION_MARK = "\t"
"""Between the key of a series and what tells an edition from the others."""

_REGISTER_MARK = "="
"""Before the IRI of an entry: the key of a thing that a register knows."""


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name by which things are found.

    Attributes:
        key: what is compared; with the edition where the name has one.
        text: as an IRI shows it, without the edition.
        lang: language tag.
    """

    key: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """What tells namesakes apart: an employer, a parent body, a publisher, a year.

    Attributes:
        key: what is compared.
        text: for people, and for the IRI.
        above: keys of the bodies that it is part of.
    """

    key: str
    text: str
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """What one document says of a thing's identity.

    Attributes:
        kind: its class.
        heads: full names; a thing of the same full name is the same, unless something tells them apart.
        aliases: abbreviations and second names, which mean this thing where nothing else claims them.
        bodies: who employs it, what it is part of, or who published it.
        years: when it took place or came out.
        edition: what tells it from the other editions of its series, as its name says.
        entry: IRI of what the register knows it, or its series, as; or empty.
    """

    kind: Kind
    heads: tuple[Label, ...]
    aliases: tuple[Label, ...] = ()
    bodies: tuple[Token, ...] = ()
    years: tuple[str, ...] = ()
    edition: str = ""
    entry: str = ""

    @property
    def family(self) -> Kind:
        """The class that two things must share to be one."""
        return family(self.kind)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys by which it is found, and that of its series."""
        own = [label.key for label in (*self.heads, *self.aliases)]
        return tuple(dict.fromkeys((*own, *(key.partition(EDITION_MARK)[0] for key in own))))

    def as_text(self) -> str:
        """Return it as one line that equal signatures share."""
        said = [
            self.kind,
            [[label.key, label.text, label.lang] for label in self.heads],
            [[label.key, label.text, label.lang] for label in self.aliases],
            [[token.key, token.text, token.above] for token in self.bodies],
            self.years,
            self.edition,
            self.entry,
        ]
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Signature:
        """Read what :meth:`as_text` wrote."""
        kind, heads, aliases, bodies, years, edition, entry = json.loads(text)
        return cls(
            Kind(kind),
            tuple(Label(*each) for each in heads),
            tuple(Label(*each) for each in aliases),
            tuple(Token(key, shown, tuple(above)) for key, shown, above in bodies),
            tuple(years),
            edition,
            entry,
        )


def signatures(resolved: Resolved, register: Register) -> dict[str, Signature]:
    """Return the signatures of a document's things by the ids of its entities.

    What a register knows under all the names that the document has for it needs none.

    Args:
        resolved: a document's things.
        register: what is known.
    """
    extraction = resolved.extraction
    bodies = _Bodies(resolved, register)
    years = _years(extraction)
    found = {}
    for entity in extraction.entities:
        if entity.kind in NAMED and entity.id != "article" and entity.names:
            signature = _signature(entity, resolved.entry(entity.id), bodies, years)
            if signature is not None:
                found[entity.id] = signature
    return found


def _signature(entity: Entity, entry: Entry | None, bodies: _Bodies, years: Mapping[str, set[str]]) -> Signature | None:
    if entry:
        return _known(entity, entry)
    edition = edition_of(entity)
    heads: set[Label] = set()
    aliases: set[Label] = set()
    for label, is_head in _labels(entity):
        (heads if is_head else aliases).add(label)
    if edition.label and edition.number and edition.year:
        # 2030年第十届: whoever has only the number means the same edition.
        stem = shown_name(edition.stem, entity.kind)
        key = f"{identity_key(stem, entity.kind)}{EDITION_MARK}{edition.number}"
        heads.add(Label(key, stem, entity.names[0].lang))
    if not heads:  # nothing but words that mean something only in their document (该协会)
        return None
    own = {label.key for label in heads}
    return Signature(
        entity.kind,
        tuple(sorted(heads)),
        tuple(sorted(label for label in aliases if label.key not in own)),
        bodies.around(entity),
        tuple(sorted(years.get(entity.id, ()))),
        edition.label,
    )


def _known(entity: Entity, entry: Entry) -> Signature | None:
    """Of a thing that a register knows: the names that it does not have, and its edition."""
    known = {name_key(name.text) for name in (*entry.names, *entry.ambiguous)}
    text = entry.preferred[0].text
    lang = entry.preferred[0].lang
    edition = entity.qualifier if entity.kind is Kind.EVENT and entity.qualifier != entry.qualifier else ""
    mark = f"{EDITION_MARK}{edition}" if edition else ""
    head = Label(f"{_REGISTER_MARK}{entry.iri}{mark}", text, lang)
    others = {
        label
        for label, _ in _labels(entity)
        if name_key(label.text) not in known
        and identity_key(label.text, entity.kind) not in known
        and (EDITION_MARK in label.key) == bool(edition)
    }
    if not others and entity.kind is not Kind.EVENT:  # the series of an edition elsewhere is worth knowing of
        return None
    return Signature(entity.kind, (head,), tuple(sorted(others)), (), (), edition, entry.iri)


def _labels(entity: Entity) -> Iterator[tuple[Label, bool]]:
    """The names that mean an entity outside its document, and whether each is a full name."""
    local = frames("identity")["local"]["names"]
    texts = [name.text for name in entity.names]
    chinese = [text for text in texts if has_han(text) and not _is_tail(text, texts, entity.kind)]
    full = max(chinese, key=lambda text: (len(shown_name(text, entity.kind)), text), default="")
    usable = [
        name
        for name in entity.names
        if name.text not in local and (name.text == full or not _is_tail(name.text, texts, entity.kind))
    ]
    has_full = any(not is_acronym(name.text) for name in usable)
    for name in usable:
        edition = split_edition(name.text, entity.kind)
        text = shown_name(edition.stem, entity.kind)
        key = identity_key(text, entity.kind)
        if edition.label:
            key += f"{EDITION_MARK}{edition.label}"
        if entity.kind is Kind.PERSON:
            is_head = True
        elif has_han(name.text):
            is_head = name.text == full
        else:
            # A Latin name beside a Chinese one is its translation, which others may share (Ministry of Health).
            is_head = not full and (not is_acronym(name.text) or not has_full)
        if edition_of(entity).label and not edition.label:
            continue  # the bare name of a series is no name of one edition
        yield Label(key, text, name.lang), is_head


def _is_tail(name: str, names: Iterable[str], kind: Kind) -> bool:
    """Tell whether a name is the end of a longer one: a unit without its body, a surname. It says little elsewhere."""
    if kind not in (Kind.ORGANIZATION, Kind.PERSON):
        return False
    key = identity_key(name, kind)
    return any((whole := identity_key(other, kind)) != key and whole.endswith(key) for other in names)


def _years(extraction: Extraction) -> Mapping[str, set[str]]:
    years: defaultdict[str, set[str]] = defaultdict(set)
    for fact in extraction.facts:
        if fact.predicate in ("startDate", "publicationDate") and isinstance(fact.object, Value):
            years[fact.subject].add(fact.object.text[:4])
    return years


class _Bodies:
    """The organizations that stand beside a document's things."""

    def __init__(self, resolved: Resolved, register: Register) -> None:
        self._resolved = resolved
        self._register = register
        self._entities = {entity.id: entity for entity in resolved.extraction.entities}
        self._above: defaultdict[str, set[str]] = defaultdict(set)
        self._beside: defaultdict[str, set[str]] = defaultdict(set)
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for fact in resolved.extraction.facts:
            if fact.predicate == "holds" and isinstance(fact.object, str):
                holders[fact.object].add(fact.subject)
        for fact in resolved.extraction.facts:
            if not isinstance(fact.object, str):
                continue
            match fact.predicate:
                case "subOrganizationOf":
                    self._above[fact.subject].add(fact.object)
                case "affiliation":
                    self._beside[fact.subject].add(fact.object)
                case "positionAt":
                    for holder in holders[fact.subject]:
                        self._beside[holder].add(fact.object)
                case "published":
                    self._beside[fact.object].add(fact.subject)

    def around(self, entity: Entity) -> tuple[Token, ...]:
        """Return the employers of a person, the parents of an organization, the publishers of a report."""
        choice = self._resolved.choices.get(entity.id)
        if choice and choice.country:  # a ministry of a country that the register does not know
            return (Token(choice.country, choice.country),)
        match entity.kind:
            case Kind.ORGANIZATION:
                beside = self._above[entity.id]
            case Kind.PERSON | Kind.REPORT:
                beside = self._beside[entity.id]
            case _:
                return ()
        tokens = {self._token(each) for each in beside if self._is_organization(each)}
        above = {key for token in tokens for key in token.above}
        # Of a body and what it is part of, the body alone counts.
        return tuple(sorted(token for token in tokens if token.key not in above))

    def _is_organization(self, entity_id: str) -> bool:
        entity = self._entities.get(entity_id)
        return entity is not None and entity.kind is Kind.ORGANIZATION and bool(entity.names)

    def _token(self, entity_id: str) -> Token:
        entity = self._entities[entity_id]
        return Token(self._key(entity_id), entity.iri_name or entity.name, tuple(sorted(self._all_above(entity_id))))

    def _key(self, entity_id: str) -> str:
        entry = self._resolved.entry(entity_id)
        if entry:
            return f"{_REGISTER_MARK}{entry.iri}"
        entity = self._entities[entity_id]
        return identity_key(entity.iri_name or entity.name, Kind.ORGANIZATION)

    def _all_above(self, entity_id: str) -> set[str]:
        found: set[str] = set()
        waiting = [entity_id]
        seen = {entity_id}
        while waiting:
            current = waiting.pop()
            if entry := self._resolved.entry(current):
                parent = entry.parent
                while parent and f"{_REGISTER_MARK}{parent}" not in found:
                    found.add(f"{_REGISTER_MARK}{parent}")
                    up = self._register.get(parent)
                    parent = up.parent if up else ""
            for above in self._above[current] - seen:
                if self._is_organization(above):
                    seen.add(above)
                    found.add(self._key(above))
                    waiting.append(above)
        return found - {self._key(entity_id)}
