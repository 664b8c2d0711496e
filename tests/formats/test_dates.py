from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletin.formats.dates import (
    REFUSAL_RULES,
    Beside,
    DateRefused,
    Moment,
    Side,
    WrittenMoment,
    format_day_in_words,
    format_moment,
    offset_of,
    parse_date_range,
    parse_day,
    parse_duration,
    parse_moment,
    parse_span,
    parse_spans,
    parse_time,
    parse_written,
)
from bulletin.formats.dates.times import format_time_in_words
from bulletin.model.place import DayRange
from bulletin.words import available_languages, load_words
from tests.effort import scaled
from tests.growth import takes_at_most

READABLE = tuple(tag for tag in available_languages() if "read" in load_words(tag, "recurrence"))
"""Languages in which people may type repeats: those whose words say how."""
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
DAYS_FIRST, DAYS_LAST = date(1980, 1, 1).toordinal(), date(2190, 12, 31).toordinal()
EVENING = datetime(2027, 1, 6, 19, 0)


def refused(value: object) -> DateRefused:
    assert isinstance(value, DateRefused), value
    return value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-01-06", date(2027, 1, 6)),
        ("2027-1-6", date(2027, 1, 6)),
        ("2027/01/06", date(2027, 1, 6)),
        ("2027‑01‑06", date(2027, 1, 6)),
        ("2027-01-06 10:15", datetime(2027, 1, 6, 10, 15)),
        ("2027-01-06T10:15", datetime(2027, 1, 6, 10, 15)),
        ("2027-01-06T10:15:00", datetime(2027, 1, 6, 10, 15)),
        ("2027-01-06 10:15:30", datetime(2027, 1, 6, 10, 15)),
        ("2027-01-06 23:59:59", datetime(2027, 1, 6, 23, 59)),
        ("25/12/2027", date(2027, 12, 25)),
        ("12/25/2027 7pm", datetime(2027, 12, 25, 19)),
        ("5.5.2027", date(2027, 5, 5)),
        ("2027-01-06  7pm", EVENING),
        ("2027-01-06 7 PM", EVENING),
        ("2027-01-06 at 7 p.m.", EVENING),
        ("2027-01-06, 19:00", EVENING),
        ("2027-01-06 19h00", EVENING),
        ("2027-01-06 19h", EVENING),
        ("2027-01-06 7:30 p.m.", datetime(2027, 1, 6, 19, 30)),
        ("2027-01-06 7.30pm", datetime(2027, 1, 6, 19, 30)),
        ("2027-01-06 noon", datetime(2027, 1, 6, 12)),
        ("2027-01-06 midnight", datetime(2027, 1, 6)),
        ("2027-01-06 12am", datetime(2027, 1, 6)),
        ("2027-01-06 12:30 pm", datetime(2027, 1, 6, 12, 30)),
        ("6 January 2027", date(2027, 1, 6)),
        ("6th of January 2027", date(2027, 1, 6)),
        ("January 6, 2027", date(2027, 1, 6)),
        ("Jan. 6th, 2027 7pm", EVENING),
        ("6-Jan-2027", date(2027, 1, 6)),
        ("Wednesday, 6 January 2027 at 19:00", EVENING),
        ("19:00", time(19)),
        ("7 pm", time(19)),
        ("12 noon", time(12)),
        ("00:30", time(0, 30)),
        ("6 janvier 2027", date(2027, 1, 6)),
        ("le 1er mars 2027 à 19 h 30", datetime(2027, 3, 1, 19, 30)),
        ("mercredi 6 janvier 2027 à midi", datetime(2027, 1, 6, 12)),
    ],
)
def test_what_people_type_is_read_as_meant(typed: str, meant: Moment) -> None:
    assert parse_moment(typed, ("fr",)) == meant


def test_words_of_a_language_the_board_does_not_have_are_not_read() -> None:
    assert refused(parse_moment("6 janvier 2027")).rule == "date-unreadable"


@pytest.mark.parametrize(
    ("typed", "rule", "readings"),
    [
        ("03/10/2027", "date-ambiguous", ("2027-10-03", "2027-03-10")),
        ("03/10/2027 7pm", "date-ambiguous", ("2027-10-03 19:00", "2027-03-10 19:00")),
        ("3.10.27", "date-ambiguous", ("2027-10-03", "2027-03-10")),
        ("25/12/27", "date-ambiguous", ("2027-12-25",)),
        ("2027-01-06 at 2", "date-ambiguous", ("2027-01-06 14:00", "2027-01-06 02:00")),
        ("2027-01-06 7", "date-ambiguous", ("2027-01-06 07:00", "2027-01-06 19:00")),
        ("7", "date-ambiguous", ("07:00", "19:00")),
        ("3/10", "date-ambiguous", ()),
        ("99/99/2027", "date-impossible", ()),
        ("2027-02-30", "date-impossible", ()),
        ("2027-13-01", "date-impossible", ()),
        ("1969-12-31", "date-impossible", ()),
        ("2200-01-01", "date-impossible", ()),
        ("0000-00-00", "date-impossible", ()),
        ("Tuesday 6 January 2027", "date-impossible", ()),
        ("2027-01-06 24:00", "date-impossible", ("2027-01-07 00:00",)),
        ("24:00", "date-impossible", ()),
        ("24:30", "date-impossible", ()),
        ("25:00", "date-impossible", ()),
        ("10:75", "date-impossible", ()),
        ("13pm", "date-impossible", ("13:00",)),
        ("2027-01-06T10:15Z", "time-offset", ()),
        ("2027-01-06T10:15:00.000Z", "time-offset", ()),
        ("2027-01-06T10:15+01:00", "time-offset", ()),
        ("2027-01-06 10:15 -0700", "time-offset", ()),
        ("2027-01-06 7pm ET", "time-offset", ()),
        ("2027-01-06 10:15 America/Edmonton", "time-offset", ()),
        ("6 January", "date-unreadable", ()),
        ("Tuesday 19 January at 7pm", "date-unreadable", ()),
        ("9 January 18 h 30", "date-unreadable", ()),
        ("January 2027", "date-unreadable", ()),
        ("2027", "date-unreadable", ()),
        ("tomorrow", "date-unreadable", ()),
        ("", "date-unreadable", ()),
        ("²", "date-unreadable", ()),
        ("1e3", "date-unreadable", ()),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_type(
    typed: str, rule: str, readings: tuple[str, ...]
) -> None:
    refusal = refused(parse_moment(typed))
    assert (refusal.rule, refusal.readings) == (rule, readings)
    assert refusal.message
    assert refusal.hint


def test_an_offset_is_answered_with_the_field_for_zones() -> None:
    assert "timezone: " in refused(parse_moment("2027-01-06T10:15Z")).hint


@pytest.mark.parametrize(
    ("typed", "moment", "offset"),
    [
        ("2027-02-10T18:00:00-05:00", datetime(2027, 2, 10, 18), -5),
        ("2027-02-10T18:00-05:00", datetime(2027, 2, 10, 18), -5),
        ("2027-02-10T03:00-05:00", datetime(2027, 2, 10, 3), -5),
        ("2027-02-10 18:00:00-05:00", datetime(2027, 2, 10, 18), -5),
        ("2027-02-10 03:00:00-05", datetime(2027, 2, 10, 3), -5),
        ("2027-02-10 18:00-05:00", datetime(2027, 2, 10, 18), -5),
        ("2027-02-10 18:00 -0500", datetime(2027, 2, 10, 18), -5),
        ("2027-02-10 7pm -0500", datetime(2027, 2, 10, 19), -5),
        ("2027-06-10 19:00:00 +0200", datetime(2027, 6, 10, 19), 2),
        ("2027-06-10 19:00+2", datetime(2027, 6, 10, 19), 2),
        ("2027-06-10 19:00 UTC+2", datetime(2027, 6, 10, 19), 2),
        ("2027-02-12T17:00:00Z", datetime(2027, 2, 12, 17), 0),
        ("18:00:00-05:00", time(18), -5),
    ],
)
def test_an_offset_is_told_from_the_time_before_it(typed: str, moment: Moment, offset: int) -> None:
    written = parse_written(typed)
    assert isinstance(written, WrittenMoment)
    assert (written.moment, offset_of(written.zone)) == (moment, timedelta(hours=offset))
    assert parse_spans(typed) == ()


@given(DAYS, CLOCKS, st.integers(-12 * 60, 14 * 60), st.sampled_from(["", ":00"]), st.booleans())
def test_no_offset_is_ever_taken_for_an_end(
    day: date, clock: time, minutes: int, seconds: str, with_colon: bool
) -> None:
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'-' if minutes < 0 else '+'}{hours:02}{':' if with_colon else ''}{rest:02}"
    typed = f"{day}T{clock:%H:%M}{seconds}{offset}"
    written = parse_written(typed)
    assert isinstance(written, WrittenMoment)
    assert written.moment == datetime.combine(day, clock)
    assert offset_of(written.zone) == timedelta(minutes=minutes)
    assert parse_spans(typed) == ()


NIGHT = datetime(2027, 1, 20, 8, 30)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("2027-01-19 18:00-20:00", [(18, time(20))]),
        ("2027-01-19 10:00-12:00", [(10, time(12))]),
        ("2027-01-19 09:00–11:00", [(9, time(11))]),
        ("2027-01-19 7pm-9", [(19, time(21)), (19, datetime(2027, 1, 20, 9))]),
        ("2027-01-19 18:00-24:00", [(18, datetime(2027, 1, 20))]),
        ("2027-01-19 10-1pm", [(10, time(13))]),
        ("2027-01-19 7-9pm", [(19, time(21))]),
        ("2027-01-19 from 9 am to noon", [(9, time(12))]),
        ("2027-01-19 20:00-2:00", [(20, datetime(2027, 1, 20, 2))]),
        ("2027-01-19 7pm-8:30", [(19, time(20, 30)), (19, NIGHT)]),
        ("2027-01-19 19:00 to 8:30", [(19, time(20, 30)), (19, NIGHT)]),
        ("2027-01-19 7-8:30", [(7, time(8, 30)), (19, time(20, 30))]),
        ("2027-01-19 10:00-12", [(10, time(12))]),
        ("2027-01-19 10-12", [(10, time(12)), (22, time(0))]),
        ("2027-01-19 9-17", [(9, time(17))]),
        ("2027-01-19 19-21", [(19, time(21))]),
        ("2027-01-19 20-2", []),
    ],
)
def test_hours_written_as_one_have_each_of_their_readings(typed: str, ends: list[tuple[int, Moment]]) -> None:
    day = date(2027, 1, 19)
    assert [(span.start, span.end) for span in parse_spans(typed)] == [
        (datetime.combine(day, time(hour)), end) for hour, end in ends
    ]
    assert parse_span(typed) == (parse_spans(typed)[0] if len(ends) == 1 else None)


@pytest.mark.parametrize(
    ("typed", "side", "meant"),
    [
        ("Jan 29", Side.BEFORE, date(2027, 1, 29)),
        ("29 December", Side.BEFORE, date(2026, 12, 29)),
        ("29th January 5pm", Side.BEFORE, datetime(2027, 1, 29, 17)),
        ("Jan 29", Side.AFTER, date(2028, 1, 29)),
        ("1 Feb", Side.AFTER, date(2027, 2, 1)),
        ("29 February", Side.AFTER, date(2028, 2, 29)),
        ("Jan 29", Side.NEAREST, date(2027, 1, 29)),
        ("Friday 29 January at 18 h", Side.BEFORE, datetime(2027, 1, 29, 18)),
        ("9 février 18 h 30", Side.AFTER, datetime(2027, 2, 9, 18, 30)),
    ],
)
def test_a_day_without_its_year_is_read_beside_another(typed: str, side: Side, meant: Moment) -> None:
    assert parse_moment(typed, ("fr",), Beside(date(2027, 2, 1), side)) == meant


def test_a_weekday_is_checked_though_the_year_is_missing() -> None:
    refusal = refused(parse_moment("Monday 29 January", beside=Beside(date(2027, 2, 1), Side.BEFORE)))
    assert refusal.message == "29 January 2027 is a Friday"


@given(DAYS, st.sampled_from(Side), st.integers(-300, 300))
def test_a_day_without_its_year_lies_on_the_side_it_is_looked_for(day: date, side: Side, days: int) -> None:
    typed = format_day_in_words(day).rpartition(" ")[0]
    near = date.fromordinal(min(max(day.toordinal() + days, DAYS_FIRST), DAYS_LAST))
    found = parse_day(typed, beside=Beside(near, side))
    assert isinstance(found, date)
    assert (found.month, found.day) == (day.month, day.day)
    assert side is Side.NEAREST or found == near or (found < near) == (side is Side.BEFORE)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("24:00", time(0)),
        ("23:59:59", time(0)),
        ("23:59", time(23, 59)),
        ("2027-12-31 24:00", datetime(2028, 1, 1)),
        ("2027-01-06T23:59:59", datetime(2027, 1, 7)),
        ("2027-01-06 22:00", datetime(2027, 1, 6, 22)),
    ],
)
def test_the_end_of_the_day_is_the_midnight_after(typed: str, moment: Moment) -> None:
    written = parse_written(typed)
    assert isinstance(written, WrittenMoment)
    assert written.as_end == moment


@given(st.text(max_size=130))
def test_any_text_is_read_or_refused_by_a_known_rule(typed: str) -> None:
    for parse in (parse_moment, parse_day, parse_time, parse_duration, parse_date_range):
        answer = parse(typed, ("fr",))
        if isinstance(answer, DateRefused):
            assert answer.rule in REFUSAL_RULES


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "0",
                "7",
                ":",
                "-",
                "/",
                "T",
                "pm",
                "of",
                "the",
                "Jan",
                "mai",
                "h",
                "Z",
                "+",
                ".",
                ",",
                "–",
                "to",
                "2027",
                "é",
            ]
        ),
        max_size=25,
    )
)
def test_scraps_of_dates_are_read_or_refused_and_what_is_offered_is_read(scraps: list[str]) -> None:
    for typed in ("".join(scraps), " ".join(scraps)):
        for parse in (parse_moment, parse_day, parse_time, parse_duration, parse_date_range):
            answer = parse(typed, ("fr",))
            if isinstance(answer, DateRefused):
                assert not any(isinstance(parse(reading), DateRefused) for reading in answer.readings)


@pytest.mark.parametrize("scrap", ["1 of ", "January ", "1", "(", "to ", "1 h ", "- ", "st"])
def test_long_rubbish_is_refused_at_once(scrap: str) -> None:
    def read() -> None:
        for parse in (parse_moment, parse_day, parse_time, parse_duration, parse_date_range):
            assert isinstance(parse(scrap * 10_000), DateRefused)

    assert takes_at_most(25, read)


@given(st.one_of(DAYS, CLOCKS, st.builds(datetime.combine, DAYS, CLOCKS)))
def test_a_moment_that_is_written_is_read_back(moment: Moment) -> None:
    assert parse_moment(format_moment(moment)) == moment


@given(DAYS, st.sampled_from(READABLE))
def test_a_day_written_in_words_is_read_back(day: date, language: str) -> None:
    assert parse_day(format_day_in_words(day, language), (language,)) == day


@given(CLOCKS, st.sampled_from(READABLE), st.sampled_from([12, 24]))
def test_a_time_written_in_words_is_read_back(clock: time, language: str, hours: int) -> None:
    assert parse_time(format_time_in_words(clock, language, hours), (language,)) == clock


def test_days_and_times_in_words_read_as_people_write_them() -> None:
    assert format_day_in_words(date(2027, 6, 1)) == "1 June 2027"
    assert format_day_in_words(date(2027, 6, 1), "fr") == "1er juin 2027"
    written = [
        format_time_in_words(time(hour, minute), "en", 12)
        for hour, minute in ((0, 0), (9, 5), (12, 0), (21, 0))
    ]
    assert written == ["midnight", "9:05 am", "noon", "9 pm"]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45 min", 45),
        ("45 minutes", 45),
        ("90", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("1 hour and 30 minutes", 90),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("2 hours", 120),
        ("1 day", 24 * 60),
        ("2 days 3 h", 51 * 60),
        ("2 weeks", 14 * 24 * 60),
        ("1 heure et 30 minutes", 90),
        ("PT50M", 50),
        ("PT1H30M", 90),
        ("P1DT2H", 26 * 60),
        ("P2W", 14 * 24 * 60),
        ("01:30:00", 90),
        ("minutes: 50", 50),
        ("1½ hours", 90),
        ("¾ h", 45),
        ("2 1/4 h", 135),
        ("hours: 1, minutes: 30", 90),
    ],
)
def test_durations_are_read_as_meant(typed: str, minutes: int) -> None:
    assert parse_duration(typed, ("fr",)) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "-5",
        "0 min",
        "long",
        "1 h 2 h",
        "30 min 1 h",
        "367 days",
        "99999 days",
        "1.01 min",
        "1 day 3",
        "P",
        "PT",
        "PT50S",
        "minutes: 0",
    ],
)
def test_a_length_that_is_none_is_refused(typed: str) -> None:
    assert refused(parse_duration(typed)).rule == "duration-unreadable"


@given(st.integers(1, 366 * 24 * 60))
def test_a_duration_in_days_hours_and_minutes_is_read(minutes: int) -> None:
    length = timedelta(minutes=minutes)
    spelled = f"{length.days} days {minutes // 60 % 24} h {minutes % 60} min"
    assert parse_duration(spelled) == length


@pytest.mark.parametrize(
    "typed",
    [
        "2027-07-01 to 2027-08-31",
        "2027-07-01–2027-08-31",
        "2027-07-01 - 2027-08-31",
        "2027-07-01 until 2027-08-31",
        "from 1 July 2027 to 31 August 2027",
        "July 1 to August 31, 2027",
        "1 July – 31 August 2027",
        "du 1er juillet 2027 au 31 août 2027",
        "July 1 to August 31",
        "1 July – 31 August",
    ],
)
def test_ranges_of_days_are_read_as_meant(typed: str) -> None:
    beside = Beside(date(2027, 5, 3))
    assert parse_date_range(typed, ("fr",), beside) == DayRange(date(2027, 7, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    "typed", ["1 to 15 July 2027", "1–15 July 2027", "July 1-15, 2027", "1-15 July", "July 1 – 15"]
)
def test_the_first_of_a_range_may_leave_the_month_to_the_last(typed: str) -> None:
    july = DayRange(date(2027, 7, 1), date(2027, 7, 15))
    assert parse_date_range(typed, beside=Beside(date(2027, 5, 3))) == july


def test_a_range_over_the_new_year_keeps_its_order_without_years() -> None:
    winter = DayRange(date(2027, 12, 20), date(2028, 1, 5))
    assert parse_date_range("20 December to 5 January", beside=Beside(date(2027, 9, 6))) == winter
    assert parse_date_range("20 December to 5 January 2028") == winter


def test_a_range_backwards_is_refused_with_its_days_swapped() -> None:
    refusal = refused(parse_date_range("2027-08-31 to 2027-07-01"))
    assert refusal.readings == ("2027-07-01 to 2027-08-31",)


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_a_range_that_is_written_is_read_back(days: list[date]) -> None:
    for span in (DayRange(*days), DayRange(days[0], days[0])):
        assert parse_date_range(f"{span.first} to {span.last}") == span


def test_a_day_with_a_time_is_refused_where_only_a_day_is_wanted() -> None:
    assert refused(parse_day("2027-07-01 7pm")).readings == ("2027-07-01",)
    assert refused(parse_day("7pm")).rule == "date-unreadable"


def test_a_weekday_may_stand_before_a_date_in_digits() -> None:
    assert parse_moment("Wed 2027-03-10 7pm") == datetime(2027, 3, 10, 19)
    assert parse_moment("Wednesday, 2027-03-10") == date(2027, 3, 10)
    assert parse_moment("mercredi 2027-03-10 19 h", ("fr",)) == datetime(2027, 3, 10, 19)
    wrong = parse_moment("Monday 2027-03-10 19:00")
    assert isinstance(wrong, DateRefused)
    assert (wrong.rule, wrong.message) == ("date-impossible", "10 March 2027 is a Wednesday")


@settings(deadline=None, max_examples=scaled(150))
@given(st.from_regex(r"[0-2][0-9]{3}-[0-9]{2}-[0-9]{2}([ T][0-2][0-9]:[0-9]{2})?", fullmatch=True))
@example("2027-02-29")
@example("2027-01-06 24:00")
@example("1969-12-31")
@example("2200-01-01 10:15")
def test_plain_digits_are_read_as_any_other_way_of_writing_them(typed: str) -> None:
    # A space in front of them says nothing, but then they are no longer plain digits.
    assert parse_moment(typed) == parse_moment(f" {typed}")
    assert parse_day(typed) == parse_day(f" {typed}")
