"""How many dates one event may have, and names of files that no path could carry."""

from __future__ import annotations

import pytest

from bulletin.formats.records import slug_of
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.problems import Problem
from bulletin.write import is_safe_path
from tests.commands.boards import FILES

EVENT = (
    "title: Swimming lane\nvenue: main-library\ncategories: storytime\ncost: free\nstart: 2027-01-20 10:00\n"
)


def read(lines: str, *, name: str = "lane") -> list[Problem]:
    """Errors in an event that ends with these lines."""
    records = {path: text.encode() for path, text in FILES.items()}
    loaded = load_board(Sources({**records, f"events/oak/{name}.yaml": (EVENT + lines).encode()}))
    return [problem for problem in loaded.problems if problem.is_error]


def told(problems: list[Problem]) -> set[str]:
    return {problem.rule.id for problem in problems}


def rules(number: int, words: str) -> str:
    further = (f" - words: {words}\n   key: k{n}\n" for n in range(1, number))
    return f"repeat:\n - {words}\n{''.join(further)}"


def test_two_repeats_on_each_day_of_the_week_are_fine() -> None:
    assert read("end: 10:30\n" + rules(14, "every Wednesday")) == []


def test_a_fifteenth_repeat_is_refused_before_any_is_followed() -> None:
    problems = read(rules(15, "every Wednesday"))
    assert told(problems) == {"repeat-out-of-bounds"}
    assert problems[0].ref.line == 7


def test_the_form_offered_to_who_has_too_many_repeats_is_understood() -> None:
    assert read("repeat: Mondays, Wednesdays and Fridays until 2027-06-30\n") == []


def test_a_repeat_of_long_dates_is_refused_with_what_was_most_likely_meant() -> None:
    (problem,) = read("end: 2027-06-30 12:00\nrepeat: every Wednesday until 2027-06-30\n")
    assert problem.rule.id == "repeat-out-of-bounds"
    assert problem.ref.line == 7
    assert "162 days" in problem.message
    assert "`repeat`" in problem.hint


def test_dates_that_last_until_after_the_next_are_refused_with_the_lines_that_mean_it() -> None:
    (problem,) = read("end: 2027-02-10 12:00\nrepeat: every Wednesday\n")
    assert problem.message == "Each date lasts 22 days, so the next begins before it is over."
    assert "repeat: every Wednesday until 2027-02-10\n" in f"{problem.hint}\n"
    assert read("repeat: every Wednesday until 2027-02-10\nend: 12:00\n") == []


@pytest.mark.parametrize(
    "lines",
    [
        "end: 2027-01-21 02:00\nrepeat: every day, 5 times\n",
        "end: 2027-01-22 15:00\nrepeat: Wednesdays and Fridays, 6 times\n",
        "end: 2027-01-27 09:00\nrepeat: every Wednesday, 3 times\n",
    ],
)
def test_dates_over_several_days_that_do_not_overlap_are_fine(lines: str) -> None:
    assert read(lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        "end: 2029-12-31 10:00\n",
        "duration: 23 h\nrepeat: every day\n",
        "end: 2027-01-25 10:00\nrepeat: every Wednesday\n",
        "end: 11:00\n" + rules(3, "every day"),
    ],
    ids=["three-years-long", "nearly-round-the-clock", "weekly-camp", "three-times-a-day"],
)
def test_what_people_really_hold_is_within_the_bounds(lines: str) -> None:
    assert read(lines) == []


def test_changes_that_last_long_count_too() -> None:
    changes = "".join(f" 2027-02-{day:02}: {{end: 2199-01-01 10:00}}\n" for day in range(1, 29))
    assert told(read(f"repeat: every day\nchanges:\n{changes}")) == {"repeat-out-of-bounds"}


def test_extra_dates_count_too() -> None:
    days = ", ".join(f"2027-{1 + n // 28 % 12:02}-{1 + n % 28:02} {n // 336 + 11}:00" for n in range(1600))
    assert "repeat-out-of-bounds" in told(read(f"dates: [{days}]\n"))


def test_ranges_that_overlap_skip_each_date_once() -> None:
    ranges = ", ".join(["2027-02-01 to 2028-12-31"] * 900)
    assert read(f"repeat: every Wednesday\nskip: [{ranges}]\n") == []


def test_more_skipped_dates_than_two_thousand_are_refused() -> None:
    ranges = ", ".join(f"{year}-01-01 to {year}-12-31" for year in range(2028, 2040))
    assert told(read(f"repeat: every day\nskip: [{ranges}]\n")) == {"long-skip"}


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "x" * 240, "㏂" * 80, "a" * 101])
def test_every_file_name_makes_a_path_that_every_disk_takes(name: str) -> None:
    assert is_safe_path(f"events/oak/{slug_of(name)}/index.html")
    assert len(slug_of(name)) <= 100


def test_long_names_that_begin_alike_stay_apart() -> None:
    assert slug_of("x" * 150) != slug_of("x" * 151)


def test_a_hundred_letters_stay_as_they_are() -> None:
    assert slug_of("x" * 100) == "x" * 100


@pytest.mark.parametrize(
    "line", ["until: 2027-03-30", "count: 6", "repeat_until: 2027-03-30", "exdates: 2027-02-03"]
)
def test_an_event_waits_for_the_field_that_says_when_it_is_not_held(line: str) -> None:
    repeat = "repeat: every Wednesday until 16 June 2027\nend: 12:00\n"
    (problem,) = read(f"{repeat}{line}\n")
    assert (problem.rule.id, problem.ref.line) == ("unread-exception", 8)


@pytest.mark.parametrize("line", ["charges: $5", "chances: good", "exchange: yes"])
def test_a_field_that_only_looks_like_an_exception_costs_nobody_the_event(line: str) -> None:
    assert read(f"end: 12:00\nrepeat: every Wednesday, 3 times\n{line}\n") == []


def test_a_number_of_something_else_is_no_end_of_a_repeat() -> None:
    assert read("count: 6\n") == []
