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
from bulletin.translatable import gettext as _


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
            raise duplicate_part(_("how often"))
        self.interval = interval

    def set_unit(self, unit: str) -> None:
        if self.unit:
            raise duplicate_part(_("how often"))
        self.unit = unit

    def set_end(self, clock: Clock) -> None:
        self.time_to, self.is_end_open = clock.as_end, clock.is_open

    def set_count(self, count: int) -> None:
        if self.count is not None:
            raise duplicate_part(_("how many times"))
        self.count = count


def misplaced(token: Token, lexicon: Lexicon) -> RepeatRefused:
    """The refusal of a token that does not fit where it stands, with a hint for some kinds."""
    if token.kind == "starting":
        return start_in_repeat()
    if token.kind == "unsure":
        readings = lexicon.unsure.get(token.value, ())
        return refuse(
            _("“{text}” means two things", text=token.text), either(readings), REPEAT_AMBIGUOUS, readings
        )
    if token.kind == "date":
        hint = _("a last day is said with “until”; further single days belong in the field `dates`")
        return refuse(_("“{text}” is one day, and no repeat", text=token.text), hint)
    if token.kind == "lasting":
        hint = _("write it like “until 16 June 2027” or “6 times”")
        return refuse(_("how long it goes on is said by its last day or by a number of dates"), hint)
    return refuse(_("“{text}” makes no sense there", text=token.text))


def duplicate_part(what: str) -> RepeatRefused:
    hint = _("two different repeats go into a list, each on a line of its own that begins with “- ”")
    return refuse(_("{what} is said twice", what=what), hint)


def times_in_each(often: Token) -> RepeatRefused:
    """The refusal of “deux fois par mois” and “2 times monthly”: on which days?"""
    message = _("“{text}” behind a number of times does not say on which days", text=often.text)
    hint = _(
        "name the days, as in “1st and 3rd Wednesday”; a number of dates in all comes last, after a comma"
    )
    return refuse(message, hint, REPEAT_AMBIGUOUS)


def start_in_repeat() -> RepeatRefused:
    hint = _("put the first date and time into `start`, and leave it out here")
    return refuse(_("when it begins is told by `start`, not by `repeat`"), hint)


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
        hint = _(
            "write “from {evening} to {end}” for the evening, or {morning}",
            evening=format(evening, "%H:%M"),
            end=format(end, "%H:%M"),
            morning=morning,
        )
        raise refuse(_("“{text}” can be morning or evening", text=first.text), hint, REPEAT_AMBIGUOUS)


def time_without_minutes() -> RepeatRefused:
    hint = _("write it like “from 10:00 to 12:00” or “from 7 pm to 9 pm”")
    return refuse(_("a time needs its minutes, or am or pm"), hint, REPEAT_AMBIGUOUS)


def month_with_number(number: int) -> RepeatRefused:
    """The refusal of `except December 24` and of `in June 2027`."""
    if number > 31:
        hint = _("a last day is said like “until 30 June 2027”")
        return refuse(_("a month is named here without its year, and is meant every year"), hint)
    return refuse(_("a single day needs its year"), _("write it like “except 24 December 2027”"))


def until_after_exception() -> RepeatRefused:
    """The refusal of `except 1 July 2027 until 31 August 2027`: is that the end of the pause, or of all?"""
    hint = _(
        "for days to leave out write “except 1 July 2027 to 31 August 2027”; for the last date of all put a "
        "comma before “until”"
    )
    return refuse(_("it is not clear what ends on the last of these days"), hint, REPEAT_AMBIGUOUS)


def until_without_day() -> RepeatRefused:
    """The refusal of “until Easter”."""
    return refuse(
        _("after “until” there must be a day with its year"), _("write it like “until 16 June 2027”")
    )
