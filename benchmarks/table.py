"""Everything that speed is, in one table, measured in one run on the machine that runs it.

    python benchmarks/table.py                                  # small: some minutes
    python benchmarks/table.py --articles 1000 10000            # hours on two cores
    python benchmarks/table.py --only build english             # some of: build english queries page

The comparison on English text has a row more where textacy is installed (``pip install --group bench``), the page's
first view where Chromium, its driver and selenium are.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import corpus
from measuring import kg, machine

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))  # the page's tests know how to start a browser

Row: TypeAlias = tuple[str, str]


def build_rows(sizes: Sequence[int], jobs: int, folder: Path) -> Iterator[Row]:
    """Whole builds of Chinese articles, beside the bare tagger with as many processes on the same text."""
    seed = HERE.parent / "seeds"
    kg("build", seed, "-o", folder / "seed", "--quiet")
    yield (
        "the seed article, whole build in a warm machine",
        f"{kg('build', seed, '-o', folder / 'seed2', '--quiet').seconds:.1f} s",
    )
    for size in sizes:
        articles, out = folder / f"zh-{size}", folder / f"out-{size}"
        files = corpus.write(articles, size)
        characters, wall, processor = _tagged(files, jobs)
        cost = kg("build", articles, "-o", out, "--jobs", str(jobs), "--quiet")
        made = json.loads((out / "build.json").read_text(encoding="utf-8"))
        stages = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in made["timings"].items() if seconds >= 0.5)
        name = f"{size:,} Chinese articles ({characters / size:,.0f} characters each)"
        yield f"{name}: bare tagger, {jobs} processes", f"{characters / wall:,.0f} characters/s"
        yield (
            f"{name}: whole build, {jobs} processes",
            f"{size / cost.seconds:,.1f} articles/s, {characters / cost.seconds:,.0f} characters/s",
        )
        yield "— build to bare tagger, by the clock", f"{wall / cost.seconds:.2f}"
        yield "— build to bare tagger, by processor time", f"{processor / cost.processor:.2f}"
        yield "— where the time went", stages
        yield "— triples", f"{made['counts']['triples']:,}"
        yield "— most memory at once", f"{cost.peak / 1e6:,.0f} MB"
        corpus.write(articles, 1, first=size)
        yield f"one article added to {size:,}", f"{kg('build', articles, '-o', out, '--quiet').seconds:.1f} s"
        yield "nothing changed", f"{kg('build', articles, '-o', out, '--quiet').seconds:.1f} s"
        page = out / "graph.html"
        yield f"page of {size:,} articles", f"{page.stat().st_size / 1e6:.1f} MB{_view(page, folder)}"


def _tagged(files: Sequence[Path], jobs: int) -> tuple[int, float, float]:
    """Characters, seconds and processor seconds of tagging files with the bare tagger, in so many processes."""
    with get_context("spawn").Pool(jobs) as pool:
        done = pool.map(_tag, [files[job::jobs] for job in range(jobs)], chunksize=1)
    return sum(each[0] for each in done), max(each[1] for each in done), sum(each[2] for each in done)


def _tag(files: Sequence[Path]) -> tuple[int, float, float]:
    from extraction import tag

    from kg.documents import read

    texts = [read(file).text for file in files]
    tag(["热身。"])
    started, processor = time.perf_counter(), time.process_time()
    for first in range(0, len(texts), 256):
        tag(texts[first : first + 256])
    return sum(map(len, texts)), time.perf_counter() - started, time.process_time() - processor


def _view(page: Path, folder: Path) -> str:
    try:
        from page import first_view

        from tests.view.browser import browser

        with browser(folder / f"profile-{page.parent.name}") as driver:
            drawn, ready = first_view(driver, page)
    except Exception as error:  # no browser, no driver, no selenium: said in the table
        return f" (no browser: {type(error).__name__})"
    return f", first view after {drawn:.2f} s, all searchable after {ready:.2f} s"


def english_rows(articles: int, folder: Path) -> Iterator[Row]:
    """English articles by us and by what one would pick instead, in one process each after the other."""
    from english import compare

    corpus.write(folder / "en", articles, "en")
    rows = compare([folder / "en"])
    alone = rows[0]
    for who, wall, processor, gave in rows:
        times = f", {alone[2] / processor:.2f} times the processor time of the first" if who != alone[0] else ""
        yield f"{articles:,} English articles, one process: {who}", f"{wall:,.0f} characters/s{times}; {gave}"


def query_rows(sizes: Sequence[int], folder: Path) -> Iterator[Row]:
    """The ready questions over graphs of made-up articles, built before."""
    import query_graph
    from query_questions import ask_all, middle_and_slowest

    from kg.store import open_store

    for size in sizes:
        out = folder / f"graph-{size}"
        triples = query_graph.write(out, size)
        asked = list(ask_all(open_store(out)))
        median, slowest = middle_and_slowest(asked)
        yield (
            f"ready questions over {triples:,} triples",
            f"median {median * 1000:,.1f} ms, slowest {slowest.seconds * 1000:,.0f} ms "
            f"({slowest.name}; {slowest.rows:,} rows)",
        )


def page_rows(entities: int, folder: Path) -> Iterator[Row]:
    """The page of a made-up graph."""
    from kg.view import write_page
    from tests.view.graphs import big_graph

    (folder / "page").mkdir()
    page = folder / "page" / "graph.html"
    write_page(big_graph(entities, 3 * entities), page, title="made up")
    yield (
        f"page of {entities:,} things, {3 * entities:,} links",
        f"{page.stat().st_size / 1e6:.1f} MB{_view(page, folder)}",
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 400], help="sizes of the Chinese corpora")
    parser.add_argument("--english", type=int, default=100, help="English articles")
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--entities", type=int, default=50_000, help="things on the made-up page")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="+", choices=("build", "english", "queries", "page"))
    given = parser.parse_args()
    print(f"Measured on {machine()}.\n\n| what | measured |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {
            "build": build_rows(given.articles, given.jobs, folder),
            "english": english_rows(given.english, folder),
            "queries": query_rows(given.triples, folder),
            "page": page_rows(given.entities, folder),
        }
        for part, rows in parts.items():
            if not given.only or part in given.only:
                for what, measured in rows:
                    print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
