"""Relations that frames give: every frame's own example, and whole sentences with all their facts."""

from __future__ import annotations

import pytest

from kg.extract.relations import Frame, relation_frames
from kg.model import Kind
from tests.extract.reading import read, relations

FRAMES = relation_frames()


@pytest.mark.parametrize("frame", FRAMES, ids=[frame.name for frame in FRAMES])
def test_frame_gives_the_facts_of_its_example(frame: Frame) -> None:
    found = relations(read(frame.example["text"], language=frame.language))
    assert set(frame.example["facts"]) <= found
