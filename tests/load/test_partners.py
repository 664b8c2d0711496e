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


def test_a_field_that_is_no_default_is_refused_once() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    text = b"name: A school\ndefaults:\n  start: 2027-01-20\n  title: Swim\n  venu: main-library\n"
    loaded = load_board(Sources({**records, "partners/school.yaml": text}))
    told = [(each.rule.id, each.ref.line) for each in loaded.problems if "school" in each.ref.path]
    assert sorted(told, key=lambda each: each[1]) == [
        ("wrong-default", 3),
        ("wrong-default", 4),
        ("unknown-field", 5),
    ]


@pytest.mark.parametrize("typed", ["45.42, -75.69", "[45.42, -75.69]"])
def test_a_place_on_the_globe_is_answered_with_its_two_parts(typed: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    text = f"name: A park\ngeo: {typed}\n".encode()
    loaded = load_board(Sources({**records, "venues/park.yaml": text}))
    [problem] = [each for each in loaded.problems if each.ref.path == "venues/park.yaml"]
    assert problem.hint.endswith("Type instead: geo: {lat: 45.42, lon: -75.69}")


def test_a_co_host_is_known_by_the_name_it_had_before() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    event = b"title: Swim\nstart: 2027-02-20 18:00\nend: 19:00\nvenue: main-library\nhosts: pool\n"
    files = {
        "partners/swimmers.yaml": b"name: Swimmers\nwas_at: pool\n",
        "events/robot-club/swim.yaml": event,
    }
    board = load_board(Sources({**records, **files})).board
    assert board is not None
    assert board.events["robot-club/swim"].hosts == ("swimmers",)
