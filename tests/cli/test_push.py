from pathlib import Path

import pytest

from tests import small_graph
from tests.cli.conftest import Kg
from tests.push.servers import fake


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_graph.write(tmp_path_factory.mktemp("graph"))


def test_it_says_what_was_loaded(kg: Kg, out: Path) -> None:
    with fake(lambda asked, number: (204, {}, b"")) as server:
        said = kg("push", str(out), "--endpoint", server.address, "--batch", "50", "--verbose")
    lines = ["kg: 50 triples", "kg: 56 triples", f"{server.address}: 56 triples in 1 graph", ""]
    assert (said.code, said.out, said.err) == (0, "", "\n".join(lines))


def test_the_environment_says_who_loads(kg: Kg, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PUSH_TOKEN", "abc")
    with fake(lambda asked, number: (204 if "Authorization" in asked.headers else 401, {}, b"")) as server:
        assert kg("push", str(out), "--endpoint", server.address, "--quiet").err == ""
        assert server.taken[0].headers["Authorization"] == "Bearer abc"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (
            ["OUT", "--endpoint", "http://127.0.0.1:9/", "--retries", "0"],
            1,
            "http://127.0.0.1:9/: no answer (Connection refused)",
        ),
        (["OUT", "--endpoint", "somewhere"], 2, "--endpoint 'somewhere': give an address such as"),
        (["OUT", "--endpoint", "http://a:b@c/"], 2, "--endpoint: put name and password into KG_PUSH_USER"),
        (
            ["OUT", "--endpoint", "http://127.0.0.1:9/", "--graph", "no iri"],
            2,
            "--graph 'no iri': give an IRI, or articles",
        ),
        (["OUT"], 2, "Missing option '--endpoint'"),
        (["nowhere", "--endpoint", "http://127.0.0.1:9/"], 1, "nowhere: no such graph folder; make one with: kg build"),
    ],
)
def test_errors_are_one_line_and_the_right_code(kg: Kg, out: Path, arguments: list[str], code: int, line: str) -> None:
    said = kg("push", *(str(out) if each == "OUT" else each for each in arguments))
    assert said.err.startswith(f"kg: {line}")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (code, "")
