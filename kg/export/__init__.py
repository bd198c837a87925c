"""The graph in other formats: RDF in six, and property graphs for Gephi, networkx and Neo4j.

Everything is streamed: the memory that an export takes grows with the number of things, not of triples.
"""

from __future__ import annotations

from kg.export.exporting import Format, export, export_tables
from kg.export.shards import write_shards

__all__ = ["Format", "export", "export_tables", "write_shards"]
