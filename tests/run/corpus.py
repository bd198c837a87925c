"""Small corpora, and ``kg build`` on them as its users run it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from kg.cli import main; main()"]

_BODIES = ("数据部", "河州大学", "示范研究院", "东方学会")


def article(folder: Path, number: int, more: str = "") -> Path:
    """Write an article that shares its bodies with others, and has a report of its own."""
    file = folder / f"{number:03}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    body = _BODIES[number % len(_BODIES)]
    title = f"{body}发布《数据年报{number}》"
    file.write_text(
        f"---\ntitle: {title}\nurl: https://example.org/{number}\nsource: 某报\ndate: 2024-01-02\n---\n"
        f"# {title}\n\n{body}发布《数据年报{number}》。报告指出，数据产业规模达到{number}亿元。{more}\n",
        "utf-8",
    )
    return file


def start(folder: Path, *arguments: str, path: Path | None = None) -> subprocess.Popen[str]:
    """Start ``kg`` in a folder."""
    places = [str(ROOT), *([str(path)] if path else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    return subprocess.Popen(
        [*PROGRAM, *arguments], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kg(folder: Path, *arguments: str, path: Path | None = None) -> tuple[int, str]:
    """Run ``kg`` in a folder; return its exit code and what it said on standard error."""
    process = start(folder, *arguments, path=path)
    _, said = process.communicate(timeout=300)
    return process.returncode, said


def content(out: Path) -> dict[str, bytes]:
    """The files of a graph folder that are the same for the same graph."""
    return {name: (out / name).read_bytes() for name in ("graph.ttl", "graph.html")}
