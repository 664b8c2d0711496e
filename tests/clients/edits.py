"""A board on which every event is edited in another way between two days, and what both versions must show.

The dates are written out by hand: nothing of ours says what a client must show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.clients.town import CHANGED, RECENT, PublishedVersion, Shown, Town, copy_of_yesterday
from tests.load.repositories import Repository
from tests.site.building import build

Dates = Mapping[str, str]
"""Titles by start: `2027-01-21T15:00Z` or `2027-01-21`; two at one start are of two events."""

_BOARD = """\
title: Oak Board
url: https://oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
library: oak
publish: [ics, rss, atom, json, translations]
"""
_PARTNER = "name: {name}\nlanguages: en\ncontact: {{phone: 555-0123}}\n"
_EVENT = """\
title: {title}
online: https://meet.oak.example/
categories: other
audience: general
registration: none
cost: free
"""
_OFF = "Cancelled: "


@dataclass(frozen=True, slots=True)
class Edit:
    """One event before and after. `old` and `new` are the fields that matter, None when there is no file.

    `path` is its file's name, `new_path` another one that it has afterwards.
    """

    path: str
    old: str | None
    new: str | None
    shown: Dates
    shown_after: Dates
    new_path: str = ""


def _each(title: str, *starts: str) -> Dates:
    return dict.fromkeys(starts, title)


_MONDAYS = "start: 2027-01-18 10:00\nend: 11:00\n"
_TUESDAYS = "start: 2027-01-19 18:00\nend: 19:00\n"
_THURSDAYS = "start: 2027-01-21 10:00\nend: 11:30\nrepeat: every week, 4 times\n"
_SINGLE = "start: 2027-02-05 19:00\nend: 21:00\n"
_DAY = "start: 2027-02-06\n"
_SUNDAYS = "start: 2027-03-07 09:00\nend: 10:00\nrepeat: every week, 2 times\n"

EDITS = (
    Edit(
        "shortened",
        _MONDAYS + "repeat: every week until 22 February 2027\n",
        _MONDAYS + "repeat: every week until 1 February 2027\n",
        _each(
            "shortened",
            *(f"2027-{day}T15:00Z" for day in ("01-18", "01-25", "02-01", "02-08", "02-15", "02-22")),
        ),
        _each("shortened", *(f"2027-{day}T15:00Z" for day in ("01-18", "01-25", "02-01"))),
    ),
    Edit(
        "later",
        _THURSDAYS + "changes:\n  2027-01-28: cancelled\n  2027-02-04:\n    start: 2027-02-05 14:00\n",
        _THURSDAYS.replace("10:00", "11:15").replace("11:30", "12:45")
        + "changes:\n  2027-01-28: cancelled\n  2027-02-04:\n    start: 2027-02-05 14:00\n",
        {
            "2027-01-21T15:00Z": "later",
            "2027-01-28T15:00Z": "Cancelled: later",
            "2027-02-05T19:00Z": "later",
            "2027-02-11T15:00Z": "later",
        },
        {
            "2027-01-21T16:15Z": "later",
            "2027-01-28T16:15Z": "Cancelled: later",
            "2027-02-05T19:00Z": "later",
            "2027-02-11T16:15Z": "later",
        },
    ),
    Edit(
        "another-weekday",
        _TUESDAYS + "repeat: every week, 3 times\nchanges:\n  2027-01-26:\n    start: 2027-01-26 20:00\n",
        _TUESDAYS.replace("19 ", "20 ", 1).replace("01-19", "01-20")
        + "repeat: every week, 3 times\nchanges:\n  2027-01-27:\n    start: 2027-01-27 20:00\n",
        _each("another-weekday", "2027-01-19T23:00Z", "2027-01-27T01:00Z", "2027-02-02T23:00Z"),
        _each("another-weekday", "2027-01-20T23:00Z", "2027-01-28T01:00Z", "2027-02-03T23:00Z"),
    ),
    Edit(
        "moved-and-back",
        _TUESDAYS + "repeat: every week, 2 times\nchanges:\n  2027-01-26:\n    start: 2027-01-25 18:00\n",
        _TUESDAYS + "repeat: every week, 2 times\n",
        _each("moved-and-back", "2027-01-19T23:00Z", "2027-01-25T23:00Z"),
        _each("moved-and-back", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
    ),
    Edit(
        "on-again",
        _TUESDAYS + "repeat: every week, 2 times\nchanges:\n  2027-01-26: cancelled\n",
        _TUESDAYS + "repeat: every week, 2 times\n",
        {"2027-01-19T23:00Z": "on-again", "2027-01-26T23:00Z": "Cancelled: on-again"},
        _each("on-again", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
    ),
    Edit(
        "off",
        _TUESDAYS + "repeat: every week, 2 times\n",
        _TUESDAYS + "repeat: every week, 2 times\nstatus: cancelled\n",
        _each("off", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
        _each("Cancelled: off", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
    ),
    Edit(
        "off-but-one",
        _TUESDAYS + "repeat: every week, 3 times\n",
        _TUESDAYS
        + "repeat: every week, 3 times\nstatus: cancelled\nchanges:\n  2027-01-26:\n    status: scheduled\n",
        _each("off-but-one", "2027-01-19T23:00Z", "2027-01-26T23:00Z", "2027-02-02T23:00Z"),
        {
            "2027-01-19T23:00Z": "Cancelled: off-but-one",
            "2027-01-26T23:00Z": "off-but-one",
            "2027-02-02T23:00Z": "Cancelled: off-but-one",
        },
    ),
    Edit(
        "off-but-two",
        _TUESDAYS
        + "repeat: every week, 3 times\nstatus: cancelled\nchanges:\n"
        + "  2027-01-26:\n    status: scheduled\n"
        + "  2027-02-02:\n    status: scheduled\n    start: 2027-02-01 09:00\n",
        _TUESDAYS + "repeat: every week, 3 times\n",
        {
            "2027-01-19T23:00Z": "Cancelled: off-but-two",
            "2027-01-26T23:00Z": "off-but-two",
            "2027-02-01T14:00Z": "off-but-two",
        },
        _each("off-but-two", "2027-01-19T23:00Z", "2027-01-26T23:00Z", "2027-02-02T23:00Z"),
    ),
    Edit(
        "off-one-by-one",
        _TUESDAYS + "repeat: every week, 2 times\n",
        _TUESDAYS
        + "repeat: every week, 2 times\nchanges:\n  2027-01-19: cancelled\n  2027-01-26: cancelled\n",
        _each("off-one-by-one", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
        _each("Cancelled: off-one-by-one", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
    ),
    Edit(
        "first-off",
        _TUESDAYS + "dates: 2027-01-30\n",
        _TUESDAYS + "dates: 2027-01-30\nchanges:\n  2027-01-19: cancelled\n",
        _each("first-off", "2027-01-19T23:00Z", "2027-01-30T23:00Z"),
        {"2027-01-19T23:00Z": "Cancelled: first-off", "2027-01-30T23:00Z": "first-off"},
    ),
    Edit(
        "repeated",
        _SINGLE,
        _SINGLE + "repeat: every week, 3 times\n",
        _each("repeated", "2027-02-06T00:00Z"),
        _each("repeated", "2027-02-06T00:00Z", "2027-02-13T00:00Z", "2027-02-20T00:00Z"),
    ),
    Edit(
        "single",
        _SINGLE + "repeat: every week, 3 times\nchanges:\n  2027-02-12: cancelled\n",
        _SINGLE,
        {
            "2027-02-06T00:00Z": "single",
            "2027-02-13T00:00Z": "Cancelled: single",
            "2027-02-20T00:00Z": "single",
        },
        _each("single", "2027-02-06T00:00Z"),
    ),
    Edit(
        "timed",
        _DAY + "repeat: every week, 2 times\n",
        "start: 2027-02-06 09:30\nend: 10:30\nrepeat: every week, 2 times\n",
        _each("timed", "2027-02-06", "2027-02-13"),
        _each("timed", "2027-02-06T14:30Z", "2027-02-13T14:30Z"),
    ),
    Edit(
        "all-day",
        _SINGLE + "repeat: every week, 2 times\nchanges:\n  2027-02-12:\n    start: 2027-02-12 15:00\n",
        "start: 2027-02-05\nrepeat: every week, 2 times\nchanges:\n  2027-02-12:\n    start: 2027-02-14\n",
        _each("all-day", "2027-02-06T00:00Z", "2027-02-12T20:00Z"),
        _each("all-day", "2027-02-05", "2027-02-14"),
    ),
    Edit("deleted", _SINGLE, None, _each("deleted", "2027-02-06T00:00Z"), {}),
    Edit("added", None, _SINGLE, {}, _each("added", "2027-02-06T00:00Z")),
    Edit(
        "old-name",
        _TUESDAYS + "repeat: every week, 2 times\n",
        _TUESDAYS + "repeat: every week, 2 times\nid: oak/old-name\n",
        _each("old-name", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
        _each("new-name", "2027-01-19T23:00Z", "2027-01-26T23:00Z"),
        new_path="new-name",
    ),
    Edit(
        "other-zone",
        "start: 2027-03-08 19:00\nend: 20:00\nrepeat: every week, 2 times\n",
        "start: 2027-03-08 19:00\nend: 20:00\nrepeat: every week, 2 times\ntimezone: America/Phoenix\n",
        _each("other-zone", "2027-03-09T00:00Z", "2027-03-15T23:00Z"),
        _each("other-zone", "2027-03-09T02:00Z", "2027-03-16T02:00Z"),
    ),
    Edit(
        "one-rule-less",
        "start: 2027-01-20 13:00\nend: 14:00\nrepeat:\n"
        "  - {every: week, on: Wednesday, count: 2}\n"
        "  - {every: week, on: Saturday, count: 2, key: saturday}\n",
        "start: 2027-01-20 13:00\nend: 14:00\nrepeat:\n  - {every: week, on: Wednesday, count: 2}\n",
        _each("one-rule-less", *(f"2027-01-{day}T18:00Z" for day in (20, 23, 27, 30))),
        _each("one-rule-less", "2027-01-20T18:00Z", "2027-01-27T18:00Z"),
    ),
    Edit(
        "skipped-and-added",
        _SUNDAYS + "skip: 2027-03-14\ndates: 2027-03-09 08:00\n",
        _SUNDAYS + "dates: 2027-03-10 08:00\n",
        _each("skipped-and-added", "2027-03-07T14:00Z", "2027-03-09T13:00Z"),
        _each("skipped-and-added", "2027-03-07T14:00Z", "2027-03-10T13:00Z", "2027-03-14T13:00Z"),
    ),
    Edit(
        "put-off",
        _SINGLE,
        "start: 2027-02-19 19:00\nend: 21:00\nstatus: rescheduled\nwas: 2027-02-05 19:00\n",
        _each("put-off", "2027-02-06T00:00Z"),
        _each("New date: put-off", "2027-02-20T00:00Z"),
    ),
    Edit("untouched", _DAY, _DAY, _each("untouched", "2027-02-06"), _each("untouched", "2027-02-06")),
)


def build_edited_board(folder: Path) -> Town:
    """The board on 15 January 2027, and on the 16th with everything edited and its partner renamed."""
    repository = Repository(folder)
    content = folder / "content"
    records = {"content/board.yaml": _BOARD}
    partner = {"content/partners/oak.yaml": _PARTNER.format(name="Oak")}
    events = {_file(one.path): _event(one.path, one.old) for one in EDITS if one.old is not None}
    repository.commit(RECENT, {**records, **partner, **events})
    before = _build(content, folder / "public-before", "2027-01-15", [one.shown for one in EDITS])
    for one in EDITS:
        if one.new_path:
            repository.rename(_file(one.path), _file(one.new_path))
    partner = {"content/partners/oak.yaml": _PARTNER.format(name="Oak Society")}
    edited: dict[str, str | bytes | None] = {}
    for one in EDITS:
        path = one.new_path or one.path
        edited[_file(path)] = None if one.new is None else _event(path, one.new)
    repository.commit(CHANGED, {**partner, **edited})
    copy_of_yesterday(before.site, folder / "public-after")
    after = _build(content, folder / "public-after", "2027-01-16", [one.shown_after for one in EDITS])
    return Town(content, before, after)


def _file(path: str) -> str:
    return f"content/events/oak/{path}.yaml"


def _event(title: str, fields: str) -> str:
    return _EVENT.format(title=title) + fields


def _build(content: Path, out: Path, today: str, shown: Iterable[Dates]) -> PublishedVersion:
    built = build(content, out, today=today)
    assert built.code == 0, built.said
    dates = sorted(Shown(start, title) for each in shown for start, title in each.items())
    return PublishedVersion(out, dates, [one for one in dates if not one.title.startswith(_OFF)])
