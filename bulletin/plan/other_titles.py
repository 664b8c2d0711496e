"""Slips of a list in one language, which name each event in that language first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletin.model.event import Event
from bulletin.model.site.parts import Agenda, EventCard, TextRun
from bulletin.model.site.routes import event_route
from bulletin.plan.localized_board import LocalizedBoard


def titled_in(local: LocalizedBoard, agenda: Agenda, events: Iterable[Event], language: str) -> Agenda:
    """The agenda, each event under its title in `language` where it has one; the page's stands below it."""
    titles = {
        local.route_to(event_route(event)): local.text_run(title, language)
        for event in events
        if (title := _title_in(event, language)) and local.other_language(language)
    }
    if not titles:
        return agenda

    def retitled(cards: Iterable[EventCard]) -> tuple[EventCard, ...]:
        return tuple(_retitled(card, titles) for card in cards)

    days = tuple(
        replace(
            day,
            slips=retitled(day.slips),
            still_on=retitled(day.still_on),
            daily=retitled(day.daily),
        )
        for day in agenda.days
    )
    return replace(agenda, days=days, later=retitled(agenda.later), undated=retitled(agenda.undated))


def _title_in(event: Event, language: str) -> str:
    if event.text_language.lower() == language.lower():
        return event.text.title
    text = event.translations.get(language.lower())
    return text.title if text else ""


def _retitled(card: EventCard, titles: dict[str, TextRun]) -> EventCard:
    title = titles.get(card.route.partition("#")[0])
    if title is None or title.text == card.title.text:
        return card
    return replace(card, title=title, note=(card.title,))
