"""What the engines are given to do: a number back, or something a process does not survive."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path


def double(chunk: Sequence[int]) -> list[int]:
    return [2 * each for each in chunk]


def processes(chunk: Sequence[int]) -> list[int]:
    time.sleep(0.2)
    return [os.getpid() for _ in chunk]


def poisoned(chunk: Sequence[str]) -> list[str]:
    """Says back what it is told, and comes to grief at some words as a C library does."""
    for each in chunk:
        match each:
            case "abort":
                os.abort()
            case "segfault":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "leave":
                os._exit(7)
            case "loop":
                while True:
                    pass
            case "eat":
                eaten = []
                while True:
                    eaten.append(b"x" * (16 << 20))
            case "raise":
                raise ValueError("as it should")
    return list(chunk)


class StrangeError(Exception):
    """Cannot be made again from what it says, and so not sent."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("needs two")


def strange(chunk: Sequence[int]) -> list[int]:
    raise StrangeError(1, 2)


def once(chunk: Sequence[str]) -> list[str]:
    """Each says the name of a file that it adds a line to, so that how often it was done can be counted."""
    for each in chunk:
        with Path(each).open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.3)
    return list(chunk)
