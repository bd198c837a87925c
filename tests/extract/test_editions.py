"""Two editions of one series are two events, also where one text speaks of both."""

from __future__ import annotations

import pytest

from kg.model import Kind
from tests.extract.naming import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2033年东海数字峰会在上海举行。2034年东海数字峰会在苏州举行。", ["2033年东海数字峰会", "2034年东海数字峰会"]),
        ("第二届东海数字峰会在上海举行。第三届东海数字峰会在苏州举行。", ["第二届东海数字峰会", "第三届东海数字峰会"]),
        ("2034年东海数字峰会在苏州举行。东海数字峰会在苏州闭幕。", ["2034年东海数字峰会"]),
    ],
)
def test_editions(text: str, expected: list[str]) -> None:
    events = [next(iter(draft.names)).text for draft in read(text).drafts.values() if draft.kind == Kind.EVENT]
    assert sorted(events) == sorted(expected)
