"""Which of a board's house rules one event does not keep. They look at the form, never at what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.policy import LeadTime, LeadUnit, Policy, Requirement

LEAD_TIME, HORIZON = "lead-time", "horizon"
SATURDAY = 5
_DAY = timedelta(days=1)

REQUIRED: Mapping[Requirement, Callable[[Event], bool]] = {
    Requirement.CONTACT: lambda event: bool(event.contact),
    Requirement.DESCRIPTION: lambda event: bool(event.text.plain.strip()),
    Requirement.END: lambda event: all(series.has_end for series in event.series),
    Requirement.COST: lambda event: bool(event.cost),
    Requirement.ACCESS: lambda event: bool(event.access),
}
"""How an event shows that it has what a policy may require."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A house rule that an event does not keep: its id, how much is there, how much is asked for.

    `lead-time`: working days, days or weeks ahead (`unit`); `horizon`: days ahead; `no-contact` and the
    like: nothing to count.
    """

    id: str
    found: int = 0
    wanted: int = 0
    unit: str = ""
    first: date | None = None
    """The event's first date to come."""


def policy_breaches(board: Board, event: Event, today: date, *, is_new: bool) -> tuple[Breach, ...]:
    """The house rules an event handed in on a day does not keep, `lead-time` first."""
    return tuple(_breaches(board, event, today, is_new))


def _breaches(board: Board, event: Event, today: date, is_new: bool) -> Iterator[Breach]:
    policy = board.info.policy
    dates = next_dates(event, today, 1) if event.publish_dates else []
    first = max(dates[0].day, today) if dates else None
    if first is not None:
        late = _late(board, policy.lead_time, today, first)
        if is_new and late is not None and not set(event.needs) & set(policy.exempt_needs):
            yield late
        ahead, reach = (first - today).days, policy.horizon or board.info.horizon
        if policy.is_given and ahead > reach:
            yield Breach(HORIZON, ahead, reach, LeadUnit.DAYS, first)
    for name in policy.require:
        if not REQUIRED[name](event):
            yield Breach(f"no-{name}")


def _late(board: Board, lead: LeadTime | None, today: date, first: date) -> Breach | None:
    if lead is None:
        return None
    if lead.unit is LeadUnit.WORKING_DAYS:
        found, wanted = working_days(board, today, first), lead.count
    else:
        found = (first - today).days
        wanted = lead.count * (7 if lead.unit is LeadUnit.WEEKS else 1)
    unit = LeadUnit.WORKING_DAYS if lead.unit is LeadUnit.WORKING_DAYS else LeadUnit.DAYS
    return Breach(LEAD_TIME, found, wanted, unit, first) if found < wanted else None


def working_days(board: Board, today: date, until: date) -> int:
    """How many working days lie after today up to a day, that one included: Monday to Friday, the library
    open."""
    sites = [venue for venue in board.venues.values() if venue.library_site and venue.ended is None]
    calendars = {name for venue in sites for name in venue.closed_calendars}
    off = {name: board.calendars[name].days for name in calendars if name in board.calendars}

    def is_closed(day: date) -> bool:
        return bool(sites) and all(
            any(day in days for days in venue.closed)
            or any(day in days for name in venue.closed_calendars for days in off.get(name, ()))
            for venue in sites
        )

    days = (today + _DAY * number for number in range(1, (until - today).days + 1))
    return sum(day.weekday() < SATURDAY and not is_closed(day) for day in days)


def reason_ids(policy: Policy) -> tuple[str, ...]:
    """The codes a refusal may give: the policy's own, and one for each rule that is checked."""
    rules = [LEAD_TIME] if policy.lead_time else []
    rules += [HORIZON, *(f"no-{name}" for name in policy.require), "duplicate"]
    return tuple(dict.fromkeys((*(reason.id for reason in policy.reasons), *rules)))
