"""The notebooks, executed from start to finish."""

from __future__ import annotations

import html
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    return execute(ROOT / "notebooks" / "01-first-graph.ipynb", tmp_path_factory.mktemp("jupyter"))


def execute(path: Path, home: Path) -> nbformat.NotebookNode:
    """Run a notebook in its own folder, with this checkout on the path, and return it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("IPYTHONDIR", str(home))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(home))
        resources = {"metadata": {"path": str(path.parent)}}
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    return notebook


def output(notebook: nbformat.NotebookNode, containing: str) -> str:
    """What the code cell with these words shows, as HTML."""
    (cell,) = (cell for cell in notebook.cells if cell.cell_type == "code" and containing in cell.source)
    (shown,) = cell.outputs
    return str(shown.data.get("text/html") or shown.data["text/plain"])


def rows(table: str) -> list[list[str]]:
    lines = re.findall(r"<tr>(<td.*?)</tr>", table)
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line)] for line in lines]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_repository_holds_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)


def test_the_first_graph_is_built_without_a_word(executed: nbformat.NotebookNode) -> None:
    counts = output(executed, "kg.build(seeds)")
    assert "'articles': 1" in counts
    assert all(shown.output_type != "stream" for cell in executed.cells for shown in cell.get("outputs", []))


def test_the_page_is_shown_inside(executed: nbformat.NotebookNode) -> None:
    shown = output(executed, "iframe")
    match = re.fullmatch(r'<div><iframe srcdoc="([^"]*)" style="[^"]*"></iframe></div>', shown)
    assert match is not None
    page = html.unescape(match[1])
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    assert "联合国贸易和发展会议" in page


def test_three_questions_have_their_answers(executed: nbformat.NotebookNode) -> None:
    assert rows(output(executed, "?publisher")) == [
        ["2024年数字经济报告", "联合国贸易和发展会议", "2024-07"],
        ["全球网络安全指数2024年版", "国际电信联盟", ""],
    ]
    unit = "中国社会科学院世界经济与政治研究所国家安全研究室"
    assert rows(output(executed, "?within")) == [
        ["郎平", unit, "中国社会科学院世界经济与政治研究所"],
        ["郎平", unit, "中国社会科学院"],
    ]
    figures = rows(output(executed, "?sentence"))
    assert [(value, period) for _, value, period, _ in figures] == [
        ("70000000000000", "2024"),
        ("53900000000000", "2023"),
        ("3700000000000", "2023"),
    ]
    assert "2023年中国数字经济规模达到53.9万亿元" in figures[1][3]
