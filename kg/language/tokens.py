"""Tokens as text and offsets, and cut where names begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

__all__ = ["keep_text", "split_tokens", "text_of", "token_edges", "words_of"]

_TEXT = "wenpu_text"


def text_of(doc: Doc) -> str:
    """Return the text of a document, joined once: spaCy joins its tokens anew at every look."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:  # cutting tokens leaves it as it is
        text = doc.user_data[_TEXT] = doc.text
    return text


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that a document was made of, so that it need not be joined again."""
    doc.user_data[_TEXT] = text


def words_of(doc: Doc) -> list[str]:
    """Return the text of every token: cut from the whole, for a token object costs more than the look."""
    text = text_of(doc)
    starts, ends = _bounds(doc)
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def token_edges(doc: Doc) -> set[int]:
    """Return where tokens begin and end, in characters."""
    starts, ends = _bounds(doc)
    return {*starts.tolist(), *ends.tolist()}


def _bounds(doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each token begins and ends, in characters: read as arrays, for a token object costs more than the look."""
    bounds = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 0] + bounds[:, 1]


def _inside(doc: Doc, edges: Iterable[int]) -> dict[int, list[int]]:
    """Token number → how far into the token the edges inside it are, in order."""
    wanted = np.array(sorted(edges), dtype=np.int64)
    starts, ends = _bounds(doc)
    if not len(wanted) or not len(starts):
        return {}
    numbers = np.searchsorted(starts, wanted, side="right") - 1
    inner = wanted - starts[numbers]
    within = (numbers >= 0) & (inner > 0) & (wanted < ends[numbers])
    cuts: dict[int, list[int]] = {}
    for number, offset in zip(numbers[within].tolist(), inner[within].tolist(), strict=True):
        cuts.setdefault(number, []).append(offset)
    return cuts


def split_tokens(doc: Doc, edges: set[int]) -> None:
    """Split the tokens that have one of the character offsets ``edges`` inside them.

    Spans of earlier components, and the model's own names, stay where they are in the text.
    """
    cuts = _inside(doc, edges)
    if not cuts:
        return
    layers = {
        key: [(span.start_char, span.end_char, span.label, span.kb_id, span.id) for span in group]
        for key, group in doc.spans.items()
    }
    names = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    with doc.retokenize() as retokenizer:
        for index, inner in cuts.items():
            token = doc[index]
            pieces = [token.text[a:b] for a, b in pairwise([0, *inner, len(token)])]
            retokenizer.split(
                token,
                pieces,
                heads=[(token, 0)] * len(pieces),
                attrs={"TAG": [token.tag_] * len(pieces), "POS": [token.pos_] * len(pieces)},
            )
    if not doc.has_annotation("SENT_START"):  # all tokens come of one: spaCy knows no sentence then
        for token in doc:
            token.is_sent_start = token.i == 0
    # A split leaves the model's names at their token numbers too, on other tokens.
    doc.set_ents([span for start, end, label in names if (span := doc.char_span(start, end, label=label)) is not None])
    for key, found in layers.items():
        doc.spans[key] = [
            span
            for start, end, label, kb_id, span_id in found
            if (span := doc.char_span(start, end, label=label, kb_id=kb_id, span_id=span_id)) is not None
        ]
