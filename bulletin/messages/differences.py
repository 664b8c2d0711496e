"""What an event changes: each thing people see in the words of before, and in those of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from bulletin.formats.dates import tell_days
from bulletin.messages.facts import describe_cost, describe_place, describe_sign_up, describe_status
from bulletin.messages.summaries import describe_date, describe_repeats
from bulletin.model.board import Board
from bulletin.model.event import PLACE_FIELDS, TIME_FIELDS, Event, Occurrence
from bulletin.model.expand import next_dates
from bulletin.model.recurrence import day_of
from bulletin.translatable import gettext as _
from bulletin.translatable import join, reshape, sentences
from bulletin.words.lists import join_words, quoted

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
    "title": lambda it: quoted(it.event.text.title),
    "address": lambda it: f"/events/{it.event.partner}/{it.event.slug}/",
    "status": lambda it: describe_status(it.event.status),
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
    "title": _("Title"),
    "address": _("Address of its page"),
    "status": _("Status"),
    "place": _("Where"),
    "cost": _("Cost"),
    "registration": _("Sign-up"),
    "contact": _("Contact"),
    "ages": _("Ages"),
    "audience": _("For whom"),
    "categories": _("Kind"),
    "is_for_all_ages": _("whether it is for all ages"),
    "text": _("the text"),
    "translations": _("a translation"),
    "status_note": _("the note on its status"),
    "was": _("the date it was to be on"),
    "access": _("the facts of getting in"),
    "access_note": _("the note on getting in"),
    "hosts": _("the co-hosts"),
    "image": _("the picture"),
    "series_name": _("the series"),
    "part_of": _("the programme it is part of"),
    "timezone": _("the time zone"),
    "was_at": _("its old addresses"),
    "source": _("where it comes from"),
    "verified": _("when it was checked"),
    "publish_dates": _("whether its dates are published"),
}
_NOT_SEEN = frozenset(
    {"id", "uid", "partner", "slug", "ref", "series", "changes", "calendars", "posted"} | {"changed", *_TOLD}
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
            lines.append(
                _(
                    "{fact}: was {before}; now {after}.",
                    fact=_NAMES[name],
                    before=_short(old),
                    after=_short(new),
                )
            )
    if "start" not in unread and now.event.publish_dates and before.event.publish_dates:
        lines[1:1] = _tell_dates(now, before, today)
    others = [_NAMES.get(name, name.replace("_", " ")) for name in _others(now, before) if name not in unread]
    if others:
        lines.append(_("Different, too: {facts}.", facts=join_words(others)))
    return tuple(lines)


_NOUNS = {
    "title": _("the title"),
    "address": _("the address of the page"),
    "status": _("the status"),
    "place": _("the place"),
    "cost": _("the price"),
    "registration": _("the sign-up"),
    "contact": _("the contact"),
    "ages": _("the ages"),
    "audience": _("for whom it is"),
    "categories": _("the kind"),
}


def name_differences(now: OnBoard, before: OnBoard, unread: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What is different beside its dates, as `the price`; nothing of fields that could not be read."""
    unread |= {"place"} if unread & PLACE_FIELDS else set()
    told = [
        _NOUNS[name] for name, words in _TOLD.items() if name not in unread and words(before) != words(now)
    ]
    others = [
        _NAMES.get(name, _("the {field}", field=name.replace("_", " ")))
        for name in _others(now, before)
        if name not in unread and name != "was_at"  # the address of its page says so
    ]
    return (*told, *others)


_OF_DATES: dict[str, Callable[[Occurrence], object]] = {
    "the note": lambda one: (one.label, one.note),
    "the status": lambda one: one.change and one.change.status,
    "the sign-up": lambda one: one.change and one.change.registration,
    "the facts of getting in": lambda one: one.change and one.change.access,
}


def name_date_differences(
    now: OnBoard, before: OnBoard, today: date, unread: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """What is different on dates that are held when they were, as `the length`, `the note on …`."""
    hidden = not (now.event.publish_dates and before.event.publish_dates)
    if hidden or unread & TIME_FIELDS:
        return ()
    same = [
        (old, new)
        for old, new in _same_dates(_dates(before, today), _dates(now, today))
        if old.start == new.start
    ]
    is_longer = any((old.end, old.has_end) != (new.end, new.has_end) for old, new in same)
    found = [_("the length")] if is_longer else []
    for name, value in _OF_DATES.items():
        days = [new.day for old, new in same if value(old) != value(new)]
        found += [f"{name} on {tell_days(days, NAMED)}"] if days else []
    return tuple(found)


def _others(now: OnBoard, before: OnBoard) -> Iterator[str]:
    """The fields of which only a difference is told."""
    for each in fields(Event):
        name = each.name
        if not each.compare or name in _NOT_SEEN:
            continue
        if _seen(now, name) != _seen(before, name) or _is_other_file(now, before, name):
            yield name


def _seen(it: OnBoard, name: str) -> object:
    """What people see of a field."""
    event = it.event
    if name == "text":
        return event.text.summary, event.text.html
    if name == "translations":
        return {tag: (text.title, text.summary, text.html) for tag, text in event.translations.items()}
    return getattr(event, name)


def _is_other_file(now: OnBoard, before: OnBoard, name: str) -> bool:
    """Whether a picture or a flyer of the same name is another one.

    Only events on a board have their pictures there: of one that cannot be published nobody knows.
    """
    if name not in ("image", "flyer"):
        return False
    path = now.event.flyer if name == "flyer" else now.event.image.path if now.event.image else ""
    new, old = (it.board.pictures.get(path) for it in (now, before))
    return new is not None and old is not None and new != old


def _tell_dates(now: OnBoard, before: OnBoard, today: date) -> list[str]:
    old_rule, new_rule = (sentences(*describe_repeats(it.event, today)) for it in (before, now))
    lines = []
    if old_rule != new_rule:
        was, is_now = _quoted(old_rule), _quoted(new_rule)
        lines.append(_("Repeat: was {before}; now {after}.", before=was, after=is_now))
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
        lines += [_("Likewise {n} more.", n=len(changed) - NAMED)] if len(changed) > NAMED else []
        gone = [each for each in gone if each not in {was for was, _ in changed}]
        added = [each for each in added if each not in {is_now for _, is_now in changed}]
    lines += [_("No longer: {dates}.", dates=_named(gone))] if gone else []
    return [*lines, _("New: {dates}.", dates=_named(added))] if added else lines


def _was(old: str, new: str) -> str:
    return _("Date: was {before}; now {after}", before=reshape(_without_stop, old), after=reshape(_stop, new))


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
    return _("“{text}”", text=_short(reshape(_without_stop, text))) if text else _("a single date")


def _stop(text: str) -> str:
    """The text with one full stop; its last words may be a sentence that somebody typed."""
    return text if text.endswith((".", "!", "?", "؟")) else f"{text}."


def _without_stop(text: str) -> str:
    return text.removesuffix(".")


def _named(dates: Sequence[str]) -> str:
    more = len(dates) - NAMED
    named = join("; ", dates[:NAMED])
    return named if more <= 0 else _("{dates} and {n} more", dates=named, n=more)


def _contact_words(event: Event) -> str:
    contact = event.contact
    return ", ".join(part for part in (contact.phone, contact.text, contact.email, contact.url) if part)


def _labels(it: OnBoard, vocabulary: str, ids: Sequence[str]) -> str:
    return join_words([it.board.vocabularies[vocabulary].label(each, "en") for each in ids])


def _short(text: str) -> str:
    return reshape(_cut, text or _("not given"))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
