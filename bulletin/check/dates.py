"""Dates: past, too far ahead, endless, missing in some months, at an hour that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, insert_before, next_date, offer
from bulletin.formats.dates import find_unsure_hour, tell_date, tell_day, tell_days, tell_month
from bulletin.messages.entered import tell_over
from bulletin.messages.facts import describe_moment
from bulletin.model.event import Event
from bulletin.model.expand import expand, has_dates, series_starts, span_of
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Frequency, RecurrenceRule, Series, Start, Window, day_of
from bulletin.model.zones import WallTime, odd_days, resolve_local
from bulletin.problems import Fix, Severity
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words

REVIEW_AFTER = timedelta(days=365)
HALF_A_DAY = timedelta(hours=12)


@event_rule("past-event", Severity.ERROR)
def past_event(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event that is handed in has a date ahead.

    A year that was copied from an old file would put the event where nobody looks. Files that were on the
    board before are not asked: their events pass by themselves.
    """
    if event.ref.path not in view.check_day.new_paths or not event.series or view.upcoming[event.id]:
        return
    if event.is_postponed:
        return
    if next_date(event, view.today) is None:
        last = _last_date(event, view.today)
        if last is None and not any(map(has_dates, event.series)):
            return  # which is said of its `skip`
        message = tell_over(tell_day(last)) if last else _("This event is over.")
        hint = _("If the year is wrong, correct `start`; if it is right, there is nothing left to hand in.")
        yield Finding(at_field(event, "start"), message, hint)


def _last_date(event: Event, today: date) -> date | None:
    first = min(day_of(series.start) for series in event.series)
    found = expand(event, Window(max(first, today - timedelta(days=4000)), today))
    return found[-1].day if found else None


@event_rule("unsure-start", Severity.WARNING)
def unsure_start(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event begins by day, or its hour is written in a way that nobody means for the afternoon.

    Most people who type "2:00" mean the afternoon; read by the clock of 24 hours it is the night.
    """
    typed = str(event.typed.fields.get("start", ""))
    hour = find_unsure_hour(typed)
    series = event.series[0] if event.series else None
    read = f"{series.start:%H:%M}" if series else ""
    if hour is None or series is None or read != f"0{hour}":
        return
    message = _("“{typed}” is read as {time}, in the night.", typed=hour, time=read)
    day, night = (_lines_from(event, series.start + shift) for shift in (HALF_A_DAY, timedelta()))
    hint = _(
        "If it begins in the afternoon:\n{day}\nIf it does begin in the night:\n{night}",
        day="\n".join(day),
        night="\n".join(night),
    )
    fixes = [_in_place_of_start(event, lines) for lines in (day, night)]
    yield Finding(at_field(event, "start"), message, hint, choices=tuple(fix for fix in fixes if fix))


def _lines_from(event: Event, start: Start) -> tuple[str, ...]:
    """The lines that say when it begins and, unless that is said by a length, when it ends."""
    series = event.series[0]
    end = f"end: {start + series.length:%Y-%m-%d %H:%M}"
    ends = [end] if series.has_end and "duration" not in event.lines else []
    return f"start: {start:%Y-%m-%d %H:%M}", *ends


def _in_place_of_start(event: Event, lines: tuple[str, ...]) -> Fix | None:
    """The Fix where what it replaces surely is the line of the start and, right below it, that of the end."""
    fix = offer(event, "start", "", *lines)[1]
    if fix is None or "end" not in event.lines:
        return fix
    is_below = event.lines["end"] == fix.last + 1 and offer(event, "end", "", "")[1]
    return Fix(fix.first, fix.last + 1, fix.lines) if is_below else None


@event_rule("beyond-horizon", Severity.WARNING)
def beyond_horizon(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event has a date within the board's horizon.

    Further ahead it stands in no list, so a mistyped year would go unnoticed.
    """
    if view.upcoming[event.id] or not event.series:
        return
    if min(day_of(series.start) for series in event.series) < view.today:
        # It pauses.
        return
    day = next_date(event, view.today)
    if day is not None:
        days = view.board.info.horizon
        shown = tell_day(day - timedelta(days=days - 1))
        message = _("Its first date, {day}, is more than {days} days ahead.", day=tell_day(day), days=days)
        hint = _("If the year is right, do nothing: it will stand in the lists from {day} on.", day=shown)
        yield Finding(at_field(event, "start"), message, hint)


@event_rule("endless-repeat", Severity.WARNING)
def endless_repeat(view: BoardView, event: Event) -> Iterator[Finding]:
    """A repeat without an end says when somebody looks again whether it still takes place.

    Boards die of listings that nobody holds any more.
    """
    endless = any(series.rule and series.rule.is_endless for series in event.series)
    if endless and event.review_by is None:
        line = f"review_by: {view.today + REVIEW_AFTER}"
        hint = _("Give it an end (“until 16 June 2027”), or add this line: {line}", line=line)
        fix = insert_before(event, ("repeat", "start"), line)
        yield Finding(at_field(event, "repeat", "start"), _("It repeats without an end."), hint, fix)


@event_rule("review-due", Severity.WARNING)
def review_due(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event is looked at again before its `review_by`.

    From that day on its dates are shown with “Please check before you go”.
    """
    if event.review_by is None or event.review_by >= view.today or not view.upcoming[event.id]:
        return
    line = f"review_by: {view.today + REVIEW_AFTER}"
    message = _("It was to be looked at again by {day}.", day=tell_day(event.review_by))
    hint, fix = offer(event, "review_by", _("If it still takes place, type instead"), line)
    yield Finding(at_field(event, "review_by"), message, hint, fix)


@event_rule("months-without-date", Severity.NOTE)
def months_without_date(view: BoardView, event: Event) -> Iterator[Finding]:
    """A monthly repeat names a day that every month has.

    A month without a 31st, or without a fifth Saturday, has no date.
    """
    for series in event.series:
        message = _missing_months(series.rule) if series.rule else ""
        if message:
            yield Finding(at_field(event, "repeat", "start"), message, _("If that is meant, all is well."))


def _missing_months(kind: RecurrenceRule) -> str:
    if kind.frequency is Frequency.MONTHLY:
        highest = max(kind.by_month_day, default=0)
        if any(0 < number <= 28 or -28 <= number < 0 for number in kind.by_month_day):
            highest = 0
        short = [
            month
            for month in kind.by_month or range(1, 13)
            if _longest(month) < highest or (month == 2 and highest == 29)
        ]
        if short and len(short) < len(kind.by_month or range(12)):
            return _tell_short(highest, join_words([tell_month(month) for month in short]))
        if kind.by_day and all(abs(day.ordinal) == 5 for day in kind.by_day):
            return _("Most months have no fifth such weekday, so it is held four or five times a year.")
    if kind.frequency is Frequency.YEARLY and kind.by_month == (2,) and kind.by_month_day == (29,):
        return _("29 February comes only in leap years, so it is held every four years.")
    return ""


def _tell_short(day: int, months: str) -> str:
    if day == 29:
        return _("There is no 29th in {months} (but in leap years), so it is not held then.", months=months)
    if day == 31:
        return _("There is no 31st in {months}, so it is not held then.", months=months)
    return _("There is no {day}th in {months}, so it is not held then.", day=day, months=months)


def _longest(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


@event_rule("repeat-in-gap", Severity.ERROR)
def repeat_in_gap(view: BoardView, event: Event) -> Iterator[Finding]:
    """No repeated date starts in the hour that a clock change jumps over.

    That hour does not exist, and calendars disagree about what to show instead.
    """
    days = [day for series in event.series for day in _gap_days(view, event, series)]
    if not days:
        return
    when = tell_days(days)
    message = _("On {when} the clocks jump over the hour in which this starts.", when=when)
    listed = ", ".join(str(day) for day in days)
    line = f"skip: {listed}" if len(days) == 1 else f"skip: [{listed}]"
    if "skip" in event.lines:
        hint = _("Give that date another start under `changes`, or add to `skip`: {listed}", listed=listed)
        yield Finding(at_field(event, "repeat", "start"), message, hint)
    else:
        hint = _(
            "Give that date another start under `changes`, or leave it out with this line: {line}", line=line
        )
        fix = insert_before(event, ("repeat", "start"), line)
        yield Finding(at_field(event, "repeat", "start"), message, hint, fix)


def _gap_days(view: BoardView, event: Event, series: Series) -> Iterator[date]:
    start = series.start
    if series.rule is None or not isinstance(start, datetime) or not isinstance(start.tzinfo, ZoneInfo):
        return
    for day in _days_without(start.time(), start.tzinfo, view.window):
        starts = list(series_starts(series, Window(day, day + timedelta(days=1))))
        moved = {
            day_of(change.original)
            for change in event.changes
            if change.series == series.key and (change.start or (change.status and change.status.is_off))
        }
        if starts and day not in moved:
            yield day


def _days_without(clock: time, zone: ZoneInfo, window: Window) -> tuple[date, ...]:
    """The days of `window` on which this time does not exist."""
    years = range(window.start.year, window.end.year + 1)
    odd = {day for year in years for day in odd_days(zone, year) if day in window}
    return tuple(
        day for day in sorted(odd) if resolve_local(datetime.combine(day, clock), zone)[1] is WallTime.GAP
    )


@event_rule("publish-window", Severity.WARNING)
def publish_window(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event is shown before it is over.

    Between `publish_from` and `publish_until` there must be time to read it.
    """
    first, last = event.publish_from, event.publish_until
    if first and last and last < first:
        message = _(
            "It would be shown from {first} to {last}, which is never.",
            first=tell_date(first),
            last=tell_date(last),
        )
        yield Finding(at_field(event, "publish_until"), message, _("Correct one of the two dates."))


@event_rule("sign-up-window", Severity.WARNING)
def sign_up_window(view: BoardView, event: Event) -> Iterator[Finding]:
    """Sign-up opens before it closes, and closes before the event is over.

    Otherwise nobody can sign up in time; mostly a year or a month is mistyped.
    """
    window = {"opens": event.registration.opens, "closes": event.registration.closes}
    given = {does: moment for does, moment in window.items() if moment is not None}
    days = {does: day_of(moment) for does, moment in given.items()}
    last = _last_day(event)
    late = next((does for does in days if last is not None and days[does] > last), "")
    if len(given) == 2 and _is_before(given["closes"], given["opens"]):
        opens, closes = _tell_moment(given["opens"]), _tell_moment(given["closes"])
        message = _("Sign-up closes on {closes}, before it opens on {opens}.", closes=closes, opens=opens)
        yield Finding(at_field(event, "registration"), message, _("Correct `opens` or `closes`."))
    if late and last is not None:
        shown, over = tell_day(days[late]), tell_day(last)
        message = (
            _("Sign-up opens on {day}, when the event of {date} is over.", day=shown, date=over)
            if late == "opens"
            else _("Sign-up closes on {day}, when the event of {date} is over.", day=shown, date=over)
        )
        yield Finding(at_field(event, "registration"), message, _("Correct `{field}`.", field=late))


def _is_before(one: Start, other: Start) -> bool:
    """Whether it is over before the other begins; a day without an hour is the whole day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def _tell_moment(moment: Start) -> str:
    return describe_moment(moment)


@event_rule("rain-date-first", Severity.WARNING)
def rain_date_first(view: BoardView, event: Event) -> Iterator[Finding]:
    """A rain date comes after the date it stands in for."""
    if event.rain_date is None or not event.series:
        return
    start = day_of(event.series[0].start)
    rain = event.rain_date.first if isinstance(event.rain_date, DayRange) else day_of(event.rain_date)
    if rain < start:
        message = _("The rain date, {day}, lies before {start}.", day=tell_day(rain), start=tell_day(start))
        yield Finding(at_field(event, "rain_date"), message, _("Correct one of the two dates."))


def _last_day(event: Event) -> date | None:
    """The last day of an event that has only one; of a series dates may be added to its end at any time."""
    if event.is_recurring or not event.series:
        return None
    [series] = event.series
    start, end = span_of(series.start, series.length)
    return day_of(end) if isinstance(end, datetime) else max(day_of(start), end - timedelta(days=1))
