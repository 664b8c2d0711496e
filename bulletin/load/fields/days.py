"""Days and ranges of days as values, and what is said where one cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from bulletin.formats.dates import (
    DATE_AMBIGUOUS,
    REFUSAL_RULES,
    Beside,
    DateRefused,
    parse_date_range,
    parse_day,
    parse_moment,
    tell_day,
)
from bulletin.formats.nodes import Scalar
from bulletin.formats.repeat import REPEAT_REFUSAL_RULES
from bulletin.load.fields.other_dates import on_repeat
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, propose, surely
from bulletin.model.place import DayRange
from bulletin.model.records.shapes import names_in_a_row
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import capital, join, sentence
from bulletin.translatable import gettext as _

YEAR_LEFT_OUT = Rule(
    "year-left-out",
    Severity.NOTE,
    "A date without its year is read as the one that lies beside the start.",
    corrected=True,
)
_WITH_CHOICE = (DATE_AMBIGUOUS, REPEAT_REFUSAL_RULES["repeat-ambiguous"])
"""Refusals whose readings are what was typed, each read in one way; those of others are examples."""
_YEAR = re.compile(r"[0-9]{4}")
_CALENDAR_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read_day(source: RecordSource, loc: Loc, text: str | None, beside: Beside | None = None) -> date | None:
    """The date; None (and a Problem) where the text is none.

    One without its year is the one `beside` another.
    """
    if not text:
        return None
    day = parse_day(text, source.languages)
    if isinstance(day, DateRefused) and beside is not None:
        day = parse_day(text, source.languages, beside)
        if not isinstance(day, DateRefused):
            report_completed(source, loc, text, str(day))
    if isinstance(day, DateRefused):
        report_refusal(source, loc, day)
        return None
    return day


def read_days(
    source: RecordSource, loc: Loc, texts: tuple[str, ...] | None, beside: Beside | None = None
) -> tuple[list[DayRange], list[str]]:
    """Dates and ranges, and what is left: names of calendars of days off.

    Dates without their year are those `beside` another.
    """
    ranges: list[DayRange] = []
    names: list[str] = []
    for number, text in enumerate(texts or ()):
        for part in days_in_a_row(text, source.languages):
            if _CALENDAR_ID.fullmatch(part):
                names.append(part)
                continue
            found = parse_date_range(part, source.languages)
            if isinstance(found, DateRefused) and beside is not None:
                found = parse_date_range(part, source.languages, beside)
                if isinstance(found, DayRange):
                    days = f"{found.first}" if found.first == found.last else f"{found.first} to {found.last}"
                    report_completed(source, (*loc, number), part, days)
            if isinstance(found, DateRefused):
                report_refusal(source, (*loc, number), found)
            else:
                ranges.append(found)
    return ranges, names


def days_in_a_row(text: str, languages: Sequence[str]) -> list[str]:
    """`2027-02-15, 2027-03-16` as two texts; `February 15, 2027` stays one."""
    parts = names_in_a_row(text)
    if len(parts) < 2 or not isinstance(parse_date_range(text, languages), DateRefused):
        return [text.strip()]
    return [text.strip()] if any(_YEAR.fullmatch(part) for part in parts) else parts


def report_refusal(source: RecordSource, loc: Loc, refusal: DateRefused) -> None:
    """Report what the parser of dates or repeats refused, on the field's line."""
    rule = REFUSAL_RULES.get(refusal.rule) or REPEAT_REFUSAL_RULES[refusal.rule]
    message, hint = sentence(refusal.message), sentence(refusal.hint)
    readings = list(refusal.readings) if len(refusal.readings) == 1 or rule in _WITH_CHOICE else []
    if loc == ("start",):
        readings = _likely_starts(source, readings)
    lines = [fixed for reading in readings if (fixed := _fix(source, loc, reading))]
    if len(lines) == 1:
        source.report(rule, loc, message, *propose(lines[0], hint))
        return
    if lines and refusal.rule in REFUSAL_RULES:
        hint = to_type(capital(refusal.hint), *(each.line for each in lines))
    source.report_choice(rule, loc, message, hint, [each.fix for each in lines])


def _likely_starts(source: RecordSource, readings: list[str]) -> list[str]:
    """The readings of a start that suit the event's repeat and its end."""
    end = find_node(source.node, ("end",))
    ends = parse_moment(end.text, source.languages) if isinstance(end, Scalar) else None
    likely = on_repeat(source, readings) or readings
    return [each for each in likely if not isinstance(ends, (time, datetime)) or ":" in each]


def report_completed(source: RecordSource, loc: Loc, text: str, days: str) -> None:
    """Say which year was meant where none was written."""
    first, *last = days.split(" to ")
    told = join(_(" to "), (tell_day(date.fromisoformat(day[:10])) for day in (first, *last)))
    fixed = _fix(source, loc, days)
    if fixed is None and loc and isinstance(loc[-1], int):
        fixed = fix_part(source, loc, text, days)
    message = _("“{text}” has no year, and is read as {moment}.", text=text, moment=told)
    source.report(
        YEAR_LEFT_OUT,
        loc,
        message,
        *propose(surely(fixed), _("Write {days}.", days=days), _("To leave no doubt")),
    )


def _fix(source: RecordSource, loc: Loc, value: str) -> FixedLine | None:
    """The line with another date in it; the dates of `changes` are names of fields."""
    return source.fix_key(loc, value) if loc[:-1] == ("changes",) else source.fix_value(loc, value)


def fix_part(source: RecordSource, loc: Loc, text: str, value: str) -> FixedLine | None:
    """The line of an item of a list, or of a field that is a list of one, with another value for a part."""
    at = loc if find_node(source.node, loc) else loc[:-1]
    node = find_node(source.node, at)
    whole = node.text if isinstance(node, Scalar) else ""
    return source.fix_value(at, whole.replace(text, value)) if whole.count(text) == 1 else None
