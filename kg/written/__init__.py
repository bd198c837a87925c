"""What users write into a graph: triples of their own, in graphs of their own, beside what the articles say.

A file in the graph folder, ``written.nq``, is the truth of it. The store has it too, for queries; whoever makes or
changes a store brings it in line with the file.
"""

from __future__ import annotations

from kg.written.file import WRITTEN, WrittenFile
from kg.written.graphs import NOTES, Refused, Territory, UserGraphs
from kg.written.updating import check_update, update

__all__ = ["NOTES", "WRITTEN", "Refused", "Territory", "UserGraphs", "WrittenFile", "check_update", "update"]
