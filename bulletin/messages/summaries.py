"""An event read back: title, dates, place, cost and sign-up as they were understood, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bulletin.formats.dates import tell_day, tell_days
from bulletin.formats.repeat import Spec, tell_repeat
from bulletin.messages.facts import (
    describe_cost,
    describe_moment,
    describe_place,
    describe_sign_up,
    describe_status,
)
from bulletin.model.board import Board
from bulletin.model.event import PLACE_FIELDS, TIME_FIELDS, Event, Occurrence, PartlyRead, Status
from bulletin.model.expand import NEXT_DATES, has_dates, next_dates, rule_starts, series_starts
from bulletin.model.recurrence import LAST_DAY, RecurrenceRule, Series, Start, Window, day_of
from bulletin.model.zones import city_of
from bulletin.translatable import capital, join, ngettext
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words

_NAMED = {
    "start": _("the start"),
    "end": _("the end"),
    "duration": _("the length"),
    "repeat": _("the repeat"),
    "dates": _("the dates"),
    "skip": _("the days it is not held"),
    "changes": _("the dates that are different"),
    "place": _("the place"),
    "venue": _("the venue"),
    "room": _("the room"),
    "address": _("the address"),
    "online": _("the address online"),
    "cost": _("the price"),
    "registration": _("the sign-up"),
}
"""Fields as people speak of them; others are called by their names."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How an event was understood: a line per repeat, one for each of the next dates, and what else counts.

    `title` is empty where nothing can be read of its file. `facts` are status, place, cost and sign-up in
    words. `differences` tell what is published now in another way; None with nothing to compare with.
    """

    path: str
    title: str
    repeats: tuple[str, ...]
    dates: tuple[str, ...]
    facts: tuple[str, ...] = ()
    differences: tuple[str, ...] | None = None


def read_back(read: Event | PartlyRead, board: Board, today: date, path: str) -> ReadBack:
    """An event as it was understood, whose file is shown as `path`; no dates where they are not published."""
    event, unread = (read.event, read.unread) if isinstance(read, PartlyRead) else (read, frozenset[str]())
    repeats, dates = ((), ()) if "start" in unread else _read_dates(event, board, today)
    title = "" if "title" in unread else event.text.title
    begins = read.begins if isinstance(read, PartlyRead) else None
    facts = (*_facts(event, board, unread), *_unread(unread, begins))
    if begins is not None:
        facts = (_("Begins: {moment}", moment=describe_moment(begins)), *facts)
    return ReadBack(path, title, repeats, dates, facts)


def read_back_nothing(path: str) -> ReadBack:
    """A file of which nothing is understood."""
    return ReadBack(path, "", (_("Nothing of it can be read yet."),), ())


def read_back_withdrawn(path: str, on: date) -> ReadBack:
    """A record that was withdrawn."""
    told = _("It was withdrawn on {day}; nothing of it is on the board.", day=tell_day(on))
    return ReadBack(path, "", (told,), ())


def read_back_removed(event: Event, path: str) -> ReadBack:
    """An event whose file is gone."""
    return ReadBack(path, event.text.title, (_("It is taken off the board."),), ())


def _read_dates(event: Event, board: Board, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not event.publish_dates:
        return (_("Its dates are not published."),), ()
    repeats = describe_repeats(event, today)
    if event.timezone != board.info.timezone:
        repeats = (*repeats, _("Its times are those of {city}.", city=city_of(event.timezone)))
    dates = tuple(describe_date(occurrence, board) for occurrence in next_dates(event, today))
    if not dates and any(map(has_dates, event.series)):
        dates = (_("No date is ahead."),)
    return repeats, dates or (_("Every date is skipped: it has none."),)


def describe_repeats(event: Event, today: date) -> tuple[str, ...]:
    """A line for each rule or list of dates of an event, and one for the dates that are skipped."""
    several = len(event.series) > 1
    repeats = [_describe_series(series, several) for series in event.series if series.rule or series.extra]
    skipped = sorted(
        {day_of(day) for series in event.series for day in series.skipped if day_of(day) >= today}
    )
    if skipped:
        repeats.append(_("Not on {days}.", days=tell_days(skipped, NEXT_DATES)))
    return tuple(repeats)


def _facts(event: Event, board: Board, unread: frozenset[str]) -> list[str]:
    facts = []
    if event.status is not Status.SCHEDULED:
        status = join(": ", filter(None, (describe_status(event.status), event.status_note)))
        facts.append(_("Status: {status}", status=status))
    if not unread & PLACE_FIELDS:
        facts.append(_("Where: {place}", place=describe_place(event.place, board)))
    if "cost" not in unread:
        facts.append(_("Cost: {cost}", cost=describe_cost(event.cost, board)))
    if "registration" not in unread:
        facts.append(_("Sign-up: {sign_up}", sign_up=describe_sign_up(event.registration)))
    return facts


def _unread(unread: frozenset[str], begins: Start | None) -> list[str]:
    """What is to be mended before it can be read back."""
    named = set(unread)
    if len(named & PLACE_FIELDS) > 1:
        named.discard("place")
    if begins is not None and len(named & TIME_FIELDS) > 1:
        named.discard("start")
    words = [_NAMED.get(name) or _("the {field}", field=name.replace("_", " ")) for name in sorted(named)]
    return [_("Not understood: {fields}.", fields=join_words(words))] if words else []


def format_read_back(read: ReadBack) -> str:
    """How an event was understood, as indented lines under its file."""
    head = _("{path}: “{title}”", path=read.path, title=read.title) if read.title else f"{read.path}:"
    return join("\n", (head, *lines_of(read)))


def lines_of(read: ReadBack) -> list[str]:
    """How an event was understood, as indented lines."""
    lines = [join("    ", ("", line)) for line in read.repeats]
    lines += [join("    - ", ("", line)) for line in read.dates]
    lines += [join("    ", ("", line)) for line in read.facts]
    if read.differences is not None:
        lines.append(join("    ", ("", head_of_differences(read.differences))))
        lines += [join("    - ", ("", line)) for line in read.differences]
    return lines


def head_of_differences(differences: tuple[str, ...]) -> str:
    """The line above the differences, or that there are none."""
    if differences:
        return _("Different from what is published now:")
    return _("Nothing that people see is different from what is published now.")


def _describe_series(series: Series, times_too: bool) -> str:
    """`every other Thursday, 10 times; 1 skipped: 9`; with its times where other repeats stand beside it."""
    if series.rule is None:
        return _("On {n} single dates.", n=len(series.extra) + 1)
    text = capital(tell_repeat(_with_times(series, series.rule) if times_too else series.rule))
    if series.extra:
        text = _("{repeat}, and {n} more by `dates`", repeat=text, n=len(series.extra))
    if not series.rule.is_endless:
        whole = Window(day_of(series.start), LAST_DAY)
        made = sum(1 for _ in rule_starts(series, whole)) + len(series.extra)
        kept = sum(1 for _ in series_starts(series, whole))
        dates = ngettext("{n} date", "{n} dates", made)
        if made != kept:
            return _(
                "{repeat}. {dates}, {skipped} skipped: {kept}.",
                repeat=text,
                dates=dates,
                skipped=made - kept,
                kept=kept,
            )
        if made != series.rule.count:
            return _("{repeat}. {dates}.", repeat=text, dates=dates)
    return _("{repeat}.", repeat=text)


def _with_times(series: Series, rule: RecurrenceRule) -> Spec:
    start = series.start
    if not isinstance(start, datetime):
        return Spec(rule)
    end = start.replace(tzinfo=None) + series.length
    is_told = series.has_end and series.length < timedelta(days=1)
    return Spec(rule, start.time(), end.time() if is_told else None)


def describe_date(occurrence: Occurrence, board: Board) -> str:
    """`Thursday 14 January 2027, 15:45 – 17:00`, with what differs that day."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        text = describe_moment(start)
        if not occurrence.has_end:
            text = _("{moment} (no end given)", moment=text)
        else:
            text = join(" – ", (text, describe_moment(end) if occurrence.lasts_days else f"{end:%H:%M}"))
    elif occurrence.last_day > occurrence.day:
        text = _("{first} to {last}", first=tell_day(occurrence.day), last=tell_day(occurrence.last_day))
    else:
        text = _("{day}, all day", day=tell_day(occurrence.day))
    if occurrence.place != occurrence.event.place:
        text = join(", ", (text, describe_place(occurrence.place, board)))
    if occurrence.status is not Status.SCHEDULED:
        text = _("{date} ({status})", date=text, status=describe_status(occurrence.status))
    said = " – ".join(part for part in (occurrence.label, occurrence.note) if part)
    return _("{date}: {said}", date=text, said=said) if said else text
