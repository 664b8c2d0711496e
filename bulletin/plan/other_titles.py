"""Cards of a list in one language, which name each event in that language first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletin.model.event import Event
from bulletin.model.site.parts import Agenda, EventCard, EventLine, TextRun
from bulletin.model.site.routes import event_route
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words


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

    def renamed(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
        return tuple(_renamed(line, titles) for line in lines)

    days = tuple(
        replace(
            day,
            slips=retitled(day.slips),
            still_on=retitled(day.still_on),
            lines=tuple(replace(group, lines=renamed(group.lines)) for group in day.lines),
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
    title = _other(card, titles)
    return replace(card, title=title, note=(card.title,)) if title else card


def _renamed(line: EventLine, titles: dict[str, TextRun]) -> EventLine:
    title = _other(line, titles)
    return replace(line, title=title, about=join_words(((line.title,), line.about), " · ")) if title else line


def _other(entry: EventCard | EventLine, titles: dict[str, TextRun]) -> TextRun | None:
    title = titles.get(entry.route.partition("#")[0])
    return None if title is None or title.text == entry.title.text else title
