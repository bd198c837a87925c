"""Whose country a passage speaks of: what tells which ministry is meant where its country is left out (国防部)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.model import Extraction, Kind, Mention
from kg.resolve.authority import Register

__all__ = ["countries_around"]

_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s)")


def countries_around(extraction: Extraction, register: Register) -> Mapping[str, Mapping[str, int]]:
    """Return, for every organization, which countries the sentences around its mentions name and how often.

    A body that the register knows for certain names its country as a place does: in a list of one country's
    ministries, each is that country's. An organization that shares no sentence with either is left out.

    Args:
        extraction: of one document.
        register: what is known.

    Returns:
        Entity id → IRI of a country → number of mentions, the most frequent first.
    """
    homes = _homes(extraction, register)
    ends = [match.end() for match in _SENTENCE_END.finditer(extraction.document.text)]
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        by_sentence[bisect_right(ends, mention.start)].append(mention)
    around: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mentions in by_sentence.values():
        counted = Counter(homes[mention.entity] for mention in mentions if mention.entity in homes)
        for entity in dict.fromkeys(m.entity for m in mentions if m.kind is Kind.ORGANIZATION):
            around[entity].update(counted)
    return {entity: dict(counted.most_common()) for entity, counted in around.items() if counted}


def _homes(extraction: Extraction, register: Register) -> dict[str, str]:
    """The country of every place and of every body that the register knows for certain."""
    homes = {}
    for entity in extraction.entities:
        if entity.kind not in (Kind.PLACE, Kind.ORGANIZATION):
            continue
        for name in entity.names:
            sure = [c.entry for c in register.candidates(name.text) if not c.ambiguous and c.entry.kind is entity.kind]
            if sure:
                home = sure[0].country or (sure[0].iri if sure[0].code else "")
                if home:
                    homes[entity.id] = home
                break
    return homes
