"""The command ``kg``: words on the command line, nothing else.

Commands import what they need when they run, so that each starts as fast as its own work allows.
"""

from __future__ import annotations

from kg.cli.program import main

__all__ = ["main"]
