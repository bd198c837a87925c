"""The query page in a browser."""

import time
from pathlib import Path

import pytest

from tests.serve.conftest import Server
from tests.view.browser import browser

pytestmark = pytest.mark.browser


def test_a_ready_question_is_asked_and_answered_offline(server: Server, tmp_path: Path) -> None:
    with browser(tmp_path) as driver:
        driver.get(server.address)
        _wait(driver, "return document.documentElement.dataset.page === 'ready'")
        driver.execute_script(
            """const choice = document.getElementById('question');
            choice.value = 'about';
            choice.dispatchEvent(new Event('change'));
            document.querySelector('#parameters input').value = '数据年报';
            document.getElementById('asking').requestSubmit();"""
        )
        _wait(driver, "return document.querySelectorAll('.tabPanel.active .yasr table tbody tr').length > 0")
        text = driver.execute_script("return document.querySelector('.tabPanel.active .yasr').innerText")
        assert "数据部发布《数据年报》。" in text
        asked = driver.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
        assert all(each.startswith((server.address, "data:")) for each in asked)
        assert [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_graph_page_runs_under_its_policy(server: Server, tmp_path: Path) -> None:
    with browser(tmp_path) as driver:
        driver.get(f"{server.address}graph")
        _wait(driver, "return document.title === 'ran'")


def _wait(driver, script: str, seconds: float = 20) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not driver.execute_script(script):
        assert time.monotonic() < end, (script, driver.get_log("browser"))
        time.sleep(0.05)
