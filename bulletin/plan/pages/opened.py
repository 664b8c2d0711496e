"""`/submit/open/`: where staff see what stands in the link of a mail from the form, and propose it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bulletin.model.event import Event
from bulletin.model.site.form import OpenValues
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.plan import Asset, FilePlan, Page
from bulletin.model.site.routes import SUBMIT, SUBMIT_OPEN, event_route
from bulletin.plan.form.fields import partner_choices
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.page_words import page_words
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.scripts import as_script

DATA = f"{SUBMIT_OPEN}open.js"
RECORDS = f"{SUBMIT_OPEN}records.js"
FORM_DATA = f"{SUBMIT}form.js"


def plan_open(local: LocalizedBoard, address: PageAddress) -> Page:
    """The page in a language."""
    words = page_words(local, "open")
    values = OpenValues(
        words=words.lines,
        partners=partner_choices(local),
        data=local.route_to(DATA),
        form_data=local.route_to(FORM_DATA),
        records=RECORDS,
        lang=words.lang,
        dir=words.dir,
    )
    return page_at(local, address, values, PageMetadata(words["title"], words["about"]))


def _beside_open(local: LocalizedBoard, address: PageAddress) -> Iterator[FilePlan]:
    """What the script says; in the main language, the events there are, which are of no language."""
    route = local.route_to(DATA)
    yield FilePlan(route, partial(_data, local, route))
    if local.is_main:
        yield FilePlan(RECORDS, partial(_records, local))


def _data(local: LocalizedBoard, route: str) -> Asset:
    return Asset(route, as_script("boardOpen", {"say": page_words(local, "open").script_lines()}))


def _records(local: LocalizedBoard) -> Asset:
    """Of each event that has a page: what it is called, its file, its page."""
    events = (local.board.events[each] for each in local.occurrences.by_event)
    found = {event.id: list(_record(local, event)) for event in events}
    return Asset(RECORDS, as_script("boardRecords", found))


def _record(local: LocalizedBoard, event: Event) -> tuple[str, str, str]:
    # Nobody is led to where the address of such a place might be written, nor asked to propose in public what
    # is not to be spoken of.
    partner = local.board.partners.get(event.partner)
    is_open = event.place.is_published and not (partner is not None and partner.sensitive)
    file = event.ref.path.removeprefix("events/") if is_open else ""
    return event.discreet_title or event.text.title, file, event_route(event)


PLANNERS = {"open": PagePlanner(plan_open, _beside_open)}
