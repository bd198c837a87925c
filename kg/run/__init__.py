"""The run: which inputs there are, what changed since the last build, and what is written."""

from __future__ import annotations

from kg.run.articles import Article, Failure
from kg.run.builder import build, build_into
from kg.run.manifest import Manifest
from kg.run.options import Options

__all__ = ["Article", "Failure", "Manifest", "Options", "build", "build_into"]
