"""Chinese text to a spaCy ``Doc``: tokens, tags, first names and sentences, by LAC.

The tokenizer does it all, so that the pipeline is spaCy's from there on: ``token.tag_`` is LAC's tag,
``token.pos_`` the Universal Dependencies part of speech, ``doc.ents`` LAC's names with OntoNotes labels.
Rules read ``pos_`` and ``ents`` and so work on any other Chinese spaCy model too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.language.lac import lac_tagger
from kg.language.sentences import sentence_spans, tagging_spans
from kg.language.tokens import keep_text

__all__ = ["LacTokenizer", "create_lac_tokenizer", "set_sentences"]

_POS = {
    "n": "NOUN", "nz": "PROPN", "nw": "PROPN", "PER": "PROPN", "LOC": "PROPN", "ORG": "PROPN",
    "TIME": "NOUN", "t": "NOUN", "s": "NOUN", "f": "ADP", "vn": "NOUN", "an": "NOUN",
    "v": "VERB", "vd": "VERB", "a": "ADJ", "ad": "ADV", "d": "ADV", "m": "NUM", "q": "NOUN",
    "r": "PRON", "p": "ADP", "c": "CCONJ", "u": "PART", "xc": "PART", "w": "PUNCT", "O": "X",
}  # fmt: skip
_LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG", "TIME": "DATE"}
_ATTRIBUTES: list[int | str] = ["TAG", "POS", "ENT_IOB", "ENT_TYPE", "SENT_START"]
_OUTSIDE, _BEGINS_ENTITY = 2, 3
_BEGINS, _GOES_ON = 1, 2**64 - 1
"""Of a token that begins a sentence and one that does not: minus one, unsigned."""
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z0-9À-ɏ])[A-Za-z0-9À-ɏ]")
_NOT_HAN = re.compile(r"\W|[A-Za-z_]")
"""What words are cut at, or are punctuation by: nothing else is."""
_LATIN_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9&.+\-]*[A-Za-z0-9+]")
_PUNCTUATION = re.compile(r"[^\w\s]")


class LacTokenizer:
    """Makes a tagged ``Doc`` of a text. Its tokens, with their white space, are the text exactly."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tags: dict[tuple[str, str], tuple[int, int, int, int]] = {}

    def __call__(self, text: str) -> Doc:
        """Tokenize and tag one text."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Doc]:
        """Tokenize and tag texts, ``batch_size`` of them at a time: several times faster than one by one."""
        for batch in _batches(texts, batch_size):
            spans = [tagging_spans(text) for text in batch]
            pieces = [text[a:b] for text, cuts in zip(batch, spans, strict=True) for a, b in cuts]
            tagged = iter(lac_tagger().tag(pieces))
            for text, cuts in zip(batch, spans, strict=True):
                words = [(a + s, a + e, tag) for a, _ in cuts for s, e, tag in next(tagged)]
                yield self._doc(text, words)

    def _doc(self, text: str, tagged: list[tuple[int, int, str]]) -> Doc:
        words = list(_tokens(text, tagged))
        starts = {start for start, _ in sentence_spans(text)}
        spelled: list[str] = []
        spaces: list[bool] = []
        known: list[tuple[int, int, int, int, int]] = []
        for start, end, tag in words:
            word = text[start:end]
            if word == " " and spelled and not spaces[-1] and not spelled[-1].isspace():
                spaces[-1] = True
                continue
            spelled.append(word)
            spaces.append(False)
            known.append((*self._of_tag(tag, _pos(word, tag)), _BEGINS if not known or start in starts else _GOES_ON))
        doc = Doc(self.vocab, words=spelled, spaces=spaces)
        keep_text(doc, text)
        # As numbers: spaCy takes four times as long to look every one of the words for them up.
        attributes: Any = np.array(known, dtype=np.uint64).reshape(-1, len(_ATTRIBUTES))
        return doc.from_array(_ATTRIBUTES, attributes)

    def _of_tag(self, tag: str, pos: str) -> tuple[int, int, int, int]:
        """The first four of the attributes of a token, as spaCy keeps them."""
        if (tag, pos) not in self._tags:
            strings, label = self.vocab.strings, _LABELS.get(tag)
            iob, ent = (_BEGINS_ENTITY, strings.add(label)) if label else (_OUTSIDE, 0)
            self._tags[tag, pos] = strings.add(tag), strings.add(pos), iob, ent
        return self._tags[tag, pos]

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing to keep: the weights come with their package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> LacTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing to keep."""

    def from_disk(self, path: object, **kwargs: object) -> LacTokenizer:
        """Nothing to restore."""
        return self


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(texts)
    while batch := list(islice(waiting, size)):
        yield batch


def _tokens(text: str, words: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Mend LAC's words: no cut inside a Latin word or number, white space and brackets apart."""
    inside = {match.start() for match in _INSIDE_WORD.finditer(text)}
    # Most words are Chinese characters alone, and stay as they are.
    mixed = bytearray(len(text))
    for match in _NOT_HAN.finditer(text):
        mixed[match.start()] = 1
    pending: tuple[int, int, str] | None = None
    for start, end, tag in words:
        if start in inside and pending and pending[1] == start:
            # 10|万 stays two words: only Latin letters and digits glue
            pending = (pending[0], end, pending[2] if tag in ("w", "xc") else _stronger(pending[2], tag))
            continue
        if pending:
            if mixed.find(1, pending[0], pending[1]) < 0:
                yield pending
            else:
                yield from _split(text, *pending)
        pending = (start, end, tag)
    if pending:
        yield from _split(text, *pending)


def _stronger(first: str, second: str) -> str:
    return second if second in _LABELS and first not in _LABELS else first


_APART = re.compile(r"\s|[《》〈〉“”‘’「」『』（）()【】\[\]，。、；：！？,;:!?|｜—…\"]")


def _split(text: str, start: int, end: int, tag: str) -> Iterator[tuple[int, int, str]]:
    cuts = {start, end}
    if not text[start:end].isascii():
        # 中心ABCD is a Chinese word and a Latin one; a lone letter (A股) belongs to its word.
        for match in _LATIN_WORD.finditer(text, start, end):
            cuts |= {match.start(), match.end()}
    for match in _APART.finditer(text, start, end):
        cuts |= {match.start(), match.end()}
    for a, b in pairwise(sorted(cuts)):
        piece = text[a:b]
        punctuation = len(piece) == 1 and (piece.isspace() or _PUNCTUATION.match(piece))
        yield a, b, "w" if punctuation else tag


def _pos(word: str, tag: str) -> str:
    if word.isspace():
        return "SPACE"
    if tag == "w" and len(word) > 1 and word.isalpha():
        return "NOUN"  # a long name now and then, tagged as punctuation
    return _POS.get(tag, "X")


def set_sentences(doc: Doc) -> Doc:
    """Set sentence starts by punctuation, for tokenizers that do not."""
    starts = [start for start, _ in sentence_spans(doc.text)]
    begins: Any = np.where(np.isin(doc.to_array(["IDX"]), np.array(starts, dtype=np.uint64)), 1, -1)
    begins[:1] = 1
    return doc.from_array(["SENT_START"], begins.astype(np.int64).view(np.uint64).reshape(-1, 1))


@registry.tokenizers("wenpu.LacTokenizer.v1")  # type: ignore[untyped-decorator]
def create_lac_tokenizer() -> Callable[[Language], LacTokenizer]:
    """Return what spaCy's config calls to make the tokenizer."""

    def create(nlp: Language) -> LacTokenizer:
        return LacTokenizer(nlp.vocab)

    return create


@Language.component("wenpu_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """SpaCy component: :func:`set_sentences`."""
    return set_sentences(doc)
