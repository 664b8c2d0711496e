from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.board import Board
from bulletin.model.event import Mode

BOARD = "title: B\nurl: https://b.example/\nuid_domain: b.example\ntimezone: America/Toronto\nlanguages: en\n"
FILES = {
    "board.yaml": BOARD,
    "partners/oak.yaml": "name: Oak\ncontact: {phone: 555-0101}\n",
    "venues/main-library.yaml": "name: Library\nlibrary_site: yes\n",
    "venues/hall.yaml": "name: Hall\n",
}


def board_with(folder: Path, lines: str) -> Board:
    event = f"title: Tea\nstart: 2027-02-02 10:00\nduration: 1 h\ncategories: food\ncost: free\n{lines}\n"
    for path, text in {**FILES, "events/oak/tea.yaml": event}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    board = load_board(read_sources(folder)).board
    assert board is not None
    return board


@pytest.mark.parametrize(
    ("lines", "mode"),
    [
        ("venue: main-library", Mode.ONSITE),
        ("venue: hall", Mode.OFFSITE),
        ("address: 1 Oak Street", Mode.OFFSITE),
        ("online: https://oak.example/join", Mode.VIRTUAL),
        ("venue: main-library\nonline: https://oak.example/join", Mode.HYBRID),
        ("venue: main-library\nformat: one-to-one", Mode.ONE_TO_ONE),
        ("online: https://oak.example/join\nformat: recorded", Mode.RECORDED),
        ("venue: hall\nformat: self-directed", Mode.SELF_DIRECTED),
        ("location: on request\narea: Old Town", Mode.OFFSITE),
        ("location: confidential", Mode.OFFSITE),
    ],
)
def test_how_people_take_part_follows_from_format_and_place(tmp_path: Path, lines: str, mode: Mode) -> None:
    board = board_with(tmp_path, lines)
    event = board.events["oak/tea"]
    assert board.mode_of(event, event.place) is mode
