"""Amounts of money as people write them."""

from __future__ import annotations

import pytest

from bulletin.formats.prices import currency_of, find_prices


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$5", ["5"]),
        ("5 $ par personne", ["5"]),
        ("$5-10", ["5-10"]),
        ("$5 – $10", ["5-10"]),
        ("5–10 €", ["5-10"]),
        ("de 5 à 10 €", ["5-10"]),
        ("5 to 10 dollars", ["5-10"]),
        ("$10-5", ["5-10"]),
        ("10 CAD", ["10"]),
        ("CAD 10.00", ["10"]),
        ("5 € / 3 € réduit", ["5", "3"]),
        ("$8/5, under 12 free", ["8", "5"]),
        ("8/5", ["8", "5"]),
        ("5-10", ["5-10"]),
        ("Adults $12, children $6", ["12", "6"]),
        ("$1,000", ["1000"]),
        ("1 234,50 €", ["1234.50"]),
        ("2 for $5", ["5"]),
        ("$5/hour", ["5"]),
        ("call 555-0100, $5", ["5"]),
        ("call 555-0100", []),
        ("room 12 at 7", []),
        ("ALL 12", []),
        ("THE 5", []),
        ("", []),
    ],
)
def test_amounts_are_found_with_their_ranges(text: str, found: list[str]) -> None:
    prices = find_prices(text)
    assert [
        price.low if price.low == price.high else f"{price.low}-{price.high}" for price in prices
    ] == found


@pytest.mark.parametrize(
    ("mark", "board", "code"),
    [
        ("", "CAD", "CAD"),
        ("$", "CAD", "CAD"),
        ("$", "EUR", ""),
        ("US$", "CAD", "USD"),
        ("€", "CAD", "EUR"),
        ("euros", "CAD", "EUR"),
        ("dollars", "AUD", "AUD"),
        ("£", "GBP", "GBP"),
        ("£", "CAD", ""),
        ("CHF", "CAD", "CHF"),
    ],
)
def test_a_sign_means_the_currency_of_the_board_or_the_only_one_it_can(
    mark: str, board: str, code: str
) -> None:
    assert currency_of(mark, board) == code


def test_the_code_of_the_board_is_read_where_it_is_a_word_too() -> None:
    assert find_prices("50 MAD") == ()
    assert [price.low for price in find_prices("50 MAD", "MAD")] == ["50"]
