"""What staff decided about something handed in. No names of persons, no addresses, nothing it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median


class Word(StrEnum):
    """The five answers there are."""

    ACCEPT = "accept"
    EDIT = "edit"
    ASK = "ask"
    HOLD = "hold"
    DECLINE = "decline"

    @property
    def is_final(self) -> bool:
        return self not in (Word.ASK, Word.HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of `decisions/<year>.csv`. `received` is None where nobody knows."""

    id: str
    partner: str
    word: Word
    decided: date | None
    received: date | None = None
    reason: str = ""
    policy_version: str = ""

    @property
    def days(self) -> int | None:
        """How many days it took; None where a day is not known."""
        if self.received is None or self.decided is None:
            return None
        return (self.decided - self.received).days


def last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Of each submission the last that was decided, in the order they were first decided.

    Whoever hands the same in again after a final word hands in something new.
    """
    found: list[Decision] = []
    open_at: dict[str, int] = {}
    for each in decisions:
        at = open_at.pop(each.id, None)
        if at is None:
            at = len(found)
            found.append(each)
        else:
            received = each.received or found[at].received
            found[at] = Decision(
                id=each.id,
                partner=each.partner,
                word=each.word,
                decided=each.decided,
                received=received,
                reason=each.reason,
                policy_version=each.policy_version,
            )
        if not each.word.is_final:
            open_at[each.id] = at
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How submissions of a kind of partner were decided for a reason ("" for none)."""

    kind: str
    reason: str
    counts: Mapping[Word, int]
    days: tuple[int, ...]
    """How long each took that is decided, where both days are known; in order."""

    @property
    def median(self) -> float | None:
        return median(self.days) if self.days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """All tallies of a year, or of all years, with what each reason says."""

    title: str
    year: int | None
    tallies: tuple[Tally, ...]
    reasons: Mapping[str, str]
