"""Why a date, a time or a duration was not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bulletin.problems import Rule, Severity

LONGEST_TEXT = 100
DATE_TEMPLATE = "2027-01-06 or 6 January 2027"

DATE_UNREADABLE = Rule(
    "date-unreadable", Severity.ERROR, "A date or time must be written in a form that can be read."
)
DATE_AMBIGUOUS = Rule(
    "date-ambiguous", Severity.ERROR, "A date must have one reading only: year first, or the month in words."
)
DATE_IMPOSSIBLE = Rule("date-impossible", Severity.ERROR, "A date and a time must exist.")
TIME_OFFSET = Rule(
    "time-offset", Severity.ERROR, "Times are local times; the zone is told in `timezone`, not in the time."
)
DURATION_UNREADABLE = Rule(
    "duration-unreadable",
    Severity.ERROR,
    "A duration must be readable, longer than nothing and at most a year.",
)

REFUSAL_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (DATE_UNREADABLE, DATE_AMBIGUOUS, DATE_IMPOSSIBLE, TIME_OFFSET, DURATION_UNREADABLE)
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was not read. `rule` is the id of one of `REFUSAL_RULES`.

    `readings` are texts to type instead: each is read without a question. `hint` says it in a sentence.
    `field` names the field of a map it stands in, where there is one.
    """

    rule: str
    message: str
    hint: str = ""
    readings: tuple[str, ...] = ()
    field: str = ""
