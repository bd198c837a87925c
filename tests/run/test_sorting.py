from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.nodes import Nodes
from kg.run import sorting
from kg.run.sorting import Sorter


@given(st.lists(st.tuples(st.binary(max_size=3), st.binary(max_size=5))), st.integers(1, 2000), st.integers(2, 4))
def test_what_is_sorted_on_disk_is_what_is_sorted_in_memory(
    records: list[tuple[bytes, bytes]], room: int, fan: int
) -> None:
    before, sorting._FAN_IN = sorting._FAN_IN, fan
    try:
        with Sorter(in_memory=room) as sorter:
            for key, value in records:
                sorter.add(key, value)
            assert list(sorter) == sorted(dict(records).items())
    finally:
        sorting._FAN_IN = before


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Sorter(tmp_path, in_memory=1) as sorter:
        sorter.add(b"a", b"b")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


@given(st.lists(st.text("ab中<>", max_size=3)))
def test_nodes_come_once_and_in_order(names: list[str]) -> None:
    nodes = Nodes()
    nodes.update(names)
    assert list(nodes) == sorted(set(names) - {""})
    nodes.clear()
    assert list(nodes) == []
