"""Phrases of an English clause, from the parts of speech alone: no parser is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg.extract.observations.clauses import Item, wording
from kg.model import Kind
from kg.resources import frames

__all__ = ["EnglishLexicon", "EnglishPhrases", "bare", "english_lexicon", "is_finite", "is_noun", "is_verb", "low"]

_LONGEST = 90
"""Characters of a measure."""

_LETTERED = re.compile(r"[A-Z][A-Za-z]*\d")
"""IPv4 and the like are nouns, whatever the tagger takes them for."""
_NOUNS = frozenset({"NOUN", "PROPN", "X", "SYM"})


class EnglishLexicon:
    """``ontology/frames/observations.toml``, the English side, as sets."""

    def __init__(self) -> None:
        words: dict[str, Any] = frames("observations")["en"]

        def of(name: str) -> frozenset[str]:
            return frozenset(words[name])

        self.level, self.exist, self.up, self.down = of("level"), of("exist"), of("up"), of("down")
        self.changes = self.up | self.down
        self.change_nouns, self.fall_nouns = of("change_nouns"), of("fall_nouns")
        self.by, self.to, self.from_, self.share = of("by"), of("to"), of("from"), of("share")
        self.light, self.auxiliary, self.forecast = of("light"), of("auxiliary"), of("forecast")
        self.openers, self.source_verbs, self.pronouns = of("openers"), of("source_verbs"), of("pronouns")
        self.documents = tuple(frames("english")["claims"]["works"])
        self.joiners, self.naming = of("joiners"), of("naming")
        self.share_nouns, self.owners, self.amount = of("share_nouns"), of("owners"), of("amount")
        self.against, self.spent_on, self.charged = of("against"), of("spent_on"), of("charged")
        self.weak_nouns, self.determiners, self.scope = of("weak_nouns"), of("determiners"), of("scope")


@cache
def english_lexicon() -> EnglishLexicon:
    """Return the lexicon, read once."""
    return EnglishLexicon()


def low(item: Item) -> str:
    """The item's text in lower case."""
    return item.text.lower()


def is_noun(item: Item) -> bool:
    """Whether an item is a name or a noun."""
    return item.kind is not None or item.pos in _NOUNS or (not item.quantities and bool(_LETTERED.match(item.text)))


def is_verb(item: Item) -> bool:
    """Whether an item is a verb."""
    return item.kind is None and item.pos in ("VERB", "AUX")


def is_finite(items: Sequence[Item], index: int) -> bool:
    """Whether a verb makes a clause: not a participle such as excluding or highlighted in."""
    item = items[index]
    if not is_verb(item) or item.text.endswith("ing"):
        return False
    if item.text.endswith("ed") and index + 1 < len(items):
        return (
            items[index + 1].pos in ("DET", "ADJ", "NOUN", "PROPN", "QUANTITY", "PRON")
            and index > 0
            and is_noun(items[index - 1])
        )
    return True


def _compounds(items: Sequence[Item]) -> bool:
    """Whether two nouns are joined before one that both say the kind of: credit AND debit card records."""
    first, behind = items[0], items[2:6]
    nouns = next((i for i, item in enumerate(behind) if not is_noun(item)), len(behind))
    singular = first.pos == "NOUN" and not first.text.endswith("s")
    return singular and nouns > 1 and not behind[0].text.endswith("s") and behind[nouns - 1].text.endswith("s")


class EnglishPhrases:
    """Cuts phrases out of the items of a text."""

    def __init__(self, text: str, words: EnglishLexicon) -> None:
        self.text = text
        self.words = words

    def worded(self, items: Sequence[Item]) -> str:
        """The words of some items, without openers."""
        return bare(wording(items, self.text))

    def cut(self, measure: str) -> str:
        """Cut a long measure at a word."""
        if len(measure) <= _LONGEST:
            return measure
        return bare(measure[:_LONGEST].rsplit(" ", 1)[0])

    def subject(self, items: Sequence[Item], *, of_verb: bool = False) -> str:
        """The noun phrase before a verb: from the last break in the clause to its verb.

        Args:
            items: of the clause.
            of_verb: its verb stands right behind the items, so that no other verb in them is its own.
        """
        words = self.words
        kept = [item for item in items if not item.time]
        # What rose is measured, not that it rose: flaws nearly doubled, jumping from FIGURE to FIGURE.
        at = next((i for i, item in enumerate(kept) if i and is_verb(item) and low(item) in words.changes), len(kept))
        of_verb = of_verb or at < len(kept)
        kept = kept[:at] if any(is_noun(item) for item in kept[:at]) else kept
        while kept and low(kept[-1]) not in words.scope:
            if kept[-1].pos not in ("AUX", "ADV", "PART", "PUNCT", "ADP", "SCONJ") and low(kept[-1]) not in words.level:
                break
            kept.pop()
        index = len(kept)
        while (index := index - 1) >= 0:
            if of_verb and index > 1 and is_finite(kept, index) and self._relates(kept, index - 1):
                index -= 1  # firms who paid the ransom rose: the firms
                continue
            joins = kept[index].pos == "SCONJ" or low(kept[index]) in words.joiners
            if joins or is_finite(kept, index):
                after = kept[index + 1 :]
                if any(is_noun(item) for item in after) or joins:
                    kept = after
                    break
        if not any(is_noun(item) for item in kept):
            return ""
        if all(item.kind is Kind.PLACE for item in kept if is_noun(item)):
            return ""  # in Thailand and
        measure = self.worded(kept)
        return "" if measure.lower() in words.pronouns else self.cut(measure)

    def _relates(self, items: Sequence[Item], index: int) -> bool:
        """Whether a pronoun opens a clause that says more of the noun before it: firms WHO paid."""
        return (
            low(items[index]) in ("who", "that", "which") and items[index].pos == "PRON" and is_noun(items[index - 1])
        )

    def verb(self, core: Sequence[Item]) -> str:
        """The verb right before a counted thing, if there is one."""
        words = self.words
        if not core or not is_verb(core[-1]) or low(core[-1]) in words.exist | words.level | words.source_verbs:
            return ""
        return core[-1].text

    def noun_phrase(self, items: Sequence[Item]) -> list[Item]:
        """The noun phrase that some items begin with, with one "of …"."""
        last = index = 0
        ofs = 0
        while index < len(items):
            item = items[index]
            if item.time or item.quantities:
                break
            if is_noun(item) or (last and low(item) in self.words.scope):
                last = index + 1
            elif item.pos == "ADP" and low(item) == "of" and last and not ofs:
                ofs += 1
            elif item.pos == "VERB" and index and (items[index - 1].text in "-–" or item.text[0] in "-–"):
                pass  # internet-facing systems, U.S.-based firms
            elif (
                item.pos == "VERB"
                and not last
                and item.text.endswith(("ed", "ing"))
                and any(is_noun(other) for other in items[index + 1 : index + 4])
            ):
                pass  # exposed servers, developed and developing countries
            elif item.pos == "CCONJ" and index and (not last or items[index - 1].text in "-–"):
                pass
            elif low(item) in ("and", "or") and last == 1 and index == 1 and _compounds(items):
                pass  # 40 million credit and debit card records
            elif (
                item.pos not in ("ADJ", "DET", "PART", "PUNCT", "PRON", "ADV", "NUM")
                or (item.pos == "PUNCT" and item.text not in "-–'’/&\"“”")
                or (last and item.pos in ("DET", "PRON", "ADV") and low(items[index - 1]) != "of")
            ):
                break
            index += 1
        return list(items[:last])

    def predicate(self, items: Sequence[Item]) -> str:
        """What is said, to the end of the clause or to its next figure or time."""
        kept = list(items)
        end = next((i for i, item in enumerate(kept) if i and (item.quantities or item.time)), len(kept))
        while 1 < end < len(kept) and low(kept[end - 1]) not in self.words.scope:
            if is_noun(kept[end - 1]) or is_verb(kept[end - 1]):
                break
            end -= 1
        kept = kept[:end]
        measure = self.worded(kept)
        while len(measure) > _LONGEST and len(kept) > 1:
            kept.pop()
            while len(kept) > 1 and not is_noun(kept[-1]):
                kept.pop()
            measure = self.worded(kept)
        return measure

    def behind(self, right: Sequence[Item]) -> str:
        """What a sum was for: in ransom, to register the domain."""
        if not right or low(right[0]) not in ("in", "to", "for", "on", "per", "a"):
            return ""
        if any(item.time or item.kind is Kind.PLACE for item in right[:3]):
            return ""
        end = next((i for i, item in enumerate(right) if low(item) in self.words.against), len(right))
        found = bare(wording(right[:end], self.text))
        return "" if found.lower() in self.words.pronouns else found


def bare(measure: str) -> str:
    """A measure without the words that only join it to what stands before."""
    words = measure.split(" ")
    openers = english_lexicon().openers
    while len(words) > 1 and words[0].lower() in openers:
        words.pop(0)
    while len(words) > 1 and words[-1].lower() in (
        "the",
        "a",
        "of",
        "and",
        "or",
        "to",
        "by",
        "from",
        "with",
        "that",
        "in",
    ):
        words.pop()
    return " ".join(words).strip(" ,;:.-–—\"“”'")
