"""What a partner's file may be called."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.commands.boards import FILES


@pytest.mark.parametrize("name", ["2027", "3rd-avenue-school"])
def test_a_partner_begins_with_a_letter_so_that_no_event_stands_where_a_month_does(name: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    loaded = load_board(Sources({**records, f"partners/{name}.yaml": b"name: A school\n"}))
    (problem,) = (problem for problem in loaded.problems if problem.is_error)
    assert problem.ref.path == f"partners/{name}.yaml"
    assert f"partners/the-{name}.yaml" in problem.hint
    assert loaded.board is not None
    assert name not in loaded.board.partners
