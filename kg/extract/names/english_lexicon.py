"""What shows in English that a name is a person's, a body's or a product's: patterns for what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.extract.english_words import any_of
from kg.resources import frames

__all__ = ["EnglishLexicon", "english_lexicon"]

_GLOSS = r"(?:\s?\([^()\n]{1,60}\))?"
_PREPOSITION = r"(?:at|of|for|with|in|from|by|who|that|to)\b"
_ADVERB = (
    r"(?:has |have |had |also |recently |later |previously |then |now |further |reportedly |, which [^,.]{3,60}, )?"
)


@dataclass(frozen=True, slots=True)
class EnglishLexicon:
    """Patterns for what stands right before (``…_before``, to be searched) or behind (``…_after``, to be matched).

    Attributes:
        body_before: the security firm X, a researcher at X, CEO of X.
        body_after: X said, X's director, X researchers.
        speaks_after: X said.
        listed_before: A, B and the port operator, before a name.
        partner_before: in partnership with X.
        people_after: X staff, X's board: somebody or something that bodies have.
        body_is: X, a consultancy in ….
        list_before: companies including X.
        people_before: a post before a name.
        person_after: X said; X, a researcher; X, Example's director.
        speech_before: “…,” said X; by X; arrested X.
        product_after: an X account, the X malware.
        product_before: on X, via X.
        media_after: an X post, which is not what X says.
        honorific: Dr. X.
        honorifics: Mr., Rep., Sen.
        designator: the whole name of a numbered group.
        strong, weak: endings of bodies; weak ones need support.
        heads, joiners: behind which words a body's name goes on, and over which.
        given: given names.
        particles: small words inside people's names.
        never_inside: words that no person's name holds.
        demonyms: Freedonian; no place and no body.
        product_words: behind a body's name they make it a product's.
        titles: words of posts.
        unit_endings: behind a body's name they make it a unit's.
        never_bodies: words that open a sentence before a class of people.
        class_letters: letters for a class of bodies that stand before a name: ISP.
        class_tails: words for a class of bodies that stand behind a name: Advanced Persistent Threat.
        owners: words whose genitive opens a body's name: People's, Children's.
        thing_endings: the last words of names of things.
        field_endings: the last words of names of fields that somebody is head of.
        post_after: X, a researcher.
        group_after: the X ransomware gang.
        place_before: the siege of X.
        titled_before: a post for a field before a name: Minister of Ports and Canals X.
        made_before: conducted by X.
        site: an address of a site, example.com.
        source_before: according to X.
        government: the X administration; ``head`` is X, ``name`` all of it.
    """

    body_before: re.Pattern[str]
    body_after: re.Pattern[str]
    speaks_after: re.Pattern[str]
    listed_before: re.Pattern[str]
    partner_before: re.Pattern[str]
    people_after: re.Pattern[str]
    body_is: re.Pattern[str]
    list_before: re.Pattern[str]
    people_before: re.Pattern[str]
    person_after: re.Pattern[str]
    speech_before: re.Pattern[str]
    product_after: re.Pattern[str]
    product_before: re.Pattern[str]
    media_after: re.Pattern[str]
    honorific: re.Pattern[str]
    honorifics: frozenset[str]
    designator: re.Pattern[str]
    strong: frozenset[str]
    weak: frozenset[str]
    heads: frozenset[str]
    joiners: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    never_inside: frozenset[str]
    demonyms: frozenset[str]
    product_words: frozenset[str]
    titles: frozenset[str]
    unit_endings: frozenset[str]
    never_bodies: frozenset[str]
    class_letters: frozenset[str]
    class_tails: tuple[tuple[str, ...], ...]
    owners: frozenset[str]
    thing_endings: frozenset[str]
    field_endings: frozenset[str]
    post_after: re.Pattern[str]
    group_after: re.Pattern[str]
    place_before: re.Pattern[str]
    titled_before: re.Pattern[str]
    made_before: re.Pattern[str]
    site: re.Pattern[str]
    source_before: re.Pattern[str]
    government: re.Pattern[str]


@cache
def english_lexicon() -> EnglishLexicon:
    """Return the lexicon, made of the lists of ``english.toml``."""
    data, titles = frames("english"), frames("positions")["heads"]["en"]
    bodies, people = data["organizations"], data["people"]
    verbs = any_of([*bodies["acts"], *data["claims"]["verbs"]])
    heads = _either_case(titles)
    # Minister for … names a field, manager for … a body.
    with_bodies = _either_case(title for title in titles if title.split()[-1] not in people["posts_for_fields"])
    people_of = any_of(bodies["people_of"])
    cues = any_of([*bodies["cues_before"], *bodies["partners"]])
    return EnglishLexicon(
        body_before=re.compile(
            rf"(?:\b(?:{cues})(?:\s(?:called|named|known as|dubbed))?,?\s[\"“]?"
            rf"|\b(?:{heads})s?(?: (?:of|for) [a-z &\-]{{2,50}}?)? (?:at|with|from)(?: the)? |\b(?:{with_bodies}) for "
            rf"|\b(?:{any_of(bodies['led_by'])}) of (?:the )?)$",
            re.I,
        ),
        body_after=re.compile(
            rf"{_GLOSS}(?: {_ADVERB}(?:{any_of(bodies['acts'])})\b"
            rf"|['’]s? (?!(?:{any_of(bodies['people_own'])})\b)(?:[\w\-]+ ){{0,3}}?(?:{people_of})\b"
            rf"| (?:[a-z\-]+ ){{0,2}}?(?:{people_of})\b)"
        ),
        speaks_after=re.compile(rf"{_GLOSS} {_ADVERB}(?:{any_of(bodies['acts'])})\b"),
        listed_before=re.compile(
            rf"\b(?P<names>(?:[A-Z]\w+(?: [A-Z]\w+){{0,2}}, ){{0,4}}[A-Z]\w+(?: [A-Z]\w+){{0,2}}),? and (?:the )?"
            rf"(?:[a-z\-]+ ){{0,3}}(?:{any_of(bodies['classes'])}) (?=[A-Z])"
        ),
        partner_before=re.compile(rf"\b(?:{any_of(bodies['partners'])}) (?:the )?$"),
        people_after=re.compile(rf"['’]?s? (?:[a-z\-]+ )?(?:{people_of})\b"),
        body_is=re.compile(
            rf"{_GLOSS}(?:,| is| was) (?:an?|the|one of the)\b(?: (?!{_PREPOSITION})[\w\-’']+){{0,8}}?"
            rf" (?:{any_of(bodies['classes'])})\b(?!['’])"
        ),
        list_before=re.compile(
            rf"\b(?:{any_of(bodies['cues_of_lists'])})(?: [\w\-]+){{0,3}}?,? (?:{any_of(bodies['list_words'])}) $", re.I
        ),
        people_before=re.compile(rf"\b(?:{heads})s?,?\s$"),
        person_after=re.compile(
            rf"{_GLOSS}(?:,| is)? (?:{_ADVERB}(?:{verbs})\b|\w+['’]s\b"
            rf"|(?:an?|the|[A-Z][\w&]+['’]s?|who)? ?(?:[\w\-&/]+ ){{0,5}}?(?:{heads}|{any_of(people['classes'])})\b)"
        ),
        speech_before=re.compile(
            rf"[,”\"’] ?(?:{verbs}) $|\b(?:{any_of(people['created_by'])}) by $|\b(?:{any_of(people['done_to'])}) $"
        ),
        product_after=re.compile(rf" (?:[\w\-]+ )?(?:{any_of(bodies['product_nouns'])})\b(?! (?:said|told|wrote))"),
        product_before=re.compile(rf"\b(?:{any_of(bodies['product_prepositions'])})\s$", re.I),
        media_after=re.compile(rf" (?:{any_of(bodies['media_nouns'])})\b"),
        honorific=re.compile(rf"(?:^|\s)(?:{any_of(people['honorifics'])})\s$"),
        honorifics=frozenset(people["honorifics"]),
        designator=re.compile(rf"(?:{any_of(bodies['designators'])})\d{{1,5}}\Z|Unit \d{{4,5}}\Z"),
        strong=frozenset(bodies["strong_endings"]),
        weak=frozenset(bodies["weak_endings"]),
        heads=frozenset(bodies["heads"]),
        joiners=frozenset(bodies["joiners"]),
        given=frozenset(people["given"]),
        particles=frozenset(people["particles"]),
        never_inside=frozenset(people["never_inside"]),
        demonyms=frozenset(data["places"]["demonyms"]),
        product_words=frozenset(bodies["product_words"]),
        titles=frozenset(word for title in titles for word in title.split()),
        unit_endings=frozenset(bodies["unit_endings"]),
        never_bodies=frozenset(bodies["never_bodies"])
        | {word.capitalize() for word in frames("positions")["modifiers"]["en"]}
        | frozenset(people["leaders"]),
        group_after=re.compile(
            rf" (?:{any_of(bodies['group_kinds'])})(?: \([^()]{{1,10}}\))? (?:{any_of(bodies['groups'])})\b"
        ),
        class_tails=tuple(tuple(tail.split()) for tail in bodies["class_tails"]),
        owners=frozenset(bodies["owners"]),
        thing_endings=frozenset(bodies["thing_endings"]),
        field_endings=frozenset(bodies["field_endings"]),
        post_after=re.compile(
            rf"{_GLOSS}, (?:an?|the|its|[A-Z][\w&]+['’]s?) (?:[\w\-&/]+ ){{0,5}}?(?:{any_of(people['only_people'])})\b"
        ),
        class_letters=frozenset(word for word in bodies["cues_before"] if word.isupper()),
        place_before=re.compile(rf"\b({any_of(data['places']['cues_before'])}) (?:the )?$", re.I),
        titled_before=re.compile(
            rf"\b(?:{heads}) (?:of|for) (?:the )?[A-Z][\w&]*(?:,? (?:(?:and|&|of|for) )?[A-Z][\w&]*){{0,6}} $"
        ),
        made_before=re.compile(rf"\b(?:{any_of(bodies['made_by'])}) by (?:the )?$"),
        site=re.compile(rf"(?<![\w@/.\-])[A-Za-z][\w\-]+\.(?:{any_of(bodies['site_endings'])})(?![\w@/\-]|\.\w)"),
        source_before=re.compile(rf"\b(?:{any_of(data['claims']['lead'])}) $", re.I),
        government=re.compile(
            rf"\b[Tt]he (?P<name>(?P<head>[A-Z]\w+(?: [A-Z]\w+)?) (?:{any_of(bodies['governments'])}))\b"
        ),
    )


def _either_case(titles: Iterable[str]) -> str:
    found = list(titles)
    return any_of([*found, *(title.lower() for title in found)])
