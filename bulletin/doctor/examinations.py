"""An examination is a generator whose docstring is what people read, over an Installation.

    @examination("time-zone")
    def time_zone(found: Installation) -> Iterator[Diagnosis]:
        \"\"\"The board's time zone is that of a place.

        A zone without a summer time …
        \"\"\"

The first paragraph says what should be so, the rest says why; `docs/doctor.md` is made from both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from inspect import cleandoc

from bulletin.doctor.installation import Installation
from bulletin.problems import describe_fault


class Verdict(StrEnum):
    """What came of an examination."""

    TO_DO = "to-do"
    UNSEEN = "unseen"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What one examination found, in a sentence, and what to do about it; `examination` is its id."""

    verdict: Verdict
    message: str
    remedy: str = ""
    examination: str = ""


Examine = Callable[[Installation], Iterator[Diagnosis]]


@dataclass(frozen=True, slots=True)
class Examination:
    """What is looked at: `summary` says in one sentence what should be so, `why` whom it helps."""

    id: str
    summary: str
    why: str
    examine: Examine


def examination(name: str) -> Callable[[Examine], Examination]:
    """Makes the generator below it the examination `name`."""

    def declare(examine: Examine) -> Examination:
        summary, _, why = cleandoc(examine.__doc__ or "").partition("\n\n")
        return Examination(name, " ".join(summary.split()), " ".join(why.split()), examine)

    return declare


def well(message: str) -> Diagnosis:
    return Diagnosis(Verdict.WELL, message)


def to_do(message: str, remedy: str) -> Diagnosis:
    return Diagnosis(Verdict.TO_DO, message, remedy)


def unseen(message: str, how_to_look: str) -> Diagnosis:
    return Diagnosis(Verdict.UNSEEN, message, how_to_look)


def examine(found: Installation, examinations: Iterable[Examination]) -> tuple[Diagnosis, ...]:
    """What all examinations found. A mistake of ours in one of them costs that one."""
    return tuple(one for each in examinations for one in _examine(found, each))


def _examine(found: Installation, each: Examination) -> Iterator[Diagnosis]:
    try:
        yield from [replace(one, examination=each.id) for one in each.examine(found)]
    except Exception as error:
        message = f"A mistake of ours came up where “{each.summary}” was looked at ({describe_fault(error)})."
        remedy = "Please report this line. Nothing is wrong with your board because of it."
        yield Diagnosis(Verdict.UNSEEN, message, remedy, each.id)


def ago(days: int) -> str:
    """How long ago a day is: "today", "yesterday", "5 days ago"."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def write_day(day: date) -> str:
    """A day as people write it: "3 January 2027"."""
    return f"{day.day} {day:%B %Y}"


def some_of(names: Iterable[str], most: int = 3) -> str:
    """The first of the names, and how many more there are."""
    listed = list(names)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")
