"""All hostile files, and a board of good events to put them into.

python -m tests.hostile.make FOLDER     writes that board, to look at
python -m tests.hostile.make --list     says how many files there are for each promise
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile import bodies, encodings, fields, names, outputs, pictures, strangers, times
from tests.hostile.case import Case
from tests.hostile.rules import table

TODAY = "2027-01-15"
PARTNERS = ("typists", "writers", "encoders", "names", "painters", "clockmakers", "printers", "strangers")

BOARD = """\
title: A Board Under Attack
url: https://board.example/
uid_domain: board.example
timezone: America/Toronto
languages: [en]
library: good-library
horizon: 60 days
archive:
  months: 1
contact:
  phone: 555-0100
"""

GOOD = {
    "board.yaml": BOARD,
    "venues/hall.yaml": "name: The Hall\naddress: 12 Oak Street\nrooms:\n  blue:\n    name: Blue Room\n",
    "venues/library.yaml": "name: The Library\naddress: 1 Main Street\nlibrary_site: yes\n",
    "calendars/breaks.yaml": "name: School breaks\ndates: [2027-03-15 to 2027-03-19]\n",
    "pages/policy.md": "---\ntitle: What we list\n---\n\nEverything for everybody.\n",
    "partners/good-library.yaml": "name: The Library\ncontact:\n  phone: 555-0101\n",
    "partners/good-school.yaml": "name: The School\ncontact:\n  email: office@school.example\n",
    "events/good-library/story-time.md": (
        "---\ntitle: Story time\nstart: 2027-01-06 10:15\nend: 11:00\nvenue: library\ncategories: storytime\n"
        "cost: free\nrepeat: every Wednesday until 31 March 2027\nskip: breaks\n---\n\nSongs and *books*.\n"
    ),
    "events/good-library/night.yaml": (
        "title: Games night\nstart: 2027-01-22 19:00\nend: 23:00\nvenue: library\ncategories: storytime\n"
        "cost: free\nhosts: good-school\n"
    ),
    "events/good-school/choir.yaml": (
        "title: Choir\nstart: 2027-01-19 18:30\nduration: 90 min\nvenue: hall\ncategories: storytime\n"
        "cost: $5\nrepeat: every Tuesday, 8 times\nchanges:\n  2027-02-02: cancelled\n"
    ),
}
"""The good board: every file of it is published, whatever strangers put beside it."""


def make_cases() -> list[Case]:
    """Every hostile file, with what must hold of it."""
    rooms = (fields, bodies, encodings, names, pictures, times, outputs, strangers)
    return [case for room in rooms for case in room.cases()]


def good_files() -> dict[str, bytes]:
    """The good board, with a file for each partner the strangers hand in as."""
    files = {path: text.encode() for path, text in GOOD.items()}
    for partner in PARTNERS:
        files[f"partners/{partner}.yaml"] = (
            f"name: The {partner.title()}\ncontact:\n  phone: 555-0199\n".encode()
        )
    return files


def write_board(content: Path, cases: list[Case]) -> None:
    """The good board with these cases in it, below `content`."""
    files = good_files()
    for case in cases:
        files |= {case.path: case.data, **case.beside}
    for path, data in files.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    made = make_cases()
    if sys.argv[1:] != ["--list"]:
        write_board(Path(sys.argv[1]), made)
    print(table(made))
