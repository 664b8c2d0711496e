"""Pages of text, and those that lead on: old addresses, and the page for an address that does not exist."""

from __future__ import annotations

from bulletin.model.board import InfoPage
from bulletin.model.event import Event
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import AGENDA, event_route
from bulletin.model.site.values import LostValues, RedirectValues, TextValues
from bulletin.plan.internal_links import site_html
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import PagePlanner
from bulletin.plan.rules_in_short import plan_rules


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


def plan_not_found(local: LocalizedBoard, address: PageAddress) -> Page:
    """`404.html`: shown for every address that does not exist."""
    title = local.phrase("title.lost")
    return page_at(local, address, LostValues(title, local.board.info.url), PageMetadata(title))


PLANNERS = {
    "text": PagePlanner(plan_text),
    "redirect": PagePlanner(plan_redirect),
    "not_found": PagePlanner(plan_not_found),
}
