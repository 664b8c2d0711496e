"""What a text says of price, ages or hours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """What is said."""

    PRICE = "price"
    DONATION = "donation"
    FREE = "free"
    AGES = "ages"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Claim:
    """The words as they stand in the text, and their value as a field would hold it.

    Of a price the amounts (`5`, `5-10`), of hours the last time (`21:00`); `first` is the time before it.
    """

    kind: ClaimKind
    words: str
    value: str
    first: str = ""
