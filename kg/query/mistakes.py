"""Mistakes that people make in SPARQL, each looked for by itself: a parser says only where it gave up."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from kg.query.masking import masked
from kg.query.prefixes import PREFIXES

__all__ = ["Mistake", "find_mistake", "unknown_terms"]

Mistake = tuple[int, str]
"""Where in the query, as a count of characters, and what to do."""

_PAIRS = {"}": "{", ")": "(", "]": "["}
_SELECTED = re.compile(r"\bSELECT\b(?:\s+(?:DISTINCT|REDUCED))?([^{]*)", re.IGNORECASE)
_AGGREGATE = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
_NO_BY = re.compile(r"\b(ORDER|GROUP)\s+(?!BY\b)[?$(]", re.IGNORECASE)
_NO_AS = re.compile(r"\([^()]*\([^()]*\)\s*([?$]\w+)\s*\)")
_NO_BRACKETS = re.compile(r"\bFILTER\s+([?$]\w+)", re.IGNORECASE)
_NO_NUMBER = re.compile(r"\b(LIMIT|OFFSET)\s+(?!\d)(\S+)", re.IGNORECASE)
_TOKEN = r"(?:[\w:?$/^|*+@\x01\x02-]|\.(?=\w))+"
_TRIPLE = re.compile(rf"([{{;]|\.(?!\w))\s*({_TOKEN}(?:\s+{_TOKEN})*)\s*(?=[}}.;,])")
_VALUES = re.compile(r"\bVALUES\s+[?$]\w+\s*$", re.IGNORECASE)
_KEYWORD = re.compile(r"(?!(?:a|true|false)$)[A-Za-z]+")
_TERM = re.compile(r"(?<![\w:?$.-])kg:([A-Za-z]\w*)")
_REDECLARED = re.compile(r"\bPREFIX\s+kg:", re.IGNORECASE)


def find_mistake(sparql: str) -> Mistake | None:
    """Return the first mistake that is known, in a query that the parser refused.

    >>> find_mistake("SELECT ?s, ?o { ?s ?p ?o }")
    (9, 'the variables of SELECT stand without commas')
    """
    code = masked(sparql)
    # What is left of quotation marks is a text that does not end.
    if (quote := re.search(r"['\"]", code)) is not None:
        return quote.start(), "the text that begins here does not end"
    if (space := re.search(r"<[^<>?$=&|\n]*\s[^<>?$=&|\n]*>", code)) is not None and ":" in space[0]:
        return space.start(), "an IRI holds no blanks: write %20"
    for clause in _SELECTED.finditer(code):
        if (found := _in_select(clause[1])) is not None:
            return clause.start(1) + found[0], found[1]
        if (unnamed := _NO_AS.search(clause[1])) is not None:
            return clause.start(1) + unnamed.start(1), f"AS is missing before {unnamed[1]}"
    if (keyword := _NO_BY.search(code)) is not None:
        return keyword.start(), f"write {keyword[1].upper()} BY"
    if (condition := _NO_BRACKETS.search(code)) is not None:
        return condition.start(1), "the condition of FILTER stands in brackets"
    if (limit := _NO_NUMBER.search(code)) is not None:
        return limit.start(2), f"{limit[1].upper()} takes a number"
    return _unbalanced(code) or _uneven(code)


def unknown_terms(sparql: str) -> list[str]:
    """Return a line for each term of a query that has the ontology's prefix and is not in the ontology.

    >>> unknown_terms("SELECT ?x { ?x a kg:Persn ; kg:holds ?post }")
    ['the ontology has no kg:Persn; did you mean kg:Person?']
    """
    code = masked(sparql)
    if _REDECLARED.search(code):
        return []
    known = _terms()
    lines = []
    for name in dict.fromkeys(_TERM.findall(code)):
        if name not in known:
            near = get_close_matches(name, known, 1)
            lines.append(f"the ontology has no kg:{name}" + (f"; did you mean kg:{near[0]}?" if near else ""))
    return lines


@cache
def _terms() -> frozenset[str]:
    from pyoxigraph import NamedNode, RdfFormat, parse

    from kg.resources import ontology_dir

    subjects = (quad.subject for quad in parse(path=ontology_dir() / "kg.ttl", format=RdfFormat.TURTLE))
    names = (each.value for each in subjects if isinstance(each, NamedNode) and each.value.startswith(PREFIXES["kg"]))
    return frozenset(name.removeprefix(PREFIXES["kg"]) for name in names)


def _in_select(clause: str) -> Mistake | None:
    clause = re.split(r"\b(?:WHERE|FROM)\b", clause, maxsplit=1, flags=re.IGNORECASE)[0]
    depth = 0
    for place, character in enumerate(clause):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            return place, "the variables of SELECT stand without commas"
        if depth == 0 and (aggregate := _AGGREGATE.match(clause, place)) is not None:
            return place, f"a calculated column is named in brackets: write ({aggregate[0]}…) AS ?name)"
    return None


def _unbalanced(code: str) -> Mistake | None:
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(code):
        if character in "{([":
            opened.append((place, character))
        elif character in _PAIRS:
            if opened and opened[-1][1] != _PAIRS[character] and _PAIRS[character] in (each for _, each in opened):
                break
            if not opened or opened[-1][1] != _PAIRS[character]:
                return place, f"this {character} closes nothing; is a {_PAIRS[character]} missing before it?"
            opened.pop()
    if not opened:
        return None
    place, character = opened[-1]
    closing = next(close for close, opening in _PAIRS.items() if opening == character)
    return place, f"the {character} that opens here is not closed; is a {closing} missing?"


def _uneven(code: str) -> Mistake | None:
    """A triple of two terms or of four: what is missing is an object, or the full stop before the next triple."""
    for found in _TRIPLE.finditer(code):
        words = list(re.finditer(r"\S+", found[2]))
        if any(_KEYWORD.fullmatch(word[0]) for word in words) or _VALUES.search(code, 0, found.start()):
            continue
        wanted = 2 if found[1] == ";" else 3
        if len(words) < wanted:
            return found.start(2), "a triple has subject, predicate and object: one is missing here"
        if len(words) > wanted:
            return found.start(2) + words[wanted].start(), "a full stop or a semicolon is missing before this"
    return None
