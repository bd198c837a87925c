"""How Oxigraph means to answer the ready questions: what a plan shows stays true of graphs of any size."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from kg.query import PREFIXES, Question, questions
from kg.query.guards import ordered_safely
from tests.query.test_questions import TURTLE

Node = dict[str, Any]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    written = Store(str(folder))
    written.load(TURTLE.encode(), format=RdfFormat.TURTLE)
    written.flush()
    return folder


def plan(store: Path, sparql: str) -> Node:
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("no oxigraph on the command line")
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    explained = store.parent / "plan.json"
    command = [program, "query", "--location", store, "--query", prologue + ordered_safely(sparql), "--stats"]
    command += ["--results-format", "csv", "--explain-file", explained]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    tree: Node = json.loads(explained.read_text(encoding="utf-8"))["plan"]
    return tree


def bound(question: Question) -> str:
    """The question with a text in the place of each parameter."""
    sparql = "\n".join(line for line in question.sparql.splitlines() if not line.lstrip().startswith("#"))
    for name, _ in question.parameters:
        clause = re.compile(rf"((?:SELECT|GROUP BY)\b[^{{\n]*?) \?{name}\b")
        while clause.search(sparql):
            sparql = clause.sub(r"\1", sparql)
        sparql = re.sub(rf"\?{name}\b", '"数据部"', sparql)
    return sparql


def steps(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("children", ()):
        yield from steps(child)


@pytest.mark.parametrize("question", questions(), ids=lambda each: each.name)
def test_no_question_looks_through_a_whole_list_for_each_row(store: Path, question: Question) -> None:
    for step in steps(plan(store, bound(question))):
        # A join without keys compares every row of one side with every row of the other.
        assert not re.match(r"(?:Left|Anti)Join\(.*\bkeys = [,)]", step["name"])


def test_the_plan_of_what_does_shows_it(store: Path) -> None:
    careless = "SELECT * { ?a kg:mentions ?b OPTIONAL { ?c rdf:subject ?b } OPTIONAL { ?c kg:quote ?d } }"
    assert any(re.match(r"LeftJoin\(.*\bkeys = [,)]", step["name"]) for step in steps(plan(store, careless)))


@pytest.mark.parametrize("question", [each for each in questions() if each.parameters], ids=lambda each: each.name)
def test_what_asks_for_a_name_goes_on_from_what_has_it(store: Path, question: Question) -> None:
    for step in steps(plan(store, bound(question))):
        # Such a join reads all there is, and then picks what belongs to the name.
        assert not re.match(r"Join\(.*\bkeys = \?", step["name"])
