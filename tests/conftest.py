"""What all tests share: under continuous integration, what must run cannot be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

MUST_RUN = ("browser", "tools")
"""Markers of tests that are skipped where a program is missing; with ``CI=true`` that is a failure."""


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
