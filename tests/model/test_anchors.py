"""The names of dates on their event's page: made of the day each would have been, and never two alike."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.model.occurrences import find_occurrences
from tests.check.small_boards import board_of, event

PATH = "events/oak/story-time.yaml"
TWO_RULES = "\n  - Wednesdays, 2 times\n  - {words: 'first Wednesday of the month, 1 times', key: first}"


@pytest.mark.parametrize(
    ("fields", "anchors"),
    [
        ({}, ["2027-02-03"]),
        ({"dates": "2027-02-05 18:00"}, ["2027-02-03", "2027-02-05"]),
        ({"dates": "2027-02-03 18:00"}, ["2027-02-03-1015", "2027-02-03-1800"]),
        (
            {"dates": "2027-02-05", "changes": "{2027-02-05: {start: 2027-02-03 10:15}}"},
            ["2027-02-03", "2027-02-05"],
        ),
        (
            {"dates": "2027-02-03 18:00", "changes": "{2027-02-03 18:00: {start: 2027-02-04 18:00}}"},
            ["2027-02-03-1015", "2027-02-03-1800"],
        ),
        ({"repeat": TWO_RULES}, ["2027-02-03-1015", "2027-02-03-1015-first", "2027-02-10"]),
        (
            {"start": "2027-02-03", "end": None, "repeat": TWO_RULES},
            ["2027-02-03", "2027-02-03-first", "2027-02-10"],
        ),
    ],
)
def test_dates_are_named_by_the_day_they_would_have_been(
    fields: dict[str, object], anchors: list[str]
) -> None:
    dates = find_occurrences(board_of({PATH: event(**fields)}), date(2027, 1, 15))
    [found] = dates.by_event.values()
    assert sorted(dates.anchor(one) for one in found) == anchors
    assert [dates.fragment(one) for one in found] == [f"#{dates.anchor(one)}" for one in found]


@pytest.mark.parametrize(
    ("end", "days"),
    [
        ("2027-02-04 02:00", []),
        ("2027-02-04 12:00", []),
        ("2027-02-04 14:00", [date(2027, 2, 4)]),
        ("2027-02-05 09:00", [date(2027, 2, 4), date(2027, 2, 5)]),
        (None, []),
    ],
)
def test_what_lasts_days_is_still_on_and_a_night_or_an_end_not_given_is_not(
    end: str | None, days: list[date]
) -> None:
    start = "2027-02-03 23:30" if end is None or end.startswith("2027-02-04 12") else "2027-02-03 18:00"
    found = find_occurrences(board_of({PATH: event(start=start, end=end)}), date(2027, 1, 15))
    assert sorted(found.continuing) == days
