"""Bytes as choices: what a fuzzer changes is which sentence of a grammar is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Takes its decisions from `data`; when that is used up, always the first of what there is to choose."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, below: int) -> int:
        """0 to `below` - 1."""
        value = 0
        span = 1
        while span < below:
            value = value << 8 | self._byte()
            span <<= 8
        return value % below if below > 1 else 0

    def pick(self, options: Sequence[T]) -> T:
        return options[self.number(len(options))]

    def one_in(self, chances: int) -> bool:
        """True once in about `chances` times; never when the data is used up."""
        return self.number(chances) == chances - 1

    def rest(self) -> bytes:
        """All bytes that are left."""
        left = self._data[self._at :]
        self._at = len(self._data)
        return left

    def some(self, most: int) -> range:
        return range(self.number(most + 1))

    def _byte(self) -> int:
        if self._at >= len(self._data):
            return 0
        self._at += 1
        return self._data[self._at - 1]
