"""SPARQL over the graph: run a query, read its rows, and a library of ready questions."""

from __future__ import annotations

from kg.query.library import Question, question, questions
from kg.query.prefixes import PREFIXES, shorten
from kg.query.results import Format, Results, Row
from kg.query.sparql import run

__all__ = ["PREFIXES", "Format", "Question", "Results", "Row", "question", "questions", "run", "shorten"]
