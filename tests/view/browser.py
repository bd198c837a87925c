"""Headless Chromium for the page's tests: what it logs and asks for is kept."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,900",
)


@contextmanager
def browser(profile: Path) -> Iterator[Any]:
    """Start a browser with a profile of its own; skip the test where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("Chromium or its driver is not installed")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()


def open_page(driver: Any, path: Path, fragment: str = "", seconds: float = 30) -> None:
    """Open a page and wait until it says that it is ready."""
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(path.resolve().as_uri() + fragment)
    end = time.monotonic() + seconds
    while driver.execute_script("return document.documentElement.dataset.quotes") != "ready":
        if time.monotonic() > end:
            raise AssertionError(f"{path.name} is not ready: {driver.get_log('browser')}")
        time.sleep(0.05)


def requests(driver: Any) -> list[str]:
    """Return every address that the page asked for since it was opened."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return asked + [m["params"]["url"] for m in messages if m["method"] == "Network.webSocketCreated"]


def search(driver: Any, text: str) -> list[str]:
    """Type into the search box; return what it offers."""
    return list(
        driver.execute_script(
            """const box = document.getElementById('search');
            box.focus(); box.value = arguments[0]; box.dispatchEvent(new Event('input'));
            return [...document.querySelectorAll('#found [role=option] bdi')].map((o) => o.textContent);""",
            text,
        )
    )


def press(driver: Any, element: str, key: str) -> None:
    """Press a key on the element of that id."""
    driver.execute_script(
        "document.getElementById(arguments[0]).dispatchEvent("
        "new KeyboardEvent('keydown', {key: arguments[1], bubbles: true}));",
        element,
        key,
    )
