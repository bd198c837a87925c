"""What all tests share: what must run cannot be skipped in continuous integration, and Ctrl-C reaches what they start."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest

MUST_RUN = ("browser", "tools")
"""Markers of tests that are skipped where a program is missing; with ``CI=true`` that is a failure."""


def pytest_configure() -> None:
    """Take interrupts: a shell starts jobs in the background deaf to them, and so would be all that the tests start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip of a marked test into a failure where ``CI`` is ``true``."""
    report = yield
    required = os.environ.get("CI") == "true" and any(item.get_closest_marker(name) for name in MUST_RUN)
    if required and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: must run under continuous integration, but: {why}"
    return report
