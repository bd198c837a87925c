"""A real scheduler and real worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engine import Limits, Lost, open_engine
from kg.errors import BuildError
from tests.engine import works
from tests.engine.cluster import Cluster, cluster


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as found:
        yield found


def test_a_cluster_does_every_thing_once(two_workers: Cluster) -> None:
    things = [[n, n + 1] for n in range(0, 40, 2)]
    with open_engine("dask", 1, Limits(), two_workers.address) as engine:
        done = list(engine.map(works.double, things))
        pids = {n for _, results in engine.map(works.processes, [[n] for n in range(8)]) for n in results}  # type: ignore[union-attr]
    assert sorted((list(chunk), results) for chunk, results in done) == [(t, [2 * n for n in t]) for t in things]
    assert len(pids) == 2


def test_poison_ends_no_worker_of_the_cluster(two_workers: Cluster) -> None:
    with open_engine("dask", 1, Limits(seconds=2), two_workers.address) as engine:
        done = list(engine.map(works.poisoned, [["a", "abort", "b"], ["c", "loop"], ["d"]]))
    assert [chunk for chunk, outcome in done if isinstance(outcome, Lost)] in (
        [["abort"], ["loop"]],
        [["loop"], ["abort"]],
    )
    assert two_workers.alive() == 2


def test_what_the_work_raises_ends_everything(two_workers: Cluster) -> None:
    with open_engine("dask", 1, Limits(), two_workers.address) as engine, pytest.raises(BuildError, match="as it sh"):
        list(engine.map(works.poisoned, [["a"], ["raise"]]))


def test_a_worker_that_dies_is_survived(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=2) as found, open_engine("dask", 1, Limits(), found.address) as engine:
        files = [str(tmp_path / f"{number:02}") for number in range(16)]
        done = []
        for chunk, results in engine.map(works.once, [[file] for file in files]):
            done.append((list(chunk), results))
            if len(done) == 3:
                found.kill(0)
        assert found.alive() == 1
    assert sorted(done) == [([file], [file]) for file in files]


def test_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engine.dask._CONNECT", 1)
    engine = open_engine("dask", 1, Limits(), "tcp://127.0.0.1:9")
    with pytest.raises(BuildError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        engine.__enter__()
