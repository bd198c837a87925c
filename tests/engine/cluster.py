"""A Dask scheduler and workers, each a process of this machine, started as their users start them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_START = 60.0


@dataclass
class Cluster:
    """A scheduler's address and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]

    def kill(self, number: int) -> None:
        self.workers[number].send_signal(signal.SIGKILL)
        self.workers[number].wait()

    def alive(self) -> int:
        return sum(worker.poll() is None for worker in self.workers)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster whose workers have one thread each and no nanny that would start them again."""
    described = folder / "scheduler.json"
    common = ["--scheduler-file", str(described)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "DASK_DISTRIBUTED__ADMIN__LOG_LENGTH": "0"}
    started = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments, *common],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=(folder / f"{len(started)}.log").open("wb"),
        )
        started.append(process)
        return process

    try:
        start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        _wait_for(described.exists, folder)
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
        found = [start("distributed.cli.dask_worker", "--host", "127.0.0.1", *options) for _ in range(workers)]
        address = _address(described)
        _wait_for(lambda: _joined(address) == workers, folder)
        yield Cluster(address, found)
    finally:
        for process in started:
            process.kill()
            process.wait()


def _address(described: Path) -> str:
    address: str = json.loads(described.read_text("utf-8"))["address"]
    return address


def _joined(address: str) -> int:
    from distributed import Client

    with Client(address, timeout=10, set_as_default=False) as client:
        return len(client.nthreads())


def _wait_for(true: Callable[[], bool], folder: Path) -> None:
    until = time.monotonic() + _START
    while not true():
        if time.monotonic() > until:
            raise RuntimeError("\n".join(log.read_text("utf-8") for log in folder.glob("*.log")))
        time.sleep(0.1)
