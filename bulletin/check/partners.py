"""Partners, co-hosts and contacts of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, offer, rule
from bulletin.formats.dates import tell_day
from bulletin.formats.phones import count_digits, country_of, too_few_digits
from bulletin.messages.entered import tell_few_digits, tell_no_partner
from bulletin.model.event import Event
from bulletin.model.expand import next_dates
from bulletin.model.partner import CohostPolicy, Partner, Tier
from bulletin.model.recurrence import DAY
from bulletin.problems import Fix, Severity
from bulletin.translatable import gettext as _

_LOOKED_AT = 60
"""So many dates after a last day are looked at for one that is held."""


@event_rule("unknown-partner", Severity.ERROR)
def unknown_partner(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event lies in the folder of a partner that the board knows.

    The partner is who answers for it; its file is content/partners/<partner>.yaml.
    """
    if event.partner in view.board.partners:
        return
    message = tell_no_partner(event.partner)
    broken = [path for path in view.paths if path.startswith(f"partners/{event.partner}.")]
    if broken:
        message = _("The file of its partner cannot be used, so nobody would answer for this event.")
        hint = _("Mend {path} first.", path=broken[0])
    elif near := _near(event.partner, view.board.partners):
        hint = _("Did you mean the folder events/{near}/?", near=near)
    else:
        hint = _(
            "Ask the library to add partners/{partner}.yaml with at least a line `name:`.",
            partner=event.partner,
        )
    yield Finding(at_field(event), message, hint, needs=f"partners/{event.partner}")


@event_rule("unknown-host", Severity.WARNING)
def unknown_host(view: BoardView, event: Event) -> Iterator[Finding]:
    """A co-host is a partner that the board knows."""
    unknown = [host for host in event.hosts if not _is_known(view, host)]
    if not unknown:
        return
    named = {partner.name.lower(): partner.id for partner in view.board.partners.values()}
    meant = {
        host: named.get(host.lower()) or _near(host.lower().replace(" ", "-"), view.board.partners)
        for host in unknown
    }
    # One line for all of them, so that whoever types it has nothing else to type.
    mended = [*dict.fromkeys(host for host in (meant.get(host, host) for host in event.hosts) if host)]
    known = ", ".join(view.board.partners)
    near, fix = _hosts_line(event, _("Did you mean"), mended)
    other, _same = _hosts_line(event, _("The partners are: {known}. Type instead", known=known), mended)
    if not mended:
        other = _("The partners are: {known}. Choose one, or delete the line.", known=known)
    for host in unknown:
        message = _("There is no partner “{host}” that could be a co-host.", host=host)
        hint = near if meant[host] else other
        yield Finding(at_field(event, "hosts"), message, hint, fix, f"partners/{host}")


def _is_known(view: BoardView, host: str) -> bool:
    """Whether it is a partner, or was one until it was taken off the board."""
    return host in view.board.partners or f"partners/{host}" in view.board.withdrawn


@event_rule("host-is-leader", Severity.NOTE)
def host_is_leader(view: BoardView, event: Event) -> Iterator[Finding]:
    """`hosts` names further partners, not the one whose folder it is, and each once."""
    hosts = [host for host in dict.fromkeys(event.hosts) if host != event.partner]
    if len(hosts) == len(event.hosts):
        return
    message = _("`hosts` names {partner} itself, or a partner twice.", partner=event.partner)
    if hosts:
        hint, fix = _hosts_line(event, _("Type instead"), hosts)
        yield Finding(at_field(event, "hosts"), message, hint, fix)
    else:
        yield Finding(
            at_field(event, "hosts"), message, _("Delete the line `hosts:`."), _hosts_line(event, "", [])[1]
        )


def _hosts_line(event: Event, words: str, hosts: list[str]) -> tuple[str, Fix | None]:
    line = f"hosts: {hosts[0]}" if len(hosts) == 1 else f"hosts: [{', '.join(hosts)}]"
    return offer(event, "hosts", words, *([line] if hosts else []))


@event_rule("host-not-accepted", Severity.WARNING)
def host_not_accepted(view: BoardView, event: Event) -> Iterator[Finding]:
    """A co-host accepts the event's partner.

    Nobody's name is lent without asking: until then the event is not shown under it.
    """
    accepted = view.board.accepted_hosts(event)
    leader = view.board.partners.get(event.partner)
    name = leader.name if leader else event.partner
    for host in event.hosts:
        partner = view.board.partners.get(host)
        if partner is None or host in accepted:
            continue
        message = _(
            "This is not shown under {host} until they accept {partner}.", host=partner.name, partner=name
        )
        if partner.cohosts is CohostPolicy.NONE:
            hint = _(
                "{name} accepts no co-hosts (`cohosts: none`); take them out, or ask them.", name=partner.name
            )
        else:
            listed = ", ".join((*partner.accept, event.partner))
            hint = _("In {path} they write: accept: [{listed}]", path=partner.ref.path, listed=listed)
        yield Finding(at_field(event, "hosts"), message, hint)


@event_rule("missing-contact", Severity.WARNING)
def missing_contact(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event or its partner has a public contact.

    Whoever has a question needs somebody to ask; a board without phone numbers is no help.
    """
    if not event.contact:
        partner = view.board.partners.get(event.partner)
        file = partner.ref.path if partner else f"partners/{event.partner}.yaml"
        hint = _("Add a line here, or once for all in {file}, as in: contact: {phone: 555-0123}", file=file)
        yield Finding(at_field(event), _("Neither the event nor its partner has a public contact."), hint)


@rule("short-phone", Severity.WARNING)
def short_phone(view: BoardView) -> Iterator[Finding]:
    """A telephone number that an event names has as many digits as numbers have here.

    Whoever calls a number with a digit missing reaches nobody, or a stranger.
    """
    info = view.board.info
    too_few = too_few_digits(country_of(info.locale(info.language), info.timezone))
    for event in view.board.events.values():
        said = {
            "contact": (event.contact.phone, event.contact.text),
            "registration": (event.registration.phone,),
        }
        for field, numbers in said.items():
            for number in dict.fromkeys(numbers) if field in event.lines else ():
                if (digits := count_digits(number)) in too_few:
                    message = tell_few_digits(number, str(digits))
                    hint = _("If one is missing, write the whole number, as people dial it. Else do nothing.")
                    yield Finding(at_field(event, field), message, hint)


@event_rule("ended-partner", Severity.WARNING)
def ended_partner(view: BoardView, event: Event) -> Iterator[Finding]:
    """No event is held by a partner that has left the board.

    A partner that is going to leave is asked about the dates that come after that.
    """
    for host in dict.fromkeys((event.partner, *event.hosts)):
        partner = view.board.partners.get(host)
        if partner is None or not _ends_before(view, event, partner):
            continue
        message = _tell_ended(partner, view.today)
        hint = _("Cancel or end it; or, if they stay, take `ended` out of {path}.", path=partner.ref.path)
        yield Finding(at_field(event, "hosts" if host != event.partner else ""), message, hint)


def _tell_ended(partner: Partner, today: date) -> str:
    if partner.ended is None:
        return _("{name} left the board, but this event has dates after that.", name=partner.name)
    name, day = partner.name, tell_day(partner.ended)
    if partner.ended >= today:
        return _("{name} leaves the board on {day}, but this event has dates after that.", name=name, day=day)
    return _("{name} left the board on {day}, but this event has dates after that.", name=name, day=day)


def _ends_before(view: BoardView, event: Event, partner: Partner) -> bool:
    """Whether the event has a date after the partner left the board."""
    if partner.ended is None and partner.tier is not Tier.ENDED:
        return False
    return _is_held_after(view, event, partner.ended)


def _is_held_after(view: BoardView, event: Event, ended: date | None, venue: str = "") -> bool:
    """Whether a date takes place after the day, however far ahead; of a venue, there."""
    first = max(view.today, ended + DAY) if ended else view.today
    return any(
        one.day >= first and not one.status.is_off and (not venue or one.place.venue == venue)
        for one in next_dates(event, first, _LOOKED_AT)
    )


@event_rule("ended-venue", Severity.WARNING)
def ended_venue(view: BoardView, event: Event) -> Iterator[Finding]:
    """No event is held at a venue after its last day."""
    places = [event.place, *(change.place for change in event.changes if change.place)]
    for venue_id in dict.fromkeys(place.venue for place in places if place.venue):
        venue = view.board.venues.get(venue_id)
        if venue is None or venue.ended is None or not _is_held_after(view, event, venue.ended, venue_id):
            continue
        message = _(
            "{name} is no longer a place for events after {day}.", name=venue.name, day=tell_day(venue.ended)
        )
        hint = _(
            "Choose another place for the dates after that; or take `ended` out of {path}.",
            path=venue.ref.path,
        )
        yield Finding(at_field(event, "venue", "start"), message, hint)


@event_rule("partner-not-listed", Severity.WARNING)
def partner_not_listed(view: BoardView, event: Event) -> Iterator[Finding]:
    """A partner that asked not to be listed has no events on the board."""
    partner = view.board.partners.get(event.partner)
    if partner is not None and partner.do_not_list and view.upcoming[event.id]:
        message = _(
            "{name} asked not to be listed (`do_not_list`), but this is one of its events.", name=partner.name
        )
        hint = _("Ask them; then delete the event, or take `do_not_list` out of their file.")
        yield Finding(at_field(event), message, hint)


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.7)), "")
