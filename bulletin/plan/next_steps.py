"""What a list says that holds nothing: where there is something, what comes next, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.model.event import Event, Occurrence
from bulletin.model.site.parts import Link
from bulletin.model.site.routes import AGENDA
from bulletin.model.site.values import NextSteps
from bulletin.plan.events.cards import dated_event_card
from bulletin.plan.events.facts import contact_values
from bulletin.plan.localized_board import LocalizedBoard

MOST_NEIGHBOURS = 6
MOST_SOONEST = 3


def next_steps(local: LocalizedBoard, title: str, neighbours: Sequence[Link]) -> NextSteps:
    """The next steps from the empty list of that title, with the lists beside it in which something stands."""
    phrase, info = local.phrase, local.board.info
    whole = Link(phrase("steps.whole"), local.route_to(AGENDA), count=len(local.occurrences.by_event) or None)
    dates = local.cache.once(("soonest",), lambda: _soonest(local))
    return NextSteps(
        links=(*neighbours[:MOST_NEIGHBOURS], whole),
        links_title=phrase("steps.look"),
        soonest=tuple(dated_event_card(local, one) for one in dates),
        soonest_title=phrase("steps.soonest"),
        contact=contact_values(info.contact, info),
        ask_title=phrase("steps.missing"),
        ask=phrase("steps.ask"),
        subject=phrase("steps.subject", title=title),
    )


def _soonest(local: LocalizedBoard) -> list[Occurrence]:
    """The next dates of the board that are held, one for each event."""
    dates = local.occurrences
    first = (next((one for one in dates.coming(event) if _is_next(local, one)), None) for event in _events(local))
    return sorted((one for one in first if one), key=dates.rank)[:MOST_SOONEST]


def _events(local: LocalizedBoard) -> list[Event]:
    return [local.board.events[event_id] for event_id in local.occurrences.by_event]


def _is_next(local: LocalizedBoard, one: Occurrence) -> bool:
    return one.day >= local.today and not one.status.is_off
