"""What stands in brackets behind a name and is a second name of it: 网络安全局（NSA）, 某委员会（以下简称“某委会”）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Draft
from kg.model import Kind
from kg.resources import frames

__all__ = ["aliases_in", "family"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEADING_YEAR = re.compile(r"^(?:19|20)\d\d\s(?=[A-Z])")
_LATIN_ALIAS = re.compile(r"[A-ZÀ-Þa-z][A-Za-zÀ-ɏ0-9&.,'’\- /]*[A-Za-z0-9.]$")


def family(kind: Kind) -> str:
    """Classes of which a thing is only one: a title names one work, whatever kind it is first taken for."""
    return "Work" if kind in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE) else str(kind)


def aliases_in(inside: str, draft: Draft) -> Iterator[str]:
    """Yield the second names of an entity that a bracket behind its name holds."""
    data = frames("references")["gloss"]
    leads = sorted((*data["lead_zh"], *data["lead_en"]), key=len, reverse=True)
    inside, led = _without_lead(inside, leads)
    if not led and inside.startswith(tuple(data["not_zh"])):
        return
    separator = (
        r"[，,；;、/]|以下简称|简称| (?:and|or) |\s?(?:和|与|及|或)\s?(?=[A-Za-z])"
        if led
        else r"[，,；;、/]|以下简称|简称"
    )
    for part in re.split(separator, inside):
        alias, led_itself = _without_lead(part.strip(' “”"：:'), leads)
        alias = alias.strip("《》")
        if len(alias) > 1 and _is_alias(alias, draft, led or led_itself):
            yield alias


def _without_lead(text: str, leads: list[str]) -> tuple[str, bool]:
    """A gloss without the word that leads it (又名, aka), and whether there was one."""
    for lead in leads:
        if text.startswith(lead):
            return text[len(lead) :].lstrip("：: 为").strip(' “”"'), True
    return text, False


def _is_alias(alias: str, draft: Draft, led: bool) -> bool:
    name = (draft.names and next(iter(draft.names)).text) or ""
    if draft.kind == Kind.EVENT:
        alias = _LEADING_YEAR.sub("", alias)  # 某某研讨会（2030 Example Workshop）
    if _LATIN_ALIAS.fullmatch(alias):
        if not _HAN.search(name):
            return led or (alias.isupper() and _initials(alias, name))
        if draft.kind == Kind.PERSON:
            return alias[0].isupper() and not alias.isupper()
        if family(draft.kind) == "Work" or draft.kind == Kind.EVENT:
            alias = _YEAR.sub("", alias)  # 《…》（Example Index 2030）
        # A Latin word behind a Chinese name is its other name, unless it is a web address or a stock ticker.
        return draft.kind != Kind.PLACE and not re.search(r"\.(?:com|org|net|cn|io)\b|\d{3}", alias)
    if _HAN.search(alias) and (led or not _HAN.search(name) or _abbreviates(alias, name)):
        return len(alias) <= 24 and not re.search(r"[的是了在，。：]", alias)
    return False


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether a Chinese name is another with characters left out, first and last kept (某某委员会, 某委会)."""
    rest = iter(name)
    ends = short[0] == name[0] and short[-1] == name[-1]
    return ends and 2 <= len(short) < len(name) and all(character in rest for character in short)


def _initials(acronym: str, name: str) -> bool:
    capitals = "".join(re.findall(r"[A-Z]", name))
    return acronym == capitals or acronym in capitals
