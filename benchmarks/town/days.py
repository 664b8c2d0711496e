"""The days of the made-up town: today, days off, repeats and how partners write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from benchmarks.corpus import TODAY

SINCE = date(2025, 1, 15)
"""The day of the first commit: two years before `TODAY`."""

LAST = TODAY + timedelta(days=360)
"""No event begins later; the board's horizon is 400 days."""

WEEK = timedelta(days=7)
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905 – a list of words is read as a line
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905 – a list of words is read as a line
}
_ORDINALS = {
    "en": ("first", "second", "third", "fourth", "last"),
    "fr": ("premier", "deuxième", "troisième", "quatrième", "dernier"),
}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

HOLIDAYS = "statutory-holidays"
BREAKS = "school-breaks"
CALENDARS = {
    HOLIDAYS: (
        "Statutory holidays",
        [
            f"{year}-{day}"
            for year, movable in ((2025, "02-17"), (2026, "02-16"), (2027, "02-15"), (2028, "02-21"))
            for day in ("01-01", movable, "07-01", "12-25", "12-26")
        ],
    ),
    BREAKS: (
        "School breaks, Harrow Valley",
        [
            f"{year}-{first} to {year + later}-{last}"
            for year in (2025, 2026, 2027)
            for first, later, last in (("03-10", 0, "03-16"), ("06-27", 0, "09-05"), ("12-20", 1, "01-03"))
        ],
    ),
}
"""By id, the name and the dates as they are written."""


def days_off(calendar: str) -> frozenset[date]:
    """Every day of a calendar."""
    found: set[date] = set()
    for written in CALENDARS[calendar][1]:
        first, _, last = written.partition(" to ")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


OFF = {calendar: days_off(calendar) for calendar in CALENDARS}


@dataclass(frozen=True, slots=True)
class Rule:
    """How an event repeats: from `first`, on some weekdays or dates, until a day, so many times, or on.

    `unit` is week, month, year or day; `ordinals` (0 is the first, 4 the last) are of a month; `months` are
    left out.
    """

    unit: str
    first: date
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    until: date | None = None
    count: int = 0

    @property
    def is_endless(self) -> bool:
        return self.until is None and not self.count

    def days(self) -> list[date]:
        """Its dates up to a year after `LAST`."""
        end = self.until or LAST + timedelta(days=365)
        return list(islice((day for day in self._candidates(end) if self.makes(day)), self.count or None))

    def makes(self, day: date) -> bool:
        """Whether a day not before the first is one of its dates, its end left aside."""
        if day.month in self.months or (self.weekdays and day.weekday() not in self.weekdays):
            return False
        if self.ordinals:
            is_last = (day + WEEK).month != day.month
            return (day.day - 1) // 7 in self.ordinals or (is_last and 4 in self.ordinals)
        weeks = (day - self.first + timedelta(days=self.first.weekday())).days // 7
        return self.interval == 1 or weeks % self.interval == 0

    def _candidates(self, end: date) -> Iterator[date]:
        if self.unit == "year":
            years = range(self.first.year, end.year + 1)
            yield from (day for day in (self.first.replace(year=year) for year in years) if day <= end)
            return
        for number in range((end - self.first).days + 1):
            yield self.first + timedelta(days=number)


def draw_rule(random: Random, kind: str, first: date) -> Rule:
    """A rule of a kind (weekly, several, biweekly, monthly, twice, daily, yearly) from about `first`."""
    weekday = random.choices(range(7), (5, 6, 6, 6, 4, 6, 2))[0]
    weekdays: tuple[int, ...] = (weekday,)
    if kind == "several":
        weekdays = random.choice(((0, 2), (1, 3), (1, 4), (0, 1, 2, 3, 4), (2, 5), (5, 6)))
    if kind in ("daily", "yearly"):
        first = first.replace(day=min(first.day, 28))
        return Rule("day" if kind == "daily" else "year", first, count=7 if kind == "daily" else 0)
    ordinals: tuple[int, ...] = ()
    if kind in ("monthly", "twice"):
        ordinals = random.choice(((0, 2), (1, 3))) if kind == "twice" else (random.randrange(5),)
    months = (7, 8) if kind in ("monthly", "weekly") and random.random() < 0.15 else ()
    unit, interval = "month" if ordinals else "week", 2 if kind == "biweekly" else 1
    rule = Rule(unit, first, interval, weekdays, ordinals, months)
    while not rule.makes(rule.first) or any(rule.first in days for days in OFF.values()):
        rule = replace(rule, first=rule.first + timedelta(days=1))
    end = random.random()
    step = (30 if ordinals else 7) * rule.interval
    if end < 0.4:
        return replace(rule, until=rule.first + timedelta(days=random.randrange(8, 40) * 7))
    if end < 0.65:
        return replace(rule, count=random.randrange(4, max(6, 280 // step)))
    return rule


def write_rule(random: Random, rule: Rule, language: str, excepted: str = "") -> str:
    """The field `repeat` with its value: in words, here and there as fields or as an RRULE.

    `excepted` is a calendar of days off to name in it, where fields allow.
    """
    form = random.random()
    if excepted or (form < 0.12 and rule.unit in ("week", "month") and not rule.months):
        return _as_fields(rule, excepted)
    if form < 0.17 and rule.until is None and rule.unit in ("week", "month"):
        return f"repeat:\n  rrule: {_rrule(rule)}"
    return f"repeat: {in_words(random, rule, language if language == 'fr' else 'en')}"


def _as_fields(rule: Rule, excepted: str) -> str:
    names = [WEEKDAYS["en"][day] for day in rule.weekdays]
    on = [f"{_ORDINALS['en'][each]} {name}" for name in names for each in rule.ordinals] or names
    every = f"{rule.interval} {rule.unit}s" if rule.interval > 1 else rule.unit
    lines = [f"every: {every}", f"on: {on[0] if len(on) == 1 else '[' + ', '.join(on) + ']'}"]
    if rule.until:
        lines.append(f"until: {rule.until}")
    if rule.count:
        lines.append(f"count: {rule.count}")
    left_out = [MONTHS["en"][month - 1] for month in rule.months] + ([excepted] if excepted else [])
    if left_out:
        lines.append(f"except: [{', '.join(left_out)}]")
    return "\n  ".join(["repeat:", *lines])


def _rrule(rule: Rule) -> str:
    parts = [f"FREQ={'MONTHLY' if rule.unit == 'month' else 'WEEKLY'}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.count:
        parts.append(f"COUNT={rule.count}")
    codes = [_CODES[day] for day in rule.weekdays]
    ordinals = ["-1" if each == 4 else str(each + 1) for each in rule.ordinals] or [""]
    parts.append(f"BYDAY={','.join(each + code for each in ordinals for code in codes)}")
    if rule.months:
        kept = [str(month) for month in range(1, 13) if month not in rule.months]
        parts.append(f"BYMONTH={','.join(kept)}")
    return ";".join(parts)


def in_words(random: Random, rule: Rule, language: str, hours: str = "") -> str:
    """The rule as a partner says it, in English or French; `hours` go in as they are said."""
    french = language == "fr"
    text = (_in_french if french else _in_english)(random, rule) + (f" {hours}" if hours else "")
    if rule.months:
        names = [MONTHS[language][month - 1] for month in rule.months]
        text += f" sauf en {' et '.join(names)}" if french else f" except {' and '.join(names)}"
    if rule.until:
        return f"{text} {'jusqu’au' if french else 'until'} {_in_full(random, rule.until, language)}"
    if rule.count:
        return f"{text}, {rule.count} {'fois' if french else 'times'}"
    return text


def _in_english(random: Random, rule: Rule) -> str:
    if rule.unit == "day":
        return "every day"
    if rule.unit == "year":
        return f"every year on {rule.first.day} {MONTHS['en'][rule.first.month - 1]}"
    names = [WEEKDAYS["en"][day] for day in rule.weekdays]
    if rule.ordinals:
        which = " and ".join(_ORDINALS["en"][each] for each in rule.ordinals)
        return f"{which} {names[0]} of the month"
    if rule.interval > 1:
        return random.choice(("every other {}", "every 2 weeks on {}")).format(names[0])
    if len(names) == 5:
        return "weekdays"
    if len(names) > 1:
        return " and ".join(f"{name}s" for name in names)
    return random.choice(("{}s", "every {}", "every {}")).format(names[0])


def _in_french(random: Random, rule: Rule) -> str:
    if rule.unit == "day":
        return "tous les jours"
    if rule.unit == "year":
        return f"tous les ans le {rule.first.day} {MONTHS['fr'][rule.first.month - 1]}"
    names = [WEEKDAYS["fr"][day] for day in rule.weekdays]
    if rule.ordinals:
        return f"le {' et '.join(_ORDINALS['fr'][each] for each in rule.ordinals)} {names[0]} du mois"
    if rule.interval > 1:
        return f"un {names[0]} sur deux"
    if len(names) == 5:
        return "les jours de semaine"
    if len(names) > 1:
        return f"les {' et '.join(names)}"
    return f"tous les {names[0]}s" if random.random() < 0.7 else f"les {names[0]}s"


def _in_full(random: Random, day: date, language: str) -> str:
    if random.random() < 0.3:
        return str(day)
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"
