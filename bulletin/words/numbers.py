"""Numbers as each language groups their digits: 1,200, in French 1 200."""

from __future__ import annotations

from typing import Self

from bulletin.translatable import Catalogue, Translatable
from bulletin.words.phrases import format_number


class NumberInDigits(Translatable):
    """A number in groups of digits."""

    __slots__ = ()

    def __new__(cls, number: int) -> Self:
        return cls._made(f"{number:,}", number)

    def said_in(self, catalogue: Catalogue) -> str:
        return format_number(self._made_of[0], catalogue.language)


def tell_number(number: int) -> str:
    """`1,200`.

    >>> tell_number(1200)
    '1,200'
    """
    return NumberInDigits(number)
