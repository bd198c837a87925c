"""Which documents speak of one thing, and what it is called in the graph.

Names are linked first (:mod:`kg.resolve.linking`); then namesakes are told apart by who employs them, what they are
part of, who published them and in which year (:mod:`kg.resolve.namesakes`). The outcome depends on the set of the
signatures alone: not on their order, and not on how many documents have them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Kind
from kg.resolve.linking import Decision, Links, link
from kg.resolve.merges import Merges
from kg.resolve.namesakes import Namesakes, told_apart
from kg.resolve.resolving import fullest
from kg.resolve.signatures import EDITION_MARK, Label, Signature, Token

__all__ = ["Body", "Clusters", "Verdict", "cluster"]

_SPECIFIC = (Kind.LEGISLATION, Kind.REPORT, Kind.ARTICLE, Kind.WORK)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a thing is called in the graph.

    Attributes:
        kind: its class.
        name: that its IRI shows.
        qualifier: what tells it from its namesakes and from other editions, or empty.
        entry: IRI of what a register knows it as, of an edition its series; or empty.
        edition: of an event, which edition it is; or empty.
        in_series: whether its series is a node of the graph, of which it is an edition: where several editions are
            spoken of, or the series without any.
    """

    kind: Kind
    name: str
    qualifier: str = ""
    entry: str = ""
    edition: str = ""
    in_series: bool = False

    def as_text(self) -> str:
        """Return it as one line."""
        said = [self.kind, self.name, self.qualifier, self.entry, self.edition, self.in_series]
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Verdict:
        """Read what :meth:`as_text` wrote."""
        kind, *rest = json.loads(text)
        return cls(Kind(kind), *rest)


@dataclass(frozen=True, slots=True)
class Body:
    """An organization as others are told apart by it: the key and the name of its group."""

    key: str
    text: str


@dataclass(frozen=True)
class Clusters:
    """The outcome for some signatures.

    Attributes:
        verdicts: by signature.
        bodies: for every key, the group that it belongs to.
        decisions: how the groups came about.
    """

    verdicts: dict[Signature, Verdict]
    bodies: dict[str, Body]
    decisions: tuple[Decision, ...]


def cluster(
    signatures: Sequence[Signature], merges: Merges, body_of: Callable[[str], Body | None] = lambda _: None
) -> Clusters:
    """Decide which signatures are one thing.

    Args:
        signatures: all of one class that share a name with one of them, directly or through others.
        merges: what a person decided.
        body_of: leads from the key of an organization to its group, where there is one.
    """
    links = link(signatures, merges)
    verdicts: dict[Signature, Verdict] = {}
    bodies: dict[str, Body] = {}
    decisions = list(links.decisions)
    for series in _series(signatures, links):
        own = [_with_bodies(signature, body_of) for signature in series]
        labels = [label for signature in series for label in signature.heads]
        entry, name = _named(series, labels)
        sakes = told_apart(own)
        decisions += [Decision("namesakes", name, q, False, why) for q, why in sakes.reasons(name)]
        for signature, seen in zip(series, own, strict=True):
            verdicts[signature] = _verdict(seen, sakes, name, entry)
        kinds: defaultdict[tuple[str, str], set[Kind]] = defaultdict(set)
        for signature in series:
            kinds[verdicts[signature].name, verdicts[signature].qualifier].add(signature.kind)
        for signature in series:
            verdict = verdicts[signature]
            kind = _kind(kinds[verdict.name, verdict.qualifier])
            verdicts[signature] = replace(verdict, kind=kind)
        if series[0].family is Kind.ORGANIZATION:
            stands = Body(min(label.key for label in labels), name)
            keys = (label.key for signature in series for label in signature.heads)
            bodies.update(dict.fromkeys(keys, stands))
    return Clusters(verdicts, bodies, tuple(decisions))


def _series(signatures: Iterable[Signature], links: Links) -> list[list[Signature]]:
    """Signatures of one name, all editions together."""
    roots: dict[str, str] = {}

    def top(key: str) -> str:
        while roots.setdefault(key, key) != key:
            key = roots[key]
        return key

    ordered = sorted(signatures)
    for key, root in sorted(links.root.items()):
        one, other = sorted((top(key.partition(EDITION_MARK)[0]), top(root.partition(EDITION_MARK)[0])))
        roots[other] = one
    found: defaultdict[str, list[Signature]] = defaultdict(list)
    for signature in ordered:
        found[top(links.root[signature.heads[0].key].partition(EDITION_MARK)[0])].append(signature)
    return list(found.values())


def _named(series: Sequence[Signature], labels: Sequence[Label]) -> tuple[str, str]:
    """The register's entry for some signatures, and their name."""
    entries = sorted({signature.entry for signature in series if signature.entry})
    if entries:
        return entries[0], min(label.text for label in labels if label.key.startswith(f"={entries[0]}"))
    return "", fullest((label.text for label in labels), Kind.PLACE)


def _with_bodies(signature: Signature, body_of: Callable[[str], Body | None]) -> Signature:
    """The signature with the bodies in it under the names of their groups."""
    if not signature.bodies:
        return signature

    def group(key: str) -> str:
        body = body_of(key)
        return body.key if body else key

    tokens = []
    for token in signature.bodies:
        body = body_of(token.key)
        text = body.text if body else token.text
        tokens.append(Token(group(token.key), text, tuple(sorted({group(key) for key in token.above}))))
    return replace(signature, bodies=tuple(sorted(set(tokens))))


def _verdict(signature: Signature, sakes: Namesakes, name: str, entry: str) -> Verdict:
    body, edition = sakes.of(signature)
    qualifier = " ".join(part for part in (body, edition) if part)
    if signature.kind is not Kind.EVENT:
        return Verdict(signature.kind, name, qualifier, entry)
    in_series = bool(edition) and sakes.is_series(body)
    return Verdict(signature.kind, name, qualifier, entry, edition, in_series)


def _kind(kinds: set[Kind]) -> Kind:
    """What a work is, when documents differ: a law or a report rather than just a work."""
    return next((kind for kind in _SPECIFIC if kind in kinds), next(iter(kinds)))
