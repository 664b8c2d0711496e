"""Days, times, durations and ranges of days: what people type ↔ values.

`format_…` writes what `parse_…` reads back as the same value. Nothing is guessed: what can be read two
ways is refused with both readings, as text to type instead.
"""

from __future__ import annotations

from bulletin.formats.dates.days import (
    Beside,
    Side,
    format_day_in_words,
    tell_date,
    tell_day,
    tell_days,
    tell_month,
    tell_no_such_day,
    tell_weekday,
    tell_with_weekday,
    weekday_name,
)
from bulletin.formats.dates.lexicon import DATE_AMBIGUOUS, DATE_UNREADABLE, REFUSAL_RULES, DateRefused
from bulletin.formats.dates.moments import (
    Moment,
    WrittenMoment,
    format_instant,
    format_moment,
    parse_day,
    parse_moment,
    parse_time,
    parse_written,
)
from bulletin.formats.dates.said import parse_said
from bulletin.formats.dates.spans import Span, parse_date_range, parse_span, parse_spans
from bulletin.formats.dates.times import find_unsure_hour, offset_of, parse_duration

__all__ = [
    "DATE_AMBIGUOUS",
    "DATE_UNREADABLE",
    "REFUSAL_RULES",
    "Beside",
    "DateRefused",
    "Moment",
    "Side",
    "Span",
    "WrittenMoment",
    "find_unsure_hour",
    "format_day_in_words",
    "format_instant",
    "format_moment",
    "offset_of",
    "parse_date_range",
    "parse_day",
    "parse_duration",
    "parse_moment",
    "parse_said",
    "parse_span",
    "parse_spans",
    "parse_time",
    "parse_written",
    "tell_date",
    "tell_day",
    "tell_days",
    "tell_month",
    "tell_no_such_day",
    "tell_weekday",
    "tell_with_weekday",
    "weekday_name",
]
