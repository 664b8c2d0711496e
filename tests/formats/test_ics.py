"""Calendars of strangers: what is read of them, and what is refused before it costs anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formats.ics import (
    CalendarEntry,
    CalendarReader,
    ParsedCalendar,
    UnreadPart,
)
from bulletin.formats.ics_lines import CalendarLimits
from bulletin.model.zones import use_pinned_zones

use_pinned_zones()

CALENDARS = Path(__file__).resolve().parents[1] / "calendars"
START = "DTSTART;TZID=America/Toronto:20270302T103000"
TORONTO = ZoneInfo("America/Toronto")


def parse_calendar(data: bytes, limits: CalendarLimits | None = None) -> ParsedCalendar:
    return CalendarReader(limits or CalendarLimits()).read(data)


def calendar(*lines: str, before: str = "", end: str = "\r\n") -> bytes:
    event = ["BEGIN:VEVENT", "UID:one@oak.example", *lines, "END:VEVENT"]
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [before]), *event, "END:VCALENDAR", ""]
    return end.join(whole).encode()


def entry(*lines: str) -> CalendarEntry:
    parsed = parse_calendar(calendar(*lines))
    assert parsed.problems == ()
    return parsed.entries[0]


def refusal(*lines: str) -> str:
    """Why an event with these properties is not read."""
    parsed = parse_calendar(calendar(*lines))
    assert parsed.is_whole
    assert parsed.entries == ()
    [(uid, reason, _)] = parsed.problems
    assert uid == "one@oak.example"
    return reason


def test_everything_an_event_says_is_read() -> None:
    found = entry(
        START,
        "DTEND;TZID=America/Toronto:20270302T113000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270501T035959Z;BYDAY=TU",
        "RDATE;TZID=America/Toronto:20270304T103000,20270305T103000",
        "RDATE;TZID=America/Toronto:20270306T103000",
        "EXDATE;TZID=America/Toronto:20270309T103000",
        "STATUS:confirmed",
        "SEQUENCE:7",
        "LAST-MODIFIED:20261201T093000Z",
        "SUMMARY;LANGUAGE=fr:Contes\\, rimes",
        "DESCRIPTION:One\\nTwo \\;",
        "  three",
        "LOCATION:Hall",
        "URL:https://oak.example/a",
        "CATEGORIES:Stories\\, songs,Family",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "SUMMARY:alarm",
        "END:VALARM",
    )
    assert found == CalendarEntry(
        uid="one@oak.example",
        start=datetime(2027, 3, 2, 10, 30, tzinfo=TORONTO),
        end=datetime(2027, 3, 2, 11, 30, tzinfo=TORONTO),
        rrule="FREQ=WEEKLY;UNTIL=20270501T035959Z;BYDAY=TU",
        rdates=tuple(datetime(2027, 3, day, 10, 30, tzinfo=TORONTO) for day in (4, 5, 6)),
        exdates=(datetime(2027, 3, 9, 10, 30, tzinfo=TORONTO),),
        status="CONFIRMED",
        sequence=7,
        last_modified=datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        summary="Contes, rimes",
        description="One\nTwo ; three",
        location="Hall",
        url="https://oak.example/a",
        categories=("Stories, songs", "Family"),
        access="PRIVATE",
    )


def test_one_date_of_a_series_is_read_as_one() -> None:
    found = entry("DTSTART:20270302T153000Z", "RECURRENCE-ID;VALUE=DATE:20270301", "DURATION:PT90M")
    assert found.recurrence_id == date(2027, 3, 1)
    assert found.start == datetime(2027, 3, 2, 15, 30, tzinfo=UTC)
    assert found.length == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        (["DTSTART;VALUE=DATE:20270302"], timedelta(days=1)),
        (["DTSTART;VALUE=DATE:20270302", "DTEND;VALUE=DATE:20270305"], timedelta(days=3)),
        ([START], timedelta(0)),
        (["DTSTART;TZID=America/Toronto:20270313T200000", "DTEND;TZID=America/Toronto:20270314T080000"],
         timedelta(hours=12)),
    ],
)  # fmt: skip
def test_a_length_is_one_on_the_wall_clock(lines: list[str], length: timedelta) -> None:
    assert entry(*lines).length == length


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_ends_and_a_byte_order_mark_are_taken(end: str, mark: bytes) -> None:
    parsed = parse_calendar(mark + calendar(START, before="X-WR-CALNAME:Oak\\, all", end=end))
    assert (parsed.name, len(parsed.entries), parsed.is_whole) == ("Oak, all", 1, True)


def test_all_calendars_of_a_file_are_read() -> None:
    assert len(parse_calendar(calendar(START) * 2).entries) == 2


def test_a_zone_is_known_by_its_iana_name_or_the_one_of_windows() -> None:
    assert entry("DTSTART;TZID=Eastern Standard Time:20270302T103000").start == datetime(
        2027, 3, 2, 10, 30, tzinfo=ZoneInfo("America/New_York")
    )


@pytest.mark.parametrize("zone", ["Custom/Zone", "../../etc/passwd", "\0", "Mars", "A" * 1000])
def test_an_event_in_an_unknown_zone_is_refused(zone: str) -> None:
    reason = refusal(f"DTSTART;TZID={zone}:20270302T103000")
    assert reason.startswith("DTSTART is in a time zone that is not known: ")
    assert len(reason) < 200


def test_what_a_file_says_of_a_zone_is_never_evaluated() -> None:
    zone = [
        "BEGIN:VTIMEZONE", "TZID:Custom/Zone", "TZID:America/Toronto", "BEGIN:STANDARD",
        "DTSTART:19700101T000000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "RRULE:FREQ=SECONDLY",
        "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip
    own = parse_calendar(calendar(START, before="\r\n".join(zone)))
    assert own.entries[0].start == datetime(2027, 3, 2, 10, 30, tzinfo=TORONTO)
    custom = calendar("DTSTART;TZID=Custom/Zone:20270302T103000", before="\r\n".join(zone))
    assert [part.reason for part in parse_calendar(custom).problems] == [
        "DTSTART is in a time zone that is not known: Custom/Zone"
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "it has no DTSTART"),
        ([START, START], "DTSTART stands there more than once"),
        (["DTSTART:20270302T103000"], "DTSTART has no time zone"),
        (["DTSTART:tomorrow"], "it cannot be read"),
        (["DTSTART;VALUE=TIME:100000"], "DTSTART is neither a day nor a day and a time"),
        ([START, "DTEND;VALUE=DATE:20270303"], "DTSTART and DTEND are not of one kind"),
        ([START, "DTEND;TZID=America/Toronto:20270301T103000"], "it ends before it begins"),
        ([START, "DURATION:-PT1H"], "it ends before it begins"),
        ([START, "RRULE:often"], "its RRULE cannot be read"),
        ([START, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"], "RRULE stands there more than once"),
        ([START, "EXRULE:FREQ=DAILY"], "it has an EXRULE"),
        ([START, "RDATE;VALUE=PERIOD:20270101T100000Z/PT1H"], "RDATE is neither a day nor a day and a time"),
        ([START, "RECURRENCE-ID;RANGE=THISANDFUTURE:20270301T103000Z"], "it changes all dates from one on"),
    ],
)
def test_an_event_that_cannot_be_read_as_meant_is_refused_with_the_reason(
    lines: list[str], reason: str
) -> None:
    assert refusal(*lines).startswith(reason)


def test_one_bad_event_costs_no_other() -> None:
    good = calendar(START).decode()
    bad = good.replace("DTSTART", "XDTSTART").replace("UID:one", "UID:two")
    event = bad[bad.index("BEGIN:VEVENT") : bad.index("END:VCALENDAR")]
    parsed = parse_calendar(good.replace("END:VCALENDAR", f"{event}END:VCALENDAR").encode())
    assert [each.uid for each in parsed.entries] == ["one@oak.example"]
    assert parsed.problems == (UnreadPart("two@oak.example", "it has no DTSTART"),)
    assert parsed.is_whole


@pytest.mark.parametrize(
    ("data", "events", "reason"),
    [
        (b"", 0, "it does not end"),
        (b"<html><p>Sorry</p></html>", 0, "it does not begin"),
        (b"BEGIN:VEVENT\nEND:VEVENT\n", 0, "it does not begin"),
        (calendar(START).removesuffix(b"END:VCALENDAR\r\n"), 1, "it does not end"),
        (calendar(START).replace(b"END:VEVENT", b"END:VTODO"), 0, "END:VTODO ends what did not begin"),
        (calendar(START) + b"<!-- -->", 1, "it does not begin"),
    ],
)
def test_a_file_that_is_cut_off_or_no_calendar_is_reported(data: bytes, events: int, reason: str) -> None:
    parsed = parse_calendar(data)
    assert len(parsed.entries) == events
    assert [part.reason.startswith(reason) for part in parsed.problems] == [True]
    assert not parsed.is_whole


def test_a_calendar_without_events_is_one() -> None:
    assert parse_calendar(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == ParsedCalendar(is_whole=True)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (CalendarLimits(size=100), "more than 100 bytes"),
        (CalendarLimits(entries=1), "more than 1 events"),
        (CalendarLimits(depth=1), "more than 1 deep"),
        (CalendarLimits(length=40), "more than 40 characters"),
        (CalendarLimits(properties=3), "more than 3 properties"),
        (CalendarLimits(values=2), "more than 2 dates"),
        (CalendarLimits(all_values=5), "lists more than 5 dates"),
    ],
)
def test_every_bound_speaks_before_the_library_does(
    limits: CalendarLimits, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = calendar(START, "RDATE;VALUE=DATE:20270101,20270102,20270103") * 2
    assert parse_calendar(data).problems == ()
    asked: list[str] = []
    if "events" not in reason:
        monkeypatch.setattr("bulletin.formats.ics.Event.from_ical", asked.append)
    problems = parse_calendar(data, limits).problems
    assert [part for part in problems if reason in part.reason]
    assert asked == []


@pytest.mark.parametrize(
    "line",
    [
        ";".join(["X-A", *["A=b"] * 10_000]) + ":x",
        'X-A;A="",' + '"a:a",' * 5_000 + ":x",
        "RRULE:FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 20_000),
        "CATEGORIES:" + "a," * 20_000,
        "\r\n".join(f"RDATE;TZID=Zone/{number}:20270101T100000" for number in range(1_900)),
    ],
    ids=["parameters", "quoted", "rule", "categories", "zones"],
)
def test_what_takes_the_library_long_never_reaches_it(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("bulletin.formats.ics.Event.from_ical", asked.append)
    assert refusal(START, line)
    assert asked == []


def test_entries_written_alike_are_parsed_once() -> None:
    reader = CalendarReader()
    first, second = (reader.read(calendar(START)).entries[0] for _ in range(2))
    assert first is second


def test_a_calendar_as_another_program_writes_it_is_read() -> None:
    for file in CALENDARS.glob("*.ics"):
        parsed = parse_calendar(file.read_bytes())
        assert parsed.entries, file.name


_WORDS = st.sampled_from(
    ["BEGIN:", "END:", "VEVENT", "VCALENDAR", "VALARM", "\r\n", "\n ", ":", ";", "=", '"', ",", "DTSTART",
     "TZID", "RRULE", "RDATE", "FREQ=DAILY", "20270101T100000Z", "20270101", "UID", "RECURRENCE-ID", "\\",
     "DURATION", "-P1D", "SEQUENCE", "9" * 30, "\0", "é", "VALUE", "PERIOD", "/", "CATEGORIES", "CLASS"]
)  # fmt: skip


@given(st.lists(st.lists(_WORDS, max_size=8).map("".join), max_size=8))
def test_nothing_makes_it_raise(lines: list[str]) -> None:
    parsed = parse_calendar(calendar(*lines))
    for found in parsed.entries:
        assert not isinstance(found.start, datetime) or found.start.tzinfo is not None


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    parse_calendar(data)
    parse_calendar(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART" + data + b"\nEND:VEVENT\nEND:VCALENDAR")
