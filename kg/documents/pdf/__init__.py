"""PDF files with a text layer.

PDFium, the reader inside Chromium, finds the characters and where they stand (:mod:`.worker`, in a process
of its own); lines become paragraphs here (:mod:`.layout`).
"""

from __future__ import annotations

from kg.documents.pdf.reader import begins, read

__all__ = ["begins", "read"]
