"""Running one function over chunks of things: in this process, in processes beside it, or on a Dask cluster.

Whatever the engine, a thing that its process does not survive is lost alone and named, and results come as they are
made, in any order.
"""

from __future__ import annotations

from kg.engine.base import Engine, Limits, Lost, Outcome, Work
from kg.engine.opening import ENGINES, open_engine

__all__ = ["ENGINES", "Engine", "Limits", "Lost", "Outcome", "Work", "open_engine"]
