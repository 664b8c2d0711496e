"""Partners and venues: who and where, each with its coming dates and feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.place import Contact, Venue
from bulletin.model.site.details import PartnerValues, VenueValues
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import SUBMIT, kit_route, partner_route, venue_route
from bulletin.model.site.values import RedirectValues
from bulletin.plan.agendas import list_agenda
from bulletin.plan.events.facts import access_facts, contact_values
from bulletin.plan.events.freshness import partner_checked_words
from bulletin.plan.events.places import map_url
from bulletin.plan.feeds import EventList
from bulletin.plan.form.events import has_events_file
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import PageMetadata, leave_url, page_at, plan_subscribe
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized
from bulletin.plan.pages.lists import index_page, visible_events
from bulletin.plan.pages.planner import PagePlanner, feed_plans, list_planner
from bulletin.plan.pictures import logo_picture, small_logo
from bulletin.words.phrases import direction, isolate


def plan_partners(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/`: those that still hand in events and want to be listed."""
    links = [
        Link(
            partner.name,
            local.route_to(partner_route(partner.id)),
            lang=local.other_language(partner.text_language),
            count=len(_events_by_host(local).get(partner.id, ())),
            note=_kind(local, partner),
            logo=small_logo(partner.logo),
        )
        for partner in local.board.partners.values()
        if not partner.do_not_list and partner.directory and not _has_ended(local, partner.ended)
    ]
    return index_page(local, address, local.phrase("title.partners"), _by_name(links))


def _by_name(links: list[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: link.text.casefold()))


def _events_by_host(local: LocalizedBoard) -> Mapping[str, tuple[Event, ...]]:
    """The visible events of each partner that is a host of them, by its id."""
    return local.cache.once(
        ("events by host",), lambda: _grouped(visible_events(local), local.board.accepted_hosts)
    )


def _grouped(events: Iterable[Event], keys: Callable[[Event], Iterable[str]]) -> dict[str, tuple[Event, ...]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for key in keys(event):
            found.setdefault(key, []).append(event)
    return {key: tuple(each) for key, each in found.items()}


def partner_list(local: LocalizedBoard, address: PageAddress) -> EventList:
    return replace(events_of(local, address.subject), route=address.route)


def events_of(local: LocalizedBoard, partner: Partner) -> EventList:
    """What a partner is a host of."""
    listed = _events_by_host(local).get(partner.id, ())
    return EventList(partner.name, partner_route(partner.id), listed, host=partner.id)


def _kind(local: LocalizedBoard, partner: Partner) -> str:
    return local.board.vocabularies["kinds"].label(partner.kind, local.language) if partner.kind else ""


def _has_ended(local: LocalizedBoard, ended: date | None) -> bool:
    return ended is not None and ended < local.today


def _ended(local: LocalizedBoard, who: str, ended: date | None) -> str:
    """Until when the partner, or the venue, is one of the board, or since when no longer."""
    if ended is None:
        return ""
    key = f"{who}.ended" if _has_ended(local, ended) else f"{who}.ends"
    return local.phrase(key, day=local.dates.day(ended, "day_month_year"))


def plan_partner(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/<partner>/`."""
    partner: Partner = address.subject
    phrase, writer, listed = local.phrase, local.dates, partner_list(local, address)
    feeds = feed_plans(local, listed)
    text, language = local.partner_text(partner)
    name = localized(local, partner.name, partner.text_language)
    values = PartnerValues(
        name=name,
        kind=_kind(local, partner),
        body=local.text_run(site_html(local, text.html, address.route), language if text.html else ""),
        agenda=list_agenda(local, listed.events),
        contact=contact_values(local, replace(partner.contact, url=partner.contact.url or partner.url)),
        crumbs=(Link(phrase("title.partners"), local.route_to("partners/")),),
        logo=logo_picture(local, partner.logo, partner.text_language),
        checked=partner_checked_words(local, partner),
        ended=_ended(local, "partner", partner.ended),
        languages=phrase(
            "partner.languages", languages=writer.listed(map(writer.language_name, partner.languages))
        )
        if partner.languages
        else "",
        subscribe=plan_subscribe(local, name, feeds),
        credit_line=localized(local, partner.credit_line, partner.text_language),
        leave_url=leave_url(partner),
        form_route=_form_route(local, partner),
        kit=_kit(local, partner),
    )
    return page_at(local, address, values, PageMetadata(partner.name, _first_line(text.plain), feeds))


def _form_route(local: LocalizedBoard, partner: Partner) -> str:
    return f"{local.route_to(SUBMIT)}#partner={partner.id}" if has_events_file(local.board, partner) else ""


def _kit(local: LocalizedBoard, partner: Partner) -> Link | None:
    route = kit_route(partner.id)
    text = local.phrase("kit.for_the_partner")
    return Link(text, local.route_to(route)) if local.has_page(route) else None


def _first_line(plain: str) -> str:
    return plain.split("\n", 1)[0][:200]


def plan_venues(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/venues/`."""
    main = local.board.info.language
    links = [
        Link(
            venue.name,
            local.route_to(venue_route(venue.id)),
            lang=local.other_language(main),
            count=len(_events_by_venue(local).get(venue.id, ())),
            note=localized(local, venue.address.street if venue.address else venue.area, main),
        )
        for venue in local.board.venues.values()
        if not _has_ended(local, venue.ended)
    ]
    return index_page(local, address, local.phrase("title.venues"), _by_name(links))


def _events_by_venue(local: LocalizedBoard) -> Mapping[str, tuple[Event, ...]]:
    return local.cache.once(
        ("events by venue",), lambda: _grouped(visible_events(local), partial(_venues_of, local))
    )


def venue_list(local: LocalizedBoard, address: PageAddress) -> EventList:
    venue: Venue = address.subject
    return EventList(venue.name, address.route, _events_by_venue(local).get(venue.id, ()))


def _venues_of(local: LocalizedBoard, event: Event) -> list[str]:
    """Venues an event may be shown under: never the one of a place given on request."""
    places = [event.place, *(change.place for change in event.changes if change.place)]
    return sorted({one.venue for one in places if one.is_published and one.venue in local.board.venues})


def plan_venue(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/venues/<venue>/`."""
    venue: Venue = address.subject
    phrase, main, listed = local.phrase, local.board.info.language, venue_list(local, address)
    name = localized(local, venue.name, main)
    feeds = feed_plans(local, listed)
    lines = [
        ("venue.address", localized(local, venue.address.text if venue.address else "", main)),
        ("venue.area", localized(local, venue.area, main)),
        ("venue.transit", localized(local, venue.transit, main)),
        ("venue.entrance", localized(local, venue.entrance, main)),
        ("venue.parking", localized(local, venue.parking, main)),
        ("venue.phone", isolate(venue.phone) if direction(local.language) == "rtl" else venue.phone),
        ("venue.hours", localized(local, venue.hours, main)),
    ]
    values = VenueValues(
        name=name,
        lines=tuple((phrase(key), text) for key, text in lines if text),
        access=tuple(
            access_facts(local, venue.access, Contact(phone=venue.phone), lambda _name, _fact: main)
        ),
        rooms=tuple(
            (
                localized(local, room.name, main),
                phrase("venue.room_capacity", n=room.capacity) if room.capacity else "",
            )
            for room in venue.rooms.values()
        ),
        agenda=list_agenda(local, listed.events),
        crumbs=(Link(phrase("title.venues"), local.route_to("venues/")),),
        map_url=map_url(venue.geo.lat, venue.geo.lon) if venue.geo else "",
        url=venue.url,
        ended=_ended(local, "venue", venue.ended),
        closed=tuple(_closed(local, venue)),
        subscribe=plan_subscribe(local, name, feeds),
    )
    description = venue.address.text if venue.address else venue.area
    return page_at(local, address, values, PageMetadata(venue.name, description, feeds))


def _closed(local: LocalizedBoard, venue: Venue) -> Iterator[str]:
    """Days off still to come."""
    ranges = list(venue.closed)
    for name in venue.closed_calendars:
        if name in local.board.calendars:
            ranges += local.board.calendars[name].days
    last = local.occurrences.window.end
    for days in sorted(ranges, key=lambda days: days.first):
        if days.last >= local.today and days.first < last:
            yield local.dates.days(days.first, days.last, local.today)


def plan_former(local: LocalizedBoard, address: PageAddress) -> Page:
    """An old address of a partner or a venue, which leads on to the new one; its calendars go on there."""
    subject: Partner | Venue = address.subject
    route = partner_route(subject.id) if isinstance(subject, Partner) else venue_route(subject.id)
    metadata = PageMetadata(local.phrase("title.moved"), canonical=route)
    return page_at(local, address, RedirectValues(subject.name, local.route_to(route)), metadata)


PLANNERS = {
    "former_partner": list_planner(plan_former, partner_list),
    "former_venue": list_planner(plan_former, venue_list),
    "partner": list_planner(plan_partner, partner_list),
    "partners": PagePlanner(plan_partners),
    "venue": list_planner(plan_venue, venue_list),
    "venues": PagePlanner(plan_venues),
}
