"""What partners and staff do to the sample town in a year: forty edits, each on its day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple


class Edit(NamedTuple):
    """One change of one file. `apply` is given the folder `events/`."""

    day: date
    what: str
    apply: Callable[[Path], None]


def _put(path: str, field: str, value: str, events: Path) -> None:
    """Write `field: value`, in place of the line that is there or as a new one below `start`."""
    file = events / path
    text = file.read_text(encoding="utf-8")
    changed, found = re.subn(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", f"{field}: {value}\n", text, count=1)
    if not found:
        changed = re.sub(r"(?m)^(start:.*\n)", rf"\1{field}: {value}\n", text, count=1)
    assert changed != text, (path, field)
    file.write_text(changed, encoding="utf-8")


def _drop(path: str, field: str, events: Path) -> None:
    file = events / path
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", "", text, count=1), encoding="utf-8")


def _change(path: str, original: str, words: str, events: Path) -> None:
    """Say of one date what differs, `status: cancelled` or the like."""
    file = events / path
    text = file.read_text(encoding="utf-8")
    if "\nchanges:\n" not in text:
        text = re.sub(r"(?m)^(start:.*\n)", r"\1changes:\n", text, count=1)
    entry = f"changes:\n  {original}:\n    {words}\n"
    file.write_text(text.replace("changes:\n", entry, 1), encoding="utf-8")


def _write(path: str, text: str, events: Path) -> None:
    assert not (events / path).exists(), path
    (events / path).write_text(text, encoding="utf-8")


def _delete(path: str, events: Path) -> None:
    (events / path).unlink()


def _rename(old: str, new: str, events: Path) -> None:
    """Another file name, with the permanent id and the old address of the event."""
    text = (events / old).read_text(encoding="utf-8")
    address = old.rsplit(".", 1)[0]
    kept = rf"\1id: {address}\nwas_at: {address}\n"
    (events / new).write_text(re.sub(r"(?m)^(start:.*\n)", kept, text, count=1), encoding="utf-8")
    (events / old).unlink()


LANTERNS = """\
title: Lantern Evening
start: 2027-03-04 18:30
end: 20:00
repeat: Thursdays, 5 times
venue: main-library
room: makerspace
categories: making
registration: none
cost: free
"""
PICNIC = LANTERNS.replace("Lantern Evening", "Picnic by the Pond").replace("2027-03-04", "2027-07-08")
BENCHES = LANTERNS.replace("Lantern Evening", "Mend the Benches").replace("2027-03-04", "2027-09-02")

YOGA = "seniors-centre/chair-yoga.yaml"
CIRCLE = "literacy-council/english-conversation-circle.yaml"
BOOKS = "alder-library/evening-book-club.md"
SWIM = "town-recreation/family-swim.yaml"
MEETING = "alder-valley-schools/school-board-public-meeting.yaml"
STARS = "astronomy-club/star-night.md"
PREP = "newcomers-centre/citizenship-test-prep.md"
FOOD = "alder-food-bank/food-bank-pick-up.yaml"
BUS = "alder-food-bank/fill-a-bus.yaml"
CAFE = "cercle-francophone/cafe-causerie.md"
LIGHTS = "town-recreation/winter-lights-festival.md"
MOVED = "alder-food-bank/kitchen-budget.yaml"


def _edit(month: int, day: int, what: str, do: Callable[..., None], *words: str) -> Edit:
    return Edit(date(2027, month, day), what, partial(do, *words))


EDITS = [
    _edit(1, 16, "cancels a date", _change, YOGA, "2027-01-21", "status: cancelled"),
    _edit(1, 18, "moves a date by a day", _change, CIRCLE, "2027-02-11", "start: 2027-02-12 18:00"),
    _edit(1, 20, "skips a day", _put, "employment-hub/resume-drop-in.yaml", "skip", "2027-02-02"),
    _edit(1, 25, "adds a single date", _put, BOOKS, "dates", "[2027-02-25]"),
    _edit(1, 28, "gives another address", _rename, "alder-food-bank/cooking-on-a-budget.yaml", MOVED),
    _edit(2, 1, "adds a series", _write, "alder-library/lantern-evening.yaml", LANTERNS),
    _edit(
        2, 8, "moves one evening to an earlier hour", _change, LIGHTS, "2027-02-13", "start: 2027-02-13 16:00"
    ),
    _edit(2, 15, "cancels an event", _put, BUS, "status", "cancelled"),
    _edit(2, 22, "retitles", _put, YOGA, "title", "Yoga on Chairs"),
    _edit(2, 24, "moves two dates to one day", _change, CIRCLE, "2027-03-09", "start: 2027-03-11 20:00"),
    _edit(
        3,
        1,
        "gives a series an end",
        _put,
        "employment-hub/resume-drop-in.yaml",
        "repeat",
        "Tuesdays until 29 June 2027",
    ),
    _edit(3, 5, "takes the cancellation back", _put, BUS, "status", "scheduled"),
    _edit(3, 10, "says all that is off", _put, FOOD, "skip", "[statutory-holidays, 2027-03-31]"),
    _edit(
        3,
        15,
        "finds a new date for what was postponed",
        _put,
        "tamarack-garden/seed-swap.yaml",
        "status",
        "rescheduled",
    ),
    _edit(
        3,
        15,
        "finds a new date for what was postponed",
        _put,
        "tamarack-garden/seed-swap.yaml",
        "was",
        "2027-03-20 10:00",
    ),
    _edit(
        3,
        15,
        "finds a new date for what was postponed",
        _put,
        "tamarack-garden/seed-swap.yaml",
        "start",
        "2027-04-10 10:00",
    ),
    _edit(3, 8, "moves a date by two weeks", _change, PREP, "2027-03-20", "start: 2027-04-03 10:00"),
    _edit(4, 1, "adds two dates", _put, BUS, "dates", "[2027-05-08, 2027-05-09 10:00]"),
    _edit(4, 12, "deletes what is over", _delete, "alder-library/lantern-evening.yaml"),
    _edit(
        4,
        20,
        "moves the concert by a week",
        _put,
        "community-choir/spring-concert.md",
        "was",
        "2027-05-01 19:30",
    ),
    _edit(
        4,
        20,
        "moves the concert by a week",
        _put,
        "community-choir/spring-concert.md",
        "status",
        "rescheduled",
    ),
    _edit(
        4,
        20,
        "moves the concert by a week",
        _put,
        "community-choir/spring-concert.md",
        "start",
        "2027-05-08 19:30",
    ),
    _edit(5, 3, "skips the summer", _put, CAFE, "skip", "[statutory-holidays, 2027-07-01 to 2027-08-31]"),
    _edit(5, 10, "cancels a date of a monthly series", _change, STARS, "2027-06-12", "status: cancelled"),
    _edit(
        5, 17, "moves to the river", _put, "astronomy-club/perseid-meteor-watch.md", "venue", "riverside-park"
    ),
    _edit(
        6, 1, "ends a series", _put, "three-rivers/beading-circle.md", "repeat", "Mondays until 28 June 2027"
    ),
    _edit(6, 7, "adds what is new", _write, "alder-library/picnic-by-the-pond.yaml", PICNIC),
    _edit(6, 14, "comes back every other week", _put, "repair-corner/repair-cafe.yaml", "skip", "2027-07-04"),
    _edit(6, 21, "skips two ranges", _put, SWIM, "skip", "[2027-07-04 to 2027-07-11, 2027-08-01]"),
    _edit(
        7,
        5,
        "cancels the first date",
        _change,
        "alder-library/picnic-by-the-pond.yaml",
        "2027-07-15",
        "status: cancelled",
    ),
    _edit(7, 20, "postpones", _put, "astronomy-club/perseid-meteor-watch.md", "status", "postponed"),
    _edit(8, 2, "goes on all August", _put, MEETING, "skip", "2027-07-01 to 2027-08-30"),
    _edit(8, 16, "adds a date that the rule already makes", _put, YOGA, "dates", "[2027-08-24]"),
    _edit(
        8,
        23,
        "adds a series in autumn",
        _write,
        "alder-library/mend-the-benches.yaml",
        BENCHES,
    ),
    _edit(
        9, 6, "moves a date before the one before it", _change, YOGA, "2027-09-16", "start: 2027-09-13 09:00"
    ),
    _edit(10, 4, "cancels one of two dates a week", _change, FOOD, "2027-10-20", "status: cancelled"),
    _edit(
        10,
        18,
        "adds a date in another year",
        _put,
        "literacy-council/family-literacy-day.yaml",
        "dates",
        "[2028-01-29]",
    ),
    _edit(11, 1, "gives back the skipped day", _drop, "employment-hub/resume-drop-in.yaml", "skip"),
    _edit(11, 15, "moves Christmas", _change, BOOKS, "2027-12-16", "start: 2027-12-09 19:00"),
    _edit(
        12,
        6,
        "says that it is off over the holidays",
        _put,
        CAFE,
        "skip",
        "[statutory-holidays, 2027-12-18, 2028-01-01]",
    ),
]
