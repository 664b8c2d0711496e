"""When an event of the made-up town takes place: once, for some days, or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from benchmarks.corpus import TODAY
from benchmarks.town.days import (
    BREAKS,
    HOLIDAYS,
    LAST,
    OFF,
    SINCE,
    WEEKDAYS,
    Rule,
    draw_rule,
    in_words,
    write_rule,
)
from benchmarks.town.places import Partner, Venue

_KINDS = ("weekly", "several", "biweekly", "monthly", "twice", "daily", "yearly", "two-rules")
_WEIGHTS = (44, 12, 13, 17, 3, 5, 2, 4)


@dataclass(slots=True)
class Dates:
    """When an event takes place: by a `rule`, or from `first` to `end`, by the day or by the hour."""

    first: date
    posted: date
    last: date | None
    rule: Rule | None = None
    second: int | None = None
    end: date | None = None
    is_all_day: bool = False
    language: str = "en"
    start: datetime = datetime.min
    venue: Venue | None = None
    has_room: bool = False

    @property
    def weekdays(self) -> tuple[int, ...]:
        days = self.rule.weekdays if self.rule else ()
        if self.rule and self.rule.unit in ("day", "year"):
            days = tuple(range(7))
        return (days or (self.first.weekday(),)) + (() if self.second is None else (self.second,))

    @property
    def needs_open(self) -> bool:
        """Whether a place that closes on holidays will not do."""
        return self.rule.unit in ("day", "year") if self.rule else self.is_all_day

    def format(self, random: Random, hour: int) -> dict[str, str]:
        """The fields of time, within the hours for which a room can be had."""
        if self.is_all_day:
            found = {"start": f"start: {self.first}"}
            if self.end:
                found["end"] = f"end: {self.end}"
        else:
            self.start = datetime.combine(self.first, time(hour, random.choice((0, 0, 15, 30))))
            minutes = random.choice((45, 60, 60, 75))
            end = self.start + timedelta(minutes=minutes)
            found = {"start": f"start: {self.start:%Y-%m-%d %H:%M}"}
            if random.random() < 0.95:
                said = (f"end: {end:%H:%M}", f"end: {end:%Y-%m-%d %H:%M}", f"duration: {minutes} min")
                found["end"] = random.choices(said, (6, 1, 3))[0]
        if self.rule:
            found |= self._repeat(random, self.rule, hour)
        return found

    def _repeat(self, random: Random, rule: Rule, hour: int) -> dict[str, str]:
        if self.second is not None:
            words = in_words(random, rule, "en")
            day = WEEKDAYS["en"][self.second]
            until = f" until {rule.until}" if rule.until else ""
            hours = f"from {hour:02}:00 to {hour + 1:02}:30"
            second = f"  - words: {day}s {hours}{until}\n    key: {day.lower()}"
            found = {"repeat": f"repeat:\n  - words: {words}\n{second}"}
        else:
            excepted = BREAKS if rule.unit == "week" and random.random() < 0.12 else ""
            found = {"repeat": write_rule(random, rule, self.language, excepted)}
        if rule.is_endless:
            found["review_by"] = f"review_by: {TODAY + timedelta(days=random.randrange(20, 300))}"
        return found


def draw_recurring(random: Random, partner: Partner, *, gone: bool) -> Dates:
    """Something that goes on today, or went on within the last year."""
    for _ in range(1000):
        kind = random.choices(_KINDS, _WEIGHTS)[0]
        posted = partner.joined + timedelta(days=random.randrange((TODAY - partner.joined).days))
        if random.random() < 0.35:
            posted = _programme_day(posted, partner)
        earliest = posted + timedelta(days=random.randrange(6, 40))
        rule = draw_rule(random, "weekly" if kind == "two-rules" else kind, earliest)
        days = rule.days()
        if not days or days[0] != rule.first or rule.first > LAST:
            continue
        last = None if rule.is_endless else days[-1]
        is_gone = last is not None and SINCE < last < TODAY - timedelta(days=40)
        if is_gone if gone else (last is None or last > TODAY - timedelta(days=300)):
            dates = Dates(rule.first, posted, last, rule, language=partner.language)
            if kind == "two-rules" and not rule.months and not rule.count:
                dates.second = (rule.weekdays[0] + random.randrange(1, 6)) % 7
            return dates
    raise ValueError("no dates were found")


def _programme_day(day: date, partner: Partner) -> date:
    """The day of a season's programme before that day, when a partner hands in many events at once."""
    seasons = (
        date(day.year - 1, 11, 25),
        date(day.year, 3, 20),
        date(day.year, 8, 20),
        date(day.year, 11, 25),
    )
    return max([partner.joined, *(season for season in seasons if season <= day)])


def draw_single(random: Random, partner: Partner, *, gone: bool) -> Dates:
    """One date, a day, or some days on end; a third of those on the board are over."""
    earliest = partner.joined + timedelta(days=12)
    if gone:
        first = earliest + timedelta(days=random.randrange(max(1, (TODAY - earliest).days - 45)))
    elif random.random() < 0.36:
        first = max(earliest, TODAY - timedelta(days=random.randrange(1, 400)))
    else:
        first = TODAY + timedelta(days=round(random.triangular(0, 359, 20)))
    while first in OFF[HOLIDAYS]:
        first += timedelta(days=1)
    posted = min(first, TODAY - timedelta(days=1)) - timedelta(days=round(random.triangular(8, 80, 20)))
    if random.random() < 0.35:
        posted = _programme_day(posted, partner)
    form = random.random()
    end = first + timedelta(days=random.choice((1, 2, 2, 6, 13, 27))) if form < 0.08 else None
    dates = Dates(first, max(posted, partner.joined), end or first, end=end, language=partner.language)
    dates.is_all_day = form < 0.14
    return dates
