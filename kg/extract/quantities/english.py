"""Quantities in English text: $2.3 million, nearly 60%, 175,000, two thirds, one in five, 5% to 8%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from kg.extract.quantities.values import Bound, Quantity, fraction, plain
from kg.resources import frames

__all__ = ["find_english_quantities"]


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first, any white space between their parts."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(r"\s".join(re.escape(part) for part in word.split(" ")) for word in ordered)


class _Grammar:
    """The patterns, built once from ``ontology/frames/units.toml``."""

    def __init__(self) -> None:
        words = frames("units")["en"]
        self.words: dict[str, Any] = words
        self.kinds = {unit: kind for kind, units in words["units"].items() for unit in units}
        self.qualifiers: dict[str, str] = {w: name for name, ws in words["qualifiers"].items() for w in ws}
        self.qualifiers_after = {w: name for name, ws in words["qualifiers_after"].items() for w in ws}
        self.fractions = {w: fraction(Decimal(a), Decimal(b)) for w, (a, b) in words["fractions"].items()}
        moves = frames("observations")["en"]
        self.moved = re.compile(rf"\b(?:{_any([*moves['up'], *moves['down']])})(?: [\w\-]+){{0,2}} from $", re.I)
        worded = [q for q in self.qualifiers if q[-1].isalnum()]
        marked = [q for q in self.qualifiers if q not in worded]
        # more than the 5 hosts, but about the 5 hosts: what it is about
        definite = r"(?:(?<!about\s)(?<!around\s)(?<!over\s)(?<!under\s)the\s)?"
        before = rf"(?:(?:\b(?P<q>(?i:{_any(worded)}))\s{definite}|(?P<qm>{_any(marked)})\s?))?"
        after = rf"(?:\s(?P<qa>{_any(self.qualifiers_after)})\b)?"
        symbols = [u for u in self.kinds if not u[0].isalnum()]
        letters = [u for u in self.kinds if u not in symbols]
        unit = rf"(?:{_any(symbols)}|[\s-]?(?:{_any(letters)})(?![\w]))"
        digits = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
        scale = rf"(?:(?:{_any(words['scales'])})s?)\b"
        letter = _any(words["scale_letters"])
        small = _any(words["words"])
        spoken = rf"\b(?:(?i:{small})(?:-(?:{small}|one))?(?:\s{scale})*|(?i:a|one)(?:\s{scale})+)(?![\w-]*-)(?!\w)"
        money = _any(words["currency_before"])
        separator = r"(?:\s?[-–—]\s?|\sto\s|(?<=\d)\sand\s)"
        # the third server and a third server are numbered, a third of the servers and a third say are not
        not_ordinal = rf"(?!(?<=\b[Aa]\s(?:third|fifth|sixth|tenth))\s(?!(?:{_any(words['behind_fraction'])})\b)[a-z])"
        left = r"(?<![\w.,\-/#@&=+*×'’])(?<!\w:)"
        gate = r"(?<![A-Za-z])"  # every pattern begins at the beginning of a word
        self.pattern = re.compile(
            gate
            + "(?:"
            + "|".join(
                (
                    r"(?P<skip>https?://\S+"
                    r"|[A-Za-z][A-Za-z_]*[-–/.]?\d[\w.\-–]*"
                    r"|\b[A-Za-z]+(?:[-–/.][\w]+)*[-–/.]\d[\w.\-–]*"
                    r"|(?<![\d.])\d+(?:\.\d+){2,}|\d+(?:st|nd|rd|th)\b|#\d+|\d{1,2}:\d\d(?::\d\d)?|24/7"
                    r"|\+?\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}|(?m:^)\s*(?:\d{1,2}[.)]\s|\d+\s*(?m:$))|[\[(]\d{1,3}[\])]"
                    rf"|\b(?i:{_any(words['vague'])})\sof\b)",
                    rf"{before.replace('P<q>', 'P<qf>').replace('P<qm>', 'P<qfm>')}"
                    rf"(?:(?P<frac>(?i:\b(?:{_any(self.fractions)})(?!-)\b)(?!\s(?:an|a)\s){not_ordinal})"
                    rf"|{left}(?P<above>\d{{1,2}}|(?i:{small}|one))\s(?:in|out\sof)\s(?:every\s)?(?P<below>\d{{1,3}}|{small})(?![\w,.]*\d)"
                    r"(?!\s(?:days|years|months|weeks|hours))"
                    rf"|{left}(?P<sn>\d)/(?P<sd>[2-9]|10)(?![\d/]))",
                    rf"{before.replace('P<q>', 'P<q1>').replace('P<qm>', 'P<q1m>')}(?:(?P<money>{money})\s?)?"
                    rf"(?:(?:{left}|(?<=[$€£¥₹]))(?P<low>[-−]?{digits})(?P<lplus>\+)?(?:[\s-](?P<lscale>{scale})|(?P<lletter>{letter})(?![\w]))?"
                    rf"(?P<lplus2>\+)?(?P<lunit>{unit})?"
                    rf"(?:{separator}(?P<money2>{money})?(?P<high>{digits})(?:[\s-](?P<hscale>{scale})|(?P<hletter>{letter})(?![\w]))?(?P<hunit>{unit})?)?"
                    rf"|(?P<spoken>{spoken})(?P<sunit>{unit})?)"
                    rf"{after}",
                )
            )
            + ")"
        )
        self.not_after = frozenset(words["not_after"])
        self.scored = frozenset(words["scored"])
        self.not_before = re.compile(rf"\s?(?:{_any(words['not_before'])})\b")


@cache
def _grammar() -> _Grammar:
    return _Grammar()


_WORD_BEFORE = re.compile(r"([A-Za-z][\w'’/.-]*)[\s:]*$")
_RIGHT_JOINED = re.compile(r"[A-Za-z_@#&=/]|-\w|[.,:]\d")


def _spoken_value(text: str, grammar: _Grammar) -> Decimal:
    """Read twenty-five, two hundred thousand, a dozen."""
    total, value = Decimal(0), Decimal(0)
    for word in re.split(r"[\s-]", text.lower()):
        if word in grammar.words["words"]:
            value += grammar.words["words"][word]
        elif word in ("a", "one"):
            value += 1
        else:
            scale = grammar.words["scales"][word.rstrip("s")]
            value = (value or Decimal(1)) * scale
            if scale >= 1000:
                total, value = total + value, Decimal(0)
    return total + value


def _scaled(number: str, scale: str | None, letter: str | None, grammar: _Grammar) -> Decimal:
    value = Decimal(number.replace(",", "").replace("−", "-"))
    if scale:
        value *= grammar.words["scales"][scale.rstrip("s")]
    if letter:
        value *= grammar.words["scale_letters"][letter]
    return value


def _unit(text: str | None, grammar: _Grammar) -> tuple[str, str]:
    """Return the unit as the text has it, all percents as ``%``, and its kind."""
    name = re.sub(r"\s", " ", (text or "").strip().lstrip("-"))
    kind = grammar.kinds.get(name, "")
    return ("%" if name in ("percent", "per cent") else name), kind


def _by_word(word: str | None, grammar: _Grammar) -> str:
    """Return the qualifier that a word stands for."""
    return grammar.qualifiers.get(re.sub(r"\s", " ", word or "").lower(), "")


def _read_fraction(match: re.Match[str], grammar: _Grammar) -> Quantity | None:
    """Read half, two thirds, one in five, 3/4."""
    if match["frac"]:
        value = grammar.fractions[re.sub(r"\s", " ", match["frac"]).lower()]
        start = match.start("frac")
    elif match["above"]:
        numbers = []
        for text in (match["above"], match["below"]):
            plain_digits = text.replace(",", "").replace(".", "").isdecimal()
            numbers.append(Decimal(text.replace(",", "")) if plain_digits else _spoken_value(text, grammar))
        if not 0 < numbers[0] < numbers[1]:
            return None
        value, start = fraction(*numbers), match.start("above")
    else:
        above, below = Decimal(match["sn"]), Decimal(match["sd"])
        if not 0 < above < below:
            return None
        value, start = fraction(above, below), match.start("sn")
    qualifier = _by_word(match["qf"] or match["qfm"], grammar)
    in_words = not any(character.isdecimal() for character in match[0])
    return Quantity(start, match.end(), value, "", "share", qualifier, *match.span(), in_words=in_words)


def _read_number(match: re.Match[str], grammar: _Grammar, text: str) -> list[Quantity]:
    after = re.sub(r"\s", " ", match["qa"] or "")
    qualifier = _by_word(match["q1"] or match["q1m"], grammar) or grammar.qualifiers_after.get(after, "")
    end = match.end() if not match["qa"] else match.start("qa") - 1
    if match["spoken"]:
        unit, kind = _unit(match["sunit"], grammar)
        value = _spoken_value(match["spoken"], grammar)
        start = match.start("spoken")
        return [Quantity(start, end, plain(value), unit, kind, qualifier, *match.span(), in_words=True)]
    money = match["money"]
    start = match.start("money") if money else match.start("low")
    plus = match["lplus"] or match["lplus2"]
    if plus and not qualifier:
        qualifier = "moreThan"
    low_unit, low_kind = _unit(match["lunit"], grammar)
    high_unit, high_kind = _unit(match["hunit"], grammar)
    unit, kind = (low_unit, low_kind) if low_unit else (high_unit, high_kind)
    if money:
        unit, kind = money, "money"
    if not unit and not _free_standing(match, grammar, text, end):
        return []
    value = _scaled(match["low"], match["lscale"], match["lletter"], grammar)
    quantity = Quantity(start, end, plain(value), unit, kind, qualifier, *match.span())
    if not match["high"]:
        return [quantity]
    high = _scaled(match["high"], match["hscale"], match["hletter"], grammar)
    if (
        not match["lscale"]
        and not match["lletter"]
        and not low_unit
        and value * 1 < Decimal(match["high"].replace(",", ""))
    ):
        value *= high / Decimal(match["high"].replace(",", ""))
    between = text[match.start("low") : match.start("high")]
    listed = " and " in between and not text[: match.start()][-9:].lower().endswith("between ")
    # jumping from 168 to 330: then and now
    moved = grammar.moved.search(text[max(0, match.start() - 50) : match.start()])
    # grew by 9% to $4 billion: of two units, no range
    ends = money or low_unit, match["money2"] or high_unit
    if listed or (moved and " to " in between) or value >= high or (all(ends) and ends[0] != ends[1]):
        return [] if re.search("[-–—]", between) else _two(match, grammar, quantity, high, high_unit, kind)
    middle = next(match.end(name) for name in ("lunit", "lletter", "lscale", "low") if match[name])
    return [
        replace(quantity, end=middle, value=plain(value), qualifier="atLeast", bound=Bound.LOWER),
        replace(
            quantity,
            start=match.start("money2") if match["money2"] else match.start("high"),
            value=plain(high),
            qualifier="atMost",
            bound=Bound.UPPER,
        ),
    ]


def _two(
    match: re.Match[str], grammar: _Grammar, first: Quantity, high: Decimal, unit: str, kind: str
) -> list[Quantity]:
    """Return two quantities that only a word such as "and" or "to" stands between: 20% and 30%, from 9 to 5."""
    middle = next(match.end(name) for name in ("lunit", "lletter", "lscale", "low") if match[name])
    start = match.start("money2") if match["money2"] else match.start("high")
    own, own_kind = _unit(match["lunit"], grammar)
    money = match["money"]
    one = replace(
        first,
        end=middle,
        outer_end=middle,
        value=plain(_scaled(match["low"], match["lscale"], match["lletter"], grammar)),
        unit=money or own,
        kind="money" if money else own_kind,
    )
    second_unit = match["money2"] or unit
    two = replace(
        first,
        start=start,
        outer_start=start,
        value=plain(high),
        unit=second_unit,
        kind="money" if match["money2"] else kind,
        qualifier="",
    )
    return [one, two]


def _free_standing(match: re.Match[str], grammar: _Grammar, text: str, end: int) -> bool:
    """Whether a number without a unit counts something: not Windows 10, chapter 3, 10th."""
    # A letter behind a capitalised word makes a name of both: Unit 221B.
    named = match["lletter"] and re.search(r"[A-Z][a-z]+ $", text[max(0, match.start() - 20) : match.start()])
    if (match["lscale"] or match["hscale"] or match["lletter"]) and not named:
        return True
    if text[: match.start()][-1:] in ("]", ".") or text[: match.start()][-3:] in ("[.]", "(.)"):
        return False  # of an address
    last = match.end("high") if match["high"] else match.end("low")
    if _RIGHT_JOINED.match(text, last) or grammar.not_before.match(text, last):
        return False
    if match["q1"] or match["q1m"] or "," in match["low"]:
        return True
    before = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    if before is None:
        return True
    if before[1].lower() in grammar.not_after:
        return ":" in before[0] and before[1].lower() in grammar.scored
    # a capitalised word before a small number makes a name of both, unless it opens the sentence
    if any(character.isdecimal() for character in before[1]):
        return False
    opening = match.start() - len(before[0])
    return opening <= 0 or not before[1][0].isupper() or text[max(0, opening - 2) : opening] in (". ", "! ", "? ")


def find_english_quantities(text: str) -> list[Quantity]:
    """Find the quantities of an English text, in order; dates are not recognised here."""
    grammar = _grammar()
    found: list[Quantity] = []
    for match in grammar.pattern.finditer(text):
        if match["skip"]:
            continue
        if match["low"] or match["spoken"]:
            found += _read_number(match, grammar, text)
        elif (quantity := _read_fraction(match, grammar)) is not None:
            found.append(quantity)
    return found
