import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

@pytest.fixture
def missing():
    pytest.skip("no browser")

@pytest.mark.browser
def test_in_a_browser(missing): ...

@pytest.mark.tools
@pytest.mark.skipif(True, reason="no program")
def test_with_a_program(): ...

@pytest.mark.skip(reason="not here")
def test_unmarked(): ...

@pytest.mark.browser
def test_that_runs(): ...
"""


@pytest.mark.parametrize(
    ("value", "code", "closing"),
    [("true", 1, "1 passed, 1 skipped, 2 errors"), ("", 0, "1 passed, 3 skipped")],
    ids=["ci", "elsewhere"],
)
def test_what_must_run_cannot_be_skipped(tmp_path: Path, value: str, code: int, closing: str) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: x\n    tools: x\n")
    environment = {**os.environ, "CI": value}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert closing in done.stdout.splitlines()[-1]
    assert ("must run under continuous integration, but: Skipped: no program" in done.stdout) is bool(code)
