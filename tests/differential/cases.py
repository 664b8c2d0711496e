"""Random events inside our grammar: a rule, a zone, a start, dates added, left out and changed.

Rules are written as text, as in a record, so that each reader begins with the same words. Zones and times are
chosen for trouble: odd clock changes, and starts and ends in the hours that do not exist or happen twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from bulletin.formats.dates import DateRefused
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.model.event import Change, Event, Status
from bulletin.model.expand import complete_rule, first_start_on_or_after, rule_starts, series_starts
from bulletin.model.feed import Flavour
from bulletin.model.place import Place, PlaceKind
from bulletin.model.recurrence import Series, Start, Window
from bulletin.model.text import Text
from bulletin.model.zones import WallTime, parse_zone, resolve_local, zone_names
from bulletin.problems import SourceRef

ODD_ZONES = (
    "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Kathmandu",
    "Pacific/Apia", "Pacific/Kwajalein", "America/Havana", "Asia/Beirut", "Africa/Cairo", "America/Santiago",
    "America/Asuncion", "America/St_Johns", "Antarctica/Troll", "America/Nuuk", "America/Scoresbysund",
    "Asia/Gaza", "Asia/Hebron", "Pacific/Norfolk", "Pacific/Chatham", "Pacific/Easter", "Asia/Tehran",
    "America/Sao_Paulo", "Asia/Amman", "Asia/Jerusalem", "Europe/Chisinau", "America/Miquelon",
    "Atlantic/Azores", "America/Toronto", "America/Vancouver", "Europe/London", "Europe/Paris",
    "Australia/Adelaide", "Pacific/Auckland", "Asia/Kolkata", "UTC",
)  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIRST_YEAR, LAST_YEAR, FAR_YEAR = 2020, 2040, 2060

_UID = "oak/case@board.example"
_REF = SourceRef("content/events/oak/case.yaml")
_SPECIAL_RULES = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;BYDAY=-1SA", "FREQ=MONTHLY;BYDAY=5FR",
    "FREQ=MONTHLY;BYDAY=-5MO", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=30,-1", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=1WE,3WE", "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=-1TU", "FREQ=DAILY",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-30",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One event as a record would have it, and what our reader makes of it.

    `rrule` is the text of the rule, "" without one; `dates` and `off` are what stands in the fields `dates`
    and `skip`. `event` holds one series, made of them.
    """

    name: str
    rrule: str
    dates: tuple[Start, ...]
    off: tuple[tuple[date, date], ...]
    event: Event
    flavour: Flavour
    window: Window

    @property
    def series(self) -> Series:
        return self.event.series[0]

    @property
    def zone(self) -> ZoneInfo | None:
        start = self.series.start
        return start.tzinfo if isinstance(start, datetime) and isinstance(start.tzinfo, ZoneInfo) else None


def make_case(seed: int, number: int) -> Case:
    """Case `number` of a seed, always the same; what the grammar refuses is thrown away and drawn again."""
    chance = Random(f"{seed}/{number}")
    while True:
        made = _draw(chance, f"{seed}/{number}")
        if made is not None:
            return made


@lru_cache(maxsize=8192)
def clock_changes(zone: ZoneInfo, year: int) -> tuple[tuple[datetime, timedelta], ...]:
    """The wall-clock times of a year at which the clocks are changed, and by how much, by the zone data."""
    found = []
    hour = datetime(year, 1, 1, tzinfo=UTC)
    before = hour.astimezone(zone).utcoffset() or timedelta(0)
    for day in range(366):
        begin = hour + day * DAY
        after = (begin + DAY).astimezone(zone).utcoffset() or timedelta(0)
        if after == before:
            continue
        for minutes in range(0, 24 * 60 + 1, 30):
            moment = begin + timedelta(minutes=minutes)
            if (moment.astimezone(zone).utcoffset() or timedelta(0)) != before:
                found.append((moment.replace(tzinfo=None) + before, after - before))
                break
        before = after
    return tuple(found)


def _draw(chance: Random, name: str) -> Case | None:
    zone = None if chance.random() < 0.1 else _zone(chance)
    window = _window(chance)
    aim = _aim(chance, zone, window)
    anchor = _anchor(chance, zone, window, aim)
    length = _length(chance, anchor, aim)
    text = "" if chance.random() < 0.07 else _rrule(chance, anchor, aim)
    rule, start = None, anchor
    if text:
        read = parse_rrule(text, anchor)
        if isinstance(read, DateRefused):
            return None
        rule = complete_rule(read, anchor)
        first = first_start_on_or_after(rule, anchor, _day(anchor))
        if first is None:
            return None
        start = first
    if in_gap(start):
        return None
    off = _ranges(chance, window) if rule and chance.random() < 0.3 else ()
    dates = _dates(chance, start, window, aim) if chance.random() < 0.25 else ()
    series = _series(Series(_UID, start, length, rule=rule), dates, off)
    event = _event(chance, series, _changes(chance, series, window, aim))
    return Case(name, text, dates, off, event, chance.choice(tuple(Flavour)), window)


def in_gap(start: Start) -> bool:
    """Whether the clocks jump over this time; such a start is refused where it is written."""
    if not isinstance(start, datetime) or not isinstance(start.tzinfo, ZoneInfo):
        return False
    return resolve_local(start.replace(tzinfo=None), start.tzinfo)[1] is WallTime.GAP


def _zone(chance: Random) -> ZoneInfo:
    found = parse_zone(chance.choice(ODD_ZONES if chance.random() < 0.85 else zone_names()))
    assert found is not None
    return found


def _window(chance: Random) -> Window:
    year = (
        chance.randint(FIRST_YEAR, LAST_YEAR)
        if chance.random() < 0.9
        else chance.randint(LAST_YEAR, FAR_YEAR)
    )
    first = date(year, 1, 1) + chance.randrange(365) * DAY
    return Window(first, first + chance.choice((7, 31, 90, 200, 400, 400, 800)) * DAY)


def _aim(chance: Random, zone: ZoneInfo | None, window: Window) -> datetime | None:
    """A wall-clock time in or near a clock change of the window, for many of the events with times."""
    if zone is None or chance.random() > 0.4:
        return None
    changes = [c for year in range(window.start.year, window.end.year + 1) for c in clock_changes(zone, year)]
    changes = [change for change in changes if change[0].date() in window]
    if not changes:
        return None
    moment, by = chance.choice(changes)
    inside = abs(by) * chance.random()
    inside -= inside % timedelta(minutes=5)
    if chance.random() < 0.6:
        return moment + (inside if by > timedelta(0) else -inside)
    return moment + timedelta(minutes=5 * chance.randint(-24, 24))


def _anchor(chance: Random, zone: ZoneInfo | None, window: Window, aim: datetime | None) -> Start:
    back = chance.choice((0, 0, 7, 60, 200, 365, 365, 1100))
    day = window.start - chance.randint(-20, back) * DAY
    if aim and chance.random() < 0.6:
        day = aim.date() - chance.choice((0, 0, 1, 7, 14, 28, 364, 365)) * DAY
    if zone is None:
        return day
    clock = time(chance.randrange(24), 5 * chance.randrange(12))
    if aim and chance.random() < 0.7:
        clock = aim.time()
    return datetime.combine(day, clock, zone)


def _length(chance: Random, start: Start, aim: datetime | None) -> timedelta:
    if not isinstance(start, datetime):
        return chance.choice((1, 1, 1, 2, 3, 10)) * DAY
    if aim and chance.random() < 0.4:
        till = datetime.combine(start.date(), aim.time()) - start.replace(tzinfo=None)
        till += chance.choice((0, 0, 1, 2)) * DAY
        if till > timedelta(0):
            return till
    if chance.random() < 0.15:
        return timedelta(days=chance.randint(1, 5), minutes=15 * chance.randrange(96))
    return timedelta(minutes=chance.choice((5, 15, 30, 45, 60, 60, 90, 120, 180, 480, 720, 840)))


def _rrule(chance: Random, anchor: Start, aim: datetime | None) -> str:
    if chance.random() < 0.2:
        parts = chance.choice(_SPECIAL_RULES).split(";")
    else:
        parts = _parts(chance, anchor, aim.date() if aim else None)
    if "INTERVAL" not in str(parts) and chance.random() < 0.45:
        top = 3 if parts[0] == "FREQ=YEARLY" else 99
        parts.append(f"INTERVAL={min(top, chance.choice((1, 2, 2, 2, 3, 4, 6, 12, chance.randint(1, 99))))}")
    if chance.random() < 0.3:
        parts.append(f"WKST={chance.choice(WEEKDAYS)}")
    end = chance.random()
    if end < 0.25:
        parts.append(f"COUNT={chance.choice((1, 2, 5, 8, 12, 30, 100, 500))}")
    elif end < 0.6:
        parts.append(f"UNTIL={_until(chance, anchor, aim)}")
    if chance.random() < 0.2:
        chance.shuffle(parts)
    return ";".join(parts)


def _parts(chance: Random, anchor: Start, aim: date | None) -> list[str]:
    """FREQ and what limits or expands it; days that meet a clock change where there is one to meet."""
    frequency = chance.choice(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"))
    day = aim or _day(anchor)
    parts = [f"FREQ={frequency}"]
    counted = frequency in ("MONTHLY", "YEARLY")
    if chance.random() < (0.2 if frequency == "DAILY" else 0.6):
        days = _weekdays(chance, day, ordinals=counted and chance.random() < 0.8)
        parts.append("BYDAY=" + ",".join(days))
    by_day = len(parts) > 1
    if frequency != "WEEKLY" and chance.random() < (0.1 if by_day or frequency == "DAILY" else 0.6):
        numbers = chance.sample(range(1, 32), chance.choice((1, 1, 2, 4)))
        signed = [number if chance.random() < 0.7 else -number for number in numbers]
        parts.append("BYMONTHDAY=" + ",".join(map(str, {*signed, day.day} if aim else signed)))
    if chance.random() < (0.7 if frequency == "YEARLY" else 0.15):
        months = {
            *chance.sample(range(1, 13), chance.choice((1, 1, 2, 3, 6, 11))),
            *([day.month] if aim else []),
        }
        parts.append("BYMONTH=" + ",".join(map(str, sorted(months))))
    return parts


def _weekdays(chance: Random, day: date, *, ordinals: bool) -> list[str]:
    days = {chance.randrange(7) for _ in range(chance.choice((0, 0, 1, 2, 4)))} | {day.weekday()}
    if not ordinals:
        return [WEEKDAYS[number] for number in days]
    nth = (day.day - 1) // 7 + 1
    return [f"{chance.choice((nth, nth, -1, 1, 2, 3, 4, 5, -2, -5))}{WEEKDAYS[number]}" for number in days]


def _until(chance: Random, anchor: Start, aim: datetime | None) -> str:
    """A day, a local time or an instant in UTC: all three are met in the wild."""
    day = _day(anchor) + chance.choice((1, 10, 50, 100, 300, 900, 3000)) * chance.random() * DAY
    if aim and chance.random() < 0.3:
        day = aim.date()
    form = chance.random()
    if form < 0.4 or not isinstance(anchor, datetime):
        return f"{day:%Y%m%d}"
    clock = anchor.time() if chance.random() < 0.5 else time(chance.randrange(24), chance.randrange(60))
    if form < 0.6:
        return f"{day:%Y%m%d}T{clock:%H%M%S}"
    return f"{datetime.combine(day, clock, anchor.tzinfo).astimezone(UTC):%Y%m%dT%H%M%S}Z"


def _ranges(chance: Random, window: Window) -> tuple[tuple[date, date], ...]:
    ranges = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        first = window.start + chance.randrange((window.end - window.start).days) * DAY
        ranges.append((first, first + (chance.choice((1, 1, 1, 7, 20, 60, 731)) - 1) * DAY))
    return tuple(ranges)


def _dates(chance: Random, start: Start, window: Window, aim: datetime | None) -> tuple[Start, ...]:
    found: list[Start] = []
    for _ in range(chance.choice((1, 1, 2, 5))):
        day = window.start + chance.randrange(-5, (window.end - window.start).days) * DAY
        if not isinstance(start, datetime):
            found.append(day)
            continue
        clock = (
            start.time() if chance.random() < 0.7 else time(chance.randrange(24), 5 * chance.randrange(12))
        )
        found.append(datetime.combine(day, clock, start.tzinfo))
        if aim and chance.random() < 0.3:
            found[-1] = aim.replace(tzinfo=start.tzinfo)
    return tuple(start for start in found if not in_gap(start))


def _series(bare: Series, dates: Sequence[Start], off: Sequence[tuple[date, date]]) -> Series:
    """What `skip` and `dates` come to: starts of the rule that are skipped, starts that it does not make."""
    skipped = {
        start
        for first, last in off
        for start in rule_starts(bare, Window(first, last + DAY))
        if _wall(start) not in set(map(_wall, dates))
    }
    extra = {_wall(start): start for start in dates if start not in _made_on(bare, _day(start))}
    return Series(
        bare.uid,
        bare.start,
        bare.length,
        rule=bare.rule,
        extra=tuple(extra[key] for key in sorted(extra)),
        skipped=tuple(sorted(skipped, key=_wall)),
    )


def _made_on(series: Series, day: date) -> list[Start]:
    return list(rule_starts(series, Window(day, day + DAY)))


def _changes(chance: Random, series: Series, window: Window, aim: datetime | None) -> tuple[Change, ...]:
    if chance.random() > 0.3:
        return ()
    dates = list(series_starts(series, Window(window.start - 3 * DAY, window.end + 3 * DAY)))[:400]
    chosen = chance.sample(dates, min(len(dates), chance.choice((1, 1, 2, 4))))
    return tuple(_change(chance, series, start, aim) for start in sorted(chosen, key=_wall))


def _change(chance: Random, series: Series, original: Start, aim: datetime | None) -> Change:
    statuses = (None, None, Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE, Status.FULL)
    start: Start | None = None
    length = None
    if chance.random() < 0.5:
        start = original + chance.randint(-40, 40) * DAY
        if isinstance(start, datetime):
            start += timedelta(minutes=5 * chance.randint(-100, 100))
            start = aim.replace(tzinfo=start.tzinfo) if aim and chance.random() < 0.4 else start
        start = None if in_gap(start) else start
    if chance.random() < 0.3:
        length = series.length + chance.choice((1, 2, 3)) * (HOUR if isinstance(original, datetime) else DAY)
    return Change(series.key, original, _REF, start=start, length=length, status=chance.choice(statuses))


def _event(chance: Random, series: Series, changes: tuple[Change, ...]) -> Event:
    statuses = (Status.SCHEDULED,) * 8 + (Status.TENTATIVE, Status.CANCELLED)
    return Event(
        id="oak/case",
        uid=_UID,
        partner="oak",
        slug="case",
        ref=_REF,
        text=Text("Case"),
        text_language="en",
        timezone=series.zone or "America/Toronto",
        series=(series,),
        changes=changes,
        status=chance.choice(statuses),
        place=Place(PlaceKind.VENUE, venue="hall"),
    )


def _wall(start: Start) -> Start:
    return start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else start


def _day(start: Start) -> date:
    return start.date() if isinstance(start, datetime) else start
