"""What kind of work a title names: told by its last word, then by what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Kind
from kg.resources import frames

__all__ = ["kind_of_title"]


@dataclass(frozen=True, slots=True)
class _KindRule:
    kind: Kind
    title: re.Pattern[str] | None
    after: re.Pattern[str] | None


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _rules() -> tuple[_KindRule, ...]:
    data = frames("works")
    edition = _any(data["edition"]["zh"])
    rules = []
    for entry in data["kind"]:
        ends = [*entry["endings_zh"], *entry["endings_en"]]
        title = re.compile(
            rf"(?:{_any(ends)})(?:[（(][^（）()]{{1,12}}[）)]|\s?[（(]?\d{{4}}[^\d]{{0,6}}(?:{edition})?[）)]?|{edition}|\s?\d\.\d|[:：—\-].+)*$"
        )
        after = re.compile(rf"(?:{_any(entry['after_zh'])})") if entry.get("after_zh") else None
        rules.append(_KindRule(Kind(entry["class"]), title if ends else None, after))
    return tuple(rules)


@cache
def _not_works() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = frames("works")["not_works"]
    return re.compile(f"(?:{_any(data['before_zh'])})$"), re.compile(f"(?:{_any(data['after_zh'])})")


def kind_of_title(title: str, before: str = "", after: str = "") -> Kind | None:
    """Return the class of a titled work, or ``None`` for a song, a film, a game.

    Args:
        title: without its marks.
        before: the text right before the opening mark.
        after: the text right behind the closing mark.

    >>> kind_of_title("示范市数据条例"), kind_of_title("全球安全指数2030年版"), kind_of_title("示范日报")
    (<Kind.LEGISLATION: 'Legislation'>, <Kind.REPORT: 'Report'>, <Kind.ORGANIZATION: 'Organization'>)
    """
    not_before, not_after = _not_works()
    if not_before.search(before) or not_after.match(after):
        return None
    for rule in _rules():
        if rule.after and rule.after.match(after):
            return rule.kind
    for rule in _rules():
        if rule.title and rule.title.search(title):
            return rule.kind
    return Kind.WORK
