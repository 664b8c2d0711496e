"""A field called after a status, `cancelled: true`, read as the status: what is off never seems to be on."""

from __future__ import annotations

import re
from dataclasses import replace

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence
from bulletin.load.fields.fixes import replace_field, replace_fields
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, surely
from bulletin.messages.facts import describe_status
from bulletin.model.event import Status
from bulletin.model.records.shapes import NO, YES
from bulletin.problems import Fix, Rule, Severity, to_type
from bulletin.translatable import gettext as _

STATUS_AS_FIELD = Rule(
    "status-as-field",
    Severity.WARNING,
    "That an event is cancelled or postponed stands in `status`.",
    "Calendars, lists and search engines read it there.",
    corrected=True,
)
STATUS_UNCLEAR = Rule(
    "status-unclear",
    Severity.ERROR,
    "Whether an event takes place is said once, and clearly.",
    "Otherwise people would stand before a locked door.",
)

_FIELDS = {
    **dict.fromkeys(
        (
            *("cancelled", "canceled", "is_cancelled", "is_canceled", "cancel", "called_off"),
            *("annulé", "annulée", "annule", "annulee", "est_annulé", "ملغى", "ملغاة"),
        ),
        Status.CANCELLED,
    ),
    **dict.fromkeys(
        ("postponed", "is_postponed", "deferred", "reporté", "reportée", "reporte", "reportee", "مؤجل"),
        Status.POSTPONED,
    ),
}
_STATUS_FIELDS = frozenset({"event_status", "eventstatus", "state", "statut", "état"})
_STATUS_WORDS = (
    (Status.CANCELLED, re.compile(r"cancel|annul|called.?off", re.IGNORECASE)),
    (Status.POSTPONED, re.compile(r"postpon|deferr|report[ée]", re.IGNORECASE)),
)
_DAY = re.compile(r"\d")
_GAPS = re.compile(r"[\s-]+")


def read_status_fields(source: RecordSource) -> None:
    """Read `cancelled: true`, `postponed: yes` and the like as `status`, in `changes` too."""
    if source.node is None:
        return
    node = _with_status(source, source.node, ())
    changes = node.get("changes")
    if isinstance(changes, Mapping):
        days = tuple(
            (day, _with_status(source, each, ("changes", day.text)) if isinstance(each, Mapping) else each)
            for day, each in changes.items
        )
        node = _replaced(node, "changes", replace(changes, items=days))
    source.node = node


def _replaced(node: Mapping, name: str, value: Node) -> Mapping:
    items = tuple((key, value if key.text == name else each) for key, each in node.items)
    return replace(node, items=items)


def _with_status(source: RecordSource, node: Mapping, loc: Loc) -> Mapping:
    """The fields, those called after a status put in its place."""
    items: list[tuple[Scalar, Node]] = []
    given = node.get("status")
    note = "note" if loc else "status_note"
    for key, value in node.items:
        status = _meant(key.text, value)
        if status is None:
            items.append((key, value))
        elif _is_no(value):
            _report_no(source, (*loc, key.text), status)
        elif days := _days(value):
            _report_days(source, (*loc, key.text), status, days)
        elif given is not None and not _says(given, status):
            _report_twice(source, (*loc, key.text), status)
        else:
            why = _reason(key.text, value) if node.get(note) is None else None
            lines = [f"status: {status.value}"] if given is None else []
            lines += [f"{note}: {why.text}"] if why else []
            is_said = why is not None or _is_one_word(key.text, value)
            _report_read(source, (*loc, key.text), status, lines, is_said=is_said)
            if given is None:
                given = Scalar(status.value, key.line, key.column)
                items.append((key._replace(text="status"), given))
            if why is not None:
                items.append((key._replace(text=note), why))
    return replace(node, items=tuple(items))


def _meant(name: str, value: Node) -> Status | None:
    typed = _normalized(name)
    if typed in _FIELDS:
        return _FIELDS[typed]
    if typed in _STATUS_FIELDS and isinstance(value, Scalar):
        return next((status for status, words in _STATUS_WORDS if words.search(value.text)), None)
    return None


def _says(given: Node, status: Status) -> bool:
    return isinstance(given, Scalar) and given.text.strip().lower().replace("canceled", "cancelled") == status


def _is_no(value: Node) -> bool:
    return isinstance(value, Scalar) and value.text.strip().lower() in NO | {"", "0"}


def _days(value: Node) -> tuple[str, ...]:
    """The days it names, where it says which are off and not that all of it is."""
    items = value.items if isinstance(value, Sequence) else (value,)
    texts = [item.text.strip() for item in items if isinstance(item, Scalar)]
    return tuple(text for text in texts if _DAY.match(text) and text != "1")


def _reason(name: str, value: Node) -> Scalar | None:
    """The value where it says why: `cancelled: the ice broke`."""
    if not isinstance(value, Scalar) or value.text.strip().lower() in YES | {"1"}:
        return None
    return value if _normalized(name) in _FIELDS else None


def _is_one_word(name: str, value: Node) -> bool:
    """Whether the value says the status and nothing else."""
    return isinstance(value, Scalar) and _reason(name, value) is None and not _GAPS.search(value.text.strip())


def _normalized(name: str) -> str:
    return _GAPS.sub("_", name.strip().lower())


def _report_read(source: RecordSource, loc: Loc, status: Status, lines: list[str], *, is_said: bool) -> None:
    message = _("`{field}` was read as the status {status}.", field=loc[-1], status=describe_status(status))
    if not lines:
        fixed = replace_field(source, loc)
        hint = _("Delete the line: `status` says so already.")
        source.report(STATUS_AS_FIELD, loc, message, hint, fixed and fixed.fix)
        return
    fixed = replace_field(source, loc, *lines) or _within_line(source, loc, lines)
    fixed = surely(fixed) if is_said else fixed
    shown = fixed.line if fixed else "\n".join(lines)
    source.report(
        STATUS_AS_FIELD,
        loc,
        message,
        to_type(_("Did you mean"), shown),
        fixed and fixed.fix,
    )


def _within_line(source: RecordSource, loc: Loc, lines: list[str]) -> FixedLine | None:
    """The line with these fields in place of one that stands in a `{…}`."""
    node, number = find_node(source.node, loc), source.line(*loc)
    typed = f"{loc[-1]}: {node.text}" if isinstance(node, Scalar) else ""
    before = source.line_text(number)
    if not typed or before.count(typed) != 1 or "{" not in before:
        return None
    text = before.replace(typed, ", ".join(lines))
    return FixedLine(text.strip(), Fix(number, number, (text,)))


def _report_no(source: RecordSource, loc: Loc, status: Status) -> None:
    message = _(
        "There is no field `{field}`; what is not {status} need not say so.",
        field=loc[-1],
        status=describe_status(status),
    )
    fixed = replace_field(source, loc)
    source.report(STATUS_AS_FIELD, loc, message, _("Delete the line."), fixed and fixed.fix)


def _report_days(source: RecordSource, loc: Loc, status: Status, days: tuple[str, ...]) -> None:
    message = _(
        "`{field}` names days, but there is no such field, so it is not clear what takes place.",
        field=loc[-1],
    )
    if status is Status.CANCELLED:
        lines = ("changes:", *(f"  {day}: {status.value}" for day in days))
        hint = to_type(_("Single dates are off like this"), *lines)
    else:
        lines = (f"status: {status.value}",)
        hint = _(
            "If that is the new day, type it as `start`, the old start as `was`, and: status: "
            "rescheduled\nIf no new day is known: {lines}",
            lines=lines[0],
        )
    fixed = replace_field(source, loc, *lines)
    source.report(STATUS_UNCLEAR, loc, message, hint, fixed and fixed.fix)


def _report_twice(source: RecordSource, loc: Loc, status: Status) -> None:
    message = _("`status` and `{field}` do not say the same.", field=loc[-1])
    line = f"status: {status.value}"
    hint = _(
        "If `status` is right, delete this line. If it is {status}, delete both, and type: {line}",
        status=status.value,
        line=line,
    )
    ways = replace_field(source, loc), replace_fields(source, [(*loc[:-1], "status"), loc], line)
    source.report_choice(STATUS_UNCLEAR, loc, message, hint, [way.fix for way in ways if way])
