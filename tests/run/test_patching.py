from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.turtle import block_key, blocks, read_block, write_turtle
from kg.run import patching
from kg.run.patching import patch

P = NamedNode("http://example.org/p")
BASES = ("http://example.org/", "https://w3id.org/wenpu/topic/", "https://w3id.org/wenpu/ontology#")
_IRI = st.builds(
    lambda base, name: NamedNode(base + name), st.sampled_from(BASES), st.text("ab中é/.,~-", min_size=1, max_size=4)
)
_VALUE = st.one_of(_IRI, st.builds(Literal, st.text(max_size=5)), st.builds(Literal, st.integers()))
_GRAPH = st.dictionaries(_IRI, st.sets(_VALUE, min_size=1, max_size=4), max_size=12)
Graph = dict[NamedNode, set[NamedNode | Literal]]


def turtle(graph: Graph) -> bytes:
    file = io.BytesIO()
    write_turtle(triples(graph), file)
    return file.getvalue()


def triples(graph: Graph) -> list[Triple]:
    return [Triple(subject, P, value) for subject, values in graph.items() for value in values]


@settings(deadline=None)
@given(_GRAPH)
def test_blocks_are_what_a_file_falls_into(graph: Graph) -> None:
    found = list(blocks(triples(graph)))
    assert turtle(graph).endswith(b"".join(block for _, block in found))
    assert [key for key, _ in found] == sorted(map(block_key, graph))
    assert {triple for _, block in found for triple in read_block(block)} == set(triples(graph))


@settings(max_examples=200, deadline=None)
@given(_GRAPH, _GRAPH, st.sets(_IRI, max_size=4), st.sampled_from([3, 20, 4096]), st.sampled_from([2, 40, 8 << 20]))
def test_a_patched_file_is_a_written_one(
    tmp_path_factory: pytest.TempPathFactory,
    before: Graph,
    change: Graph,
    unknown: set[NamedNode],
    window: int,
    piece: int,
) -> None:
    folder = tmp_path_factory.mktemp("patched")
    after = before | change
    for subject in list(before)[::2]:
        if subject not in change:
            del after[subject]
    (folder / "old").write_bytes(turtle(before))
    gone = (before.keys() - after.keys()) | (unknown - after.keys())
    changes = dict(blocks(triples(change))) | {block_key(subject): b"" for subject in gone}
    seen: dict[bytes, tuple[bytes, bytes]] = {}

    def note(old: bytes, new: bytes) -> None:
        key = sorted(changes)[len(seen)]
        seen[key] = old, new

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(patching, "_WINDOW", window)
        patched.setattr(patching, "_PIECE", piece)
        patch(folder / "old", sorted(changes.items()), folder / "new", note)
    written = (folder / "new").read_bytes()
    assert written == turtle(after) or not after
    was = dict(blocks(triples(before)))
    assert seen == {key: (was.get(key, b""), block) for key, block in changes.items()}


def test_a_file_of_another_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("<a> <b> <c> .\n")
    with pytest.raises(ValueError, match="another header"):
        patch(tmp_path / "old", [], tmp_path / "new")
