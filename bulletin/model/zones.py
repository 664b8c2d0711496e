"""Time zones, the same on every computer, and what a wall-clock time means in one.

Zone data is taken from the `tzdata` package alone: the system's copy may be older, and then the same
board would be an hour apart on two computers.
"""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

_NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")
_ALLOWED_FIXED = ("UTC", "Etc/UTC")

_ABBREVIATIONS = {
    "NST": ("America/St_Johns",),
    "AST": ("America/Halifax", "America/Puerto_Rico"),
    "EST": ("America/Toronto", "America/New_York"),
    "CST": ("America/Winnipeg", "America/Chicago", "America/Regina"),
    "MST": ("America/Edmonton", "America/Denver", "America/Phoenix"),
    "PST": ("America/Vancouver", "America/Los_Angeles"),
    "GMT": ("Europe/London", "UTC"),
    "BST": ("Europe/London",),
    "WET": ("Europe/Lisbon",),
    "CET": ("Europe/Paris", "Europe/Berlin"),
    "EET": ("Europe/Athens", "Europe/Helsinki"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "NZST": ("Pacific/Auckland",),
    "HST": ("Pacific/Honolulu",),
}
"""Zones to offer to whoever writes an abbreviation, which names no place and stands for several."""


class WallTime(StrEnum):
    """What a local time is in its zone (RFC 5545 §3.3.5)."""

    NORMAL = "normal"
    GAP = "gap"
    """The clocks jump over it: it does not exist."""
    AMBIGUOUS = "ambiguous"
    """The clocks are put back over it: it happens twice."""


def use_pinned_zones() -> None:
    """Take zone data from the `tzdata` package only, in this process. Calling it again does nothing."""
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=())
        ZoneInfo.clear_cache()


@cache
def zone_names() -> tuple[str, ...]:
    """The IANA names we accept, sorted: those that name a place, and UTC."""
    use_pinned_zones()
    listed = zoneinfo.available_timezones()
    places = [name for name in listed if "/" in name and not name.startswith(_NOT_PLACES)]
    return tuple(sorted([*places, *_ALLOWED_FIXED]))


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}


@lru_cache(maxsize=1024)
def parse_zone(name: str) -> ZoneInfo | None:
    """The zone called `name` (case and spaces for `_` are forgiven); None if there is none we accept.

    Its `key` has the spelling of the IANA database. The same name gives the same object.
    """
    canonical = _by_folded_name().get(name.strip().replace(" ", "_").casefold())
    if canonical is None:
        return None
    use_pinned_zones()
    return ZoneInfo(canonical)


def near_zones(name: str, limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` zone names somebody who wrote `name` may have meant, the nearest first."""
    typed = name.strip().replace(" ", "_")[:60]
    if not typed:
        return ()
    listed = _ABBREVIATIONS.get(typed.upper()) or _ABBREVIATIONS.get(typed.upper().replace("DT", "ST"))
    if listed:
        return listed[:limit]
    from difflib import get_close_matches  # every build reads zones, and hardly one has to guess them

    folded = typed.casefold()
    cities: dict[str, list[str]] = {}
    for zone in zone_names():
        cities.setdefault(zone.rpartition("/")[2].casefold(), []).append(zone)
    found = [*cities.get(folded.rpartition("/")[2], ())]
    for near in get_close_matches(folded, _by_folded_name(), n=limit, cutoff=0.75):
        found.append(_by_folded_name()[near])
    for near in get_close_matches(folded.rpartition("/")[2], cities, n=limit, cutoff=0.75):
        found.extend(cities[near])
    return tuple(dict.fromkeys(found))[:limit]


def resolve_local(naive: datetime, zone: ZoneInfo) -> tuple[datetime, WallTime]:
    """The aware datetime a local time stands for, and what kind of local time it was.

    In a gap the offset before the gap counts, so 02:30 becomes 03:30; a time that happens twice is the
    first of the two. RFC 5545 §3.3.5, FORM #3.
    """
    first = naive.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before == after or before is None or after is None:
        return first, WallTime.NORMAL
    if before > after:
        return first, WallTime.AMBIGUOUS
    return first.astimezone(UTC).astimezone(zone), WallTime.GAP


def is_twice(moment: date) -> bool:
    """Whether the clocks of its zone are put back over this time, so that its digits say two instants."""
    if not isinstance(moment, datetime) or not isinstance(moment.tzinfo, ZoneInfo):
        return False
    return resolve_local(moment.replace(tzinfo=None), moment.tzinfo)[1] is WallTime.AMBIGUOUS


@lru_cache(maxsize=4096)
def odd_days(zone: ZoneInfo, year: int) -> frozenset[date]:
    """The local days of `year` on which, or next to which, the zone's offset changes.

    On every other day each wall-clock time exists exactly once, and nothing needs resolving.
    """
    day = date(year, 1, 1) - timedelta(days=1)
    end = date(year + 1, 1, 2)
    odd: set[date] = set()
    offset = _midnight_offset(day, zone)
    while day < end:
        following = day + timedelta(days=1)
        next_offset = _midnight_offset(following, zone)
        # An hour before midnight may be odd though both midnights are alike (Nuuk, 28 October 2023).
        late = datetime(day.year, day.month, day.day, 23, 59, tzinfo=zone).utcoffset()
        if next_offset != offset or late != offset:
            odd.update((day - timedelta(days=1), day, following))
        day, offset = following, next_offset
    return frozenset(odd)


def _midnight_offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()


def city_of(zone: str) -> str:
    """The city of an IANA zone, as people know it: of `America/Argentina/Buenos_Aires`, Buenos Aires."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
