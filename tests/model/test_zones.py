from __future__ import annotations

import os
import subprocess
import sys
import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.zones import (
    WallTime,
    is_twice,
    near_zones,
    odd_days,
    parse_zone,
    resolve_local,
    use_pinned_zones,
    zone_names,
)

ZONES = st.sampled_from(
    [
        "America/Edmonton",
        "America/St_Johns",
        "America/Havana",
        "Asia/Beirut",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Europe/London",
        "UTC",
    ]
)
LOCAL_TIMES = st.datetimes(datetime(2005, 1, 1), datetime(2045, 1, 1))


def zone(name: str) -> zoneinfo.ZoneInfo:
    found = parse_zone(name)
    assert found is not None
    return found


def test_zone_data_comes_from_the_package_and_not_from_the_system() -> None:
    use_pinned_zones()
    assert zoneinfo.TZPATH == ()


def test_a_zone_is_the_same_in_another_process_whatever_its_environment() -> None:
    # The data of an old system has Vancouver at -08:00 in January 2027; the pinned package has -07:00.
    script = (
        "from datetime import datetime\n"
        "from bulletin.model.zones import parse_zone\n"
        "print(datetime(2027, 1, 15, tzinfo=parse_zone('America/Vancouver')).utcoffset())\n"
    )
    elsewhere = {**os.environ, "PYTHONTZPATH": "/usr/share/zoneinfo", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=elsewhere, capture_output=True, text=True, check=True
    )
    here = datetime(2027, 1, 15, tzinfo=zone("America/Vancouver")).utcoffset()
    assert done.stdout.strip() == str(here)


def test_pinning_twice_keeps_the_zones_that_were_handed_out() -> None:
    before = parse_zone("America/Edmonton")
    use_pinned_zones()
    assert parse_zone("America/Edmonton") is before
    assert zoneinfo.ZoneInfo("America/Edmonton") is before


@pytest.mark.parametrize("typed", ["america/edmonton", " America/Edmonton ", "AMERICA/EDMONTON"])
def test_a_zone_gets_its_official_spelling(typed: str) -> None:
    assert zone(typed).key == "America/Edmonton"


def test_blanks_stand_for_underscores() -> None:
    assert zone("America/New York").key == "America/New_York"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Europe",
        "localtime",
        "posix/Europe/Paris",
        "right/Europe/Paris",
        "posixrules",
        "Factory",
        "EST",
        "GMT+5",
        "Etc/GMT+5",
        "../../etc/passwd",
        "/etc/localtime",
        "America/Edmonton\0",
        "Mountain Standard Time",
    ],
)
def test_what_names_no_place_is_no_zone(typed: str) -> None:
    assert parse_zone(typed) is None


def test_every_zone_we_offer_can_be_used() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone(name).key == name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Edmonton", "America/Edmonton"),
        ("America/Edmonten", "America/Edmonton"),
        ("Canada/Edmonton", "America/Edmonton"),
        ("MST", "America/Edmonton"),
        ("EDT", "America/Toronto"),
        ("paris", "Europe/Paris"),
    ],
)
def test_a_near_name_is_offered_first(typed: str, expected: str) -> None:
    assert near_zones(typed)[0] == expected


def test_nothing_is_offered_for_nonsense() -> None:
    assert near_zones("") == ()
    assert near_zones("x" * 100_000) == ()


def test_a_time_in_the_gap_has_the_offset_before_it() -> None:
    edmonton = zone("America/Edmonton")
    moment, kind = resolve_local(datetime(2026, 3, 8, 2, 30), edmonton)
    assert kind is WallTime.GAP
    assert moment.replace(tzinfo=None) == datetime(2026, 3, 8, 3, 30)
    assert moment.astimezone(UTC) == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)


def test_a_time_that_happens_twice_is_the_first() -> None:
    moment, kind = resolve_local(datetime(2026, 10, 25, 1, 30), zone("Europe/London"))
    assert kind is WallTime.AMBIGUOUS
    assert moment.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_whole_day_can_be_a_gap() -> None:
    moment, kind = resolve_local(datetime(2011, 12, 30, 12), zone("Pacific/Apia"))
    assert kind is WallTime.GAP
    assert moment.date() == date(2011, 12, 31)


@given(LOCAL_TIMES, ZONES)
def test_what_is_resolved_exists_and_is_what_was_meant_unless_in_a_gap(naive: datetime, name: str) -> None:
    moment, kind = resolve_local(naive, zone(name))
    there_and_back = moment.astimezone(UTC).astimezone(zone(name))
    assert there_and_back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)
    assert (moment.replace(tzinfo=None) == naive) is (kind is not WallTime.GAP)


@given(st.sampled_from(zone_names()), st.integers(2010, 2040))
def test_all_times_that_need_resolving_lie_on_odd_days(name: str, year: int) -> None:
    there = zone(name)
    odd = odd_days(there, year)
    naive = datetime(year, 1, 1)
    while naive.year == year:
        first = naive.replace(tzinfo=there)
        if first.utcoffset() != first.replace(fold=1).utcoffset():
            assert naive.date() in odd
        naive += timedelta(minutes=30)


def test_a_time_the_clocks_are_put_back_over_is_twice_and_others_are_not() -> None:
    toronto = zone("America/Toronto")
    assert is_twice(datetime(2027, 11, 7, 1, 30, tzinfo=toronto))
    assert not is_twice(datetime(2027, 11, 7, 2, 0, tzinfo=toronto))
    assert not is_twice(datetime(2027, 3, 14, 2, 30, tzinfo=toronto))
    assert not is_twice(datetime(2027, 11, 7, 1, 30, tzinfo=UTC))
    assert not is_twice(date(2027, 11, 7))


def test_an_odd_hour_before_midnight_makes_its_day_odd() -> None:
    assert date(2023, 10, 28) in odd_days(zone("America/Nuuk"), 2023)
