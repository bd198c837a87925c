"""How good the graph is: what was read, against what a careful reader finds (``docs/gold.md``).

The last stage: it may know every other, and none knows it.
"""

from __future__ import annotations

from kg.eval.evaluation import Evaluation, Point, evaluate
from kg.eval.gold import Gold, GoldError, find_gold, read_gold
from kg.eval.score import Finding, Score, Tally
from kg.eval.scoring import score
from kg.eval.stated import Stated
from kg.eval.tagged import NameScores, TaggedError, TaggedSentence, measure_names, read_tagged

__all__ = [
    "Evaluation",
    "Finding",
    "Gold",
    "GoldError",
    "NameScores",
    "Point",
    "Score",
    "Stated",
    "TaggedError",
    "TaggedSentence",
    "Tally",
    "evaluate",
    "find_gold",
    "measure_names",
    "read_gold",
    "read_tagged",
    "score",
]
