"""The words that names are made of, read once from ``ontology/frames/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.resources import frames

__all__ = ["NameLexicon", "name_lexicon"]


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Word lists for names; see the comments in ``organizations.toml``, ``people.toml``, ``technology.toml``."""

    endings: re.Pattern[str]
    part_endings: re.Pattern[str]
    inner: re.Pattern[str]
    not_endings: frozenset[str]
    common: frozenset[str]
    class_stems: frozenset[str]
    anchors: frozenset[str]
    weak_anchors: frozenset[str]
    barriers: frozenset[str]
    inner_verbs: frozenset[str]
    product_heads: re.Pattern[str]
    cues_before: re.Pattern[str]
    cues_after: re.Pattern[str]
    around: tuple[tuple[str, str], ...]
    english_endings: frozenset[str]
    product_heads_en: frozenset[str]
    surnames: frozenset[str]
    double_surnames: frozenset[str]
    not_people: frozenset[str]
    person_suffixes: frozenset[str]
    particles: frozenset[str]
    technology: frozenset[str]
    not_places: frozenset[str]

    def is_class_of_bodies(self, name: str) -> bool:
        """Tell whether a Chinese name is that of a class of bodies rather than a body's (跨国公司, 勒索软件组织)."""
        if name in self.common:
            return True
        stem = self.endings.sub("", name)
        return stem != name and (stem in self.common or stem in self.class_stems)

    def is_technology(self, name: str) -> bool:
        """Tell whether a Latin name is that of a technology or product."""
        return name.casefold() in self.technology


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def name_lexicon() -> NameLexicon:
    """Return the lexicon."""
    bodies, people = frames("organizations"), frames("people")
    technology, places = frames("technology"), frames("places")
    return NameLexicon(
        endings=re.compile(f"(?:{_alternatives(bodies['endings']['zh'])})$"),
        part_endings=re.compile(f"(?:{_alternatives(bodies['endings']['part_zh'])})$"),
        inner=re.compile(
            "|".join(
                f"{ending}(?![{unless}])" if unless else ending
                for ending, unless in sorted(bodies["inner"]["zh"].items(), key=lambda pair: -len(pair[0]))
            )
        ),
        not_endings=frozenset(bodies["not_endings"]["zh"]),
        common=frozenset(bodies["common"]["zh"]),
        class_stems=frozenset(bodies["class_stems"]["zh"]),
        anchors=frozenset(bodies["anchors"]["zh"]),
        weak_anchors=frozenset(bodies["anchors"]["weak_zh"]),
        barriers=frozenset(bodies["barriers"]["zh"]),
        inner_verbs=frozenset(bodies["inner_verbs"]["zh"]),
        product_heads=re.compile(f"\\s?(?:{_alternatives(bodies['product_heads']['zh'])})"),
        cues_before=re.compile(f"(?:{_alternatives(bodies['cues_before']['zh'])})\\s?$"),
        cues_after=re.compile(f"\\s?(?:{_alternatives(bodies['cues_before']['zh_after'])})"),
        around=tuple((before, after) for before, after in bodies["cues_before"]["around_zh"]),
        english_endings=frozenset(bodies["endings"]["en"]),
        product_heads_en=frozenset(bodies["product_heads"]["en"]),
        surnames=frozenset(people["surnames"]["single"]),
        double_surnames=frozenset(people["surnames"]["double"]),
        not_people=frozenset(people["not_names"]["zh"]) | frozenset(people["not_names"]["en"]),
        person_suffixes=frozenset(people["suffixes"]["en"]),
        particles=frozenset(people["particles"]["en"]),
        technology=frozenset(word.casefold() for key in ("acronyms", "names") for word in technology[key]),
        not_places=frozenset(places["not_places"]["zh"]),
    )
