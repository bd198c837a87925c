from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.cli.program import run


@dataclass(frozen=True)
class Said:
    """What a command said, and the exit code it left with."""

    code: int
    out: str
    err: str


Kg = Callable[..., Said]


@pytest.fixture
def kg(capfdbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """Runs the command line in this process."""

    def command(*arguments: str) -> Said:
        code = run(arguments)
        captured = capfdbinary.readouterr()
        return Said(code, captured.out.decode(), captured.err.decode())

    return command
