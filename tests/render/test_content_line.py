from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model.expand import span_of
from bulletin.model.feed import CalendarItem, CalendarStatus, ChangedDate, Flavour
from bulletin.model.place import Geo
from bulletin.model.recurrence import Frequency, RecurrenceRule, Start
from bulletin.render.ical import render_otherwise, render_vevents
from bulletin.render.ical.content_line import clean_text, clean_url, fold, fold_lines
from tests.render.calendars import ALL_FLAVOURS, DAY, TORONTO, calendar_of, make_change, make_item, vevents_of

# What people paste: escapes, line breaks of every kind, control characters, characters of 1 to 4 octets.
SHORT = st.text(
    st.one_of(
        st.sampled_from(
            list("\\;,:\"'^nN=\n\r\t\x00\x07\x0b\x0c\x1b\x7f\x85\xa0\u2028\u2029\ufeff\ufffe éß漢🎉")
        ),
        st.characters(),
    ),
    max_size=40,
)
NASTY = SHORT | st.builds(str.__mul__, SHORT, st.integers(2, 12))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(hour=12, microsecond=0, tzinfo=TORONTO)
)
URLS = NASTY.map("https://board.example/".__add__)


@st.composite
def items(draw: st.DrawFn) -> CalendarItem:
    start: Start = draw(MOMENTS)
    length = draw(st.integers(1, 40_000)) * timedelta(minutes=1)
    if draw(st.booleans()) and isinstance(start, datetime):
        start, length = start.date(), draw(st.integers(1, 30)) * DAY
    changes: tuple[ChangedDate, ...] = ()
    if draw(st.booleans()):
        changes = (
            make_change(
                start,
                length=length,
                summary=draw(NASTY),
                description=draw(NASTY),
                location=draw(NASTY),
                status=draw(st.sampled_from(CalendarStatus)),
            ),
        )
    return make_item(
        "x",
        start,
        length,
        rule=RecurrenceRule(Frequency.DAILY, count=3),
        summary=draw(NASTY),
        description=draw(NASTY),
        location=draw(NASTY),
        categories=tuple(draw(st.lists(NASTY, max_size=3))),
        url=draw(URLS),
        geo=draw(st.none() | st.builds(Geo, st.floats(-90, 90), st.floats(-180, 180))),
        status=draw(st.sampled_from(CalendarStatus)),
        changes=changes,
    )


@given(items(), st.sampled_from(ALL_FLAVOURS))
def test_every_line_fits_75_octets_and_never_breaks_inside_a_character(
    item: CalendarItem, flavour: Flavour
) -> None:
    data = calendar_of([item], flavour)
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert not any(octet < 0x20 and octet != 0x09 for octet in line)


@given(items())
def test_a_calendar_that_is_read_back_has_the_text_that_was_written(item: CalendarItem) -> None:
    events = vevents_of([item])
    values: tuple[CalendarItem | ChangedDate, ...] = (item, *item.changes)
    for event, value in zip(events, values, strict=True):
        assert str(event["SUMMARY"]) == clean_text(value.summary)
        assert str(event.get("DESCRIPTION", "")) == clean_text(value.description)
        assert str(event.get("LOCATION", "")) == clean_text(value.location)
        assert event["STATUS"] == value.status
        assert event.uid == item.uid
        assert event.sequence == item.sequence
        assert event.stamp == event.last_modified == item.last_modified
    start, end = span_of(item.series.start, item.series.length)
    assert (events[0].start, events[0].end) == (start, end)
    assert str(events[0]["URL"]) == clean_url(item.url)
    if item.geo:
        lat, lon = str(events[0]["GEO"].to_ical()).split(";")
        assert (float(lat), float(lon)) == pytest.approx((item.geo.lat, item.geo.lon), abs=1e-6)


@given(items())
def test_several_categories_are_one_line(item: CalendarItem) -> None:
    unfolded = render_vevents(replace(item, changes=()), Flavour.FEED).replace(b"\r\n ", b"")
    lines = [line for line in unfolded.decode().split("\r\n") if line.startswith("CATEGORIES:")]
    assert len(lines) == bool(item.categories)
    for line in lines:
        raw = line.removeprefix("CATEGORIES:").replace("\\\\", "").replace("\\,", "")
        assert raw.count(",") == len(item.categories) - 1


def test_a_long_run_of_backslashes_is_folded_between_its_pairs() -> None:
    for line in render_vevents(
        make_item("x", date(2027, 1, 1), DAY, description="\\" * 20_000), Flavour.FEED
    ).split(b"\r\n"):
        text = line.removeprefix(b" ").removeprefix(b"DESCRIPTION:")
        assert text.count(b"\\") % 2 == 0


@given(st.text("aé漢🎉", min_size=60, max_size=300))
def test_a_line_is_folded_as_late_as_its_characters_allow(line: str) -> None:
    folded = fold(line)
    assert folded.replace(b"\r\n ", b"") == line.encode() + b"\r\n"
    parts = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(72 <= len(part) <= 75 for part in parts[:-1])
    assert len(parts[-1]) <= 75
    for part in parts:
        part.decode()


def test_every_line_break_is_one_kind_and_what_no_calendar_may_hold_is_gone() -> None:
    assert (
        clean_text("a\r\nb\rc\x85d\u2028e\u2029f\x00\x07\x0b\x7f\ud800\uffffg\th") == "a\nb\nc\nd\ne\nfg\th"
    )
    assert clean_url("https://board.example/\r\nATTENDEE:x y\u2028é") == "https://board.example/ATTENDEE:xyé"
    assert clean_url("https://board.example/a\\,b") == "https://board.example/a%5C,b"


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=6))
def test_lines_folded_together_are_the_same_as_each_folded_for_itself(lines: list[str]) -> None:
    assert fold_lines(lines) == b"".join(map(fold, lines))


@settings(deadline=None)
@given(st.lists(NASTY | st.text("\\n;,abc", min_size=60, max_size=400)))
def test_lines_are_folded_together_as_each_is_alone(lines: list[str]) -> None:
    cleaned = [clean_text(line).replace("\n", "\\n") for line in lines]
    assert fold_lines(cleaned) == b"".join(map(fold, cleaned))


@settings(deadline=None)
@given(items(), st.sampled_from([(Flavour.FEED, Flavour.SINGLE), (Flavour.SINGLE, Flavour.FEED)]))
def test_a_single_date_is_written_for_its_download_out_of_what_stands_in_feeds(
    item: CalendarItem, flavours: tuple[Flavour, Flavour]
) -> None:
    known, wanted = flavours
    alone = replace(item, changes=(), series=replace(item.series, rule=None, extra=(), skipped=()))
    assert render_otherwise(alone, render_vevents(alone, known), wanted) == render_vevents(alone, wanted)
