"""Seconds and memory of every export of a large graph.

python benchmarks/query_graph.py /tmp/large 1000000
python benchmarks/query_exports.py /tmp/large
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory


def main(out: str) -> None:
    """Print a table, one row a format, each in a process of its own."""
    from kg.export import Format

    print("| format | seconds | peak memory, MB | size, MB |\n|---|---|---|---|")
    for wanted in Format:
        with TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, __file__, out, wanted, folder], capture_output=True, text=True, check=True
            )
            size = sum(file.stat().st_size for file in Path(folder).iterdir())
        seconds, memory = done.stdout.split()
        print(f"| {wanted} | {seconds} | {memory} | {size / 1e6:.0f} |", flush=True)


def _one(out: str, wanted: str, folder: str) -> None:
    from kg.cli.program import run

    start = time.perf_counter()
    run(["export", out, "--format", wanted, "-o", f"{folder}/graph.csv", "--quiet"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - start:.1f} {peak:.0f}")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else _one(*sys.argv[1:])
