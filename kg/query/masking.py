"""The words of a query without what stands in its IRIs, texts and comments."""

from __future__ import annotations

import re

__all__ = ["IRI", "TEXT", "masked"]

IRI, TEXT = "\x01", "\x02"
"""What stands in for every character of an IRI, and of a text."""

_QUIET = re.compile(
    r"(?P<iri><[^<>\"{}|^`\\\s]*>)"
    r"|(?P<text>'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\")"
    r"|(?P<escape>\\[_~.!$&'()*+,;=/?#@%-])"  # in a name, such as ex:a\;b
    r"|\#[^\n\r]*",
    re.DOTALL,
)
_STAND_IN = {"iri": IRI, "text": TEXT, "escape": "_", None: " "}


def masked(sparql: str) -> str:
    """Return the query with stand-ins for IRIs and texts and blanks for comments; every other character in its place.

    >>> masked("ASK { <http://e/a> ?p 'a' } # {").replace(IRI, "i").replace(TEXT, "t")
    'ASK { iiiiiiiiiiii ?p ttt }    '
    """
    return _QUIET.sub(lambda found: re.sub(r"[^\n\r]", _STAND_IN[found.lastgroup], found[0]), sparql)
