"""An event, or one of its dates, cancelled, moved or given a note: the edits of its record.

What stands under `changes` is found whatever way its date is written there, and changed, never doubled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from bulletin.formats.dates import format_moment, parse_moment
from bulletin.formats.field_names import field_named
from bulletin.formats.nodes import Mapping, Node, Scalar, Tree
from bulletin.formats.yaml.edit import Edit, RemoveValue, SetValue
from bulletin.model.event import Change, Event, Occurrence, Status
from bulletin.model.expand import series_starts
from bulletin.model.recurrence import DAY, Start, Window, day_of, wall_time

_AFTER_TIMES = ("skip", "dates", "repeat", "duration", "end", "start", "title")


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """An event, and the fields of its file as they stand there.

    `usual` are the fields that its partner's file gives to all events.
    """

    event: Event
    fields: Mapping
    languages: tuple[str, ...] = ("en",)
    usual: Mapping | None = None

    def text_of(self, name: str) -> str | None:
        """The one-line value of a field of the file itself."""
        node = field_named(self.fields, name)
        return node.text if isinstance(node, Scalar) else None

    def entry(self, change: Change | None) -> tuple[str, Node] | None:
        """The key under `changes` that stands for a change, and what stands there."""
        changes = field_named(self.fields, "changes")
        if change is None or not isinstance(changes, Mapping):
            return None
        place = change.ref.line, change.ref.column
        return next(
            ((key.text, value) for key, value in changes.items if (key.line, key.column) == place), None
        )


@dataclass(frozen=True, slots=True)
class NewTime:
    """Where something is moved to, on the clocks of its zone.

    `end` is exclusive, and None where none is told. `is_end_said`: somebody said it, so that it need not be
    what the length makes of the start.
    """

    start: Start
    end: Start | None = None
    is_end_said: bool = False

    @property
    def written_start(self) -> str:
        return format_moment(self.start)

    @property
    def written_end(self) -> str:
        """The end as it stands beside the start: a time on the same day, else a day too; "" for none."""
        if isinstance(self.end, datetime):
            is_same_day = self.end.date() == day_of(self.start)
            return f"{self.end:%H:%M}" if is_same_day else format_moment(self.end)
        last = self.end - DAY if self.end else None
        return format_moment(last) if last and last > day_of(self.start) else ""


def cancel_event(written: WrittenEvent, today: date, note: str = "") -> tuple[Edit, ...]:
    """All of an event cancelled, its dates too that say something else of themselves."""
    edits: list[Edit] = [SetValue(("status",), Status.CANCELLED, _AFTER_TIMES)]
    edits += [SetValue(("status_note",), note, ("status",))] if note else []
    for change in written.event.changes:
        if day_of(change.start or change.original) < today:
            continue
        values: dict[str, Tree] = {}
        if change.status is not None and not change.status.is_off:
            values["status"] = Status.CANCELLED
        if note and change.note and (values or not written.event.is_recurring):
            values["note"] = note
        edits += _set_change(written, change, change.original, values) if values else ()
    return tuple(edits)


def cancel_date(written: WrittenEvent, one: Occurrence, note: str = "") -> tuple[Edit, ...]:
    """One date cancelled."""
    values: dict[str, Tree] = {"status": Status.CANCELLED, **({"note": note} if note else {})}
    return tuple(_set_change(written, one.change, one.original, values))


def note_event(note: str) -> tuple[Edit, ...]:
    """The note beside an event; an empty one takes it away."""
    if not note:
        return (RemoveValue(("status_note",)),)
    return (SetValue(("status_note",), note, ("status", *_AFTER_TIMES)),)


def note_date(written: WrittenEvent, one: Occurrence, note: str) -> tuple[Edit, ...]:
    """The note beside one date; an empty one takes it away."""
    entry = written.entry(one.change)
    if not note:
        return (RemoveValue(("changes", entry[0], "note")),) if entry else ()
    is_word = entry is not None and not isinstance(entry[1], Mapping)
    values: dict[str, Tree] = {"status": Status.CANCELLED} if is_word else {}
    return tuple(_set_change(written, one.change, one.original, {**values, "note": note}))


def move_event(written: WrittenEvent, to: NewTime, note: str = "") -> tuple[Edit, ...]:
    """An event with one date moved: its own start changes, and it says when it was to be."""
    event, old = written.event, written.event.series[0].start
    edits: list[Edit] = [SetValue(("start",), to.written_start), *_move_end(written, to)]
    if event.was is not None and wall_time(event.was) == wall_time(to.start):
        edits.append(RemoveValue(("was",)))
        if event.status is Status.RESCHEDULED:
            edits.append(RemoveValue(("status",)))
    else:
        edits.append(SetValue(("status",), Status.RESCHEDULED, _AFTER_TIMES))
        edits.append(SetValue(("was",), format_moment(wall_time(old)), ("status",)))
    if note:
        edits.append(SetValue(("status_note",), note, ("status",)))
    rain = event.rain_date
    if isinstance(rain, date) and wall_time(rain) in (wall_time(to.start), day_of(to.start)):
        edits.append(RemoveValue(("rain_date",)))
    return tuple(edits)


def move_date(written: WrittenEvent, one: Occurrence, to: NewTime, note: str = "") -> tuple[Edit, ...]:
    """One date moved, or put back to where it was; one that was off is on again."""
    entry = written.entry(one.change)
    is_back = wall_time(to.start) == wall_time(one.original) and not to.is_end_said
    values: dict[str, Tree] = {} if is_back else {"start": to.written_start}
    if not is_back and to.written_end:
        values["end"] = to.written_end
    if note:
        values["note"] = note
    if entry is not None and isinstance(entry[1], Mapping):
        gone = [name for name in ("start", "end") if name not in values]
        was_off = one.change is not None and one.change.status is not None and one.change.status.is_off
        gone += ["status"] if was_off else []
        sets = _set_change(written, one.change, one.original, values)
        return (*sets, *(RemoveValue(("changes", entry[0], name)) for name in gone))
    if not values:
        return (RemoveValue(("changes", entry[0])),) if entry else ()
    return tuple(_set_change(written, one.change, one.original, values))


def move_end_too(to: NewTime) -> tuple[Edit, ...]:
    """The end beside the start of an event whose end stands elsewhere, as in its partner's file."""
    return (SetValue(("end",), to.written_end, ("start",)),) if to.written_end else ()


def _move_end(written: WrittenEvent, to: NewTime) -> Iterator[Edit]:
    text = written.text_of("end")
    if to.is_end_said:
        yield RemoveValue(("duration",))
    elif text is None or _is_still_right(written, text, to):
        return
    yield SetValue(("end",), to.written_end, ("start",)) if to.written_end else RemoveValue(("end",))


def _is_still_right(written: WrittenEvent, text: str, to: NewTime) -> bool:
    """Whether an end that is a time alone stands as well beside the new start."""
    old, new = written.event.series[0].start, to.start
    if not isinstance(old, datetime) or not isinstance(new, datetime) or old.time() != new.time():
        return False
    return isinstance(parse_moment(text, written.languages), time)


def _set_change(
    written: WrittenEvent, change: Change | None, original: Start, values: dict[str, Tree]
) -> Iterator[Edit]:
    """The edits that put these values beside a date, keeping the others of a map that stands there."""
    entry = written.entry(change)
    if entry is not None and isinstance(entry[1], Mapping):
        for name, value in values.items():
            yield SetValue(("changes", entry[0], name), value)
        return
    key = entry[0] if entry else _key(written.event, original)
    earlier = [each for each in written.event.changes if str(each.original) < str(original)]
    before = [found[0] for each in reversed(earlier) if (found := written.entry(each))]
    is_word = values == {"status": Status.CANCELLED}
    whole: Tree = Status.CANCELLED if is_word else values
    yield SetValue(("changes", key), whole, (*before, "status_note", "status", *_AFTER_TIMES))


def _key(event: Event, original: Start) -> str:
    """The date as a key; with its time where the event has several starts on that day."""
    day = day_of(original)
    window = Window(day, day + DAY)
    starts = [start for each in event.series for start in series_starts(each, window)]
    return format_moment(wall_time(original)) if len(starts) > 1 else day.isoformat()
