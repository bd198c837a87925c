"""How large the page of a large graph is, and how soon it shows: in headless Chromium, on the machine that runs this.

Usage: python benchmarks/page.py [ENTITIES [LINKS]]   (default: 50000 150000; needs Chromium, its driver and selenium)

Times are the page's own marks, from the start of its loading: first view drawn, and all data searchable.
The same page with a hundredth of the graph, in the same run, is what they compare with.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from selenium.webdriver.remote.webdriver import WebDriver

from kg.view import write_page
from tests.view.browser import browser, open_page
from tests.view.graphs import big_graph

_MARKS = """const at = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
return [at('drawn'), at('ready')];"""


def first_view(driver: WebDriver, page: Path) -> tuple[float, float]:
    """Return the seconds after which a page has drawn its first view, and has all its data searchable."""
    open_page(driver, page, seconds=120)
    drawn, ready = (mark / 1000 for mark in driver.execute_script(_MARKS))
    return drawn, ready


def main() -> None:
    """Measure and print."""
    entities, links = map(int, sys.argv[1:3]) if len(sys.argv) == 3 else (50_000, 150_000)
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder) / "profile") as driver:
        for count, edges in ((entities // 100, links // 100), (entities, links)):
            page = Path(folder) / f"{count}.html"
            graph = big_graph(count, edges)
            started = time.perf_counter()
            write_page(graph, page, title=f"{count} entities")
            written = time.perf_counter() - started
            drawn, ready = first_view(driver, page)
            print(
                f"{count:>7,} entities {graph.number_of_edges():>8,} edges: "
                f"{page.stat().st_size / 1e6:5.1f} MB, written in {written:5.1f} s, "
                f"first view after {drawn:.2f} s, all searchable after {ready:.2f} s"
            )


if __name__ == "__main__":
    main()
