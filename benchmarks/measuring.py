"""What a command costs: seconds, processor seconds, and the most memory that it and its children hold at once."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Cost", "kg", "machine", "run"]

_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    Attributes:
        seconds: from beginning to end.
        processor: seconds of all its processes on all cores.
        peak: bytes; what processes share is counted once where the system tells.
    """

    seconds: float
    processor: float
    peak: int


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: it failed; its own words are on standard error.
    """
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    code = process.wait()
    seconds = time.perf_counter() - started
    after = os.times()
    if code:
        sys.exit(f"{' '.join(map(str, command))}: ended with {code}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, processor, peak.end())


def kg(*arguments: str | Path) -> Cost:
    """Run our own command line in this Python."""
    return run([sys.executable, "-c", "from kg.cli import main; main()", *arguments])


class _Peak(threading.Thread):
    """Looks at the memory of a process and its children until it is told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._most = 0
        self.start()

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            self._most = max(self._most, _held(self._process))

    def end(self) -> int:
        self._over.set()
        self.join()
        return self._most


def _held(process: psutil.Process) -> int:
    held = 0
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                full = each.memory_full_info()
                held += getattr(full, "pss", full.uss)
            except psutil.Error:
                continue  # it has just ended
    except psutil.Error:
        pass
    return held


def machine() -> str:
    """Return what the figures were measured on, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{cores} cores ({_processor()}), {memory:.0f} GiB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
            said = dict(line.strip().partition(":")[::2] for line in file if ":" in line)
        return {key.strip(): value.strip() for key, value in said.items()}["model name"]
    except (OSError, KeyError):
        return platform.processor() or platform.machine()
