"""Telephone numbers as they are written in a country, after the data of libphonenumber."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from babel.core import get_global
from phonenumbers import Leniency, NumberParseException, PhoneNumberMatcher

LONGEST_SHORT_NUMBER = 3
"""So many digits are a number of their own: 211, 911."""

_ENOUGH_DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){6}")
_AMERICAN = re.compile(r"(?<![\w+/#.-])(?:\+1[ .-]?|1[ .-])?(?:\(?\d{3}\)?[ .-]?)?\d{3}[ .-]\d{4}(?![\w-])")
_BEGINS_LIKE_ONE = re.compile(r"\+|\(?0")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_LEAST_DIGITS = 9
_MOST_DIGITS = 16
_COUNTS = range(LONGEST_SHORT_NUMBER + 1, _MOST_DIGITS)
_COMPARED = 7
"""So many last digits tell two numbers apart; people leave out what stands before them."""


def country_of(locale: str, timezone: str) -> str:
    """The country (ISO 3166) of a board: its locale's (`en-CA`), else its time zone's; "" where none is."""
    for part in locale.replace("_", "-").split("-")[1:]:
        if len(part) == 2 and part.isalpha():
            return part.upper()
    return str(get_global("zone_territories").get(timezone, ""))


def find_phones(text: str, country: str = "") -> Iterator[str]:
    """The telephone numbers in a text, as they are written there.

    >>> list(find_phones("Ring 07700 900123 from 10.30 to 12.00 on 12.03.2027", "GB"))
    ['07700 900123']
    """
    if _ENOUGH_DIGITS.search(text) is None:
        return
    found: dict[int, str] = {}
    text = _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)
    region = country or None
    for leniency in (Leniency.VALID, Leniency.POSSIBLE):
        for match in PhoneNumberMatcher(text, region, leniency=leniency):
            if leniency == Leniency.VALID or _looks_like_one(match.raw_string):
                found.setdefault(match.start, match.raw_string)
    if phonenumbers.country_code_for_region(country) in (0, 1):
        for american in _AMERICAN.finditer(text):
            if not any(at <= american.start() < at + len(number) for at, number in found.items()):
                found[american.start()] = american[0]
    yield from (number for _, number in sorted(found.items()))


def _looks_like_one(number: str) -> bool:
    begins = _BEGINS_LIKE_ONE.match(number) is not None and _DATE.match(number) is None
    return begins and count_digits(number) >= _LEAST_DIGITS


def too_few_digits(country: str) -> frozenset[int]:
    """The counts of digits of which a digit must be missing: more than of numbers like 211, and too short.

    >>> sorted(too_few_digits("CA"))
    [4, 5, 6, 8, 9]
    """
    return frozenset(count for count in _COUNTS if not _is_long_enough(count, country))


def count_digits(number: str) -> int:
    return sum(map(str.isdigit, number))


def fewest_digits(country: str) -> int:
    """How many digits the shortest numbers have that people dial within a country; 0 where nobody knows.

    >>> fewest_digits("CA"), fewest_digits("GB"), fewest_digits("")
    (7, 4, 0)
    """
    if not phonenumbers.country_code_for_region(country):
        return 0
    return min({*_COUNTS} - too_few_digits(country), default=0)


def _is_long_enough(count: int, country: str) -> bool:
    if not phonenumbers.country_code_for_region(country):
        return True
    number = phonenumbers.parse("2" * count, country)
    return phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.TOO_SHORT


def phone_key(number: str, country: str = "") -> str:
    """The last digits of a number, by which two ways of writing it are compared."""
    return re.sub(r"\D", "", _national(number, country))[-_COMPARED:]


def phone_href(number: str, country: str = "") -> str:
    """The `tel:` address of a number, "" where it has too few digits."""
    try:
        parsed = phonenumbers.parse(number, country or None)
    except NumberParseException:
        parsed = None
    if parsed is not None and phonenumbers.is_valid_number(parsed):
        return f"tel:{phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)}"
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"tel:{digits}" if len(digits) >= 3 else ""


def _national(number: str, country: str) -> str:
    try:
        return str(phonenumbers.parse(number, country or None).national_number)
    except NumberParseException:
        return number
