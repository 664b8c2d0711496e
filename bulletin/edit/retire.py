"""The edits that end what a partner holds: its repeats get a last day, and later dates are called off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bulletin.edit.event_changes import WrittenEvent, cancel_date, cancel_event
from bulletin.formats.dates import Beside, DateRefused, parse_date_range
from bulletin.formats.field_names import field_named
from bulletin.formats.nodes import Mapping, Node, Scalar, plain
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.repeat import format_repeat, format_rrule, parse_repeat
from bulletin.formats.yaml.edit import Edit, Place, RemoveValue, SetValue
from bulletin.model.event import Event
from bulletin.model.expand import expand, next_dates
from bulletin.model.names import as_field_name
from bulletin.model.records.shapes import names_in_a_row
from bulletin.model.recurrence import DAY, LAST_DAY, Series, Window, day_of, wall_time

MOST_DATES = 400
_AFTER = ("duration", "end", "start")
_FIRST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day, today, why (a note beside what is cancelled), and the words for repeats: the board's
    language and its clock.
    """

    day: date
    today: date
    note: str = ""
    language: str = "en"
    clock: int = 24


def has_later_dates(event: Event, last: LastDay) -> bool:
    """Whether it is still to begin after the last day; what began before may go on."""
    dates = next_dates(event, max(last.day + DAY, last.today), MOST_DATES)
    return any(one.day > last.day and not one.status.is_off for one in dates)


def end_event(written: WrittenEvent, last: LastDay) -> tuple[Edit, ...]:
    """What lets an event end on a day; nothing where it is over by then.

    An event that would only begin afterwards is cancelled as a whole.
    """
    event = written.event
    if not has_later_dates(event, last):
        return ()
    if not expand(event, Window(_FIRST, last.day + DAY)):
        return cancel_event(written, last.today, last.note)
    return (
        *_ended_repeats(written, last),
        *_later_changes(written, last),
        *_later_skips(written, last),
        *_later_extras(written, last),
    )


def _ended_repeats(written: WrittenEvent, last: LastDay) -> Iterator[Edit]:
    node = field_named(written.fields, "repeat")
    if node is None:
        yield from _ended_usual_repeat(written, last)
        return
    items = node.items if isinstance(node, SequenceNode) else (node,)
    for number, (item, series) in enumerate(zip(items, written.event.series, strict=False)):
        place: Place = ("repeat", number) if isinstance(node, SequenceNode) else ("repeat",)
        if day_of(series.start) > last.day:
            yield RemoveValue(place)
        elif series.rule and (series.rule.until is None or series.rule.until > last.day):
            yield from _ended(written, item, place, series, last)


def _ended_usual_repeat(written: WrittenEvent, last: LastDay) -> Iterator[Edit]:
    """The repeat of all events of the partner, written into this one with its last day."""
    usual = field_named(written.usual, "repeat") if written.usual else None
    series = written.event.series[0]
    if isinstance(usual, Scalar) and series.rule:
        if text := _words_until(written, usual.text, series, last):
            yield SetValue(("repeat",), text, _AFTER)
    elif isinstance(usual, Mapping):
        values = {as_field_name(key.text): plain(value) for key, value in usual.items}
        values.pop("count", None)
        yield SetValue(("repeat",), {**values, "until": last.day.isoformat()}, _AFTER)


def _ended(written: WrittenEvent, item: Node, place: Place, series: Series, last: LastDay) -> Iterator[Edit]:
    if isinstance(item, Scalar):
        if text := _words_until(written, item.text, series, last):
            yield SetValue(place, text)
        return
    if not isinstance(item, Mapping):
        return
    names = {as_field_name(key.text): value for key, value in item.items}
    for name in ("words", "rrule"):
        if isinstance(value := names.get(name), Scalar):
            if text := _words_until(written, value.text, series, last):
                yield SetValue((*place, name), text)
            return
    yield SetValue((*place, "until"), last.day.isoformat(), ("on", "every"))
    if "count" in names:
        yield RemoveValue((*place, "count"))


def _words_until(written: WrittenEvent, text: str, series: Series, last: LastDay) -> str:
    """A repeat in words, or as an RRULE, with the last day; "" where it cannot be read."""
    spec = parse_repeat(text, written.languages, series.start)
    if isinstance(spec, DateRefused):
        return ""
    ended = replace(spec, rule=replace(spec.rule, until=last.day, count=None))
    if text.strip()[:6].upper().startswith(("FREQ=", "RRULE:")):
        return format_rrule(ended.rule)
    is_english = not isinstance(parse_repeat(text, ("en",), series.start), DateRefused)
    return format_repeat(ended, "en" if is_english else last.language, last.clock)


def _later_changes(written: WrittenEvent, last: LastDay) -> Iterator[Edit]:
    """Away with what is said of dates that the repeats no longer make."""
    extras = {(one.key, wall_time(start)) for one in written.event.series for start in one.extra}
    for change in written.event.changes:
        is_extra = (change.series, wall_time(change.original)) in extras
        repeats = any(one.rule for one in written.event.series if one.key == change.series)
        entry = written.entry(change)
        if day_of(change.original) > last.day and repeats and not is_extra and entry is not None:
            yield RemoveValue(("changes", entry[0]))


def _later_skips(written: WrittenEvent, last: LastDay) -> Iterator[Edit]:
    """Away with days off of dates that there are no longer."""
    node = field_named(written.fields, "skip")
    if isinstance(node, SequenceNode):
        numbers = [
            number
            for number, item in enumerate(node.items)
            if isinstance(item, Scalar) and _is_later(written, item.text, last)
        ]
        yield from (RemoveValue(("skip", number)) for number in reversed(numbers))
    elif isinstance(node, Scalar):
        names = names_in_a_row(node.text)
        kept = [name for name in names if not _is_later(written, name, last)]
        if not kept:
            yield RemoveValue(("skip",))
        elif kept != names:
            yield SetValue(("skip",), kept[0] if len(kept) == 1 else list(kept))


def _is_later(written: WrittenEvent, text: str, last: LastDay) -> bool:
    days = parse_date_range(text, written.languages, Beside(day_of(written.event.series[0].start)))
    return not isinstance(days, DateRefused) and days.first > last.day


def _later_extras(written: WrittenEvent, last: LastDay) -> Iterator[Edit]:
    event = written.event
    extras = {(one.key, wall_time(start)) for one in event.series for start in one.extra}
    for one in expand(replace(event, series=_only_extras(event)), Window(last.day + DAY, LAST_DAY)):
        if (one.series.key, wall_time(one.original)) in extras and not one.status.is_off:
            yield from cancel_date(written, one, last.note)


def _only_extras(event: Event) -> tuple[Series, ...]:
    """Its series with the dates that were added, without what repeats."""
    return tuple(replace(one, rule=None, skipped=()) for one in event.series if one.extra)
