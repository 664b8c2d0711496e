"""An amount of money as a language's locale writes it."""

from __future__ import annotations

from typing import Literal

from bulletin.words.dates import babel_locale
from bulletin.words.phrases import direction


def format_money(amount: str, currency: str, locale: str) -> str:
    """`$5`, `$2.50`, `5 $`: whole amounts without a fraction, unless it was written."""
    from babel.numbers import format_currency

    # Between words from right to left a sign such as CA$ falls apart; the currency's name does not.
    kind: Literal["name", "standard"] = "name" if direction(locale) == "rtl" else "standard"
    text = format_currency(amount, currency, locale=babel_locale(locale), format_type=kind)
    return text.replace(".00", "").replace(",00", "") if "." not in amount else text
