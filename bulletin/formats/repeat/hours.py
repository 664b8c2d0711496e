"""Hours of a repeat as people say them: “evenings 7 to 8:30”, “10–1”, “7 pm to 9”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from bulletin.formats.dates.times import Clock

_HALF_DAY = 12


class Hours(NamedTuple):
    """When the dates begin and end. `is_end_open`: nothing says whether the end is am or pm."""

    begin: time
    end: time | None = None
    is_end_open: bool = False

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}" + (f" - {self.end:%H:%M}" if self.end is not None else "")


def hours_meant(first: Clock, last: Clock | None, half: str, *, is_bare: bool) -> tuple[Hours, ...]:
    """Every reading of the hours; the likelier first where there are two.

    `half` is am or pm where a word such as “evening” says it. `is_bare`: one of them is a number alone, which
    nobody means as a time of 24 hours for sure.
    """
    begins = [first.value]
    if first.is_open and half:
        begins = [_in_half(first.value, half)]
    elif first.is_open and is_bare:
        begins = [_in_half(first.value, each) for each in ("am", "pm")]
    if last is not None and not last.is_open:
        end = last.as_end
        # 7–9 pm are two hours of the evening, 10–1 pm three around noon.
        before = [begin for begin in begins if end == time(0) or begin < end]
        begins = before[-1:] or begins[:1]
    return tuple(dict.fromkeys(_with_ends(begins, last, is_resolved=bool(half) or is_bare)))


def _with_ends(begins: list[time], last: Clock | None, *, is_resolved: bool) -> Iterator[Hours]:
    for begin in begins:
        if last is None:
            yield Hours(begin)
        elif not last.is_open or not is_resolved:
            yield Hours(begin, last.as_end, last.is_open)
        else:
            ends = [_in_half(last.value, each) for each in ("am", "pm")]
            yield Hours(begin, next((end for end in ends if end > begin), ends[0]))


def _in_half(clock: time, half: str) -> time:
    return clock.replace(hour=clock.hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0))
