"""Events as they will look, and what about them is not as it was, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.messages.differences import OnBoard, tell_differences
from bulletin.messages.review.records import tell_record
from bulletin.messages.summaries import describe_date, read_back
from bulletin.model.board import Board
from bulletin.model.event import Event, PartlyRead
from bulletin.model.expand import NEXT_DATES, next_dates
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.review import BoardChange, EventChange, Review, pair_records
from bulletin.words.dates import DateWriter
from bulletin.words.lists import join_words

MOST_ENTRIES = 12
_LOOKED_AT = 60
_ENGLISH = DateWriter("en", "en", 24)


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A record as it will look: whether it is new, its title, what is known of it, its next dates.

    `differences` are what is told of it now in another way.
    """

    mark: str
    title: str
    lines: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    event: str = ""
    """The id of an event."""


def write_entries(review: Review, change: BoardChange) -> list[ReviewEntry]:
    """One for each event that is handed in or gone, then for venues and partners, by their first dates."""
    events = [each for each in change.events if each.is_handed_in]
    events.sort(key=lambda each: (_first_day(each, change.today), each.event.id))
    entries = [_event_entry(each, change) for each in events]
    return [*(entry for entry in entries if entry is not None), *_record_entries(change)]


def _first_day(each: EventChange, today: date) -> date:
    if each.after is None or not each.has_dates or not each.after.publish_dates:
        return date.max
    found = next_dates(each.after, today, 1)
    return found[0].day if found else date.max


def _event_entry(each: EventChange, change: BoardChange) -> ReviewEntry | None:
    """The entry; None where it is as it was."""
    if each.after is None:
        return ReviewEntry(
            "Gone", each.event.text.title, ("It is taken off the board.",), event=each.event.id
        )
    event, today = each.after, change.today
    read = read_back(
        PartlyRead(event, each.unread) if each.unread else event, change.after, today, event.ref.path
    )
    by = _partner_name(event, change.after)
    lines = (*([f"By {by}"] if by else []), *read.repeats, *read.facts, *_languages(each))
    dates = _held_dates(event, change.after, today) if each.has_dates else ()
    if each.before is None:
        return ReviewEntry("New", event.text.title, lines, dates, event=event.id)
    now, before = OnBoard(event, change.after), OnBoard(each.before, change.before)
    differences = tell_differences(now, before, today, each.unread)
    differences += tuple(_left_behind(each, change))
    if not differences and not each.unread:
        return None
    return ReviewEntry("Changed", event.text.title, lines, dates, differences, event.id)


def _partner_name(event: Event, board: Board) -> str:
    partner = board.partners.get(event.partner)
    return partner.name if partner else ""


def _held_dates(event: Event, board: Board, today: date) -> tuple[str, ...]:
    """The next dates that are held; what is called off stands among the changes, where it is new."""
    if not event.publish_dates:
        return ()
    held = [one for one in next_dates(event, today, _LOOKED_AT) if not one.status.is_off]
    return tuple(describe_date(one, board) for one in held[:NEXT_DATES])


def _languages(each: EventChange) -> Iterator[str]:
    """The translations that are handed in."""
    assert each.after is not None
    known = each.before.translations if each.before else {}
    for tag, text in each.after.translations.items():
        if known.get(tag) == text:
            continue
        yield f"In {_ENGLISH.language_name(tag)}: “{text.title}”"


def _left_behind(each: EventChange, change: BoardChange) -> Iterator[str]:
    """The translations that say what the text said before it was changed."""
    old, new = each.before, each.after
    assert old is not None
    assert new is not None
    if old.text.plain == new.text.plain and old.text.title == new.text.title:
        return
    same = [tag for tag, text in new.translations.items() if old.translations.get(tag) == text]
    if same:
        yield f"The text in {join_words([_ENGLISH.language_name(tag) for tag in same])} was left as it was."


def _record_entries(change: BoardChange) -> Iterator[ReviewEntry]:
    venues = sorted(pair_records(change.before.venues, change.after.venues), key=_id)
    partners = sorted(pair_records(change.before.partners, change.after.partners), key=_id)
    for old, new in (*venues, *partners):
        if new is None:
            assert old is not None
            yield ReviewEntry("Gone", old.name)
        elif old is None:
            yield ReviewEntry("New", new.name)
        elif lines := tell_record(old, new):
            yield ReviewEntry("Changed", new.name, differences=lines)


def _id(pair: tuple[Venue | Partner | None, Venue | Partner | None]) -> str:
    return next(record.id for record in pair if record)
