import socket
from pathlib import Path

import pytest

from tests import small_graph
from tests.cli.conftest import Kg


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_graph.write(tmp_path_factory.mktemp("graph"))


def test_a_port_that_is_taken(kg: Kg, out: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = kg("serve", str(out), "--port", str(port))
    assert (said.code, said.err) == (2, f"kg: 127.0.0.1:{port}: something else listens there; give another --port\n")


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["nowhere"], 1, "nowhere: no such graph folder; make one with: kg build"),
        (["OUT", "--host", "192.0.2.1", "--port", "0"], 2, "192.0.2.1:0: cannot listen there"),
        (["OUT", "--port", "70000"], 2, "Invalid value for '--port'"),
        (["OUT", "--timeout", "0"], 2, "Invalid value for '--timeout'"),
        (["OUT", "--max-rows", "0"], 2, "Invalid value for '--max-rows'"),
    ],
)
def test_errors_are_one_line_and_the_right_code(kg: Kg, out: Path, arguments: list[str], code: int, line: str) -> None:
    said = kg("serve", *(str(out) if each == "OUT" else each for each in arguments))
    assert said.err.startswith(f"kg: {line}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")


def test_what_keeps_it_from_starting_is_one_line(kg: Kg, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    said = kg("serve", str(out), "--port", "0")
    assert (said.code, said.err) == (1, "kg: /nowhere/python: No such file or directory\n")
