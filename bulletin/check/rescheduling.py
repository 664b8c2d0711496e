"""Events that were put off: waiting for a new date, or already given one."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, insert_before, next_date
from bulletin.formats.dates import format_moment, tell_day
from bulletin.model.event import Event, Status
from bulletin.model.recurrence import Start, day_of
from bulletin.problems import Fix, Severity, below, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import sentences


@event_rule("postponed-day-passed", Severity.WARNING)
def postponed_day_passed(view: BoardView, event: Event) -> Iterator[Finding]:
    """A postponed event gets a new date, or is cancelled.

    Until then it stands among those without dates; whoever had it in the calendar looks there in vain.
    """
    if not event.is_postponed or not event.publish_dates or not event.series:
        return
    if event.is_recurring and any(change.is_postponed for change in event.changes):
        yield from _passed_dates(view, event)
        return
    if next_date(event, view.today) is not None:
        return
    start = event.series[0].start
    message = _("It is postponed, and its old day, {day}, has passed.", day=tell_day(day_of(start)))
    line = event.lines.get("status")
    if line is None:
        hint = _(
            "Write its new start under `changes`, without `status`; or, if it will not be held, `cancelled`."
        )
        yield Finding(at_field(event, "changes"), message, hint)
        return
    hint = _("If it will not be held any more, type instead: status: cancelled")
    if not event.is_recurring and event.was is None:
        known = _(
            "When the new date is known, correct `start`, and write "
            "`status: rescheduled` and `was: {start}`.",
            start=_written(start),
        )
        hint = sentences(known, hint)
    yield Finding(at_field(event, "status"), message, hint, Fix(line, line, ("status: cancelled",)))


def _passed_dates(view: BoardView, event: Event) -> Iterator[Finding]:
    for change in event.changes:
        day = day_of(change.original)
        if change.is_postponed and day < view.today:
            message = _("{day} is postponed, and has passed.", day=tell_day(day))
            hint = _(
                "Write its new `start` there, without `status`; or, if it will not be held, `cancelled`."
            )
            yield Finding(change.ref, message, hint)


@event_rule("postponed-with-new-start", Severity.WARNING)
def postponed_with_new_start(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event that has its new date is rescheduled, not postponed.

    “Postponed” says that nobody knows when: calendars would show the new date crossed out.
    """
    if event.status is Status.POSTPONED and event.publish_dates and event.series:
        old = event.was or _old_start(view, event)
        if old is not None:
            yield _rescheduled(event, old)
    for change in event.changes:
        # One that was moved, and is then cancelled, is cancelled on its new day.
        if change.start is not None and change.status is Status.POSTPONED:
            message = _("{day} has a new start, but is postponed too.", day=tell_day(day_of(change.original)))
            hint = _("If it is held then, leave its `status` out; if it is not, leave its `start` out.")
            yield Finding(change.ref, message, hint)


def _rescheduled(event: Event, old: Start) -> Finding:
    message = _("It is postponed, but its start is no longer {moment}.", moment=_told(old))
    lines = ["status: rescheduled"]
    if "was" not in event.lines:
        lines.append(f"was: {_written(old)}")
    hint = below(_("If this is the new date, type instead"), *lines)
    line = event.lines.get("status")
    return Finding(at_field(event, "status"), message, hint, Fix(line, line, tuple(lines)) if line else None)


@event_rule("rescheduled-without-was", Severity.WARNING)
def rescheduled_without_was(view: BoardView, event: Event) -> Iterator[Finding]:
    """A rescheduled event says in `was` when it was to be.

    Whoever wrote down the old date must find it again.
    """
    if event.status is not Status.RESCHEDULED or not event.publish_dates:
        return
    if event.was is not None:
        if event.series and event.was == event.series[0].start:
            message = _(
                "It was first planned for {moment}, which is its start still.", moment=_told(event.was)
            )
            hint = _("The new date stands in `start`, the old one in `was`: correct one of them.")
            yield Finding(at_field(event, "was", "status"), message, hint)
        return
    message, old = _("It is rescheduled, but does not say from when."), _old_start(view, event)
    if old is None:
        hint = _("Add the old start, as in: was: 2027-01-06 10:15")
        yield Finding(at_field(event, "status"), message, hint)
        return
    line = f"was: {_written(old)}"
    fix = insert_before(event, ("status", "start"), line)
    yield Finding(at_field(event, "status"), message, to_type(_("Add this line"), line), fix)


def _old_start(view: BoardView, event: Event) -> Start | None:
    """The start it had at the base of the check; None where that is not known, or the same."""
    base = view.check_day.base
    if base is None or base.board is None:
        return None
    renamed = base.renames.get(event.ref.path, "")
    before = base.board.events.get(event.id) or next(
        (each for each in base.board.events.values() if each.ref.path == renamed), None
    )
    if before is None or not before.series or not event.series:
        return None
    old = before.series[0].start
    return old if old != event.series[0].start else None


def _written(start: Start) -> str:
    return format_moment(start)


def _told(start: Start) -> str:
    text = format_moment(start)
    return f"{tell_day(day_of(start))}{text[10:] and f', {text[11:]}'}"
