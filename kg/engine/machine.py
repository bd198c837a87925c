"""What this machine has: cores and memory, as far as this process may use them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["cores", "fair_share"]

_LEAST, _MOST = 1 << 30, 4 << 30
_LIMIT = Path("/sys/fs/cgroup/memory.max")


def cores() -> int:
    """Return how many cores there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def fair_share(jobs: int) -> int:
    """Return the bytes of memory that each of so many processes may take, with some left for their parent."""
    total = _LEAST * (jobs + 1)
    with suppress(OSError, ValueError, AttributeError):
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):  # a container may have less than its machine
        total = min(total, int(_LIMIT.read_text("ascii")))
    return max(_LEAST, min(_MOST, total // (jobs + 1)))
