"""When two figures are one: what stands in the key of a figure whose measure is understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kg.measures import Term, meaning, unit_of

__all__ = ["common_key"]

_PLACE = "/place/"


def common_key(
    facts: Iterable[tuple[str, NamedNode | Literal]], things: Mapping[str, str]
) -> tuple[str, list[tuple[str, NamedNode | Literal]]] | None:
    """Return what is said of a figure, in terms that do not depend on the language of the text.

    The measure is written as its concepts, the unit as its key; a place that the measure names is the area.
    All else stands as it is: figures that differ in value, kind, qualifier, period or source are two.
    Only of a figure that a source stands behind, or that is of some place or named thing at some time, is enough
    known to take it for the same in other words.

    Args:
        facts: local names of properties, and objects.
        things: IRIs of what the article names, by spellings.

    Returns:
        The measure for people to read, and predicates with objects; None if a word of the measure is not known, or
        too little is said of the figure.
    """
    said: dict[str, list[NamedNode | Literal]] = {}
    for predicate, value in facts:
        said.setdefault(predicate, []).append(value)
    measure = said.pop("measure", [])
    if len(measure) != 1 or not isinstance(measure[0], Literal):
        return None
    terms = meaning(measure[0].value, measure[0].language or "", things)
    if terms is None:
        return None
    terms = _without_area(terms, said)
    placed = "area" in said or any(term.thing for term in terms)
    if not terms or not ("attributedTo" in said or (placed and "period" in said)):
        return None
    units = {unit_of(unit.value, measure[0].language or "").key for unit in said.pop("unit", [])} - {""}
    key = [(predicate, value) for predicate, values in said.items() for value in values]
    key += [("unit", Literal(unit)) for unit in units]
    ordered = sorted(terms)
    shown = " ".join(term.concept.rpartition("/")[2] if term.thing else term.concept for term in ordered)
    return shown, [*key, ("measure", Literal(" ".join(map(_worded, ordered))))]


def _without_area(terms: frozenset[Term], said: dict[str, list[NamedNode | Literal]]) -> frozenset[Term]:
    """The terms without the place that is the area: 中国网民 and "Internet users in China" are 网民, both of China."""
    places = [term for term in terms if term.thing and _PLACE in term.concept and not term.role]
    if len(places) != 1:
        return terms
    place = NamedNode(places[0].concept)
    if said.setdefault("area", [place]) != [place]:
        return terms
    return terms - {places[0]}


def _worded(term: Term) -> str:
    return f"{term.role}:{term.concept}" if term.role else term.concept
