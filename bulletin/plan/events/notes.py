"""Ages, and the notes of status, access and cost: in the page's language where the translation has them."""

from __future__ import annotations

from bulletin.model.event import Cost, Event
from bulletin.model.site.parts import MixedText
from bulletin.model.text import NO_NOTES, Notes
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized, plain_words


def translated_notes(local: LocalizedBoard, event: Event) -> Notes:
    """The notes of the translation into the page's language; empty ones where there is none."""
    text, _ = local.event_text(event)
    return NO_NOTES if text is event.text else text.notes


def ages_words(local: LocalizedBoard, event: Event) -> MixedText:
    """The ages in people's words; numbers are in no language."""
    own = translated_notes(local, event).ages
    if own or not any(char.isalpha() for char in event.ages):
        return own or event.ages
    return localized(local, event.ages, event.text_language)


def access_note(local: LocalizedBoard, event: Event) -> MixedText:
    """What else is said of access."""
    own = translated_notes(local, event).access
    return own or localized(local, event.access_note, event.text_language)


def note_words(local: LocalizedBoard, event: Event, note: str) -> MixedText:
    """A note of the event's status or of a date; only the event's own is translated."""
    own = translated_notes(local, event).status if note == event.status_note else ""
    return own or localized(local, note, event.text_language)


def plain_note(local: LocalizedBoard, event: Event, note: str) -> str:
    """The same as plain text."""
    return plain_words(note_words(local, event, note))


def cost_notes(local: LocalizedBoard, event: Event) -> tuple[tuple[Cost, str], ...]:
    """Each price with its translated words, "" where they are not translated.

    The words of a price are its note, or the whole of one that is no amount. Prices with words take those of
    the translation in their order.
    """
    own = list(translated_notes(local, event).cost)
    found = []
    for cost in event.cost:
        has_words = bool(cost.note or not cost.amount)
        found.append((cost, own.pop(0) if own and has_words else ""))
    return tuple(found)
