"""Tells things of one name apart: by the bodies they belong to, then by edition and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Kind
from kg.resolve.signatures import Signature

__all__ = ["Namesakes", "told_apart"]

_BY_BODY = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.REPORT})
_BY_YEAR = frozenset({Kind.EVENT, Kind.REPORT, Kind.WORK})


@dataclass
class Namesakes:
    """Signatures of one name, each with what tells its thing apart.

    Attributes:
        qualifiers: the body and the edition of each signature; empty where nothing has to be told apart.
    """

    qualifiers: dict[Signature, tuple[str, str]] = field(default_factory=dict)

    def of(self, signature: Signature) -> tuple[str, str]:
        """Return the body and the edition that tell the signature's thing from its namesakes."""
        return self.qualifiers[signature]

    def is_series(self, body: str) -> bool:
        """Tell whether there are several editions of a body's thing, or it is spoken of without any."""
        return len({edition for own, edition in self.qualifiers.values() if own == body}) > 1

    def reasons(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield what stays apart, and why."""
        qualifiers = sorted(set(self.qualifiers.values()))
        if len(qualifiers) > 1:
            for body, edition in qualifiers:
                shown = " ".join(part for part in (body, edition) if part)
                yield (
                    f"{name} ({shown})" if shown else name,
                    "of another body" if body else "another edition" if edition else "nothing says which of them",
                )


def told_apart(signatures: Sequence[Signature]) -> Namesakes:
    """Tell the things apart that go by one name.

    Two documents mean different things where both name a body and neither body is part of the other. A document
    that names none means the one there is, or, of several, none of them.

    Args:
        signatures: of one name, with their bodies under the names of their groups.
    """
    sakes = Namesakes()
    entries = any(signature.entry for signature in signatures)
    by_body = _by_body([s for s in signatures if s.kind in _BY_BODY and not entries])
    by_body += [("", [s for s in signatures if s.kind not in _BY_BODY or entries])]
    together: defaultdict[str, list[Signature]] = defaultdict(list)
    for body, members in by_body:
        together[body] += members
    for body, members in together.items():
        for signature, edition in _by_year(members).items():
            sakes.qualifiers[signature] = (body, edition)
    return sakes


def _by_body(signatures: list[Signature]) -> list[tuple[str, list[Signature]]]:
    groups = _body_groups([signature for signature in signatures if signature.bodies])
    without = [signature for signature in signatures if not signature.bodies]
    if len(groups) <= 1:
        return [("", signatures)]
    named = [(_name(group), group) for group in groups]
    unclear = []
    for signature in without:
        fitting = [members for _, members in named if not _other_year(signature, members)]
        if len(fitting) == 1 and (signature.edition or signature.years):
            fitting[0].append(signature)
        else:
            unclear.append(signature)
    return [*named, ("", unclear)]


def _body_groups(signatures: list[Signature]) -> list[list[Signature]]:
    """Signatures that share a body; those of a larger body join the one group of its parts, if there is one."""
    groups: list[tuple[set[str], set[str], list[Signature]]] = []
    for signature in sorted(signatures):
        inner = {token.key for token in signature.bodies}
        above = {key for token in signature.bodies for key in token.above} - inner
        members = [signature]
        apart = []
        for group in groups:
            if group[0] & inner:
                inner |= group[0]
                above |= group[1]
                members += group[2]
            else:
                apart.append(group)
        groups = [*apart, (inner, above - inner, members)]
    leaves = [group for group in groups if not any(group[0] & other[1] for other in groups if other is not group)]
    found = [list(members) for *_, members in leaves]
    for inner, _, members in groups:
        if any(members is leaf[2] for leaf in leaves):
            continue
        below = [index for index, leaf in enumerate(leaves) if leaf[1] & inner]
        if len(below) == 1:
            found[below[0]] += members
        else:
            found.append(list(members))
    return sorted(sorted(group) for group in found)


def _name(group: list[Signature]) -> str:
    texts = {token.text for signature in group for token in signature.bodies}
    return min(texts, key=lambda text: (len(text), text))


def _other_year(signature: Signature, members: list[Signature]) -> bool:
    own = _years(signature)
    theirs = {year for member in members for year in _years(member)}
    return bool(own and theirs and not own & theirs)


def _years(signature: Signature) -> set[str]:
    return {signature.edition} if signature.edition else set(signature.years)


def _by_year(signatures: list[Signature]) -> dict[Signature, str]:
    """The edition of each: as its name says, or the year, where there are several."""
    labels = _edition_labels(signatures)
    years = {next(iter(s.years)) for s in signatures if not s.edition and len(s.years) == 1 and s.kind in _BY_YEAR}
    several = bool(labels) or len(years) > 1
    found = {}
    for signature in signatures:
        if signature.edition:
            found[signature] = labels[signature.edition]
        elif several and signature.kind in _BY_YEAR and len(signature.years) == 1:
            found[signature] = next(iter(signature.years))
        else:
            found[signature] = ""
    return found


def _edition_labels(signatures: list[Signature]) -> dict[str, str]:
    """What each edition is called: by its year, where some name gives year and number."""
    numbers: dict[str, str] = {}
    for signature in signatures:
        if not signature.edition:
            continue
        numbers.setdefault(signature.edition, signature.edition)
        for label in signature.heads:
            other = label.key.partition("\t")[2]
            if other and other != signature.edition:
                numbers[other] = signature.edition
    return numbers
