from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bulletin.formats.dates import Beside, DateRefused, Moment, Side, parse_said

TUESDAY = date(2027, 1, 12)
THURSDAY = date(2027, 1, 14)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", TUESDAY),
        ("tonight", TUESDAY),
        ("Tonight 7pm", datetime(2027, 1, 12, 19)),
        ("tomorrow", date(2027, 1, 13)),
        ("tomorrow at 14:00", datetime(2027, 1, 13, 14)),
        ("tuesday", TUESDAY),
        ("Thursday", THURSDAY),
        ("thu, 7:30 pm", datetime(2027, 1, 14, 19, 30)),
        ("Monday", date(2027, 1, 18)),
        ("14 January", THURSDAY),
        ("January 11", date(2028, 1, 11)),
        ("2027-01-14 10:15", datetime(2027, 1, 14, 10, 15)),
        ("14:00", time(14)),
        ("ce soir", TUESDAY),
        ("Aujourd'hui", TUESDAY),
        ("demain 14 h", datetime(2027, 1, 13, 14)),
        ("jeudi", THURSDAY),
        ("esta mañana", TUESDAY),
        ("mañana", date(2027, 1, 13)),
        ("الليلة", TUESDAY),
        ("غدًا", date(2027, 1, 13)),
    ],
)
def test_a_day_is_meant_as_it_is_said(text: str, meant: Moment) -> None:
    assert parse_said(text, TUESDAY, ("en", "fr", "es", "ar")) == meant


def test_a_day_without_a_year_may_be_one_beside_another() -> None:
    assert parse_said("11 January", TUESDAY, beside=Beside(THURSDAY, Side.NEAREST)) == date(2027, 1, 11)


@pytest.mark.parametrize("text", ["soon", "03/04/2027", "Friday 14 January", "tomorrows", "next week", ""])
def test_what_is_no_one_day_is_refused(text: str) -> None:
    assert isinstance(parse_said(text, TUESDAY), DateRefused)
