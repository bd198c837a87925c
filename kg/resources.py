"""Where the ontology files lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["frames", "ontology_dir"]


@cache
def ontology_dir() -> Path:
    """Return the folder that holds ``kg.ttl``, ``shapes.ttl``, ``frames/`` and the registers.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise FileNotFoundError("the ontology files are missing: reinstall wenpu")


@cache
def frames(name: str) -> dict[str, Any]:
    """Return the declarative knowledge in ``ontology/frames/NAME.toml``.

    Args:
        name: the file's name without its ending, such as ``"organizations"``.
    """
    with (ontology_dir() / "frames" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
