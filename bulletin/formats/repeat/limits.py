"""What limits a repeat: its hours and months, its first and last day, what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bulletin.formats.dates import Side
from bulletin.formats.dates.times import Clock, bare_clock, next_day_only
from bulletin.formats.repeat.cursor import LISTED, Cursor
from bulletin.formats.repeat.hours import hours_meant
from bulletin.formats.repeat.parsed import (
    ParsedRepeat,
    check_halves,
    duplicate_part,
    misplaced,
    month_with_number,
    start_in_repeat,
    time_without_minutes,
    times_in_each,
    until_after_exception,
    until_without_day,
)
from bulletin.formats.repeat.spec import REPEAT_AMBIGUOUS, RepeatRefused, refuse
from bulletin.formats.repeat.tokens import Lexicon, Token
from bulletin.model.place import DayRange
from bulletin.translatable import gettext as _


class LimitsGrammar(Cursor):
    """Reads hours, months, exceptions and ends into `parsed`."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon, start: date | None = None) -> None:
        super().__init__(tokens, lexicon, start)
        self.parsed = ParsedRepeat()

    def _check_span(self, first: int) -> None:
        """Raises `RepeatRefused` at “February through May”: once, or every year?"""
        spans = self._peek() == "month" and self._peek(1) in ("to", "until") and self._peek(2) == "month"
        if not spans or self._start is None or self._has("date", "times", "count", "year", "end_of"):
            return
        begin = self._at
        self._at += 2
        last = self._end_of_month()
        words = " ".join(token.text for token in self._tokens[begin : begin + 3])
        named = " ".join((self._lexicon.first["in"], words))
        until = f"{self._lexicon.first['until']} {last}"
        readings = self._rewritten(first, begin + 3, until, named)
        hint = _(
            "for this year alone write “{until}”; for every year “{named}”",
            until=readings[0],
            named=readings[1],
        )
        raise self._ask(_("“{words}” can mean once, or every year", words=words), readings, hint)

    def _is_day(self) -> bool:
        """Whether `16 June` or `June 16` comes, which a known start may be."""
        at = self._at
        day = self._day_without_year()
        self._at = at
        return day is not None

    def _starting(self) -> None:
        first = self._at
        self._at += 1
        self._begin(first)

    def _begin(self, first: int) -> None:
        """When it begins, which another field tells: passed over where both say the same.

        `first` is where the words for it began.
        """
        day = self._take().value if self._peek() == "date" else self._day_without_year(Side.NEAREST)
        if day is None or self._start is None:
            raise start_in_repeat()
        if day != self._start:
            message = _(
                "it says that it begins on {day}, but the event starts on {start}", day=day, start=self._start
            )
            readings = self._rewritten(first, self._at, "")
            hint = _("the first date stands in `start`: correct it, and write “{repeat}”", repeat=readings[0])
            raise self._ask(message, readings, hint)

    def _times_of_day(self) -> None:
        if self.parsed.time_from is not None:
            raise duplicate_part(_("the time of day"))
        at = self._at
        first, last = self._take(), None
        joined = ("to", "until", "and") if self._peek(1) == "time" else ("to",)
        if self._peek() in joined and self._peek(1) in ("time", "number"):
            last = self._tokens[self._at + 1]
            self._at += 2
        clocks = [self._clock(token) for token in (first, last) if token]
        if clocks[0].is_next_day:
            raise RepeatRefused(next_day_only())
        is_bare = any(token.kind != "time" for token in (first, last) if token)
        half = self._half()
        if last and not (is_bare or half):
            check_halves(first, last, self._lexicon)
        meant = hours_meant(clocks[0], clocks[1] if last else None, half, is_bare=is_bare)
        if len(meant) > 1:
            message = _("a time needs its minutes, or am or pm")
            refusal = self._ask(message, self._rewritten(at, self._at, *map(str, meant)))
            raise RepeatRefused(replace(refusal.refusal, rule=REPEAT_AMBIGUOUS.id))
        self.parsed.time_from, self.parsed.time_to, self.parsed.is_end_open = meant[0]

    def _clock(self, token: Token) -> Clock:
        clock = token.value if token.kind == "time" else bare_clock(int(token.value))
        if not isinstance(clock, Clock):
            raise time_without_minutes()
        return clock

    def _month_list(self) -> list[int]:
        months = self._month_span()
        while self._peek() in LISTED and self._is_month_of_list():
            self._at += 1
            self._accept("in")
            months += self._month_span()
        return months

    def _is_month_of_list(self) -> bool:
        ahead = 2 if self._peek(1) == "in" else 1
        return self._peek(ahead) == "month" and (
            self._peek(ahead + 1) not in ("number", "ordinal") or self._is_count(ahead + 1)
        )

    def _month_span(self) -> list[int]:
        first = int(self._take().value)
        if last := self._last_of_span("month"):
            return [(first - 1 + step) % 12 + 1 for step in range((last.value - first) % 12 + 1)]
        if self._peek() == "number" and not self._is_count(0):
            raise month_with_number(self._take().value)
        return [first]

    def _except(self) -> None:
        self._exception()
        while self._peek() in LISTED and (
            self._peek(1) in ("weekday", "date", "month")
            or (self._peek(1), self._peek(2))
            in (("in", "month"), ("from", "date"), ("number", "month"), ("ordinal", "month"))
        ):
            self._at += 1
            self._exception()

    def _exception(self) -> None:
        self._accept("in", "from")
        kind = self._peek()
        if kind == "month" and not self._is_day():
            self.parsed.except_months += self._month_span()
        elif kind == "weekday":
            self.parsed.except_weekdays += self._take().value
        elif kind == "date" or self._is_day():
            first = last = self._day_or_date()
            if self._peek() == "until" and self._peek(1) == "date":
                raise until_after_exception()
            if self._peek() == "to" and self._peek(1) in ("date", "month", "number"):
                self._at += 1
                last = self._day_or_date()
            if last < first:
                raise refuse(_("the days to leave out end on {last}, before {first}", last=last, first=first))
            self.parsed.except_days.append(DayRange(first, last))
        else:
            hint = _("write it like “except July and August”; for other days use the field `skip`")
            raise refuse(_("what is left out must be months, weekdays, or dates with their year"), hint)

    def _day_or_date(self) -> date:
        day = self._take().value if self._peek() == "date" else self._day_without_year()
        if not isinstance(day, date):
            raise self._misplaced()
        return day

    def _until(self) -> None:
        if self._peek() == "time" and self.parsed.time_to is None:
            self.parsed.set_end(self._take().value)
        elif self._peek() == "date" and self.parsed.until is None:
            self.parsed.until = self._take().value
        elif self._peek() == "date":
            raise duplicate_part(_("the last date"))
        elif self.parsed.until is None and self._is_day():
            self.parsed.until = self._day_without_year()
        else:
            first = self._at
            last = self._end_of_month()
            if last is None:
                raise until_without_day()
            readings = self._rewritten(first, self._at, str(last))
            raise self._ask(_("after “until” there must be a day with its year"), readings)

    def _count(self) -> None:
        """How many times in all; how many in each month would not say on which days."""
        is_number = self._peek() == "number"
        count = int(self._take().value)
        self._at += is_number  # the word for “times”
        self.parsed.set_count(count)
        if self._peek() == "frequency":
            raise times_in_each(self._tokens[self._at])

    def _misplaced(self) -> RepeatRefused:
        if self._at >= len(self._tokens):
            return refuse(_("something is missing after “{text}”", text=self._tokens[-1].text))
        return misplaced(self._tokens[self._at], self._lexicon)
