"""How long each of the ready questions takes.

    python benchmarks/query_graph.py /tmp/small 10000
    python benchmarks/query_graph.py /tmp/large 1000000
    python benchmarks/query_questions.py /tmp/small /tmp/large

A question that takes arguments is asked twice: for what the graph has most of, and for what it has least of.
What counts is one run of it through the engine of ``kg query``, from its text to its rows as CSV, in a process that has
the store open already; the best of three.
"""

from __future__ import annotations

import csv
import io
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.query import Question, questions, run
from kg.query.results import Format
from kg.store import open_store

__all__ = ["Asked", "ask", "ask_all", "middle_and_slowest"]

_ROUNDS = 3
_ENOUGH = 3.0
"""Seconds after which a question is not asked again."""

_NAMED = """SELECT (MIN(STR(?label)) AS ?name)
WHERE { %s ?it skos:prefLabel ?label } GROUP BY ?it ORDER BY DESC(COUNT(DISTINCT ?by)) ?name"""
_YEARS = ("2018", "2025")  # of corpus.py's articles

_ARGUMENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "about": (_NAMED % "?by kg:mentions ?it .", ()),
    "articles-about": (_NAMED % "?by a kg:Article ; kg:about ?it .", ()),
    "between": (
        """SELECT (MIN(STR(?one)) AS ?left) (MIN(STR(?other)) AS ?right)
        WHERE { ?who kg:affiliation/kg:subOrganizationOf ?it ; skos:prefLabel ?one . ?it skos:prefLabel ?other .
                ?by kg:mentions ?it }
        GROUP BY ?who ?it ORDER BY DESC(COUNT(DISTINCT ?by)) ?left ?right""",
        (),
    ),
    "changes": (
        """SELECT ?one ?other WHERE {
          { SELECT (STR(?a) AS ?one) (COUNT(?e) AS ?n) WHERE { ?e kg:inArticle ?a } GROUP BY ?a }
          { SELECT (STR(?b) AS ?other) (COUNT(?f) AS ?m) WHERE { ?f kg:inArticle ?b } GROUP BY ?b }
          FILTER(?one < ?other)
        } ORDER BY DESC(?n * ?m) ?one ?other""",
        (),
    ),
    "claims-about": (_NAMED % "?by a kg:Claim ; kg:about ?it .", ()),
    "claims-by": (_NAMED % "?by kg:claimant ?it .", ()),
    "events-in": (_NAMED % "?by kg:location ?it ; a kg:Event .", _YEARS),
    "evidence": (
        """SELECT (MIN(STR(?one)) AS ?subject) (STR(?p) AS ?property) (MIN(STR(?other)) AS ?object)
        WHERE { ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
                ?s skos:prefLabel ?one . ?o skos:prefLabel ?other }
        GROUP BY ?s ?p ?o ORDER BY DESC(COUNT(DISTINCT ?e)) ?subject ?property ?object""",
        (),
    ),
    "figures-of": (_NAMED % "?by kg:area ?it .", ()),
    "figures-over-time": (
        """SELECT ?words WHERE { ?figure kg:measure ?label }
        GROUP BY (STR(?label) AS ?words) ORDER BY DESC(COUNT(DISTINCT ?figure)) ?words""",
        (),
    ),
    "mentioned-with": (_NAMED % "?by kg:mentions ?it .", ()),
    "organizations-of": (_NAMED % "?by kg:mentions ?it . ?it a kg:Place .", ()),
    "people-of": (_NAMED % "?by kg:affiliation/kg:subOrganizationOf* ?it .", ()),
    "reports-of-year": (
        """SELECT ?year WHERE { ?report a kg:Report ; kg:publicationDate ?day }
        GROUP BY (SUBSTR(STR(?day), 1, 4) AS ?year) ORDER BY DESC(COUNT(DISTINCT ?report)) ?year""",
        (),
    ),
    "structure": (_NAMED % "?by kg:subOrganizationOf ?it .", ()),
}
"""For each question the query whose first and last row are what to ask it for, and what is added to those."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking a question took.

    Attributes:
        name: the question's.
        arguments: what it was asked for.
        seconds: of the best round.
        rows: that it answered with.
    """

    name: str
    arguments: tuple[str, ...]
    seconds: float
    rows: int


def ask(store: Store, question: Question, arguments: Sequence[str] = ()) -> Asked:
    """Ask one question some times."""
    best, spent, rows = float("inf"), 0.0, 0
    for _ in range(_ROUNDS):
        answer = io.BytesIO()
        start = time.perf_counter()
        run(store, question.sparql, question.bind(list(arguments))).write(answer, Format.CSV)
        seconds = time.perf_counter() - start
        rows = sum(1 for _ in csv.reader(io.StringIO(answer.getvalue().decode(), newline=""))) - 1
        best, spent = min(best, seconds), spent + seconds
        if spent > _ENOUGH:
            break
    return Asked(question.name, tuple(arguments), best, rows)


def ask_all(store: Store) -> Iterator[Asked]:
    """Ask all questions, those with arguments for what is frequent and for what is rare."""
    for question in questions():
        for arguments in _arguments(store, question) if question.parameters else [()]:
            yield ask(store, question, arguments)


def middle_and_slowest(asked: Sequence[Asked]) -> tuple[float, Asked]:
    """Return the median of the questions' seconds, each by its slowest arguments, and the slowest of all."""
    slowest: dict[str, Asked] = {}
    for each in sorted(asked, key=lambda each: each.seconds):
        slowest[each.name] = each
    return (
        statistics.median(each.seconds for each in slowest.values()),
        max(slowest.values(), key=lambda each: each.seconds),
    )


def _arguments(store: Store, question: Question) -> list[tuple[str, ...]]:
    sparql, more = _ARGUMENTS[question.name]
    found = list(dict.fromkeys(tuple(map(str, row.values())) for row in run(store, sparql)))
    return [(*row, *more) for row in dict.fromkeys((found[0], found[-1]))] if found else []


def main(folders: Sequence[Path]) -> None:
    """Print a table for each graph."""
    for out in folders:
        store = open_store(out)
        asked = []
        print(f"{out.name}\n\n| question | rows | ms |\n|---|---|---|")
        for each in ask_all(store):
            asked.append(each)
            print(f"| {' '.join([each.name, *each.arguments])} | {each.rows} | {each.seconds * 1000:.1f} |", flush=True)
        median, slowest = middle_and_slowest(asked)
        print(
            f"\nmedian {median * 1000:.1f} ms, slowest {slowest.seconds * 1000:.0f} ms ({slowest.name})\n", flush=True
        )


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
