"""`changes`: what differs on single dates, by the date it would have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import NamedTuple

from bulletin.formats.dates import Beside, Side
from bulletin.load.events.costs import read_registration
from bulletin.load.events.no_dates import NO_SUCH_DATE, nearest_dates
from bulletin.load.events.times import Times
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.lengths import read_length
from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.load.fields.unsure_ends import ask_night
from bulletin.load.fields.values import read_access
from bulletin.load.places import has_place, place_access, read_place
from bulletin.messages.entered import tell_no_date
from bulletin.model.board import Vocabulary
from bulletin.model.event import Change, Status
from bulletin.model.expand import series_starts
from bulletin.model.place import AccessFact, Place, Venue
from bulletin.model.records.event import ChangeRecord, EventRecord
from bulletin.model.recurrence import DAY, Series, Start, Window, day_of, wall_time
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences
from bulletin.words.lists import join_words

SKIPPED_AND_CHANGED = Rule(
    "skipped-and-changed", Severity.ERROR, "A date is either skipped or changed, not both."
)
WHICH_TIME = Rule(
    "which-time",
    Severity.ERROR,
    "Where a day has two dates of the event, the key of a change names the time too.",
)
TWICE_CHANGED = Rule("twice-changed", Severity.ERROR, "A date is changed once.")


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """What a change is read against: the board's venues and access facts, the event's place and its facts.

    `own_access` is what partner and event say themselves, `place_access` what their venue and room say.
    """

    venues: Mapping[str, Venue]
    facts: Vocabulary
    place: Place
    own_access: Mapping[str, AccessFact]
    place_access: Mapping[str, AccessFact]


class _EventDate(NamedTuple):
    """One start of one series."""

    series: Series
    start: Start


def read_changes(
    reader: DatetimeReader, record: EventRecord, times: Times, context: ChangeContext
) -> tuple[Change, ...]:
    """Every change, in the order of the dates; the hours of an extra date are one too."""
    found: dict[tuple[str, Start], Change] = {}
    for key, item in (record.changes or {}).items():
        loc: Loc = ("changes", key)
        original = _find_date(reader, loc, key, times)
        if original is None:
            continue
        known_as = original.series.key, original.start
        if known_as in found:
            message = _("The date {key} is changed twice.", key=key)
            reader.source.report(TWICE_CHANGED, loc, message, _("Put both changes under one date."))
            continue
        found[known_as] = _read_change(reader, loc, item, original, context)
    for extra in times.own_hours:
        known_as = times.series[0].key, extra.start
        change = found.get(known_as)
        if change is None:
            found[known_as] = Change(*known_as, reader.source.ref(*extra.loc), length=extra.length)
        elif change.length is None:
            found[known_as] = replace(change, length=extra.length)
    return tuple(
        change for _, change in sorted(found.items(), key=lambda pair: (str(pair[0][1]), pair[0][0]))
    )


def _find_date(reader: DatetimeReader, loc: Loc, key: str, times: Times) -> _EventDate | None:
    """The date of the event that a key of `changes` names; None (and a Problem) where it names none."""
    moment = reader.read_moment(loc, key, reader.beside())
    source = reader.source
    if moment is None:
        return None
    if isinstance(moment, time):
        message = _("“{key}” is a time, but a change is named by its date.", key=key)
        source.report(NO_SUCH_DATE, loc, message, _("As in 2027-03-09."))
        return None
    day = day_of(moment)
    window = Window(day, day + DAY)
    dates = [_EventDate(series, start) for series in times.series for start in series_starts(series, window)]
    if isinstance(moment, datetime):
        dates = [
            each for each in dates if isinstance(each.start, datetime) and wall_time(each.start) == moment
        ]
    if len(dates) == 1:
        return dates[0]
    if dates:
        _ask_which_time(source, loc, day, [each.start for each in dates])
    elif any(day_of(start) == day for series in times.series for start in series.skipped):
        message = _("{day} is skipped, so it cannot be changed too.", day=day)
        source.report(SKIPPED_AND_CHANGED, loc, message, _("Delete it here, or take it out of `skip`."))
    else:
        _report_no_date(source, loc, day, times)
    return None


def _ask_which_time(source: RecordSource, loc: Loc, day: date, starts: list[Start]) -> None:
    listed = [f"{start:%Y-%m-%d %H:%M}" for start in starts if isinstance(start, datetime)]
    lines = [line for each in listed if (line := source.fix_key(loc, each))]
    hint = to_type(_("Write the time too"), join_words(listed, "or"))
    if len(lines) == len(listed):
        hint = to_type(_("Write the time too"), *(each.line for each in lines))
    message = _("The event has two dates on {day}.", day=day)
    source.report_choice(WHICH_TIME, loc, message, hint, [each.fix for each in lines])


def _report_no_date(source: RecordSource, loc: Loc, day: date, times: Times) -> None:
    dates, near = nearest_dates(times.series, day)
    fixed = source.fix_key(loc, f"{near}") if near else None
    hint = sentences(
        _("The nearest dates are {dates}.", dates=dates),
        to_type(_("Type instead"), fixed.line) if fixed else "",
    )
    source.report(NO_SUCH_DATE, loc, tell_no_date(str(loc[-1])), hint, fixed and fixed.fix)


def _read_change(
    reader: DatetimeReader, loc: Loc, item: str | ChangeRecord, original: _EventDate, context: ChangeContext
) -> Change:
    source = reader.source
    series, original_start = original
    ref = source.ref(*loc, key=True)
    if not isinstance(item, ChangeRecord):
        return Change(series.key, original_start, ref, status=Status.CANCELLED)
    start = _read_start(reader, (*loc, "start"), item.start, original_start)
    length = read_length(reader, loc, start or original_start, item.end, None)
    if start is not None and item.end is None and series.has_end:
        ask_night(reader.source, (*loc, "start"), original_start, start, series.length)
    place = read_place(source, loc, item, context.place) if has_place(item) else None
    access = None
    if place is not None or item.access:
        base = place_access(place, context.venues) if place is not None else context.place_access
        own = read_access(source, (*loc, "access"), item.access, context.facts)
        access = {**base, **context.own_access, **own}
    registration = (
        read_registration(reader, (*loc, "registration"), item.registration) if item.registration else None
    )
    return Change(
        series=series.key,
        original=original_start,
        ref=ref,
        start=start,
        length=length,
        place=place,
        access=access,
        registration=registration,
        status=item.status,
        note=item.note or "",
        label=item.label or "",
    )


def _read_start(reader: DatetimeReader, loc: Loc, text: str | None, original: Start) -> Start | None:
    """Another start: a time alone on the same day, a date alone at the same time."""
    if not text:
        return None
    moment = reader.read_moment(loc, text, Beside(day_of(original), Side.NEAREST))
    if moment is None:
        return None
    if isinstance(original, datetime):
        if isinstance(moment, time):
            return reader.localize(loc, datetime.combine(original.date(), moment))
        if isinstance(moment, datetime):
            return reader.localize(loc, moment)
        return reader.localize(loc, datetime.combine(moment, original.time()))
    if isinstance(moment, (time, datetime)):
        message = _("The event is all-day, but this date has a time.")
        reader.source.report(NO_SUCH_DATE, loc, message, _("Write only the day, as in 2027-03-09."))
        return None
    return moment
