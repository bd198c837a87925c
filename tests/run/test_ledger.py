from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Kind
from kg.resolve import Merges, Signature, Verdict
from kg.resolve.joins import Join
from kg.resolve.signatures import Label, Token
from kg.run.ledger import Ledger, Stated


def said(name: str, *also: str, kind: Kind = Kind.ORGANIZATION, at: str = "") -> Signature:
    labels = [Label(text, text, "zh") for text in (name, *also)]
    return Signature(kind, (labels[0],), tuple(sorted(labels[1:])), (Token(at, at),) if at else ())


def settled(ledger: Ledger) -> dict[str, list[str]]:
    """What has to be written, and under which names."""
    return {
        article: sorted("/".join(filter(None, (v.name, v.qualifier))) for v in verdicts.values())
        for article, _, verdicts, _ in ledger.settle()
    }


def put(ledger: Ledger, article: str, *signatures: Signature) -> None:
    ledger.put(article, b"", [Stated(f"e{number}", signature) for number, signature in enumerate(signatures)])


def test_only_what_a_new_article_touches_is_written_again() -> None:
    with Ledger() as ledger:
        put(ledger, "one", said("示研院"))
        put(ledger, "two", said("东方学会"))
        assert settled(ledger) == {"one": ["示研院"], "two": ["东方学会"]}
        put(ledger, "three", said("示范研究院", "示研院"))
        assert settled(ledger) == {"one": ["示范研究院"], "three": ["示范研究院"]}
        put(ledger, "four", said("东方学会"))
        assert settled(ledger) == {"four": ["东方学会"]}
        ledger.drop("three")
        assert settled(ledger) == {"one": ["示研院"]}


def test_people_are_looked_at_again_when_their_employers_turn_out_to_be_one() -> None:
    with Ledger() as ledger:
        put(ledger, "one", said("示范研究院"), said("张明远", kind=Kind.PERSON, at="示范研究院"))
        put(ledger, "two", said("示研院"), said("张明远", kind=Kind.PERSON, at="示研院"))
        assert settled(ledger) == {"one": ["张明远/示范研究院", "示范研究院"], "two": ["张明远/示研院", "示研院"]}
        put(ledger, "three", said("示范研究院", "示研院"))
        assert settled(ledger) == {
            "one": ["张明远", "示范研究院"],
            "two": ["张明远", "示范研究院"],
            "three": ["示范研究院"],
        }


def test_a_ledger_keeps_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "names.sqlite"
    join = Join("示范研究院", "示研院", "gloss", 3, 12, "示范研究院（示研院）")
    with Ledger(file, Merges(different=(("甲", "乙"),))) as ledger:
        ledger.put("one", b"packed", [Stated("e1", said("示范研究院", "示研院"), (join,))])
        assert settled(ledger) == {"one": ["示范研究院"]}
        ledger.commit("0000001")
        put(ledger, "two", said("示研院"))
    with Ledger(file, read_only=True) as ledger:
        assert ledger.generation == "0000001"
        assert ledger.articles() == {"one"}
        (seen,), clusters = ledger.decided(Kind.ORGANIZATION, "示研院")
        assert (seen.article, seen.joins, seen.verdict) == ("one", (join,), Verdict(Kind.ORGANIZATION, "示范研究院"))
        assert clusters is not None
    with Ledger(file) as ledger:
        assert settled(ledger) == {}
        ledger.reconsider()
        assert settled(ledger) == {}


def test_a_file_that_is_no_ledger_is_one_line(tmp_path: Path) -> None:
    from kg.errors import GraphError

    file = tmp_path / "names.sqlite"
    file.write_text("no database" * 100, "utf-8")
    with pytest.raises(GraphError, match=r"names\.sqlite: cannot be opened"):
        Ledger(file)


_NAMES = st.sampled_from(["示范研究院", "示研院", "SNRI", "东方学会", "东学会"])
_SAID = st.one_of(
    st.builds(lambda a, b: said(a, *{b} - {a}), _NAMES, _NAMES),
    st.builds(lambda name: said("张明远", kind=Kind.PERSON, at=name), _NAMES),
    st.just(said("张明远", kind=Kind.PERSON)),
)
_ARTICLES = st.lists(st.tuples(st.sampled_from("abcdef"), st.lists(_SAID, max_size=3)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(_ARTICLES, st.integers(), st.booleans())
def test_changes_one_by_one_leave_what_all_at_once_leave(
    changes: list[tuple[str, list[Signature]]], seed: int, drop: bool
) -> None:
    written: dict[str, list[str]] = {}
    last: dict[str, list[Signature]] = {}
    with Ledger() as ledger:
        for article, signatures in changes:
            put(ledger, article, *signatures)
            last[article] = signatures
            if drop and len(last) > 2:
                gone = next(iter(last))
                del last[gone]
                written.pop(gone, None)
                ledger.drop(gone)
            written |= settled(ledger)
    with Ledger() as ledger:
        articles = list(last)
        random.Random(seed).shuffle(articles)
        for article in articles:
            put(ledger, article, *last[article])
        assert settled(ledger) == written
