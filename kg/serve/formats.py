"""Media types: which the endpoint writes, and which a client wants most.

>>> best("text/html, application/sparql-results+xml;q=0.9, */*;q=0.1", ROWS)
'application/sparql-results+xml'
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["ROWS", "TRIPLES", "best"]

ROWS = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
"""For SELECT and ASK: media type to format, the preferred first."""

TRIPLES = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "xml",
        "application/ld+json": "json",
        "application/x-turtle": "turtle",
        "application/json": "json",
        "application/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
    }
)
"""For CONSTRUCT and DESCRIBE, likewise."""

_RANGES = 64
"""Media ranges that are looked at: browsers send some eight, libraries for RDF some twenty."""


def best(accept: str, offered: MappingProxyType[str, str] | dict[str, str]) -> str | None:
    """Return the media type that an ``Accept`` header wants most; ``None`` where it wants none of them.

    Args:
        accept: the header; empty accepts everything.
        offered: media types, the preferred first.
    """
    wanted = [_range(each) for each in accept.split(",")[:_RANGES] if each.strip()]
    if not wanted:
        return next(iter(offered))
    found, quality = None, 0.0
    for media in offered:
        # The most specific range that a type falls in decides on it (RFC 9110, section 12.5.1).
        fitting = [(rank, q) for pattern, q in wanted if (rank := _fit(media, pattern))]
        q = max(fitting)[1] if fitting else 0.0
        if q > quality:
            found, quality = media, q
    return found


def _range(text: str) -> tuple[str, float]:
    pattern, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                quality = min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                quality = 0.0
    return pattern, quality


def _fit(media: str, pattern: str) -> int:
    if pattern == media:
        return 3
    if pattern == f"{media.partition('/')[0]}/*":
        return 2
    return int(pattern == "*/*")
