"""One PDF in, one document out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.documents.errors import DocumentError
from kg.documents.furniture import squeezed
from kg.documents.pdf import layout
from kg.documents.pdf.layout import Line, Sheet
from kg.documents.stored import Stored
from kg.documents.transcript import Page, tidy, transcribe
from kg.model import Document

__all__ = ["begins", "read"]

_SIGNATURE = b"%PDF-"
_NEAR = 1024
"""Bytes in which the signature may begin: ISO 32000-1, annex H, implementation note 13."""
_PATIENCE = 90
"""Seconds: half as many again as the worker may use of a processor."""
_SCANT = 10
"""Characters a page of the scantest text layer: fewer are page numbers and stamps on scanned pages."""
_WORKER = Path(__file__).with_name("worker.py")
_FILE_NAME = re.compile(
    r"(?i)^(?:microsoft \w+\s*-|untitled|无标题|document\d*$|slide ?\d*$)|\.(?:docx?|pdf|pptx?|xlsx?|indd|wps|tex)$"
)

_SHORTEST_TITLE = 12
_NAME = re.compile(r"[^\W\d_][^()<>@/\\\d]{1,60}")

_REFUSALS = {
    "encrypted": ("the PDF asks for a password", "save it without one"),
    "long": ("the PDF is longer than any article", "split it, or save the article alone"),
    "memory": ("the PDF needs too much memory", "save the article as text"),
}
_BROKEN = ("the PDF is broken", "open it in a reader and save it again")
_SLOW = ("the PDF takes too long to read", "save the article as text")
_SCANNED = ("the PDF has no text layer", "run it through text recognition (OCR) first")


def begins(stored: Stored) -> bool:
    """Say whether a file is a PDF."""
    return _SIGNATURE in stored.data[:_NEAR]


def read(stored: Stored) -> Document:
    """Read the article in a PDF.

    Raises:
        DocumentError: there is no text in it, it is encrypted, broken or takes more than an article may
            take, or the language is not read.
    """
    found = _through_worker(stored)
    sheets = [Sheet(page["height"], [_line(each) for each in page["lines"]]) for page in found["pages"]]
    if sum(len(line.text) for sheet in sheets for line in sheet.lines) < _SCANT * max(len(sheets), 1):
        raise DocumentError(stored.path, *_SCANNED)
    passages = layout.passages(sheets)
    title = _title(tidy(str(found["said"].get("title", ""))), sheets)
    shown, site = layout.largest(sheets), ""
    if not title:
        title = shown
    elif len(shown) >= _SHORTEST_TITLE and (named := re.fullmatch(rf"{re.escape(shown)} [|–—-] (.{{2,40}})", title)):
        title, site = shown, named[1]  # as pages have it: TITLE | SITE
    if passages and squeezed(passages[0].text) == squeezed(title):
        passages = passages[1:]
    # The day a file was made on is not read: it is that of the last export or print as often as of publication.
    return transcribe(stored, Page(title=title, site=site, authors=_authors(found["said"]), passages=passages))


def _line(said: dict[str, Any]) -> Line:
    left, bottom, right, top = said["box"]
    return Line(tidy(said["text"]), left, bottom, right, top, said["size"])


def _authors(said: dict[str, Any]) -> tuple[str, ...]:
    names = (each.strip() for each in re.split(r"[;；,，、]", tidy(str(said.get("author", "")))))
    return tuple(dict.fromkeys(name for name in names if _NAME.fullmatch(name)))[:20]


def _through_worker(stored: Stored) -> dict[str, Any]:
    try:
        worker = subprocess.run(
            [sys.executable, "-P", str(_WORKER)],
            input=stored.data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(stored.path, *_SLOW) from None
    if worker.returncode == 0:
        found: dict[str, Any] = json.loads(worker.stdout)
        return found
    words = worker.stderr.decode("utf-8", "replace").split()
    if worker.returncode > 0:
        raise DocumentError(stored.path, *_REFUSALS.get(words[-1] if words else "", _BROKEN))
    killed_for_time = "SIGXCPU" in _signal(-worker.returncode) or -worker.returncode == 9
    raise DocumentError(stored.path, *(_SLOW if killed_for_time else _BROKEN))


def _signal(number: int) -> str:
    import signal

    try:
        return signal.Signals(number).name
    except ValueError:
        return ""


def _title(stated: str, sheets: list[Sheet]) -> str:
    """Return the title that the file states, if it is one: the name of the file that it was made from is none."""
    if not stated or _FILE_NAME.search(stated) or not re.search(r"\w{2}", stated):
        return ""
    first = squeezed("".join(line.text for sheet in sheets[:2] for line in sheet.lines))
    return stated if squeezed(stated) in first else ""
