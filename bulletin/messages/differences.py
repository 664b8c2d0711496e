"""What an event changes: each thing people see in the words of before, and in those of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from bulletin.messages.facts import describe_cost, describe_place, describe_sign_up
from bulletin.messages.summaries import describe_date, describe_repeats
from bulletin.model.board import Board
from bulletin.model.event import PLACE_FIELDS, Event, Occurrence
from bulletin.model.expand import next_dates
from bulletin.model.recurrence import day_of
from bulletin.words.lists import join_words

MOST_DATES = 400
"""So many dates of each side are compared."""

NAMED = 2
"""So many of the dates that differ are named; the others are counted."""

LONGEST = 120


class OnBoard(NamedTuple):
    """An event and the board it stands on."""

    event: Event
    board: Board


_TOLD: dict[str, Callable[[OnBoard], str]] = {
    "title": lambda it: f"“{it.event.text.title}”",
    "address": lambda it: f"/events/{it.event.partner}/{it.event.slug}/",
    "status": lambda it: it.event.status.value,
    "place": lambda it: describe_place(it.event.place, it.board),
    "cost": lambda it: describe_cost(it.event.cost, it.board),
    "registration": lambda it: describe_sign_up(it.event.registration),
    "contact": lambda it: _contact_words(it.event),
    "ages": lambda it: it.event.ages,
    "audience": lambda it: it.board.vocabularies["audiences"].label(it.event.audience, "en"),
    "categories": lambda it: _labels(it, "categories", it.event.categories),
}
"""What is told as it was and as it is; of the rest only that it is different."""

_NAMES = {
    "title": "Title",
    "address": "Address of its page",
    "status": "Status",
    "place": "Where",
    "cost": "Cost",
    "registration": "Sign-up",
    "contact": "Contact",
    "ages": "Ages",
    "audience": "For whom",
    "categories": "Kind",
    "is_for_all_ages": "whether it is for all ages",
    "text": "the text",
    "translations": "a translation",
    "status_note": "the note on its status",
    "was": "the date it was to be on",
    "access": "the facts of getting in",
    "access_note": "the note on getting in",
    "hosts": "the co-hosts",
    "image": "the picture",
    "series_name": "the series",
    "part_of": "the programme it is part of",
    "timezone": "the time zone",
    "was_at": "its old addresses",
    "source": "where it comes from",
    "verified": "when it was checked",
    "publish_dates": "whether its dates are published",
}
_NOT_SEEN = frozenset(
    {"id", "uid", "partner", "slug", "ref", "lines", "series", "changes", "calendars", "posted"}
    | {"changed", *_TOLD}
)


def tell_differences(
    now: OnBoard, before: OnBoard, today: date, unread: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """A line for each thing that is different, but for fields that could not be read."""
    lines = []
    unread |= {"place"} if unread & PLACE_FIELDS else set()
    for name, words in _TOLD.items():
        old, new = words(before), words(now)
        if old != new and name not in unread:
            lines.append(f"{_NAMES[name]}: was {_short(old)}; now {_short(new)}.")
    if "start" not in unread and now.event.publish_dates and before.event.publish_dates:
        lines[1:1] = _tell_dates(now, before, today)
    others = [_NAMES.get(name, name.replace("_", " ")) for name in _others(now, before) if name not in unread]
    if others:
        lines.append(f"Different, too: {join_words(others)}.")
    return tuple(lines)


_NOUNS = {
    "title": "the title",
    "address": "the address of the page",
    "status": "the status",
    "place": "the place",
    "cost": "the price",
    "registration": "the sign-up",
    "contact": "the contact",
    "ages": "the ages",
    "audience": "for whom it is",
    "categories": "the kind",
}


def name_differences(now: OnBoard, before: OnBoard, unread: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What is different beside its dates, as `the price`; nothing of fields that could not be read."""
    unread |= {"place"} if unread & PLACE_FIELDS else set()
    told = [
        _NOUNS[name] for name, words in _TOLD.items() if name not in unread and words(before) != words(now)
    ]
    others = [
        _NAMES.get(name, f"the {name.replace('_', ' ')}")
        for name in _others(now, before)
        if name not in unread and name != "was_at"  # the address of its page says so
    ]
    return (*told, *others)


def _others(now: OnBoard, before: OnBoard) -> Iterator[str]:
    """The fields of which only a difference is told."""
    for each in fields(Event):
        if each.name not in _NOT_SEEN and _seen(now, each.name) != _seen(before, each.name):
            yield each.name


def _seen(it: OnBoard, name: str) -> object:
    """What people see of a field."""
    event = it.event
    if name == "text":
        return event.text.summary, event.text.html
    if name == "translations":
        return {tag: (text.title, text.summary, text.html) for tag, text in event.translations.items()}
    if name == "image":
        return event.image, it.board.pictures.get(event.image.path) if event.image else None
    if name == "flyer":
        return event.flyer, it.board.pictures.get(event.flyer)
    return getattr(event, name)


def _tell_dates(now: OnBoard, before: OnBoard, today: date) -> list[str]:
    old_rule, new_rule = (" ".join(describe_repeats(it.event, today)) for it in (before, now))
    lines = []
    if old_rule != new_rule:
        lines.append(f"Repeat: was {_quoted(old_rule)}; now {_quoted(new_rule)}.")
    old, new = _dates(before, today), _dates(now, today)
    if MOST_DATES in (len(old), len(new)):
        last = min(dates[-1].day for dates in (old, new) if len(dates) == MOST_DATES)
        old, new = ([each for each in dates if each.day <= last] for dates in (old, new))
    were = dict.fromkeys(describe_date(each, before.board) for each in old)
    are = dict.fromkeys(describe_date(each, now.board) for each in new)
    gone = [each for each in were if each not in are]
    added = [each for each in are if each not in were]
    if len(gone) == len(added) == 1:
        return [*lines, _was(gone[0], added[0])]
    same = _same_dates(old, new)
    changed = [(describe_date(one, before.board), describe_date(other, now.board)) for one, other in same]
    changed = [(was, is_now) for was, is_now in changed if was in gone and is_now in added]
    if changed:
        lines += [_was(was, is_now) for was, is_now in changed[:NAMED]]
        lines += [f"Likewise {len(changed) - NAMED} more."] if len(changed) > NAMED else []
        gone = [each for each in gone if each not in {was for was, _ in changed}]
        added = [each for each in added if each not in {is_now for _, is_now in changed}]
    lines += [f"No longer: {_named(gone)}."] if gone else []
    return [*lines, f"New: {_named(added)}."] if added else lines


def _was(old: str, new: str) -> str:
    return f"Date: was {old.removesuffix('.')}; now {_stop(new)}"


def _same_dates(
    old: Sequence[Occurrence], new: Sequence[Occurrence]
) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Dates of both sides that were made for the same day, wherever a change has moved them."""
    by_day = {(one.id.uid, day_of(one.original)): one for one in new}
    for one in old:
        if other := by_day.get((one.id.uid, day_of(one.original))):
            yield one, other


def _dates(it: OnBoard, today: date) -> Sequence[Occurrence]:
    return next_dates(it.event, today, MOST_DATES)


def _quoted(text: str) -> str:
    return f"“{_short(text.removesuffix('.'))}”" if text else "a single date"


def _stop(text: str) -> str:
    """The text with one full stop; its last words may be a sentence that somebody typed."""
    return text if text.endswith((".", "!", "?", "؟")) else f"{text}."


def _named(dates: Sequence[str]) -> str:
    more = len(dates) - NAMED
    return "; ".join(dates) if more <= 0 else f"{'; '.join(dates[:NAMED])} and {more} more"


def _contact_words(event: Event) -> str:
    contact = event.contact
    return ", ".join(part for part in (contact.phone, contact.text, contact.email, contact.url) if part)


def _labels(it: OnBoard, vocabulary: str, ids: Sequence[str]) -> str:
    return join_words([it.board.vocabularies[vocabulary].label(each, "en") for each in ids])


def _short(text: str) -> str:
    text = text or "not given"
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
