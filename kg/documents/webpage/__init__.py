"""Web pages: which part of a page is the article, and what the page says of itself.

Finding the article is trafilatura's work; what is left of furniture in it is found as in every other
format, by :mod:`kg.documents.article`.
"""

from __future__ import annotations

from kg.documents.webpage.reader import MAX_CHARACTERS, MAX_ELEMENTS, begins, read

__all__ = ["MAX_CHARACTERS", "MAX_ELEMENTS", "begins", "read"]
