"""A confidential event is named to nobody but its partner."""

from __future__ import annotations

import pytest

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.check.small_boards import FILES, TODAY, event, problems_of

SECRET = "events/haven/women-talk.yaml"
HAVEN = "name: Haven\ncontact: {phone: 555-0109}\n"
TALK = "title: Women talk\nstart: 2027-02-03 10:15\nend: 11:00\nlocation: confidential\n"
NAMES = ("women-talk", "Women talk", "haven")


def told(**events: str) -> list[str]:
    """What is told of everybody else's files, when the confidential event is there or is handed in."""
    files = {f"events/oak/{name}.yaml": text for name, text in events.items()}
    whole = {**FILES, "partners/haven.yaml": HAVEN, SECRET: TALK, **files}
    loaded = load_board(Sources({path: text.lstrip("\n").encode() for path, text in whole.items()}))
    assert loaded.board is not None
    found = list(loaded.problems)
    for new in (frozenset(files), frozenset({SECRET}), frozenset[str]()):
        found += check_board(loaded.board, CheckDay(TODAY, new))
    return [f"{each.message} {each.hint}" for each in found if each.ref.path != SECRET]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Women talk"},
        {"title": "Women talk", "venue": None, "online": "https://meet.example/x"},
        {"part_of": "haven/women-tallk"},
        {"was_at": "haven/women-talk"},
        {"id": "haven/women-talk"},
        {"description": "See [it](/events/haven/women-tak/)."},
    ],
)
def test_no_answer_to_somebody_else_names_it(fields: dict[str, object]) -> None:
    mine = event(**fields)
    for message in told(talk=mine):
        for name in NAMES:
            typed = str(fields)
            assert name not in message.replace("haven/women-tallk", "").replace(
                "/events/haven/women-tak/", ""
            ) or (name in typed and SECRET not in message), message


def test_its_own_partner_is_told_of_the_other_event() -> None:
    found = problems_of(
        {"partners/haven.yaml": HAVEN, SECRET: TALK, "events/oak/talk.yaml": event(title="Women talk")}
    )
    [problem] = [each for each in found if each.rule.id == "near-duplicate"]
    assert problem.ref.path == SECRET


@pytest.mark.parametrize("name", ["venue: hall", "address: 1 Oak Street", "online: https://meet.example/x"])
def test_a_place_on_request_is_told_in_no_file(name: str) -> None:
    text = f"title: Circle\nstart: 2027-02-03 10:15\nlocation: on request\narea: North\n{name}\n"
    files = {**FILES, "events/oak/circle.yaml": text}
    found = load_board(Sources({path: each.lstrip("\n").encode() for path, each in files.items()})).problems
    [problem] = [each for each in found if each.is_error]
    assert (problem.rule.id, problem.ref.line) == ("place-on-request", 5)
