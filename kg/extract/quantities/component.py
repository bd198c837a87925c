"""The component ``wenpu_quantities``: numbers with their units to ``doc.spans["quantities"]`` and the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.gazetteer import split_tokens
from kg.extract.quantities import Quantity, find_quantities
from kg.extract.reading import reading_of
from kg.resources import frames

__all__ = ["read_quantities"]


@Language.factory("wenpu_quantities", assigns=["doc.spans", "doc._.wenpu"])
def create_quantities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :func:`read_quantities`."""
    return read_quantities


def read_quantities(doc: Doc) -> Doc:
    """Write the quantities to ``doc.spans["quantities"]``; a label is the kind of the unit, an id the value."""
    reading = reading_of(doc)
    times = reading.times or None
    text = doc.text  # spaCy joins the text anew at every look
    found = find_quantities(text, language=reading.document.language, times=times)
    edges = {edge for token in doc for edge in (token.idx, token.idx + len(token))}
    behind = tuple(frames("units")["zh"]["after_unit"])
    counting = frozenset(frames("units")["zh"]["counting"])
    mended = (
        quantity if text.startswith(behind, quantity.end) else _on_tokens(quantity, edges, counting)
        for quantity in found
    )
    reading.quantities = [quantity for quantity in mended if quantity is not None]
    split_tokens(doc, {edge for quantity in reading.quantities for edge in (quantity.start, quantity.end)})
    layer = []
    for quantity in reading.quantities:
        span = doc.char_span(quantity.start, quantity.end, label=quantity.kind or "number")
        if span is not None:
            span.id_ = str(quantity.value)
            layer.append(span)
    doc.spans["quantities"] = layer
    return doc


def _on_tokens(quantity: Quantity, edges: set[int], counting: frozenset[str]) -> Quantity | None:
    """Mend or drop a quantity that begins or ends inside a word: 7000|本地 counts no books."""
    unit_start = quantity.end - len(quantity.unit)
    if quantity.unit in counting and unit_start - quantity.start > len(str(quantity.value)):
        return quantity  # 50 家|科技公司: the space says that 家 counts
    if quantity.kind == "count" and quantity.end not in edges and unit_start in edges:
        return replace(quantity, end=unit_start, outer_end=min(quantity.outer_end, unit_start), unit="", kind="")
    if quantity.in_words and quantity.start not in edges and quantity.outer_start not in edges:
        return None
    return quantity
