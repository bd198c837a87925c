"""Quantities in Chinese text: 53.9万亿元, 近60%, 5000多家, 三分之一, 5%至8%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from kg.extract.numerals import chinese_number
from kg.extract.quantities.values import Bound, Quantity, fraction, plain
from kg.resources import frames

__all__ = ["find_chinese_quantities"]


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


class _Grammar:
    """The patterns, built once from ``ontology/frames/units.toml``."""

    def __init__(self) -> None:
        words = frames("units")["zh"]
        self.kinds = {unit: kind for kind, units in words["units"].items() for unit in units}
        self.kinds[""] = ""
        self.words: dict[str, Any] = words
        digits_only = set(words["digits_only"])
        self.qualifiers = {w: name for name, ws in words["qualifiers"].items() for w in ws}
        self.qualifiers_after = {w: name for name, ws in words["qualifiers_after"].items() for w in ws}
        before = rf"(?:(?P<q>{_any(self.qualifiers)})(?:{_any(words['between']['words'])})?\s?)?"
        after = rf"(?:\s?(?P<qa>{_any(self.qualifiers_after)})(?!来))?"
        latin = [u for u in self.kinds if u.isascii() and u.isalpha()]
        glyphs = [u for u in self.kinds if u and u not in latin]
        guarded: dict[str, str] = words["not_unit_before"]
        parts = [_any(u for u in glyphs if u not in guarded)]
        parts += [f"{re.escape(u)}(?![{characters}])" for u, characters in guarded.items()]
        unit = rf"(?:(?:{_any(latin)})(?![A-Za-z])|{'|'.join(parts)})"
        spoken_unit = _any(u for u in glyphs if u not in digits_only)
        more = rf"(?:{_any(words['more'])})"
        arabic = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
        scale = r"(?:[Ww](?=[\u3400-\u9fff+])|十|百|千|万亿|千万|百万|十万|千亿|百亿|十亿|万|亿)"
        mixed = rf"{arabic}(?:\s?{scale}(?:\d+{scale})*(?:(?<=万)\d{{4}}(?!\d))?)?"
        spoken = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+[万亿]*)?"
        separator = rf"\s?(?:{_any(words['range'])})\s?"
        money = _any(words["currency_before"])
        left = r"(?<![A-Za-z0-9_.\-/#@&=+*×])(?<![A-Za-z0-9]:)"
        bracket = r"[（(\[【〔]"
        # Most characters begin no number: this look ahead spares trying every pattern at them.
        openings = {word[0] for word in (*self.qualifiers, *words["vague"], *words["words"], *words["named_digits"])}
        openings |= {word[0] for word in (*words["currency_before"], *words["halves"])}
        gate = (
            r"(?=[\d\-−\sA-Za-z_（(\[【〔《“‘\"第一二两三四五六七八九十百千万亿每这那某各首另同近过超约逾"
            rf"{re.escape(''.join(sorted(openings)))}])"
        )
        self.pattern = re.compile(
            gate
            + "(?:"
            + "|".join(
                (
                    # -- what is no quantity, taken out of the way ------------------------------------
                    # addresses, identifiers, versions, standards, telephone numbers: runs of letters, digits and marks
                    r"(?P<skip>https?://\S+|《[^《》\n]{1,60}》|[“‘\"]\d+(?:\.\d+)?[”’\"]"
                    r"|[A-Za-z][A-Za-z0-9_]*(?:[-–/.][A-Za-z0-9_]+)+"
                    r"|[A-Za-z_]+\d[A-Za-z0-9_.\-–]*"
                    # 9·11, 4 点 30 分, 2 at the head of a heading
                    r"|\d{1,2}[·・•]\d{1,2}(?!\d)|\d{1,2}\s?[点时]\s?\d{1,2}\s?分(?!之)"
                    rf"|(?m:^)\d{{1,2}}(?:\.\d+)*[ \u3000]+(?!{unit})(?=[\u3400-\u9fff])"
                    rf"|(?<![\d.])\d+(?:\.\d+){{2,}}|\d+\s?[×xX*]\s?\d+(?:{unit})?"
                    # 5+5, 1+N, 6位数, 两位数
                    rf"|(?<![\d.])\d{{1,2}}\s?[+＋]\s?(?:\d{{1,2}}|[NnXx])(?![\d.])"
                    rf"|(?:\d+|[一两三四五六七八])\s?位数(?![学据])"
                    rf"|(?<!\d)\d{{3,4}}-\d{{7,8}}|(?<!\d)1[3-9]\d{{9}}(?!\d)"
                    r"|(?:GB|ISO|IEC|YD|GA|RFC|TC|IEEE|NIST|SP)(?:[/／][A-Z]+)*\s?\d[\d.\-–—:]*"
                    # (1), [12], 1. and 1、 at the head of a line, a line of one number
                    rf"|{bracket}\s?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?[）)\]】〕]"
                    r"|(?m:^)\s*(?:\d{1,2}[.、．)）](?!\d)|[一二三四五六七八九十]{1,3}[、.．]|0\d(?!\d))"
                    r"|(?m:^)\s*\d+\s*(?m:$)"
                    rf"|第\s?(?:\d+|[零〇一二三四五六七八九十百千]+)(?:{spoken_unit})?"
                    rf"|(?:{_any(words['named_digits'])})(?![\d万亿千百十%]|[.,，]\d)(?!\s?(?:{unit}))"
                    rf"|(?:{_any(words['vague'])})[十百千万亿]+(?:{more})?(?:{spoken_unit})?"
                    rf"|(?:{_any(words['words'])})(?![十百千万亿倍])"
                    rf"|[一每这那某各首另同](?!(?:{_any(words['one_counts'])}))(?:{spoken_unit})(?!半))"
                    # -- parts of a whole ------------------------------------------------------------
                    rf"|{before}(?:(?P<percent>{re.escape(words['percent_of'])}(?P<pn>{spoken}|百|{arabic}))"
                    rf"|(?P<fd>{spoken}|\d+){re.escape(words['part_of'])}(?P<fn>{spoken}|\d+)"
                    rf"|{left}(?<![（(])(?P<sn>\d{{1,2}})/(?P<sd>[2-9]|10|100)(?![\d/])"
                    rf"|(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?){words['tenths']}(?P<th>半)?(?![为立果员功就分长本效绩熟都])"
                    rf"|(?P<half>一半|半数)){after.replace('?P<qa>', '?P<qb>')}"
                    rf"|(?:(?P<qh>近|过|超|超过|约|逾)半(?:数)?(?=[的以受企用机组国员家个，。、；\s]|数|$))"
                    # -- numbers ---------------------------------------------------------------------
                    rf"|{before.replace('?P<q>', '?P<q1>')}(?:(?P<money>{money})\s?)?"
                    rf"(?:{left}(?P<low>[-−]?{mixed})(?P<lmore>{more}(?!{separator}))?(?P<lscale>[万亿]+)?(?:\s?(?P<lunit>{unit}))?"
                    rf"(?:{separator}(?P<money2>{money})?(?P<high>{mixed})(?P<hscale>[万亿]+)?(?:\s?(?P<hunit>{unit}))?)?"
                    rf"|(?P<slow>{spoken})(?P<smore>{more})?(?P<sscale>[万亿]+)?"
                    rf"(?:{separator}(?P<shigh>{spoken}))?(?P<sunit>{spoken_unit})"
                    rf"|(?P<blow>百|千|万|亿)(?P<bmore>{more})?(?P<bunit>{spoken_unit}))"
                    rf"{after}",
                )
            )
            + ")"
        )
        labels = rf"(?:^|[^\u3400-\u9fff]|{_any(words['label_before'])})(?:{_any(words['labels'])})"
        self.not_after = re.compile(rf"(?:{_any(words['not_after'])}|{labels})\s?[“”‘’:：]?\s?$")
        self.not_before = re.compile(rf"\s?(?:{_any(words['not_before'])})")
        self.clock: dict[str, int] = words["clock"]
        self.one_counts = frozenset(words["one_counts"])


@cache
def _grammar() -> _Grammar:
    return _Grammar()


_UNIT_LESS_LEFT = re.compile(r"[A-Za-z][)）]?\s?$")
_WRITTEN = str.maketrans({"，": ",", " ": "", "W": "万", "w": "万"})
"""How numbers are typed: 37W名 is 37万名."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE_CODE = re.compile(r"\s?[A-Za-z<>]")
_RIGHT_JOINED = re.compile(r"[A-Za-z_@#&=\-–/]|\.\d|:\d")


def _unit(text: str | None) -> str:
    return {"％": "%"}.get(text or "", text or "")


def _read_fraction(match: re.Match[str], grammar: _Grammar) -> Quantity | None:
    """Read 百分之二十, 三分之一, 3/4, 四成, 一半, 近半."""
    group = match.groupdict()
    qualifier = grammar.qualifiers.get(group["q"] or "", "") or grammar.qualifiers_after.get(group["qb"] or "", "")
    unit, value = "", None
    if group["percent"]:
        number = Decimal(100) if group["pn"] == "百" else chinese_number(group["pn"].replace("，", ","))
        unit, value = "%", number
    elif group["fd"]:
        below, above = chinese_number(group["fd"]), chinese_number(group["fn"])
        if below and above and below <= 1000:
            value = fraction(above, below)
    elif group["sn"]:
        above, below = Decimal(group["sn"]), Decimal(group["sd"])
        value = fraction(above, below) if 0 < above < below else None
    elif group["tenths"]:
        tenths = chinese_number(group["tenths"])
        unit, value = "%", (tenths + (Decimal("0.5") if group["th"] else 0)) * 10 if tenths else None
    elif group["half"] or group["qh"]:
        value = Decimal("0.5")
        if group["qh"]:
            qualifier = grammar.qualifiers.get(group["qh"], "moreThan")
    if value is None:
        return None
    start = match.start()
    if group["q"]:
        start += re.match(rf"{re.escape(group['q'])}(?:{_any(grammar.words['between']['words'])})?\s?", match[0]).end()  # type: ignore[union-attr]
    end = match.start("qb") if group["qb"] else match.end()
    in_words = not any(character.isdecimal() for character in match[0])
    return Quantity(start, end, plain(value), unit, "share", qualifier, *match.span(), in_words=in_words)


def _number(text: str, scale: str | None) -> Decimal | None:
    sign = -1 if text[0] in "-−" else 1
    value = chinese_number(text.lstrip("-−").translate(_WRITTEN) + (scale or ""))
    return None if value is None else value * sign


def _read_spoken(match: re.Match[str], grammar: _Grammar) -> list[Quantity]:
    """Read 三千万元, 十余个, 三到五个, 近百家."""
    bare = match["blow"] is not None
    numeral = match["blow"] or match["slow"]
    if bare and not match["q1"] and match["bmore"] not in ("余", "多"):
        return []  # 百家, 千克: a word rather than a number
    unit = match["bunit"] or match["sunit"]
    value = chinese_number(numeral + (match["sscale"] or "" if not bare else ""))
    if value is None:
        return []
    if value <= 1 and unit not in grammar.one_counts and grammar.kinds.get(unit) not in ("money", "share", "times"):
        return []
    more = match["bmore"] or match["smore"]
    if more in ("几", "数"):
        return []  # 十几个: nobody knows how many
    qualifier = _qualifier(match, grammar, more)
    start = match.start("blow") if bare else match.start("slow")
    end = match.end("bunit") if bare else match.end("sunit")
    low = Quantity(start, end, plain(value), unit, grammar.kinds.get(unit, ""), qualifier, *match.span(), in_words=True)
    if not bare and match["shigh"]:
        high = chinese_number(match["shigh"])
        if high is None or high <= value:
            return []
        return [
            replace(low, end=match.end("slow"), qualifier="atLeast", bound=Bound.LOWER),
            replace(low, start=match.start("shigh"), value=plain(high), qualifier="atMost", bound=Bound.UPPER),
        ]
    return [low]


def _qualifier(match: re.Match[str], grammar: _Grammar, more: str | None) -> str:
    after = grammar.qualifiers_after.get(match["qa"] or "", "")
    before = grammar.qualifiers.get(match["q1"] or "", "")
    by_more = {"来": "about"}.get(more, "moreThan") if more else ""
    return before or after or by_more


def _read_number(match: re.Match[str], grammar: _Grammar, text: str) -> list[Quantity]:
    """Read 53.9万亿元, 5000多家, $230万, 5%至8%, 10到20亿元, 1,234."""
    if match["lmore"] in ("几", "数"):
        return []
    start, end = match.start("money") if match["money"] else match.start("low"), match.end()
    if match["qa"]:
        end = match.start("qa")
    low_unit, high_unit = _unit(match["lunit"]), _unit(match["hunit"])
    money = match["money"]
    value = _number(match["low"], match["lscale"])
    if value is None:
        return []
    unit = low_unit or high_unit or (money or "")
    if unit in grammar.clock and value <= grammar.clock[unit] and "." not in match["low"]:
        return []  # 下午3点
    if grammar.kinds.get(unit) == "count" and money:
        unit = money
    if not unit and (match["low"][0] in "-−" or len(match["low"]) > 12):
        return []  # the tail of a code, or one: 备15039648号-15
    if not unit and not match["q1"] and _YEAR.fullmatch(match["low"]):
        return []  # 2023年会 without its 年
    if not unit and match["high"] and not (match["hscale"] or match["high"][-1] in "万亿"):
        return []  # 2-786, 15-20: a code, a score, a page
    if not unit and not _free_standing(match, grammar, text):
        return []
    if not match["q1"] and not match["high"] and _is_name(match, grammar, text, unit):
        return []
    kind = "money" if money else grammar.kinds.get(unit, "")
    qualifier = _qualifier(match, grammar, match["lmore"])
    quantity = Quantity(start, end, plain(value), unit, kind, qualifier, *match.span())
    if not match["high"]:
        return [quantity]
    high = _number(match["high"], match["hscale"])
    if high is None:
        return []
    if not low_unit and value < high:  # 10到20亿元: the scale belongs to both
        scale = re.search(r"[十百千万亿]+$", match["high"] + (match["hscale"] or ""))
        if scale and not re.search(r"[十百千万亿]$", match["low"]):
            value *= chinese_number("1" + scale[0]) or 1
    if value >= high:
        return []
    middle = match.end("lunit") if match["lunit"] else match.end("low")
    return [
        replace(quantity, end=middle, value=plain(value), qualifier="atLeast", bound=Bound.LOWER),
        replace(
            quantity,
            start=match.start("money2") if match["money2"] else match.start("high"),
            value=plain(high),
            unit=high_unit or unit,
            kind=grammar.kinds.get(high_unit or unit, kind),
            qualifier="atMost",
            bound=Bound.UPPER,
        ),
    ]


def _free_standing(match: re.Match[str], grammar: _Grammar, text: str) -> bool:
    """Whether a number without a unit stands alone, not as part of a name or a word."""
    end = match.end("lscale") if match["lscale"] else match.end("lmore") if match["lmore"] else match.end("low")
    if _RIGHT_JOINED.match(text, end) or grammar.not_before.match(text, end):
        return False
    if "." in match["low"] and (match["low"][-1].isdecimal() and _BESIDE_CODE.match(text, end)):
        return False  # 8.0 U3d, < 8.0
    scaled = match["lscale"] or match["low"][-1] in "十百千万亿" or "," in match["low"]
    return bool(scaled) or not _UNIT_LESS_LEFT.search(text[max(0, match.start("low") - 3) : match.start("low")])


def _is_name(match: re.Match[str], grammar: _Grammar, text: str, unit: str) -> bool:
    """Whether the words around make the number an order or a name: 表1, 3.0版, 端口443."""
    before = text[max(0, match.start() - 6) : match.start()]
    return (
        (not unit or grammar.kinds.get(unit) == "count")
        and grammar.not_after.search(before) is not None
        and not (unit and match["low"][-1] in "万亿")
    )


def find_chinese_quantities(text: str) -> list[Quantity]:
    """Find the quantities of a Chinese text, in order; dates are not recognised here."""
    grammar = _grammar()
    found: list[Quantity] = []
    for match in grammar.pattern.finditer(text):
        if match["skip"]:
            continue
        if match["low"]:
            found += _read_number(match, grammar, text)
        elif match["slow"] or match["blow"]:
            found += _read_spoken(match, grammar)
        elif (quantity := _read_fraction(match, grammar)) is not None:
            found.append(quantity)
    return found
