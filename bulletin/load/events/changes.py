"""`changes`: what differs on single dates, told by the date it would have been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bulletin.load.events.costs import read_registration
from bulletin.load.events.times import Times
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.record_source import Loc
from bulletin.load.fields.values import read_access
from bulletin.load.places import has_place, place_access, read_place
from bulletin.model.board import Vocabulary
from bulletin.model.event import Change, Status
from bulletin.model.expand import nearest_starts, series_starts
from bulletin.model.place import AccessFact, Venue
from bulletin.model.records.event import ChangeRecord, EventRecord
from bulletin.model.recurrence import Series, Start, Window, day_of
from bulletin.problems import Rule, Severity

NO_SUCH_DATE = Rule("no-such-date", Severity.ERROR, "A key of `changes` is a date of the event.")
SKIPPED_AND_CHANGED = Rule(
    "skipped-and-changed", Severity.ERROR, "A date is either skipped or changed, not both."
)
WHICH_TIME = Rule(
    "which-time",
    Severity.ERROR,
    "Where a day has two dates of the event, the key of a change names the time too.",
)
TWICE_CHANGED = Rule("twice-changed", Severity.ERROR, "A date is changed once.")

DAY = timedelta(days=1)


def read_changes(
    reader: DatetimeReader,
    record: EventRecord,
    times: Times,
    venues: Mapping[str, Venue],
    own_access: Mapping[str, AccessFact],
    place_facts: Mapping[str, AccessFact],
    facts: Vocabulary,
) -> tuple[Change, ...]:
    """Every change, in the order of the dates. `own_access` is what partner and event say themselves."""
    found: dict[tuple[str, Start], Change] = {}
    skipped = frozenset(day_of(start) for series in times.series for start in series.skipped)
    for key, item in (record.changes or {}).items():
        loc: Loc = ("changes", key)
        target = _find_date(reader, loc, key, times, skipped)
        if target is None:
            continue
        series, original = target
        if (series.key, original) in found:
            message = f"The date {key} is changed twice."
            reader.source.report(TWICE_CHANGED, loc, message, "Put both changes under one date.")
            continue
        found[series.key, original] = _read_change(
            reader, loc, item, series, original, venues, own_access, place_facts, facts
        )
    return tuple(
        change for _, change in sorted(found.items(), key=lambda pair: (str(pair[0][1]), pair[0][0]))
    )


def _find_date(
    reader: DatetimeReader, loc: Loc, key: str, times: Times, skipped: frozenset[date]
) -> tuple[Series, Start] | None:
    moment = reader.moment(loc, key)
    source = reader.source
    if moment is None:
        return None
    if isinstance(moment, time):
        source.report(
            NO_SUCH_DATE, loc, f"“{key}” is a time, but a change is named by its date.", "As in 2027-03-09."
        )
        return None
    day = day_of(moment)
    held = [
        (series, start) for series in times.series for start in series_starts(series, Window(day, day + DAY))
    ]
    if isinstance(moment, datetime):
        held = [(s, start) for s, start in held if isinstance(start, datetime) and _wall(start) == moment]
    if len(held) == 1:
        return held[0]
    if held:
        times_told = " or ".join(
            f"{start:%Y-%m-%d %H:%M}" for _, start in held if isinstance(start, datetime)
        )
        message = f"The event has two dates on {day}."
        source.report(WHICH_TIME, loc, message, f"Write the time too: {times_told}")
        return None
    if day in skipped:
        message = f"{day} is skipped, so it cannot be changed too."
        source.report(SKIPPED_AND_CHANGED, loc, message, "Delete it here, or take it out of `skip`.")
        return None
    near = sorted({start for series in times.series for start in nearest_starts(series, day)}, key=_text)
    near = sorted(near, key=lambda start: abs((day_of(start) - day).days))[:2]
    dates = " and ".join(sorted(f"{day_of(start):%A %Y-%m-%d}" for start in near))
    fixed = source.fix_key(loc, f"{day_of(near[0])}") if near else None
    hint = f"The nearest dates are {dates}." + (f" Type instead: {fixed[0]}" if fixed else "")
    source.report(NO_SUCH_DATE, loc, f"{key} is no date of this event.", hint, fixed and fixed[1])
    return None


def _read_change(
    reader: DatetimeReader,
    loc: Loc,
    item: str | ChangeRecord,
    series: Series,
    original: Start,
    venues: Mapping[str, Venue],
    own_access: Mapping[str, AccessFact],
    place_facts: Mapping[str, AccessFact],
    facts: Vocabulary,
) -> Change:
    source = reader.source
    ref = source.ref(*loc, key=True)
    if not isinstance(item, ChangeRecord):
        return Change(series.key, original, ref, status=Status.CANCELLED)
    start = _read_start(reader, (*loc, "start"), item.start, original)
    length = reader.length(loc, start or original, item.end, None)
    place = read_place(source, loc, item, venues) if has_place(item) else None
    access = None
    if place is not None or item.access:
        base = place_access(place, venues) if place is not None else place_facts
        access = {**base, **own_access, **read_access(source, (*loc, "access"), item.access, facts)}
    registration = (
        read_registration(reader, (*loc, "registration"), item.registration) if item.registration else None
    )
    return Change(
        series.key,
        original,
        ref,
        start,
        length,
        place,
        access,
        registration,
        item.status,
        item.note or "",
        item.label or "",
    )


def _read_start(reader: DatetimeReader, loc: Loc, text: str | None, original: Start) -> Start | None:
    """Another start: a time alone on the same day, a date alone at the same time."""
    if not text:
        return None
    moment = reader.moment(loc, text)
    if moment is None:
        return None
    if isinstance(original, datetime):
        if isinstance(moment, time):
            return reader.local(loc, datetime.combine(original.date(), moment))
        if isinstance(moment, datetime):
            return reader.local(loc, moment)
        return reader.local(loc, datetime.combine(moment, original.time()))
    if isinstance(moment, (time, datetime)):
        message = "The event is all-day, but this date has a time."
        reader.source.report(NO_SUCH_DATE, loc, message, "Write only the day, as in 2027-03-09.")
        return None
    return moment


def _wall(start: Start) -> Start:
    return start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else start


def _text(start: Start) -> str:
    return str(_wall(start))
