"""VTIMEZONE out of the zone data (RFC 5545 §3.6.5), in the form every client reads.

A yearly rule becomes one subcomponent with an RRULE (`FREQ=YEARLY;BYMONTH=3;BYDAY=2SU`); what follows no
such rule becomes one subcomponent per clock change. Never an RDATE: some clients read only its first
value. Never "the Sunday on or after the 8th" in other words than `2SU`, which is all some clients know.

The caller pins the zone data first; see `bulletin.model.zones`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_EARLIEST, _LATEST = 1900, 2100
"""Years outside are a typing mistake; the last rule goes on in any case."""

_AHEAD = 9
"""So many years beyond the last one are looked at, to tell `4SU` from `-1SU` and a rule from a chance."""

_SHORTEST_RUN = 3
_STEP = timedelta(days=3)
_SECOND = timedelta(seconds=1)
_NONE = timedelta(0)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the clocks of a zone say for a while."""

    offset: timedelta
    saving: timedelta
    name: str


@dataclass(frozen=True, slots=True)
class _Change:
    """A clock change: `onset` is local time by the clocks before it (§3.8.2.4), naive."""

    onset: datetime
    before: _Reading
    after: _Reading

    @property
    def kind(self) -> str:
        """DAYLIGHT when the clocks are ahead, also where the law calls the winter the exception (Dublin)."""
        if self.after.saving == _NONE:
            return "DAYLIGHT" if self.before.saving < _NONE and self._gains else "STANDARD"
        return "DAYLIGHT" if self.after.saving > _NONE else "STANDARD"

    @property
    def _gains(self) -> bool:
        return self.after.offset > self.before.offset

    @property
    def weekday_rules(self) -> frozenset[str]:
        """The BYDAY values its day answers to: `2SU`, or `4SU` and `-1SU`."""
        day, weekday = self.onset.day, WEEKDAYS[self.onset.weekday()]
        rules = {f"{(day - 1) // 7 + 1}{weekday}"} if day <= 28 else set()
        if day + 7 > monthrange(self.onset.year, self.onset.month)[1]:
            rules.add(f"-1{weekday}")
        return frozenset(rules)


@dataclass(frozen=True, slots=True)
class _Run:
    """Changes of one kind in consecutive years that share a rule; a lone change has none."""

    changes: tuple[_Change, ...]
    rules: frozenset[str]


@cache  # the same dozen bytes in every calendar of a board; from the data of the package alone
def render_timezone(zone: str, first: int, last: int) -> bytes:
    """The VTIMEZONE of an IANA zone, right from 1 January of `first` to 31 December of `last`.

    Rules that still hold when the years end are open-ended. Raises `ZoneInfoNotFoundError` for a name that is
    none; that is a mistake of ours, since zones are checked when they are read.
    """
    first = min(max(first, _EARLIEST), _LATEST)
    last = min(max(last, first), _LATEST)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    for run in _runs(_changes(ZoneInfo(zone), first, last + _AHEAD)):
        if run.changes[0].onset.year <= last:
            lines += _subcomponent(run, open_ended=run.changes[-1].onset.year >= last + _AHEAD)
    lines.append("END:VTIMEZONE")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """A change in force when `first` begins, made up if need be, and all that follow until `last` ends."""
    found = [change for year in range(first - 1, last + 1) for change in _changes_of_year(zone, year)]
    # The last hours of a year by the clocks of the west are in the next by UTC.
    found += [change for change in _changes_of_year(zone, last + 1) if change.onset.year == last]
    if not found or found[0].onset.year >= first:
        reading = _reading(zone, datetime(first - 1, 1, 1, tzinfo=UTC))
        yield _Change(datetime(first - 1, 1, 1), reading, reading)
    yield from found


@cache  # asked again for other years of the same zone; from the data of the package alone
def _changes_of_year(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """Every change in a year of UTC."""
    return tuple(_found_changes(zone, datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)))


def _found_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Change]:
    """Every change between two instants, by looking every few days and then closing in on the second."""
    instant, before = start, _reading(zone, start)
    while instant < end:
        later = min(instant + _STEP, end)
        if (after := _reading(zone, later)) != before:
            low, high = instant, later
            while high - low > _SECOND:
                middle = low + (high - low) // 2 // _SECOND * _SECOND
                if _reading(zone, middle) == before:
                    low = middle
                else:
                    high = middle
            after = _reading(zone, high)
            yield _Change(high.replace(tzinfo=None) + before.offset, before, after)
            later = high
        instant, before = later, after


def _reading(zone: ZoneInfo, instant: datetime) -> _Reading:
    local = instant.astimezone(zone)
    return _Reading(local.utcoffset() or _NONE, local.dst() or _NONE, local.tzname() or "")


def _runs(changes: Iterable[_Change]) -> list[_Run]:
    """The changes sorted into runs, as long as they go, in order of their first."""
    alike: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        key = (change.before, change.after, change.onset.month, change.onset.time())
        alike.setdefault(key, []).append(change)
    runs = [run for group in alike.values() for run in _split(group)]
    return sorted(runs, key=lambda run: run.changes[0].onset)


def _split(changes: list[_Change]) -> Iterator[_Run]:
    """Cuts changes of one kind where a year is missing or the rule no longer fits."""
    run, rules = [changes[0]], changes[0].weekday_rules
    for change in changes[1:]:
        shared = rules & change.weekday_rules
        if shared and change.onset.year == run[-1].onset.year + 1:
            run, rules = [*run, change], shared
        else:
            yield from _settle(run, rules)
            run, rules = [change], change.weekday_rules
    yield from _settle(run, rules)


def _settle(run: list[_Change], rules: frozenset[str]) -> Iterator[_Run]:
    if len(run) >= _SHORTEST_RUN:
        yield _Run(tuple(run), rules)
    else:
        yield from (_Run((change,), frozenset()) for change in run)


def _subcomponent(run: _Run, *, open_ended: bool) -> Iterator[str]:
    change, final = run.changes[0], run.changes[-1]
    yield f"BEGIN:{change.kind}"
    yield f"DTSTART:{change.onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_format_offset(change.before.offset)}"
    yield f"TZOFFSETTO:{_format_offset(change.after.offset)}"
    if run.rules:
        # A day later than the last onset: some clients compare UNTIL with local time.
        until = final.onset - change.before.offset + timedelta(days=1)
        ending = "" if open_ended else f";UNTIL={until:%Y%m%dT%H%M%S}Z"
        yield f"RRULE:FREQ=YEARLY{ending};BYMONTH={change.onset.month};BYDAY={min(run.rules)}"
    if change.after.name:
        yield f"TZNAME:{change.after.name}"
    yield f"END:{change.kind}"


def _format_offset(offset: timedelta) -> str:
    """RFC 5545 §3.3.14 UTC-OFFSET; seconds only where there are some."""
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds_left = divmod(rest, 60)
    sign = "-" if seconds < 0 else "+"
    return (
        f"{sign}{hours:02}{minutes:02}{seconds_left:02}" if seconds_left else f"{sign}{hours:02}{minutes:02}"
    )
