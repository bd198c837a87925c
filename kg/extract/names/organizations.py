"""Chinese organizations, put together again from the pieces that a tagger leaves.

Taggers cut long names up: 联合国 | 贸易 | 和 | 发展 | 会议. Read from the right: an ending (委员会, 研究所, 局 …), then
the nouns before it, back to the leftmost anchor, something that makes the chain a proper name (a place, an
organization, a Latin name, or a word such as 国家). Every ending inside the chain closes a body of which
the rest is a part: 中国社会科学院 › 世界经济与政治研究所 › 国家安全研究室.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.extract.names.lexicon import NameLexicon, name_lexicon
from kg.language.tokens import words_of
from kg.model import Kind

__all__ = ["bodies_within", "chains", "counted_country", "is_class_behind_place"]

_INSIDE = {"NOUN", "PROPN", "ADJ"}
_CONJUNCTIONS = {"和", "与", "及", "、", "暨"}
_BETWEEN = ("—", "–", "－")
_LONGEST = 16
_NUMBERED = re.compile(r"第[0-9]{3,}$")
"""A number that makes a unit's name on its own: 第12345部队."""
_RANKED = re.compile(r"第[一二三四五六七八九十\d]+大")
"""Which of its class a body is: 某国第二大电信|运营商."""


def chains(doc: Doc, known: dict[int, int], closed: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Find the organizations of a document that end in an organization's ending.

    Args:
        doc: tokens with ``pos_`` and entity labels.
        known: start → end of token spans that an authority knows as organizations.
        closed: start → end of token spans that belong to something else (works, times) and may be neither
            entered nor crossed.

    Yields:
        Token spans, in order from the end of each sentence to its start; none overlaps another.
    """
    lexicon = name_lexicon()
    inside_closed = {i for start, end in closed.items() for i in range(start, end)}
    known_ends = {end: start for start, end in known.items()}
    may_end = [_may_end(word) for word in words_of(doc)]
    for sentence in doc.sents:
        at = sentence.end
        while at > sentence.start:
            chain = None
            ends = at in known_ends or (may_end[at - 1] and _is_ending(doc[at - 1], lexicon))
            if ends and at - 1 not in inside_closed:
                chain = _chain(doc, sentence.start, at, known_ends, inside_closed, lexicon)
            if chain:
                yield chain
                at = chain[0]
            else:
                at = known_ends.get(at, at - 1)


@lru_cache(maxsize=1 << 16)
def _may_end(word: str) -> bool:
    """Tell whether a word can be an ending, whatever stands around it: few can, and they come again."""
    lexicon = name_lexicon()
    endings = (lexicon.endings, lexicon.part_endings, lexicon.glossed)
    return word == "办" or any(pattern.search(word) for pattern in endings)


def _is_ending(token: Token, lexicon: NameLexicon) -> bool:
    word = token.text
    if token.ent_type_ == "DATE" or (token.ent_type_ == "PERSON" and not lexicon.not_person_endings.search(word)):
        return False
    if word == "办" and token.i and lexicon.endings.search(token.nbor(-1).text[-2:] + word):
        return True  # 网信|办
    if token.pos_ not in ("NOUN", "PROPN") and len(word) <= 4 and word[0] != "第":
        return False  # a long word that ends so is a body, whatever the tagger makes of it
    if word in lexicon.not_endings and token.ent_type_ != "ORG":
        return False
    if word.endswith(lexicon.party) and token.i + 1 < len(token.doc) and lexicon.party_posts.match(token.nbor().text):
        return False  # 某大学|党委|副书记: the post is of the party's committee in it
    if lexicon.glossed.search(word):
        return _acronym_follows(token)
    return bool(lexicon.endings.search(word) or lexicon.part_endings.search(word))


def _acronym_follows(token: Token) -> bool:
    """Tell whether an acronym in brackets stands behind a token."""
    inside = token.doc[token.i + 1 : token.i + 4]
    return len(inside) == 3 and inside[0].text in "（(" and inside[1].text.isupper() and inside[2].text in "）)"


def _chain(
    doc: Doc, floor: int, end: int, known_ends: dict[int, int], closed: set[int], lexicon: NameLexicon
) -> tuple[int, int] | None:
    start = known_ends.get(end, end - 1)
    inside = doc[start].ent_iob_ == "I"  # the tagger's name begins before the register's: 某市|网信办
    if (
        end in known_ends
        and not inside
        and (_latin(doc[start]) or start == floor or not _ends_body(doc[start - 1], known_ends, lexicon))
    ):
        return start, end
    at, anchor, first_conjunction = _leftwards(doc, floor, start, end, known_ends, closed, lexicon)
    tail = doc[max(floor, end - 3) : end].text
    if lexicon.sure_form.search(tail):
        anchor = _company_start(doc, at, start, lexicon)
    elif anchor is not None and at < anchor and lexicon.by_subject.search(tail):
        anchor = _subject_start(doc, at, anchor, floor)
    if anchor is None and lexicon.by_subject.search(tail) and "国家" in doc[at:end].text:
        anchor = _subject_start(doc, at, end - 1, floor)  # 某某技术国家工程研究中心: nothing but nouns
    if (
        anchor is None
        and lexicon.industry.search(tail)
        and end - at > 2
        and (at == floor or not _leads_on(doc[at - 1]))
    ):
        anchor = at  # 某业某产业发展联盟: nothing but nouns, and yet a name
    if anchor is None:
        return None
    if first_conjunction is not None and anchor < first_conjunction and not _strong(doc[anchor], lexicon):
        # A list crossed to reach a mere 国家 or 国际 is two things, not one name with a list in it.
        anchor = next((i for i in range(first_conjunction, end) if _anchors(doc[i], lexicon, known_ends)), None)
        if anchor is None:
            return None
    if first_conjunction is not None and lexicon.trades.fullmatch(doc[end - 1].text):
        return None  # 面板与电网
    words = [doc[i].text for i in range(anchor, end)]
    if not _is_name(words, doc[anchor], end in known_ends and known_ends[end] == anchor, lexicon):
        return None
    return anchor, end


def _leftwards(
    doc: Doc, floor: int, start: int, end: int, known_ends: dict[int, int], closed: set[int], lexicon: NameLexicon
) -> tuple[int, int | None, int | None]:
    """Go left from an ending as far as a name can reach.

    Returns:
        How far that is, the leftmost anchor met, and the first word behind the conjunction nearest the end.
    """
    tail = doc[max(floor, end - 3) : end].text
    holds_list = bool(lexicon.listing.search(tail) or lexicon.by_subject.search(tail))
    company = bool(lexicon.sure_form.search(tail))
    first_conjunction = None
    at = start
    anchor = start if _anchors(doc[start], lexicon, known_ends) else None
    while at > floor and end - at < _LONGEST:
        before = doc[at - 1]
        if before.i in closed or before.is_space or lexicon.is_barrier(before.text, doc[at].text):
            break
        if at in known_ends:
            at = known_ends[at]
            anchor = at
            continue
        if before.text in _BETWEEN and at - 2 >= floor and doc[at - 2].ent_type_ in ("GPE", "ORG"):
            at -= 2  # 某国—某国合作中心
            anchor = at
            continue
        if before.text in "）)" and (opening := _inner_bracket(doc, floor, at - 1, end)) is not None:
            at = opening
            continue
        if before.text in _CONJUNCTIONS or (before.pos_ == "CCONJ" and before.text[0] in _CONJUNCTIONS):
            glued = before.text not in _CONJUNCTIONS  # 与控制: the tagger took the next word with it
            if company or at - 2 < floor or (not glued and _complete(doc[at - 2], known_ends, lexicon)):
                break
            if not holds_list and _anchors(doc[at], lexicon, known_ends) and _strong(doc[at], lexicon):
                break
            first_conjunction = first_conjunction if first_conjunction is not None else at
            at -= 1
            continue
        if not _may_stand_inside(before, lexicon) or (doc[at - 1].whitespace_ and not _latin(before)):
            break
        at -= 1
        if _anchors(before, lexicon, known_ends):
            anchor = at
    return at, anchor, first_conjunction


def _company_start(doc: Doc, reached: int, start: int, lexicon: NameLexicon) -> int:
    """Where a company's name begins: as far left as the nouns go, but behind a class (厂商|某某有限公司)."""
    for i in range(start - 1, reached - 1, -1):
        # An adjective before a name tells of it (新|某某有限公司), but one that opens a clause is the name's own.
        opens = i == 0 or doc[i - 1].is_punct or doc[i - 1].is_space
        told = doc[i].pos_ == "ADJ" and not (opens and len(doc[i]) == 2)
        if lexicon.cues_before.search(doc[i].text) or told:
            return i + 1
    return reached


def _inner_bracket(doc: Doc, floor: int, closing: int, end: int) -> int | None:
    """The opening bracket of what stands inside a name, if that stands here.

    That is the place in a company's name (某某（北京）有限公司), the Latin form of its first word
    (示例（Example）基金会), or what else a body is for (某某大数据（网络安全）委员会).
    """
    opening = closing - 2
    if opening > floor and doc[opening].text in "（(" and _latin(doc[opening + 1]) and doc[opening - 1].pos_ == "PROPN":
        return opening
    if doc[closing + 1 : end].text in name_lexicon().behind_bracket:
        for opening in range(closing - 2, max(floor, closing - 5), -1):
            if doc[opening].text in "（(":
                return opening  # 某会某某（网络安全）委员会
    if not name_lexicon().legal_form.search(doc[closing + 1 : end].text):
        return None
    for opening in (closing - 2, closing - 3):
        if opening > floor and doc[opening].text in "（(" and _anchors(doc[opening + 1], name_lexicon(), {}):
            return opening
    return None


def _subject_start(doc: Doc, reached: int, anchor: int, floor: int) -> int:
    """Where the name of a body begins that is named by its subject: as far left as the nouns go."""
    while reached < anchor and (doc[reached].text in _CONJUNCTIONS or doc[reached].pos_ == "CCONJ"):
        reached += 1
    begins = reached == floor or doc[reached - 1].pos_ not in ("NOUN", "PROPN", "ADJ")
    return reached if begins else anchor


def _leads_on(token: Token) -> bool:
    """Tell whether a noun or a number stands here, so that what follows is a class (各|行业联盟)."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "PART")


def _may_stand_inside(token: Token, lexicon: NameLexicon) -> bool:
    if token.ent_type_ == "PERSON" and _latin(token) and token.i + 1 < len(token.doc):
        return lexicon.latin_heads.fullmatch(token.nbor().text) is not None  # Example 实验室
    if token.ent_type_ in ("PERSON", "DATE"):
        return False
    if token.pos_ in _INSIDE:
        return True
    if token.pos_ == "NUM":
        return token.text.startswith("第")
    return token.pos_ in ("VERB", "ADV") and token.text in lexicon.inner_verbs


def _anchors(token: Token, lexicon: NameLexicon, known_ends: dict[int, int]) -> bool:
    if token.ent_type_ in ("GPE", "LOC", "ORG", "FAC", "NORP"):
        return token.text not in lexicon.not_places
    if token.pos_ == "PROPN" and len(token.text) > 1 and not lexicon.is_technology(token.text):
        return True
    if token.pos_ == "NUM" and _NUMBERED.match(token.text):
        return True
    return token.text in lexicon.anchors or token.text.startswith(lexicon.strong_anchors)


def _strong(token: Token, lexicon: NameLexicon) -> bool:
    return bool(token.ent_type_) or token.text not in lexicon.weak_anchors


def _counted(name: str, first: Token) -> bool:
    """:func:`counted_country` by tokens: spaCy joins a document's text anew at every look."""
    before = first.nbor(-1).text if first.i else ""
    return counted_country(name, before, len(before))


def _pointed_at(first: Token) -> bool:
    """Tell whether 该 or 某 stands before: any body's class then, with its place (该|省气象局)."""
    return first.i > 0 and first.nbor(-1).text in ("该", "某", "各", "此", "本", "这", "其", "一家", "多家")


def is_class_behind_place(doc: Doc, start: int, name: str) -> bool:
    """Tell whether a name is a place and a class of bodies or a trade (某国研究公司, 某国电信 in 某国电信巨头)."""
    lexicon = name_lexicon()
    for group in ("register", "register_inside"):
        for span in doc.spans.get(group, ()):
            if span.start_char == start and span.label_ == Kind.PLACE and len(span.text) < len(name):
                rest = name[len(span.text) :]
                if rest in lexicon.trade_words:
                    return True  # 某国电网
                if rest == "政府" or lexicon.national.match(rest):
                    return False
                if rest.endswith("集团") and lexicon.gang.search(rest) is None:
                    return False  # 某国生物制药集团
                if lexicon.loose.search(rest) and lexicon.is_class_of_bodies(rest):
                    return True
                if rest in lexicon.class_stems:
                    return True
    return False


def counted_country(name: str, text: str, start: int) -> bool:
    """Tell whether a name begins with the 国 of 他国, 各国: the tagger has cut inside the word."""
    return name[0] == "国" and text[max(0, start - 1) : start] in tuple("他各该本两多我外诸某")


def _ends_body(token: Token, known_ends: dict[int, int], lexicon: NameLexicon) -> bool:
    """Tell whether a body's name with an ending of its own ends here, of which more may be a unit (某院某所)."""
    return (token.ent_type_ == "ORG" or token.i + 1 in known_ends) and bool(lexicon.inner.search(token.text))


def _complete(token: Token, known_ends: dict[int, int], lexicon: NameLexicon) -> bool:
    """Tell whether a name ends with this token: what follows a 和 is then another name."""
    if token.ent_type_ in ("PERSON", "GPE", "LOC", "ORG") or token.i + 1 in known_ends or token.is_punct:
        return True
    if lexicon.titles.search(token.text):
        return True  # 副主任、某某联盟
    return _is_ending(token, lexicon) or _latin(token)


def _latin(token: Token) -> bool:
    return token.text[:1].isascii() and token.text[:1].isalpha()


def _is_name(words: list[str], first: Token, known: bool, lexicon: NameLexicon) -> bool:
    if known:
        return True
    name = "".join(words)
    if len(name) < 3 or name in lexicon.not_endings or _pointed_at(first) or _RANKED.search(name):
        return False
    if not lexicon.endings.search(name) and first.ent_type_ in ("GPE", "LOC", "NORP"):
        return False  # 某国私营部门: a place has no departments
    if _acronym_follows(first.doc[first.i + len(words) - 1]) and first.ent_type_ in ("GPE", "LOC", "ORG"):
        return True  # 某国信息技术组织（ABC）
    if lexicon.is_class_of_bodies(name) or lexicon.gang_words.issuperset(words) or _counted(name, first):
        return False
    if is_class_behind_place(first.doc, first.idx, name):
        return False
    if lexicon.trades.search(name) and words[0] in lexicon.weak_anchors:
        return False
    if words[0] in lexicon.weak_anchors and not first.ent_type_ and lexicon.loose.search(name):
        return False  # 国家|基础设施|组织: any of them
    if len(words) == 1 and first.ent_type_ == "PERSON":
        return True
    if len(words) == 1:
        # One token: the tagger's word for it, unless it is a class of bodies (跨国公司).
        # Taggers take 某国国家铁路公司 for a place, but no place ends so.
        return name not in lexicon.common and first.ent_type_ in ("ORG", "GPE", "LOC", "FAC")
    rest = "".join(words[1:])
    if (words[0] in lexicon.weak_anchors or lexicon.is_technology(words[0])) and lexicon.is_class_of_bodies(rest):
        return False  # 西方|政府, AI|公司
    if words[0] in lexicon.weak_anchors and first.ent_type_ == "":
        return rest not in lexicon.common and len(rest) > 2
    if first.ent_type_ in ("GPE", "LOC", "NORP"):
        return rest not in lexicon.common or rest in ("政府", "警方")
    if _NUMBERED.match(words[0]):
        return True
    return rest not in lexicon.common or first.ent_type_ == "ORG" or _latin(first) or first.pos_ == "PROPN"


def bodies_within(name: str) -> list[int]:
    """Return where, inside an organization's name, the names of the bodies end that it is a part of.

    >>> [name[:cut] for name in ["国家标准总局质量管理中心检验部"] for cut in bodies_within(name)]
    ['国家标准总局', '国家标准总局质量管理中心']
    >>> bodies_within("应急处理协调中心")
    []
    """
    lexicon = name_lexicon()
    cuts: list[int] = []
    for match in lexicon.inner.finditer(name):
        cut = match.end()
        rest = name[cut:]
        since = name[cuts[-1] if cuts else 0 : cut]
        if len(since) < 3 or len(rest) < 3 or rest in lexicon.common or name[:cut] in lexicon.common:
            continue
        if lexicon.legal_tail.fullmatch(rest):
            continue  # 某某科技 | 股份有限公司 is one body
        if since in lexicon.not_endings or since[-2:] in lexicon.not_endings or rest[0] in "、和与及（(":
            continue
        if lexicon.endings.search(rest) or lexicon.part_endings.search(rest):
            cuts.append(cut)
    return cuts
