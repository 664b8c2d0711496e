"""Every field of the manual: its example works, and something comes of it unless it is said to be kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import NamedTuple

import pytest

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.manual.documents import KEPT, format_fields
from bulletin.model.board import BoardInfo, DaysOff, InfoPage
from bulletin.model.event import Change, Cost, Event, Registration
from bulletin.model.partner import Partner
from bulletin.model.place import Address, Contact, Geo, Place, Room, Venue
from bulletin.model.policy import Policy, Reason
from bulletin.model.text import Picture, Text
from bulletin.problems import Problem, Severity
from tests.test_packaging import CHECKOUT

TODAY = date(2027, 1, 4)
NOT_USED = "not-used-yet"

PICTURE = (CHECKOUT / "tests/boards/full/content/partners/oak-library.png").read_bytes()
FLYER = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"

EVENT = (
    "title: Knitting\nstart: 2027-01-06 10:15\nend: 12:00\nvenue: main-library\nlanguages: [en]\n"
    "cost: {amount: $7, note: with lunch}\n"
)
PARTNER = "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {categories: books, cost: free}\n"
VENUE = "name: Library\naddress: 1 Main Street\nrooms: {room-2: {name: Second}}\n"
BOARD = (
    "title: Board\nurl: https://oak.example/\nuid_domain: oak.town.example\ntimezone: America/Winnipeg\n"
    "languages: [en, fr, ar]\ncontact: {phone: 555-0100}\n"
)
FILES: Mapping[str, str] = {
    "board.yaml": BOARD,
    **{f"partners/{name}.yaml": PARTNER for name in ("oak", "maple-room", "oak-library", "robot-club")},
    "partners/maple-room.yaml": f"{PARTNER}cohosts: anyone\n",
    "venues/main-library.yaml": VENUE,
    "calendars/statutory-holidays.yaml": "name: Holidays\ndates: 2027-05-24\n",
    **{f"pages/{page}.md": "---\ntitle: Rules\n---\nBe kind.\n" for page in ("policy", "house-rules")},
    "events/oak/knitting.yaml": EVENT,
    "events/oak/summer-fair.yaml": "title: Fair\nstart: 2027-06-05\nvenue: main-library\n",
}
PICTURES = {
    "events/oak/poster.png": PICTURE,
    "partners/logo.png": PICTURE,
    "logo.png": PICTURE,
    "events/oak/programme.pdf": FLYER,
}


class Where(NamedTuple):
    """Where the fields of a section stand: below `holder`, in a file that is `text` besides."""

    path: str = "events/oak/knitting.yaml"
    text: str = EVENT
    holder: str = ""
    beside: Mapping[str, str] = {}
    """What else the holder has."""
    first: str = ""
    """What comes before it, where it is one of a list."""


NOWHERE = EVENT.replace("venue: main-library\n", "")
WEEKLY = f"{EVENT}repeat: Wednesdays until 30 June 2027\n"
WITHDRAWN = "withdrawn: {on: 2027-01-04, reason: error}\n"
PLACES: Mapping[str, Where] = {
    "Event": Where(),
    "Change": Where(text=WEEKLY, holder="changes: 2027-01-13", beside={"note": "other"}),
    "Repeat": Where(
        holder="repeat",
        beside={"every": "week", "on": "Friday", "until": "2027-12-31", "key": "second"},
        first="- Wednesdays until 30 June 2027",
    ),
    "Contact": Where(holder="contact", beside={"phone": "555-0199"}),
    "Registration": Where(holder="registration", beside={"kind": "required", "phone": "555-0188"}),
    "Cost": Where(holder="cost", beside={"amount": "$7"}),
    "Address": Where(text=NOWHERE, holder="address", beside={"street": "2 Elm"}),
    "Verified": Where(holder="verified", beside={"date": "2027-01-02"}),
    "Source": Where(holder="source", beside={"channel": "form"}),
    "Contribution": Where(holder="contributed", beside={"by": "Elm", "what": "money"}),
    "Translation": Where("events/oak/knitting.fr.md", "---\ntitle: Tricot\nX---\n"),
    "Partner": Where("partners/oak.yaml", PARTNER),
    "Agreement": Where("partners/oak.yaml", PARTNER, "agreement", {"credit_line": "Thanks"}),
    "Submits by": Where("partners/oak.yaml", PARTNER, "submits_by", {"channel": "form"}),
    "Calendar source": Where(
        "partners/oak.yaml", PARTNER, "submits_by: calendars", {"url": "https://elm.example/c.ics"}
    ),
    "Service": Where("partners/oak.yaml", PARTNER, "services", {"name": "Tea"}),
    "Ended": Where("partners/oak.yaml", PARTNER, "ended", {"date": "2027-05-31"}),
    "Venue": Where("venues/main-library.yaml", VENUE),
    "Room": Where("venues/main-library.yaml", VENUE, "rooms: room-2", {"name": "Second"}),
    "Geo": Where("venues/main-library.yaml", VENUE, "geo", {"lat": "40.1", "lon": "-70.1"}),
    "Calendar of days off": Where(
        "calendars/statutory-holidays.yaml", FILES["calendars/statutory-holidays.yaml"]
    ),
    "Page": Where("pages/policy.md", "---\ntitle: Rules\nX---\n"),
    "Withdrawn": Where("venues/safe-house.yaml", WITHDRAWN),
    "Withdrawn event": Where("events/oak/evening.yaml", WITHDRAWN),
    "Withdrawal": Where(
        "events/oak/evening.yaml", WITHDRAWN, "withdrawn", {"on": "2027-01-04", "reason": "error"}
    ),
    "Withdrawn dates": Where(
        *("events/oak/evening.yaml", WITHDRAWN, "entries"),
        {"start": "2027-01-12 18:00", "end": "2027-01-12 20:00", "rrule": "FREQ=WEEKLY;COUNT=9"},
        "-",
    ),
    "Board": Where("board.yaml", BOARD),
    "Archive": Where("board.yaml", BOARD, "archive", {"months": "3"}),
    "Notice": Where("board.yaml", BOARD, "notices", {"text": "Closed."}),
    "Policy": Where("board.yaml", BOARD, "policy", {"version": "1"}),
    "Reason": Where(
        "board.yaml", BOARD, "policy: reasons", {"id": "sales", "label": "Sales are not listed."}, "-"
    ),
    "Repository": Where(
        "board.yaml", BOARD, "repository", {"url": "https://code.elm.example/town/board", "kind": "gitlab"}
    ),
    "Submissions": Where("board.yaml", BOARD, "submissions", {"email": "events@elm.example"}),
    "Vocabulary": Where("board.yaml", BOARD, "vocabulary", {"kinds": "[{id: depot, label: Depot}]"}),
    "Term": Where("board.yaml", BOARD, "vocabulary: categories", {"id": "chess", "label": "Chess"}, "-"),
}

BESIDE: Mapping[tuple[str, str], str] = {
    ("Event", "review_by"): "repeat: Wednesdays",
    ("Event", "skip"): "repeat: Wednesdays until 30 June 2027",
    ("Event", "changes"): "repeat: Wednesdays until 30 June 2027",
    ("Event", "was"): "status: rescheduled",
    ("Event", "status_note"): "status: cancelled",
    ("Event", "status"): "status_note: No ice.",
    ("Event", "publish_dates"): "location: confidential",
    ("Event", "image"): "image_alt: Wool",
    ("Event", "image_alt"): "image: poster.png",
    ("Event", "image_credit"): "image: poster.png\nimage_alt: Wool",
    ("Event", "changed"): "posted: 2027-01-01T09:00:00Z",
    ("Partner", "logo"): "logo_alt: A leaf",
    ("Partner", "logo_alt"): "logo: logo.png",
    ("Board", "logo"): "logo_alt: A leaf",
    ("Board", "logo_alt"): "logo: logo.png",
    ("Change", "room"): "venue: main-library",
}
"""What has to stand beside a field for it to mean something."""

INSTEAD: Mapping[tuple[str, str], tuple[str, ...]] = {
    **{("Event", name): ("venue",) for name in ("address", "area", "location", "online")},
    ("Event", "publish_dates"): ("venue",),
    ("Event", "duration"): ("end",),
    ("Repeat", "count"): ("until",),
    ("Repeat", "words"): ("every", "on", "until"),
    ("Repeat", "rrule"): ("every", "on", "until"),
}
"""What cannot stand beside a field."""


WITHOUT: Mapping[tuple[str, str], str] = {("Board", "theme"): "theme: other"}
"""Another value, where the example is what holds without one."""


class Row(NamedTuple):
    """A field as the manual tells it."""

    section: str
    name: str
    is_kept: bool
    example: str


def rows() -> Iterator[Row]:
    """Every field of `docs/fields.md`, with its example."""
    section, whole = "", False
    for line in format_fields().partition("## Words of the board")[0].splitlines():
        if line.startswith("## "):
            section, whole = line[3:], False
        elif line.endswith(KEPT):
            whole = True
        elif found := re.match(r"\| `(\w+)` \|", line):
            example = re.search(rf"As in `{found[1]}: (.*)` \|$", line)
            yield Row(section, found[1], whole or KEPT in line, example[1] if example else "")


ROWS = list(rows())


def file_with(row: Row, line: str) -> dict[str, bytes]:
    """The board of `FILES` with this line for the field; "" for as it is without."""
    place = PLACES[row.section]
    # Of what is kept only, another value stands there before: without a field that is required, all is wrong.
    gone = [*INSTEAD.get((row.section, row.name), ()), *([] if row.is_kept and not line else [row.name])]
    typed = [*BESIDE.get((row.section, row.name), "").splitlines(), *([line] if line else [])]
    if place.holder:
        typed = [f"{name}: {value}" for name, value in place.beside.items() if name not in gone] + typed
        typed = held(place, typed)
        gone = [typed[0].partition(":")[0]]
    lines = [each for each in place.text.splitlines() if each.partition(":")[0] not in gone]
    text, own = ("".join(f"{each}\n" for each in part) for part in (lines, typed))
    text = text.replace("X---", f"{own}---", 1) if "X---" in text else text + own
    return {path: data.encode() for path, data in {**FILES, place.path: text}.items()}


def held(place: Where, typed: list[str]) -> list[str]:
    """These lines below their holder, the names of which are parted by colons."""
    if place.first:
        typed = [f"- {typed[0]}", *(f"  {each}" for each in typed[1:])]
        typed = typed if place.first == "-" else [place.first, *typed]
    for name in reversed(place.holder.split(": ")):
        typed = [f"{name}:", *(f"  {each}" for each in typed)]
    return typed


def read(files: Mapping[str, bytes]) -> tuple[object, list[Problem]]:
    """The board of these files, and everything that is said of them."""
    loaded = load_board(Sources(dict(sorted(files.items())), PICTURES))
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, CheckDay(TODAY, paths=frozenset(files)))
    return loaded.board, problems


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}: {row.name}")
def test_the_example_of_a_field_works_as_it_stands(row: Row) -> None:
    assert row.example, f"give an example of it in bulletin/manual/examples.py: {row}"
    place = PLACES[row.section]
    told = read(file_with(row, f"{row.name}: {row.example}"))[1]
    assert [str(each) for each in told if each.is_error] == []
    wrong = [each for each in told if each.ref.path == place.path and each.severity is Severity.WARNING]
    assert [(each.rule.id, each.message) for each in wrong] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}: {row.name}")
def test_something_comes_of_a_field_unless_it_is_said_to_be_kept_only(row: Row) -> None:
    with_it = read(file_with(row, f"{row.name}: {row.example}"))
    without = read(file_with(row, WITHOUT.get((row.section, row.name), "")))
    is_told = NOT_USED in {each.rule.id for each in with_it[1]}
    differs = plain(*with_it) != plain(*without)
    assert (differs, is_told) == (not row.is_kept, row.is_kept), row


def plain(board: object, problems: list[Problem]) -> tuple[str, list[str]]:
    """What was read, without the lines it stood on."""
    told = {f"{each.rule.id} {each.message}" for each in problems if each.rule.id != NOT_USED}
    return re.sub(r"SourceRef\([^)]*\)", "", repr(board)), sorted(told)


MODEL = (Address, BoardInfo, Change, Contact, Cost, DaysOff, Event, Geo, InfoPage, Partner, Picture)
MODEL += (Place, Policy, Reason, Registration, Room, Text, Venue)  # type: ignore[assignment]


def attributes_read() -> set[str]:
    """The names of attributes that are read anywhere but where records become the model."""
    found = set()
    for path in (CHECKOUT / "bulletin").rglob("*.py"):
        room = path.relative_to(CHECKOUT / "bulletin").parts
        if room[0] != "load" and room[:2] != ("model", "records"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {each.attr for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    return found


def test_whatever_the_model_holds_is_read_somewhere() -> None:
    read_ones = attributes_read()
    held = {f"{part.__name__}.{each.name}" for part in MODEL for each in fields(part)}
    assert {name for name in held if name.partition(".")[2] not in read_ones} == set()
