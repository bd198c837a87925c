"""Gold files and articles brought together, read and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg import documents
from kg.errors import KgError, OptionError, one_line
from kg.eval.gold import Gold, find_gold, read_gold
from kg.eval.score import GROUPS, Score, Tally, total_of
from kg.eval.scoring import score
from kg.eval.stated import Stated, folded
from kg.model import Document
from kg.run.articles import check_model
from kg.run.builder import build
from kg.run.options import Options
from kg.run.progress import Progress, Silent
from kg.run.sources import inputs

__all__ = ["CONFIDENCES", "Evaluation", "Point", "evaluate"]

CONFIDENCES = (0.0, 0.5, 0.7, 0.8, 0.9)
"""Where the curve is measured."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the confidence curve.

    Attributes:
        confidence: facts less sure than this were left out.
        recall: mean over the articles, as are the next two.
        precision: of entities and relations.
        f1: of both.
        facts: all but entities, pooled over the articles.
    """

    confidence: float
    recall: float
    precision: float
    f1: float
    facts: Tally


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How some articles compare with their gold.

    Attributes:
        scores: one an article, in the order of the gold files.
        curve: if it was asked for.
        failures: what could not be read or has no counterpart, one line each.
    """

    scores: tuple[Score, ...]
    curve: tuple[Point, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Mean over the articles."""
        return _mean([each.recall for each in self.scores])

    @property
    def precision(self) -> float:
        """Mean over the articles."""
        return _mean([each.precision for each in self.scores])

    @property
    def f1(self) -> float:
        """Mean over the articles."""
        return _mean([each.f1 for each in self.scores])

    @property
    def groups(self) -> dict[str, Tally]:
        """Tallies by kind, pooled over the articles."""
        return {name: total_of(each.groups[name] for each in self.scores) for name in GROUPS}

    @property
    def parts(self) -> dict[tuple[str, str], Tally]:
        """Tallies by class and property, pooled over the articles, in order."""
        keys = sorted({key for each in self.scores for key in each.parts}, key=lambda k: (GROUPS.index(k[0]), k[1]))
        return {key: total_of(each.parts.get(key, Tally()) for each in self.scores) for key in keys}


def evaluate(
    gold: Path,
    sources: Sequence[Path],
    *,
    model: str | None = None,
    language: str | None = None,
    min_confidence: float = 0.0,
    curve: bool = False,
    progress: Progress | None = None,
) -> Evaluation:
    """Build the articles that have gold, each on its own, and compare what the graph says with it.

    An article belongs to the gold file that names its file, or else its title. Articles without gold are
    passed over; gold without an article is a failure.

    Args:
        gold: a gold file, or a folder of them.
        sources: files and folders of articles.
        model: name or folder of a spaCy model in place of the default.
        language: BCP 47 tag that overrules the articles' own.
        min_confidence: facts less sure than this are left out, from 0 to 1.
        curve: whether to measure at several confidences.
        progress: is told how it goes on.

    Raises:
        GoldError: there is no gold.
        OptionError: an option has a value that cannot be used.
    """
    if not 0 <= min_confidence <= 1:
        raise OptionError(f"minimum confidence {min_confidence}: give a number from 0 to 1")
    if model:
        check_model(Options(model=model))
    progress = progress or Silent()
    failures: list[str] = []

    def fail(line: str) -> None:
        failures.append(line)
        progress.warn(line)

    pairs = list(_pairs(gold, sources, language, fail))
    progress.start(len(pairs), 0)
    scores: list[Score] = []
    by_confidence: dict[float, list[Score]] = {each: [] for each in CONFIDENCES} if curve else {}
    for wanted, article in pairs:
        try:
            at = {
                confidence: score(wanted, _stated(article, language, model, confidence), article.text, article.file)
                for confidence in {min_confidence, *by_confidence}
            }
        except KgError as error:
            line = one_line(error)  # what the build says of this article, without what it says of the whole
            fail(line[line.find(article.file) :] if article.file in line else f"{article.file}: {line}")
        else:
            scores.append(at[min_confidence])
            for confidence, others in by_confidence.items():
                others.append(at[confidence])
        progress.done(article.file)
    return Evaluation(tuple(scores), tuple(_points(by_confidence)) if scores else (), tuple(failures))


def _pairs(
    gold: Path, sources: Sequence[Path], language: str | None, fail: Callable[[str], None]
) -> Iterator[tuple[Gold, Document]]:
    """Yield each gold with its article; what cannot be read or has no counterpart goes to ``fail``."""
    golds: list[Gold] = []
    for file in find_gold(gold):
        try:
            golds.append(read_gold(file))
        except KgError as error:
            fail(one_line(error))
    articles: list[Document] = []
    files, missing = inputs(sources, None)
    for each in missing:
        fail(each.message)
    for path in files:
        try:
            articles.append(documents.read(path, language=language))
        except KgError as error:
            fail(one_line(error))
    for wanted in golds:
        if article := _article_of(wanted, articles):
            yield wanted, article
        else:
            fail(f"{wanted.path}: no article among the sources is called {wanted.file or wanted.title}")


def _article_of(gold: Gold, articles: Sequence[Document]) -> Document | None:
    by_file = [each for each in articles if gold.file and gold.file in (Path(each.file).stem, Path(each.file).name)]
    by_title = [each for each in articles if folded(each.title.value) == folded(gold.title)]
    return next(iter(by_file + by_title), None)


def _stated(article: Document, language: str | None, model: str | None, confidence: float) -> Stated:
    """What a build of one article states, by the build itself: nothing else is what users get."""
    graph = build(article.file, language=language, model=model, min_confidence=confidence)
    found = graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    return Stated(
        Triple(subject, predicate, object_)
        for subject, predicate, object_ in found.terms()
        if isinstance(subject, NamedNode)
        and isinstance(predicate, NamedNode)
        and isinstance(object_, NamedNode | Literal)
    )


def _points(by_confidence: dict[float, list[Score]]) -> Iterator[Point]:
    for confidence, scores in by_confidence.items():
        together = Evaluation(tuple(scores))
        facts = total_of(tally for name, tally in together.groups.items() if name != "entities")
        yield Point(confidence, together.recall, together.precision, together.f1, facts)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
