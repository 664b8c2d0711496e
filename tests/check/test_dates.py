from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bulletin.check import CheckDay
from tests.check.small_boards import TODAY, event, problems_of, rules_of_event

PATH = "events/oak/story-time.yaml"
NEW = CheckDay(TODAY, frozenset({PATH}))


def test_a_good_event_breaks_no_rule() -> None:
    assert rules_of_event() == []


def test_an_event_in_the_past_is_asked_about_only_when_it_is_handed_in() -> None:
    assert rules_of_event(start="2026-02-03 10:15") == []
    assert rules_of_event(NEW, start="2026-02-03 10:15") == ["past-event"]


def test_an_event_that_is_on_today_is_not_over() -> None:
    assert rules_of_event(NEW, start="2027-01-15 10:15") == []
    assert rules_of_event(NEW, start="2027-01-14 22:00", end="02:00") == []
    assert rules_of_event(NEW, start="2027-01-10", end="2027-01-20") == []


def test_a_series_that_began_long_ago_and_goes_on_is_not_over() -> None:
    assert rules_of_event(NEW, start="2020-01-07 10:15", repeat="every Tuesday until 1 June 2027") == []


def test_a_date_far_ahead_is_not_called_past_but_beyond_the_horizon() -> None:
    assert rules_of_event(NEW, start="2029-02-03 10:15") == ["beyond-horizon"]


def test_the_day_from_which_a_far_event_is_shown_is_the_first_day_it_is() -> None:
    far = problems_of({PATH: event(start="2028-03-18 10:15")})[0]
    assert "from Saturday 13 February 2027 on" in far.hint

    assert rules_of_event(CheckDay(date(2027, 2, 12)), start="2028-03-18 10:15") == ["beyond-horizon"]
    assert rules_of_event(CheckDay(date(2027, 2, 13)), start="2028-03-18 10:15") == []


@pytest.mark.parametrize(
    ("repeat", "rules"),
    [
        ("every Wednesday", ["endless-repeat"]),
        ("every Wednesday until 16 June 2027", []),
        ("every Wednesday, 6 times", []),
    ],
)
def test_only_a_repeat_without_an_end_needs_a_day_to_look_again(repeat: str, rules: list[str]) -> None:
    assert rules_of_event(repeat=repeat) == rules
    assert rules_of_event(repeat=repeat, review_by="2027-06-01") == []


def test_the_day_to_look_again_is_the_last_good_day() -> None:
    again: dict[str, Any] = {"repeat": "every Wednesday", "review_by": "2027-06-01"}

    assert rules_of_event(CheckDay(date(2027, 6, 1)), **again) == []
    assert rules_of_event(CheckDay(date(2027, 6, 2)), **again) == ["review-due"]


@pytest.mark.parametrize(
    ("start", "repeat", "told"),
    [
        (
            "2027-01-31",
            "on the 31st of every month, 6 times",
            "February, April, June, September and",
        ),
        ("2027-01-30", "on the 30th of every month, 6 times", "no 30th in February, so"),
        ("2027-01-29", "on the 29th of every month, 6 times", "no 29th in February (but in leap years)"),
        ("2027-01-28", "on the 28th of every month, 6 times", ""),
        ("2027-01-31", "last day of the month, 6 times", ""),
        ("2027-01-30", "fifth Saturday of the month, 6 times", "no fifth such weekday"),
    ],
)
def test_a_monthly_repeat_says_in_which_months_it_has_no_date(start: str, repeat: str, told: str) -> None:
    notes = problems_of({PATH: event(start=start, end=None, repeat=repeat)})

    assert [problem.rule.id for problem in notes] == (["months-without-date"] if told else [])
    assert all(told in problem.message for problem in notes)


def test_a_repeated_date_in_the_gap_of_a_clock_change_is_an_error_until_it_is_skipped_or_changed() -> None:
    night: dict[str, Any] = {"start": "2027-03-12 02:30", "end": "04:00", "repeat": "every day, 5 times"}

    assert rules_of_event(**night) == ["repeat-in-gap"]
    assert rules_of_event(**night, skip="2027-03-14") == []
    assert rules_of_event(**night, changes="{2027-03-14: cancelled}") == ["change-without-note"]
    assert rules_of_event(**night, changes="{2027-03-14: {start: 03:30}}") == []


def test_the_hour_that_happens_twice_is_no_gap() -> None:
    assert rules_of_event(start="2027-11-05 01:30", end="04:00", repeat="every day, 5 times") == []


def test_a_gap_in_another_zone_is_found_on_its_own_day() -> None:
    found = problems_of(
        {
            PATH: event(
                timezone="Europe/Berlin", start="2027-03-27 02:30", end="04:00", repeat="every day, 3 times"
            )
        }
    )
    assert [problem.rule.id for problem in found] == ["repeat-in-gap"]
    assert "Sunday 28 March 2027" in found[0].message


def test_an_event_that_is_never_shown_is_asked_about() -> None:
    assert rules_of_event(publish_from="2027-02-01", publish_until="2027-01-20") == ["publish-window"]
    assert rules_of_event(publish_from="2027-01-20", publish_until="2027-02-01") == []


@pytest.mark.parametrize(
    ("sign_up", "told"),
    [
        ({"closes": "2027-02-01"}, []),
        ({"opens": "2027-01-20", "closes": "2027-02-10 12:00"}, []),
        ({"opens": "2027-02-05", "closes": "2027-02-01"}, ["sign-up-window"]),
        ({"closes": "2027-02-11"}, ["sign-up-window"]),
        ({"opens": "2027-02-01 18:00", "closes": "2027-02-01 9:00"}, ["sign-up-window"]),
        ({"opens": "2027-02-01 9:00", "closes": "2027-02-01 18:00"}, []),
        ({"opens": "2028-02-01"}, ["sign-up-window"]),
    ],
)
def test_sign_up_that_is_never_open_is_asked_about(sign_up: dict[str, str], told: list[str]) -> None:
    written = ", ".join(f"{name}: {value}" for name, value in sign_up.items())
    registration = f"{{kind: required, phone: 555-0123, {written}}}"
    assert rules_of_event(start="2027-02-10 10:00", end="11:00", registration=registration) == told


def test_sign_up_for_a_series_may_close_at_any_time() -> None:
    registration = "{kind: required, phone: 555-0123, closes: 2027-03-20}"
    weekly = "Wednesdays until 31 March 2027"
    assert (
        rules_of_event(start="2027-02-10 10:00", end="11:00", repeat=weekly, registration=registration) == []
    )


def test_a_rain_date_before_the_date_is_asked_about() -> None:
    assert rules_of_event(start="2027-02-10 10:00", end="11:00", rain_date="2027-02-03 10:00") == [
        "rain-date-first"
    ]
    assert rules_of_event(start="2027-02-10 10:00", end="11:00", rain_date="2027-02-17 10:00") == []


def test_a_start_at_night_that_most_people_mean_for_the_afternoon_is_asked_about() -> None:
    (problem,) = problems_of({PATH: event(start="2027-02-10 2:00", end="3:30")})
    assert problem.rule.id == "unsure-start"
    afternoon, night = (choice.lines for choice in problem.choices)
    assert afternoon == ("start: 2027-02-10 14:00", "end: 2027-02-10 15:30")
    assert night == ("start: 2027-02-10 02:00", "end: 2027-02-10 03:30")


@pytest.mark.parametrize("start", ["02:00", "2:00 am", "2:00pm", "14:00", "5:30"])
def test_a_start_that_can_be_meant_in_one_way_is_not_asked_about(start: str) -> None:
    assert rules_of_event(start=f"2027-02-10 {start}", end=None, duration="1 h") == []
