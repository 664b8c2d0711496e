"""Days that are written as dates of an event and are none, and events that have none left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bulletin.formats.dates import Beside, DateRefused, parse_date_range, tell_with_weekday
from bulletin.load.events.repeats import ReadRepeat
from bulletin.load.fields.days import days_in_a_row
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import Loc, RecordSource, find_node
from bulletin.messages.entered import tell_no_date
from bulletin.model.expand import has_dates, nearest_starts, rule_starts
from bulletin.model.recurrence import DAY, Series, Window, day_of, wall_time
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences
from bulletin.words.lists import join_words

NO_SUCH_DATE = Rule(
    "no-such-date", Severity.ERROR, "A date in `changes`, `skip` or `except` is a date of the event."
)
NO_DATE_LEFT = Rule("no-date-left", Severity.WARNING, "An event has a date that is not skipped.")


def check_skipped(
    source: RecordSource, texts: Sequence[str], series: Sequence[Series], repeats: Sequence[ReadRepeat]
) -> None:
    """Report single days in `skip` and `except` that no repeat makes, and that nothing is left of all dates.

    A range, or a calendar of days off, is for whatever lies in it.
    """
    first = day_of(series[0].start)
    for number, text in enumerate(texts):
        for part in days_in_a_row(text, source.languages):
            days = parse_date_range(part, source.languages, Beside(first))
            if not isinstance(days, DateRefused) and days.first == days.last:
                _check_day(source, ("skip", number) if len(texts) > 1 else ("skip",), days.first, series)
    for repeat, made in zip(repeats, series, strict=False):
        for days in repeat.except_days:
            if days.first == days.last:
                _check_day(source, repeat.loc, days.first, (made,))
    if not any(map(has_dates, series)):
        message = _("Every date of this event is skipped, so it has none.")
        called_off = replace_field(source, ("skip",), "status: cancelled")
        hint, fix = _("Take a date out of `skip`."), None
        if called_off and find_node(source.node, ("status",)) is None:
            called_off_words = _("If it is called off, type instead")
            hint = sentences(hint, to_type(called_off_words, "status: cancelled"))
            fix = called_off.fix
        source.report(NO_DATE_LEFT, ("skip",), message, hint, fix)


def _check_day(source: RecordSource, loc: Loc, day: date, series: Sequence[Series]) -> None:
    window = Window(day, day + DAY)
    for each in series:
        if any(day_of(start) == day for start in each.extra) or any(rule_starts(each, window)):
            return
    dates, near = nearest_dates(series, day)
    fixed = source.fix_value(loc, f"{near}") if near else None
    hint = _("The nearest dates are {dates}.", dates=dates) if near else _("Delete it.")
    hint = sentences(hint, to_type(_("Type instead"), fixed.line) if fixed else "")
    source.report(
        NO_SUCH_DATE,
        loc,
        tell_no_date(tell_with_weekday(day)),
        hint,
        fixed and fixed.fix,
    )


def nearest_dates(series: Iterable[Series], day: date) -> tuple[str, date | None]:
    """The two dates nearest to a day in words, and the nearer one; "" and None where there is none."""
    found = {start for each in series for start in nearest_starts(each, day)}
    near = sorted(found, key=lambda start: str(wall_time(start)))
    near = sorted(near, key=lambda start: abs((day_of(start) - day).days))[:2]
    words = sorted(tell_with_weekday(day_of(start)) for start in near)
    return join_words(words), day_of(near[0]) if near else None
