"""``kg build --engine dask`` on a real scheduler and two real workers."""

from __future__ import annotations

import json
from pathlib import Path

from tests.engine.cluster import cluster
from tests.run.corpus import article, content, kg, start


def test_a_cluster_builds_the_same_bytes_though_a_worker_dies(tmp_path: Path) -> None:
    for number in range(48):
        article(tmp_path / "in", number)
    article(tmp_path / "in", 30).write_bytes(bytes(range(256)) * 10)
    assert kg(tmp_path, "build", "in", "-o", "local", "--jobs", "2")[0] == 1
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster", workers=2) as found:
        arguments = ["build", "in", "-o", "far", "--engine", "dask", "--scheduler", found.address, "--verbose"]
        process = start(tmp_path, *arguments)
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if line.startswith("in/"):  # the first chunk is back, the others are on their way
                found.kill(0)
                break
        lines += process.stderr.readlines()
        process.communicate()
        assert process.returncode == 1, lines
        assert found.alive() == 1
    assert content(tmp_path / "far") == content(tmp_path / "local")
    told = [json.loads((tmp_path / out / "build.json").read_text("utf-8")) for out in ("far", "local")]
    for each in told:
        del each["timings"], each["slow"]
    assert told[0] == told[1]
    assert len(told[0]["failed"]) == 1


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    article(tmp_path / "in", 1)
    code, said = kg(tmp_path, "build", "in", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert code == 1
    assert said.startswith("kg: tcp://127.0.0.1:9: no Dask scheduler answers")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert kg(tmp_path, "build", "in", "-o", "out", "--engine", "dask")[0] == 2
