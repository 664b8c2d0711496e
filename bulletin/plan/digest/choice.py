"""The events of the coming week, grouped for people, what is rare first, shared out among partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bulletin.model.event import Event, Occurrence
from bulletin.model.place import PlaceKind
from bulletin.model.site.digest import Digest, DigestGroup, DigestItem
from bulletin.model.site.parts import MixedText
from bulletin.model.site.routes import AGENDA, HOME
from bulletin.plan.events.cards import status_word, time_words
from bulletin.plan.events.costs import cost_words
from bulletin.plan.events.hours import join_sentences
from bulletin.plan.events.places import place_words
from bulletin.plan.events.sign_up import sign_up_fact
from bulletin.plan.feeds.feed_text import event_url
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized, phrase_mixed, plain_words
from bulletin.plan.paper.choice import SheetDate, dates_on, firsts_of, shared_out
from bulletin.plan.paper.frame import WEEK, whole_days
from bulletin.plan.paper.lines import days_of, hours_of
from bulletin.words.dates import direction

MEDIUM = "digest"
MOST_ITEMS = 60
"""A newsletter that is longer is not read."""

_PEOPLE = {"0-5": "children", "6-11": "children", "12-18": "teens", "19+": "adults"}
_GROUPS = ("everybody", "children", "teens", "adults")


def plan_digest(local: LocalizedBoard) -> Digest:
    """What is on today and on the six days after."""
    phrase, info = local.phrase, local.board.info
    first, end = local.today, local.today + WEEK
    dates = dates_on(local, MEDIUM, first, end)
    of_days = [each for each in dates if not each.is_steady]
    steady = [each for each in dates if each.is_steady]
    shares = shared_out(local, [*firsts_of(of_days), *steady], info.fair_share)
    shown = shares.days[: MOST_ITEMS - len(shares.steady)]
    left_out = shares.left_out + len(shares.days) - len(shown)
    groups = [*_groups(local, shown, of_days), *_steady_group(local, shares.steady, steady)]
    return Digest(
        language=local.language,
        dir=direction(local.language),
        title=phrase("paper.week_of", days=whole_days(local)),
        groups=tuple(groups),
        rule=phrase("digest.rule", n=info.fair_share),
        more=phrase("digest.more", n=left_out) if left_out else "",
        agenda=phrase("title.all"),
        agenda_url=local.url(local.route_to(AGENDA)),
        source=phrase("digest.source"),
        board=localized(local, info.title, info.language),
        board_url=local.url(local.route_to(HOME)),
        empty="" if groups else phrase("digest.empty"),
    )


def _groups(
    local: LocalizedBoard, shown: Sequence[SheetDate], dates: Sequence[SheetDate]
) -> Iterator[DigestGroup]:
    rank = local.occurrences.rank
    for name in _GROUPS:
        found = [each for each in shown if _PEOPLE.get(each.one.event.audience, "everybody") == name]
        found.sort(key=lambda each: (each.frequency, each.day, rank(each.one)))
        if found:
            items = (_item(local, each.one.event, dates) for each in found)
            yield DigestGroup(local.phrase(f"digest.{name}"), tuple(items))


def _item(local: LocalizedBoard, event: Event, dates: Sequence[SheetDate]) -> DigestItem:
    """An event with its dates that are held; with those that are not, where none is."""
    own = [each.one for each in dates if each.one.event is event]
    held = [one for one in own if not one.status.is_off]
    shown = held or own
    off = [one for one in own if one.status.is_off] if held else []
    details = [*_details(local, shown[0])]
    if off:
        days = local.dates.listed(local.dates.near_day(one.day, local.today) for one in off)
        details.append(local.phrase("when.off", status=status_word(local, off[0].status), days=days))
    return _digest_item(local, shown[0], _when(local, shown), details)


def _digest_item(local: LocalizedBoard, one: Occurrence, when: str, details: list[MixedText]) -> DigestItem:
    return DigestItem(_title(local, one), event_url(local, one.event), when, tuple(filter(None, details)))


def _title(local: LocalizedBoard, one: Occurrence) -> MixedText:
    """The title, the discreet one where there is one: mail is read by whoever sits beside."""
    event = one.event
    text, language = local.event_text(event)
    title = localized(local, event.discreet_title or text.title, language or local.language)
    if one.label:
        label = localized(local, one.label, event.text_language)
        title = phrase_mixed(local, "feed.label", title=title, label=label)
    word = status_word(local, one.status)
    return phrase_mixed(local, "feed.summary", status=word, title=title) if word else title


def _when(local: LocalizedBoard, dates: Sequence[Occurrence]) -> str:
    """ "Tuesday 19 and Thursday 21 January, 18:00 – 19:30", each with its own hours where they differ."""
    phrase, writer = local.phrase, local.dates
    days = [writer.near_day(one.day, local.today) for one in dates]
    times = [_hours(local, one) for one in dates]
    if len(set(times)) == 1:
        listed = writer.listed(days)
        return phrase("time.at", day=listed, time=times[0]) if times[0] else listed
    each = [
        phrase("time.at", day=day, time=time) if time else day for day, time in zip(days, times, strict=True)
    ]
    return join_sentences(local, each)


def _hours(local: LocalizedBoard, one: Occurrence) -> str:
    time, note = time_words(local, one)
    if not isinstance(one.start, datetime):
        return note
    return f"{time} {note}" if note else time


def _details(local: LocalizedBoard, one: Occurrence) -> Iterator[MixedText]:
    """Where, for how much, and how to sign up or whom to call."""
    event = one.event
    yield _place(local, one)
    if one.status.is_off:
        return
    yield cost_words(local, event) if event.cost else ""
    yield sign_up_fact(local, event, one.registration, one.place)
    phone = event.contact.phone or event.contact.text
    yield local.phrase("paper.call", phone=phone) if phone else ""


def _place(local: LocalizedBoard, one: Occurrence) -> MixedText:
    """The place as far as it is published: that it is secret says too much in somebody's mail."""
    if one.place.kind is PlaceKind.CONFIDENTIAL:
        return ""
    if one.place.kind is PlaceKind.ON_REQUEST:
        return localized(local, one.place.area, one.event.text_language)
    return place_words(local, one.place, one.event.text_language)


def _steady_group(
    local: LocalizedBoard, shown: Sequence[SheetDate], dates: Sequence[SheetDate]
) -> Iterator[DigestGroup]:
    """What is on every day, or for weeks, each once with its days and hours."""
    items = []
    for each in shown:
        own = [date for date in dates if date.one.event is each.one.event]
        days, order = days_of(local, own)
        hours = hours_of(local, own)
        when = local.phrase("time.at", day=days, time=hours) if hours else days
        items.append((order, _digest_item(local, each.one, when, [*_details(local, each.one)])))
    if items:
        ordered = sorted(items, key=lambda pair: (pair[0], plain_words(pair[1].title)))
        yield DigestGroup(local.phrase("digest.steady"), tuple(item for _, item in ordered))
