"""The component ``wenpu_observations``: figures to observations of the graph."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.observations.chinese import ChineseReader
from kg.extract.observations.english import EnglishReader
from kg.extract.observations.figures import Figure
from kg.extract.observations.tables import table_figures
from kg.extract.reading import Reading, reading_of
from kg.measures import unit_of
from kg.model import BlockKind, Kind, Value, ValueType

__all__ = ["find_figures", "find_observations"]

_READ = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}


@Language.factory("wenpu_observations", requires=["doc._.wenpu"], assigns=["doc._.wenpu"])
def create_observations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`find_observations`."""
    return find_observations


def find_figures(reading: Reading) -> list[Figure]:
    """Return the figures that a document states, in order; those of the title only if the body has not."""
    reader = ChineseReader(reading) if reading.document.language.startswith("zh") else EnglishReader(reading)
    body: list[Figure] = []
    title: list[Figure] = []
    starts = {quantity.start for quantity in reading.quantities}
    if not starts:
        return []
    ordered = sorted(starts)
    index = 0
    for start, end in reading.sentences:
        while index < len(ordered) and ordered[index] < start:
            index += 1
        if index == len(ordered):
            break
        if ordered[index] >= end:
            continue
        kind = reading.block_at(start).kind
        if kind in _READ:
            body += reader.figures(start, end)
        elif kind is BlockKind.TITLE:
            title += reader.figures(start, end)
    body += table_figures(reading)
    known = {(figure.quantity.value, figure.quantity.unit) for figure in body}
    fresh = [figure for figure in title if (figure.quantity.value, figure.quantity.unit) not in known]
    found: dict[tuple[object, ...], Figure] = {}
    for figure in [*fresh, *body]:
        quantity = figure.quantity
        key = (figure.measure, quantity.value, quantity.unit, figure.period, quantity.bound)
        found.setdefault(key, figure)
    return sorted(found.values(), key=lambda figure: (figure.start, figure.quantity.start))


def find_observations(doc: Doc) -> Doc:
    """Record every figure that the document states as an observation."""
    reading = reading_of(doc)
    for figure in find_figures(reading):
        _record(reading, figure)
    return doc


def _record(reading: Reading, figure: Figure) -> None:
    evidence = reading.evidence(figure.start, figure.end, "observations", figure.confidence)
    quantity = figure.quantity
    node = reading.new(Kind.OBSERVATION).id
    reading.add(node, "type", str(Kind.OBSERVATION), evidence)
    language = reading.document.language
    reading.add(node, "measure", Value(figure.measure, ValueType.TEXT, language), evidence)
    reading.add(node, "value", Value(format(quantity.value, "f"), ValueType.DECIMAL), evidence)
    if quantity.unit:
        unit = unit_of(quantity.unit, language)
        reading.add(node, "unit", Value(unit.text, ValueType.TEXT, unit.language), evidence)
    if quantity.qualifier:
        reading.add(node, "qualifier", Value(quantity.qualifier), evidence)
    reading.add(node, "observationKind", Value(figure.kind), evidence)
    if figure.period:
        reading.add(node, "period", Value(figure.period), evidence)
    if figure.area:
        reading.add(node, "area", figure.area, evidence)
    if figure.source:
        reading.add(node, "attributedTo", figure.source, evidence)
