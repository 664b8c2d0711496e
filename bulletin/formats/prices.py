"""Amounts of money in a text, as people write them: `$5-10`, `5 € / 3 € réduit`, `10 CAD`, `$8/5`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import decimal

from babel.numbers import is_currency

_MARK = r"(?:[A-Za-z]{1,2}\$|[$€£¥]|[A-Z]{3}(?![A-Za-z])|(?:dollars?|bucks|euros?|piastres?)\b)"
_NUMBER = (
    r"[1-9]\d{0,2}(?:[, \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?:0|[1-9]\d{0,5})(?:[.,]\d{1,2})?(?!\d)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.])(?:(?P<before>{_MARK})[ \u00a0\u202f]?)?(?<![\d.,])(?P<number>{_NUMBER})"
    rf"(?:[ \u00a0\u202f]?(?P<after>{_MARK})(?!\d))?"
)
_RANGE = re.compile(r"\s*(?:[-–—]|to|à)\s*")
_LIST = re.compile(r"\s*/\s*")
_GROUPED = re.compile(r"[, \u00a0\u202f](?=\d{3}(?!\d))")

_DOLLARS = (
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BBD", "BMD", "BSD", "BZD", "FJD", "GYD", "JMD", "KYD",
    "LRD", "NAD", "SBD", "SRD", "TTD", "XCD", "MXN", "ARS", "CLP", "COP", "CUP", "DOP", "UYU",
)  # fmt: skip
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "$": _DOLLARS,
    "€": ("EUR",),
    "£": ("GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SYP"),
    "¥": ("CNY", "JPY"),
}
_WORDS = {"dollar": "$", "buck": "$", "piastre": "$", "euro": "€"}
_ALSO_WORDS = frozenset({"ALL", "BAM", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"})
"""Codes of currencies that capitals in a sentence may be too: "ALL 12 sessions"."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount, or the range from `low` to `high`, as decimal texts; `mark` is the sign or word beside it.

    `start` and `end` are where it stands in the text.
    """

    low: str
    high: str
    mark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Amount:
    number: str
    mark: str
    start: int
    end: int


def find_prices(text: str, currency: str = "") -> tuple[Price, ...]:
    """The amounts that have a sign, a code or a word of a currency, at least with others they are joined to.

    Amounts without any are prices where the text is nothing else (`5-10`); their mark is "". The code of the
    board's `currency` is one even where it is a word too (`ALL`).

    >>> [(price.low, price.high, price.mark) for price in find_prices("$8/5, under 12 free")]
    [('8', '8', '$'), ('5', '5', '$')]
    >>> [(price.low, price.high, price.mark) for price in find_prices("de 5 à 10 €, dès 6 ans")]
    [('5', '10', '€')]
    """
    found: list[Price] = []
    for group, joints in _groups(text, currency):
        mark = next((each.mark for each in group if each.mark), "")
        whole = (text[: group[0].start] + text[group[-1].end :]).strip() == ""
        if mark or whole:
            found += _prices(group, joints, mark)
    return tuple(found)


def with_plain_digits(text: str) -> str:
    """The text with the digits of every script as those of programs: `٥` is `5`."""
    return text if text.isascii() else "".join(str(decimal(each, each)) for each in text)


def currency_of(mark: str, board: str) -> str:
    """The ISO 4217 code that a sign or word means on a board with this currency; "" where it may be several.

    >>> currency_of("$", "CAD"), currency_of("$", "EUR"), currency_of("€", "CAD"), currency_of("CA$", "EUR")
    ('CAD', '', 'EUR', 'CAD')
    """
    if not mark:
        return board
    sign = _WORDS.get(mark.lower().rstrip("s"), mark)
    if sign in _SIGNS:
        codes = _SIGNS[sign]
        return board if board in codes else codes[0] if len(codes) == 1 else ""
    if mark.endswith("$"):
        codes = tuple(code for code in _DOLLARS if code.startswith(mark[:-1].upper()))
        return board if board in codes else codes[0] if len(codes) == 1 else ""
    return mark if is_currency(mark) else ""


def _groups(text: str, currency: str) -> Iterator[tuple[list[_Amount], list[bool]]]:
    """Amounts joined by a dash, `to` or `/`; with them, of each joint whether it makes a range."""
    group: list[_Amount] = []
    joints: list[bool] = []
    for amount in _amounts(text, currency):
        if group:
            between = text[group[-1].end : amount.start]
            if _RANGE.fullmatch(between) or _LIST.fullmatch(between):
                joints.append(_RANGE.fullmatch(between) is not None)
                group.append(amount)
                continue
            yield group, joints
        group, joints = [amount], []
    if group:
        yield group, joints


def _amounts(text: str, currency: str) -> Iterator[_Amount]:
    at = 0
    while match := _AMOUNT.search(text, at):
        before, after = ((match[name] or "") for name in ("before", "after"))
        before = before if _is_mark(before, currency) else ""
        after = after if _is_mark(after, currency) else ""
        number = with_plain_digits(_GROUPED.sub("", match["number"])).replace(",", ".").removesuffix(".00")
        start = match.start() if before else match.start("number")
        at = match.end() if after else match.end("number")
        yield _Amount(number, before or after, start, at)


def _is_mark(mark: str, currency: str) -> bool:
    if len(mark) != 3 or not mark.isalpha() or mark == currency:
        return True
    return mark not in _ALSO_WORDS and is_currency(mark)


def _prices(group: list[_Amount], joints: list[bool], mark: str) -> Iterator[Price]:
    """The group as prices: two amounts on both sides of a dash are one."""
    at = 0
    while at < len(group):
        one = other = group[at]
        if at < len(joints) and joints[at]:
            at += 1
            other = group[at]
        if float(other.number) < float(one.number):
            one, other = other, one
        yield Price(one.number, other.number, one.mark or other.mark or mark, group[0].start, group[-1].end)
        at += 1
