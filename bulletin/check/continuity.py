"""What subscribers rely on: no coming event vanishes, and no id changes."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.check.links import old_id
from bulletin.check.rules import BoardView, Finding, at_field, event_rule, insert_before, next_date, rule
from bulletin.formats.dates import tell_day
from bulletin.model.board import BoardInfo
from bulletin.model.event import Event
from bulletin.problems import Fix, Severity, SourceRef, to_type
from bulletin.translatable import gettext as _


@rule("renamed-without-id", Severity.ERROR)
def renamed_without_id(view: BoardView) -> Iterator[Finding]:
    """A file that is renamed keeps its event's id.

    Calendars know an event by its id; with a new one, everybody who subscribed would see it twice.
    """
    for event, before in _renamed(view):
        line = f"id: {before.id}"
        message = _(
            "This file was {path}, and calendars know its event as {id}.", path=before.ref.path, id=before.id
        )
        fix = insert_before(event, ("title",), line)
        if "id" in event.lines:
            fix = Fix(event.lines["id"], event.lines["id"], (line,))
        yield Finding(at_field(event, "id", "title"), message, to_type(_("Add this line"), line), fix)


def _renamed(view: BoardView) -> Iterator[tuple[Event, Event]]:
    """(event, the same event before) of each file that was renamed without keeping the id."""
    base = view.check_day.base
    if base is None or base.board is None:
        return
    before = {event.ref.path: event for event in base.board.events.values()}
    for event in view.board.events.values():
        old = before.get(base.renames.get(event.ref.path, ""))
        if old is not None and old.id != event.id and old.id not in view.board.events:
            yield event, old


@rule("vanished-event", Severity.ERROR)
def vanished_event(view: BoardView) -> Iterator[Finding]:
    """An event that still has a date ahead does not vanish.

    Somebody has it in the calendar. It is cancelled first, and deleted after its last date.
    """
    base = view.check_day.base
    if base is None or base.board is None:
        return
    renamed = {before.id for _, before in _renamed(view)}
    moved = {old_id(event, address) for event in view.board.events.values() for address in event.was_at}
    for event in base.board.events.values():
        address = f"{event.partner}/{event.slug}"
        if event.id in view.board.events or event.id in renamed or event.ref.path in view.paths:
            continue
        day = None if event.status.is_off else next_date(event, view.today)
        if day is None or address in moved or event.id in moved:
            continue
        message = _(
            "“{title}” has a date ahead, {day}, but its file is gone.",
            title=event.text.title,
            day=tell_day(day),
        )
        hint = _(
            "Bring the file back and say in it: status: cancelled. If it has another file now, say "
            "there: id: {id}",
            id=event.id,
        )
        yield Finding(SourceRef(event.ref.path, 1, 1), message, hint)


@event_rule("foreign-id", Severity.ERROR)
def foreign_id(view: BoardView, event: Event) -> Iterator[Finding]:
    """An `id`, and every old address in `was_at`, begins with the event's own partner.

    Only a file that came from another partner's folder keeps that partner's id: otherwise one partner could
    change what another one's subscribers see. An old address of a partner that accepts the event as a co-host
    may lead to it.
    """
    owner = event.id.split("/", 1)[0]
    if _is_foreign(view, event, owner):
        line = event.lines.get("id", 0)
        message = _("The id {id} belongs to {name}.", id=event.id, name=view.board.partners[owner].name)
        hint = _(
            "Delete this line; the event's own id is {partner}/{slug}.",
            partner=event.partner,
            slug=event.slug,
        )
        yield Finding(at_field(event, "id"), message, hint, Fix(line, line, ()) if line else None)
    for address in event.was_at:
        former = old_id(event, address).split("/", 1)[0]
        is_host = former in view.board.accepted_hosts(event)
        if former != event.id.split("/", 1)[0] and not is_host and _is_foreign(view, event, former):
            message = _(
                "The old address {address} belongs to {name}.",
                address=address,
                name=view.board.partners[former].name,
            )
            yield Finding(at_field(event, "was_at"), message, _("Take it out of `was_at`."))


def _is_foreign(view: BoardView, event: Event, owner: str) -> bool:
    """Whether `owner` is another existing partner, from whose folder the event's file never came."""
    if owner == event.partner or owner not in view.board.partners:
        return False
    base = view.check_day.base
    known = view.check_day.origins.get(event.ref.path, frozenset())
    if base is not None:
        known |= {base.renames.get(event.ref.path, "")}
        before = base.board.events.get(event.id) if base.board else None
        known |= {before.ref.path} if before is not None else set()
    return not any(path.startswith(f"events/{owner}/") or path == event.ref.path for path in known)


@rule("uid-domain-changed", Severity.ERROR)
def uid_domain_changed(view: BoardView) -> Iterator[Finding]:
    """`uid_domain` in board.yaml never changes.

    It stands in the name of every calendar entry: with another one, all subscribers see everything twice.
    """
    info, old = view.board.info, _info_before(view)
    if old is not None and old.uid_domain != info.uid_domain:
        before = old.uid_domain
        message = _(
            "`uid_domain` was {before} and must stay so, even when the site moves to another address.",
            before=before,
        )
        yield Finding(info.ref, message, _("Write {before} there again.", before=before))


@rule("timezone-changed", Severity.ERROR)
def timezone_changed(view: BoardView) -> Iterator[Finding]:
    """`timezone` in board.yaml never changes.

    Every time in every file is meant in it; with another one, all events move by hours.
    """
    info, old = view.board.info, _info_before(view)
    if old is not None and old.timezone != info.timezone:
        before = old.timezone
        message = _(
            "`timezone` was {before}; with another one, every event of the board would move by hours.",
            before=before,
        )
        yield Finding(info.ref, message, _("Write {before} there again.", before=before))


def _info_before(view: BoardView) -> BoardInfo | None:
    """The board's own file as it was; None where there is nothing to compare with."""
    base = view.check_day.base
    return base.board.info if base is not None and base.board else None
