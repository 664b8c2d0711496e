"""A zoo of calendars, each named for what is odd about it, with what must come of it."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake.calendars import convert_calendar
from bulletin.intake.converted import Converted
from bulletin.model.expand import expand
from bulletin.model.recurrence import Window
from tests.intake.small_board import board, load_drafts, load_table

EVENT = {
    "UID": "one@oak.example",
    "DTSTART;TZID=America/Toronto": "20270302T103000",
    "DTEND;TZID=America/Toronto": "20270302T113000",
    "SUMMARY": "Clay club",
    "LOCATION": "Main Library",
}
AT = "DTSTART;TZID=America/Toronto"
TILL = "DTEND;TZID=America/Toronto"
SAYS_NOTHING_OF_COST = "does not say what an event costs"


def vevent(*lines: str) -> str:
    """A VEVENT with the usual lines; a name that a line gives as well is left out of these."""
    given = {line.partition(":")[0].partition(";")[0] for line in lines}
    given |= {"DTEND"} if given & {"DTSTART", "DURATION"} else set()
    usual = [f"{name}:{value}" for name, value in EVENT.items() if name.partition(";")[0] not in given]
    return "\r\n".join(["BEGIN:VEVENT", *usual, *lines, "END:VEVENT"])


def calendar(*events: str, before: str = "") -> bytes:
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [before]), *events, "END:VCALENDAR", ""]
    return "\r\n".join(whole).encode()


def convert(data: bytes) -> Converted:
    return convert_calendar("calendar.ics", data, board(), "oak")


def change(original: str, *lines: str) -> str:
    return vevent(f"RECURRENCE-ID;TZID=America/Toronto:{original}", *lines)


WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"
"""2, 9, 16 and 23 March 2027; the clocks change on the 14th."""

# What is odd → the lines of its events, what must be among the fields, and a part of a remark.
ZOO = load_table("odd_events")


def zoo(oddity: str) -> bytes:
    return calendar(*(vevent(*lines) for lines in ZOO[oddity]["events"]))


@pytest.mark.parametrize("oddity", ZOO)
def test_an_odd_event_becomes_what_it_means(oddity: str) -> None:
    values, remark = ZOO[oddity].get("gives", {}), ZOO[oddity].get("says", "")
    converted = convert(zoo(oddity))
    assert converted.refused == ""
    [draft] = converted.drafts
    assert {name: draft.values.get(name) for name in values} == values
    if remark:
        assert remark in " ".join(draft.remarks)
    else:
        assert draft.remarks == ()
    assert draft.key
    assert SAYS_NOTHING_OF_COST in " ".join(converted.said)
    assert not {"cost", "audience", "ages", "registration"} & set(draft.values)


def test_what_odd_events_become_can_be_read() -> None:
    drafts = [draft for oddity in ZOO for draft in convert(zoo(oddity)).drafts]
    loaded = load_drafts(drafts)
    needed = {"no-place", "required"}
    errors = [f"{each}" for each in loaded.problems if each.is_error and each.rule.id not in needed]
    assert [each for each in errors if "title" not in each and "where" not in each.lower()] == []


def days(events: list[str]) -> list[date]:
    board_with = load_drafts(convert(calendar(*events)).drafts).board
    assert board_with is not None
    found = [
        each
        for event in board_with.events.values()
        for each in expand(event, Window(date(2027, 1, 1), date(2028, 1, 1)))
    ]
    return sorted(each.day for each in found if not each.status.is_off)


def test_a_series_with_every_kind_of_change_has_the_dates_that_are_left() -> None:
    series = vevent(
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE;TZID=America/Toronto:20270309T103000",
        "RDATE;TZID=America/Toronto:20270304T103000",
    )
    moved = change("20270316T103000", f"{AT}:20270317T140000", f"{TILL}:20270317T150000")
    off = change("20270323T103000", "STATUS:CANCELLED")
    assert days([series, moved, off]) == [
        date(2027, 3, 2),
        date(2027, 3, 4),
        date(2027, 3, 17),
        date(2027, 3, 30),
    ]


# What is odd → the line of the file, and what its description becomes.
DESCRIPTIONS = load_table("odd_descriptions")


@pytest.mark.parametrize("oddity", DESCRIPTIONS)
def test_a_description_is_plain_words(oddity: str) -> None:
    line, body = DESCRIPTIONS[oddity]
    [draft] = convert(calendar(vevent(line))).drafts
    assert draft.body == body


def test_nobody_who_comes_or_invites_is_named() -> None:
    people = (
        "ORGANIZER;CN=Jane Roe:mailto:jane.roe@home.example",
        "ATTENDEE;CN=Sam Poe;PARTSTAT=ACCEPTED:mailto:sam@home.example",
        "CONTACT:Jane Roe\\, 555-0199",
        "COMMENT:Jane asked for this",
        "ATTACH:https://home.example/list-of-names.pdf",
        "X-OWNER:jane.roe@home.example",
    )
    assert convert(calendar(vevent(*people))) == convert(calendar(vevent()))


@pytest.mark.parametrize("access", ["PRIVATE", "confidential", "X-STAFF"])
def test_a_private_event_is_left_out_with_all_its_dates(access: str) -> None:
    private = vevent("UID:two@oak.example", "SUMMARY:Staff only", f"CLASS:{access}", WEEKLY)
    its_date = change("20270309T103000", "UID:two@oak.example", "SUMMARY:Staff only, moved")
    converted = convert(calendar(private, its_date, vevent()))
    assert [draft.values["title"] for draft in converted.drafts] == ["Clay club"]
    assert "Staff only" not in repr(converted)
    assert "private" in " ".join(converted.said)


# What is wrong with one event → what is said of it, while all others are read.
BAD = {
    "no beginning": ([f"X-{AT}:20270302T103000", "DTSTART-X:1"], "does not say when it begins"),
    "two beginnings": ([f"{AT}:20270302T103000", f"{AT}:20270303T103000"], "says twice when it begins"),
    "a day that is none": (["DTSTART:20270230T103000Z"], "damaged"),
    "two zones": (["DTSTART;TZID=America/Toronto:20270302T153000Z"], "two time zones"),
    "a further date as a period": (["RDATE;VALUE=PERIOD:20270312T140000Z/PT1H"], "a further date"),
    "an unknown zone": (["DTSTART;TZID=Custom/Zone:20270302T103000"], "“Custom/Zone” is not known"),
    "a path for a zone": (["DTSTART;TZID=../../etc/passwd:20270302T103000"], "is not known"),
    "a folder of zones": (["DTSTART;TZID=Europe:20270302T103000"], "is not known"),
    "an end before the beginning": ([f"{TILL}:20270301T103000"], "ends before it begins"),
    "an outdated rule": (["EXRULE:FREQ=DAILY"], "outdated"),
    "all dates from one on": (["RECURRENCE-ID;RANGE=THISANDFUTURE:20270302T153000Z"], "from one on"),
}


@pytest.mark.parametrize("fault", BAD)
def test_one_bad_event_costs_no_other_and_is_told_by_its_title(fault: str) -> None:
    lines, said = BAD[fault]
    bad = vevent("UID:bad@oak.example", "SUMMARY:Bad\\, bad club", *lines)
    if fault == "no beginning":
        bad = bad.replace("DTSTART", "X-START")
    converted = convert(calendar(bad, vevent()))
    assert [draft.values["title"] for draft in converted.drafts] == ["Clay club"]
    assert said in converted.said[0]
    assert converted.said[0].startswith("“Bad, bad club” could not be read")


ZONE_BOMB = "\r\n".join(
    ["BEGIN:VTIMEZONE", "TZID:America/Toronto", "TZID:Custom/Zone", "BEGIN:STANDARD",
     "DTSTART:16010101T000000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "RRULE:FREQ=SECONDLY",
     "END:STANDARD", "END:VTIMEZONE"]
)  # fmt: skip


def test_what_a_calendar_says_of_its_zone_is_never_evaluated() -> None:
    begun = time.process_time()
    assert convert(calendar(vevent(), before=ZONE_BOMB)) == convert(calendar(vevent()))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + calendar(vevent()),
        calendar(vevent()).replace(b"\r\n", b"\r"),
        calendar(vevent()).replace(b"\r\n", b"\n"),
        calendar(vevent(), before="X-WR-TIMEZONE:Europe/Paris"),
        calendar() + calendar(vevent()),
        calendar("BEGIN:VTODO\r\nSUMMARY:Buy clay\r\nEND:VTODO", vevent()),
    ],
    ids=["byte order mark", "carriage returns", "line feeds", "a zone for all", "two calendars", "a task"],
)
def test_a_calendar_is_read_however_it_is_written(data: bytes) -> None:
    assert convert(data) == convert(calendar(vevent()))


def test_a_calendar_sent_to_call_an_event_off_does_so() -> None:
    [draft] = convert(calendar(vevent(), before="METHOD:CANCEL")).drafts
    assert draft.values["status"] == "cancelled"


# What is wrong with a file → what is said of it, and nothing of it is read.
REFUSED = {
    "empty": (b"", "breaks off"),
    "a web page": (b"<!DOCTYPE html><html><p>Sign in</p></html>", "web page"),
    "cut off": (calendar(vevent())[:-20], "breaks off before its end"),
    "no calendar": (b"title: Clay club\n", "cannot be read"),
    "no events": (calendar(), "no event in this calendar"),
    "too many events": (calendar(*[vevent()] * 2_001), "too big"),
    "too many dates": (
        calendar(*[vevent("EXDATE:" + ",".join(["20270302T153000Z"] * 1_900))] * 40),
        "too big",
    ),
    "too many bytes": (calendar(vevent()) + b" " * 5_000_000, "too big"),
    "components without end": (
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5_000 + b"END:VCALENDAR",
        "cannot be read",
    ),
    "bytes that are no text": (bytes(range(256)) * 50, "cannot be read"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_words(fault: str) -> None:
    data, said = REFUSED[fault]
    converted = convert(data)
    assert converted.drafts == ()
    assert said in converted.refused


@pytest.mark.parametrize(
    "line",
    [
        "DESCRIPTION:" + "<a " * 16_000,
        "DESCRIPTION:" + "<" * 49_000,
        "DESCRIPTION:" + "<!--" * 12_000,
        "DESCRIPTION:<p>" + "&amp;" * 9_000,
        "SUMMARY:" + "<div>" * 9_000,
        "SUMMARY:CANCELLED " + "- " * 20_000,
        "LOCATION:" + "," * 40_000,
        "LOCATION:" + "a - " * 10_000,
        "RRULE:FREQ=YEARLY;UNTIL=99991231T000000Z;BYMONTHDAY=29;BYMONTH=2;INTERVAL=99",
        "RRULE:FREQ=DAILY;UNTIL=99991231T000000Z",
        "RDATE;VALUE=DATE:" + ",".join(["20270302"] * 1_500),
    ],
    ids=["tags", "brackets", "comments", "entities", "elements", "dashes", "commas", "joints", "leap days",
         "daily", "dates"],
)  # fmt: skip
def test_no_line_takes_long(line: str) -> None:
    data = calendar(*(vevent(f"UID:{number}@oak.example", line) for number in range(10)))
    begun = time.process_time()
    assert convert(data).refused == ""
    assert time.process_time() - begun < 2


def test_events_without_an_identity_are_told_apart_and_known_again() -> None:
    file = calendar(vevent("UID:"), vevent("UID:", "SUMMARY:Glaze club"))
    keys = [draft.key for draft in convert(file).drafts]
    assert len(set(keys)) == 2
    assert keys == [draft.key for draft in convert(file).drafts]


@given(
    st.lists(
        st.sampled_from([*vevent(WEEKLY).split("\r\n"), "BEGIN:VEVENT", "EXDATE:x", "DTSTART:1", "\x00"])
    )
)
def test_any_order_of_lines_gives_an_answer(lines: list[str]) -> None:
    converted = convert("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode())
    assert converted.refused or converted.drafts or converted.said


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("RECURRENCE-ID;RANGE=THISANDFUTURE:20270316T143000Z", f"{AT}:20270316T120000"), "from one on"),
        (("RECURRENCE-ID:20270316T143000Z", "DTSTART;TZID=Nowhere/Town:20270316T120000"), "is not known"),
    ],
)
def test_an_event_with_a_change_that_cannot_be_read_is_not_taken_as_it_was(
    lines: tuple[str, ...], reason: str
) -> None:
    other = vevent("UID:two@oak.example", "SUMMARY:Tea")
    found = convert(calendar(vevent(WEEKLY), vevent(*lines), other))
    assert [draft.values["title"] for draft in found.drafts] == ["Tea"]
    assert any("Clay club" in said and reason in said for said in found.said)


def test_a_date_moved_to_hours_that_cannot_be_read_is_not_certain() -> None:
    (draft,) = convert(
        calendar(vevent(WEEKLY), change("20270309T103000", "DTSTART;VALUE=DATE:20270310"))
    ).drafts
    assert draft.values["changes"] == {"2027-03-09": {"status": "tentative"}}
    assert any("other hours" in remark for remark in draft.remarks)
