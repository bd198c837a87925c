import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small_graph
from tests.cli.conftest import Kg


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_graph.write(tmp_path_factory.mktemp("graph"))


def test_to_standard_output(kg: Kg, out: Path) -> None:
    said = kg("export", str(out), "--format", "jsonld")
    assert (said.code, said.err) == (0, "")
    assert len(json.loads(said.out)["@graph"]) == 9


def test_a_dash_is_standard_output(kg: Kg, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = kg("export", str(out), "--format", "turtle", "-o", "-")
    assert said == kg("export", str(out), "--format", "turtle")
    assert list(tmp_path.iterdir()) == []


def test_to_a_file(kg: Kg, out: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    said = kg("export", str(out), "--format", "ntriples", "-o", str(target))
    assert (said.code, said.out, said.err) == (0, "", f"{target}\n")
    assert target.read_text().count(" .\n") == 56
    assert [each.name for each in tmp_path.iterdir()] == ["graph.nt"]


def test_to_a_folder_that_is_not_there_yet(kg: Kg, out: Path, tmp_path: Path) -> None:
    assert kg("export", str(out), "--format", "turtle", "-o", str(tmp_path / "new" / "graph.ttl")).code == 0
    assert kg("query", str(tmp_path / "new"), "ASK { ?r a kg:Report }").out == "true\n"
    assert kg("query", str(tmp_path / "new" / "graph.ttl"), "ASK { ?r a kg:Report }").out == "true\n"


def test_csv_is_two_files(kg: Kg, out: Path, tmp_path: Path) -> None:
    said = kg("export", str(out), "--format", "csv", "-o", str(tmp_path / "graph.csv"), "--quiet")
    assert (said.code, said.err) == (0, "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["graph-nodes.csv", "graph-relationships.csv"]


def test_shards_are_files_in_a_folder(kg: Kg, out: Path, tmp_path: Path) -> None:
    said = kg("export", str(out), "--format", "nquads", "--shards", "2", "-o", str(tmp_path / "shards"))
    assert (said.code, said.err) == (0, f"{tmp_path}/shards/0000.nq\n{tmp_path}/shards/0001.nq\n")
    lines = [file.read_text("utf-8").splitlines() for file in sorted((tmp_path / "shards").iterdir())]
    assert sorted(sum(lines, [])) == sorted(kg("export", str(out), "--format", "nquads").out.splitlines())  # noqa: RUF017
    refused = kg("export", str(out), "--format", "turtle", "--shards", "2", "-o", str(tmp_path / "shards"))
    assert (refused.code, refused.err) == (
        2,
        "kg: --shards is for --format nquads, with -o FOLDER and without --entail\n",
    )


def test_shards_of_another_export_are_not_mixed_in(kg: Kg, out: Path, tmp_path: Path) -> None:
    arguments = ["export", str(out), "--format", "nquads", "-o", str(tmp_path / "shards"), "--quiet", "--shards"]
    assert kg(*arguments, "3").code == 0
    assert kg(*arguments, "3").code == 0
    said = kg(*arguments, "2")
    line = f"kg: {tmp_path}/shards/0002.nq: of another export; remove it, or name another folder\n"
    assert (said.code, said.err) == (2, line)


def test_entailment(kg: Kg, out: Path) -> None:
    assert "schema:publisher" in kg("export", str(out), "--format", "turtle", "--entail").out
    assert "schema:publisher" not in kg("export", str(out), "--format", "turtle").out


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["OUT", "--format", "csv"], 2, "csv is two files: give -o NAME.csv"),
        (["OUT", "--format", "gexf", "--entail"], 2, "--entail adds triples, and gexf holds none"),
        (["OUT", "--format", "turtle", "-o", "OUT/graph.ttl"], 2, "OUT/graph.ttl: kg build keeps that file"),
        (["OUT", "--format", "turtle", "-o", "OUT/graph.html"], 2, "OUT/graph.html: kg build keeps that file"),
        (["OUT", "--format", "csv", "-o", "OUT/store/x.csv"], 2, "OUT/store/x.csv: kg build keeps that file"),
        (["OUT", "--format", "turtle", "-o", "OUT"], 2, "OUT: this is a folder; name a file in it"),
        (["OUT", "--format", "turtle", "-o", "/dev/null"], 2, "/dev/null: this is no file; name one"),
        (["OUT", "--format", "dot"], 2, "Invalid value for '--format'"),
        (["OUT"], 2, "Missing option '--format'"),
        (["nowhere", "--format", "turtle"], 1, "nowhere: no such graph folder; make one with: kg build"),
    ],
)
def test_errors_are_one_line_and_the_right_code(kg: Kg, out: Path, arguments: list[str], code: int, line: str) -> None:
    said = kg("export", *(each.replace("OUT", str(out)) for each in arguments))
    assert said.err.startswith(f"kg: {line.replace('OUT', str(out))}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")


def test_a_full_disk_leaves_what_was_there(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    target.write_text("before")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); from kg.cli.program import run; sys.exit(run(sys.argv[1:]))"
    )
    arguments = ["export", str(out), "--format", "ntriples", "-o", str(target)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kg: {target}: File too large")
    assert done.stderr.count("\n") == 1
    assert target.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["graph.nt"]


def test_an_export_imports_nothing_heavy(out: Path) -> None:
    code = (
        "import sys; from kg.cli.program import run; run(sys.argv[1:]); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'spacy', 'rdflib', 'pyshacl', 'networkx', 'numpy', 'onnxruntime', 'starlette'}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "export", str(out), "--format", "gexf"], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
