"""What is left of a record that was taken off the board: a mark, and for an event what calendars need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bulletin.formats.dates import DateRefused
from bulletin.formats.repeat import parse_rrule
from bulletin.load.fields.days import read_day
from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.load.fields.schema_rules import WRONG_FORM, WRONG_SHAPE
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_instant, read_zone
from bulletin.model.board import BoardInfo
from bulletin.model.event import Event, Status
from bulletin.model.place import Place, PlaceKind
from bulletin.model.records.withdrawn import WithdrawnDatesRecord, WithdrawnEventRecord, WithdrawnRecord
from bulletin.model.recurrence import DAY, Series, Start
from bulletin.model.text import Text
from bulletin.model.withdrawn import Withdrawn
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

BESIDE_WITHDRAWN = Rule(
    "beside-withdrawn",
    Severity.WARNING,
    "Nothing that belonged to a record stays when it is taken off the board.",
    "It is not shown, but everybody can read it in the repository.",
)
_MARK = re.compile(rb"^withdrawn[ \t]*:", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_HOUR = timedelta(hours=1)


def is_withdrawn(data: bytes) -> bool:
    """Whether a file bears the mark among its fields, in whatever state the rest of it is."""
    if _MARK.search(data) is None:
        return False
    before, *parts = _FENCE.split(data.removeprefix(b"\xef\xbb\xbf"), maxsplit=2)
    fields = parts[0] if parts and not before.strip() else before
    return _MARK.search(fields) is not None


def load_withdrawn(source: RecordSource, room: str, slug: str) -> Withdrawn | None:
    """What is left of a partner, a venue or a page; None where the mark cannot be read."""
    record = read_fields(_only(source, WithdrawnRecord), WithdrawnRecord)
    on = record and read_day(source, ("withdrawn", "on"), record.withdrawn.on)
    if record is None or not on:
        return None
    return Withdrawn(
        room=room,
        id=slug,
        ref=source.ref(),
        on=on,
        reason=record.withdrawn.reason,
        was_at=record.was_at or (),
    )


def load_withdrawn_event(
    source: RecordSource, partner_id: str, slug: str, info: BoardInfo
) -> Withdrawn | None:
    """What is left of an event; None where the mark cannot be read.

    Dates that cannot be read are no reason to show anything else of it.
    """
    record = read_fields(_only(source, WithdrawnEventRecord), WithdrawnEventRecord)
    on = record and read_day(source, ("withdrawn", "on"), record.withdrawn.on)
    if record is None or not on:
        return None
    zone = ZoneInfo(read_zone(source, ("timezone",), record.timezone) or info.timezone)
    # The folder of a partner that has another name now.
    folder = source.path.split("/")[-2]
    event_id = record.id or f"{folder}/{slug}"
    old = () if folder == partner_id else (f"{folder}/{slug}",)
    event = Event(
        id=event_id,
        uid=f"{event_id}@{info.uid_domain}",
        partner=partner_id,
        slug=slug,
        ref=source.ref(),
        text=Text(event_id, ref=source.ref()),
        text_language=info.language,
        timezone=zone.key,
        series=tuple(_read_series(source, event_id, info.uid_domain, record.entries or (), zone)),
        place=Place(PlaceKind.ON_REQUEST),
        status=Status.CANCELLED,
        hosts=record.hosts or (),
        was_at=(*(record.was_at or ()), *old),
        changed=read_instant(source, ("changed",), record.changed),
    )
    return Withdrawn(
        room="events",
        id=event_id,
        ref=source.ref(),
        on=on,
        reason=record.withdrawn.reason,
        was_at=event.was_at,
        event=event,
    )


def left_beside(original: str, others: Sequence[str]) -> Iterator[Problem]:
    """A Problem for each of the `others`, which are translations of what was taken off."""
    for path in others:
        message = _(
            "{file} was taken off the board, but this translation is still here.",
            file=original.rpartition("/")[2],
        )
        yield Problem(SourceRef(path, 1, 1), BESIDE_WITHDRAWN, message, _("Delete this file."))


def _only(
    source: RecordSource, record_class: type[WithdrawnRecord] | type[WithdrawnEventRecord]
) -> RecordSource:
    """The source; each field in it that would say something of the record is reported, and not read."""
    node = source.node
    if node is None:
        return source
    kept = []
    for key, value in node.items:
        if key.text.lower() in record_class.model_fields:
            kept.append((key, value))
            continue
        message = _("This was taken off the board, but `{text}` is still here.", text=key.text)
        source.report(
            BESIDE_WITHDRAWN, (key.text,), message, _("Delete `{text}` and what it says.", text=key.text)
        )
    if source.body.strip():
        ref = SourceRef(source.path, source.body_line, 1)
        message = _("This was taken off the board, but its text is still here.")
        source.add(Problem(ref, BESIDE_WITHDRAWN, message, _("Delete the text below the fields.")))
    source.node = type(node)(tuple(kept), node.line, node.column)
    return source


def _read_series(
    source: RecordSource, event_id: str, domain: str, records: Sequence[WithdrawnDatesRecord], zone: ZoneInfo
) -> Iterator[Series]:
    for number, record in enumerate(records):
        loc: Loc = ("entries", number)
        start = _read_start(source, loc, record.start, zone)
        if start is None:
            continue
        end = _read_start(source, loc, record.end, zone)
        length, has_end = _length(start, end)
        rule = parse_rrule(record.rrule, start) if record.rrule else None
        if isinstance(rule, DateRefused):
            source.report(WRONG_FORM, loc, f"{rule.message}.", rule.hint)
            continue
        yield Series(
            f"{event_id}/{record.key}@{domain}" if record.key else f"{event_id}@{domain}",
            start,
            length,
            key=record.key or "",
            rule=rule.with_own_weeks(start) if rule else None,
            extra=tuple(_starts(source, loc, record.dates, zone)),
            skipped=tuple(_starts(source, loc, record.skip, zone)),
            has_end=has_end,
        )


def _length(start: Start, end: Start | None) -> tuple[timedelta, bool]:
    """How long it lasts, and whether somebody said so; the last of whole days is counted."""
    if not isinstance(start, datetime):
        last = end if end is not None and not isinstance(end, datetime) else start
        return max(last - start, timedelta()) + DAY, True
    if isinstance(end, datetime) and end.replace(tzinfo=None) > start.replace(tzinfo=None):
        return end.replace(tzinfo=None) - start.replace(tzinfo=None), True
    return _HOUR, False


def _starts(source: RecordSource, loc: Loc, texts: Sequence[str] | None, zone: ZoneInfo) -> Iterator[Start]:
    found = (_read_start(source, loc, text, zone) for text in texts or ())
    return (each for each in found if each is not None)


def _read_start(source: RecordSource, loc: Loc, text: str | None, zone: ZoneInfo) -> Start | None:
    """`2027-01-06 10:15`, or `2027-01-06` of whole days, as our tools write them."""
    if text is None:
        return None
    try:
        if len(text) <= len("2027-01-06"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        source.report(WRONG_SHAPE, loc, _("“{text}” is not a date.", text=text), _("As in 2027-01-06 10:15."))
        return None
