"""An evaluation as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kg.eval.evaluation import Evaluation
from kg.eval.score import Finding, Score, Tally
from kg.eval.tagged import NameScores

__all__ = ["as_json"]

_DIGITS = 4


def as_json(evaluation: Evaluation | None, names: NameScores | None = None) -> str:
    """Return what was measured as a JSON document; the same figures give the same text.

    Args:
        evaluation: against gold.
        names: against a corpus with tagged names.
    """
    content: dict[str, Any] = {}
    if evaluation is not None:
        content["mean"] = _overall(evaluation)
        content["kinds"] = _kinds(evaluation.groups, evaluation.parts)
        content["articles"] = [_article(score) for score in evaluation.scores]
        content["failures"] = list(evaluation.failures)
        if evaluation.curve:
            content["curve"] = [
                {"min_confidence": point.confidence, **_overall(point), "facts": _tally(point.facts)}
                for point in evaluation.curve
            ]
    if names is not None:
        content["names"] = {
            "sentences": names.sentences,
            "pipeline": _by_class(names.pipeline),
            "tagger": _by_class(names.tagger),
        }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _article(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold.as_posix(),
        "file": score.article,
        **_overall(score),
        "kinds": _kinds(score.groups, score.parts),
        "misses": _findings(score.misses),
        "spurious": _findings(score.spurious),
        "never": _findings(score.never),
    }


def _overall(scored: Any) -> dict[str, float]:
    return {name: round(getattr(scored, name), _DIGITS) for name in ("precision", "recall", "f1")}


def _kinds(groups: Any, parts: Any) -> dict[str, Any]:
    return {
        name: {
            **_tally(tally),
            "parts": {part: _tally(t) for (group, part), t in sorted(parts.items()) if group == name},
        }
        for name, tally in groups.items()
    }


def _by_class(tallies: Any) -> dict[str, Any]:
    return {"all": _tally(sum(tallies.values(), Tally())), **{str(kind): _tally(t) for kind, t in tallies.items()}}


def _tally(tally: Tally) -> dict[str, Any]:
    figures = {name: getattr(tally, name) for name in ("precision", "recall", "f1")}
    rounded = {name: None if figure is None else round(figure, _DIGITS) for name, figure in figures.items()}
    return {**asdict(tally), **rounded}


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [asdict(finding) for finding in findings]
