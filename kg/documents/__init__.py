"""Reading: files in, :class:`~kg.model.Document` values out.

>>> from kg import documents
>>> [path.name for path in documents.find(["seeds"])]
['000_2a564194b7dcf398.txt']
>>> documents.read("seeds/000_2a564194b7dcf398.txt").date.value
'2024-11-26'
"""

from __future__ import annotations

from kg.documents.errors import DocumentError
from kg.documents.finding import find, found
from kg.documents.reading import read

__all__ = ["DocumentError", "find", "found", "read"]
