"""Latin names in Chinese text: what is a person, what is an organization, what is neither.

Chinese prose gives no articles and no grammar to go by, but its order does: a title stands before a name
(安全架构师Ada Byron), a class of bodies before or behind one (外媒Example News, Example公司), and verbs of speaking
behind both. A name without any such sign stays unread, since most Latin words in this press are products.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.names.lexicon import NameLexicon, name_lexicon
from kg.model import Kind
from kg.resources import frames

__all__ = ["LatinName", "classify", "latin_runs", "lists_of_bodies"]

_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[.&'’+\-][A-Za-zÀ-ɏ0-9]+|_\d+(?![A-Za-z_]))*\+*"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9À-ɏ_/@.#\-]){_WORD}(?:(?:\ |,\ (?=Jr|Sr|Inc|Ltd|LLC))(?:{_WORD}|&)\.?)*(?![A-Za-z0-9_@/\\])"
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_INITIAL = re.compile(r"[A-Z]\.?$")
_GIVEN = re.compile(r"[A-ZÀ-Þ][a-zß-ɏ'’\-]+(?:[A-Z][a-z]+)?(?:-[A-ZÀ-Þ][a-zß-ɏ]+)*$|O['’][A-Z][a-z]+$|Mc[A-Z][a-z]+$")


_IDENTIFIER = re.compile(r"[A-Za-z]+[- ]?\d{2,}(?:[-.]\w+)*$")
"""The number of a flaw, a standard, a model: EXAMPLE-2024-1234."""
_HANDLE = re.compile(r"(?=[a-z_]*\d)[a-z][a-z0-9_]{3,20}")
"""What people call themselves on forums: ex4mple. Products that are written so say nothing."""
_TELLS = re.compile(r"\s?(?:则|也|还|随后)?(?:表示|说|写道|提到|指出|解释|回应|补充)[，：:“]")
_MONTH = re.compile(r"(?<=[A-Za-z])(?:[1-9]|1[0-2])$")
_ABBREVIATED = ("Jr.", "Inc.", "Ltd.", "Corp.", "Co.")
_SUBSIDIARY = re.compile(r"\s?[（(][^（）()]{1,20}的?(?:子公司|分公司|附属公司|母公司)[）)]")
_CALLED = ("叫", "叫做", "名为", "名叫", "称为", "自称")
_LIKE = re.compile(r"(?:这样|这类|一样)的[\u3400-\u9fff]{0,8}")
_ACRONYM_BEHIND = re.compile(r"\s?[（(][A-Z]{2,6}[）)]")
_LEAD = re.compile(r"(?:APP|App|VPN|SDK)\s(?=[A-Z])")
"""What a product is, before its name: APP Example."""
_VERSION = re.compile(r"\s?[vV]?\d+\.[\dx]| {1,2}(?:19|20)\d\d(?![年\d\-])")
_OF_A_BODY = re.compile(r"(?:[A-Za-z0-9）)]|内部|公司|团队)\s?的\s?$")
_FOUND = re.compile(
    r"\s?(?:在[^，。；]{1,30}?[中里上])?(?:首先|最先|率先|也|首次)?(?:发现|报告|披露|上报|提交|提供|负责|撰写|开发)"
)
_VERSION_FOLLOWS = re.compile(r"[^，。；]{0,16}?v?\d+\.\d+")
_BETWEEN = re.compile(r"\s?(?:、|和|与|及|以及|或)\s?")
_BETWEEN_BEFORE = re.compile(r"\s?(?:、|和|与|以及|及|或)\s?$")
_LIST_LEAD = re.compile(r"[（(]?(?:如|例如|比如|包括|分别是|分别为|包括了|像|诸如)?[：:]?\s?$")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A run of Latin words that names something, in clean offsets."""

    start: int
    end: int
    kind: Kind
    confidence: float


def latin_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of Latin words of a text that begin with a capital or hold one (iPhone)."""
    for match in _RUN.finditer(text):
        if _CAPITAL.search(match[0]) or _HANDLE.fullmatch(match[0]):
            start, end = match.span()
            if text.startswith("月", end) and (month := _MONTH.search(match[0])):
                end = start + month.start()  # Example8月14日: a date set right behind
            if lead := _LEAD.match(match[0]):
                start += lead.end()
            yield start, end - (match[0].endswith((".", "&")) and not match[0].endswith(_ABBREVIATED))


@cache
def _title_before() -> re.Pattern[str]:
    data = frames("positions")
    heads = [*data["heads"]["zh"], *data["before_people"]["zh"]]
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, heads), key=len, reverse=True))})\\s?$")


@cache
def _speech_after() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, frames("claims")["verbs"]["zh"]), key=len, reverse=True))
    adverbs = "则|也|还|近日|日前|进一步|向[^，。]{2,12}"
    return re.compile(f"\\s?(?:（[^（）]{{1,30}}）)?(?:{adverbs})?(?:{verbs})")


@cache
def _its_report() -> re.Pattern[str]:
    """X的《…报告》: whose report that is."""
    kinds = next(kind for kind in frames("works")["kind"] if kind["class"] == Kind.REPORT)
    endings = "|".join(sorted(map(re.escape, kinds["endings_zh"]), key=len, reverse=True))
    return re.compile(f"\\s?(?:的|发布的|最新的?)?《[^《》]{{0,30}}(?:{endings})(?:\\d{{4}}年?)?》")


def classify(text: str, start: int, end: int, tagged: frozenset[str], beside_person: bool = False) -> LatinName | None:
    """Tell what a run of Latin words names, by its form and by what stands beside it.

    Args:
        text: the clean text.
        start: of the run.
        end: of the run.
        tagged: labels that the tagger gave to words of it (``PERSON``, ``ORG``).
        beside_person: whether it follows a person in a list (A和B).

    Returns:
        The name, or ``None`` where nothing shows what it is.
    """
    lexicon = name_lexicon()
    run = text[start:end]
    if _HANDLE.fullmatch(run):
        shown = _title_before().search(text, max(0, start - 14), start) or _TELLS.match(text, end)
        person = shown and not lexicon.is_technology(run)
        return LatinName(start, end, Kind.PERSON, 0.75) if person else None
    before, after = text[max(0, start - 14) : start], text[end : end + 40]
    if _IDENTIFIER.match(run) and not lexicon.actor.match(run):
        return None  # 与EXAMPLE-2024-1234联合使用
    if any(before.endswith(first) and after.lstrip().startswith(second) for first, second in lexicon.around):
        return LatinName(start, end, Kind.ORGANIZATION, 0.9)
    if lexicon.actor.match(run) and not lexicon.product_heads.match(after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.9)
    if lexicon.is_technology(run) or run in lexicon.not_people or len(run) == 1:
        return None
    words = run.split(" ")
    titled = bool(_title_before().search(before))
    speaks = bool(_speech_after().match(after))
    if titled and len(words) == 1 and _GIVEN.fullmatch(run) and not (speaks and lexicon.cues_before.search(before)):
        return LatinName(start, end, Kind.PERSON, 0.85)  # 研究员Ada
    if looks_like_person(words, lexicon) and not (_ACRONYM_BEHIND.match(after) and not titled):
        if titled or beside_person:
            return LatinName(start, end, Kind.PERSON, 0.95)
        if "PERSON" in tagged and not _after(lexicon, after):
            return LatinName(start, end, Kind.PERSON, 0.85)
        if len(words) in (2, 3) and _OF_A_BODY.search(before) and (speaks or _finds(after)):
            return LatinName(start, end, Kind.PERSON, 0.8)
        if speaks and len(words) in (2, 3) and "PERSON" in tagged:
            return LatinName(start, end, Kind.PERSON, 0.8)
    if lexicon.product_heads.match(after) and not _after(lexicon, after):
        return None
    if _VERSION.match(after):
        return None
    if words[-1] in lexicon.english_endings and len(words) > 1:
        return LatinName(start, end, Kind.ORGANIZATION, 0.85)
    if (lexicon.cues_before.search(before) or lexicon.named_before.search(before)) and not titled:
        return LatinName(start, end, Kind.ORGANIZATION, 0.85)
    if before.rstrip().endswith(_CALLED) and lexicon.so_called.match(after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.85)  # 一个名为Example的黑客组织
    like = _LIKE.match(after) if before.endswith(("像", "如同", "诸如")) else None
    if _SUBSIDIARY.match(after) or (like and lexicon.cues_before.search(like[0])):
        return LatinName(start, end, Kind.ORGANIZATION, 0.8)  # 像Example这样的供应商
    if _its_report().match(after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.8)
    if speaks or _after(lexicon, after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.8)
    if lexicon.gang_after.match(after) or lexicon.befell_after.match(after) or lexicon.is_a_body.match(after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.8)
    phrase = after.startswith(("”", '"')) and any(word.islower() for word in words)  # “Rule of Example”
    official = after.lstrip().startswith("官方") and _is_product(text, run)
    if lexicon.acts_after.match(after) and not phrase and not official and not _VERSION_FOLLOWS.match(after):
        return LatinName(start, end, Kind.ORGANIZATION, 0.75)
    return None


def _is_product(text: str, run: str) -> bool:
    """Tell whether the text speaks of a run as of a product somewhere: official (某某官方) are then its makers."""
    heads = name_lexicon().product_heads
    named = re.finditer(rf"(?<![A-Za-z]){re.escape(run)}(?![A-Za-z])", text)
    return any(_VERSION.match(text, match.end()) or heads.match(text, match.end()) for match in named)


def lists_of_bodies(text: str, runs: list[tuple[int, int]], bodies: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the runs that a list shows to be bodies: its class stands before or behind it, or most of it is known.

    Args:
        text: the clean text.
        runs: of Latin words, in order.
        bodies: spans that are known to be bodies', Latin or not.
    """
    lexicon = name_lexicon()
    known_ends = {end: start for start, end in bodies}
    known_starts = dict(bodies)
    done: set[int] = set()
    ends = dict(runs)
    for first, _ in runs:
        if first in done:
            continue
        items = [(first, ends[first])]
        while (match := _BETWEEN.match(text, items[-1][1])) and (match.end() in ends or match.end() in known_starts):
            at = match.end()
            items.append((at, known_starts.get(at) or ends[at]))
        head = first
        while match := _BETWEEN_BEFORE.search(text[max(0, head - 4) : head]):
            end = head - len(match[0])
            if end not in known_ends:
                break
            head = known_ends[end]
            items.insert(0, (head, end))
        done |= {start for start, _ in items}
        if len(items) < 2:
            continue
        shown = [item for item in items if item in bodies]
        introduced = lexicon.cues_before.search(_LIST_LEAD.sub("", text[max(0, head - 14) : head]))
        last = items[-1][1]
        if (
            introduced
            or lexicon.listed_after.match(text, last)
            or lexicon.is_a_body.match(text, last)
            or 2 * len(shown) > len(items)
        ):
            for start, end in items:
                run = text[start:end]
                if (start, end) not in bodies and not lexicon.is_technology(run) and len(run) > 1:
                    yield start, end


def _finds(after: str) -> bool:
    return _FOUND.match(after) is not None


def _after(lexicon: NameLexicon, after: str) -> bool:
    return bool(lexicon.cues_after.match(after))


def looks_like_person(words: list[str], lexicon: NameLexicon) -> bool:
    """Tell whether words have the form of a person's name: two to five, capitalised, no business suffix."""
    words = [word.rstrip(",") for word in words]
    if words and words[-1] in lexicon.person_suffixes:
        words = words[:-1]
    if not 2 <= len(words) <= 5 or words[-1] in lexicon.english_endings:
        return False
    if not (_GIVEN.match(words[0]) or _INITIAL.match(words[0])) or not _GIVEN.match(words[-1]):
        return False
    return all(
        _GIVEN.match(word) or _INITIAL.match(word) or word in lexicon.particles for word in words[1:-1]
    ) and not any(lexicon.is_technology(word) for word in (words if len(words) < 4 else words[:1] + words[-1:]))
