"""What a thing is called in the graph: an IRI that is a function of what the thing is.

Articles can then be read anywhere, in any order and again, and their graphs add up. A name stands in
the IRI as people write it (RFC 3987), in Unicode normal form C. Escaping is injective: different keys
give different IRIs.

- a space is ``_``;
- whatever RFC 3987 does not let stand free in a path (and ``_`` itself, invisible and bidirectional
  control characters) is percent-encoded UTF-8;
- ``~`` is ours: it precedes a digest, or stands before a dot that would otherwise be a path step.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.model import Document, Kind
from kg.rdf.literals import clean
from kg.rdf.namespaces import BASE_IRI

__all__ = [
    "article_iri",
    "claim_iri",
    "entity_iri",
    "evidence_iri",
    "observation_iri",
    "position_iri",
    "segment",
]

_LONGEST = 100
"""Code points of a name that an IRI shows; a longer one is cut and ends in a digest."""

_EXCERPT = 30
"""Code points of a text that the IRI of a claim or a figure shows before its digest."""

_FREE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")

# ``ucschar`` of RFC 3987, section 2.2, as inclusive ranges.
_UCSCHAR = (
    (0xA0, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFEF),
    *((plane << 16, (plane << 16) + 0xFFFD) for plane in range(1, 0xE)),
    (0xE1000, 0xEFFFD),
)
# Of these: spaces, invisible characters and bidirectional controls (RFC 3987, sections 4.1 and 6.1).
# Written out, not asked of unicodedata: an IRI must not depend on the Unicode version of a Python.
_HIDDEN = (
    (0xA0, 0xA0),
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFB),
    (0xE0000, 0xE0FFF),
)


def _visible() -> str:
    """``ucschar`` without what is hidden, as a class of a regular expression has it."""
    ranges: list[str] = []
    for first, last in _UCSCHAR:
        for hides, shows in ((a, b) for a, b in _HIDDEN if first <= a <= last):
            if first < hides:
                ranges.append(f"{chr(first)}-{chr(hides - 1)}")
            first = shows + 1
        if first <= last:
            ranges.append(f"{chr(first)}-{chr(last)}")
    return "".join(ranges)


_PLAIN = re.compile(f"[{re.escape(''.join(sorted(_FREE)))} {_visible()}]+")
"""Spaces, and what needs no escape."""


def segment(name: str) -> str:
    """Return a name as one step of an IRI's path.

    >>> segment("国际电信联盟")
    '国际电信联盟'
    >>> segment("S&P Global")
    'S%26P_Global'
    """
    name = unicodedata.normalize("NFC", clean(name))
    if len(name) > _LONGEST:
        return f"{_escaped(name[:_LONGEST])}~{_digest(name)}"
    if name in (".", ".."):
        return name.replace(".", "~.")
    return _escaped(name)


def entity_iri(kind: Kind, name: str, qualifier: str = "", base_iri: str = BASE_IRI) -> NamedNode:
    """Return the IRI of a thing that has a name.

    Args:
        kind: its class.
        name: its canonical name.
        qualifier: what tells it from its namesakes, if anything has to.
        base_iri: where entities live.

    Raises:
        ValueError: there is no name.

    >>> entity_iri(Kind.EVENT, "世界互联网大会乌镇峰会", "2024").value
    'https://w3id.org/wenpu/id/event/世界互联网大会乌镇峰会/2024'
    """
    if not name:
        raise ValueError(f"an entity of class {kind} needs a name")
    path = [kind.value.lower(), segment(name)]
    if qualifier:
        path.append(segment(qualifier))
    return NamedNode(base_iri + "/".join(path))


def article_iri(document: Document, base_iri: str = BASE_IRI) -> NamedNode:
    """Return the IRI of a document that was read, which is its graph's name too.

    It is made of the date, the title and a digest of the URL; without a URL, of the content.
    """
    url = document.url.value if document.url else ""
    origin = ("url", url) if url else ("content", document.source_text)
    date = document.date.value if document.date else "undated"
    title = document.title.value
    return _digested(base_iri, ("article", date), title, (date, title, *origin))


def position_iri(
    person: NamedNode | None, organization: NamedNode | None, title: str, base_iri: str = BASE_IRI
) -> NamedNode:
    """Return the IRI of a position: who holds it, where, under which title."""
    key = (person.value if person else "", organization.value if organization else "", title)
    return _digested(base_iri, ("position",), title, key)


def claim_iri(claimants: Iterable[NamedNode], text: str, base_iri: str = BASE_IRI) -> NamedNode:
    """Return the IRI of a claim: who states it, in which words."""
    key = ("claimants", *sorted(node.value for node in claimants), "text", text)
    return _digested(base_iri, ("claim",), text[:_EXCERPT], key)


def observation_iri(
    measure: str, facts: Iterable[tuple[NamedNode, NamedNode | Literal]], base_iri: str = BASE_IRI
) -> NamedNode:
    """Return the IRI of a figure.

    Args:
        measure: for people to read.
        facts: all that is said of the figure, as predicates and objects, in any order.
        base_iri: where entities live.
    """
    key = sorted({(predicate.value, str(value)) for predicate, value in facts})
    return _digested(base_iri, ("observation",), measure[:_EXCERPT], (part for pair in key for part in pair))


def evidence_iri(
    article: str, start: int, end: int, triple: tuple[str, str, str], method: str, base_iri: str = BASE_IRI
) -> str:
    """Return the IRI of the evidence that one rule found for a triple at one place of an article.

    Args:
        article: its IRI, as N-Triples writes it.
        start: of the place.
        end: of the place.
        triple: its terms, as N-Triples writes them.
        method: the rule.
        base_iri: where entities live.
    """
    key = (article[1:-1], str(start), str(end), *triple, method)
    return f"{base_iri}evidence/{start}-{end}~{_digest(*key)}"


def _digested(base_iri: str, path: Iterable[str], shown: str, key: Iterable[str]) -> NamedNode:
    shown = _escaped(unicodedata.normalize("NFC", clean(shown[:_LONGEST])))
    return NamedNode(f"{base_iri}{'/'.join(map(segment, path))}/{shown}~{_digest(*key)}")


def _digest(*key: str) -> str:
    """96 bits of BLAKE2b over the parts, each with its length before it, so that none runs into the next."""
    return hashlib.blake2b(b"".join(map(_measured, key)), digest_size=12).hexdigest()


@lru_cache(maxsize=4096)
def _measured(part: str) -> bytes:
    encoded = unicodedata.normalize("NFC", clean(part)).encode()
    return len(encoded).to_bytes(8, "big") + encoded


def _escaped(name: str) -> str:
    if _PLAIN.fullmatch(name) and not unicodedata.combining(name[0]):
        return name.replace(" ", "_")
    parts: list[str] = []
    after_escape = True  # the base IRI's last character is one that a mark must not join either
    for character in name:
        if character == " ":
            parts.append("_")
            after_escape = False
        elif _stands_free(character) and not (after_escape and unicodedata.combining(character)):
            parts.append(character)
            after_escape = False
        else:
            # A combining mark after an escape would join its last digit: %CA and U+0301 make %CÁ.
            parts += (f"%{byte:02X}" for byte in character.encode())
            after_escape = True
    return "".join(parts)


def _stands_free(character: str) -> bool:
    return character != " " and _PLAIN.fullmatch(character) is not None
