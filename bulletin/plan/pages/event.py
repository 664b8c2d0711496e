"""An event's own page, in the order it is read: when, where, is it for me, getting in, ask; its dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import day_of
from bulletin.model.site import EventValues, Fact, ImageValues, Link, Page, PlaceValues, Wording
from bulletin.model.site.routes import AGENDA, asset_route, event_route, facet_route, partner_route
from bulletin.plan.events.cards import access_language, status_word
from bulletin.plan.events.dates import date_folds, date_row, past_words, when_notes, when_words
from bulletin.plan.events.facts import access_facts, contact_values, for_me, getting_in
from bulletin.plan.events.linked_data import event_linked_data
from bulletin.plan.events.places import place_values
from bulletin.plan.feeds import event_calendar, event_calendar_route
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import plan_head
from bulletin.plan.localized_board import Edition
from bulletin.plan.mixed_language import join_words, told
from bulletin.plan.pages.lists import Planned, Step

NEXT_DATES = 12


def plan_events(edition: Edition) -> Iterator[Step]:
    """A page for every visible event."""
    for event_id in edition.held.by_event:
        event = edition.board.events[event_id]
        yield Step(edition.to(event_route(event)), partial(plan_event, edition, event))


def plan_downloads(edition: Edition) -> Iterator[Step]:
    """The single download beside each of these pages: whoever makes lists has made most of it by then."""
    for event_id in edition.held.by_event:
        event = edition.board.events[event_id]
        if route := event_calendar_route(edition, event):
            yield Step(route, partial(_plan_download, edition, event))


def _plan_download(edition: Edition, event: Event) -> Planned:
    return Planned(None, (event_calendar(edition, event),))


def plan_event(edition: Edition, event: Event) -> Planned:
    """An event's page."""
    route = event_route(event)
    text, language = edition.event_text(event)
    coming = edition.held.coming(event)
    listed = [date_row(edition, one) for one in coming] if event.is_recurring else []
    image = _image(edition, event)
    place = _place(event, coming)
    values = EventValues(
        title=edition.local(text.title, language),
        summary=edition.local(text.summary, language),
        body=edition.local(site_html(edition, text.html, route), language),
        untranslated=_untranslated(edition, language),
        crumbs=_crumbs(edition, event),
        category=event.categories[0],
        **_status(edition, event, coming),
        anchor=_anchor(edition, event),
        when=when_words(edition, event),
        when_notes=tuple(when_notes(edition, event, coming)),
        next_date=next((row for row in listed if not row.struck), None),
        where=_where(edition, place, event.text_language),
        for_me=for_me(edition, event),
        access=_access(edition, event, place),
        access_note=told(edition, event.access_note, event.text_language),
        getting_in=tuple(getting_in(edition, event)),
        registration_url=event.registration.url,
        contact=edition.once(("contact", event.contact), lambda: contact_values(event.contact)),
        contact_missing="" if event.contact else edition.say("fact.no_phone"),
        dates=tuple(listed[:NEXT_DATES]),
        more_dates=tuple(date_folds(edition, coming[NEXT_DATES:], listed[NEXT_DATES:])) if listed else (),
        past_dates=past_words(edition, event, coming),
        by=_by(edition, event),
        checked=checked_words(edition, event),
        suggest_url=_suggest_url(edition, event),
        wrong_url=_wrong_url(edition),
        wrong_subject=edition.say("wrong.subject", title=text.title),
        image=image,
        flyer=asset_route(event.flyer) if event.flyer else "",
        calendar=event_calendar_route(edition, event),
        facts=tuple(_further(edition, event)),
        tags=_tags(edition, event),
    )
    head = plan_head(
        edition,
        route,
        text.title,
        description=text.summary,
        json_ld=event_linked_data(edition, event, coming[:NEXT_DATES]),
        image=edition.url(image.route) if image else "",
        noindex=bool(event.publish_dates and not coming),
    )
    return Planned(Page(edition.to(route), "event", head, values, edition.language))


def _access(edition: Edition, event: Event, place: Place) -> tuple[Fact, ...]:
    language = partial(access_language, edition, event, event.place)
    online_only = place.kind is PlaceKind.ONLINE
    told = [
        (name, fact.known, fact.note, language(name, fact) if fact.note else "")
        for name, fact in event.access.items()
    ]
    key = ("access", event.contact.phone, online_only, *told)
    facts = partial(access_facts, edition, event.access, event.contact, language, online_only=online_only)
    return edition.once(key, lambda: tuple(facts()))


def _where(edition: Edition, place: Place, language: str) -> tuple[PlaceValues, ...]:
    if place.kind is not PlaceKind.VENUE:
        return (place_values(edition, place, language),)
    key = ("where", place.venue, place.room, place.online)
    return edition.once(key, lambda: (place_values(edition, place, language),))


def _untranslated(edition: Edition, language: str) -> str:
    if not language:
        return ""
    return edition.say("text.in_language", language=edition.writer.language_name(language))


def _crumbs(edition: Edition, event: Event) -> tuple[Link, ...]:
    return edition.once(
        ("crumbs", event.partner),
        lambda: (
            Link(edition.say("title.all"), edition.to(AGENDA)),
            partner_link(edition, event.partner),
        ),
    )


def partner_link(edition: Edition, partner_id: str) -> Link:
    """A partner's name, which leads to its page."""
    partner = edition.board.partners[partner_id]
    return Link(
        partner.name, edition.to(partner_route(partner_id)), lang=edition.differs(partner.text_language)
    )


def _status(edition: Edition, event: Event, coming: tuple[Occurrence, ...]) -> dict[str, Any]:
    """The event's own status; that of its one date where it has only one."""
    status, note = event.status, event.status_note
    if not event.is_recurring and coming:
        status = coming[0].status
        note = coming[0].note or note
    notes = [told(edition, note, event.text_language)]
    if event.was is not None:
        was = edition.writer.near_day(day_of(event.was), edition.today)
        notes.append(edition.say("status.was", day=was))
    return {
        "status": "" if status is Status.SCHEDULED else str(status),
        "status_word": status_word(edition, status),
        "status_note": join_words(notes, " "),
        "struck": status.is_off,
    }


def _place(event: Event, coming: tuple[Occurrence, ...]) -> Place:
    """Where it is; of an event of one date, where that date is."""
    return coming[0].place if coming and not event.is_recurring else event.place


def _anchor(edition: Edition, event: Event) -> str:
    """The anchor of an event's only date; those of several stand at each date."""
    dates = () if event.is_recurring else edition.held.by_event[event.id]
    return edition.held.anchor(dates[0]) if dates else ""


def _by(edition: Edition, event: Event) -> tuple[Link, ...]:
    hosts = edition.board.accepted_hosts(event)
    return edition.once(("by", *hosts), lambda: tuple(partner_link(edition, host) for host in hosts))


def checked_words(edition: Edition, event: Event) -> str:
    """When somebody last made sure that it is right."""
    verified = event.verified or edition.board.partners[event.partner].verified
    if verified is None:
        return edition.say("who.never")
    day = edition.writer.day(verified, "day_month_year")
    return edition.say("who.checked", day=day)


def _suggest_url(edition: Edition, event: Event) -> str:
    repository = edition.board.info.repository.rstrip("/")
    return f"{repository}/edit/main/content/{event.ref.path}" if repository else ""


def _wrong_url(edition: Edition) -> str:
    contact = edition.board.info.contact
    return f"mailto:{contact.email}" if contact.email else contact.url


def _image(edition: Edition, event: Event) -> ImageValues | None:
    if event.image is None:
        return None
    image = event.image
    language = edition.differs(event.text_language)
    return ImageValues(asset_route(image.path), image.alt, image.credit, image.width, image.height, language)


def _further(edition: Edition, event: Event) -> Iterator[tuple[str, Wording]]:
    if event.series_name:
        yield edition.say("who.series"), told(edition, event.series_name, event.text_language)
    whole = edition.board.events.get(event.part_of)
    if whole:
        text, language = edition.event_text(whole)
        yield edition.say("who.part_of"), told(edition, text.title, language or edition.language)


def _tags(edition: Edition, event: Event) -> tuple[Link, ...]:
    """Lists this event stands in, that somebody may want more of."""
    key = ("tags", event.categories, event.needs, event.is_free)
    tags = edition.once(key, lambda: tuple(_facet_tags(edition, event)))
    whole = edition.board.events.get(event.part_of)
    if whole is None or not edition.has(event_route(whole)):
        return tags
    text, language = edition.event_text(whole)
    return (Link(text.title, edition.to(event_route(whole)), lang=language), *tags)


def _facet_tags(edition: Edition, event: Event) -> Iterator[Link]:
    words = edition.board.vocabularies
    for category in event.categories:
        route = facet_route("categories", words["categories"].slug(category))
        if edition.has(route):
            yield Link(edition.category_label(category), edition.to(route))
    for need in event.needs:
        route = facet_route("needs", words["needs"].slug(need))
        if edition.has(route):
            yield Link(words["needs"].label(need, edition.language), edition.to(route))
    if event.is_free and edition.has("free/"):
        yield Link(edition.say("title.free"), edition.to("free/"))
