"""`/submit/`: the form with which anybody hands in an event, and what its script asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bulletin.model.site.form import SubmitValues
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link, MixedText
from bulletin.model.site.plan import Asset, FilePlan, Page
from bulletin.model.site.routes import SUBMIT, WAYS, page_route
from bulletin.plan.events.facts import contact_values
from bulletin.plan.form.events import events_path, has_events_file, partner_events
from bulletin.plan.form.fields import first_fields, form_parts, partner_choices
from bulletin.plan.form.script_data import form_data, place_names
from bulletin.plan.layout import ON_SUBMITTING, PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized
from bulletin.plan.page_words import page_words
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.scripts import as_script

DATA = f"{SUBMIT}form.js"


def plan_submit(local: LocalizedBoard, address: PageAddress) -> Page:
    """The form in a language."""
    words = page_words(local, "form")
    info = local.board.info
    contact = contact_values(local, info.contact)
    values = SubmitValues(
        words=words.lines,
        first=first_fields(local, words.phrases),
        parts=form_parts(local, words.phrases),
        places=place_names(local),
        partners=partner_choices(local),
        data=local.route_to(DATA),
        has_events="form-events" in info.publish,
        phone=contact.phone,
        phone_href=contact.phone_href,
        email=info.submissions or contact.email,
        address=_address(local),
        proposes=info.repository.kind is not None,
        ways=tuple(_ways(local)),
        lang=words.lang,
        dir=words.dir,
    )
    return page_at(local, address, values, PageMetadata(words["title"], words["about"]))


def _ways(local: LocalizedBoard) -> Iterator[Link]:
    """The board's own page on it, and the general one."""
    own = page_route(ON_SUBMITTING)
    if local.has_page(own):
        text, language = local.page_text(local.board.pages[ON_SUBMITTING])
        yield Link(text.title, local.route_to(own), lang=language)
    if local.has_page(WAYS):
        yield Link(local.phrase("nav.ways"), local.route_to(WAYS))


def _address(local: LocalizedBoard) -> MixedText:
    """Where the library is, if it is the only place that it has."""
    sites = [venue for venue in local.board.venues.values() if venue.library_site and venue.address]
    if len(sites) != 1 or sites[0].address is None:
        return ""
    return localized(local, f"{sites[0].name}, {sites[0].address.text}", local.board.info.language)


def _beside_form(local: LocalizedBoard, address: PageAddress) -> Iterator[FilePlan]:
    """The data of the script; in the main language, the events of each partner, which are of no language."""
    route = local.route_to(DATA)
    yield FilePlan(route, partial(_data, local, route))
    if local.is_main:
        for partner in local.board.partners.values():
            if has_events_file(local.board, partner):
                path = events_path(partner.id)
                yield FilePlan(path, partial(_events, local, partner.id, path))


def _data(local: LocalizedBoard, route: str) -> Asset:
    words = page_words(local, "form")
    return Asset(route, as_script("boardForm", form_data(local, words, form_parts(local, words.phrases))))


def _events(local: LocalizedBoard, partner_id: str, path: str) -> Asset:
    return Asset(path, as_script("boardEvents", partner_events(local, local.board.partners[partner_id])))


PLANNERS = {"submit": PagePlanner(plan_submit, _beside_form)}
