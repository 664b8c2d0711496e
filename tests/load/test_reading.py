"""Fields nobody knows, called as the reader itself calls things."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.commands.boards import FILES

EVENT = "title: Swim\nvenue: main-library\ncategories: storytime\ncost: free\nstart: 2027-01-20\n"


@pytest.mark.parametrize(
    "lines",
    [
        "registration: {map: x, y: z}",
        "registration: {map: {y: z}, y: z}",
        "registration: {text: [a], list: b, map: c}",
        "repeat: [{map: x, list: y, words: every day until 2027-02-01}]",
        "address: {street: Oak, map: {map: x}, text: y}\nvenue:",
        "changes: {map: {map: x, y: z}}",
        "contact: {text: 555-0101, map: {text: x}, list: [y]}",
    ],
)
def test_a_field_called_like_a_shape_is_told_as_unknown(lines: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    loaded = load_board(Sources({**records, "events/oak/swim.yaml": f"{EVENT}{lines}\n".encode()}))
    told = [problem for problem in loaded.problems if problem.ref.path == "events/oak/swim.yaml"]
    assert "unknown-field" in {problem.rule.id for problem in told}
    assert all(problem.ref.line >= 1 for problem in told)
