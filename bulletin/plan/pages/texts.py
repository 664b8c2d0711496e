"""Pages of text, and those that lead on: old addresses, and the page for an address that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from bulletin.model.board import BoardInfo, InfoPage
from bulletin.model.event import Event
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link, TextRun
from bulletin.model.site.plan import FilePlan, Page
from bulletin.model.site.routes import AGENDA, event_route
from bulletin.model.site.values import LostValues, LostWords, RedirectValues, TextValues
from bulletin.model.withdrawn import Withdrawn
from bulletin.plan.feeds import EventList
from bulletin.plan.feeds.calendars import (
    event_calendar,
    event_calendar_path,
    next_date_calendar,
    next_date_path,
    withdrawn_calendar,
)
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import PagePlanner, feed_plans
from bulletin.plan.rules_in_short import plan_rules
from bulletin.words.phrases import direction, phrases_in


def plan_text(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/pages/<slug>/`."""
    page: InfoPage = address.subject
    text, language = local.page_text(page)
    name = local.dates.language_name(language) if language else ""
    values = TextValues(
        title=local.text_run(text.title, language),
        body=local.text_run(site_html(local, text.html, address.route), language),
        untranslated=local.phrase("text.in_language", language=name) if language else "",
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
        rules=plan_rules(local) if page.slug == local.board.info.policy.page else None,
    )
    return page_at(local, address, values, PageMetadata(text.title, text.summary))


def plan_redirect(local: LocalizedBoard, address: PageAddress) -> Page:
    """An old address of an event, which leads on to the new one."""
    event: Event = address.subject
    text, _ = local.event_text(event)
    route = event_route(event)
    metadata = PageMetadata(local.phrase("title.moved"), canonical=route)
    return page_at(local, address, RedirectValues(text.title, local.route_to(route)), metadata)


def _beside_redirect(local: LocalizedBoard, address: PageAddress) -> Iterator[FilePlan]:
    """Somebody subscribed to the calendar at the old address, and is told all that the new one tells."""
    event: Event = address.subject
    if path := event_calendar_path(local, event, address.route):
        yield FilePlan(path, partial(event_calendar, local, event, address.route))
    if path := next_date_path(local, event, address.route):
        yield FilePlan(path, partial(next_date_calendar, local, event, address.route))


def plan_withdrawn(local: LocalizedBoard, address: PageAddress) -> Page:
    """The address of what was taken off the board: since when, and nothing else."""
    mark: Withdrawn = address.subject
    title = local.phrase("title.withdrawn")
    since = local.phrase("withdrawn.since", day=local.dates.day(mark.on, "day_month_year"))
    values = TextValues(
        title=TextRun(title),
        body=TextRun(f"<p>{escape(since)}</p>"),
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
    )
    return page_at(local, address, values, PageMetadata(title))


def _beside_withdrawn(local: LocalizedBoard, address: PageAddress) -> Iterator[FilePlan]:
    mark: Withdrawn = address.subject
    if mark.event:
        if path := event_calendar_path(local, mark.event, address.route):
            yield FilePlan(path, partial(withdrawn_calendar, local, mark.event, address.route))
    elif mark.room in ("partners", "venues"):
        host = mark.id if mark.room == "partners" else ""
        yield from feed_plans(local, EventList(local.phrase("title.withdrawn"), address.route, (), host=host))


def plan_not_found(local: LocalizedBoard, address: PageAddress) -> Page:
    """`404.html`: shown for every address that does not exist."""
    info = local.board.info
    languages = tuple(_lost_words(info, language) for language in info.published_languages)
    return page_at(local, address, LostValues(languages), PageMetadata(languages[0].title))


def _lost_words(info: BoardInfo, language: str) -> LostWords:
    phrase = phrases_in(language)
    return LostWords(
        lang=language,
        dir=direction(language),
        title=phrase("title.lost"),
        about=phrase("lost.about"),
        back=phrase("lost.back"),
        home=f"{info.url}{info.prefix(language)}",
    )


PLANNERS = {
    "text": PagePlanner(plan_text),
    "redirect": PagePlanner(plan_redirect, _beside_redirect),
    "withdrawn": PagePlanner(plan_withdrawn, _beside_withdrawn),
    "not_found": PagePlanner(plan_not_found),
}
