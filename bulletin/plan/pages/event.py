"""An event's own page, in the order it is read: when, where, is it for me, getting in, ask; its dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import day_of
from bulletin.model.site.details import EventValues, PlaceValues
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Fact, Link, MixedText
from bulletin.model.site.plan import FilePlan, Page
from bulletin.model.site.routes import (
    AGENDA,
    asset_route,
    event_route,
    form_link,
    partner_route,
    term_route,
)
from bulletin.plan.events.calendar_menu import calendar_menu
from bulletin.plan.events.cards import access_language, status_word, whole_status
from bulletin.plan.events.dates import date_folds, date_row, past_words, when_notes, when_words
from bulletin.plan.events.facts import access_facts, contact_values, for_me, getting_in
from bulletin.plan.events.freshness import checked_words
from bulletin.plan.events.linked_data import event_linked_data
from bulletin.plan.events.notes import access_note, note_words
from bulletin.plan.events.places import place_values
from bulletin.plan.events.sign_up import asks_first, is_closed
from bulletin.plan.feeds.calendars import (
    event_calendar,
    event_calendar_path,
    next_date_calendar,
    next_date_path,
    next_held,
)
from bulletin.plan.form.events import may_begin_with
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import PageMetadata, leave_url, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.paper.frame import plan_flyer
from bulletin.plan.pictures import page_picture, shared_picture, small_logo

NEXT_DATES = 12
MOST_ACCESS = 6


def plan_event(local: LocalizedBoard, address: PageAddress) -> Page:
    """An event's page."""
    event: Event = address.subject
    ahead = local.occurrences.ahead(event)
    coming = local.occurrences.coming(event) or ahead
    values = EventValues(
        **_text(local, event, address.route),
        **_status(local, event),
        **_when(local, event, ahead, coming),
        **_place_and_access(local, event, _place(event, coming)),
        **_asking(local, event),
        **_about(local, event),
        calendar=calendar_menu(local, event, next_held(local, event)),
        address=local.url(local.route_to(address.route)),
        printed=plan_flyer(local, address.route) if "print" in local.board.info.publish else None,
    )
    return page_at(local, address, values, _metadata(local, event, coming))


def _metadata(local: LocalizedBoard, event: Event, coming: tuple[Occurrence, ...]) -> PageMetadata:
    text, _ = local.event_text(event)
    discreet = event.discreet_title
    return PageMetadata(
        text.title,
        # What a link's preview shows is read by whoever sits beside.
        "" if discreet else text.summary,
        json_ld=event_linked_data(local, event, coming[:NEXT_DATES]),
        image=local.url(shared_picture(event.image)) if event.image and not discreet else "",
        shared_title=discreet,
    )


def _text(local: LocalizedBoard, event: Event, route: str) -> dict[str, Any]:
    """What its partner wrote, and the picture beside it."""
    text, language = local.event_text(event)
    return {
        "title": local.text_run(text.title, language),
        "summary": local.text_run(text.lead, language),
        "body": local.text_run(site_html(local, text.html, route), language),
        "untranslated": _untranslated(local, language),
        "shared_title": event.discreet_title,
        "wrong_subject": local.phrase("wrong.subject", title=event.discreet_title or text.title),
        "image": page_picture(local, event),
        "flyer": asset_route(event.flyer) if event.flyer else "",
    }


def _when(
    local: LocalizedBoard, event: Event, ahead: tuple[Occurrence, ...], coming: tuple[Occurrence, ...]
) -> dict[str, Any]:
    """When it is: in words, its next date, all that come, and those that are over."""
    one = next_held(local, event)
    listed = [date_row(local, each) for each in coming] if event.is_recurring else []
    return {
        "anchor": _anchor(local, event),
        "when": when_words(local, event),
        "when_notes": tuple(when_notes(local, event, ahead)),
        "chosen": tuple(listed),
        "next_date": date_row(local, one) if one and event.is_recurring else None,
        "dates": tuple(listed[:NEXT_DATES]),
        "more_dates": tuple(date_folds(local, coming[NEXT_DATES:], listed[NEXT_DATES:])) if listed else (),
        "past_dates": past_words(local, event),
    }


def _place_and_access(local: LocalizedBoard, event: Event, place: Place) -> dict[str, Any]:
    """Where it is, for whom, and what it takes to get in."""
    return {
        "where": _where(local, place, event.text_language),
        "for_me": for_me(local, event),
        **_access(local, event, place),
        "access_note": access_note(local, event),
        "getting_in": tuple(getting_in(local, event, place)),
        "must_call": asks_first(event, place),
    }


def _asking(local: LocalizedBoard, event: Event) -> dict[str, Any]:
    """Where to sign up, whom to ask, and whom to tell what is wrong."""
    return {
        "registration_url": _registration_url(local, event),
        "contact": local.cache.once(("contact", event.contact), lambda: contact_values(local, event.contact)),
        "contact_missing": "" if event.contact else local.phrase("fact.no_phone"),
        "leave_url": leave_url(local.board.partners.get(event.partner)),
        "suggest_url": _suggest_url(local, event),
        "wrong_url": _wrong_url(local),
        "form_route": _form_route(local, event),
    }


def _about(local: LocalizedBoard, event: Event) -> dict[str, Any]:
    """Whose it is, when it was checked, and what it belongs to."""
    return {
        "crumbs": _crumbs(local, event),
        "category": event.categories[0],
        "by": _by(local, event),
        "logo": small_logo(local.board.partners[event.partner].logo),
        "checked": checked_words(local, event),
        "facts": tuple(_further(local, event)),
        "tags": _tags(local, event),
    }


def _beside_event(local: LocalizedBoard, address: PageAddress) -> Iterator[FilePlan]:
    event: Event = address.subject
    if path := event_calendar_path(local, event):
        yield FilePlan(path, partial(event_calendar, local, event))
    if path := next_date_path(local, event):
        yield FilePlan(path, partial(next_date_calendar, local, event))


def _registration_url(local: LocalizedBoard, event: Event) -> str:
    """Where to sign up, as long as that can be done and it is held."""
    status, _ = whole_status(event)
    return "" if status.is_off or is_closed(local, event.registration) else event.registration.url


def _access(local: LocalizedBoard, event: Event, place: Place) -> dict[str, Any]:
    """The facts of access: those to see at once, and those to unfold."""
    language = partial(access_language, local, event, event.place)
    online_only = place.kind is PlaceKind.ONLINE
    facts_known = [
        (name, fact.known, fact.note, language(name, fact) if fact.note else "")
        for name, fact in event.access.items()
    ]
    key = ("access", event.contact.phone, online_only, *facts_known)
    facts = partial(access_facts, local, event.access, event.contact, language, online_only=online_only)
    return local.cache.once(key, lambda: _folded(local, tuple(facts())))


def _folded(local: LocalizedBoard, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """At most six facts, in their order: what keeps somebody out, then what is so, then what is not known."""
    order = {"no": 0, "warning": 0, "yes": 1}
    first = sorted(facts, key=lambda fact: order.get(fact.mark, 2))[:MOST_ACCESS]
    rest = tuple(fact for fact in facts if fact not in first)
    unknown = sum(fact.mark == "unknown" for fact in rest)
    known = len(rest) - unknown
    key = "access.more_and_unknown" if known and unknown else "access.unknown" if unknown else "access.more"
    return {
        "access": tuple(fact for fact in facts if fact in first),
        "more_access": rest,
        "more_access_title": local.phrase(key, n=known or unknown, unknown=unknown) if rest else "",
    }


def _where(local: LocalizedBoard, place: Place, language: str) -> tuple[PlaceValues, ...]:
    if place.kind is not PlaceKind.VENUE:
        return (place_values(local, place, language),)
    key = ("where", place.venue, place.room, place.online)
    return local.cache.once(key, lambda: (place_values(local, place, language),))


def _untranslated(local: LocalizedBoard, language: str) -> str:
    if not language:
        return ""
    return local.phrase("text.in_language", language=local.dates.language_name(language))


def _crumbs(local: LocalizedBoard, event: Event) -> tuple[Link, ...]:
    return local.cache.once(
        ("crumbs", event.partner),
        lambda: (Link(local.phrase("title.all"), local.route_to(AGENDA)), partner_link(local, event.partner)),
    )


def partner_link(local: LocalizedBoard, partner_id: str) -> Link:
    """A partner's name, which leads to its page."""
    partner = local.board.partners[partner_id]
    return Link(
        partner.name,
        local.route_to(partner_route(partner_id)),
        lang=local.other_language(partner.text_language),
    )


def _status(local: LocalizedBoard, event: Event) -> dict[str, Any]:
    """The event's own status; that of its one date where it has only one."""
    status, note = whole_status(event)
    notes = [note_words(local, event, note)]
    if event.was is not None:
        was = local.dates.near_day(day_of(local.board_time(event.was)), local.today)
        notes.append(local.phrase("status.was", day=was))
    return {
        "status": "" if status is Status.SCHEDULED else str(status),
        "status_word": status_word(local, status),
        "status_note": join_words(notes, " "),
        "struck": status is Status.CANCELLED,
    }


def _place(event: Event, coming: tuple[Occurrence, ...]) -> Place:
    """Where it is; of an event of one date, where that date is."""
    return coming[0].place if coming and not event.is_recurring else event.place


def _anchor(local: LocalizedBoard, event: Event) -> str:
    """The anchor of an event's only date; those of several stand at each date."""
    if event.is_recurring:
        return ""
    dates = local.occurrences.by_event[event.id] or local.occurrences.ahead(event)
    return local.occurrences.anchor(dates[0]) if dates else ""


def _by(local: LocalizedBoard, event: Event) -> tuple[Link, ...]:
    hosts = local.board.accepted_hosts(event)
    return local.cache.once(("by", *hosts), lambda: tuple(partner_link(local, host) for host in hosts))


def _suggest_url(local: LocalizedBoard, event: Event) -> str:
    """Where its file can be changed; "" of what is not to be spoken of in public, as all proposals are."""
    partner = local.board.partners.get(event.partner)
    if partner is not None and partner.sensitive:
        return ""
    places = (event.place, *(change.place for change in event.changes if change.place))
    if not all(place.is_published for place in places):
        return ""
    return local.board.info.edit_url(event.ref.path)


def _wrong_url(local: LocalizedBoard) -> str:
    contact = local.board.info.contact
    return f"mailto:{contact.email}" if contact.email else contact.url


def _form_route(local: LocalizedBoard, event: Event) -> str:
    return local.route_to(form_link(event, "change")) if may_begin_with(local.board, event) else ""


def _further(local: LocalizedBoard, event: Event) -> Iterator[tuple[str, MixedText]]:
    if event.series_name:
        yield local.phrase("who.series"), localized(local, event.series_name, event.text_language)
    whole = local.board.events.get(event.part_of)
    if whole:
        text, language = local.event_text(whole)
        yield local.phrase("who.part_of"), localized(local, text.title, language or local.language)


def _tags(local: LocalizedBoard, event: Event) -> tuple[Link, ...]:
    """Lists this event stands in, that somebody may want more of."""
    key = ("tags", event.categories, event.needs, event.is_free)
    tags = local.cache.once(key, lambda: tuple(_facet_tags(local, event)))
    whole = local.board.events.get(event.part_of)
    if whole is None or not local.has_page(event_route(whole)):
        return tags
    text, language = local.event_text(whole)
    return (Link(text.title, local.route_to(event_route(whole)), lang=language), *tags)


def _facet_tags(local: LocalizedBoard, event: Event) -> Iterator[Link]:
    words = local.board.vocabularies
    for category in event.categories:
        route = term_route("categories", words["categories"].slug(category))
        if local.has_page(route):
            yield Link(local.category_label(category), local.route_to(route))
    for need in event.needs:
        route = term_route("needs", words["needs"].slug(need))
        if local.has_page(route):
            yield Link(words["needs"].label(need, local.language), local.route_to(route))
    if event.is_free and local.has_page("free/"):
        yield Link(local.phrase("title.free"), local.route_to("free/"))


PLANNERS = {"event": PagePlanner(plan_event, _beside_event)}
