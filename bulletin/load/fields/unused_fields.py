"""Fields that are kept, but that nothing uses yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.model.records.shapes import NotUsedYet, Record
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.translatable import ngettext
from bulletin.words.lists import join_words

NOT_USED = Rule(
    "not-used-yet",
    Severity.NOTE,
    "A field that is kept for later is told, so that nobody waits for what comes of it.",
    "Nothing on the board changes because of it, yet.",
)


def is_used(info: FieldInfo) -> bool:
    """Whether anything comes of the field."""
    return not info.metadata or not any(isinstance(each, NotUsedYet) for each in info.metadata)


def report_unused(source: RecordSource, record: Record) -> None:
    """One Problem for all fields of the file that nothing uses."""
    found = list(_unused(record, ()))
    if not found:
        return
    names = list(dict.fromkeys(f"`{'.'.join(str(part) for part in loc)}`" for loc in found))
    message = ngettext(
        "{fields} is kept; not used yet.",
        "{fields} are kept; not used yet.",
        len(names),
        fields=join_words(names),
    )
    source.report(
        NOT_USED, found[0], message, _("You may leave it; nothing on the board comes of it so far.")
    )


def _unused(value: Any, loc: Loc) -> Iterator[Loc]:
    if isinstance(value, Record):
        given, fields = value.model_fields_set, type(value).model_fields
        for name in (name for name in fields if name in given):
            info, part = fields[name], getattr(value, name)
            here = (*loc, info.alias or name)
            if not is_used(info):
                yield here
            elif isinstance(part, (Record, tuple, dict)):
                yield from _unused(part, here)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _unused(part, (*loc, number) if len(value) > 1 else loc)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _unused(part, (*loc, key))
