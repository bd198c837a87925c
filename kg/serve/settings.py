"""What a server is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told.

    Attributes:
        out: the graph folder.
        host: address to listen on.
        port: 0 for any that is free.
        timeout: seconds that a query may take.
        max_rows: rows or triples that an answer may have.
        workers: processes that run queries, so many at a time.
        memory: bytes that a query may take.
        origin: whose web pages may ask, as the header ``Access-Control-Allow-Origin`` has it; empty for
            nobody's.
        access_log: whether to log requests.
        writable: whether users' graphs may be written.
        token: what who writes has to show; empty for who sits at this machine.
    """

    out: Path
    host: str = "127.0.0.1"
    port: int = 7878
    timeout: float = 30.0
    max_rows: int = 100_000
    workers: int = 4
    memory: int = 2 << 30
    origin: str = "*"
    access_log: bool = False
    writable: bool = False
    token: str = field(default="", repr=False)
