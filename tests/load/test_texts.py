"""Texts and places of an event as they were typed, on their way to pages and feeds."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.problems import Problem
from tests.check.small_boards import FILES, event
from tests.formats.pasting import paste
from tests.plan.boards import make_board

PATH = "events/oak/story-time.yaml"


def problems_in(text: str, path: str = PATH) -> list[Problem]:
    """What reading this file says, apart from advice."""
    files = {name: content.lstrip("\n").encode() for name, content in {**FILES, path: text}.items()}
    return [problem for problem in load_board(Sources(files)).problems if problem.severity != "note"]


def ids(text: str, path: str = PATH) -> list[tuple[str, int]]:
    return [(problem.rule.id, problem.ref.line) for problem in problems_in(text, path)]


@pytest.mark.parametrize("invisible", ["\u200b", "\u3164\u3164", "\u00a0\u2800", "\U000e0041"])
def test_a_value_of_invisible_characters_is_missing(invisible: str) -> None:
    assert ("missing-field", 1) in ids(event(title=f'"{invisible}"'))
    assert "no-place" in [rule for rule, _ in ids(event(venue=None, address=f'"{invisible}"'))]
    assert "image-without-alt" not in [rule for rule, _ in ids(event(summary=f'"{invisible}"'))]
    assert not [rule for rule, _ in ids(event(summary=f'"{invisible}"')) if rule != "direction-mark"]


@pytest.mark.parametrize("field", ["summary", "ages", "access_note"])
def test_a_note_to_oneself_in_any_field_is_told_with_its_line(field: str) -> None:
    assert ids(event(**{field: "'[insert text]'"})) == [("note-to-oneself", 5)]


def test_a_note_in_a_text_is_told_once_with_its_line_in_both_kinds_of_files() -> None:
    assert ids(event(description="|\n  We meet.\n  TODO: the hall")) == [("note-to-oneself", 6)]
    markdown = f"---\n{event()}---\nWe meet.\n\nTODO: the hall\n"
    assert ids(markdown, "events/oak/story-time.md") == [("note-to-oneself", 9)]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://zoom.example/j/99", "https://zoom.example/j/99"),
        ("www.zoom.example/j/99", "https://www.zoom.example/j/99"),
        ("'Zoom: https://zoom.example/j/99'", "https://zoom.example/j/99"),
        ("online at zoom.us/j/99?pwd=a,b", "https://zoom.us/j/99?pwd=a,b"),
        ("En ligne (https://meet.example/x)", "https://meet.example/x"),
    ],
)
def test_a_link_typed_as_an_address_is_asked_about_and_the_line_offered_is_right(
    address: str, link: str
) -> None:
    text = event(venue=None, address=address)
    (problem,) = problems_in(text)
    assert (problem.rule.id, problem.is_error) == ("link-as-place", False)
    assert problem.hint == f"Did you mean: online: {link}"
    assert problem.fix is not None
    assert problem.fix.lines == (f"online: {link}",)
    assert ids(paste(text, problem.fix)) == []


def test_a_link_typed_as_a_venue_is_asked_about() -> None:
    text = event(venue="https://zoom.example/j/99")
    (problem,) = problems_in(text)
    assert (problem.rule.id, problem.hint) == (
        "unknown-venue",
        "Did you mean: online: https://zoom.example/j/99",
    )
    assert problem.fix is not None
    assert ids(paste(text, problem.fix)) == []


@pytest.mark.parametrize(
    "address",
    [
        "Town hall, 3 Main Street (https://maps.example/?q=1,2&z=3)",
        "Town hall,3 Main Street",
        "Gate B (behind the school), Oak Valley",
        "12 Mill Street",
    ],
)
def test_an_address_is_published_as_it_was_typed(address: str) -> None:
    assert ids(event(venue=None, address=f"'{address}'")) == []
    board = make_board({PATH: event(venue=None, address=f"'{address}'")})
    place = board.events["oak/story-time"].place
    assert place.address is not None
    assert place.address.text == address
    assert "://" not in place.address.street


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("3, chemin du Quai, Oak Bend", "3, chemin du Quai"),
        ("12 bis, rue Neuve", "12 bis, rue Neuve"),
        ("4 Elm Street, Oak Bend", "4 Elm Street"),
        ("Behind the mill", "Behind the mill"),
    ],
)
def test_the_number_of_a_house_before_a_comma_is_not_the_whole_street(address: str, street: str) -> None:
    place = make_board({PATH: event(venue=None, address=f"'{address}'")}).events["oak/story-time"].place
    assert place.address is not None
    assert place.address.street == street
