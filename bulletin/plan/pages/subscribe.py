"""How to subscribe, program by program: from the words of a language."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, webcal_address
from bulletin.model.site.values import SubscribeValues, SubscribeWay
from bulletin.plan.events.calendar_menu import google_subscription, outlook_subscription
from bulletin.plan.feeds import EventList
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.page_words import PageWords, page_words
from bulletin.plan.pages.planner import PagePlanner, feed_plans
from bulletin.words.phrases import fill_phrase


def plan_subscribe_page(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/pages/subscribe/`."""
    info = local.board.info
    words = page_words(local, "subscribe")
    feeds = feed_plans(local, EventList(info.title, AGENDA, (), is_whole=True))
    paths = {feed.path.rpartition("/")[2]: feed.path for feed in feeds}
    calendar = paths["calendar.ics"]
    addresses = {
        "calendar": local.url(calendar),
        "news": local.url(paths["new.rss"]) if "new.rss" in paths else "",
    }
    values = SubscribeValues(
        words=words.lines,
        ways=tuple(_ways(local, words, addresses)),
        address=addresses["calendar"],
        webcal=webcal_address(addresses["calendar"]),
        calendar=calendar,
        lang=words.lang,
        dir=words.dir,
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
    )
    return page_at(local, address, values, PageMetadata(words["title"], words["about"], feeds))


def _ways(local: LocalizedBoard, words: PageWords, addresses: Mapping[str, str]) -> list[SubscribeWay]:
    """The way of each program; news readers only where there is a news feed."""
    calendar, title = addresses["calendar"], local.board.info.title
    at_once = {"google": google_subscription(calendar), "outlook": outlook_subscription(calendar, title)}
    return [
        SubscribeWay(
            name=way["name"],
            steps=tuple(way["steps"]),
            again=fill_phrase(words["again"], {"again": way["again"]}, local.language)
            if "again" in way
            else "",
            note=way.get("note", ""),
            address=addresses["news"] if name == "reader" else "",
            links=(Link(way["name"], at_once[name]),) if name in at_once else (),
        )
        for name, way in words["ways"].items()
        if name != "reader" or addresses["news"]
    ]


PLANNERS = {"subscribe": PagePlanner(plan_subscribe_page)}
