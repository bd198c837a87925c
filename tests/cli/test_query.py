import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import small_graph
from tests.cli.conftest import Kg


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_graph.write(tmp_path_factory.mktemp("graph")))


def test_csv_where_the_output_is_no_terminal(kg: Kg, out: str) -> None:
    said = kg("query", out, "--named", "reports")
    assert (said.code, said.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["title"], row["publisher"], row["date"]) for row in rows] == [
        ("另一份报告", "", ""),
        ("数据年报", "数据部", "2024-07"),
    ]


def test_a_table_abbreviates_iris_and_counts_rows(kg: Kg, out: str) -> None:
    said = kg("query", out, "SELECT ?c WHERE { ?s a ?c } ORDER BY ?c", "--format", "table")
    assert said.out.split()[0] == "c"
    assert said.out.split().count("kg:Organization") == 3
    assert said.out.rstrip().endswith("12 rows")


def test_a_table_lets_no_control_character_through(kg: Kg, tmp_path: Path) -> None:
    text = '<http://e/s> <http://e/p> "[bold]red\\u001B[31m\\u202Egnp.exe" .'
    (tmp_path / "graph.ttl").write_text(text)
    said = kg("query", str(tmp_path), "SELECT ?o WHERE { ?s ?p ?o }", "--format", "table")
    assert "[bold]red [31m gnp.exe" in said.out


def test_json_and_turtle(kg: Kg, out: str) -> None:
    said = kg("query", out, "SELECT ?p WHERE { ?p a kg:Place }", "--format", "json")
    value = {"type": "uri", "value": "https://w3id.org/wenpu/id/town"}
    assert json.loads(said.out)["results"]["bindings"] == [{"p": value}]
    said = kg("query", out, "CONSTRUCT WHERE { ?p a kg:Place }")
    assert said.out.splitlines()[-1] == "<https://w3id.org/wenpu/id/town> a kg:Place ." or (
        "kg:Place" in said.out.splitlines()[-1]
    )


@pytest.mark.parametrize(("query", "answer"), [("ASK { ?s a kg:Place }", "true\n"), ("ASK { ?s a kg:No }", "false\n")])
def test_ask(kg: Kg, out: str, query: str, answer: str) -> None:
    assert kg("query", out, query).out == answer


def test_a_query_from_a_file_and_from_stdin(kg: Kg, out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a kg:Report }"
    (tmp_path / "q.rq").write_text(query)
    assert kg("query", out, "-f", str(tmp_path / "q.rq")).out == "n\r\n2\r\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(query))
    assert kg("query", out, "-f", "-").out == "n\r\n2\r\n"


def test_a_hostile_name_finds_nothing_and_breaks_nothing(kg: Kg, out: str) -> None:
    said = kg("query", out, "--named", "about", "'\" } ; DROP ALL #\n\\")
    assert (said.code, said.err) == (0, "")
    assert said.out == "name,subject,property,object,quote\r\n"


def test_the_ready_questions_are_listed(kg: Kg) -> None:
    lines = kg("query", "--list-named").out.splitlines()
    assert lines[0].split(maxsplit=2) == ["about", "NAME", "Everything about one thing (关于某一事物的全部信息)"]
    assert len({line.index(line.split("  ")[-1].strip()) for line in lines}) == 1
    assert len(lines) >= 20


def test_explain_says_how_long_each_step_took(kg: Kg, out: str) -> None:
    said = kg("query", out, "ASK { ?s a kg:Place }", "--explain")
    assert said.out == "true\n"
    times = r"[\d.]+ ms"
    assert re.fullmatch(f"open the graph: {times}; run the query: {times}; write the results: {times}\n", said.err)


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["OUT", "SELEC"], 1, "line 1, column 1: unexpected 'SELEC'; a query starts with SELECT, ASK"),
        (["OUT", "SELECT * { SERVICE <http://127.0.0.1:8/> {} }"], 1, "SERVICE is not allowed"),
        (["OUT", "-f", "nowhere.rq"], 1, "nowhere.rq: No such file or directory; check the path"),
        (["nowhere", "ASK {}"], 1, "nowhere: no such graph folder; make one with: kg build SOURCE -o nowhere"),
        (["OUT"], 2, "give one query: as text, with -f FILE, or with --named NAME"),
        ([], 2, "OUT is missing; give a graph folder"),
        (["OUT", "ASK {}", "-f", "x"], 2, "give one query"),
        (["OUT", "ASK", "{}"], 2, "the query must be one argument: put it in quotation marks"),
        (["OUT", "--named", "about"], 2, "--named about takes NAME, not 0 arguments"),
        (["OUT", "--named", "abuot", "x"], 2, "no named query 'abuot'; did you mean about?"),
        (["OUT", "ASK {}", "--format", "turtle"], 2, "turtle does not fit a SELECT or ASK query"),
        (["OUT", "ASK {}", "--format", "yaml"], 2, "Invalid value for '--format'"),
        (["OUT", "--bogus"], 2, "No such option: --bogus"),
    ],
)
def test_errors_are_one_line_and_the_right_code(kg: Kg, out: str, arguments: list[str], code: int, line: str) -> None:
    said = kg("query", *(out if argument == "OUT" else argument for argument in arguments))
    assert said.err.startswith(f"kg: {line}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")


def test_a_query_imports_nothing_heavy(out: str) -> None:
    code = (
        "import sys; from kg.cli.program import run; run(sys.argv[1:]); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'spacy', 'rdflib', 'pyshacl', 'networkx', 'numpy', 'onnxruntime', 'pyvis'}), file=sys.stderr)"
    )
    arguments = ["query", out, "--named", "reports", "--format", "table"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_a_reader_that_leaves_early_is_no_error(out: str) -> None:
    code = "from kg.cli import main; main()"
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with subprocess.Popen(
        [sys.executable, "-c", code, "query", out, query], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes standard output a terminal of so many columns."""

    def columns(number: int) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(number))
        monkeypatch.setenv("TERM", "dumb")

    return columns


def test_what_is_too_wide_for_a_table_is_a_row_at_a_time(kg: Kg, out: str, terminal: Callable[[int], None]) -> None:
    query = f'SELECT ?unit ?value ?quote ?none {{ VALUES (?unit ?value ?quote ?none) {{ ("元" 70000000000000 "{"数据产业。" * 20}" UNDEF) }} }}'
    terminal(60)
    lines = [line.rstrip() for line in kg("query", out, query).out.splitlines()]
    assert lines[0] == "unit   元"
    assert lines[1] == "value  70000000000000"
    assert lines[2].startswith("quote  数据产业。")
    assert lines[-2:] == ["", "1 row"]
    assert max(map(len, lines)) <= 60
    terminal(140)
    assert kg("query", out, query).out.split()[:4] == ["unit", "value", "quote", "none"]


def test_short_columns_of_a_table_are_not_folded(kg: Kg, out: str, terminal: Callable[[int], None]) -> None:
    query = f'SELECT ?value ?quote ?more {{ VALUES (?value ?quote ?more) {{ (70000000000000 "{"数据" * 20}" "{"产业" * 10}") }} }}'
    terminal(50)
    assert "70000000000000" in kg("query", out, query).out


@pytest.mark.parametrize(
    ("name", "hint"),
    [("统计", "; did you mean '统计处', '统计局', '统计\"处'?"), ("没有这个名字", "")],
)
def test_a_name_that_nothing_goes_by(kg: Kg, out: str, terminal: Callable[[int], None], name: str, hint: str) -> None:
    terminal(100)
    said = kg("query", out, "--named", "about", name)
    assert (said.code, said.err) == (0, f"kg: nothing goes by the name '{name}'{hint}\n")
    assert kg("query", out, "--named", "about", name, "--quiet").err == ""
    assert kg("query", out, "--named", "claims-by", "数据部").err == ""


def test_what_a_question_takes_is_told_in_numbers(kg: Kg, out: str) -> None:
    said = kg("query", out, "--named", "changes", "one")
    assert (said.code, said.err) == (2, "kg: --named changes takes EARLIER LATER, not 1 argument\n")


def test_the_ready_questions_are_in_the_order_of_their_names(kg: Kg) -> None:
    names = [line.split()[0] for line in kg("query", "--list-named").out.splitlines()]
    assert names == sorted(names)
