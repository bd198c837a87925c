from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.export.shards import shard_of, write_shards
from kg.store import open_store
from tests.small_graph import write


@pytest.mark.parametrize("shards", [1, 3, 16])
def test_shards_hold_the_dataset_and_a_thing_lies_in_one(tmp_path: Path, shards: int) -> None:
    write(tmp_path / "out")
    store = open_store(tmp_path / "out")
    files = write_shards(store, tmp_path / "shards", shards)
    assert [file.name for file in files] == [f"{number:04}.nq" for number in range(shards)]
    together = Store()
    for number, file in enumerate(files):
        for quad in parse(path=file, format=RdfFormat.N_QUADS):
            assert shard_of(str(quad.subject), shards) == number
        together.load(path=file, format=RdfFormat.N_QUADS)
    assert set(together) == set(store)
    assert len(store) > 0


def test_the_same_graph_gives_the_same_shards(tmp_path: Path) -> None:
    write(tmp_path / "out")
    one = write_shards(open_store(tmp_path / "out"), tmp_path / "one", 4)
    two = write_shards(open_store(tmp_path / "out"), tmp_path / "two", 4)
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
