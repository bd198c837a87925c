"""Chinese and transliterated people: which of a tagger's persons have the form of a name."""

from __future__ import annotations

import re

from kg.extract.names.lexicon import name_lexicon

__all__ = ["is_chinese_person"]

_HAN = re.compile(r"[\u3400-\u9fff]+(?:[·・•‧][\u3400-\u9fffA-Z.]+)*$")
_DOTS = re.compile(r"[·・•‧]")


def is_chinese_person(name: str) -> bool:
    """Tell whether a name that a tagger takes for a person's can be one.

    A Chinese name is a family name of the register and one or two characters (a double family name:
    up to four in all); anything longer, or with another beginning, must be a transliteration, which
    has three characters or more, or an interpunct.
    """
    lexicon = name_lexicon()
    if not _HAN.match(name) or name in lexicon.not_people:
        return False
    if _DOTS.search(name):
        return all(len(part) >= 1 for part in _DOTS.split(name))
    if name[0] in lexicon.surnames or name[:2] in lexicon.double_surnames:
        return 2 <= len(name) <= 8
    return 3 <= len(name) <= 8
