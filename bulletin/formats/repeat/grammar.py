"""The grammar of a repeat, over tokens: its parts, before they are made a rule.

    repeat := part*
    part   := EVERY [OTHER | n | nth] [UNIT] | FREQUENCY | days | OF_MONTH | OF_YEAR
            | [FROM] time [TO time] | IN months | EXCEPT (month | weekday | date [TO date])*
            | UNTIL (date | time) | n TIMES
    days   := nth (AND nth)* [weekday | day | month] | n (AND n)* [month] | weekday [TO weekday] | month [n]

The parts may stand in any order, because languages order them differently; each may stand once.
"""

from __future__ import annotations

from bulletin.formats.repeat.cursor import LISTED
from bulletin.formats.repeat.limits import LimitsGrammar
from bulletin.formats.repeat.parsed import (
    DayOfYear,
    ParsedRepeat,
)
from bulletin.formats.repeat.spec import refuse
from bulletin.formats.repeat.tokens import Token
from bulletin.model.recurrence import WeekdayNum
from bulletin.translatable import gettext as _

LONGEST_SPAN = 31
_OPENING = ("every", "of_month", "of_year", "from", "in", "except", "until")
"""Words that only say of which kind a part is; what they mean stands behind them."""


class Grammar(LimitsGrammar):
    """Reads tokens once, from left to right, into `parsed`. Raises `RepeatRefused` at what makes no sense.

    `start` is the first day of the event, beside which days without their year are read.
    """

    def read(self) -> ParsedRepeat:
        """The parts of the repeat, from all tokens."""
        if not self._tokens:
            raise refuse(_("nothing is said about when it repeats"))
        while self._at < len(self._tokens):
            self._part()
        return self.parsed

    def _part(self) -> None:
        kind = self._peek()
        if kind in LISTED and self._at and self._peek(1):
            self._at += 1
            return
        reader = {
            "every": self._every,
            "other": self._interval,
            "frequency": self._frequency,
            "unit": self._alternate_unit,
            "lasting": self._lasting,
            "ordinal": self._nth,
            "number": self._number,
            "weekday": self._weekdays,
            "month": self._month,
            "of_month": self._of_month,
            "of_year": self._of_year,
            "from": self._from,
            "to": self._at_time,
            "time": self._times_of_day,
            "hour": self._times_of_day,
            "in": self._in,
            "except": self._except,
            "until": self._until,
            "count": self._count,
            "starting": self._starting,
            "half": self._take,
        }.get(kind)
        if reader is None:
            raise self._misplaced()
        self._at += kind in _OPENING
        reader()

    def _every(self) -> None:
        self.parsed.every = True
        kinds = self._peek(), self._peek(1)
        is_interval = kinds in (("number", "unit"), ("number", "weekday")) or kinds[0] == "other"
        if is_interval or (kinds == ("ordinal", "unit") and not self._is_month_day(1)):
            self._interval()
        elif kinds == ("ordinal", "weekday"):
            self.parsed.every_nth = self._tokens[self._at].value
        if self._peek() == "half" and not self._has("weekday"):
            self.parsed.set_unit("day")
        if self._peek() == "unit":
            self.parsed.set_unit(self._take().value)

    def _interval(self) -> None:
        self.parsed.set_interval(self._take().value)

    def _alternate_unit(self) -> None:
        """A unit that needs no "every", because "every other" follows it."""
        if self._peek(1) != "other":
            raise self._misplaced()
        self.parsed.set_unit(self._take().value)

    def _lasting(self) -> None:
        if not self._is_count(1):
            raise self._misplaced()
        self._at += 1

    def _frequency(self) -> None:
        interval, unit = self._take().value
        if interval > 1:
            self.parsed.set_interval(interval)
        self.parsed.set_unit(unit)

    def _nth(self) -> None:
        """Ordinals, and what they count: weekdays of a month, days of a month, or a day of the year."""
        if self._is_run():
            self._run()
            return
        ordinals = [self._ordinal()]
        while self._peek() in LISTED and self._peek(1) in ("ordinal", "number") and not self._is_count(1):
            self._at += 1
            ordinals.append(self._ordinal())
        if self._peek() == "weekday":
            self._add_nth(ordinals, self._take())
            while self._peek() in LISTED and self._peek(1) == "weekday":
                self._at += 1
                self._add_nth(ordinals, self._take())
            return
        in_month = self.parsed.unit == "year" and (self._peek(), self._peek(1)) == ("in", "month")
        if self._peek() == "unit" and self._is_month_day(0):
            self._at += 1
            if self._accept("from_end"):
                ordinals[-1] = -abs(ordinals[-1])
            self.parsed.month_days += ordinals
        elif min(ordinals) <= 0:
            raise self._misplaced()
        elif in_month or self._peek() == "month":
            self._at += in_month
            self._days_of_year(ordinals)
        else:
            self.parsed.month_days += ordinals

    def _days_of_year(self, numbers: list[int]) -> None:
        month = self._take().value
        self.parsed.year_days += [DayOfYear(month, number) for number in numbers]

    def _add_nth(self, ordinals: list[int], weekday: Token) -> None:
        if len(weekday.value) > 1:
            raise refuse(_("“{text}” are several days, so none of them can be counted", text=weekday.text))
        if any(abs(ordinal) > 5 for ordinal in ordinals):
            raise refuse(_("a month has at most five of each weekday"))
        self.parsed.weekdays += [WeekdayNum(weekday.value[0], ordinal) for ordinal in ordinals]

    def _ordinal(self) -> int:
        number = int(self._take().value)
        return -number if self._accept("from_end") else number

    def _number(self) -> None:
        """A bare number: how often, a day of a month, or a day of the year."""
        if self._is_count(0):
            self._count()
            return
        if self._peek(1) == "to" and self._peek(2) == "date":  # 12–14 February 2027
            last = self._tokens[self._at + 2].value
            message = _(
                "the days until {last} are no repeat, unless it takes place on each of them", last=last
            )
            raise self._ask(message, (_("every day until {last}", last=last),))
        if self._peek(1) == "weekday":  # six Mondays
            self.parsed.set_count(int(self._take().value))
            return
        if self._is_run():
            self._run()
            return
        if self._is_hour():
            self._times_of_day()
            return
        numbers = [int(self._take().value)]
        while self._peek() in LISTED and self._peek(1) in ("number", "ordinal") and not self._is_count(1):
            if self._peek(1) == "ordinal" and self._peek(2) in ("weekday", "unit", "from_end"):
                break
            self._at += 1
            numbers.append(int(self._take().value))
        if self._peek() == "from_end" and self._peek(1) == "unit":
            self._at += 2
            numbers[-1] = -numbers[-1]
            self.parsed.month_days += numbers
        elif self._peek() == "month":
            self._days_of_year(numbers)
        elif self._peek() == "unit":
            raise self._misplaced()
        else:
            self.parsed.month_days += numbers
            self.parsed.bare_number = True

    def _span(self, first: int, last: int) -> list[int]:
        if not 1 <= first < last <= LONGEST_SPAN:
            raise refuse(_("from the {first} to the {last} are no days of a month", first=first, last=last))
        return list(range(first, last + 1))

    def _is_run(self) -> bool:
        """Whether `12 to 14 February` comes; in Spanish `12 a 14 de febrero`."""
        is_span = self._peek(1) == "to" and self._peek(2) in ("number", "ordinal")
        return is_span and self._peek(4 if self._peek(3) == "from" else 3) == "month"

    def _run(self) -> None:
        first, last = int(self._take().value), int(self._tokens[self._at + 1].value)
        self._at += 2
        self._accept("from")
        self._days_of_year(self._span(first, last))

    def _is_hour(self) -> bool:
        """Whether a bare number is an hour: before another, or beside a word such as “evening”."""
        if self._peek(1) == "to" and self._peek(2) in ("number", "time"):
            return True
        return bool(self._half()) and self._peek(1) not in ("month", "unit", "from_end", *LISTED)

    def _weekdays(self) -> None:
        days = self._take().value
        if len(days) == 1 and (last := self._last_of_span("weekday")):
            days = [(days[0] + step) % 7 for step in range((last.value[0] - days[0]) % 7 + 1)]
        self.parsed.weekdays += [WeekdayNum(day) for day in days]

    def _month(self) -> None:
        is_nth = self._peek(1) == "ordinal" and self._peek(2) in ("weekday", "from_end", *LISTED)
        if self._peek(1) in ("number", "ordinal") and not self._is_count(1) and not is_nth:
            month, number = self._take().value, int(self._take().value)
            if self._peek() == "to" and self._peek(1) in ("number", "ordinal") and not self._is_count(1):
                self._at += 1
                numbers = self._span(number, int(self._take().value))
            else:
                numbers = [number]
            self.parsed.year_days += [DayOfYear(month, each) for each in numbers]
        else:
            self._check_span(self._at)
            self.parsed.months += self._month_list()

    def _of_month(self) -> None:
        # French says "du mois de janvier", and means but January.
        if self._peek(self._peek() == "from") == "month":
            self._at += self._peek() == "from"
            self.parsed.months += self._month_list()
        else:
            self.parsed.of_month = True

    def _of_year(self) -> None:
        self.parsed.of_year = True

    def _from(self) -> None:
        kind = self._peek()
        if kind == "date" or self._is_day():
            self._begin(self._at - 1)
        elif kind == "number":
            self._number()
        elif kind == "month":
            self._check_span(self._at - 1)
            self.parsed.months += self._month_list()
        elif kind not in ("time", "weekday"):  # which are parts of their own
            raise self._misplaced()

    def _at_time(self) -> None:
        """A word that is "to" between two times, and in some languages "at" before one."""
        if self._peek(1) != "time" or self._tokens[self._at].text not in self._lexicon.at:
            raise self._misplaced()
        self._at += 1

    def _in(self) -> None:
        if self._peek() == "month":
            self.parsed.months += self._month_list()
        elif self._peek() not in ("every", "unit"):
            raise self._misplaced()

    def _is_month_day(self, ahead: int) -> bool:
        """Whether a day of the month is meant: "last day", and "first day of the month"."""
        at = self._at + ahead
        if at >= len(self._tokens) or self._tokens[at].value != "day" or not at:
            return False
        before = self._tokens[at - 1]
        is_counted = before.kind == "from_end" or before.value == -1 or self.parsed.unit in ("month", "year")
        return is_counted or any(token.kind == "of_month" for token in self._tokens[at + 1 :])
