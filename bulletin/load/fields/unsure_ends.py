"""Ends that would make an event run through the night: which of two was meant?"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

from bulletin.formats.dates import format_moment, tell_day
from bulletin.formats.nodes import Scalar
from bulletin.load.fields.record_source import Loc, RecordSource, find_node
from bulletin.model.recurrence import DAY, Start
from bulletin.problems import Fix, Rule, Severity, below
from bulletin.translatable import gettext as _
from bulletin.translatable import join

ENDS_AFTER_START = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
UNSURE_END = Rule(
    "unsure-end",
    Severity.ERROR,
    "Only an event whose end says so runs through the night.",
    "8:30 after 19:00 is hardly ever the next morning: then the end has its day, or am.",
)
LONGEST_NEXT_DAY = timedelta(hours=14)
_ASSUMED = timedelta(hours=1)
"""The length where no end is given."""
_EXAMPLE = timedelta(hours=2)
"""How long after a start an end is offered as an example."""


def ask_which_end(source: RecordSource, loc: Loc, start: datetime, readings: tuple[datetime, ...]) -> None:
    """Report an end on the next morning, unless the other half of the day is meant."""
    sooner, later = readings
    if loc[0] == "repeat":
        texts = f"{sooner:%H:%M}", _with_half(later)
        shown = [_line_with_end(source, loc, later, said) for said in texts]
    else:
        first = f"{sooner:%H:%M}" if sooner.date() == start.date() else format_moment(sooner)
        texts = first, format_moment(later)
        shown = [_line_with(source, loc, said) for said in texts]
    hours = (later - start).total_seconds() / 3600
    message = _(
        "With this end it lasts {hours} hours, until {later} on {day}.",
        hours=format(hours, "g"),
        later=format(later, "%H:%M"),
        day=tell_day(later.date()),
    )
    evening, night = shown
    hint = _(
        "If it ends at {sooner}:\n{evening}\nIf it does last through the night:\n{night}",
        sooner=format(sooner, "%H:%M"),
        evening=evening.line,
        night=night.line,
    )
    rule = UNSURE_END if later - start <= LONGEST_NEXT_DAY else ENDS_AFTER_START
    source.report_choice(rule, loc, message, hint, [each.fix for each in shown if each.fix])


def ask_night(source: RecordSource, loc: Loc, usual: Start, start: Start, length: timedelta) -> bool:
    """Whether another start makes a date run over midnight that by its usual one does not; reported then.

    `loc` is that of the start, whose end nobody wrote.
    """
    if not isinstance(usual, datetime) or not isinstance(start, datetime) or length <= _ASSUMED:
        return False
    if _reaches_next_day(usual, length) or not _reaches_next_day(start, length):
        return False
    begin = start.replace(tzinfo=None, fold=0)
    end = begin + length
    choices = [(_("If it does"), _with_half(end) if loc[-1] == "from" else format_moment(end))]
    if not _reaches_next_day(begin, _EXAMPLE):
        choices.append((_("If it ends that evening, as in"), f"{begin + _EXAMPLE:%H:%M}"))
    shown = [_end_beside(source, loc, text) for _, text in choices]
    hint = join(
        "\n",
        (below(words, each.line) for (words, _end), each in zip(choices, shown, strict=True)),
    )
    message = _(
        "With this start it lasts until {end} on {day}, as long as usual.",
        end=format(end, "%H:%M"),
        day=tell_day(end.date()),
    )
    source.report_choice(UNSURE_END, loc, message, hint, [each.fix for each in shown if each.fix])
    return True


class _Shown(NamedTuple):
    """A line or lines to type, and what they replace where that is certain."""

    line: str
    fix: Fix | None = None


def _end_beside(source: RecordSource, loc: Loc, end: str) -> _Shown:
    """The line or lines that say this end too, below the line of a start or within its braces."""
    node, name = find_node(source.node, loc), "to" if loc[-1] == "from" else "end"
    text = node.text if isinstance(node, Scalar) else ""
    number = source.line(*loc)
    whole = source.line_text(number)
    line = whole.strip()
    if text and line.startswith(f"{loc[-1]}:"):
        below = f"{whole[: len(whole) - len(whole.lstrip())]}{name}: {end}"
        return _Shown(f"{line}\n{name}: {end}", Fix(number, number, (whole, below)))
    if not text or line.count(text) != 1:
        return _Shown(f"{name}: {end}")
    added = f"{text}, {name}: {end}"
    return _Shown(line.replace(text, added), Fix(number, number, (whole.replace(text, added),)))


def _line_with(source: RecordSource, loc: Loc, text: str) -> _Shown:
    """The line of a value with another text in it."""
    fixed = source.fix_value(loc, text)
    return _Shown(*fixed) if fixed else _Shown(f"{loc[-1]}: {text}")


def _line_with_end(source: RecordSource, loc: Loc, end: datetime, said: str) -> _Shown:
    """The line of a repeat with another end in it, whether it is in words or has its field."""
    node = find_node(source.node, loc)
    text = node.text if isinstance(node, Scalar) else ""
    clock = re.compile(rf"(?<!\d)0?{end.hour % 12 or 12}\s?[:.h]\s?{end:%M}(?!\d)", re.IGNORECASE)
    found = list(clock.finditer(text))
    if not found:
        return _Shown(f"to: {said}")
    return _line_with(source, loc, f"{text[: found[-1].start()]}{said}{text[found[-1].end() :]}")


def _with_half(moment: datetime) -> str:
    """`8:30 am`."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def _reaches_next_day(start: datetime, length: timedelta) -> bool:
    """Whether it is still on after midnight."""
    begin = start.replace(tzinfo=None, fold=0)
    return begin + length > datetime.combine(begin.date() + DAY, time(0))
