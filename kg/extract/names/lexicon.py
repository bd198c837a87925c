"""The words that names are made of, read once from ``ontology/frames/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.resources import frames

__all__ = ["NameLexicon", "name_lexicon"]


_CENTRES = ("数据中心", "计算中心")
"""Houses full of computers, which end like bodies."""


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Word lists for names; see the comments in ``organizations.toml``, ``people.toml``, ``technology.toml``."""

    endings: re.Pattern[str]
    part_endings: re.Pattern[str]
    inner: re.Pattern[str]
    not_endings: frozenset[str]
    common: frozenset[str]
    tagged_endings: re.Pattern[str]
    technical_heads: tuple[str, ...]
    technical_heads_en: frozenset[str]
    administrative: frozenset[str]
    class_stems: frozenset[str]
    anchors: frozenset[str]
    weak_anchors: frozenset[str]
    barriers: frozenset[str]
    barriers_unless: dict[str, tuple[str, ...]]
    actor: re.Pattern[str]
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
    nickname_ends: tuple[str, ...]
    town_behind: re.Pattern[str]
    """Behind a country, where something is held: 在某国某某举行."""
    short_place: re.Pattern[str]
    """A city by one character, where something takes place: 在京举行; group ``city``."""
    full_places: dict[str, str]
    signed: re.Pattern[str]
    not_person_endings: re.Pattern[str]
    transliteration: frozenset[str]
    place_after: re.Pattern[str]
    not_place_before: re.Pattern[str]
    not_place_behind: frozenset[str]
    titles: re.Pattern[str]
    latin_heads: re.Pattern[str]
    publisher: re.Pattern[str]
    """Right behind a title: who publishes what is called so."""
    post: re.Pattern[str]
    """Right behind a body's name: a post in it."""
    legal_form: re.Pattern[str]
    legal_tail: re.Pattern[str]
    never: re.Pattern[str]
    loose: re.Pattern[str]
    trades: re.Pattern[str]
    trade_words: frozenset[str]
    state_letters: frozenset[str]
    """What headlines call states with one character: 美, 英."""
    eponym: re.Pattern[str]
    """Behind somebody's name, and making it that of a thing: 某某定律."""
    national: re.Pattern[str]
    by_subject: re.Pattern[str]
    seat_of: str
    ministry: re.Pattern[str]
    """What ends in it has units: 部, 委员会."""
    behind_bracket: frozenset[str]
    """Endings before which a bracket stands inside a name."""
    parts_of_bodies: tuple[str, ...]
    """What the names of grounds and buildings end in, which are no towns."""
    two_seats: re.Pattern[str]
    """A committee of a party and a government named as one (某市委|市政府)."""
    unit_tail: re.Pattern[str]
    """What is left of a unit's name behind that of its body: 威胁分析小组."""
    state_unit: re.Pattern[str]
    listed_unit: re.Pattern[str]
    units_en: re.Pattern[str]
    acts_after: re.Pattern[str]
    named_before: re.Pattern[str]
    is_a_body: re.Pattern[str]
    befell_after: re.Pattern[str]
    listed_after: re.Pattern[str]
    gang_after: re.Pattern[str]
    gang: re.Pattern[str]
    ministries: re.Pattern[str]
    glossed: re.Pattern[str]
    listing: re.Pattern[str]
    sure_form: re.Pattern[str]
    strong_anchors: tuple[str, ...]
    overrun: re.Pattern[str]
    gang_words: frozenset[str]
    class_before: re.Pattern[str]
    generic_before: re.Pattern[str]
    venue: re.Pattern[str]
    trade_behind: re.Pattern[str]
    seat: re.Pattern[str]
    party: tuple[str, ...]
    industry: re.Pattern[str]
    party_posts: re.Pattern[str]
    named_gang: re.Pattern[str]
    so_called: re.Pattern[str]
    """Behind a name that 叫 or 名为 leads to, and telling that it is a gang's: 的黑客组织."""
    called_gang: re.Pattern[str]
    takes_place: re.Pattern[str]

    def is_class_of_bodies(self, name: str) -> bool:
        """Tell whether a Chinese name is that of a class of bodies rather than a body's (跨国公司, 勒索软件组织)."""
        if name in self.common or (name[:1] in ("大", "小") and len(name) > 3 and self.is_class_of_bodies(name[1:])):
            return True
        if name[:1] in self.state_letters and name[1:] in self.trade_words:
            return True  # 美|航空, in headlines
        if self.never.search(name) or self.legal_form.fullmatch(name):
            return True
        if name.endswith(_CENTRES) and name[:-4] in self.class_stems:
            return True  # 液冷|数据中心
        stem = self.endings.sub("", name)
        if stem == name:
            return False
        if stem in self.common or stem in self.class_stems:
            return True
        return self.loose.search(name) is not None and self._is_made_of_classes(stem)

    def _is_made_of_classes(self, stem: str) -> bool:
        """Tell whether a stem is a row of everyday words, each of two characters or more (加密|情报)."""
        if len(stem) > 24:
            return False
        reached = {0}
        for end in range(2, len(stem) + 1):
            if any(start in reached and stem[start:end] in self.class_stems for start in range(end - 1)):
                reached.add(end)
        return len(stem) in reached

    def without_legal_form(self, name: str) -> str:
        """Return a company's name without what it is by law (某某股份有限公司 → 某某), if a name is left."""
        stem = self.legal_form.sub("", name).strip()
        return stem if len(stem) > 1 else name

    def is_barrier(self, word: str, following: str) -> bool:
        """Tell whether a word before ``following`` stops a name; 事件 does, 事件 in 事件响应 does not."""
        return word in self.barriers and not following.startswith(self.barriers_unless.get(word, ("\n",)))

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
    cues = bodies["cues_before"]
    phrase = "[于在自从就对向][^，。；：、]{1,16}?|周[一二三四五六日]|\\d+月\\d+日"
    adverbs = f"(?:(?:{_alternatives(cues['adverbs_zh'])}|{phrase})\\s?)"
    gang_kinds = _alternatives(cues["gang_kinds_zh"])
    legal = _alternatives(bodies["legal_forms"]["zh"])
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
        tagged_endings=re.compile(f"(?:{_alternatives(bodies['endings']['tagged_zh'])})$"),
        technical_heads=tuple(technology["heads_zh"]),
        technical_heads_en=frozenset(word.casefold() for word in technology["heads_en"]),
        administrative=frozenset(places["administrative"]["zh"]),
        class_stems=frozenset(bodies["class_stems"]["zh"]),
        anchors=frozenset(bodies["anchors"]["zh"]),
        weak_anchors=frozenset(bodies["anchors"]["weak_zh"]),
        barriers=frozenset(bodies["barriers"]["zh"]),
        barriers_unless={word: tuple(after) for word, after in bodies["barriers_unless"].items()},
        actor=re.compile(f"(?:{_alternatives(cues['actors_en'])})[- ]?\\d{{1,5}}$"),
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
        nickname_ends=tuple(places["nickname_ends"]["zh"]),
        town_behind=re.compile(
            f"(?P<town>[{people['transliteration']['zh']}{places['towns']['zh']}]{{2,9}})(?={_alternatives(frames('events')['held']['zh'])})"
        ),
        short_place=re.compile(
            f"(?<=[在于])(?P<city>[{''.join(places['short']['zh'])}])(?:{_alternatives(places['short']['adverbs_zh'])})?"
            f"(?={_alternatives([*frames('events')['held']['zh'], *places['short']['behind_zh']])})"
        ),
        full_places=places["short"]["zh"],
        signed=re.compile(
            f"[（(](?:{_alternatives(frames('furniture')['byline']['signatures'])})[：:\\s]?"
            "(?P<names>[\u3400-\u9fff]{2,4}(?:[、 ][\u3400-\u9fff]{2,4}){0,5})[）)]"
        ),
        not_person_endings=re.compile(f"(?:{_alternatives(people['not_name_endings']['zh'])})$"),
        transliteration=frozenset(people["transliteration"]["zh"]),
        place_after=re.compile(f"副[州省市]长|(?:{_alternatives(places['after']['zh'])})(?!长)"),
        not_place_behind=frozenset(places["not_behind"]["zh"]),
        not_place_before=re.compile(f"(?:{_alternatives(places['not_before']['zh'])})"),
        titles=re.compile(f"(?:{_alternatives(frames('positions')['heads']['zh'])})$"),
        post=re.compile(f"(?:副|第一)?(?:{_alternatives(frames('positions')['heads']['zh'])})"),
        legal_form=re.compile(f"\\s?(?:{legal})$"),
        legal_tail=re.compile(f"(?:{_alternatives(bodies['legal_forms']['filling_zh'])})*(?:{legal})"),
        never=re.compile(f"(?:{_alternatives(bodies['legal_forms']['never_zh'])})$"),
        loose=re.compile(f"(?:{_alternatives(bodies['loose']['zh'])})$"),
        state_letters=frozenset(places["letters"]["zh"]),
        trade_words=frozenset(bodies["trades"]["zh"]) - {"基金", "控股", "股份", "企业", "机构"},
        eponym=re.compile(f"(?:{_alternatives(people['eponyms']['zh'])})"),
        trades=re.compile(f"(?:{_alternatives(bodies['trades']['zh'])})$"),
        national=re.compile(f"(?:{_alternatives(bodies['trades']['national_zh'])})(?:{legal}|局)"),
        by_subject=re.compile(f"(?:{_alternatives(bodies['named_by_subject']['zh'])})$"),
        seat_of=bodies["endings"]["seat_of_zh"],
        ministry=re.compile(f"(?:{_alternatives(bodies['state']['bodies_zh'])})$"),
        behind_bracket=frozenset(bodies["endings"]["behind_bracket_zh"]),
        parts_of_bodies=tuple(places["parts_of_bodies"]["zh"]),
        two_seats=re.compile(f"(?P<first>.*(?:{_alternatives(bodies['endings']['seats_zh'])}))[省市县区州旗]政府"),
        unit_tail=re.compile(f"[\u3400-\u9fff]{{2,8}}(?:{_alternatives(bodies['endings']['register_units_zh'])})"),
        state_unit=re.compile(f"[{bodies['state']['units_zh']}]"),
        listed_unit=re.compile(
            f"(?:、|和|与|及|以及)(?P<unit>[\u3400-\u9fff]{{1,12}}?[{bodies['state']['units_zh']}])"
            f"(?=[、，。；（）和与及等]|{_alternatives(bodies['state']['behind_zh'])})"
        ),
        units_en=re.compile(f"\\s?(?:{_alternatives(bodies['units']['en'])})(?![A-Za-z0-9])"),
        acts_after=re.compile(
            f'[”"]?\\s?(?:官方)?{adverbs}{{0,3}}'
            f"(?:{_alternatives([*cues['acts_zh'], *frames('claims')['verbs']['zh']])})"
        ),
        named_before=re.compile(
            f"(?:{_alternatives([*cues['zh'], *cues['gang_zh']])})(?:[，,]|分别|被|之一)*"
            f'(?:{_alternatives(cues["named_zh"])})[“"]?\\s?$'
        ),
        is_a_body=re.compile(
            f"\\s?(?:都|均)?是[^，。；：]{{0,20}}?(?:{_alternatives(cues['zh'])})(?:之一)?(?=[，。；、）)]|$)"
        ),
        befell_after=re.compile(
            f'[”"]?\\s?{adverbs}{{0,3}}(?:{_alternatives(cues["befell_zh"])})[^，。；]{{0,10}}?(?:{_alternatives(cues["harm_zh"])})'
        ),
        listed_after=re.compile(
            f"\\s?等(?:[\\d一二三四五六七八九十]+[家个大])?(?:{_alternatives(cues['listed_adjectives_zh'])}|的)*(?:{_alternatives(cues['listed_zh'])})"
        ),
        gang_after=re.compile(f'[”"]?\\s?(?:{gang_kinds})+(?:{_alternatives(cues["gang_zh"])})'),
        class_before=re.compile(
            f'(?:(?P<gang>(?:{gang_kinds})+(?:{_alternatives(cues["gang_zh"])}))|{_alternatives(cues["zh"])})[“"]?'
            '(?P<name>[\u3400-\u9fff]{2,8})[”"]?\\s?$'
        ),
        named_gang=re.compile(f'(?:{gang_kinds})+(?:{_alternatives(cues["gang_zh"])})[“"]?$'),
        so_called=re.compile(f"\\s?的[^，。；：“”]{{0,8}}(?:{gang_kinds})(?:{_alternatives(cues['gang_zh'])})"),
        called_gang=re.compile(
            f"(?:是|系)(?:一[个支])?[^，。；]{{0,16}}?(?:{gang_kinds})+(?:{_alternatives(cues['gang_zh'])})(?=[，。；、])"
        ),
        industry=re.compile(f"(?:{_alternatives(bodies['named_by_subject']['industry_zh'])})$"),
        party=tuple(bodies["endings"]["party_zh"]),
        party_posts=re.compile(f"(?:{_alternatives(bodies['endings']['party_posts_zh'])})"),
        seat=re.compile(
            f"(?:{_alternatives(bodies['endings']['seats_zh'])})(?=副?书记|常委|秘书长)"
            f"|(?=(?:{_alternatives(bodies['endings']['party_zh'])})(?:{_alternatives(bodies['endings']['party_posts_zh'])}))"
        ),
        trade_behind=re.compile(f"(?:{_alternatives(bodies['trades']['behind_zh'])})"),
        venue=re.compile(f"(?:{_alternatives(bodies['venues']['zh'])})[^，。；]{{0,6}}$"),
        takes_place=re.compile(f"[^，。；]{{0,4}}?(?:{_alternatives(bodies['venues']['held_zh'])})"),
        generic_before=re.compile(f"(?:{_alternatives(cues['generic_before_zh'])})$"),
        listing=re.compile(f"(?:{_alternatives(bodies['endings']['listing_zh'])})$"),
        sure_form=re.compile(f"(?:{_alternatives(bodies['legal_forms']['sure_zh'])})$"),
        strong_anchors=tuple(
            word for word in bodies["anchors"]["zh"] if len(word) > 2 and word not in bodies["anchors"]["weak_zh"]
        ),
        glossed=re.compile(f"(?:{_alternatives(bodies['endings']['glossed_zh'])})$"),
        overrun=re.compile(
            f"(?:{_alternatives(word for word in bodies['endings']['zh'] if len(word) > 1)})"
            f"(?P<verb>{_alternatives(bodies['endings']['not_ends_zh'])})$"
        ),
        latin_heads=re.compile("|".join(map(re.escape, bodies["endings"]["latin_zh"]))),
        publisher=re.compile(f"(?:{_alternatives(bodies['endings']['of_titles_zh'])})"),
        ministries=re.compile(f"(?:{_alternatives(bodies['endings']['ministries_zh'])})$"),
        gang=re.compile(f"(?:{gang_kinds})+(?:{_alternatives(cues['gang_zh'])})"),
        gang_words=frozenset(cues["gang_kinds_zh"]) | frozenset(cues["gang_zh"]),
    )
