"""A slice of the comparison, the same in each run; all of it: `python -m tests.differential`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bulletin.model.zones import use_pinned_zones
from tests.checkers.programs import CHECKOUT
from tests.differential.__main__ import run_cases
from tests.differential.cases import Case, make_case
from tests.differential.comparison import CLASSES
from tests.differential.readings import Shown, by_us, calendar_of
from tests.effort import scaled

pytestmark = pytest.mark.debian

SEED, CASES = 2027, scaled(400)
FEW = 40


def test_dateutil_and_ical_js_find_the_dates_that_we_find() -> None:
    run = run_cases(SEED, 0, CASES)
    assert run.unexplained == []
    assert run.dateutil.agreed == run.dateutil.dates > 10 * CASES
    assert run.icaljs.agreed > 0.95 * run.icaljs.dates


def test_the_same_case_is_made_again() -> None:
    use_pinned_zones()
    assert make_case(SEED, 7) == make_case(SEED, 7)
    assert make_case(SEED, 7) != make_case(SEED + 1, 7)


def without_the_last(case: Case) -> list[Shown]:
    return by_us(case, case.window)[:-1]


def with_one_more(case: Case) -> list[Shown]:
    dates = by_us(case, case.window)
    return [*dates, replace(dates[-1], original="2001-01-01")] if dates else []


def with_a_start_an_hour_later(case: Case) -> list[Shown]:
    *others, last = by_us(case, case.window) or [Shown("", "", "", "")]
    hour = re.sub(r"T(\d\d)", lambda found: f"T{(int(found[1]) + 1) % 24:02}", last.start)
    return [*others, replace(last, start=hour)] if last.start else []


def with_an_end_a_minute_later(case: Case) -> list[Shown]:
    *others, last = by_us(case, case.window) or [Shown("", "", "", "")]
    return [*others, replace(last, end=last.end.replace(":00Z", ":01Z"))] if last.start else []


def with_nothing_cancelled(case: Case) -> list[Shown]:
    return [replace(shown, status="CONFIRMED") for shown in by_us(case, case.window)]


@pytest.mark.parametrize(
    "wrong",
    [
        without_the_last,
        with_one_more,
        with_a_start_an_hour_later,
        with_an_end_a_minute_later,
        with_nothing_cancelled,
    ],
)
def test_a_wrong_expansion_is_noticed_by_both(wrong: Callable[[Case], list[Shown]]) -> None:
    run = run_cases(SEED, 0, FEW, expand=wrong)
    assert run.dateutil.unexplained
    assert run.icaljs.unexplained


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (r"EXDATE.*\r\n", ""),
        (r"(DTSTART.*T..)(.)", r"\g<1>7"),
        (r";COUNT=\d+", ""),
        (r";UNTIL=[^;\r]*", ""),
        (r"(BEGIN:DAYLIGHT(?:(?!END:DAYLIGHT).|\r\n)*TZOFFSETTO:[+-])\d\d", r"\g<1>05"),
        (r"RECURRENCE-ID.*\r\n", "RECURRENCE-ID;VALUE=DATE:20010101\r\n"),
    ],
)
def test_a_wrong_calendar_is_noticed(line: str, instead: str) -> None:
    def write(case: Case) -> bytes:
        return re.sub(line, instead, calendar_of(case).decode("utf-8")).encode("utf-8")

    run = run_cases(SEED, 0, FEW, write=write)
    assert run.dateutil.unexplained == []
    assert run.icaljs.unexplained


def test_every_kind_of_disagreement_is_explained() -> None:
    text = next((CHECKOUT / "docs" / "adr").glob("0015-*.md")).read_text(encoding="utf-8")
    assert [kind for kind in CLASSES if f"**{kind}**" not in text] == []
