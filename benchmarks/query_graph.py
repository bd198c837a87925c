"""A graph of any size for measurements, as builds leave them: made-up articles, read by ``kg build``.

python benchmarks/query_graph.py OUT 1000000
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import corpus
from measuring import kg

__all__ = ["write"]

_TRIPLES_AN_ARTICLE = 2100  # of what is made of one of corpus.py's Chinese articles


def write(out: Path, triples: int) -> int:
    """Make a graph folder of about that many triples; return how many there are.

    Args:
        out: the folder; made where missing.
        triples: 10,000 are five articles.
    """
    with tempfile.TemporaryDirectory() as articles:
        corpus.write(Path(articles), max(1, round(triples / _TRIPLES_AN_ARTICLE)))
        kg("build", articles, "-o", out, "--quiet")
    counts: dict[str, int] = json.loads((out / "build.json").read_text(encoding="utf-8"))["counts"]
    return counts["triples"]


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]), int(sys.argv[2])):,} triples")
