"""What it costs: amounts in the board's currency, and words that stay as they were written."""

from __future__ import annotations

import pytest

from bulletin.load import load_board
from bulletin.load.events.costs import read_cost
from bulletin.load.sources import Sources
from bulletin.model.event import Cost
from tests.commands.boards import BOARD, FILES


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("5 €", "EUR", "5"),
        ("5 euros", "EUR", "5"),
        ("$5", "CAD", "5"),
        ("CA$5", "CAD", "5"),
        ("CAD 5.00", "CAD", "5"),
        ("5 dollars", "AUD", "5"),
        ("£3.50", "GBP", "3.50"),
        ("7,50", "CHF", "7.50"),
        ("7 CHF", "CHF", "7"),
        ("٥", "CAD", "5"),
    ],
)
def test_an_amount_in_the_currency_of_the_board_is_money(typed: str, currency: str, amount: str) -> None:
    assert read_cost(typed, currency) == Cost(amount)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("5 €", "CAD"), ("$5", "EUR"), ("US$5", "CAD"), ("£5", "USD"), ("5 euros", "CAD"), ("EUR 5", "CAD")],
)
def test_an_amount_in_another_currency_stays_as_it_was_written(typed: str, currency: str) -> None:
    assert read_cost(typed, currency) == Cost("", typed)


@pytest.mark.parametrize("typed", ["0", "$0", "0 €", "free"])
def test_nothing_is_free_in_any_currency(typed: str) -> None:
    assert read_cost(typed, "CAD").amount == "0"


def test_the_label_of_a_price_in_words_stands_before_it() -> None:
    text = (
        "title: Swim\nvenue: main-library\ncategories: storytime\nstart: 2027-01-20 10:00\nend: 11:00\n"
        "cost:\n  - {label: Adults, amount: 5 €}\n  - {label: Children, amount: $2}\n"
    )
    records = {**FILES, "board.yaml": f"{BOARD}currency: CAD\n", "events/oak/swim.yaml": text}
    loaded = load_board(Sources({path: content.encode() for path, content in records.items()}))
    assert loaded.board is not None
    assert loaded.board.events["oak/swim"].cost == (Cost("", "Adults: 5 €"), Cost("2", "Children"))


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("free", ""),
        ("FREE!", ""),
        ("free of charge", ""),
        ("Gratuit", ""),
        ("entrée libre", ""),
        ("free (donations welcome)", "donations welcome"),
        ("Free - drop in", "drop in"),
    ],
)
def test_what_is_free_for_everybody_is_free_whatever_is_said_beside_it(typed: str, note: str) -> None:
    assert read_cost(typed, "CAD") == Cost("0", note=note)


@pytest.mark.parametrize(
    "typed",
    [
        "free for members",
        "free, members only",
        "free under 12",
        "Free with admission",
        "gratuit pour les aînés",
    ],
)
def test_what_is_free_for_some_is_not_free(typed: str) -> None:
    assert read_cost(typed, "CAD") == Cost("", typed)


@pytest.mark.parametrize("typed", ["TBA", "to be announced", "à déterminer", "'null'", "n/a"])
def test_a_price_that_is_not_known_yet_is_none(typed: str) -> None:
    assert cost_of(f"cost: {typed}") == ()


@pytest.mark.parametrize(
    ("currency", "cost"),
    [("USD", Cost("5.50")), ("CAD", Cost("", "5.50 CAD")), ("EUR", Cost("", "5.50 EUR"))],
)
def test_a_currency_beside_an_amount_is_that_of_the_price(currency: str, cost: Cost) -> None:
    assert cost_of(f"cost:\n  amount: 5.50\n  currency: {currency}") == (cost,)


def cost_of(line: str) -> tuple[Cost, ...]:
    text = f"title: Story time\nstart: 2027-01-20 10:15\naddress: 3 Oak Road\n{line}\n"
    loaded = load_board(Sources({p: t.encode() for p, t in {**FILES, "events/oak/new.yaml": text}.items()}))
    assert loaded.board is not None
    assert "oak/new" in loaded.board.events, loaded.problems
    return loaded.board.events["oak/new"].cost
