"""Tokens cut where names begin and end."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

__all__ = ["split_tokens"]


def split_tokens(doc: Doc, edges: set[int]) -> None:
    """Split the tokens that have one of the character offsets ``edges`` inside them.

    Spans of earlier components, and the model's own names, stay where they are in the text.
    """
    cuts: dict[int, list[int]] = {}
    tokens = iter(doc)
    token = next(tokens, None)
    for edge in sorted(edges):
        while token is not None and token.idx + len(token) <= edge:
            token = next(tokens, None)
        if token is None:
            break
        if token.idx < edge:
            cuts.setdefault(token.i, []).append(edge - token.idx)
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
