from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.engine import ENGINES, Engine, Limits, Lost, open_engine
from kg.errors import BuildError, OptionError
from tests.engine import works

ROOM = 400 << 20


def chunks(numbers: int, size: int) -> list[list[int]]:
    return [list(range(start, min(start + size, numbers))) for start in range(0, numbers, size)]


@pytest.mark.parametrize("name", ["local", "processes"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_every_thing_is_done_once(name: str, jobs: int) -> None:
    with open_engine(name, jobs, Limits()) as engine:
        done = list(engine.map(works.double, chunks(100, 7)))
        again = list(engine.map(works.double, chunks(3, 1)))
    assert sorted(each for chunk, _ in done for each in chunk) == list(range(100))
    assert all(results == [2 * each for each in chunk] for chunk, results in done + again)
    assert len(again) == 3


def test_chunks_are_taken_as_there_is_room_for_them() -> None:
    taken = 0

    def counted() -> Iterator[list[int]]:
        nonlocal taken
        for chunk in chunks(1000, 1):
            taken += 1
            yield chunk

    with open_engine("processes", 2, Limits()) as engine:
        results = engine.map(works.double, counted())
        for _ in range(10):
            next(results)
        assert taken <= 10 + 2 + 2


def test_work_is_shared_among_the_processes() -> None:
    with open_engine("processes", 2, Limits()) as engine:
        found = [results for _, results in engine.map(works.processes, chunks(8, 1))]
    assert len({number for results in found for number in results}) == 2  # type: ignore[union-attr]
    assert os.getpid() not in {number for results in found for number in results}  # type: ignore[union-attr]


def test_what_does_the_work_can_be_got_ready_for_it(tmp_path: Path) -> None:
    file = str(tmp_path / "called")
    with open_engine("processes", 2, Limits()) as engine:
        engine.prepare(partial(works.once, [file]))
        engine.prepare(partial(works.poisoned, ["raise"]))  # what is amiss is passed over
        engine.prepare(partial(works.once, [file]))
        ((_, found),) = engine.map(works.processes, [[1]])
    assert Path(file).read_text().split() == [str(found[0])] * 2  # type: ignore[index]


def test_getting_ready_counts_as_nothing_that_work_may_take(tmp_path: Path) -> None:
    with open_engine("processes", 1, Limits(seconds=0.25)) as engine:
        engine.prepare(partial(works.once, [str(tmp_path / str(number)) for number in range(3)]))
        assert list(engine.map(works.double, [[1]])) == [([1], [2])]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("poison", "why"),
    [
        ("abort", "the process that read it ended (SIGABRT)"),
        ("segfault", "the process that read it ended (SIGSEGV)"),
        ("leave", "the process that read it ended (exit code 7)"),
        ("loop", "it took longer than 2 s and was cut off; --timeout allows more"),
        ("eat", "it took more than 400 MiB of memory and was cut off; --memory allows more"),
    ],
)
def test_only_what_is_poisonous_is_lost(jobs: int, poison: str, why: str) -> None:
    things = [["a", "b", poison, "c"], ["d"], [poison], ["e", "f"]]
    with open_engine("processes", jobs, Limits(seconds=2, memory=ROOM)) as engine:
        done = list(engine.map(works.poisoned, things))
    lost = [chunk for chunk, outcome in done if isinstance(outcome, Lost)]
    assert lost == [[poison], [poison]]
    assert {outcome.why for _, outcome in done if isinstance(outcome, Lost)} == {why}
    kept = [each for _, results in done if not isinstance(results, Lost) for each in results]
    assert sorted(kept) == ["a", "b", "c", "d", "e", "f"]


def test_what_the_work_raises_ends_everything() -> None:
    with open_engine("processes", 2, Limits()) as engine, pytest.raises(ValueError, match="as it should"):
        list(engine.map(works.poisoned, [["a"], ["raise"], ["b"]]))
    with open_engine("processes", 1, Limits()) as engine, pytest.raises(RuntimeError, match=r"StrangeError.*needs two"):
        list(engine.map(works.strange, [[1]]))


def test_no_process_outlives_its_engine() -> None:
    with open_engine("processes", 2, Limits()) as engine:
        found = {number for _, results in engine.map(works.processes, chunks(4, 1)) for number in results}  # type: ignore[union-attr]
    assert not any(_lives(number) for number in found)


def test_no_process_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from kg.engine import Limits, open_engine
        from tests.engine import works
        with open_engine("processes", 2, Limits()) as engine:
            found = [str(n) for _, results in engine.map(works.processes, [[1], [2], [3], [4]]) for n in results]
            print(" ".join(found), flush=True)
            for _ in engine.map(works.poisoned, [["loop"], ["a"]]):
                os.kill(os.getpid(), signal.SIGKILL)
    """)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == -9, done.stderr
    until = time.monotonic() + 10
    numbers = [int(number) for number in done.stdout.split()]
    while any(map(_lives, numbers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_lives, numbers))


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_worker_that_cannot_start_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho 'Traceback' >&2\necho 'no module named kg' >&2\nexit 1\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with open_engine("processes", 1, Limits()) as engine, pytest.raises(BuildError) as raised:
        list(engine.map(works.double, [[1]]))
    assert str(raised.value) == "a worker process cannot start (no module named kg); try --engine local"


@pytest.mark.parametrize(
    ("name", "scheduler", "message"),
    [
        ("spark", None, "there is no engine 'spark': take one of processes, local, dask"),
        ("dask", None, "needs the address of its scheduler: --scheduler"),
        ("local", "tcp://127.0.0.1:1", "a scheduler is for --engine dask, not for local"),
    ],
)
def test_an_engine_that_cannot_be_opened_says_why(name: str, scheduler: str | None, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        open_engine(name, 1, Limits(), scheduler)


def test_dask_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.engine.dask", None)
    with pytest.raises(OptionError, match=r"install it with: pip install 'wenpu\[dask\]'"):
        open_engine("dask", 1, Limits(), "tcp://127.0.0.1:1")


def test_the_default_engine_comes_first() -> None:
    assert ENGINES[0] == "processes"
    engine: Engine = open_engine(ENGINES[0], 1, Limits())
    with engine:
        assert list(engine.map(works.double, [])) == []
