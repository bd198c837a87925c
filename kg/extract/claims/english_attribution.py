"""How an English sentence says who speaks: patterns over a folded, masked sentence.

A pattern gives the speaker as one of three groups: ``people`` and ``bodies`` hold signs of mentions, ``word`` a word
that points back (the company, she). With the verb before the speaker (said X) the groups begin with ``late_``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.claims.english_quotes import MASK
from kg.extract.english_words import any_of
from kg.extract.skeleton import CLASSES
from kg.model import Kind
from kg.resources import frames

__all__ = ["Attributions", "attributions", "opens", "sets_scene"]

_P, _O, _PLACE, _TITLE, _TIME = (CLASSES[key] for key in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, "Title", "Time"))
_WORKS = "".join(CLASSES[key] for key in (Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.ARTICLE))
_SIGNS = f"{_P}{_O}{_WORKS}"
_GLOSS = r"(?: ?\([^()]{1,60}\))?"
_AND = r"(?:, and |, | and | & )"
_ASIDE = rf"(?:, [^;{MASK}]{{2,140}}?,|,? who [^;,{MASK}]{{2,80}},)?"
_HANGING = re.compile(
    r"\b(?:that|which|who|whom|if|(?<!, )because|as|than|when|while|of|by|to|for|with|from|in|at|on|what|how)$"
)
_ADVERBIAL = re.compile(
    r"(?:[A-Z][\w\-]+ (?:hours|days|weeks|months|years) (?:later|earlier|before|after)"
    r"|Reached|Contacted|Speaking|Responding|Yesterday|Today|Later|Late|Early|Earlier|In|On|At|By|For|With|During|Despite|After"
    r"|Before|Since|Following|When|Asked|While|As|Although|Though)\b[^.:;]*$"
)
_TURNED = re.compile(r"(?:But|And|Yet|Still) ([a-z])(?=[a-z]+ )")
_OPENER = re.compile(r"(?:But|And|Yet|Still|Meanwhile|However|While|As|When|Although)")


@dataclass(frozen=True, slots=True)
class Attributions:
    """The ways to say who speaks.

    Attributes:
        before: X said (that), what is said follows.
        after_quote: right behind a quotation: X said, said X.
        last: at the end of a sentence without quotation: …, X said.
        joined: X did so and said that, what is said follows.
        according: According to X, what is said follows.
        according_inside: …, according to X, ….
        according_last: …, according to X.
        noted: As X noted, what is said follows.
        prompted: It prompted X to warn that, what is said follows.
        relative: …, X, which said that, what is said follows.
        accused: X accused, of whom what is said follows: Y of doing so.
    """

    before: re.Pattern[str]
    after_quote: re.Pattern[str]
    last: re.Pattern[str]
    joined: re.Pattern[str]
    according: re.Pattern[str]
    according_inside: re.Pattern[str]
    according_last: re.Pattern[str]
    noted: re.Pattern[str]
    prompted: re.Pattern[str]
    relative: re.Pattern[str]
    accused: re.Pattern[str]


@cache
def attributions() -> Attributions:
    """Return the patterns, made of the words of ``english.toml``."""
    data = frames("english")["claims"]
    who = _who()
    verbs = set(data["verbs"]) - {"told", "tells"}
    # X on Tuesday announced
    day = f"(?:(?:on|in|earlier) )?(?:{_TIME}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    adverb = f"(?:(?:{any_of(data['adverbs'])}|[a-z]+ly|{day}) )*"
    to_whom = (
        f"(?: (?:told|tells) (?:(?:the )?(?:{_O}['’]s )?[{_SIGNS}]"
        f"|[Tt]he [\\w ]{{2,24}}?|an? [\\w ]{{2,24}}?|{any_of(data['addressees'])})"
        f"(?: (?:in|during|at|on) [^,.:;{MASK}]{{2,50}}?)?)"
    )
    where = (
        f"(?: (?:{any_of(data['adverbials'])}) (?:(?!that )[^,.:;{MASK}{_P}]){{1,70}}?| (?:on )?{_TIME}"
        f"| to (?:the )?[{_SIGNS}]|, (?:in [^,.:;{MASK}]{{2,50}}|{any_of(data['asides'])}),)?"
    )
    # X responded, acknowledged the flaw and said that …: one verb after the other
    another = f"(?:{any_of(verbs)}|[a-z]+ed (?:the|its|their|his|her|it|that|this|an?))\\b"
    mark = f"(?: that|:|,(?! {another}))"
    # said in a statement, "…": a comma alone may as well stand inside what is said
    firm = '(?: that|:|,(?= [“"]))'
    on_day = f"(?: on)?(?: [A-Z][a-z]+day,?)? {_TIME}"
    about = f"(?! (?:{any_of(data['not_behind'])})\\b| so[,.;])"
    says = (
        f"(?: {adverb}(?:{any_of(verbs - set(data['weak']))}){about}(?:{where}{firm}|{mark}|{on_day}(?: that)?|(?= ))"
        f"| {adverb}(?:{any_of(data['weak'])})(?:{where}{firm}|{mark})"
        f"| {adverb}(?:{any_of(data['clausal'])})(?= {_clause()})"
        f"|{to_whom}{mark}?"
        f'| {adverb}(?:{any_of(verbs)}) [^.:;{MASK}]{{2,100}}:(?= [“"])'
        f"| {adverb}(?:{any_of(verbs)}) [^.,:;{MASK}]{{2,60}}? (?:{any_of(data['announced'])}):(?= ))"
    )
    tail = (
        f"(?:{who}{_ASIDE}(?: {adverb}(?:{any_of(verbs)})\\b|{to_whom})"
        f"| ?(?:{any_of(verbs)}) ?{who.replace('(?P<', '(?P<late_')})"
    )
    source = f"(?:[^,;{MASK}{_SIGNS}]{{0,60}}?(?:by|from|of|in) )?{who}"
    trailing = (
        f"(?:['’]s? [^,;{MASK}]{{2,60}}|(?<=\\bits) (?:[a-z]+ ){{0,3}}[a-z]+(?=[,.]|$)"
        f"| (?:{any_of(data['of_sources'])}|{_TIME})[^,;{MASK}]{{0,60}})?"
    )
    # an apposition or an adverbial, not the verb of an inserted speaker's sentence
    aside = f"(?!{another}|(?:was|is|were|are|has|have|had|will|would|could|can|may|might|did|does|do)\\b)"
    open_behind = any_of([*data["adverbials"], "of", "about", "after", "when", "as", "to", "by", "from"])
    behind = f"(?: (?:{open_behind})\\b[^,;]{{2,60}}| {_TIME}[^,;]{{0,40}})"
    lead = any_of(data["lead"])
    # Between a source and what it says, a clause of its own is what it says: According to X, the flaw was …, a ….
    no_verb = f"(?!(?:{any_of(data['clause_verbs'])}|[a-z]+ed)\\b)"
    apposition = (
        f"(?:, (?:(?:who|which|whose) [^,;]{{2,140}}|(?:an?|the|one) (?:{no_verb}[^,; ]+(?: |(?=,))){{1,12}}))?"
    )
    return Attributions(
        re.compile(f'{who}{_ASIDE}(?:{says}|(?:, [^:;{MASK}]{{2,80}})?:(?= [“"‘]))(?= |$)'),
        re.compile(f'[,.]?["”’]? ?(?:as )?{tail}'),
        re.compile(f", {tail}(?={behind}?(?:, {aside}[^;]{{2,120}})?[.]?$)"),
        re.compile(
            f"{who}{_ASIDE} (?:(?!that |which |who |whose )[^.:;{MASK}]){{2,110}}?(?:,? (?:and|but)"
            f"(?: {adverb}(?:{any_of(verbs - set(data['weak']))})|{to_whom})(?: that)?(?= {_clause()})"
            f"|, (?:{any_of(data['participles'])})(?: (?:the )?[{_SIGNS}]| {any_of(data['addressees'])})?"
            f"(?: that(?= )|(?= (?:it|he|she|they|we) ))"
            f"|, saying(?= (?!(?:{any_of(data['not_said'])})\\b)))"
        ),
        re.compile(f'(?:^|, |; |and )["“]?(?i:{lead}) {source}{trailing}{apposition}, '),
        re.compile(f", (?:{lead}) {who}, "),
        re.compile(f',?["”’]? (?:{lead}) {source}{trailing}(?:, [^;]{{2,100}})?[.]?$'),
        re.compile(f"As {_apposed()}{who}{_ASIDE} {adverb}(?:{any_of(data['as_told'])}){behind}?, "),
        re.compile(
            f"\\b(?:{any_of(data['prompts'])}) {_apposed()}{who} to (?:{any_of(data['infinitives'])})"
            f'(?: that(?= )|(?= [“"]))'
        ),
        re.compile(
            f"{who}, (?:which|who) {adverb}(?:{any_of(verbs - set(data['weak']))})"
            f"(?: that(?= )|(?= (?:it|he|she|they)[’' ])|(?= {_clause()}))"
        ),
        re.compile(
            f"{who}{_ASIDE} {adverb}(?:{any_of(data['accuses'])})"
            f"(?= [^,.:;{MASK}]{{1,80}}? of (?:[a-z]+ly )?[a-z]+ing\\b)"
        ),
    )


def _clause() -> str:
    """The pattern of a clause with a verb of its own: the flaw was …, its models are …."""
    data = frames("english")["claims"]
    opens_it = f"(?:{any_of(data['clause_opens'])}|[{_SIGNS}{CLASSES[Kind.PLACE]}])"
    # A noun phrase with a pronoun inside is one with a clause behind it: a breach it had suffered.
    inside = f"(?!(?:that|which|who|whose|where|it|they|he|she|we|and|or|but) )[^ ,.:;{MASK}]+ "
    return f"{opens_it} (?:{inside}){{0,8}}?(?:{any_of(data['clause_verbs'])})(?![\\w’'])"


def _who() -> str:
    """The pattern of a speaker."""
    data = frames("english")["claims"]
    members = any_of(data["members"])
    keys = ("pronouns", "plural", "singular", "bodies", "works", "laws")
    words = any_of(["it", *(word for key in keys for word in data[key])])
    # its website, its own report: of whoever it is
    its = f"its(?= (?:[a-z]+ ){{0,2}}(?:{members}|{any_of(data['pages'])})\\b)"
    # the telecommunications giant, the two
    kinds = any_of(frames("english")["organizations"]["classes"])
    words = f"{words}|{its}|the {CLASSES['Quantity']}|the (?:[a-z\\-]+ ){{0,2}}(?:{kinds})"
    honorifics = any_of(frames("english")["people"]["honorifics"])
    # the British | Prime Minister
    demonyms = any_of(frames("english")["places"]["demonyms"])
    nation = f"(?:the |then-|former |current )?(?:(?:{demonyms}|{_PLACE}(?:['’]s)?) )?"
    people = (
        f"(?:(?:{nation}{_TITLE},? |(?:{honorifics}) )?"
        f"|(?:the )?{_O}(?:['’]s?)? (?:{_TITLE} )?)(?P<people>{_P}(?:{_AND}{_P}){{0,5}}){_GLOSS}"
    )
    post = f"(?:(?:[A-Za-z\\-]+ ){{1,4}}(?:of|at|for|from|with) (?:the )?{_O},? )?"
    people = f"{post}{people}(?: (?:at|of|from|with) (?:the )?{_O})?"
    # a spokesperson for X; X's report; X researchers
    somebody_of = (
        f"(?:(?:an?|the) )?(?:[\\w\\-]+ ){{0,2}}?(?i:{members})s? (?:for|at|from|with|of) (?:the )?"
        f"(?:[a-z][\\w\\-]* ){{0,4}}?"
    )
    publisher_of = f"(?:the )?{_O}{_GLOSS}['’]s? (?:[a-z]+ ){{0,2}}(?=[{_WORKS}])"
    body = f"[{_O}{_WORKS}]"
    bodies = (
        f"(?:{somebody_of})?(?:{publisher_of})?(?:the |an? )?(?:{_O}-owned (?:[a-z\\-]+ ){{0,3}}?)?"
        f"(?P<bodies>{body}(?:{_AND}{body}){{0,5}}){_GLOSS}"
        f"(?:(?:['’]s?)?(?: [\\w\\-]+){{0,3}}? (?:{members}|{_TITLE})s?)?"
    )
    return f"(?:{people}|{bodies}|(?<!\\w)(?P<word>(?i:{words})))(?![’'\\w])"


def _apposed() -> str:
    """The pattern of what somebody is, right before the name: cybersecurity company, The Freedonian search giant."""
    data = frames("english")
    classes = any_of([*data["organizations"]["classes"], *data["people"]["classes"]])
    word = f"(?!(?:of|by|to|for|from|at|with|in|on|about|that|which|who|{any_of(data['claims']['clause_verbs'])})\\b)"
    return f"(?:(?:{word}[\\w’'\\-]+ ){{0,7}}(?:{classes}) )?"


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(f"(?:^|(?<=[,;] )|(?<=\\bbut )|(?<=\\band )){_apposed()}$")


def sets_scene(head: str) -> bool:
    """Tell whether what stands before a speaker says when or where, and not what is said: In May, Late in the day."""
    return _ADVERBIAL.match(f"{head.strip()},") is not None


def opens(head: str) -> bool:
    """Tell whether what stands before a speaker lets a statement begin: nothing, an adverbial, or "and"."""
    head = _apposition().sub("", head.lstrip()).strip()
    if turned := _TURNED.match(head):
        head = f"{turned[1].upper()}{head[turned.end() :]}"  # But while X did so, Y said
    if not head:
        return True
    if head.endswith(" in which"):
        return True  # an opinion in which she contended
    if _HANGING.search(head):
        return bool(_OPENER.fullmatch(head))
    # …, and while it thanked them, X said
    last = re.split("(?:, (?:and|but|so)|;) ", head)[-1]
    for part in (head, last[:1].upper() + last[1:]) if head[-1] == "," else ():
        if _ADVERBIAL.match(part):
            return len(part) < 250
    if head.endswith((", but", ", and", "; and", "; but", ", because")):
        return len(head) < 250
    return len(head) < 90 and (
        head[-1] in ",:;—–"
        or bool(re.fullmatch(r"(?:[A-Z][a-z]+|\W)+", head))
        or head.endswith((" and", " but", "; and", "—and"))
    )
