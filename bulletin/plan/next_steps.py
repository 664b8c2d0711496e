"""What a list says that holds nothing: where there is something, what comes next, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.model.event import Occurrence
from bulletin.model.site.details import NextSteps
from bulletin.model.site.parts import Link
from bulletin.model.site.routes import AGENDA
from bulletin.plan.events.cards import dated_event_card
from bulletin.plan.events.facts import contact_values
from bulletin.plan.localized_board import LocalizedBoard

MOST_NEIGHBOURS = 6
MOST_SOONEST = 3


def next_steps(local: LocalizedBoard, title: str, neighbours: Sequence[Link]) -> NextSteps:
    """The next steps from the empty list of that title, and lists beside it that hold something."""
    phrase, info = local.phrase, local.board.info
    whole = Link(phrase("steps.whole"), local.route_to(AGENDA), count=len(local.occurrences.by_event) or None)
    dates = local.cache.once(("soonest",), lambda: _soonest(local))
    return NextSteps(
        links=(*neighbours[:MOST_NEIGHBOURS], whole),
        links_title=phrase("steps.look"),
        soonest=tuple(dated_event_card(local, one) for one in dates),
        soonest_title=phrase("steps.soonest"),
        contact=contact_values(local, info.contact),
        ask_title=phrase("steps.missing"),
        ask=phrase("steps.ask"),
        subject=phrase("steps.subject", title=title),
    )


def _soonest(local: LocalizedBoard) -> list[Occurrence]:
    """The next dates of the board that are held, one for each event."""
    dates = local.occurrences
    found = []
    for event_id in dates.by_event:
        coming = dates.coming(local.board.events[event_id])
        found += [one for one in coming if one.day >= local.today and not one.status.is_off][:1]
    return sorted(found, key=dates.rank)[:MOST_SOONEST]
