"""When events are: read with the one meaning it has, or answered with lines that pass."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.place import DayRange
from bulletin.problems import Problem
from tests.check.small_boards import FILES
from tests.formats.pasting import paste

TODAY = date(2027, 1, 15)
PATH = "events/oak/club.yaml"
HEAD = "title: Club evening\nvenue: hall\n"


def read(lines: str, head: str = HEAD) -> tuple[Event | None, list[Problem]]:
    """The event with these lines, on a board in Toronto, and what is wrong with it or noted of it."""
    files = {**FILES, PATH: f"{head}{lines}\n"}
    loaded = load_board(Sources({path: text.encode() for path, text in files.items()}), today=TODAY)
    assert loaded.board is not None
    assert all(problem.ref.path == PATH for problem in loaded.problems)
    event = loaded.board.events.get("oak/club")
    return event, [problem for problem in loaded.problems if problem.rule.id not in ("no-end", "no-category")]


def dates(lines: str) -> list[str]:
    """The first dates of a valid event, start and end."""
    event, problems = read(lines)
    assert event is not None, problems
    assert not any(problem.is_error for problem in problems)
    return [f"{one.start:%d %H:%M} to {one.end:%d %H:%M}" for one in next_dates(event, date(2027, 1, 1), 4)]


def only(lines: str) -> Problem:
    event, problems = read(lines)
    assert event is None
    [problem] = [problem for problem in problems if problem.is_error]
    return problem


def choices(problem: Problem) -> list[str]:
    """The lines a hint offers to choose from, each kind of line in its order."""
    lines = [line.removeprefix("Type instead: ") for line in problem.hint.split("\n")]
    return [line for line in lines if re.match(r"(- |\S+: )", line) and not line.endswith(":")]


@pytest.mark.parametrize("start", ["2027-01-19 7pm", "2027-01-19 19:00", "2027-01-19 19h", "19/01/2027 7 pm"])
@pytest.mark.parametrize("end", ["8:30", "08:30", "8.30", "8h30"])
def test_an_end_in_the_morning_after_an_evening_is_asked_about(start: str, end: str) -> None:
    problem = only(f"start: {start}\nend: {end}")
    assert (problem.rule.id, problem.ref.line) == ("unsure-end", 4)
    assert choices(problem) == ["end: 20:30", "end: 2027-01-20 08:30"]
    for line, meant in zip(choices(problem), ["19 19:00 to 19 20:30", "19 19:00 to 20 08:30"], strict=True):
        assert dates(f"start: {start}\n{line}") == [meant]


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        ("2027-01-19 11:00", "1:30", ["end: 13:30", "end: 2027-01-20 01:30"]),
        ("2027-01-19 10:00", "9:00", ["end: 21:00", "end: 2027-01-20 09:00"]),
        ("2027-01-19 7pm", "12:00", ["end: 2027-01-20 00:00", "end: 2027-01-20 12:00"]),
    ],
)
def test_an_end_that_would_be_too_late_has_both_readings_too(start: str, end: str, lines: list[str]) -> None:
    problem = only(f"start: {start}\nend: {end}")
    assert problem.rule.id == "ends-after-start"
    assert choices(problem) == lines
    for line in lines:
        assert len(dates(f"start: {start}\n{line}")) == 1


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2027-01-19 20:00", "2:00", "19 20:00 to 20 02:00"),
        ("2027-01-19 23:00", "02:00", "19 23:00 to 20 02:00"),
        ("2027-01-19 7pm", "7am", "19 19:00 to 20 07:00"),
        ("2027-01-19 7pm", "8:30 am", "19 19:00 to 20 08:30"),
        ("2027-01-19 20:00", "8:00", "19 20:00 to 20 08:00"),
        ("2027-01-19 18:00", "2027-01-20 18:00", "19 18:00 to 20 18:00"),
        ("2027-01-19 19:00", "24:00", "19 19:00 to 20 00:00"),
        ("2027-01-19 08:00", "24:00", "19 08:00 to 20 00:00"),
        ("2027-01-19 00:00", "24:00", "19 00:00 to 20 00:00"),
        ("2027-01-19 08:00", "23:59:59", "19 08:00 to 20 00:00"),
        ("2027-01-19 08:00", "2027-01-19T23:59:59", "19 08:00 to 20 00:00"),
        ("2027-01-19 08:00", "23:59", "19 08:00 to 19 23:59"),
        ("2027-01-19 18:30:20", "20:00:40", "19 18:30 to 19 20:00"),
    ],
)
def test_nights_and_midnights_are_read_as_they_stand(start: str, end: str, meant: str) -> None:
    assert dates(f"start: {start}\nend: {end}") == [meant]


def test_the_midnight_before_a_start_is_answered_with_the_one_after() -> None:
    problem = only("start: 2027-01-19 08:00\nend: 00:00")
    assert problem.hint == "Type instead: end: 24:00"


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        ("17:30", "7", ["end: 19:00", "end: 2027-01-20 07:00"]),
        ("10:00", "1", ["end: 13:00", "end: 2027-01-20 01:00"]),
        ("10:00", "12", ["end: 12:00"]),
        ("20:00", "2", ["end: 02:00"]),
        ("10:00", "18", ["end: 18:00"]),
        ("10:00", "24", ["end: 24:00"]),
    ],
)
def test_a_bare_hour_as_an_end_is_answered_by_what_it_can_mean_after_the_start(
    start: str, end: str, lines: list[str]
) -> None:
    problem = only(f"start: 2027-01-19 {start}\nend: {end}")
    assert choices(problem) == lines
    for line in lines:
        assert len(dates(f"start: 2027-01-19 {start}\n{line}")) == 1


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ("Saturday March 6, 11am–3pm", ["start: 2027-03-06 11:00", "end: 15:00"]),
        ("Feb 1, 16:30–18:00", ["start: 2027-02-01 16:30", "end: 18:00"]),
        (
            "2027-02-03 5:30–7 pm",
            ["start: 2027-02-03 17:30", "end: 19:00", "start: 2027-02-03 05:30", "end: 19:00"],
        ),
        ("2027-02-03 9:30–14:00", ["start: 2027-02-03 09:30", "end: 14:00"]),
        ("2027-02-20 11pm to 2am", ["start: 2027-02-20 23:00", "end: 02:00"]),
    ],
)
def test_hours_beside_a_day_are_answered_with_all_their_lines(start: str, lines: list[str]) -> None:
    assert choices(only(f"start: {start}")) == lines


def test_hours_in_one_line_are_answered_with_two_lines_for_each_reading() -> None:
    problem = only("start: 2027-01-19 7pm-8:30")
    assert choices(problem) == [
        *("start: 2027-01-19 19:00", "end: 20:30"),
        *("start: 2027-01-19 19:00", "end: 2027-01-20 08:30"),
    ]
    whole = only("start: 2027-01-19 18:00-24:00")
    assert whole.fix is not None
    text = paste(f"{HEAD}start: 2027-01-19 18:00-24:00\n", whole.fix)
    assert dates(text.removeprefix(HEAD)) == ["19 18:00 to 20 00:00"]


@pytest.mark.parametrize(
    ("repeat", "lines"),
    [
        ("  - Tuesdays from 7pm to 8:30, 2 times", ["- Tuesdays from 7pm to {}, 2 times"]),
        (
            "  - {on: Tuesday, from: 7pm, to: 08:30, count: 2}",
            ["- {{on: Tuesday, from: 7pm, to: {}, count: 2}}"],
        ),
        ("  on: Tuesday\n  to: 8:30\n  count: 2", ["to: {}"]),
    ],
)
def test_the_end_of_a_repeat_is_asked_about_as_any_other(repeat: str, lines: list[str]) -> None:
    problem = only(f"start: 2027-01-19 19:00\nrepeat:\n{repeat}")
    assert problem.rule.id == "unsure-end"
    assert choices(problem) == [line.format(end) for end in ("20:30", "8:30 am") for line in lines]
    for end, meant in (("20:30", "19 20:30"), ("8:30 am", "20 08:30")):
        answered = re.sub(r"0?8:30", end, repeat)
        assert dates(f"start: 2027-01-19 19:00\nrepeat:\n{answered}")[0] == f"19 19:00 to {meant}"


def test_a_repeat_may_end_at_midnight() -> None:
    assert dates("start: 2027-01-19 08:00\nrepeat: Tuesdays from 8:00 to 24:00, 2 times")[1] == (
        "26 08:00 to 27 00:00"
    )


CHANGED = "start: 2027-05-01 {start}\nend: {end}\nrepeat: Saturdays, 3 times\nchanges:\n"


@pytest.mark.parametrize(
    ("start", "end", "change"),
    [
        ("10:00", "17:00", "  2027-05-08:\n    start: 18:00"),
        ("10:00", "17:00", "  2027-05-08: {start: 18:00}"),
        ("10:00", "17:00", "  2027-05-08: {start: 2027-05-09 18:00}"),
        ("19:00", "22:00", "  2027-05-08: {start: 21:30, note: late}"),
    ],
)
def test_a_later_start_that_pushes_its_end_over_midnight_is_asked_about(
    start: str, end: str, change: str
) -> None:
    lines = CHANGED.format(start=start, end=end) + change
    problem = only(lines)
    assert problem.rule.id == "unsure-end"
    last = next(line for line in choices(problem) if "end:" in line)
    whole = change if "{" not in change else re.sub(r"2027-05-08: .*", last, change)
    answered = whole if "{" in change else f"{change}\n    {last}"
    assert len(dates(CHANGED.format(start=start, end=end) + answered)) == 3


@pytest.mark.parametrize(
    ("start", "end", "change"),
    [
        ("20:00", "02:00", "start: 21:00"),
        ("23:00", "02:00", "start: 22:30"),
        ("18:00", "2027-05-02 18:00", "start: 20:00"),
        ("10:00", "17:00", "start: 17:00"),
        ("10:00", "17:00", "{start: 18:00, end: 20:00}"),
        ("10:00", "17:00", "{start: 18:00, end: 2027-05-09 01:00}"),
        ("10:00", "17:00", "start: 2027-05-09"),
    ],
)
def test_genuine_nights_may_move(start: str, end: str, change: str) -> None:
    change = change if change.startswith("{") else f"{{{change}}}"
    assert len(dates(f"{CHANGED.format(start=start, end=end)}  2027-05-08: {change}")) == 3


def test_a_further_repeat_with_a_later_start_is_asked_about_too() -> None:
    repeat = "repeat:\n  - Saturdays, 3 times\n  - {on: Sunday, from: 18:00, count: 2, key: sunday}"
    problem = only(f"start: 2027-05-01 10:00\nend: 17:00\n{repeat}")
    assert problem.rule.id == "unsure-end"
    assert [line.split(", ")[2] for line in choices(problem)] == ["to: 1:00 am", "to: 20:00"]
    assert (
        len(dates(f"start: 2027-05-01 10:00\nend: 17:00\n{repeat.replace('18:00', '18:00, to: 20:00')}")) == 4
    )


@pytest.mark.parametrize(
    "start",
    [
        "2027-02-10T18:00:00-05:00",
        '"2027-02-10T18:00:00-05:00"',
        "2027-02-10T18:00-05:00",
        "2027-02-10 18:00:00 -0500",
        "2027-02-10 18:00 -05:00",
        "2027-02-10 6pm ET",
        "2027-02-10 18:00 EST",
        "2027-02-10 18:00 America/Toronto",
    ],
)
def test_an_offset_that_the_place_has_that_day_is_read(start: str) -> None:
    assert dates(f"start: {start}\nend: 2027-02-10T20:00:00-05:00") == ["10 18:00 to 10 20:00"]
    assert dates(f"start: {start}\nend: 20:00-05:00") == ["10 18:00 to 10 20:00"]


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ("2027-02-10T18:00:00Z", ["start: 2027-02-10 13:00", "start: 2027-02-10 18:00"]),
        ("2027-06-10T18:00:00-05:00", ["start: 2027-06-10 19:00", "start: 2027-06-10 18:00"]),
        ("2027-06-10 6pm EST", ["start: 2027-06-10 19:00", "start: 2027-06-10 18:00"]),
        ("2027-02-11 05:00 Europe/Paris", ["start: 2027-02-10 23:00", "start: 2027-02-11 05:00"]),
        ("2027-03-14T02:30-05:00", ["start: 2027-03-14 03:30"]),
    ],
)
def test_another_offset_is_asked_back_with_both_times(start: str, lines: list[str]) -> None:
    problem = only(f"start: {start}\nduration: 1 h")
    assert problem.rule.id == "time-offset"
    assert choices(problem) == lines
    for line in lines:
        assert len(dates(f"{line}\nduration: 1 h")) == 1


def test_an_offset_is_read_in_changes_and_extra_dates() -> None:
    lines = "start: 2027-02-10 18:00\nend: 20:00\ndates: [2027-02-12T18:30:00-05:00]\n"
    lines += "changes:\n  2027-02-10T18:00:00-05:00: {start: 2027-02-10T19:00:00-05:00}"
    assert dates(lines) == ["10 19:00 to 10 21:00", "12 18:30 to 12 20:30"]


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("{minutes: 50}", 50),
        ("{hours: 1, minutes: 30}", 90),
        ("{days: 0, hours: 2, minutes: 0, seconds: 0}", 120),
        ("{hour: 1.5}", 90),
        ("\n  hours: 1\n  minutes: 15", 75),
        ("PT50M", 50),
        ('"minutes: 50"', 50),
    ],
)
def test_a_duration_in_parts_is_read(duration: str, minutes: int) -> None:
    event, _ = read(f"start: 2027-02-10 18:00\nduration: {duration}")
    assert event is not None
    assert event.series[0].length.total_seconds() == minutes * 60


@pytest.mark.parametrize(
    "repeat",
    [
        "{interval: {weeks: 2}, count: 3}",
        "{every: {weeks: 2}, count: 3}",
        "{interval: 2, frequency: weekly, count: 3}",
        "{freq: WEEKLY, interval: 2, byday: [WE], count: 3}",
        "{frequency: weekly, interval: 2, by_day: WE, until: Mar 11}",
    ],
)
def test_a_repeat_in_the_fields_of_other_programs_is_read(repeat: str) -> None:
    lines = f"start: 2027-02-10 18:00\nend: 20:00\nrepeat: {repeat}"
    assert [day[:2] for day in dates(lines)] == ["10", "24", "10"]


@pytest.mark.parametrize(
    "repeat",
    [
        *("Fridays, 0 times", "0 Fridays", "Fridays, -1 times", "Fridays, 99999999999999999999 times"),
        *(
            "every 0 weeks",
            "every 99999999999999999999 weeks",
            "{on: Friday, count: 0}",
            "FREQ=WEEKLY;COUNT=0",
        ),
        *(
            "{on: Friday, count: -3}",
            "{every: 0 weeks}",
            "{interval: {weeks: 0}}",
            "{rrule: FREQ=DAILY;INTERVAL=0}",
        ),
    ],
)
def test_a_number_out_of_bounds_is_an_error_on_its_line(repeat: str) -> None:
    event, problems = read(f"start: 2027-02-12 18:00\nend: 20:00\nrepeat: {repeat}")
    assert event is None
    assert {problem.ref.line for problem in problems if problem.is_error} == {5}


def test_dates_without_their_year_are_read_beside_the_start_and_said() -> None:
    event, problems = read(
        "start: 2027-02-01 16:30\nend: 18:00\nrepeat: six Mondays from Feb 1\nskip: Feb 15\n"
        "registration: {kind: required, closes: Jan 29, phone: 555-0100}\n"
        "review_by: 1 June\nrain_date: March 20–21"
    )
    assert event is not None
    assert (event.registration.closes, event.review_by) == (date(2027, 1, 29), date(2027, 6, 1))
    assert event.rain_date == DayRange(date(2027, 3, 20), date(2027, 3, 21))
    [skipped] = event.series[0].skipped
    assert isinstance(skipped, datetime)
    assert skipped.date() == date(2027, 2, 15)
    assert [problem.rule.id for problem in problems] == ["year-left-out"] * 4
    assert all(problem.fix for problem in problems)


def test_the_date_of_a_change_without_its_year_is_proposed_in_its_place() -> None:
    lines = "start: 2027-05-01 10:00\nend: 12:00\nrepeat: Saturdays, 3 times\nchanges:\n  May 8: cancelled"
    event, [note] = read(lines)
    assert event is not None
    assert note.fix is not None
    assert note.fix.lines == ("  2027-05-08: cancelled",)


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ("Tuesday Jan 19 7pm", "start: 2027-01-19 19:00"),
        ("9 février 18 h 30", "start: 2027-02-09 18:30"),
        ("Jan 3", "start: 2028-01-03"),
        ("Saturday 6 March, 11 am", "start: 2027-03-06 11:00"),
    ],
)
def test_a_start_without_its_year_is_answered_with_the_next_such_day(start: str, line: str) -> None:
    problem = only(f"start: {start}")
    assert problem.fix is not None
    assert problem.fix.lines == (line,)


def test_a_bare_hour_is_answered_with_whole_lines_the_afternoon_first() -> None:
    for start in ("Thursday 4 February at 2", "2027-02-04 at 2"):
        lines = choices(only(f"start: {start}"))
        assert lines == ["start: 2027-02-04 14:00", "start: 2027-02-04 02:00"]


def test_a_skipped_day_that_is_no_date_is_answered_with_the_nearest() -> None:
    lines = "start: 2027-02-01 16:30\nend: 18:00\nrepeat: Mondays, 6 times\nskip: [2027-02-15, 2027-02-23]"
    problem = only(lines)
    assert (problem.rule.id, problem.ref.line) == ("no-such-date", 6)
    assert "Monday 2027-02-22 and Monday 2027-03-01" in problem.hint
    assert problem.fix is not None
    assert problem.fix.lines == ("skip: [2027-02-15, 2027-02-22]",)
    assert only(lines.replace("[2027-02-15, 2027-02-23]", "2027-02-23")).fix is not None


@pytest.mark.parametrize(
    "skip", ["2027-02-15", "2027-02-10 to 2027-02-20", "[2027-02-15, 2027-12-20 to 2027-12-28]"]
)
def test_ranges_may_hold_days_without_a_date(skip: str) -> None:
    assert len(dates(f"start: 2027-02-01 16:30\nend: 18:00\nrepeat: Mondays, 3 times\nskip: {skip}")) == 2


def test_an_event_whose_dates_are_all_skipped_is_said_to_have_none() -> None:
    event, [problem] = read("start: 2027-02-01 16:30\nend: 18:00\nskip: 2027-02-01")
    assert event is not None
    assert problem.rule.id == "no-date-left"


def test_a_rain_date_is_a_start_or_a_range_of_days() -> None:
    event, _ = read("start: 2027-02-01 16:30\nend: 18:00\nrain_date: 2027-02-05 to 2027-02-07")
    assert event is not None
    assert event.rain_date == DayRange(date(2027, 2, 5), date(2027, 2, 7))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("start: 20270121T180000\nend: 20270121T200000", "21 18:00 to 21 20:00"),
        ("start: TZID=America/Toronto:20270121T180000\nduration: PT2H", "21 18:00 to 21 20:00"),
        ("start: Thursday, January 21 2027 @ 6:00 pm\nend: 8 pm", "21 18:00 to 21 20:00"),
        ("start: 2027-01-21 18:00\nend: 20:00\nduration: PT2H", "21 18:00 to 21 20:00"),
        (
            "start: 2027-01-21T18:00:00-05:00\nend: 2027-01-21T20:00:00-05:00\nduration: 120",
            "21 18:00 to 21 20:00",
        ),
    ],
)
def test_times_as_calendar_files_and_programs_write_them_are_read(lines: str, told: str) -> None:
    assert dates(lines) == [told]


def test_an_end_and_a_duration_that_disagree_are_asked_about_with_the_line_to_keep() -> None:
    problem = only("start: 2027-01-21 18:00\nend: 20:00\nduration: 3 h")
    assert problem.rule.id == "two-ends"
    kept = [
        read(paste(f"{HEAD}start: 2027-01-21 18:00\nend: 20:00\nduration: 3 h", fix), "")[0]
        for fix in problem.choices
    ]
    assert [str(event.series[0].length) for event in kept if event] == ["2:00:00", "3:00:00"]


@pytest.mark.parametrize("end", ["TBA", "to be announced", "à confirmer"])
def test_an_end_that_is_not_known_yet_is_none(end: str) -> None:
    event, [problem] = read(f"start: 2027-01-21 18:00\nend: {end}")
    assert event is not None
    assert not event.series[0].has_end
    assert (problem.rule.id, problem.fix and problem.fix.lines) == ("end-untold", ())


def test_a_time_of_another_zone_is_offered_only_as_it_fits_the_end() -> None:
    assert choices(only("start: 2027-01-21T23:30:00Z\nend: 19:30")) == ["start: 2027-01-21 18:30"]
    assert choices(only("start: 2027-01-21 18:00\nend: 19:30Z")) == ["end: 19:30"]


def test_an_end_the_moment_it_starts_may_be_left_out() -> None:
    problem = only("start: 2027-01-21 18:00\nend: 2027-01-21 18:00")
    assert (problem.rule.id, problem.fix and problem.fix.lines) == ("ends-after-start", ())


@pytest.mark.parametrize("word", ["none", "once", "never", "no", "jamais"])
def test_a_repeat_that_is_none_is_proposed_to_be_deleted(word: str) -> None:
    problem = only(f"start: 2027-01-21 18:00\nrepeat: {word}")
    assert problem.fix is not None
    assert problem.fix.lines == ()


def test_the_line_to_paste_is_whole_where_its_text_stands_in_other_words_too() -> None:
    lines = "start: 2027-02-04 19:00\nend: 21:00\nrepeat: Thursdays, 4 times\n"
    problem = only(f"{lines}changes: {{2027-02-11: {{start: 2027-02-12}}, 2027-02-18: {{end: 11}}}}")
    assert "changes: {2027-02-11: {start: 2027-02-12}, 2027-02-18: {end: 23:00}}" in problem.hint
