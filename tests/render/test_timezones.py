from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import tz as dateutil_tz
from icalendar import Calendar

from bulletin.model.zones import use_pinned_zones
from bulletin.render.ical.timezones import render_timezone
from tests.checkers.icaljs import expand_calendar
from tests.checkers.libical import Libical

use_pinned_zones()

FIRST, LAST = 2020, 2040
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# Two hemispheres, half hours, law that calls the winter the exception, Ramadan, the Friday before the last
# Sunday, a clock change at midnight, one at 24:00, none at all, rules that came and went.
CURIOUS = (
    "America/Toronto",
    "America/Vancouver",
    "America/St_Johns",
    "America/Santiago",
    "America/Asuncion",
    "America/Havana",
    "America/Nuuk",
    "America/Mexico_City",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Paris",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Fiji",
    "UTC",
)


@dataclass(frozen=True, slots=True)
class Subcomponent:
    kind: str
    onsets: tuple[datetime, ...]
    before: timedelta
    after: timedelta


def read_offset(text: str) -> timedelta:
    digits = text[1:].ljust(6, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:]))
    return -span if text[0] == "-" else span


def read_onsets(start: datetime, rule: str, before: timedelta) -> Iterator[datetime]:
    if not rule:
        yield start
        return
    fields = dict(part.split("=") for part in rule.split(";"))
    ordinal, weekday = int(fields["BYDAY"][:-2]), WEEKDAYS.index(fields["BYDAY"][-2:])
    until = datetime.strptime(fields.get("UNTIL", "29991231T000000Z"), "%Y%m%dT%H%M%SZ")
    for year in range(start.year, LAST + 2):
        days = [date(year, int(fields["BYMONTH"]), 1) + n * DAY for n in range(31)]
        days = [day for day in days if day.month == days[0].month and day.weekday() == weekday]
        onset = datetime.combine(days[ordinal - 1 if ordinal > 0 else ordinal], start.time())
        if onset - before <= until:
            yield onset


def read_timezone(data: bytes) -> list[Subcomponent]:
    """Our own tiny reader of a VTIMEZONE: RRULE with BYMONTH, one BYDAY and UNTIL, nothing else."""
    found = []
    for kind, body in re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1\r\n", data.decode(), re.DOTALL):
        fields = dict(line.split(":", 1) for line in body.splitlines())
        before = read_offset(fields["TZOFFSETFROM"])
        start = datetime.strptime(fields["DTSTART"], "%Y%m%dT%H%M%S")
        onsets = tuple(read_onsets(start, fields.get("RRULE", ""), before))
        found.append(Subcomponent(kind, onsets, before, read_offset(fields["TZOFFSETTO"])))
    return found


def read_changes(data: bytes) -> list[tuple[datetime, timedelta]]:
    """All onsets of a VTIMEZONE in UTC with the offset from there on, in order."""
    return sorted((onset - part.before, part.after) for part in read_timezone(data) for onset in part.onsets)


def wrap(timezone: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n" + timezone + b"END:VCALENDAR\r\n"


def different_zones() -> dict[bytes, str]:
    """One name for each different piece of zone data."""
    data = {name: resources.files("tzdata.zoneinfo").joinpath(name).read_bytes() for name in ALL_ZONES}
    return {piece: name for name, piece in reversed(data.items())}


ALL_ZONES = tuple(sorted(available_timezones()))


def test_every_zone_has_the_offset_of_the_zone_data_on_every_day_and_around_every_clock_change() -> None:
    assert len(ALL_ZONES) > 590
    days = [datetime(FIRST, 1, 1, 12, tzinfo=UTC) + n * DAY for n in range((LAST - FIRST + 1) * 365)]
    wrong = []
    for name in different_zones().values():
        zone = ZoneInfo(name)
        changes = read_changes(render_timezone(name, FIRST, LAST))
        instants = [instant.replace(tzinfo=UTC) for instant, _ in changes if FIRST <= instant.year <= LAST]
        starts = [instant.replace(tzinfo=UTC) for instant, _ in changes]
        for instant in [*days, *instants, *(instant - SECOND for instant in instants)]:
            said = changes[bisect_right(starts, instant) - 1][1]
            if said != instant.astimezone(zone).utcoffset():
                wrong.append(f"{name} at {instant}: {said}")
                break
    assert wrong == []


def test_the_same_zone_under_another_name_gets_the_same_rules() -> None:
    data = {name: resources.files("tzdata.zoneinfo").joinpath(name).read_bytes() for name in ALL_ZONES}
    first_name = different_zones()
    for name in ALL_ZONES:
        same = first_name[data[name]]
        renamed = render_timezone(same, FIRST, LAST).replace(
            f"TZID:{same}\r".encode(), f"TZID:{name}\r".encode()
        )
        assert render_timezone(name, FIRST, LAST) == renamed


def test_what_comes_before_a_change_is_what_the_change_before_it_left() -> None:
    for name in different_zones().values():
        parts = read_timezone(render_timezone(name, FIRST, LAST))
        changes = sorted(
            (onset - part.before, part.before, part.after)
            for part in parts
            for onset in part.onsets
            if onset.year <= LAST
        )
        for (_, _, left), (instant, before, _) in pairwise(changes):
            assert left == before, f"{name} at {instant}"


def test_dateutil_reads_every_zone_as_the_zone_data_have_it() -> None:
    wrong = []
    bodies = {render_timezone(name, FIRST, LAST).partition(b"\r\nBEGIN")[2]: name for name in ALL_ZONES}
    assert len(bodies) > 100
    for name in bodies.values():
        data = render_timezone(name, FIRST, LAST)
        read = dateutil_tz.tzical(io.StringIO(wrap(data).decode())).get(name)
        assert read is not None
        middles = [datetime(year, month, 1) for year in range(FIRST, LAST + 1) for month in (1, 7)]
        changes = [instant for instant, _ in read_changes(data) if FIRST <= instant.year <= LAST]
        for instant in [*middles, *changes, *(instant - SECOND for instant in changes)]:
            aware = instant.replace(tzinfo=UTC)
            local = aware.astimezone(ZoneInfo(name))
            if local.fold or (aware - DAY / 24).astimezone(ZoneInfo(name)).fold:
                continue  # dateutil tells the second of two equal times by its own rules
            if read.utcoffset(local.replace(tzinfo=None)) != local.utcoffset():
                wrong.append(f"{name} at {instant}")
                break
    assert wrong == []


def test_no_zone_has_an_rdate_a_comment_or_a_line_that_would_be_folded() -> None:
    for name in ALL_ZONES:
        lines = render_timezone(name, FIRST, LAST).split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not any(line.startswith((b"RDATE", b"COMMENT")) for line in lines)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("America/Toronto", {"DAYLIGHT": "BYMONTH=3;BYDAY=2SU", "STANDARD": "BYMONTH=11;BYDAY=1SU"}),
        ("Europe/Paris", {"DAYLIGHT": "BYMONTH=3;BYDAY=-1SU", "STANDARD": "BYMONTH=10;BYDAY=-1SU"}),
        ("Europe/Dublin", {"DAYLIGHT": "BYMONTH=3;BYDAY=-1SU", "STANDARD": "BYMONTH=10;BYDAY=-1SU"}),
        ("Australia/Lord_Howe", {"DAYLIGHT": "BYMONTH=10;BYDAY=1SU", "STANDARD": "BYMONTH=4;BYDAY=1SU"}),
    ],
)
@pytest.mark.parametrize("last", [2026, 2031])
def test_a_yearly_rule_becomes_one_daylight_and_one_standard_without_end(
    name: str, rules: dict[str, str], last: int
) -> None:
    text = render_timezone(name, 2026, last).decode()
    assert text.count("BEGIN:DAYLIGHT") == text.count("BEGIN:STANDARD") == 1
    found = dict(re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n.*?RRULE:FREQ=YEARLY;(\S+)", text, re.DOTALL))
    assert found == rules


def test_the_hours_ahead_are_daylight_also_where_the_law_calls_the_winter_the_exception() -> None:
    offsets = {part.kind: part.after for part in read_timezone(render_timezone("Europe/Dublin", 2026, 2028))}
    assert offsets == {"STANDARD": timedelta(0), "DAYLIGHT": timedelta(hours=1)}


def test_a_zone_that_never_changes_its_clocks_is_one_standard() -> None:
    assert render_timezone("Asia/Tokyo", 2026, 2028) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:20250101T000000\r\n"
        b"TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


def test_a_rule_that_was_given_up_ends() -> None:
    rules = re.findall(rb"RRULE:\S+", render_timezone("America/Mexico_City", 2015, 2028))
    assert rules
    assert all(b";UNTIL=2022" in rule for rule in rules)


def test_a_day_no_simple_rule_names_is_written_out_year_by_year() -> None:
    parts = read_timezone(render_timezone("Africa/Casablanca", 2020, 2025))
    assert all(len(part.onsets) == 1 for part in parts)
    assert len(parts) >= 12


def test_years_that_are_a_typing_mistake_cost_nothing() -> None:
    assert render_timezone("America/Toronto", 1, 9999) == render_timezone("America/Toronto", 1900, 2100)
    assert len(render_timezone("Africa/Casablanca", 2026, 9999)) < 40_000


def test_offsets_of_a_century_ago_keep_their_seconds() -> None:
    assert b"TZOFFSETTO:-042740\r\n" in render_timezone("America/Caracas", 1905, 1910)


@pytest.mark.debian
def test_libical_takes_every_zone(libical: Libical) -> None:
    zones = b"".join(render_timezone(name, FIRST, LAST) for name in ALL_ZONES)
    assert libical.check_calendar(wrap(zones)) == []


@pytest.mark.debian
@pytest.mark.parametrize("reader", ["UTC", "Asia/Tokyo"])
def test_ical_js_reads_curious_zones_as_the_zone_data_have_them(reader: str) -> None:
    expected = {}
    parts = []
    for name in CURIOUS:
        zone = ZoneInfo(name)
        data = render_timezone(name, FIRST, LAST)
        parts.append(data)
        middles = [datetime(year, month, 1, 12) for year in range(FIRST, LAST + 1) for month in (1, 7)]
        changes = [instant for instant, _ in read_changes(data) if FIRST <= instant.year <= LAST]
        for instant in {*middles, *changes, *(instant - SECOND for instant in changes)}:
            local = instant.replace(tzinfo=UTC).astimezone(zone)
            if local.fold or local.replace(fold=1).utcoffset() != local.utcoffset():
                continue  # a time that happens twice names two instants
            uid = f"{name}/{instant:%Y%m%dT%H%M%S}"
            expected[uid] = f"{instant:%Y-%m-%dT%H:%M:%SZ}"
            parts.append(
                f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n"
                f"DTSTART;TZID={name}:{local:%Y%m%dT%H%M%S}\r\nSUMMARY:x\r\nEND:VEVENT\r\n".encode()
            )
    found = expand_calendar(wrap(b"".join(parts)), date(2019, 1, 1), date(2042, 1, 1), timezone=reader)
    assert {row.uid: row.start for row in found} == expected
    assert len(expected) > 1500


def test_icalendar_reads_what_we_write() -> None:
    for name in CURIOUS:
        [zone] = Calendar.from_ical(wrap(render_timezone(name, FIRST, LAST))).timezones
        assert zone.tz_name == name
