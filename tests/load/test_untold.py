"""A place "to be announced" is none: it is asked about, and no street of that name is published."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.load.untold import told_part
from bulletin.model.board import Board
from bulletin.model.place import Place, PlaceKind
from bulletin.problems import Problem, Severity
from tests.check.small_boards import FILES, event
from tests.formats.pasting import paste

PATH = "events/oak/fair.yaml"
ON_REQUEST = Place(PlaceKind.ON_REQUEST)


def load(text: str, **files: str) -> tuple[Board, list[Problem]]:
    whole = {**FILES, PATH: text, **files}
    loaded = load_board(Sources({path: each.lstrip("\n").encode() for path, each in whole.items()}))
    assert loaded.board is not None
    problems = [each for each in loaded.problems if each.rule.id == "place-untold" or each.is_error]
    return loaded.board, problems


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("TBA", ""),
        ("T.B.A.", ""),
        ("tbd", ""),
        ("TBC!", ""),
        ("To be announced", ""),
        ("to be announced later", ""),
        ("Location TBA", ""),
        ("Venue: to be confirmed", ""),
        ("Room to be confirmed", ""),
        ("À confirmer", ""),
        ("Lieu à déterminer", ""),
        ("TBA, Oak Valley", "Oak Valley"),
        ("Oak Valley (TBA)", "Oak Valley"),
        ("Downtown - location TBD", "Downtown"),
    ],
)
def test_what_is_no_place_is_recognised_however_it_is_written(place: str, left: str) -> None:
    assert told_part(place) == left


@pytest.mark.parametrize(
    "place", ["9 Canal Road", "Tabar Hall", "5 TBA Street", "The Unknown Bar, 5 Mill Street"]
)
def test_a_place_is_left_as_it_is(place: str) -> None:
    assert told_part(place) is None


@pytest.mark.parametrize(
    "line", ["address: TBA", "venue: tbd", "area: to be announced", "address: TBA, Oak Valley"]
)
def test_people_hear_of_such_a_place_when_they_ask(line: str) -> None:
    text = event(venue=None) + f"{line}\n"
    board, [problem] = load(text)
    place = board.events["oak/fair"].place
    assert (place.kind, place.address) == (PlaceKind.ON_REQUEST, None)
    assert problem.severity is Severity.WARNING
    assert "location: on request" in problem.hint
    assert problem.fix is not None
    board, problems = load(paste(text, problem.fix))
    assert (board.events["oak/fair"].place, problems) == (place, [])


def test_the_rest_of_a_line_is_its_area() -> None:
    board, _ = load(event(venue=None, address="TBA, Oak Valley"))
    assert board.events["oak/fair"].place.area == "Oak Valley"
    board, _ = load(event(venue=None, address="{street: TBA, locality: Oak Valley}"))
    assert board.events["oak/fair"].place.area == "Oak Valley"


def test_a_room_to_be_told_leaves_the_venue_and_a_venue_the_link_to_join() -> None:
    board, [problem] = load(event(room="TBD"))
    assert board.events["oak/fair"].place == Place(PlaceKind.VENUE, venue="hall")
    assert problem.hint.startswith("Delete the line")
    board, [problem] = load(event(venue="TBA", online="https://meet.example/x"))
    assert board.events["oak/fair"].place.kind is PlaceKind.ONLINE
    assert problem.hint.startswith("Delete the line")


def test_a_venue_has_no_address_that_is_to_be_told() -> None:
    board, [problem] = load(event(), **{"venues/hall.yaml": "name: Hall\naddress: TBA\n"})
    assert board.venues["hall"].address is None
    assert problem.ref.path == "venues/hall.yaml"
