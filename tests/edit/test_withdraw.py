"""What is left of an event that is taken off holds exactly its dates, and not a word of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bulletin.edit.withdraw import Mark, withdrawn_event_text
from bulletin.load import load_board
from bulletin.load.sources import Sources, read_sources
from bulletin.model.event import Event
from bulletin.model.recurrence import day_of
from tests.site.building import BOARDS, TOWN

DAY = date(2027, 1, 4)
MARK = Mark(DAY, "leak")
ODD = {
    "fortnights": "repeat: {rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;WKST=MO}",
    "fortnights of its own weeks": "repeat: every 2 weeks on Wednesday and Sunday",
    "hours of its own": "repeat:\n- Wednesdays\n- {on: Friday, every: week, from: 9:00, to: 9:45, key: a}",
    "over midnight": "end: 02:00\nrepeat: Wednesdays, 5 times",
    "no end": "repeat: last Wednesday\nskip: 2027-02-24",
    "days off": "repeat: {every: day, except: [July, 2027-01-10 to 2027-01-12]}",
}


def from_boards() -> list[tuple[Event, str]]:
    found = []
    for folder in (BOARDS / "full/content", TOWN):
        board = load_board(read_sources(folder), today=DAY).board
        assert board is not None
        found += [(event, board.info.timezone) for event in board.events.values() if event.publish_dates]
    return found


def left_of(event: Event, zone: str) -> tuple[Event, str]:
    """The event as it is read from what is left of it, and that text."""
    text = withdrawn_event_text(event, zone, MARK)
    board = f"title: B\nurl: https://b.example/\nuid_domain: {event.uid.rpartition('@')[2]}\n"
    files = {"board.yaml": f"{board}timezone: {zone}\nlanguages: en\n", event.ref.path: text}
    loaded = load_board(Sources({path: data.encode() for path, data in files.items()}), today=DAY)
    assert loaded.board is not None
    assert [each for each in loaded.problems if each.ref.path == event.ref.path] == []
    (found,) = loaded.board.withdrawn_events.values()
    return found, text


def as_left(event: Event) -> list[object]:
    """Its series, of the dates added and left out only those that are ahead."""
    return [
        replace(
            one,
            extra=tuple(start for start in one.extra if day_of(start) >= DAY),
            skipped=tuple(start for start in one.skipped if day_of(start) >= DAY),
        )
        for one in event.series
    ]


def test_the_dates_of_every_event_are_kept_and_none_of_its_words() -> None:
    for event, zone in from_boards():
        found, text = left_of(event, zone)
        assert list(found.series) == as_left(event), event.id
        assert (found.id, found.uid, found.timezone) == (event.id, event.uid, event.timezone)
        for words in (event.text.title, event.text.summary, event.contact.phone, event.contact.email):
            assert not words or words not in text


@pytest.mark.parametrize("form", ODD)
def test_odd_repeats_are_kept_as_well(form: str) -> None:
    board = "title: B\nurl: https://b.example/\nuid_domain: b.example\nlanguages: en\n"
    files = {
        "board.yaml": f"{board}timezone: America/Toronto\n",
        "partners/oak.yaml": "name: Oak\n",
        "events/oak/x.yaml": f"title: X\nstart: 2027-01-06 19:00\naddress: 1 Elm\n{ODD[form]}\n",
    }
    if form == "no end":
        files["events/oak/x.yaml"] = files["events/oak/x.yaml"].replace("2027-01-06", "2027-01-27")
    loaded = load_board(Sources({path: text.encode() for path, text in files.items()}), today=DAY)
    assert loaded.board is not None
    event = loaded.board.events["oak/x"]
    found, _ = left_of(event, "America/Toronto")
    assert list(found.series) == as_left(event)
