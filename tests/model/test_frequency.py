"""How often an event is held, told from its days alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.frequency import SPAN, Frequency, frequency_of, max_within

FRIDAY = date(2027, 1, 15)


def every(days: int, times: int) -> list[date]:
    return [FRIDAY + timedelta(days=days * number) for number in range(times)]


WEEKDAYS = [day for day in every(1, 40) if day.weekday() < 5]
MONTHLY = [date(2027, 1, 9), date(2027, 2, 13), date(2027, 3, 13), date(2027, 4, 10)]
FESTIVAL = every(1, 3)
AGAIN = [day + timedelta(days=365) for day in FESTIVAL]


@pytest.mark.parametrize(
    ("days", "frequency"),
    [
        pytest.param([], Frequency.RARE, id="none that is published"),
        pytest.param(every(1, 1), Frequency.RARE, id="once"),
        pytest.param(MONTHLY, Frequency.RARE, id="the second Saturday of each month"),
        pytest.param(every(28, 6), Frequency.RARE, id="every four weeks"),
        pytest.param(FESTIVAL, Frequency.RARE, id="three nights in a row"),
        pytest.param(
            [*FESTIVAL, *(day + timedelta(days=365) for day in FESTIVAL)], Frequency.RARE, id="yearly"
        ),
        pytest.param(every(14, 6), Frequency.USUAL, id="every two weeks"),
        pytest.param(every(7, 8), Frequency.USUAL, id="weekly"),
        pytest.param([*FESTIVAL, FRIDAY + timedelta(days=9)], Frequency.USUAL, id="a row and a day more"),
        pytest.param(every(1, 9), Frequency.USUAL, id="nine days in a row"),
        pytest.param(WEEKDAYS, Frequency.DAILY, id="on weekdays"),
        pytest.param(every(1, 60), Frequency.DAILY, id="every day"),
        pytest.param(every(2, 30), Frequency.DAILY, id="every second day"),
    ],
)
def test_a_frequency_is_what_people_would_call_it(days: list[date], frequency: Frequency) -> None:
    assert frequency_of(days) is frequency
    assert frequency_of(reversed(days)) is frequency


@given(st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=60))
def test_the_most_within_a_span_is_what_counting_from_each_day_finds(days: list[date]) -> None:
    days.sort()
    counted = max((sum(first <= day < first + SPAN for day in days) for first in days), default=0)
    assert max_within(days, SPAN) == counted
