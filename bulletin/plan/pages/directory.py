"""Partners and venues: who and where, each with its coming dates and feeds; and pages of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bulletin.model.board import InfoPage
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.place import Contact, Venue
from bulletin.model.site import ImageValues, Link, Page, PartnerValues, TextValues, VenueValues
from bulletin.model.site.routes import AGENDA, asset_route, page_route, partner_route, venue_route
from bulletin.plan.agendas import list_agenda
from bulletin.plan.events.facts import access_facts, contact_values
from bulletin.plan.events.places import map_url
from bulletin.plan.feeds import list_feeds
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import plan_head, plan_subscribe
from bulletin.plan.localized_board import Edition
from bulletin.plan.mixed_language import told
from bulletin.plan.pages.lists import Planned, Step, index_step, visible_events
from bulletin.words.phrases import direction, isolate


def listed_partners(edition: Edition) -> list[Partner]:
    """Partners that may be shown at all, by id."""
    return [partner for partner in edition.board.partners.values() if not partner.do_not_list]


def plan_partners(edition: Edition) -> Iterator[Step]:
    """`/partners/` and a page for each partner."""
    events = visible_events(edition)
    by_host: dict[str, list[Event]] = {}
    for event in events:
        for host in edition.board.accepted_hosts(event):
            by_host.setdefault(host, []).append(event)
    for partner in listed_partners(edition):
        plan = partial(_partner_page, edition, partner, by_host.get(partner.id, []))
        yield Step(edition.to(partner_route(partner.id)), plan)
    links = sorted(
        (
            Link(
                partner.name,
                edition.to(partner_route(partner.id)),
                lang=edition.differs(partner.text_language),
                count=len(by_host.get(partner.id, ())),
                note=_kind(edition, partner),
            )
            for partner in listed_partners(edition)
            if partner.directory and partner.ended is None
        ),
        key=lambda link: link.text.casefold(),
    )
    yield index_step(edition, "partners/", edition.say("title.partners"), tuple(links))


def _kind(edition: Edition, partner: Partner) -> str:
    return edition.board.vocabularies["kinds"].label(partner.kind, edition.language) if partner.kind else ""


def _partner_page(edition: Edition, partner: Partner, events: list[Event]) -> Planned:
    say, writer, route = edition.say, edition.writer, partner_route(partner.id)
    calendars, news = list_feeds(edition, partner.name, route, events, made=edition.feed_items)
    text, language = edition.partner_text(partner)
    name = told(edition, partner.name, partner.text_language)
    verified = partner.verified
    values = PartnerValues(
        name=name,
        kind=_kind(edition, partner),
        body=edition.local(site_html(edition, text.html, route), language if text.html else ""),
        agenda=list_agenda(edition, events),
        contact=contact_values(replace(partner.contact, url=partner.contact.url or partner.url)),
        crumbs=(Link(say("title.partners"), edition.to("partners/")),),
        logo=_logo(edition, partner),
        checked=say("who.checked", day=writer.day(verified, "day_month_year"))
        if verified
        else say("who.never"),
        ended=say("partner.ended", day=writer.day(partner.ended, "day_month_year")) if partner.ended else "",
        languages=say(
            "partner.languages", languages=writer.listed(map(writer.language_name, partner.languages))
        )
        if partner.languages
        else "",
        subscribe=plan_subscribe(edition, name, calendars, news),
        credit_line=told(edition, partner.credit_line, partner.text_language),
    )
    head = plan_head(
        edition, route, partner.name, description=_first_line(text.plain), feeds=(*calendars, *news)
    )
    return Planned(Page(edition.to(route), "partner", head, values, edition.language), calendars, news)


def _first_line(plain: str) -> str:
    return plain.split("\n", 1)[0][:200]


def _logo(edition: Edition, partner: Partner) -> ImageValues | None:
    if partner.logo is None:
        return None
    logo, language = partner.logo, edition.differs(partner.text_language)
    return ImageValues(asset_route(logo.path), logo.alt, logo.credit, logo.width, logo.height, language)


def plan_venues(edition: Edition) -> Iterator[Step]:
    """`/venues/` and a page for each venue."""
    if "venues" not in edition.board.info.publish:
        return
    events, main = visible_events(edition), edition.board.info.language
    by_venue: dict[str, list[Event]] = {}
    for event in events:
        for venue_id in sorted(_venues_of(edition, event)):
            by_venue.setdefault(venue_id, []).append(event)
    for venue in edition.board.venues.values():
        plan = partial(_venue_page, edition, venue, by_venue.get(venue.id, []))
        yield Step(edition.to(venue_route(venue.id)), plan)
    links = sorted(
        (
            Link(
                venue.name,
                edition.to(venue_route(venue.id)),
                lang=edition.differs(main),
                count=len(by_venue.get(venue.id, ())),
                note=told(edition, venue.address.street if venue.address else venue.area, main),
            )
            for venue in edition.board.venues.values()
        ),
        key=lambda link: link.text.casefold(),
    )
    yield index_step(edition, "venues/", edition.say("title.venues"), tuple(links))


def _venues_of(edition: Edition, event: Event) -> set[str]:
    """Venues an event may be shown under: never the one of a place told on request."""
    places = [event.place, *(change.place for change in event.changes if change.place)]
    return {place.venue for place in places if place.is_published and place.venue in edition.board.venues}


def _venue_page(edition: Edition, venue: Venue, events: list[Event]) -> Planned:
    say, route, main = edition.say, venue_route(venue.id), edition.board.info.language
    name = told(edition, venue.name, main)
    calendars, news = list_feeds(edition, venue.name, route, events, made=edition.feed_items)
    lines = [
        ("venue.address", told(edition, venue.address.text if venue.address else "", main)),
        ("venue.area", told(edition, venue.area, main)),
        ("venue.transit", told(edition, venue.transit, main)),
        ("venue.entrance", told(edition, venue.entrance, main)),
        ("venue.parking", told(edition, venue.parking, main)),
        ("venue.phone", isolate(venue.phone) if direction(edition.language) == "rtl" else venue.phone),
        ("venue.hours", told(edition, venue.hours, main)),
    ]
    values = VenueValues(
        name=name,
        lines=tuple((say(key), text) for key, text in lines if text),
        access=tuple(
            access_facts(edition, venue.access, Contact(phone=venue.phone), lambda _name, _fact: main)
        ),
        rooms=tuple(
            (
                told(edition, room.name, main),
                say("venue.room_capacity", n=room.capacity) if room.capacity else "",
            )
            for room in venue.rooms.values()
        ),
        agenda=list_agenda(edition, events),
        crumbs=(Link(say("title.venues"), edition.to("venues/")),),
        map_url=map_url(venue.geo.lat, venue.geo.lon) if venue.geo else "",
        url=venue.url,
        closed=tuple(_closed(edition, venue)),
        subscribe=plan_subscribe(edition, name, calendars, news),
    )
    description = venue.address.text if venue.address else venue.area
    head = plan_head(edition, route, venue.name, description=description, feeds=(*calendars, *news))
    return Planned(Page(edition.to(route), "venue", head, values, edition.language), calendars, news)


def _closed(edition: Edition, venue: Venue) -> Iterator[str]:
    """Days off still to come."""
    ranges = list(venue.closed)
    for name in venue.closed_calendars:
        if name in edition.board.calendars:
            ranges += edition.board.calendars[name].days
    last = edition.held.window.end
    for days in sorted(ranges, key=lambda days: days.first):
        if days.last >= edition.today and days.first < last:
            yield edition.writer.days(days.first, days.last, edition.today)


def plan_pages(edition: Edition) -> Iterator[Step]:
    """`/pages/<slug>/`."""
    for slug, page in edition.board.pages.items():
        yield Step(edition.to(page_route(slug)), partial(_text_page, edition, slug, page))


def _text_page(edition: Edition, slug: str, page: InfoPage) -> Planned:
    text, language = edition.page_text(page)
    route = page_route(slug)
    values = TextValues(
        title=edition.local(text.title, language),
        body=edition.local(site_html(edition, text.html, route), language),
        untranslated=edition.say("text.in_language", language=edition.writer.language_name(language))
        if language
        else "",
        crumbs=(Link(edition.say("title.all"), edition.to(AGENDA)),),
    )
    head = plan_head(edition, route, text.title, description=text.summary)
    return Planned(Page(edition.to(route), "text", head, values, edition.language))
