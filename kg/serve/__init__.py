"""The graph on the network: a SPARQL endpoint, a page to query it from, and the graph page.

Queries run in processes of their own (:mod:`kg.serve.worker`), since nothing else can end one that takes too long
or too much memory while the others go on.
"""

from __future__ import annotations

from kg.serve.running import Settings, serve

__all__ = ["Settings", "serve"]
