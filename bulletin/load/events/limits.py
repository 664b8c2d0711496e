"""How many dates one event may have.

Each date is a line on a dozen pages and an entry of several feeds, so a file of two hundred bytes could make
hundreds of megabytes. The usual cause is an `end` that was meant for the whole series.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bulletin.formats.dates import DateRefused
from bulletin.formats.nodes import Scalar
from bulletin.formats.repeat import parse_repeat
from bulletin.formats.repeat.spec import REPEAT_OUT_OF_BOUNDS
from bulletin.load.fields.record_source import RecordSource, find_node
from bulletin.model.event import Change
from bulletin.model.expand import rule_starts
from bulletin.model.place import DayRange
from bulletin.model.recurrence import DAY, Series, Window, day_of
from bulletin.problems import to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences
from bulletin.words.numbers import tell_number

MOST_REPEATS = 14
MOST_DAYS = 1500
MOST_SKIPPED = 2000

_YEAR = timedelta(days=366)


def check_date_count(source: RecordSource, series: Iterable[Series], changes: Iterable[Change]) -> None:
    """Report an event that takes up more than `MOST_DAYS` days in one year, each date counted for each of
    its days. A rule makes as many dates in its first year as in any other.
    """
    listed = tuple(series)
    if overlapping := next(filter(_overlaps_itself, listed), None):
        message = _(
            "Each date lasts {n} days, so the next begins before it is over.", n=_days(overlapping.length)
        )
        source.report(REPEAT_OUT_OF_BOUNDS, ("repeat",), message, _end_of_series(source, overlapping))
        return
    changed = sum(_days(change.length) for change in changes if change.length is not None)
    # A rule has at most one date a day, which is enough to know for nearly every event.
    if changed + sum(_most_a_year(one) * _days(one.length) for one in listed) <= MOST_DAYS:
        return
    days = changed + sum(_dates_a_year(one) * _days(one.length) for one in listed)
    if days <= MOST_DAYS:
        return
    longest = max(_days(one.length) for one in listed)
    message = _(
        "Its dates together fill {days} days of a year; {most} is the most.",
        days=tell_number(days),
        most=tell_number(MOST_DAYS),
    )
    hint = _("Say it with fewer repeats, or make it several events.")
    if longest > 1:
        last = (
            _("Each date lasts {n} days.", n=longest)
            if longest < _YEAR.days
            else _("Each date lasts a year or longer.")
        )
        message = sentences(message, last)
        hint = _end_of_series(source, max(listed, key=lambda one: one.length))
    loc = ("repeat",) if any(one.rule for one in listed) else ("dates",)
    source.report(REPEAT_OUT_OF_BOUNDS, loc, message, hint)


def _most_a_year(series: Series) -> int:
    return len(series.extra) + (_YEAR.days if series.rule else 1)


def _dates_a_year(series: Series) -> int:
    first = day_of(series.start)
    return sum(1 for _ in rule_starts(series, Window(first, first + _YEAR))) + len(series.extra)


def _days(length: timedelta) -> int:
    return min(_YEAR.days, max(1, -(-length // DAY)))


def merged_days(ranges: Iterable[DayRange]) -> list[DayRange]:
    """The same days as ranges that neither overlap nor touch, in order."""
    merged: list[DayRange] = []
    for days in sorted(ranges, key=lambda days: days.first):
        before = merged[-1] if merged else None
        if before is not None and _ordinal(days.first) <= _ordinal(before.last) + 1:
            merged[-1] = DayRange(before.first, max(before.last, days.last))
        else:
            merged.append(days)
    return merged


def _ordinal(day: date) -> int:
    return day.toordinal()


def _overlaps_itself(series: Series) -> bool:
    """Whether a rule makes a date on a day before the last one of the date before it."""
    if series.rule is None or series.length < 2 * DAY:
        return False
    first, last = day_of(series.start), day_of(series.start + series.length)
    return any(rule_starts(series, Window(first + DAY, last)))


def _end_of_series(source: RecordSource, series: Series) -> str:
    """What to type where `end` was meant for all dates together."""
    node = find_node(source.node, ("repeat",))
    end = series.start + series.length
    if isinstance(node, Scalar) and isinstance(end, datetime):
        words = f"{node.text.strip()} until {end.date()}"
        if not isinstance(parse_repeat(words, source.languages, day_of(series.start)), DateRefused):
            meant = _("If `end` is the last day of the whole series, type instead")
            return to_type(meant, f"repeat: {words}", f"end: {end:%H:%M}")
    return _(
        "If `end` is the last day of the whole series, write it in `repeat` instead, as in: "
        "repeat: every Tuesday until 2027-06-30"
    )
