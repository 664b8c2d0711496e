"""When an event is, in words: its rule and its times, its next dates, what is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bulletin.formats.repeat import Spec, format_repeat
from bulletin.model.event import Event, Occurrence, RegistrationKind, Status
from bulletin.model.expand import has_dates
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Series, Start, Window, day_of
from bulletin.model.site.routes import day_route
from bulletin.model.site.values import DateFold, DateRow
from bulletin.plan.events.cards import needs_check, status_word
from bulletin.plan.events.hours import (
    dates_held,
    has_one_time,
    in_zone,
    join_sentences,
    moment_words,
    row_words,
    rule_hours,
    single_dates,
)
from bulletin.plan.events.places import place_words
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
    return capital(words)


def _series_words(local: LocalizedBoard, event: Event, series: Series) -> str:
    """ "Tuesdays and Thursdays, 18:00 – 19:30"; of a single date the whole date."""
    if series.rule is None and not series.extra:
        for one in local.occurrences.by_event[event.id]:
            if one.series.key == series.key:
                return moment_words(local, one.start, one.end, has_end=one.has_end)
        return moment_words(local, series.start, series.start + series.length, has_end=series.has_end)
    extra = single_dates(local, event, series, most=MOST_LISTED)
    if series.rule is None:
        return extra
    phrase, rule = local.phrase, series.rule
    if rule.count is not None and (held := dates_held(event, series)):
        rule = replace(rule, count=held)
    words = format_repeat(Spec(rule), local.language, local.board.info.clock)
    time = in_zone(local, event, rule_hours(local, series, rule))
    words = phrase("when.repeats", rule=words, time=time) if time else phrase("when.repeats_only", rule=words)
    return join_sentences(local, filter(None, (words, extra)))


def when_notes(local: LocalizedBoard, event: Event, coming: tuple[Occurrence, ...]) -> Iterator[str]:
    """What else there is to know of its dates: days left out, zone, rain, review."""
    phrase, writer, today = local.phrase, local.dates, local.today
    ahead = Window(today, local.occurrences.window.end)
    skipped = sorted(
        {day_of(start) for series in event.series for start in series.skipped if day_of(start) in ahead}
    )
    if skipped and event.publish_dates:
        days = [writer.near_day(day, today, "day_month") for day in skipped[:MOST_LISTED]]
        if len(skipped) > MOST_LISTED:
            days.append(phrase("when.more", n=len(skipped) - MOST_LISTED))
        yield phrase("when.not_on", days=writer.listed(days))
    if event.rain_date is not None:
        yield phrase("when.rain", day=rain_words(local, event.rain_date))
    if event.publish_dates and not coming and any(map(has_dates, event.series)):
        yield phrase("when.over")
    if event.publish_dates and needs_check(local, event) and event.review_by and today > event.review_by:
        yield phrase("when.review", day=writer.near_day(event.review_by, today))


def rain_words(local: LocalizedBoard, rain: Start | DayRange) -> str:
    """The day and the hour of a rain date, or its days."""
    writer, today = local.dates, local.today
    if isinstance(rain, DayRange):
        return writer.days(rain.first, rain.last, today)
    day = writer.near_day(day_of(rain), today)
    return local.phrase("time.at", day=day, time=writer.time(rain)) if isinstance(rain, datetime) else day


def date_row(local: LocalizedBoard, one: Occurrence) -> DateRow:
    """One of the next dates: what differs from the rest stands behind it."""
    writer, phrase, event = local.dates, local.phrase, one.event
    one_time = local.cache.once(("one time", event.id), lambda: has_one_time(event))
    notes = [localized(local, text, event.text_language) for text in (one.label, one.note)]
    if one.change and one.change.registration and one.registration.kind is not RegistrationKind.NONE:
        notes.append(phrase(f"fact.{one.registration.kind}"))
    if one.change and one.change.start is not None and day_of(one.change.start) != day_of(one.original):
        notes.append(
            phrase("status.moved_from", day=writer.near_day(day_of(one.original), local.today, "day_month"))
        )
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
        struck=one.status.is_off,
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


def past_words(local: LocalizedBoard, event: Event, coming: tuple[Occurrence, ...]) -> str:
    """How many of its dates have passed, "" when none."""
    past = len(local.occurrences.by_event[event.id]) - len(coming)
    return local.phrase("when.past", n=past) if past and event.is_recurring else ""
