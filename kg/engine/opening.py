"""Which engines there are, and what they need."""

from __future__ import annotations

from kg.engine.base import Engine, Limits
from kg.engine.local import Local
from kg.engine.processes import Processes
from kg.errors import OptionError

__all__ = ["ENGINES", "open_engine"]

ENGINES = ("processes", "local", "dask")
"""By name, the default first."""


def open_engine(name: str, jobs: int, limits: Limits, scheduler: str | None = None) -> Engine:
    """Return an engine, to be entered.

    Args:
        name: of :data:`ENGINES`.
        jobs: processes that it may start on this machine.
        limits: of one chunk; there are none in this process.
        scheduler: address of the Dask scheduler.

    Raises:
        OptionError: there is no such engine, or it lacks something.
    """
    if scheduler is not None and name != "dask":
        raise OptionError(f"a scheduler is for --engine dask, not for {name}")
    match name:
        case "local":
            return Local()
        case "processes":
            return Processes(jobs, limits)
        case "dask":
            if scheduler is None:
                raise OptionError("--engine dask needs the address of its scheduler: --scheduler tcp://HOST:8786")
            try:
                from kg.engine.dask import Dask
            except ImportError:
                raise OptionError("Dask is not installed; install it with: pip install 'wenpu[dask]'") from None
            return Dask(scheduler, limits)
        case _:
            raise OptionError(f"there is no engine {name!r}: take one of {', '.join(ENGINES)}")
