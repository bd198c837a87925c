"""Loading the graph into a triplestore, over the SPARQL 1.1 Graph Store Protocol or by SPARQL Update."""

from __future__ import annotations

from kg.push.client import Credentials, PushError
from kg.push.pushing import ARTICLES, Options, Pushed, push

__all__ = ["ARTICLES", "Credentials", "Options", "PushError", "Pushed", "push"]
