"""Small boards, told as files, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.problems import Problem

TODAY = date(2027, 1, 15)

BOARD = """
title: Oak Street Board
url: https://board.oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
contact: {phone: 555-0100}
"""
PARTNER = """
name: Oak Club
contact: {phone: 555-0101}
defaults: {cost: free, categories: books}
"""
VENUE = """
name: Hall
phone: 555-0102
rooms: {red: {name: Red room}, blue: {name: Blue room}}
"""
EVENT = """
title: Story time
start: 2027-02-03 10:15
end: 11:00
venue: hall
"""
FILES = {"board.yaml": BOARD, "partners/oak.yaml": PARTNER, "venues/hall.yaml": VENUE}


def event(**fields: object) -> str:
    """The smallest event, with other fields or without those that are None."""
    values: dict[str, object] = {
        "title": "Story time",
        "start": "2027-02-03 10:15",
        "end": "11:00",
        "venue": "hall",
    }
    values |= fields
    return "".join(f"{name}: {value}\n" for name, value in values.items() if value is not None)


def board_of(files: Mapping[str, str]) -> Board:
    """The board of `FILES` and of these; a file that cannot be read as it is fails the test."""
    loaded = load_board(
        Sources({path: text.lstrip("\n").encode() for path, text in {**FILES, **files}.items()})
    )
    assert loaded.board is not None
    assert [problem for problem in loaded.problems if problem.is_error] == []
    return loaded.board


def problems_of(files: Mapping[str, str], when: CheckDay | None = None) -> list[Problem]:
    """What `check/` says of the board of `FILES` and of these."""
    return check_board(board_of(files), when or CheckDay(TODAY))


def rules_of(files: Mapping[str, str], when: CheckDay | None = None) -> list[str]:
    """The ids of the rules that are broken."""
    return [problem.rule.id for problem in problems_of(files, when)]


def rules_of_event(when: CheckDay | None = None, **fields: object) -> list[str]:
    """The ids of the rules that one event with these fields breaks."""
    return rules_of({"events/oak/story-time.yaml": event(**fields)}, when)
