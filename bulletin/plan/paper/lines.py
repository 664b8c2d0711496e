"""A date as a line of a sheet, and what is on every day or runs for weeks as an entry of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bulletin.model.event import Event, Occurrence, RegistrationKind, Status
from bulletin.model.frequency import Frequency
from bulletin.model.place import PlaceKind
from bulletin.model.site.paper import BandEntry, PaperDay, PaperLine
from bulletin.model.site.parts import MixedText
from bulletin.plan.events.cards import event_card, status_word, time_words
from bulletin.plan.events.costs import cost_words
from bulletin.plan.events.places import place_words
from bulletin.plan.events.sign_up import asks_first, sign_up_fact
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized, plain_words
from bulletin.plan.paper.choice import SheetDate
from bulletin.words.dates import capital

BETWEEN = " · "
ZERO_WIDTH = "\u200b"
"""Nothing to see: after a separator, where a number to call follows that is written apart."""
WEEKDAYS = frozenset(range(5))
ALL_DAYS = frozenset(range(7))
MOST_FACTS = 3

_FACTS = ("free", "cost", "registration", "language", "no-id", "access", "check")
"""Kinds of facts in large print."""


def week_line(local: LocalizedBoard, date: SheetDate) -> PaperLine:
    """A date of the week: its hour, its title, and one line of what it takes to get there."""
    call = _joining(local, date.one)
    return _line(local, date, (join_words((*_details(local, date), _before(call)), BETWEEN),), call)


def month_line(local: LocalizedBoard, date: SheetDate) -> PaperLine:
    """A date of the month: its hour and its title."""
    return _line(local, date, (), "")


def large_line(local: LocalizedBoard, date: SheetDate) -> PaperLine:
    """A date in large print: where and until when on one line, what else is to be known on another."""
    one, card = date.one, event_card(local, date.one)
    where = join_words((card.place, card.place_note), local.phrase("list.comma"))
    first = [localized(local, one.label, one.event.text_language), where, _until(local, date)]
    facts: list[MixedText] = [fact.text for fact in card.facts if fact.kind in _FACTS][:MOST_FACTS]
    if one.status.is_off:
        facts = []
    details = tuple(line for line in (_sentences(first), _sentences((card.status_note, *facts))) if line)
    return _line(local, date, details, capital(_call(local, card.phone)))


def paper_day(local: LocalizedBoard, dates: Sequence[SheetDate], lines: Iterable[PaperLine]) -> PaperDay:
    """The lines of one day, under its leaf."""
    day, writer = dates[0].day, local.dates
    return PaperDay(
        date=day.isoformat(),
        title=capital(writer.near_day(day, local.today)),
        leaf_weekday=writer.day(day, "leaf_weekday"),
        leaf_day=str(day.day),
        lines=tuple(lines),
    )


def _line(local: LocalizedBoard, date: SheetDate, details: tuple[MixedText, ...], call: str) -> PaperLine:
    one = date.one
    text, language = local.event_text(one.event)
    begins_here = isinstance(one.start, datetime) and one.day == date.day
    return PaperLine(
        time=local.dates.time(one.start) if begins_here and isinstance(one.start, datetime) else "",
        start=local.iso_span(one).start,
        title=local.text_run(text.title, language),
        details=details,
        call=call,
        status="" if one.status is Status.SCHEDULED else str(one.status),
        status_word=status_word(local, one.status),
        struck=one.status is Status.CANCELLED,
    )


def _details(local: LocalizedBoard, date: SheetDate) -> Iterator[MixedText]:
    one, event = date.one, date.one.event
    yield localized(local, one.label, event.text_language)
    yield _how_long(local, date)
    yield _place(local, one)
    if one.status.is_off:
        return
    yield _cost(local, event)


def _place(local: LocalizedBoard, one: Occurrence) -> MixedText:
    """Where, as briefly as can be: of an address, the street."""
    address = one.place.address if one.place.kind is PlaceKind.ADDRESS else None
    if address and address.street:
        return localized(local, address.street, one.event.text_language)
    return place_words(local, one.place, one.event.text_language)


def _cost(local: LocalizedBoard, event: Event) -> MixedText:
    """What somebody said that it costs; nothing where nobody did."""
    if event.is_free:
        return local.phrase("fact.free")
    return cost_words(local, event) if event.cost else ""


def _joining(local: LocalizedBoard, one: Occurrence) -> str:
    """Whom to call before setting out, of what one cannot simply come to."""
    if one.status.is_off:
        return ""
    event, registration = one.event, one.registration
    signs_up = registration.kind in (RegistrationKind.REQUIRED, RegistrationKind.RECOMMENDED)
    if not (signs_up or one.status is Status.TENTATIVE or asks_first(event, one.place)):
        return ""
    phone = registration.phone or event.contact.phone or event.contact.text
    return _call(local, phone) or sign_up_fact(local, event, registration, one.place)


def _call(local: LocalizedBoard, phone: str) -> str:
    return local.phrase("paper.call", phone=phone) if phone else ""


def _how_long(local: LocalizedBoard, date: SheetDate) -> str:
    """ "All day", "until 17 January": of what has no hour, or lasts into other days."""
    one = date.one
    if one.last_day > date.day and one.lasts_days:
        last = local.dates.near_day(one.last_day, local.today, "day_month")
        return capital(local.phrase("time.until", day=last))
    if one.is_all_day:
        return local.phrase("time.all_day")
    return ""


def _until(local: LocalizedBoard, date: SheetDate) -> str:
    one = date.one
    if words := _how_long(local, date):
        return words
    if not one.has_end or not isinstance(one.end, datetime):
        return ""
    return local.phrase("paper.until", time=local.dates.time(one.end))


def _sentences(parts: Iterable[MixedText]) -> MixedText:
    """The parts, each closed with a full stop."""
    filled = [part for part in parts if part]
    closed = [
        part if plain_words(part).endswith((".", "!", "?")) else join_words((part, ".")) for part in filled
    ]
    return join_words(closed, " ")


def band_entries(
    local: LocalizedBoard, shown: Sequence[SheetDate], dates: Iterable[SheetDate]
) -> list[BandEntry]:
    """What is `shown` of the steady: what is on every day first, then by weekdays, then what runs longest.

    Its days are those it has among `dates`.
    """
    by_event: dict[str, list[SheetDate]] = {}
    for each in dates:
        if each.is_steady:
            by_event.setdefault(each.one.event.id, []).append(each)
    entries: list[tuple[tuple[str, str], BandEntry]] = []
    for chosen in shown:
        event = chosen.one.event
        text, language = local.event_text(event)
        heading, order = days_of(local, by_event[event.id])
        dates_of = by_event[event.id]
        title = local.text_run(text.title, language)
        entry = BandEntry(heading, title, _band_detail(local, dates_of), _band_call(local, event))
        entries.append(((order, text.title), entry))
    return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]


def days_of(local: LocalizedBoard, dates: Sequence[SheetDate]) -> tuple[str, str]:
    """When it is on, in words, and what these words are sorted by."""
    phrase, first = local.phrase, dates[0]
    if first.frequency is Frequency.STILL_ON:
        last = local.dates.near_day(first.one.last_day, local.today, "day_month")
        return capital(phrase("time.until", day=last)), f"3 {first.one.last_day}"
    weekdays = {each.day.weekday() for each in dates}
    if weekdays == ALL_DAYS:
        return phrase("paper.every_day"), "0"
    if weekdays == WEEKDAYS:
        return phrase("paper.weekdays"), "1"
    names = {each.day.weekday(): local.dates.day(each.day, "leaf_weekday") for each in dates}
    first_weekday = local.board.info.first_weekday
    days = sorted(names, key=lambda weekday: (weekday - first_weekday) % 7)
    return capital(phrase("list.comma").join(names[day] for day in days)), f"2 {days}"


def hours_of(local: LocalizedBoard, dates: Sequence[SheetDate]) -> str:
    """The hours of what is on every day, each of them where they differ; "" of what runs for weeks."""
    if dates[0].frequency is Frequency.STILL_ON:
        return ""
    times = dict.fromkeys(time_words(local, each.one)[0] for each in dates if not each.one.is_all_day)
    return local.phrase("list.comma").join(times)


def _band_detail(local: LocalizedBoard, dates: Sequence[SheetDate]) -> MixedText:
    """Its hours (each of them, where they differ), where it is, what it costs, whom to call."""
    one = dates[0].one
    event = one.event
    return join_words(
        (
            hours_of(local, dates),
            _place(local, one),
            _cost(local, event),
            _before(_band_call(local, event)),
        ),
        BETWEEN,
    )


def _band_call(local: LocalizedBoard, event: Event) -> str:
    return "" if event.status.is_off else _call(local, event.contact.phone or event.contact.text)


def _before(call: str) -> str:
    """Ends a detail that is followed by a number to call."""
    return ZERO_WIDTH if call else ""
