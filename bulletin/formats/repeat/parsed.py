"""A repeat part by part, as its grammar finds them, and the refusals of parts that do not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from bulletin.formats.dates.times import Clock
from bulletin.formats.repeat.spec import REPEAT_AMBIGUOUS, RepeatRefused, either, refuse
from bulletin.formats.repeat.tokens import Lexicon, Token
from bulletin.model.place import DayRange
from bulletin.model.recurrence import WeekdayNum


class DayOfYear(NamedTuple):
    """`27 January`: the same day in any year."""

    month: int
    day: int


@dataclass(slots=True)
class ParsedRepeat:
    """The parts of a repeat as they were written, not yet checked against each other."""

    every: bool = False
    interval: int | None = None
    unit: str = ""
    every_nth: int | None = None
    weekdays: list[WeekdayNum] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    year_days: list[DayOfYear] = field(default_factory=list)
    bare_number: bool = False
    of_month: bool = False
    of_year: bool = False
    months: list[int] = field(default_factory=list)
    except_months: list[int] = field(default_factory=list)
    except_weekdays: list[int] = field(default_factory=list)
    except_days: list[DayRange] = field(default_factory=list)
    until: date | None = None
    count: int | None = None
    time_from: time | None = None
    time_to: time | None = None
    is_end_open: bool = False

    def set_interval(self, interval: int) -> None:
        if self.interval is not None:
            raise duplicate_part("how often")
        self.interval = interval

    def set_unit(self, unit: str) -> None:
        if self.unit:
            raise duplicate_part("how often")
        self.unit = unit

    def set_end(self, clock: Clock) -> None:
        self.time_to, self.is_end_open = clock.as_end, clock.is_open

    def set_count(self, count: int) -> None:
        if self.count is not None:
            raise duplicate_part("how many times")
        self.count = count


def misplaced(token: Token, lexicon: Lexicon) -> RepeatRefused:
    """The refusal of a token that does not fit where it stands, with a hint for some kinds."""
    if token.kind == "starting":
        return start_in_repeat()
    if token.kind == "unsure":
        readings = lexicon.unsure.get(token.value, ())
        return refuse(f"“{token.text}” means two things", either(readings), REPEAT_AMBIGUOUS, readings)
    if token.kind == "date":
        hint = "a last day is said with “until”; further single days belong in the field `dates`"
        return refuse(f"“{token.text}” is one day, and no repeat", hint)
    if token.kind == "lasting":
        hint = "write it like “until 16 June 2027” or “6 times”"
        return refuse("how long it goes on is said by its last day or by a number of dates", hint)
    return refuse(f"“{token.text}” makes no sense there")


def duplicate_part(what: str) -> RepeatRefused:
    hint = "two different repeats go into a list, each on a line of its own that begins with “- ”"
    return refuse(f"{what} is said twice", hint)


def times_in_each(often: Token) -> RepeatRefused:
    """The refusal of “deux fois par mois” and “2 times monthly”: on which days?"""
    message = f"“{often.text}” behind a number of times does not say on which days"
    hint = "name the days, as in “1st and 3rd Wednesday”; a number of dates in all comes last, after a comma"
    return refuse(message, hint, REPEAT_AMBIGUOUS)


def start_in_repeat() -> RepeatRefused:
    hint = "put the first date and time into `start`, and leave it out here"
    return refuse("when it begins is told by `start`, not by `repeat`", hint)


def check_halves(first: Token, last: Token, lexicon: Lexicon) -> None:
    """Raises `RepeatRefused` at "7:00 to 9:00 pm", where the first may be am or pm."""
    halves = lexicon.dates.halves
    of_last = next((half for word, half in halves.items() if last.text.endswith(word)), "")
    begin, end = first.value.value, last.value.value
    if of_last != "pm" or not first.value.is_open or not 1 <= begin.hour < 12:
        return
    evening = begin.replace(hour=begin.hour + 12)
    if evening < end:
        morning = f"“from {begin:%H:%M} to {end:%H:%M}”"
        hint = f"write “from {evening:%H:%M} to {end:%H:%M}” for the evening, or {morning}"
        raise refuse(f"“{first.text}” can be morning or evening", hint, REPEAT_AMBIGUOUS)


def time_without_minutes() -> RepeatRefused:
    hint = "write it like “from 10:00 to 12:00” or “from 7 pm to 9 pm”"
    return refuse("a time needs its minutes, or am or pm", hint, REPEAT_AMBIGUOUS)


def month_with_number(number: int) -> RepeatRefused:
    """The refusal of `except December 24` and of `in June 2027`."""
    if number > 31:
        hint = "a last day is said like “until 30 June 2027”"
        return refuse("a month is named here without its year, and is meant every year", hint)
    return refuse("a single day needs its year", "write it like “except 24 December 2027”")


def until_after_exception() -> RepeatRefused:
    """The refusal of `except 1 July 2027 until 31 August 2027`: is that the end of the pause, or of all?"""
    hint = "for days to leave out write “except 1 July 2027 to 31 August 2027”; "
    hint += "for the last date of all put a comma before “until”"
    return refuse("it is not clear what ends on the last of these days", hint, REPEAT_AMBIGUOUS)


def until_without_day() -> RepeatRefused:
    """The refusal of “until Easter”."""
    return refuse("after “until” there must be a day with its year", "write it like “until 16 June 2027”")
