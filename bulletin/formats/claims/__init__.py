"""What a text says of price, ages and hours: what people write there instead of into a field.

English and French. A word more or less decides, so that "5 minutes", "gluten-free" and "since 1999" are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bulletin.formats.claims.ages import find_ages
from bulletin.formats.claims.claim import Claim, ClaimKind
from bulletin.formats.claims.costs import find_costs, find_free
from bulletin.formats.claims.hours import find_hours

OF_COST = (ClaimKind.PRICE, ClaimKind.DONATION, ClaimKind.FREE)
"""What is said of the price."""


MOST_CHARACTERS = 10_000
"""Of a longer text only the beginning is read."""


def find_claims(text: str, *kinds: ClaimKind) -> Iterator[Claim]:
    """What the text says of these kinds, in the order of their finders.

    >>> text = "Ages 6-11, tickets $5, 7 to 9 pm"
    >>> [claim.value for claim in find_claims(text, *ClaimKind)]
    ['$5', '6-11', '21:00']
    """
    text = text[:MOST_CHARACTERS]
    small = text.lower()
    for finder in _FINDERS:
        if not finder.kinds.isdisjoint(kinds) and finder.may_find_in(text, small):
            for part in _around(text, finder.hint):
                yield from (claim for claim in finder.find(part) if claim.kind in kinds)


_BEFORE, _AFTER = 60, 80


def _around(text: str, hint: re.Pattern[str]) -> Iterator[str]:
    """The parts of a text in which something may be said: the rest need not be read so closely."""
    start, end = 0, -1
    for match in hint.finditer(text):
        if match.start() <= end:
            end = match.end() + _AFTER
            continue
        if end >= 0:
            yield _whole_words(text, start, end)
        start, end = max(match.start() - _BEFORE, end, 0), match.end() + _AFTER
    if end >= 0:
        yield _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> str:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


class _Finder(NamedTuple):
    """What finds claims of some kinds: near a `hint`, which holds one of `signs` or an `other_sign`."""

    kinds: frozenset[ClaimKind]
    signs: tuple[str, ...]
    other_sign: re.Pattern[str] | None
    hint: re.Pattern[str]
    find: Callable[[str], Iterator[Claim]]

    def may_find_in(self, text: str, small: str) -> bool:
        """Whether a text, also given in small letters, may hold a hint, which is searched for more slowly."""
        if self.other_sign and self.other_sign.search(text):
            return True
        return any(sign in small for sign in self.signs)


_DIGIT = re.compile(r"\d")
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")
_FINDERS = (
    _Finder(
        frozenset({ClaimKind.PRICE, ClaimKind.DONATION}),
        ("$", "€", "£", "¥", "dollar", "euro", "buck", "piastre"),
        _CURRENCY_CODE,
        re.compile(r"[$€£¥]|\b(?:dollar|euro|buck|piastre)|\d [A-Z]{3}\b|\b[A-Z]{3} \d"),
        find_costs,
    ),
    _Finder(
        frozenset({ClaimKind.FREE}),
        ("free", "gratuit", "libre", "no c", "no fee"),
        None,
        re.compile(r"free|gratuit|libre|no c(?:harge|ost)|no fee", re.IGNORECASE),
        find_free,
    ),
    _Finder(
        frozenset({ClaimKind.AGES}),
        ("adult", "age", "âge"),
        _DIGIT,
        re.compile(r"\d|adult|\bages?\b|âge", re.IGNORECASE),
        find_ages,
    ),
    _Finder(
        frozenset({ClaimKind.HOURS}),
        ("noon", "midnight", "midi", "minuit"),
        _DIGIT,
        re.compile(r"\d|noon|midnight|midi|minuit", re.IGNORECASE),
        find_hours,
    ),
)
