"""What search engines read of an event: schema.org/Event as JSON-LD, one node for each of its next dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from string import digits

from bulletin.formats.prices import Price, currency_of, find_prices
from bulletin.model.event import Event, Occurrence, RegistrationKind, Status
from bulletin.model.occurrences import is_visible
from bulletin.model.place import Address, Place, PlaceKind, Venue
from bulletin.model.recurrence import Start
from bulletin.model.site.routes import event_route, partner_route, venue_route
from bulletin.plan.events.notes import ages_words
from bulletin.plan.feeds.feed_text import event_url
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.pictures import shared_picture
from bulletin.words.phrases import is_as_you_like

MOST_DATES = 12
"""A daily event's four hundred would be 330 KB on its page."""

Node = Mapping[str, object]

_SCHEMA = "https://schema.org/"
_STATUS = {
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
}


def event_linked_data(
    local: LocalizedBoard, event: Event, occurrences: Sequence[Occurrence]
) -> tuple[Node, ...]:
    """schema.org/Event nodes of the next of `occurrences`, which are in order; none without dates."""
    if not event.publish_dates:
        return ()
    ahead = [one for one in occurrences if one.last_day >= local.today]
    if not ahead:
        return ()
    same = {"@context": "https://schema.org", "@type": "Event", **_without_empty(_of_event(local, event))}
    return tuple([same | _of_date(local, one) for one in ahead[:MOST_DATES]])


def _of_event(local: LocalizedBoard, event: Event) -> Node:
    """What is the same on every date."""
    text, _ = local.event_text(event)
    languages, told = event.languages, event.told_audience
    audiences = local.board.vocabularies["audiences"]
    return {
        "name": event.discreet_title or text.title,
        "description": "" if event.discreet_title else text.lead,
        "image": local.url(shared_picture(event.image)) if event.image and not event.discreet_title else "",
        "organizer": _organizer(local, event),
        "isAccessibleForFree": _is_free(event),
        "inLanguage": languages[0] if len(languages) == 1 else list(languages),
        "audience": local.cache.once(
            ("audience", told),
            lambda: {"@type": "Audience", "audienceType": audiences.label(told, local.language)},
        )
        if told
        else "",
        "typicalAgeRange": plain_words(ages_words(local, event)),
        "superEvent": _super_event(local, event),
    }


def _of_date(local: LocalizedBoard, one: Occurrence) -> dict[str, object]:
    event = one.event
    url = event_url(local, event)
    before = _previous_start(one)
    span = local.iso_span(one)
    node: dict[str, object] = {
        "@id": f"{url}#{local.occurrences.anchor(one)}",
        "url": url,
        "startDate": _to_the_minute(span.start),
    }
    if span.end:
        node["endDate"] = _to_the_minute(span.end)
    node["eventStatus"] = _SCHEMA + _STATUS.get(
        one.status, "EventRescheduled" if before else "EventScheduled"
    )
    if before is not None:
        node["previousStartDate"] = _format_start(before)
    node["eventAttendanceMode"] = _SCHEMA + _attendance(one)
    if locations := [*_locations(local, one)]:
        node["location"] = _one_or_all(locations)
    if event.cost and (offers := [*_offers(local, one)]):
        node["offers"] = offers
    return node


def _previous_start(one: Occurrence) -> Start | None:
    """When it would have been, where that date was moved."""
    if one.change is not None and one.change.start is not None:
        return one.original
    return one.event.was if one.status is Status.RESCHEDULED else None


def _attendance(one: Occurrence) -> str:
    if one.place.kind is PlaceKind.ONLINE or one.status is Status.MOVED_ONLINE:
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if one.place.online else "OfflineEventAttendanceMode"


def _locations(local: LocalizedBoard, one: Occurrence) -> Iterator[Node]:
    """Place and VirtualLocation; of a place that is confidential or given on request, nothing."""
    place = one.place
    if not place.is_published:
        return
    moved = one.status is Status.MOVED_ONLINE
    if not moved and (node := _place(local, place)):
        yield node
    if place.online or moved:
        yield {"@type": "VirtualLocation", "url": place.online or event_url(local, one.event)}


def _place(local: LocalizedBoard, place: Place) -> Node | None:
    if place.kind is PlaceKind.AREA:
        return {"@type": "Place", "name": place.area}
    if place.kind is PlaceKind.ADDRESS and place.address:
        return {"@type": "Place", "name": place.address.text, "address": _postal_address(place.address)}
    venue = local.board.venues.get(place.venue) if place.kind is PlaceKind.VENUE else None
    return local.cache.once(("place", venue.id), lambda: _venue(local, venue)) if venue else None


def _venue(local: LocalizedBoard, venue: Venue) -> Node:
    route = venue_route(venue.id)
    geo = venue.geo
    return _without_empty(
        {
            "@type": "Place",
            "name": venue.name,
            "address": _postal_address(venue.address) if venue.address else venue.area,
            "geo": {"@type": "GeoCoordinates", "latitude": geo.lat, "longitude": geo.lon} if geo else "",
            "url": local.url(local.route_to(route)) if local.has_page(route) else "",
        }
    )


def _postal_address(address: Address) -> Node:
    return _without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": address.street if address.has_parts else address.text,
            "addressLocality": address.locality,
            "addressRegion": address.region,
            "postalCode": address.postal,
            "addressCountry": address.country,
        }
    )


def _organizer(local: LocalizedBoard, event: Event) -> object:
    hosts = local.board.accepted_hosts(event)
    return local.cache.once(("organizer", *hosts), lambda: _one_or_all([*_organizers(local, hosts)]))


def _organizers(local: LocalizedBoard, hosts: Iterable[str]) -> Iterator[Node]:
    for partner_id in hosts:
        partner = local.board.partners.get(partner_id)
        if partner is None or partner.do_not_list:
            continue
        route = partner_route(partner_id)
        url = partner.url or (local.url(local.route_to(route)) if local.has_page(route) else "")
        yield _without_empty({"@type": "Organization", "name": partner.name, "url": url})


def _is_free(event: Event) -> bool | str:
    """Not said where people give what they like: that is neither."""
    if event.is_free:
        return True
    if any(is_as_you_like(f"{cost.label} {cost.note}") for cost in event.cost):
        return ""
    return False if any(cost.amount or find_prices(cost.label) for cost in event.cost) else ""


def _offers(local: LocalizedBoard, one: Occurrence) -> Iterator[Node]:
    """Each price with an amount; what it costs to come for free is worth saying too."""
    currency = local.board.info.currency
    for cost in one.event.cost:
        if cost.amount:
            yield _offer(local, one, cost.label, {"price": cost.amount, "priceCurrency": currency})
        elif not is_as_you_like(cost.label):
            for price in find_prices(cost.label, currency):
                if code := currency_of(price.mark, currency):
                    yield _offer(local, one, cost.label, _amounts(price, code))


def _amounts(price: Price, currency: str) -> Node:
    if price.low == price.high:
        return {"price": price.low, "priceCurrency": currency}
    return {
        "@type": "AggregateOffer",
        "lowPrice": price.low,
        "highPrice": price.high,
        "priceCurrency": currency,
    }


def _offer(local: LocalizedBoard, one: Occurrence, name: str, amounts: Node) -> Node:
    registration = one.registration
    full = one.status is Status.FULL
    return _without_empty(
        {
            "@type": "Offer",
            "name": name,
            **amounts,
            "availability": _SCHEMA + ("SoldOut" if full else "InStock"),
            "url": registration.url or event_url(local, one.event),
            "validFrom": _format_start(registration.opens)
            if registration.opens is not None and registration.kind is not RegistrationKind.NONE
            else "",
            "validThrough": _format_start(registration.closes)
            if registration.closes is not None and registration.kind is not RegistrationKind.NONE
            else "",
        }
    )


def _super_event(local: LocalizedBoard, event: Event) -> Node | str:
    """The festival it is part of, where that has a page."""
    whole = local.board.events.get(event.part_of)
    if whole is None or not is_visible(local.board, whole, local.today):
        return ""
    text, _ = local.event_text(whole)
    return {
        "@type": "Event",
        "name": whole.discreet_title or text.title,
        "url": local.url(local.route_to(event_route(whole))),
    }


def _format_start(start: Start) -> str:
    """ISO 8601, with the offset where there is a time."""
    return start.isoformat(timespec="minutes") if isinstance(start, datetime) else start.isoformat()


def _to_the_minute(iso: str) -> str:
    """A date, or a date-time in ISO 8601 without its seconds."""
    return iso if len(iso) <= len("2027-01-26") else iso[:16] + iso[19:].lstrip("." + digits)


def _one_or_all(nodes: list[Node]) -> object:
    return nodes[0] if len(nodes) == 1 else nodes


def _without_empty(node: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in node.items() if value is False or value}
