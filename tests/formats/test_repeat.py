from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.formats.dates import REFUSAL_RULES, DateRefused, parse_duration, parse_moment, parse_time
from bulletin.formats.repeat import (
    REPEAT_REFUSAL_RULES,
    Spec,
    format_repeat,
    format_rrule,
    parse_repeat,
    parse_repeat_fields,
    parse_rrule,
)
from bulletin.formats.repeat.phrases import is_sayable
from bulletin.formats.repeat.spec import LONGEST_REPEAT, canonical_rule
from bulletin.formats.repeat.tokens import lexicon_of
from bulletin.model.expand import complete_rule, rule_starts, span_of
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start, WeekdayNum, Window, day_of
from bulletin.model.zones import parse_zone
from bulletin.words import available_languages, load_words
from tests.effort import scaled
from tests.growth import takes_at_most

DAILY, WEEKLY, MONTHLY, YEARLY = Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY
BOOK = yaml.load((Path(__file__).parent / "repeat_phrases.yaml").read_bytes(), Loader=yaml.BaseLoader)
PHRASES: list[dict[str, Any]] = BOOK["phrases"]
REFUSALS: list[dict[str, Any]] = BOOK["refusals"]
ALWAYS = Window(date(1970, 1, 1), date(2200, 1, 1))
READABLE = tuple(tag for tag in available_languages() if "read" in load_words(tag, "recurrence"))
"""Languages in which people may type repeats: those whose words say how."""
TUESDAYS = RecurrenceRule(WEEKLY, by_day=(WeekdayNum(1),))


def spec_of(text: str, *languages: str) -> Spec:
    spec = parse_repeat(text, languages)
    assert isinstance(spec, Spec), spec
    return spec


def refused(answer: object) -> DateRefused:
    assert isinstance(answer, DateRefused), answer
    return answer


def start_of(entry: Mapping[str, str]) -> Start:
    start = parse_moment(entry["start"])
    assert isinstance(start, date)
    if isinstance(start, datetime):
        return start.replace(tzinfo=parse_zone(entry.get("timezone", "America/Edmonton")))
    return start


def by_name(entry: Mapping[str, str]) -> str:
    return entry["phrase"]


def test_the_book_of_phrases_is_large_enough() -> None:
    assert len(PHRASES) >= 80
    assert len(REFUSALS) >= 20


@pytest.mark.parametrize("entry", PHRASES, ids=by_name)
def test_a_phrase_makes_the_dates_that_dateutil_makes(entry: dict[str, Any]) -> None:
    start = start_of(entry)
    spec = spec_of(entry["phrase"], entry.get("language", "en"))
    length = parse_duration(entry.get("length", "1 h"))
    assert isinstance(length, timedelta)
    series = Series("uid", start, length, rule=complete_rule(spec.rule, start))
    naive = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    ends = "COUNT" in entry["rrule"] or "UNTIL" in entry["rrule"]
    wanted = 100 if ends else len(entry["dates"])

    reference = [str(moment.date()) for moment in islice(rrulestr(entry["rrule"], dtstart=naive), wanted)]
    made = list(islice(rule_starts(series, ALWAYS), wanted))
    assert [day[:10] for day in map(str, made)] == entry["dates"]
    assert reference == entry["dates"]
    expected = [parse_time(entry[name]) if name in entry else None for name in ("from", "to")]
    assert [spec.time_from, spec.time_to] == expected
    if "utc" in entry:
        assert [until_in_utc(moment, length) for moment in made] == entry["utc"]


def until_in_utc(start: Start, length: timedelta) -> str:
    begin, end = span_of(start, length)
    assert isinstance(begin, datetime)
    assert isinstance(end, datetime)
    return f"{begin.astimezone(UTC):%Y-%m-%d %H:%M} to {end.astimezone(UTC):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("entry", PHRASES, ids=by_name)
@pytest.mark.parametrize("language", READABLE)
def test_a_phrase_written_back_means_the_same(entry: dict[str, Any], language: str) -> None:
    spec = spec_of(entry["phrase"], entry.get("language", "en"))
    written = format_repeat(spec, language)
    assert "FREQ" not in written
    assert spec_of(written, language) == spec


@pytest.mark.parametrize(
    "phrase", ["deux fois par mois", "2 fois par semaine le lundi", "3 séances par mois", "une fois mensuel"]
)
def test_so_many_times_a_month_leaves_open_on_which_days(phrase: str) -> None:
    assert refused(parse_repeat(phrase, ("fr",))).rule == "repeat-ambiguous"
    assert spec_of("mensuel, 3 fois", "fr").rule.count == 3


@pytest.mark.parametrize("entry", REFUSALS, ids=by_name)
def test_a_refused_phrase_is_answered_with_forms_that_work(entry: dict[str, Any]) -> None:
    refusal = refused(parse_repeat(entry["phrase"]))
    assert refusal.rule == entry["rule"]
    assert refusal.message
    assert refusal.hint
    if "readings" in entry:
        assert list(refusal.readings) == entry["readings"]
    elif refusal.rule.startswith("repeat") and not entry["phrase"].startswith("FREQ"):
        assert len(refusal.readings) == 3
    for reading in refusal.readings:
        spec_of(reading)


@pytest.mark.parametrize("language", READABLE)
def test_every_form_we_offer_can_be_read(language: str) -> None:
    lexicon = lexicon_of(language)
    for form in (
        *lexicon.examples,
        *(reading for readings in lexicon.unsure.values() for reading in readings),
    ):
        assert isinstance(spec_of(form, language), Spec)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tue & thu", "Tuesdays and Thursdays"),
        ("every 2 weeks on thursday 10 times", "every other Thursday, 10 times"),
        ("2nd saturday until 2027-06-16", "second Saturday of the month until 16 June 2027"),
        ("January 27", "every year on 27 January"),
        ("every 3 months third Thursday", "every 3 months on the third Thursday"),
        ("28th of each month", "on the 28th of every month"),
        ("Mon-Fri from 9 am to 5 pm", "weekdays from 09:00 to 17:00"),
        ("last tues. but not in july or august", "last Tuesday of the month except July and August"),
        ("Saturdays 10am-12pm", "Saturdays from 10:00 to 12:00"),
        ("daily except sundays", "Monday to Saturday"),
        ("friday to monday", "Friday to Monday"),
        ("mon, tue & thu", "Mondays, Tuesdays and Thursdays"),
        ("every 2 weeks on tue, wed & thu", "every other week on Tuesdays, Wednesdays and Thursdays"),
        ("the 15th and last day of the month", "on the 15th and the last day of every month"),
        ("every 12–14 February", "every year on 12–14 February"),
        ("February 12 to 14", "every year on 12–14 February"),
        ("every year from 12 to 14 February", "every year on 12–14 February"),
        ("1st to 3rd June and 27 June", "every year on 1–3 June and 27 June"),
        ("6 and 7 December", "every year on 6 December and 7 December"),
        ("six Mondays", "Mondays, 6 times"),
        ("Tuesday evenings 7 to 8:30", "Tuesdays from 19:00 to 20:30"),
        ("every morning from 9:30 to 11", "every day from 09:30 to 11:00"),
        ("Saturday mornings 10 to 1", "Saturdays from 10:00 to 13:00"),
        ("Saturdays 10-11 am", "Saturdays from 10:00 to 11:00"),
        ("Saturdays 10am-1", "Saturdays from 10:00 to 13:00"),
        ("Fridays from 18:00 to 24:00", "Fridays from 18:00 to 00:00"),
        ("Fridays 18:00–23:59:59", "Fridays from 18:00 to 00:00"),
        ("Fridays until 25/6/2027", "Fridays until 25 June 2027"),
    ],
)
def test_rules_are_written_as_people_say_them(typed: str, written: str) -> None:
    assert format_repeat(spec_of(typed)) == written


START = date(2027, 2, 1)
"""A Monday."""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Mondays until June 14", "Mondays until 14 June 2027"),
        ("Mondays until 31 January", "Mondays until 31 January 2028"),
        ("six Mondays from Feb 1", "Mondays, 6 times"),
        ("six Mondays starting 1 February 2027", "Mondays, 6 times"),
        ("Mondays except Mar 15", "Mondays except 15 March 2027"),
        ("Mondays, not on July 5, until 30 August", "Mondays except 5 July 2027, until 30 August 2027"),
        ("Mondays except July 1 to August 31", "Mondays except 1 July 2027 to 31 August 2027"),
        ("Mondays in July and August", "Mondays in July and August"),
        ("Mondays from May to September until 2030-09-30", "Mondays from May to September until 2030-09-30"),
        ("les lundis jusqu'au 14 juin", "Mondays until 14 June 2027"),
    ],
)
def test_days_without_their_year_are_read_beside_the_start(typed: str, written: str) -> None:
    spec = parse_repeat(typed, ("fr",), START)
    assert isinstance(spec, Spec), spec
    assert spec == spec_of(written)


@pytest.mark.parametrize("typed", ["bidule", "tous les mardsi", "cada lnes", "when it suits", "كل يوم جمعه"])
def test_forms_that_work_are_of_one_language(typed: str) -> None:
    refusal = parse_repeat(typed, ("fr", "en", "es", "ar"))
    assert isinstance(refusal, DateRefused)
    of = [tag for tag in ("en", "fr", "es", "ar") if set(refusal.readings) <= set(lexicon_of(tag).examples)]
    assert of


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("Mondays until end of June", ["mondays until 2027-06-30"]),
        ("Mondays until the end of January", ["mondays until 2028-01-31"]),
        ("Mondays until June 2028", ["mondays until 2028-06-30"]),
        ("Mondays through May", ["mondays through 2027-05-31"]),
        (
            "first and third Monday, February through May",
            [
                "first and third monday, until 2027-05-31",
                "first and third monday, in february through may",
            ],
        ),
        ("Mondays from February to May", ["mondays until 2027-05-31", "mondays in february to may"]),
        ("Mondays from 8 February", ["mondays"]),
        ("6 Mondays starting 8 February 2027", ["6 mondays"]),
        ("12–14 February 2027", ["every day until 2027-02-14"]),
        ("Mondays 7 to 8:30", ["mondays 07:00 - 08:30", "mondays 19:00 - 20:30"]),
        (
            "Mondays 7 to 8:30 until end of June",
            ["mondays 07:00 - 08:30 until 2027-06-30", "mondays 19:00 - 20:30 until 2027-06-30"],
        ),
        ("les lundis jusqu’à la fin de juin", ["lundis jusqu'a 2027-06-30"]),
        ("les lundis de février à mai", ["lundis jusqu'au 2027-05-31", "lundis en fevrier a mai"]),
    ],
)
def test_what_is_left_open_is_answered_with_the_whole_repeat(typed: str, readings: list[str]) -> None:
    refusal = refused(parse_repeat(typed, ("fr",), START))
    for reading in refusal.readings:
        assert isinstance(parse_repeat(reading, ("fr",), START), Spec)
    assert list(refusal.readings) == readings


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "Monday", "until": "June 14"}, "Mondays until 14 June 2027"),
        ({"on": "Monday", "except": "Mar 15"}, "Mondays except 15 March 2027"),
        ({"on": "Monday", "from": "18:00", "to": "24:00"}, "Mondays from 18:00 to 00:00"),
        ({"every": "2 weeks", "on": ["Monday", "Sunday"]}, "every 2 weeks on Monday and Sunday"),
    ],
)
def test_fields_are_read_beside_the_start(fields: dict[str, Any], words: str) -> None:
    assert parse_repeat_fields(fields, start=START) == spec_of(words)


def test_the_end_of_a_month_in_a_field_is_answered_with_its_day() -> None:
    refusal = refused(parse_repeat_fields({"on": "Monday", "until": "end of June"}, start=START))
    assert (refusal.field, refusal.readings) == ("until", ("2027-06-30",))


def test_times_are_written_by_the_clock_of_the_board() -> None:
    spec = spec_of("Saturdays from noon to 13:30")
    assert format_repeat(spec, clock=12) == "Saturdays from noon to 1:30 pm"
    assert format_repeat(spec, clock=24) == "Saturdays from 12:00 to 13:30"


def test_french_is_written_as_people_say_it() -> None:
    said = {
        "every other Thursday until 1 June 2027": "un jeudi sur deux jusqu’au 1er juin 2027",
        "second to last Friday": "l’avant-dernier vendredi du mois",
        "weekdays": "les jours de semaine",
        "the 3rd to last day of every month": "le 3e jour à partir de la fin de chaque mois",
        "Tuesdays and Thursdays except July and August": "les mardis et jeudis sauf en juillet et août",
    }
    assert {english: format_repeat(spec_of(english), "fr") for english in said} == said


def test_a_language_without_words_gets_english() -> None:
    assert format_repeat(TUESDAYS, "xx") == "Tuesdays"


def test_english_is_read_on_every_board_and_other_languages_where_they_are_spoken() -> None:
    assert spec_of("every Tuesday", "fr") == spec_of("tous les mardis", "fr")
    assert refused(parse_repeat("tous les mardis")).rule == "repeat-unreadable"


def test_a_word_that_is_nearly_right_is_named() -> None:
    assert "did you mean “every”" in refused(parse_repeat("evry tuesday")).message


def test_the_forms_offered_are_like_what_was_typed() -> None:
    assert "Tuesdays" in refused(parse_repeat("Tuesdayz")).readings
    assert "last Friday of the month" in refused(parse_repeat("last Fryday of the month")).readings


def test_a_refusal_speaks_the_language_that_was_typed() -> None:
    offered = refused(parse_repeat("le dernier vendredi du moi", ("fr",))).readings
    assert offered[0] == "le dernier vendredi du mois"


def test_days_to_leave_out_are_read_and_written() -> None:
    spec = spec_of("Tuesdays except 24 December 2027 and 2027-07-01 to 2027-08-31")
    summer = DayRange(date(2027, 7, 1), date(2027, 8, 31))
    assert spec.except_days == (summer, DayRange(date(2027, 12, 24), date(2027, 12, 24)))
    assert spec_of(format_repeat(spec)) == spec


def test_a_last_date_after_days_to_leave_out_is_kept_apart_from_them() -> None:
    spec = spec_of("Tuesdays except 24 December 2027, until 28 March 2028")
    assert spec.rule.until == date(2028, 3, 28)
    assert format_repeat(spec) == "Tuesdays except 24 December 2027, until 28 March 2028"


FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"every": "week", "on": "Tuesday"}, "Tuesdays"),
    ({"every": "2 weeks", "on": ["Tuesday", "Thursday"]}, "every 2 weeks on Tuesday and Thursday"),
    ({"every": "2", "on": "Tuesday"}, "every other Tuesday"),
    ({"every": "other week"}, "every other week"),
    ({"every": "day", "count": "3"}, "every day, 3 times"),
    ({"every": "month", "on": "second Saturday"}, "second Saturday of the month"),
    ({"on": "last Friday", "until": "2027-06-16"}, "last Friday of the month until 16 June 2027"),
    ({"every": "month", "on": "28"}, "on the 28th of every month"),
    ({"on": "28"}, "on the 28th of every month"),
    ({"on": ["1", "15"]}, "on the 1st and 15th of every month"),
    ({"every": "3 months", "on": "third Thursday"}, "every 3 months on the third Thursday"),
    ({"every": "year", "on": "27 January"}, "every year on 27 January"),
    (
        {"every": "year", "on": "second Monday", "months": "October"},
        "every year on the second Monday of October",
    ),
    ({"on": "Saturday", "from": "10:00", "to": "noon"}, "Saturdays from 10:00 to 12:00"),
    ({"on": "Tuesday", "months": ["July", "August"]}, "Tuesdays in July and August"),
    ({"on": "Tuesday", "months": "May to September"}, "Tuesdays from May to September"),
    ({"on": "Tuesday", "except": ["July", "August"]}, "Tuesdays except July and August"),
    ({"on": "Tuesday", "except": "July and August"}, "Tuesdays except July and August"),
    ({"on": "Tuesday", "except": "2027-07-01 to 2027-08-31"}, "Tuesdays except 2027-07-01 to 2027-08-31"),
    ({"every": "day", "except": "Sunday"}, "every day except Sunday"),
    ({"words": "Saturdays from 10:00 to 12:00"}, "Saturdays from 10:00 to 12:00"),
    ({"rrule": "FREQ=WEEKLY;BYDAY=TU"}, "Tuesdays"),
]


@pytest.mark.parametrize(("fields", "words"), FIELDS, ids=[words for _, words in FIELDS])
def test_fields_say_what_words_say(fields: dict[str, Any], words: str) -> None:
    assert parse_repeat_fields(fields) == spec_of(words)


def test_a_key_stands_beside_words_and_beside_fields() -> None:
    for fields in ({"words": "Saturdays"}, {"rrule": "FREQ=WEEKLY;BYDAY=SA"}, {"on": "Saturday"}):
        spec = parse_repeat_fields({**fields, "key": "saturday"})
        assert isinstance(spec, Spec)
        assert spec.key == "saturday"


def test_a_name_in_except_is_a_calendar() -> None:
    spec = parse_repeat_fields({"on": "Tuesday", "except": ["school-holidays", "July", "2027-12-24"]})
    assert isinstance(spec, Spec)
    assert spec.except_calendars == ("school-holidays",)
    assert 7 not in spec.rule.by_month
    assert len(spec.except_days) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": "Tusday"}, "on"),
        ({"every": "fortnigth"}, "every"),
        ({"every": "2", "on": "second Saturday or so"}, "on"),
        ({"on": "Tuesday", "from": "10"}, "from"),
        ({"on": "Tuesday", "to": "25:00"}, "to"),
        ({"on": "Tuesday", "until": "June"}, "until"),
        ({"on": "Tuesday", "count": "many"}, "count"),
        ({"on": "Tuesday", "months": "Juli"}, "months"),
        ({"on": "Tuesday", "except": "the school holidays"}, "except"),
        ({"words": "evry tuesday"}, "words"),
        ({"rrule": "FREQ=HOURLY"}, "rrule"),
        ({"words": "Tuesdays", "until": "2027-06-16"}, "until"),
        ({"when": "Tuesday"}, "when"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(fields: dict[str, Any], field: str) -> None:
    refusal = refused(parse_repeat_fields(fields))
    assert refusal.field == field
    assert refusal.hint


def test_fields_that_exclude_each_other_are_refused() -> None:
    both = {"on": "Tuesday", "until": "2027-06-16", "count": "6"}
    assert refused(parse_repeat_fields(both)).rule == "repeat-unreadable"
    assert refused(parse_repeat_fields({"from": "10:00"})).rule == "repeat-unreadable"


def test_fields_are_read_in_the_languages_of_the_board() -> None:
    fields = {"every": "2 semaines", "on": "samedi", "except": "juillet", "until": "16 juin 2027"}
    spec = parse_repeat_fields(fields, ("fr",))
    assert isinstance(spec, Spec)
    months = tuple(month for month in range(1, 13) if month != 7)
    assert spec.rule == RecurrenceRule(WEEKLY, 2, (WeekdayNum(5),), (), months, date(2027, 6, 16))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=SECONDLY", "repeat-out-of-bounds"),
        ("FREQ=DAILY;COUNT=1000000000", "repeat-out-of-bounds"),
        ("FREQ=DAILY;COUNT=0", "repeat-out-of-bounds"),
        ("FREQ=DAILY;INTERVAL=0", "repeat-out-of-bounds"),
        ("FREQ=DAILY;INTERVAL=100", "repeat-out-of-bounds"),
        ("FREQ=DAILY;INTERVAL=-1", "repeat-unreadable"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "repeat-out-of-bounds"),
        ("FREQ=DAILY;BYHOUR=9,17", "repeat-out-of-bounds"),
        ("FREQ=YEARLY;BYWEEKNO=20", "repeat-out-of-bounds"),
        ("FREQ=YEARLY;BYDAY=20MO", "repeat-out-of-bounds"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=XX", "repeat-unreadable"),
        ("FREQ=DAILY;BYMONTHDAY=-1", "repeat-out-of-bounds"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=-1", "repeat-out-of-bounds"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=2FR;BYMONTHDAY=11", "repeat-out-of-bounds"),
        ("FREQ=WEEKLY;BYDAY=2MO", "repeat-unreadable"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "repeat-unreadable"),
        ("FREQ=WEEKLY;FREQ=DAILY", "repeat-unreadable"),
        ("FREQ=WEEKLY;UNTIL=20270616;COUNT=3", "repeat-unreadable"),
        ("FREQ=WEEKLY;UNTIL=20270231", "repeat-unreadable"),
        ("FREQ=WEEKLY;BYDAY=XX", "repeat-unreadable"),
        ("INTERVAL=2", "repeat-unreadable"),
        ("", "repeat-unreadable"),
        ("FREQ=DAILY;" + "X" * 10_000, "repeat-unreadable"),
    ],
)
def test_an_rrule_out_of_bounds_is_refused(text: str, rule: str) -> None:
    assert refused(parse_rrule(text)).rule == rule


def test_a_week_that_begins_on_sunday_is_taken_where_it_makes_no_difference() -> None:
    assert parse_rrule("RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=SU") == TUESDAYS


@pytest.mark.parametrize(
    ("rrule", "start", "days"),
    [
        ("INTERVAL=2;BYDAY=SU,TU", date(2027, 1, 3), [3, 12, 17, 26]),
        ("INTERVAL=2;BYDAY=SU,TU;WKST=MO", date(2027, 1, 3), [3, 12, 17, 26]),
        ("INTERVAL=2;BYDAY=SU,TU;WKST=SU", date(2027, 1, 3), [3, 5, 17, 19]),
        ("INTERVAL=2;BYDAY=TU,TH", date(2027, 1, 5), [5, 7, 19, 21]),
        ("INTERVAL=2;BYDAY=TU,TH;WKST=WE", date(2027, 1, 5), [5, 14, 19, 28]),
    ],
)
def test_an_rrule_keeps_the_day_on_which_its_weeks_begin(rrule: str, start: date, days: list[int]) -> None:
    rule = parse_rrule(f"FREQ=WEEKLY;{rrule}", start)
    assert isinstance(rule, RecurrenceRule)
    made = rule_starts(Series("uid", start, timedelta(days=1), rule=rule), Window(start, date(2027, 2, 1)))
    assert [day_of(day).day for day in made][:4] == days


@pytest.mark.parametrize(
    ("words", "start", "days"),
    [
        ("every 2 weeks on Sunday and Tuesday", date(2027, 1, 3), [3, 5, 17, 19, 31]),
        ("every 2 weeks on Sunday and Tuesday", date(2027, 1, 5), [5, 10, 19, 24]),
        ("every other Saturday and Sunday", date(2027, 1, 2), [2, 3, 16, 17, 30, 31]),
        ("every other Saturday and Sunday", date(2027, 1, 3), [3, 9, 17, 23, 31]),
        ("every 3 weeks on Monday and Thursday", date(2027, 1, 7), [7, 11, 28]),
    ],
)
def test_weeks_are_counted_from_the_weekday_of_the_first_date(
    words: str, start: date, days: list[int]
) -> None:
    series = Series("uid", start, timedelta(days=1), rule=complete_rule(spec_of(words).rule, start))
    made = rule_starts(series, Window(date(2027, 1, 1), date(2027, 2, 1)))
    assert [day_of(day).day for day in made] == days


@given(
    st.integers(2, 5),
    st.sets(st.integers(0, 6), min_size=2).map(sorted),
    st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    st.none() | st.integers(0, 6),
)
def test_the_weekdays_that_weeks_may_begin_on_are_those_that_make_the_same_dates(
    interval: int, weekdays: list[int], day: date, week_start: int | None
) -> None:
    start = day + timedelta(days=(weekdays[0] - day.weekday()) % 7)
    rule = RecurrenceRule(WEEKLY, interval, tuple(map(WeekdayNum, weekdays)), week_start=week_start)
    window = Window(start, start + timedelta(days=7 * 12 * interval))

    def dates(begins: int | None) -> list[Start]:
        made = replace(rule, week_start=begins)
        return list(rule_starts(Series("uid", start, timedelta(days=1), rule=made), window))

    same = {begins for begins in range(7) if dates(begins) == dates(week_start)}
    assert rule.week_starts(start.weekday()) == same


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270616", date(2027, 6, 16)),
        ("20270616T235959", date(2027, 6, 16)),
        ("20270616T190000", date(2027, 6, 16)),
        ("20270616T185959", date(2027, 6, 15)),
        ("20270617T010000Z", date(2027, 6, 16)),
        ("20270617T005959Z", date(2027, 6, 15)),
    ],
)
def test_an_until_with_a_time_becomes_the_last_day_with_a_date(until: str, last: date) -> None:
    start = datetime(2027, 1, 6, 19, tzinfo=parse_zone("America/Edmonton"))
    rule = parse_rrule(f"FREQ=WEEKLY;UNTIL={until}", start)
    assert isinstance(rule, RecurrenceRule)
    assert rule.until == last


@st.composite
def rules(draw: st.DrawFn) -> RecurrenceRule:
    """Every rule within the bounds of RRULE as we take it."""
    frequency = draw(st.sampled_from(Frequency))
    ordinals = [1, 2, 3, 4, 5, -1, -2, -3, -4, -5]
    with_ordinals = frequency in (MONTHLY, YEARLY) and draw(st.booleans())
    ordinal = st.sampled_from(ordinals) if with_ordinals else st.just(0)
    weekdays = st.lists(st.builds(WeekdayNum, st.integers(0, 6), ordinal), max_size=7).map(tuple)
    by_day = draw(weekdays)
    smallest = 1 if by_day or frequency is DAILY else -31
    week_start = draw(st.none() | st.integers(0, 6)) if frequency is WEEKLY else None
    numbers = st.lists(st.integers(smallest, 31).filter(bool), max_size=4).map(tuple)
    without_numbers = frequency is WEEKLY or any(day.ordinal for day in by_day)
    end = draw(st.sampled_from(["none", "until", "count"]))
    return RecurrenceRule(
        frequency,
        draw(st.integers(1, 99)),
        by_day,
        draw(numbers) if not without_numbers and draw(st.booleans()) else (),
        draw(st.lists(st.integers(1, 12), max_size=12).map(tuple)),
        draw(st.dates(date(1970, 1, 1), date(2199, 12, 31))) if end == "until" else None,
        draw(st.integers(1, 500)) if end == "count" else None,
        week_start,
    )


@settings(max_examples=scaled(150))
@given(rules(), st.sampled_from(READABLE))
def test_any_rule_that_is_written_is_read_back(rule: RecurrenceRule, language: str) -> None:
    assert spec_of(format_repeat(rule, language), language) == Spec(canonical_rule(rule))


ALL_MONTHS = "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        (f"FREQ=YEARLY;{ALL_MONTHS};BYDAY=1MO", 12),
        (f"FREQ=YEARLY;{ALL_MONTHS}", 12),
        (f"FREQ=YEARLY;{ALL_MONTHS};BYMONTHDAY=6", 0),
        (f"FREQ=YEARLY;{ALL_MONTHS};BYDAY=MO", 0),
        (f"FREQ=MONTHLY;{ALL_MONTHS};BYDAY=1MO", 0),
    ],
)
def test_all_twelve_months_are_named_only_where_they_change_the_rule(text: str, months: int) -> None:
    rule = parse_rrule(text)
    assert isinstance(rule, RecurrenceRule)
    assert len(rule.by_month) == months
    assert is_sayable(rule) is (months == 0 and "BYDAY=MO" not in text)


@given(rules())
def test_any_rule_is_an_rrule_and_back(rule: RecurrenceRule) -> None:
    assert parse_rrule(format_rrule(rule)) == canonical_rule(rule)


CLOCKS = st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
RANGES = st.lists(DAYS, min_size=2, max_size=2).map(lambda days: DayRange(min(days), max(days)))


@settings(max_examples=scaled(150))
@given(
    rules().filter(is_sayable),
    CLOCKS,
    CLOCKS,
    st.lists(RANGES, max_size=3),
    st.sampled_from(READABLE),
    st.sampled_from([12, 24]),
)
def test_any_spec_that_is_written_is_read_back(
    rule: RecurrenceRule,
    begin: time | None,
    end: time | None,
    left_out: list[DayRange],
    language: str,
    clock: int,
) -> None:
    days = tuple(sorted(set(left_out), key=lambda span: (span.first, span.last)))
    spec = Spec(canonical_rule(rule), begin, end, days)
    written = format_repeat(spec, language, clock)
    if len(written) <= LONGEST_REPEAT:
        assert spec_of(written, language) == spec
    else:
        assert isinstance(parse_repeat(written, (language,)), DateRefused)


def test_almost_every_rule_has_words() -> None:
    assert not is_sayable(RecurrenceRule(MONTHLY, by_day=(WeekdayNum(4),), by_month_day=(13,)))
    assert is_sayable(RecurrenceRule(YEARLY, 2, by_month=(2,), by_month_day=(-1,)))
    assert is_sayable(RecurrenceRule(MONTHLY, 99, by_day=(WeekdayNum(4, -3), WeekdayNum(0, 2))))


WORDS = sorted({word for entry in PHRASES for word in str(entry["phrase"]).split()})


@settings(max_examples=scaled(150))
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.sampled_from(READABLE))
def test_any_order_of_known_words_is_read_or_refused_and_means_the_same_when_written(
    typed: str, language: str
) -> None:
    answer = parse_repeat(typed, (language,))
    if isinstance(answer, DateRefused):
        assert answer.rule in {**REFUSAL_RULES, **REPEAT_REFUSAL_RULES}
        for reading in answer.readings:
            spec_of(reading, language)
    else:
        assert spec_of(format_repeat(answer, language), language) == answer


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(typed: str) -> None:
    answer = parse_repeat(typed, ("fr",))
    assert isinstance(answer, Spec) or answer.rule in {**REFUSAL_RULES, **REPEAT_REFUSAL_RULES}


@given(
    st.dictionaries(
        st.sampled_from(["every", "on", "from", "to", "until", "count", "months", "except", "rrule"]),
        st.text(max_size=20) | st.lists(st.sampled_from(WORDS), max_size=4),
    )
)
def test_any_fields_are_read_or_refused(fields: dict[str, Any]) -> None:
    answer = parse_repeat_fields(fields)
    assert isinstance(answer, Spec) or answer.rule in {**REFUSAL_RULES, **REPEAT_REFUSAL_RULES}


@pytest.mark.parametrize(
    "scrap", ["1 of ", "second ", "Tuesday and ", "every ", "except ", "to ", "1", "and ", "é"]
)
def test_the_longest_rubbish_is_refused_at_once(scrap: str) -> None:
    def read() -> None:
        for length in (299, 100_000):
            assert isinstance(parse_repeat((scrap * length)[:length], ("fr",)), DateRefused)

    assert takes_at_most(12, read)
