"""Why the names of one node were taken for one thing, and what else they could have been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.errors import GraphError
from kg.model import Kind
from kg.query.names import unknown_name
from kg.rdf.iris import entity_iri
from kg.rdf.namespaces import KG, RDF_OBJECT, RDF_SUBJECT, RDF_TYPE, SAME_AS, SKOS_ALT_LABEL, SKOS_PREF_LABEL
from kg.resolve import Verdict
from kg.resolve.authority import Entry, Register
from kg.resolve.keys import identity_key, name_key, simplified
from kg.resolve.linking import Decision
from kg.resolve.resolving import family
from kg.run.articles import register_of
from kg.run.ledger import Ledger, Seen
from kg.run.manifest import Manifest
from kg.run.options import Options
from kg.run.sources import LEDGER
from kg.store import open_store

__all__ = ["Explanation", "NameOf", "Shown", "Thing", "explain"]

_FAMILIES = (Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE, Kind.EVENT, Kind.WORK)
_LANGUAGES = ("zh", "en", "und", "zh-hant", "zh-tw")


@dataclass(frozen=True, slots=True)
class Shown:
    """Text of an article that shows two names to be one thing's; offsets in the file, or in its transcript."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class NameOf:
    """A name of a thing.

    Attributes:
        name: as written.
        lang: language tag.
        rule: why it is this thing's: ``register``, ``gloss``, ``spelling``, ``short form``, ``second name`` …
        beside: the name that the rule joined it with, or empty.
        shown: where articles show it.
        articles: how many articles use it of this thing.
    """

    name: str
    lang: str
    rule: str
    beside: str = ""
    shown: tuple[Shown, ...] = ()
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """A node and its names."""

    iri: str
    kind: str
    names: tuple[NameOf, ...]
    same_as: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """What goes by a name, how its names came together, and what was not taken for the same.

    Attributes:
        name: that was asked for.
        things: all that go by it.
        decisions: pairs of names that were looked at.
        rejected: entries of registers that bear the name and were not meant, with the reason.
    """

    name: str
    things: tuple[Thing, ...]
    decisions: tuple[Decision, ...] = ()
    rejected: tuple[tuple[str, str], ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return {
            "name": self.name,
            "things": [
                {
                    "iri": thing.iri,
                    "class": thing.kind,
                    "sameAs": list(thing.same_as),
                    "names": [
                        {
                            "name": each.name,
                            "lang": each.lang,
                            "rule": each.rule,
                            "with": each.beside or None,
                            "articles": each.articles,
                            "evidence": [
                                {"file": s.file, "start": s.start, "end": s.end, "quote": s.quote} for s in each.shown
                            ],
                        }
                        for each in thing.names
                    ],
                }
                for thing in self.things
            ],
            "decisions": [
                {"rule": d.rule, "names": [d.one, d.other], "accepted": d.accepted, "why": d.why}
                for d in self.decisions
            ],
            "rejected": [{"candidate": candidate, "why": why} for candidate, why in self.rejected],
        }


def explain(out: Path, name: str) -> Explanation:
    """Explain the nodes that go by a name.

    Args:
        out: a graph folder.
        name: any name of theirs, in any spelling.

    Raises:
        GraphError: nothing in the graph goes by that name, or the folder has no record of how it was built.
    """
    store = open_store(out)
    if not (out / LEDGER).is_file():
        raise GraphError(f"{out}: no record of how its names came together; build it again")
    manifest = Manifest.read(out / "build.json")
    options = _options(manifest)
    register = register_of(options)
    seen: dict[Seen, None] = {}
    decisions: dict[Decision, None] = {}
    with Ledger(out / LEDGER, read_only=True) as ledger:
        # What the register knows is found by names of its own: they lead to those that articles add.
        names = {name, *(label.value for node in _nodes(store, name) for label in _labels(store, NamedNode(node)))}
        for kind, key in sorted({(kind, identity_key(each, kind)) for kind in _FAMILIES for each in names}):
            found, clusters = ledger.decided(kind, key)
            seen.update(dict.fromkeys(found))
            decisions.update(dict.fromkeys(clusters.decisions if clusters else ()))
    of_node: dict[str, list[Seen]] = {}
    for each in seen:
        of_node.setdefault(_iri(each.verdict, register, options.base_iri), []).append(each)
    nodes = _nodes(store, name)
    key_of = {kind: identity_key(name, kind) for kind in _FAMILIES}
    nodes.update(
        iri
        for iri, all_seen in of_node.items()
        if any(_bears(each, key_of[each.signature.family]) for each in all_seen)
    )
    if not nodes:
        raise GraphError(f"{out}: {unknown_name(store, name) or f'nothing goes by the name {name!r}'}")
    files = {each.article: (out / each.text).as_posix() if each.text else each.path for each in manifest.inputs}
    settled = _settled(decisions)
    things = [_thing(store, node, of_node.get(node, []), settled, register, files) for node in sorted(nodes)]
    return Explanation(name, tuple(things), settled, tuple(_rejected(name, things, register)))


def _options(manifest: Manifest) -> Options:
    said = manifest.options
    files = tuple(Path(file) for file, _ in said.get("authority") or () if Path(file).is_file())
    return Options(base_iri=said.get("base_iri", Options().base_iri), authority=files)


def _nodes(store: Store, name: str) -> set[str]:
    """The nodes that bear exactly this name, or its Simplified form."""
    found = set()
    for text in {name, simplified(name)}:
        for lang in _LANGUAGES:
            for predicate in (SKOS_PREF_LABEL, SKOS_ALT_LABEL):
                for quad in store.quads_for_pattern(None, predicate, Literal(text, language=lang), None):
                    if isinstance(quad.subject, NamedNode):
                        found.add(quad.subject.value)
    return found


def _bears(seen: Seen, key: str) -> bool:
    return any(label.key.partition("\t")[0] == key for label in (*seen.signature.heads, *seen.signature.aliases))


def _iri(verdict: Verdict, register: Register, base_iri: str) -> str:
    entry = register.get(verdict.entry) if verdict.entry and not verdict.edition else None
    if entry:
        return entity_iri(entry.kind, entry.preferred[0].text, entry.qualifier, base_iri).value
    return entity_iri(verdict.kind, verdict.name, verdict.qualifier, base_iri).value


def _settled(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last word on the names: what was refused at first, and came together by another way, is no refusal."""
    group: dict[str, str] = {}

    def top(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    known = list(decisions)
    for decision in known:
        if decision.accepted:
            group[top(decision.one)] = top(decision.other)
    return tuple(sorted(d for d in known if d.accepted or top(d.one) != top(d.other)))


def _thing(
    store: Store, node: str, seen: list[Seen], decisions: Iterable[Decision], register: Register, files: dict[str, str]
) -> Thing:
    iri = NamedNode(node)
    kinds = _objects(store, iri, RDF_TYPE)
    kind = kinds[0].rpartition("#")[2] if kinds else ""
    labels = _labels(store, iri)
    entry = _entry(node, kind, labels, register)
    names = tuple(_name(label, kind, seen, decisions, entry, files, labels[0]) for label in labels)
    if entry is not None:
        mentions = _mentions(store, iri, files)
        names = tuple(replace(name, **_use(name, mentions)) if name.rule == "register" else name for name in names)
    return Thing(node, kind, names, tuple(_objects(store, iri, SAME_AS)))


def _labels(store: Store, node: NamedNode) -> list[Literal]:
    """The names of a node, preferred ones and Chinese ones first."""
    labels: dict[Literal, None] = {}
    for predicate in (SKOS_PREF_LABEL, SKOS_ALT_LABEL):
        quads = store.quads_for_pattern(node, predicate, None, None)
        found = {quad.object for quad in quads if isinstance(quad.object, Literal)}
        labels.update(dict.fromkeys(sorted(found, key=lambda label: (label.language != "zh", label.value))))
    return list(labels)


def _mentions(store: Store, node: NamedNode, files: dict[str, str]) -> list[Shown]:
    """The sentences that say something of a node, by file and place."""
    found = set()
    for role in (RDF_SUBJECT, RDF_OBJECT):
        for quad in store.quads_for_pattern(None, role, node, DefaultGraph()):
            evidence = store.quads_for_pattern(quad.subject, None, None, DefaultGraph())
            said = {q.predicate.value: q.object.value for q in evidence if isinstance(q.object, NamedNode | Literal)}
            article, start, end, quote = (
                said[f"{KG}{name}"] for name in ("inArticle", "charStart", "charEnd", "quote")
            )
            found.add((files.get(article, article), int(start), int(end), quote))
    return [Shown(*each) for each in sorted(found)]


def _use(name: NameOf, mentions: Iterable[Shown]) -> dict[str, Any]:
    """Where the articles use a name that the register gives: what the ledger has no need to keep."""
    shown = tuple(each for each in mentions if name.name in each.quote)
    return {"shown": name.shown or shown, "articles": max(name.articles, len({each.file for each in shown}))}


def _objects(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    found = (quad.object for quad in store.quads_for_pattern(node, predicate, None, None))
    return sorted({term.value for term in found if isinstance(term, NamedNode)})


def _entry(node: str, kind: str, labels: Iterable[Literal], register: Register) -> Entry | None:
    """What the register knows a node as: the entry that has its IRI."""
    for label in labels:
        for candidate in register.candidates(label.value):
            entry = candidate.entry
            step = entity_iri(entry.kind, entry.preferred[0].text, entry.qualifier, "urn:").value.removeprefix("urn:")
            if entry.kind == kind and node.endswith(step):
                return entry
    return None


def _name(
    label: Literal,
    kind: str,
    seen: list[Seen],
    decisions: Iterable[Decision],
    entry: Entry | None,
    files: dict[str, str],
    first: Literal,
) -> NameOf:
    lang = label.language or ""
    of_kind = family(Kind(kind))
    key = identity_key(label.value, of_kind)
    articles = {s.article for s in seen if _bears(s, key)}
    joins = [(s, j) for s in seen for j in s.joins if identity_key(j.other, of_kind) == key]
    shown = tuple(
        dict.fromkeys(Shown(files.get(s.article, s.article), j.start, j.end, j.quote) for s, j in joins if j.quote)
    )
    if entry and name_key(label.value) in {name_key(name.text) for name in (*entry.names, *entry.ambiguous)}:
        return NameOf(label.value, lang, "register", "", shown, len(articles))
    if label == first:
        return NameOf(label.value, lang, "full name", "", shown, len(articles))
    if joins:
        best = min((join for _, join in joins), key=lambda join: (not join.quote, join.rule))
        return NameOf(label.value, lang, best.rule, best.name, shown, len(articles))
    for decision in sorted(decisions, key=lambda decision: decision.rule == "second name"):
        pair = [identity_key(decision.one, of_kind), identity_key(decision.other, of_kind)]
        if decision.accepted and key in pair:
            other = decision.other if pair[0] == key else decision.one
            return NameOf(label.value, lang, decision.rule, other, (), len(articles))
    return NameOf(label.value, lang, "name", "", (), len(articles))


def _rejected(name: str, things: Iterable[Thing], register: Register) -> Iterable[tuple[str, str]]:
    shown = {name_key(each.name) for thing in things for each in thing.names}
    for candidate in register.candidates(name):
        preferred = candidate.entry.preferred[0].text
        if name_key(preferred) not in shown:
            why = "the name means it only in context" if candidate.ambiguous else "it is of another class"
            yield f"{preferred} ({candidate.entry.kind})", why
