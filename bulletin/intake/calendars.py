"""Calendars (`.ics`) → drafts of records. RFC 5545.

A calendar is read within the bounds of `formats/ics`: its VTIMEZONEs are never evaluated, and an event that
cannot be read costs no other. Each draft is put together from what was understood, as a person would type it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from bulletin.formats.ics import CalendarEntry, CalendarReader, ParsedCalendar, UnreadPart
from bulletin.formats.nodes import Tree
from bulletin.intake.calendar_dates import EventOfCalendar, read_dates
from bulletin.intake.calendar_texts import (
    LONGEST_LINE,
    body_of,
    categories_of,
    link_of,
    missing,
    one_line,
    place_of,
    status_of,
    title_of,
)
from bulletin.intake.converted import Converted, Draft
from bulletin.model.board import Board
from bulletin.model.place_names import PlaceNames
from bulletin.model.zones import use_pinned_zones
from bulletin.translatable import gettext as _
from bulletin.translatable import ngettext
from bulletin.words.lists import quoted

_MOST_TAGS = 200_000
"""So many `<` in all descriptions of a file; reading more of them takes too long."""
_MOST_NAMED = 20
_NOTHING_CLAIMED = _(
    "A calendar does not say what an event costs or whom it is for, so nothing is said of either. To "
    "say it, add `cost` and `audience` to the event."
)


def convert_calendar(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """The events of an iCalendar file, each with its repeat, its single dates and its changed dates.

    Private events are left out, as is everything a calendar holds of people. Never raises for what stands
    in `data`.
    """
    use_pinned_zones()
    parsed = CalendarReader(floating=ZoneInfo(board.info.timezone)).read(data)
    if not parsed.is_whole:
        return Converted(refused=_why_not(data, parsed))
    public, hidden = _without_private(parsed.entries)
    public, is_tangled = _within_tags(public)
    context = _Context(board, PlaceNames.of(board.venues), _language(board, partner_id), parsed.method)
    unread = {part.uid for part in parsed.problems}
    drafts = tuple(context.draft(event) for event in _events(public, hidden, unread))
    said = [*_unread(parsed.problems)]
    left_out = len(parsed.entries) - len(public)
    if left_out:
        said.append(_private(left_out))
    if is_tangled:
        said.append(_("The descriptions hold too much HTML and are left out."))
    if drafts:
        said.append(_NOTHING_CLAIMED)
    elif not said:
        return Converted(refused=_("There is no event in this calendar."))
    return Converted(drafts, tuple(said))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the events of a file are read against."""

    board: Board
    places: PlaceNames
    language: str
    method: str

    def draft(self, event: EventOfCalendar) -> Draft:
        entry = event.entry
        home = ZoneInfo(self.board.info.timezone)
        dates = read_dates(event, home, self.language, lambda changed: self._differences(entry, changed))
        body, of_body = body_of(entry)
        place, of_place = place_of(entry.location, self.places)
        categories, of_categories = categories_of(entry, self.board)
        status, of_status = status_of(entry, self.method)
        title = title_of(entry)
        values: dict[str, Tree] = {
            **({"title": title} if title else {}),
            **dates.values,
            **place,
            **status,
            **categories,
            **link_of(entry, self.board),
            "source": _source(entry),
        }
        remarks = (*dates.remarks, *of_place, *of_status, *of_categories, *of_body)
        asked = missing(values, is_place_told=bool(of_place))
        return Draft(values, body, _key(entry), (*remarks, *asked))

    def _differences(self, entry: CalendarEntry, changed: CalendarEntry) -> dict[str, Tree]:
        """What a changed date says besides its hours that the event does not."""
        found: dict[str, Tree] = {}
        if changed.location and changed.location != entry.location:
            found |= place_of(changed.location, self.places)[0]
        if changed.status == "TENTATIVE" != entry.status:
            found["status"] = "tentative"
        title, label = title_of(entry), title_of(changed)
        if title and label.startswith(title):
            label = label.removeprefix(title).strip(" ()–—:-")  # our own: “Lantern night (opening night)”
        if label:
            found["label"] = label
        return found


def _source(entry: CalendarEntry) -> dict[str, Tree]:
    uid = one_line(entry.uid)
    return {"channel": "calendar", **({"uid": uid} if 0 < len(uid) <= LONGEST_LINE else {})}


def _key(entry: CalendarEntry) -> str:
    """The UID; for one without, or with an endless one, what tells it from the others of the file."""
    uid = one_line(entry.uid)
    if 0 < len(uid) <= LONGEST_LINE:
        return uid
    told = uid or f"{entry.start.isoformat()} {entry.summary}"
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def _language(board: Board, partner_id: str) -> str:
    """The language repeats are said in: the partner's where the board reads it, else the board's."""
    partner = board.partners.get(partner_id)
    known = board.info.languages
    return partner.text_language if partner and partner.text_language in known else board.info.language


def _without_private(
    entries: Iterable[CalendarEntry],
) -> tuple[list[CalendarEntry], dict[str, list[CalendarEntry]]]:
    """What may be published, and by UID what may not; a private event goes with all its dates."""
    entries = list(entries)
    private = [each for each in entries if each.access != "PUBLIC"]
    events = {each.uid for each in private if each.recurrence_id is None and each.uid}
    public = [each for each in entries if each.access == "PUBLIC" and each.uid not in events]
    hidden: dict[str, list[CalendarEntry]] = {}
    for each in private:
        hidden.setdefault(each.uid, []).append(each)
    return public, hidden


def _within_tags(entries: list[CalendarEntry]) -> tuple[list[CalendarEntry], bool]:
    """The entries, without their descriptions where these hold more HTML than can be read in time."""
    texts = (text for each in entries for text in (each.description, each.html_description, each.summary))
    if sum(text.count("<") for text in texts) <= _MOST_TAGS:
        return entries, False
    bare = [
        replace(each, description="", html_description="", summary=each.summary[:200]) for each in entries
    ]
    return bare, True


def _events(
    entries: Iterable[CalendarEntry], hidden: dict[str, list[CalendarEntry]], unread: Container[str]
) -> Iterator[EventOfCalendar]:
    """The entries of each UID together, in the order of the file.

    An event of which a change could not be read is left out: its dates as they were would be false.
    """
    by_uid: dict[str, list[CalendarEntry]] = {}
    for number, entry in enumerate(entries):
        by_uid.setdefault(entry.uid or f"\n{number}", []).append(entry)
    for uid, same in by_uid.items():
        masters = [each for each in same if each.recurrence_id is None]
        changed = {
            each.recurrence_id: each for each in sorted(same, key=_revision) if each.recurrence_id is not None
        }
        if not masters:
            yield from (_alone(each) for each in changed.values())
            continue
        if uid in unread:
            continue
        newest = max(masters, key=_revision)
        further = () if newest.rrule else tuple(_further(newest, masters))
        ids = tuple(each.recurrence_id for each in hidden.get(uid, ()) if each.recurrence_id is not None)
        yield EventOfCalendar(newest, tuple(changed.values()), further, ids)


def _alone(changed: CalendarEntry) -> EventOfCalendar:
    """A changed date of an event that is not in the file: an event of its own."""
    assert changed.recurrence_id is not None
    uid = f"{changed.uid}#{changed.recurrence_id:%Y%m%d}" if changed.uid else ""
    return EventOfCalendar(replace(changed, uid=uid, recurrence_id=None, rrule=""))


def _revision(entry: CalendarEntry) -> tuple[int, float]:
    return entry.sequence, entry.last_modified.timestamp() if entry.last_modified else 0.0


def _further(newest: CalendarEntry, masters: list[CalendarEntry]) -> Iterator[CalendarEntry]:
    """Entries of one revision with one name and one length, which some programs write for each date of it."""
    for each in masters:
        is_alike = (each.summary, each.length, each.rrule) == (newest.summary, newest.length, "")
        if each is not newest and is_alike and _revision(each) == _revision(newest):
            yield each


def _private(number: int) -> str:
    return ngettext(
        "One entry is marked private or confidential, and is left out.",
        "{n} entries are private or confidential, and are left out.",
        number,
    )


_REASONS = (
    ("DTSTART is in two", _("its beginning is in two time zones")),
    ("RDATE is neither", _("a further date of it cannot be read")),
    ("it has no DTSTART", _("it does not say when it begins")),
    ("DTSTART stands there more than once", _("it says twice when it begins")),
    ("DTSTART and DTEND", _("its beginning and its end are not of one kind: both need a time, or none")),
    ("it ends before", _("it ends before it begins")),
    ("RRULE stands", _("it has two rules for how it repeats")),
    ("its RRULE", _("how it repeats cannot be read")),
    ("it has an EXRULE", _("it says in an outdated way when it does not take place")),
    ("it changes all dates", _("it changes all dates from one on, which cannot be read")),
    ("it cannot be read", _("a line of it is damaged, most likely a date")),
)
"""What the reader says of an event, and what that means to who made it."""


def _unread(problems: Iterable[UnreadPart]) -> Iterator[str]:
    problems = list(problems)
    for part in problems[:_MOST_NAMED]:
        title = one_line(part.title.replace("\\,", ",").replace("\\;", ";").replace("\\n", " "))[:100]
        named = quoted(title) if title else _("An event without a title")
        yield _(
            "{event} could not be read: {reason}. All others were.",
            event=named,
            reason=_in_plain_words(part.reason),
        )
    if len(problems) > _MOST_NAMED:
        yield _("{count} more events could not be read.", count=len(problems) - _MOST_NAMED)


def _in_plain_words(reason: str) -> str:
    if "time zone that is not known" in reason:
        return _(
            "its time zone “{zone}” is not known; write it as in America/Toronto",
            zone=reason.rpartition(": ")[2],
        )
    return next((words for begin, words in _REASONS if reason.startswith(begin)), reason)


def _why_not(data: bytes, parsed: ParsedCalendar) -> str:
    """Why a file is not read at all, and what to do."""
    if data.lstrip()[:200].lower().startswith((b"<!doctype", b"<html")):
        return _(
            "This is a web page and no calendar. Export your calendar as a file (.ics), in its settings."
        )
    reason = next((part.reason for part in parsed.problems if not part.uid), _("it is empty"))
    is_begun = not reason.startswith("it does not begin")
    if is_begun and not data.rstrip().upper().endswith(b"END:VCALENDAR"):
        return _(
            "This calendar breaks off before its end, so nothing of it is read. Please hand it in again."
        )
    if "events" in reason or "bytes" in reason:
        return _(
            "This calendar is too big: {reason}. Export only the coming events, and hand it in again.",
            reason=reason,
        )
    return _("This calendar cannot be read: {reason}. Export it once more as a file (.ics).", reason=reason)
