"""Events: a record with its partner's defaults, its place's facts and its translations, resolved."""

from __future__ import annotations

from bulletin.formats.nodes import plain
from bulletin.load.events.context import EventContext
from bulletin.load.events.resolver import Resolved, Resolver
from bulletin.load.events.statuses import read_status_fields
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.fields.unknown_fields import rename_fields
from bulletin.load.fields.validation import read_named_fields
from bulletin.model.event import Event, PartlyRead, TypedRecord
from bulletin.model.records.event import EventRecord


def load_event(
    source: RecordSource, partner_id: str, slug: str, context: EventContext
) -> Event | PartlyRead | None:
    """The event; what is understood of it when something in it is an error (the source's Problems say what).

    None when there are no fields at all.
    """
    source.names = context.names
    rename_fields(source, EventRecord)
    typed = _typed(source)
    read_status_fields(source)
    record = read_named_fields(source, EventRecord, body_field="description")
    if record is None:
        return None
    read = Resolver(source, record, partner_id, context).event(slug, typed)
    return _partly(source, read) if source.has_errors else read.event


def _typed(source: RecordSource) -> TypedRecord:
    """The record before anything in it is understood as something else."""
    fields = plain(source.node) if source.node else {}
    assert isinstance(fields, dict)
    return TypedRecord(fields, source.body)


def _partly(source: RecordSource, read: Resolved) -> PartlyRead:
    """The event without the fields in which an error stands."""
    fields = {line: name for name, line in read.event.lines.items()}
    wrong = {problem.ref.line for problem in source.problems if problem.is_error and problem.ref.column > 1}
    names = {fields[max(line for line in fields if line <= each)] for each in wrong if each >= min(fields)}
    return PartlyRead(read.event, read.lacks | names | source.dropped, read.begins)
