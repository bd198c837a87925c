"""One article's graph against its gold: what counts as found, as right and as wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.eval.gold import ARTICLE, Gold, GoldClaim, GoldObservation, GoldPosition
from kg.eval.score import Finding, Score, Tally
from kg.eval.sentences import Sentences
from kg.eval.stated import Stated, folded

__all__ = ["score"]

CLASSES = ("Person", "Organization", "Event", "Report", "Legislation", "Place")
"""Classes of which a gold file has all there are in the article."""

PROPERTIES = (
    "published",
    "author",
    "affiliation",
    "subOrganizationOf",
    "location",
    "organizer",
    "participant",
    "editionOf",
    "subEventOf",
)
"""Properties of which a gold file has all that the article says, required or acceptable."""

_TOLERANCE = 1e-9


def score(gold: Gold, stated: Stated, text: str = "", article: str = "") -> Score:
    """Compare an article's graph with its gold.

    Args:
        gold: what a careful reader found.
        stated: the article's graph.
        text: of the article, to show the sentences that misses stand in.
        article: the article's file, as messages name it.
    """
    return _Scoring(gold, stated, Sentences(text)).score(article)


class _Scoring:
    def __init__(self, gold: Gold, stated: Stated, sentences: Sentences) -> None:
        self._gold = gold
        self._stated = stated
        self._sentences = sentences
        self._groups: defaultdict[str, Tally] = defaultdict(Tally)
        self._parts: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        self._misses: list[Finding] = []
        self._spurious: list[Finding] = []
        read = stated.read
        self._things: dict[NamedNode, set[str]] = {}
        for kind in CLASSES:
            for node in stated.nodes(kind):
                if read is None or node in read:
                    self._things.setdefault(node, set()).add(kind)
        self._nodes: dict[str, set[NamedNode]] = {ARTICLE: set(stated.articles)}
        for key, entity in gold.entities.items():
            names = {folded(name) for name in entity.names}
            self._nodes[key] = {
                node
                for node, kinds in self._things.items()
                if entity.kind in kinds and stated.folded_names(node) & names
            }

    def score(self, article: str) -> Score:
        self._entities()
        self._relations()
        self._literals()
        self._positions()
        self._claims()
        self._observations()
        never = tuple(
            Finding("entities", f"{each.name} ({each.kind})", self._sentences.naming([each.name]))
            for each in self._gold.never
            for node, kinds in self._things.items()
            if each.kind in kinds and folded(each.name) in self._stated.folded_names(node)
        )
        return Score(
            self._gold.path,
            article,
            dict(self._groups),
            dict(self._parts),
            tuple(self._misses),
            tuple(self._spurious),
            never,
        )

    # ------------------------------------------------------------ counting

    def _expect(self, group: str, part: str, found: bool) -> None:
        self._count(group, part, Tally(expected=1, found=int(found)))

    def _state(self, group: str, part: str, right: bool) -> None:
        self._count(group, part, Tally(stated=1, right=int(right)))

    def _count(self, group: str, part: str, tally: Tally) -> None:
        self._groups[group] += tally
        if part:
            self._parts[group, part] += tally

    def _missed(self, group: str, what: str, sentence: str) -> None:
        self._misses.append(Finding(group, what, sentence))

    def _wrong(self, group: str, what: str, sentence: str) -> None:
        self._spurious.append(Finding(group, what, sentence))

    # ------------------------------------------------------------ kinds

    def _entities(self) -> None:
        self._groups["entities"] += Tally(stated=0)
        for key, entity in self._gold.entities.items():
            if entity.optional:
                continue
            found = bool(self._nodes[key])
            self._expect("entities", entity.kind, found)
            if not found:
                self._missed("entities", f"{entity.names[0]} ({entity.kind})", self._sentences.naming(entity.names))
        known = {node for key in self._gold.entities for node in self._nodes[key]}
        for node, kinds in self._things.items():
            if node in self._stated.articles:
                continue
            right = node in known
            self._groups["entities"] += Tally(stated=1, right=int(right))
            for kind in sorted(kinds):
                self._parts["entities", kind] += Tally(stated=1, right=int(right))
            if not right:
                names = self._stated.names(node)
                where = self._sentences.naming(names) or self._stated.quote_naming(node)
                self._wrong("entities", f"{' = '.join(names[:3])} ({', '.join(sorted(kinds))})", where)

    def _relations(self) -> None:
        self._groups["relations"] += Tally(stated=0)
        for each in self._gold.relations:
            found = any(
                object_ in self._stated.objects(subject, each.predicate)
                for subject in self._nodes[each.subject]
                for object_ in self._nodes[each.object]
            )
            self._expect("relations", each.predicate, found)
            if not found:
                what = f"{self._called(each.subject)} {each.predicate} {self._called(each.object)}"
                where = self._sentences.naming(self._names(each.subject), self._names(each.object))
                self._missed("relations", what, where)
        keys: defaultdict[NamedNode | Literal, set[str]] = defaultdict(set)
        for key, nodes in self._nodes.items():
            for node in nodes:
                keys[node].add(key)
        allowed = {(r.subject, r.predicate, r.object) for r in (*self._gold.relations, *self._gold.acceptable)}
        only_said = self._stated.read is not None
        for name in PROPERTIES:
            for subject, object_ in self._stated.pairs(name):
                if only_said and not self._stated.said(subject, name, object_):
                    continue
                right = any((a, name, b) in allowed for a in keys[subject] for b in keys[object_])
                self._state("relations", name, right)
                if not right:
                    what = f"{self._shown(subject)} {name} {self._shown(object_)}"
                    self._wrong("relations", what, self._stated.quote(subject, name, object_))

    def _literals(self) -> None:
        self._groups["literals"] += Tally()
        for each in self._gold.literals:
            found = any(
                folded(each.value) in folded(value.value)
                for node in self._nodes[each.subject]
                for value in self._stated.objects(node, each.predicate)
            )
            self._expect("literals", each.predicate, found)
            if not found:
                what = f"{self._called(each.subject)} {each.predicate} {each.value}"
                where = self._sentences.naming([each.value]) or self._sentences.naming(self._names(each.subject))
                self._missed("literals", what, where)

    def _positions(self) -> None:
        matched: set[NamedNode] = set()
        for each in self._gold.positions:
            posts = set(self._posts(each))
            matched |= posts
            self._expect("positions", "", bool(posts))
            if not posts:
                what = f"{self._called(each.person)}: {each.title}"
                where = self._sentences.naming(self._names(each.person), [each.title])
                self._missed("positions", what, where)
        self._rest("positions", "Position", "positionTitle", matched)

    def _posts(self, gold: GoldPosition) -> Iterator[NamedNode]:
        for person in self._nodes[gold.person]:
            for post in self._stated.objects(person, "holds"):
                if isinstance(post, NamedNode) and self._says(post, "positionTitle", gold.title):
                    yield post

    def _claims(self) -> None:
        matched: set[NamedNode] = set()
        for each in self._gold.claims:
            found = {node for node in self._stated.nodes("Claim") if self._is_claim(node, each)}
            matched |= found
            self._expect("claims", "", bool(found))
            if not found:
                what = f"{self._called(each.claimant)}: {each.text}" if each.claimant else each.text
                what += f" ({each.date})" if each.date else ""
                self._missed("claims", what, self._sentences.naming([each.text]))
        self._rest("claims", "Claim", "claimText", matched)

    def _is_claim(self, node: NamedNode, gold: GoldClaim) -> bool:
        return (
            self._says(node, "claimText", gold.text)
            and (gold.claimant is None or self._names_one(node, "claimant", gold.claimant))
            and (gold.date is None or any(each.value == gold.date for each in self._stated.objects(node, "claimDate")))
        )

    def _observations(self) -> None:
        matched: set[NamedNode] = set()
        for each in self._gold.observations:
            found = {node for node in self._stated.nodes("Observation") if self._is_observation(node, each)}
            matched |= found
            self._expect("observations", "", bool(found))
            if not found:
                stated = ("qualifier", "unit", "period", "area", "source")
                details = ", ".join(f"{name} {value}" for name in stated if (value := getattr(each, name)))
                what = f"{each.measure} = {each.value:.15g}" + (f" ({details})" if details else "")
                where = self._sentences.naming([each.measure], [f"{each.value:.15g}"])
                self._missed("observations", what, where)
        self._rest("observations", "Observation", "measure", matched)

    def _is_observation(self, node: NamedNode, gold: GoldObservation) -> bool:
        return (
            any(_close(each.value, gold.value) for each in self._stated.objects(node, "value"))
            and self._says(node, "measure", gold.measure)
            and (gold.unit is None or self._says(node, "unit", gold.unit))
            and all(
                wanted is None or any(each.value == wanted for each in self._stated.objects(node, name))
                for name, wanted in (("period", gold.period), ("qualifier", gold.qualifier))
            )
            and all(
                wanted is None or self._names_one(node, name, wanted)
                for name, wanted in (("attributedTo", gold.source), ("area", gold.area))
            )
        )

    def _rest(self, group: str, kind: str, naming: str, matched: set[NamedNode]) -> None:
        """Judge all of a kind, where the gold has all of it."""
        if group not in self._gold.complete:
            self._groups[group] += Tally()
            return
        self._groups[group] += Tally(stated=0)
        for node in self._stated.nodes(kind):
            self._state(group, "", node in matched)
            if node not in matched:
                texts = " / ".join(each.value for each in self._stated.objects(node, naming))
                numbers = "".join(f" = {each.value}" for each in self._stated.objects(node, "value"))
                self._wrong(group, texts + numbers, self._stated.quote_naming(node))

    # ------------------------------------------------------------ names

    def _says(self, node: NamedNode, name: str, text: str) -> bool:
        return any(folded(text) in folded(each.value) for each in self._stated.objects(node, name))

    def _names_one(self, node: NamedNode, name: str, key: str) -> bool:
        return not self._nodes[key].isdisjoint(self._stated.objects(node, name))

    def _names(self, key: str) -> tuple[str, ...]:
        return (self._gold.title,) if key == ARTICLE else self._gold.entities[key].names

    def _called(self, key: str) -> str:
        return key if key == ARTICLE else self._names(key)[0]

    def _shown(self, node: NamedNode | Literal) -> str:
        if node in self._stated.articles:
            return ARTICLE
        names = self._stated.names(node) if isinstance(node, NamedNode) else []
        return names[0] if names else node.value


def _close(text: str, wanted: float) -> bool:
    try:
        return abs(float(text) - wanted) <= _TOLERANCE * max(1.0, abs(wanted))
    except ValueError:
        return False
