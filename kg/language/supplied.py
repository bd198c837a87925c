"""A user's spaCy model in the place of ours: the component ``wenpu_model``.

The rules are made for our tokens, so these stay; what the model knows is laid over them, where it has
something to say. A model that only names things costs no tags, one that only tags costs no names, and its
way of cutting words does not matter.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.language.tokens import split_tokens

__all__ = ["LANGUAGES", "LanguageError", "SuppliedModel", "load_model"]

LANGUAGES = ("zh", "en")

_LABELS = {"PER": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "PLACE": "LOC"}
"""Labels of other schemes for names, in that of OntoNotes, which the rules read."""
_NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"}
_RULERS = {"entity_ruler", "span_ruler", "entity_linker"}
"""Components that know some names: of the other words they say nothing."""
_BATCH = 64


class LanguageError(ValueError):
    """No pipeline for a language, or the model asked for cannot be used."""


@cache
def load_model(model: str) -> Language:
    """Return a user's spaCy model.

    Args:
        model: its name, or the folder it was saved to.

    Raises:
        LanguageError: it is not installed, cannot be loaded, or reads another language than Wenpu.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions than the model was made with
            nlp = spacy.load(model)
    except OSError:
        raise LanguageError(f"spaCy model {model!r}: not installed, and no folder of a model") from None
    except Exception as error:  # whatever a model's own code may raise
        raise LanguageError(f"spaCy model {model!r}: cannot be loaded ({_first_line(error)})") from None
    if nlp.lang not in LANGUAGES:
        raise LanguageError(f"spaCy model {model!r}: it reads {nlp.lang!r}, not {' or '.join(LANGUAGES)}")
    return nlp


@Language.factory(
    "wenpu_model",
    default_config={"model": ""},
    assigns=["doc.ents", "token.ent_type", "token.pos", "token.tag", "token.lemma"],
    retokenizes=True,
)
def create_model(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """SpaCy factory: :class:`SuppliedModel`."""
    return SuppliedModel(load_model(model))


class SuppliedModel:
    """Lays what a model finds in a text over a ``Doc`` of ours.

    Args:
        nlp: the model.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        factories = {nlp.get_pipe_meta(name).factory: nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names}
        self._judges = any("doc.ents" in assigns for name, assigns in factories.items() if name not in _RULERS)

    def __call__(self, doc: Doc) -> Doc:
        """Run the model on one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = _BATCH) -> Iterator[Doc]:
        """Run the model on documents, paragraph by paragraph."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            lines = [(index, *line) for index, doc in enumerate(batch) for line in _lines(doc.text)]
            kept = [each for each in lines if len(each[2]) <= self._nlp.max_length]
            found: list[list[tuple[int, Doc]]] = [[] for _ in batch]
            for (index, start, _), read in zip(kept, self._nlp.pipe(text for _, _, text in kept), strict=True):
                found[index].append((start, read))
            for doc, read_of in zip(batch, found, strict=True):
                self._lay_over(doc, read_of)
                yield doc

    def _lay_over(self, doc: Doc, read: list[tuple[int, Doc]]) -> None:
        names = [
            (start + ent.start_char, start + ent.end_char, _LABELS.get(ent.label_.upper(), ent.label_))
            for start, their in read
            for ent in their.ents
        ]
        split_tokens(doc, {edge for start, end, _ in names for edge in (start, end)})
        for start, their in read:
            _tags(doc, start, their)
        theirs = [span for name in names if (span := doc.char_span(*name)) is not None]
        ours = [] if self._judges else list(doc.ents)
        first = [span for span in theirs if span.label_ in _NAMES]
        taken = {token.i for span in first for token in span}
        rest = [span for span in ours if not any(token.i in taken for token in span)]
        taken |= {token.i for span in rest for token in span}
        rest += [s for s in theirs if s.label_ not in _NAMES and not any(token.i in taken for token in s)]
        doc.set_ents(filter_spans([*first, *rest]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _tags(doc: Doc, start: int, their: Doc) -> None:
    """Take the model's parts of speech and lemmas over, for the words that it cuts as we do."""
    tagged = their.has_annotation("POS")
    lemmatized = their.has_annotation("LEMMA")
    if not tagged and not lemmatized:
        return
    for token in their:
        span = doc.char_span(start + token.idx, start + token.idx + len(token))
        if span is None or len(span) != 1:
            continue
        ours = span[0]
        if tagged and token.pos_:
            ours.pos_ = token.pos_
            ours.tag_ = token.tag_ or ours.tag_
        if lemmatized and token.lemma_:
            ours.lemma_ = token.lemma_


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
