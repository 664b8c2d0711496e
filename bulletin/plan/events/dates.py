"""When an event is, in words: its rule and its times, its next dates, what is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from bulletin.formats.repeat import Spec, format_repeat
from bulletin.model.event import Event, Occurrence, Status
from bulletin.model.expand import has_dates
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Series, Start, Window, day_of
from bulletin.model.site.details import DateFold, DateRow
from bulletin.model.site.routes import day_route
from bulletin.model.zones import city_of
from bulletin.plan.events.cards import status_word
from bulletin.plan.events.freshness import is_review_due, needs_check
from bulletin.plan.events.hours import (
    dates_held,
    days_in_a_row,
    has_one_time,
    in_zone,
    join_sentences,
    moment_words,
    row_words,
    rule_hours,
    single_dates,
    zone_time_words,
)
from bulletin.plan.events.places import place_words
from bulletin.plan.events.sign_up import limit_words, sign_up_fact
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized
from bulletin.words.dates import capital

MOST_LISTED = 6


def when_words(local: LocalizedBoard, event: Event) -> str:
    """All its rules in words, or that the dates are given on request."""
    if not event.publish_dates or not event.series:
        return local.phrase("when.no_dates")
    if not any(map(has_dates, event.series)):
        return local.phrase("when.none")
    words, *more = (_series_words(local, event, series) for series in event.series)
    for further in more:
        words = local.phrase("when.and_then", first=words, second=further)
    if event.is_postponed and not event.is_recurring:
        return local.phrase("status.was", day=words)
    return capital(words)


def _series_words(local: LocalizedBoard, event: Event, series: Series) -> str:
    """ "Tuesdays and Thursdays, 18:00 – 19:30"; of a single date the whole date."""
    if series.rule is None and not series.extra:
        for one in (*local.occurrences.by_event[event.id], *local.occurrences.ahead(event)):
            if one.series.key == series.key:
                return moment_words(local, one.start, one.end, has_end=one.has_end)
        start, end = (local.board_time(each) for each in (series.start, series.start + series.length))
        return moment_words(local, start, end, has_end=series.has_end)
    extra = single_dates(local, event, series, most=MOST_LISTED)
    if series.rule is None:
        return extra
    phrase, rule = local.phrase, series.rule
    if rule.count is not None and (held := dates_held(event, series)):
        rule = replace(rule, count=held)
    words = days_in_a_row(local, event, series) or format_repeat(
        Spec(rule), local.language, local.board.info.clock
    )
    time = in_zone(local, event, rule_hours(local, series, rule))
    words = phrase("when.repeats", rule=words, time=time) if time else phrase("when.repeats_only", rule=words)
    return join_sentences(local, filter(None, (words, extra)))


def when_notes(local: LocalizedBoard, event: Event, ahead: tuple[Occurrence, ...]) -> Iterator[str]:
    """What else there is to know of its dates: those that are off or left out, its zone, rain, review."""
    phrase, writer, today = local.phrase, local.dates, local.today
    if event.publish_dates:
        yield from _zone_note(local, event)
        yield from _off_first(local, event, ahead)
        yield from _at_another_time(local, ahead)
    if event.publish_dates and (skipped := _skipped_days(local, event)):
        yield phrase("when.not_on", days=_listed_days(local, skipped))
    if event.rain_date is not None:
        yield phrase("when.rain", day=rain_words(local, event.rain_date))
    if event.publish_dates and not ahead:
        if event.id in local.occurrences.waiting:
            yield phrase("when.new_date")
        elif any(map(has_dates, event.series)):
            yield phrase("when.over")
        return
    if event.publish_dates and event.review_by and is_review_due(local, event):
        yield phrase("when.review", day=writer.near_day(event.review_by, today))
    elif needs_check(local, event):
        yield capital(phrase("fact.check"))


def _zone_note(local: LocalizedBoard, event: Event) -> Iterator[str]:
    """In whose time the dates stand, of an event that is held by the clocks of another zone."""
    own = local.board.info.timezone
    if event.timezone == own or not any(isinstance(series.start, datetime) for series in event.series):
        return
    if event.is_recurring:
        yield local.phrase("when.zone", zone=city_of(own))
        return
    for one in (*local.occurrences.by_event[event.id], *local.occurrences.ahead(event))[:1]:
        if isinstance(one.start, datetime) and isinstance(one.end, datetime):
            start, end = (each.astimezone(ZoneInfo(event.timezone)) for each in (one.start, one.end))
            moment = moment_words(local, start, end, has_end=one.has_end)
            there = zone_time_words(local, moment, event.timezone)
            yield local.phrase("when.there", there=there)


def _off_first(local: LocalizedBoard, event: Event, ahead: tuple[Occurrence, ...]) -> Iterator[str]:
    """The dates that will not be held before the next one that will."""
    if not event.is_recurring or event.status.is_off:
        return
    off: dict[Status, list[date]] = {}
    for one in takewhile(lambda one: one.status.is_off, ahead):
        off.setdefault(one.status, []).append(one.day)
    for status, days in off.items():
        yield local.phrase("when.off", status=status_word(local, status), days=_listed_days(local, days))


def _at_another_time(local: LocalizedBoard, ahead: tuple[Occurrence, ...]) -> Iterator[str]:
    """The dates of a rule that are held on another day, or at other hours, than it says."""
    moved = [
        row_words(local, one, with_end=True)
        for one in ahead
        if one.change is not None
        and (one.change.start is not None or one.change.length is not None)
        and one.series.rule is not None
        and one.original not in one.series.extra
        and not one.status.is_off
    ]
    left_out = [local.phrase("when.more", n=len(moved) - MOST_LISTED)] if len(moved) > MOST_LISTED else []
    if moved:
        dates = join_sentences(local, [*moved[:MOST_LISTED], *left_out])
        yield local.phrase("when.elsewhen", dates=dates)


def _skipped_days(local: LocalizedBoard, event: Event) -> list[date]:
    """The days to come on which its rule is not followed, in the zone of its dates."""
    ahead = Window(local.today, local.occurrences.window.end)
    starts = (local.board_time(start) for series in event.series for start in series.skipped)
    return sorted({day_of(start) for start in starts if day_of(start) in ahead})


def _listed_days(local: LocalizedBoard, days: list[date]) -> str:
    shown = [local.dates.near_day(day, local.today, "day_month") for day in days[:MOST_LISTED]]
    if len(days) > MOST_LISTED:
        shown.append(local.phrase("when.more", n=len(days) - MOST_LISTED))
    return local.dates.listed(shown)


def rain_words(local: LocalizedBoard, rain: Start | DayRange) -> str:
    """The day and the hour of a rain date, or its days."""
    if isinstance(rain, DayRange):
        return local.dates.days(rain.first, rain.last, local.today)
    return limit_words(local, rain)


def date_row(local: LocalizedBoard, one: Occurrence) -> DateRow:
    """One of the next dates: what differs from the rest stands behind it."""
    writer, phrase, event = local.dates, local.phrase, one.event
    one_time = local.cache.once(("one time", event.id), lambda: has_one_time(event))
    notes = [localized(local, text, event.text_language) for text in (one.label, one.note)]
    if one.change and one.change.registration:
        notes.append(sign_up_fact(local, event, one.registration, one.place))
    if one.change and one.change.start is not None and day_of(one.change.start) != day_of(one.original):
        before = day_of(local.board_time(one.original))
        notes.append(phrase("status.moved_from", day=writer.near_day(before, local.today, "day_month")))
    if one.place != event.place:
        notes.append(place_words(local, one.place, event.text_language))
    route = day_route(one.day)
    return DateRow(
        text=row_words(local, one, with_end=not one_time),
        start=local.iso_span(one).start,
        end=one.last_day.isoformat() if one.last_day > one.day else "",
        anchor=local.occurrences.anchor(one),
        status="" if one.status is Status.SCHEDULED else str(one.status),
        status_word=status_word(local, one.status),
        struck=one.status is Status.CANCELLED,
        note=join_words(notes, phrase("list.comma")),
        route=local.route_to(route) if local.has_page(route) else "",
    )


def date_folds(
    local: LocalizedBoard, dates: tuple[Occurrence, ...], rows: list[DateRow]
) -> Iterator[DateFold]:
    """The further dates by month, "March 2027 (9)"."""
    months: dict[date, list[DateRow]] = {}
    for one, row in zip(dates, rows, strict=True):
        months.setdefault(one.day.replace(day=1), []).append(row)
    for month, found in months.items():
        name = capital(local.dates.day(month, "month_year"))
        yield DateFold(local.phrase("count.months", month=name, n=len(found)), tuple(found))


def past_words(local: LocalizedBoard, event: Event) -> str:
    """How many of its dates have passed, "" when none."""
    dates = local.occurrences
    past = len(dates.by_event[event.id]) - len(dates.coming(event))
    return local.phrase("when.past", n=past) if past and event.is_recurring else ""
