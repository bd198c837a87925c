"""The program that reads one PDF: its bytes on standard input, its lines as JSON on standard output.

It runs in a process of its own, under limits of memory and processor time, since a PDF is a program for a
large library written in C++: whatever a hostile one does ends here. It imports nothing of Wenpu.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

MEMORY = 3_000_000_000
"""Bytes of address space; PDFium itself takes some 100 MB."""
SECONDS = 60
PAGES = 2000
CHARACTERS = 5_000_000
_NOTE = 0.85
"""Figures that are so much smaller than their line are marks of notes."""
_ENDS = ".,;:!?)]”’\"'。，；：！？）》」』"
_GONE = {0x02: "-", 0xFFFE: "-", 0x00: "", 0xFFFF: ""}
"""What PDFium puts for a hyphen at a line's end and for characters that it cannot name."""


def main() -> int:
    """Read a PDF and return 0, or say in one word why not and return 1."""
    _limit()
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    data = sys.stdin.buffer.read()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        encrypted = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return _refuse("encrypted" if encrypted else "broken")
    if len(document) > PAGES:
        return _refuse("long")
    pages, characters = [], 0
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            continue
        lines = list(_lines(raw, text.raw))
        characters += sum(len(line["text"]) for line in lines)
        if characters > CHARACTERS:
            return _refuse("long")
        width, height = page.get_size()
        pages.append({"width": width, "height": height, "lines": lines})
        text.close()
        page.close()
    said = {key.lower(): value for key, value in document.get_metadata_dict().items() if value}
    json.dump({"said": said, "pages": pages}, sys.stdout)
    return 0


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not POSIX: the caller's clock is then the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(raw: Any, text: Any) -> Any:
    """Yield the lines of a page as PDFium reads them: text, box (from the lower left), size of type."""
    box = [ctypes.c_double() for _ in range(4)]
    line: list[str] = []
    sized: list[float] = []
    edges = [1e9, 1e9, -1e9, -1e9]
    sizes: dict[float, int] = {}
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x0A, 0x0D):
            if line:
                yield _line(line, edges, sizes, sized)
            line, sized, edges, sizes = [], [], [1e9, 1e9, -1e9, -1e9], {}
            continue
        line.append(_GONE.get(code, chr(code) if code <= 0x10FFFF else ""))
        sized.append(0.0)
        if line[-1].isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if raw.FPDFText_GetCharBox(text, index, *(ctypes.byref(each) for each in box)):
            left, right, bottom, top = (each.value for each in box)
            edges = [min(edges[0], left), min(edges[1], bottom), max(edges[2], right), max(edges[3], top)]
        size = round(raw.FPDFText_GetFontSize(text, index), 1)
        sizes[size] = sizes.get(size, 0) + 1
        sized[-1] = size
    if line:
        yield _line(line, edges, sizes, sized)


def _line(line: list[str], edges: list[float], sizes: dict[float, int], sized: list[float]) -> dict[str, Any]:
    known = edges[0] <= edges[2]
    size = max(sizes, key=lambda each: (sizes[each], each)) if sizes else 0.0
    kept: list[str] = []
    for char, own in zip(line, sized, strict=True):
        # The mark of a note: small figures right behind a mark that ends something.
        if char.isdigit() and 0 < own < _NOTE * size and kept and kept[-1] in _ENDS:
            continue
        kept.append(char)
    return {
        "text": "".join(kept),
        "box": [round(each, 1) for each in edges] if known else [0, 0, 0, 0],
        "size": size,
    }


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MemoryError:
        sys.exit(_refuse("memory"))
