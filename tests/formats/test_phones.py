"""Telephone numbers as each country writes them."""

from __future__ import annotations

import pytest

from bulletin.formats.phones import country_of, find_phones, phone_href, phone_key


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("CA", "613-555-0123"),
        ("CA", "555-0123"),
        ("CA", "(613) 555-0123"),
        ("CA", "+1 613 555 0123"),
        ("CA", "613.555.0123"),
        ("GB", "020 7946 0958"),
        ("GB", "07700 900123"),
        ("GB", "+44 (0)20 7946 0958"),
        ("FR", "06 12 34 56 78"),
        ("FR", "01.23.45.67.89"),
        ("DE", "0171 1234567"),
        ("DE", "030/1234567"),
        ("ES", "612 34 56 78"),
        ("IN", "098765 43210"),
        ("UA", "067 123 45 67"),
        ("AU", "0412 345 678"),
        ("", "+33 6 12 34 56 78"),
        ("CA", "+33 6 12 34 56 78"),
    ],
)
def test_a_number_is_found_as_people_of_the_country_write_it(country: str, number: str) -> None:
    assert list(find_phones(f"Ask Sam, {number}, until Friday.", country)) == [number]


@pytest.mark.parametrize("country", ["CA", "GB", "FR", "DE", "ES", "UA", ""])
@pytest.mark.parametrize(
    "text",
    [
        "from 2027-02-10 to 2027-03-11",
        "10.30-12.00 and 14.00-16.30",
        "on 12.03.2027 at 18.30",
        "ISBN 978-3-16-148410-0",
        "5-7, 12-15 and 20-22 March",
        "$1,200-1,500 in 2026-2027",
        "45.4215, -75.6972",
        "https://meet.oak.example/j/6135550123",
        "the 1st, 2nd, 3rd and 4th of 12",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(country: str, text: str) -> None:
    assert list(find_phones(text, country)) == []


@pytest.mark.parametrize(
    ("one", "two", "country"),
    [
        ("613-555-0123", "+1 (613) 555 0123", "CA"),
        ("06 12 34 56 78", "+33612345678", "FR"),
        ("+44 (0)20 7946 0958", "020 79460958", "GB"),
    ],
)
def test_two_ways_to_write_a_number_are_one(one: str, two: str, country: str) -> None:
    assert phone_key(one, country) == phone_key(two, country)


@pytest.mark.parametrize(
    ("locale", "zone", "country"),
    [("en-CA", "UTC", "CA"), ("fr", "Europe/Paris", "FR"), ("zh-Hant-TW", "UTC", "TW"), ("en", "UTC", "")],
)
def test_the_country_is_the_locales_or_the_time_zones(locale: str, zone: str, country: str) -> None:
    assert country_of(locale, zone) == country


@pytest.mark.parametrize(
    ("number", "country", "href"),
    [
        ("+44 (0)20 7946 0958", "GB", "tel:+442079460958"),
        ("555-0123", "CA", "tel:5550123"),
        ("211", "CA", "tel:211"),
        ("ask", "CA", ""),
    ],
)
def test_a_number_to_tap_dials(number: str, country: str, href: str) -> None:
    assert phone_href(number, country) == href
