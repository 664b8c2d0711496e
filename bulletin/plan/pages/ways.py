"""How to hand in events, in plain words: from the words of a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, RECRUITING, SUBMIT
from bulletin.model.site.taking_part import SubmitWay, WaysValues
from bulletin.plan.events.facts import contact_values
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.page_words import page_words
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.paper.frame import short_address


class WaysWords(NamedTuple):
    """What is said of handing in, as far as it holds for the board; `lang` where it is in another."""

    words: Mapping[str, str]
    needed: tuple[str, ...]
    ways: tuple[SubmitWay, ...]
    lang: str
    dir: str


def plan_ways(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/submit/ways/`."""
    found = plan_ways_words(local)
    title = found.words["title"]
    values = WaysValues(
        title=title,
        words=found.words,
        needed=found.needed,
        ways=found.ways,
        flyer=Link(found.words["flyer_link"], local.route_to(RECRUITING))
        if local.has_page(RECRUITING)
        else None,
        lang=found.lang,
        dir=found.dir,
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
    )
    return page_at(local, address, values, PageMetadata(title, found.words["about"]))


def plan_ways_words(local: LocalizedBoard) -> WaysWords:
    """The same for the page and for the flyer."""
    words = page_words(local, "ways")
    ways = tuple(_ways(local, words["ways"]))
    said = words.lines
    if len(ways) < len(words["ways"]):
        said["title"] = words["title_of_some"]
    return WaysWords(said, tuple(words["needed"]), ways, words.lang, words.dir)


def _ways(local: LocalizedBoard, ways: Mapping[str, Any]) -> Iterator[SubmitWay]:
    """Those there are: no mail where the board gives no address, no proposal where it has no repository."""
    info = local.board.info
    contact = contact_values(local, info.contact)
    page = Link(local.phrase("nav.submit"), local.route_to(SUBMIT))
    places = {
        "form": (page,),
        "talk": (Link(contact.phone, contact.phone_href),) if contact.phone_href else (),
        "mail": (Link(contact.email, f"mailto:{contact.email}"),) if contact.email else None,
        "folder": (),
        "proposal": (Link(short_address(info.repository.url), info.repository.url),)
        if info.repository.url
        else None,
    }
    for name, way in ways.items():
        links = places[name]
        if links is not None:
            yield SubmitWay(way["name"], way["about"], tuple(way["steps"]), links)


PLANNERS = {"ways": PagePlanner(plan_ways)}
