"""Wenpu (文谱): articles in, knowledge graph out, with the exact sentence behind every triple.

>>> import kg
>>> graph = kg.build("seeds")
>>> len(graph.query("SELECT ?report WHERE { ?report a kg:Report }"))
2

Importing this package is light; the work is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.graph import open_graph as open  # noqa: A004
    from kg.run import build

__all__ = ["Graph", "__version__", "build", "open"]

_HOMES = {"Graph": ("kg.graph", "Graph"), "open": ("kg.graph", "open_graph"), "build": ("kg.run", "build")}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("wenpu")
        except PackageNotFoundError:  # a checkout that is not installed
            return "0+unknown"
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
