"""PDF files for the tests, made here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

__all__ = ["CHINESE", "ENGLISH", "made", "written"]

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

CHINESE = ParagraphStyle("zh", fontName="STSong-Light", fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
ENGLISH = ParagraphStyle("en", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
_TITLE = ParagraphStyle("title", fontName="STSong-Light", fontSize=20, leading=30)


def made(heading: str, paragraphs: Sequence[str], style: ParagraphStyle, running: str = "", **said: Any) -> bytes:
    """Return a PDF with a title, paragraphs, a running head and page numbers."""

    def decorate(canvas: Canvas, _: object) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 805, running)
        canvas.drawCentredString(300, 30, f"- {canvas.getPageNumber()} -")

    stream = io.BytesIO()
    flow = [Paragraph(heading, _TITLE), *(Paragraph(text, style) for text in paragraphs)]
    SimpleDocTemplate(stream, pagesize=A4, **said).build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return stream.getvalue()


def written(lines: Sequence[str], *, password: str = "", pages: int = 1) -> bytes:
    """Return a PDF with some lines of Latin text on each page, or none."""
    stream = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="o", canPrint=0) if password else None
    canvas = Canvas(stream, pagesize=A4, encrypt=lock)
    for _ in range(pages):
        canvas.rect(50, 50, 100, 100)
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
