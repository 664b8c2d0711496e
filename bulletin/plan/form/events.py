"""Events that are on the board, as the form is filled in with them: `submit/of-<partner>.js`.

Only what a page of the board says stands in them: nothing of partners that are not to be spoken of in
public, of events whose place or dates are not published, or that are shown under another title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bulletin.formats.dates import format_moment
from bulletin.formats.nodes import Tree
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.recurrence import day_of
from bulletin.model.site.routes import SUBMIT
from bulletin.plan.form.fields import FIRST, PARTS
from bulletin.plan.localized_board import LocalizedBoard

FILES = f"{SUBMIT}of-"
MOST_DATES = 40
_YEAR = timedelta(days=400)
_ASKED = frozenset(
    (
        *(name.partition(".")[0] for names in (FIRST, *PARTS.values()) for name in names),
        *("start", "end", "duration", "room", "address"),
    )
)
"""The fields that the form asks for; what else a record holds stays where it is."""


def may_begin_with(board: Board, event: Event) -> bool:
    """Whether the form may be filled in with an event: everything it holds is public."""
    partner = board.partners.get(event.partner)
    if partner is None or not has_events_file(board, partner):
        return False
    if event.discreet_title or not event.publish_dates:
        return False
    places = (event.place, *(change.place for change in event.changes if change.place))
    return all(place.is_published for place in places)


def has_events_file(board: Board, partner: Partner) -> bool:
    return "form-events" in board.info.publish and not (partner.sensitive or partner.do_not_list)


def events_path(partner_id: str) -> str:
    """The route of the file with a partner's events."""
    return f"{FILES}{partner_id}.js"


def partner_events(local: LocalizedBoard, partner: Partner) -> Mapping[str, object]:
    """The partner's events of this year and the last, by their names, the next ones first."""
    events = [event for event in local.board.events.values() if event.partner == partner.id]
    found = [(_begins(local, event), event) for event in events if may_begin_with(local.board, event)]
    recent = sorted(
        ((day, event) for day, event in found if day >= local.today - _YEAR),
        key=lambda each: (each[0] < local.today, each[0], each[1].id),
    )
    return {
        "partner": partner.id,
        "events": {
            event.slug: {"values": typed_values(event), "dates": list(_dates(local, event))}
            for _, event in recent
        },
    }


def typed_values(event: Event) -> dict[str, Tree]:
    """The fields of its record that the form asks for, as they were typed."""
    kept = {name: value for name, value in event.typed.fields.items() if name in _ASKED}
    description = event.typed.body.strip()
    return {**kept, "description": description} if description else kept


def _begins(local: LocalizedBoard, event: Event) -> date:
    ahead = local.occurrences.ahead(event)
    return ahead[0].day if ahead else max(day_of(series.start) for series in event.series)


def _dates(local: LocalizedBoard, event: Event) -> Iterator[tuple[str, str]]:
    """Its next dates: the key by which a record speaks of one, and when it begins."""
    coming = local.occurrences.ahead(event)[:MOST_DATES]
    days = [day_of(each.original) for each in coming]
    for one in coming:
        day = day_of(one.original)
        key = day if days.count(day) == 1 else one.original
        yield format_moment(key), format_moment(local.board_time(one.start))
