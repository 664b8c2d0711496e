"""What a partner may take home, and its next dates in a frame for its own website."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape

from bulletin.model.event import Occurrence
from bulletin.model.partner import Partner
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link, MixedText
from bulletin.model.site.plan import Page
from bulletin.model.site.routes import (
    EMBED_FORMS,
    RECRUITING,
    SUBMIT,
    WAYS,
    embed_route,
    kit_route,
    partner_route,
)
from bulletin.model.site.taking_part import EmbedOffer, EmbedRow, EmbedValues, KitValues
from bulletin.plan.coming_up import coming_up
from bulletin.plan.events.cards import event_card
from bulletin.plan.layout import PageMetadata, page_at, plan_subscribe
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized, phrase_mixed
from bulletin.plan.pages.directory import events_of
from bulletin.plan.pages.planner import PagePlanner, feed_plans

ROWS = {"slips": 5, "lines": 8}
HEIGHTS = {"slips": 700, "lines": 500}
"""Pixels of a frame with all its rows, at any width from 320 on; `static/embed.css` keeps them to it."""


def plan_embed(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/<partner>/embed/`, and its other forms below it."""
    partner: Partner = address.subject
    form = address.route.partition("/embed/")[2]
    values = _embed(local, partner, _look(form))
    metadata = PageMetadata(partner.name, canonical=partner_route(partner.id))
    return page_at(local, address, replace(values, mode="dark") if "dark/" in form else values, metadata)


def _look(form: str) -> str:
    return "lines" if form.startswith("compact/") else "slips"


def _embed(local: LocalizedBoard, partner: Partner, look: str) -> EmbedValues:
    """On a light page. The dark one and the sample in the kit hold the same, so that it is drawn once."""
    return local.cache.once(("embed", partner.id, look), lambda: _made(local, partner, look))


def _made(local: LocalizedBoard, partner: Partner, look: str) -> EmbedValues:
    name = localized(local, partner.name, partner.text_language)
    rows = tuple(_rows(local, partner, ROWS[look]))
    board = localized(local, local.board.info.title, local.board.info.language)
    return EmbedValues(
        name=name,
        rows=rows,
        look=look,
        mode="light",
        whole=phrase_mixed(local, "embed.whole", name=name, board=board),
        route=local.route_to(partner_route(partner.id)),
        as_of=local.phrase("embed.as_of", day=local.dates.day(local.today, "day_month_year")),
        empty="" if rows else local.phrase("agenda.empty"),
    )


def _rows(local: LocalizedBoard, partner: Partner, most: int) -> Iterator[EmbedRow]:
    writer = local.dates
    for one in coming_up(local, events_of(local, partner).events, most):
        day = max(one.day, local.today)
        weekday, month = writer.day(day, "leaf_weekday"), writer.day(day, "leaf_month")
        words = local.phrase("embed.day", weekday=weekday, day=day.day, month=month)
        yield EmbedRow(event_card(local, one), weekday, str(day.day), month, words, _hour(local, one))


def _hour(local: LocalizedBoard, one: Occurrence) -> str:
    """When it begins; "" of what lasts all day, or began on an earlier day."""
    begins = isinstance(one.start, datetime) and one.day >= local.today
    return local.dates.time(one.start) if begins and isinstance(one.start, datetime) else ""


def plan_kit(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/partners/<partner>/kit/`."""
    partner: Partner = address.subject
    name = localized(local, partner.name, partner.text_language)
    page = Link(
        partner.name,
        local.route_to(partner_route(partner.id)),
        lang=local.other_language(partner.text_language),
    )
    values = KitValues(
        title=phrase_mixed(local, "kit.title", name=name),
        offers=tuple(_offer(local, partner, form) for form in EMBED_FORMS),
        sample=_embed(local, partner, "slips"),
        sheets=tuple(_sheets(local, partner)),
        subscribe=plan_subscribe(local, name, feed_plans(local, events_of(local, partner))),
        submit=_submit(local, partner),
        ways=Link(local.phrase("nav.ways"), local.route_to(WAYS)),
        crumbs=(Link(local.phrase("title.partners"), local.route_to("partners/")), page),
    )
    return page_at(local, address, values, PageMetadata(local.phrase("kit.title", name=partner.name)))


def _offer(local: LocalizedBoard, partner: Partner, form: str) -> EmbedOffer:
    look, phrase = _look(form), local.phrase
    height = HEIGHTS[look]
    route = local.route_to(embed_route(partner.id, form))
    title = phrase("embed.title", name=partner.name)
    return EmbedOffer(
        name=phrase(f"embed.{form.replace('/', '_').strip('_') or 'slips'}"),
        line=f'<iframe src="{escape(local.url(route))}" title="{escape(_bare(title))}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>',
        height=phrase("embed.height", pixels=str(height)),
        route=route,
    )


def _bare(text: str) -> str:
    """Without the marks around what is read from left to right, which pages alone turn into markup."""
    return text.replace("\u2068", "").replace("\u2069", "")


def _sheets(local: LocalizedBoard, partner: Partner) -> Iterator[Link]:
    kit = kit_route(partner.id)
    for name, route in (("sign", f"{kit}sign/"), ("poster", f"{kit}poster/"), ("recruiting", RECRUITING)):
        if local.has_page(route):
            about: MixedText = local.phrase(f"kit.{name}_about")
            yield Link(local.phrase(f"kit.{name}"), local.route_to(route), note=about)


def _submit(local: LocalizedBoard, partner: Partner) -> Link:
    """The form, which knows from its address who it is."""
    return Link(local.phrase("kit.submit"), f"{local.route_to(SUBMIT)}#partner={partner.id}")


PLANNERS = {"kit": PagePlanner(plan_kit), "embed": PagePlanner(plan_embed)}
