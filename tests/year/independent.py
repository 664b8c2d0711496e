"""The dates of the sample town's records, read a second time by a few lines that share nothing with Bulletin.

PyYAML reads the files, dateutil follows the rules; what these lines do not know, they refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rruleset, weekday

DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "last": -1}
OFF = {"cancelled", "postponed"}
FOREVER = datetime(2030, 1, 1)

Fields = dict[str, Any]


def read_events(content: Path) -> dict[str, Fields]:
    """The fields of every event of the content folder, as text, by its address `<partner>/<slug>`."""
    events = {}
    for file in sorted((content / "events").glob("*/*.*")):
        slug, _, tag = file.stem.partition(".")
        if file.suffix in (".yaml", ".md") and not tag:
            text = file.read_text(encoding="utf-8")
            front = text.split("---\n")[1] if file.suffix == ".md" else text
            events[f"{file.parent.name}/{slug}"] = yaml.load(front, Loader=yaml.BaseLoader)
    return events


def held_dates(fields: Fields, content: Path) -> dict[str, bool]:
    """Each date of an event, `2027-01-26 18:30` as it is held, and whether it takes place."""
    start = fields["start"]
    pattern = "%Y-%m-%d %H:%M" if " " in start else "%Y-%m-%d"
    first = datetime.strptime(start, pattern)
    skipped = set(_days(fields.get("skip", []), content))
    dates = [when for when in _rule_dates(fields, first) if when.date() not in skipped]
    dates += [_moment(text, first) for text in _as_list(fields.get("dates", []))]
    is_off = fields.get("status") in OFF
    held = dict.fromkeys(dates, not is_off)
    for original, change in fields.get("changes", {}).items():
        words: Fields = {"status": change} if isinstance(change, str) else change
        before = next(when for when in held if f"{when:%Y-%m-%d %H:%M}".startswith(original))
        takes_place = held.pop(before)
        moved = _moment(words["start"], before) if "start" in words else before
        held[moved] = takes_place and words.get("status") not in OFF
    return {when.strftime(pattern): takes_place for when, takes_place in held.items()}


def _rule_dates(fields: Fields, first: datetime) -> list[datetime]:
    rules = rruleset()
    repeats = _as_list(fields.get("repeat", []))
    if not repeats:
        return [first]
    for repeat in repeats:
        rules.rrule(_rule(repeat, first))
    return list(rules)


def _rule(repeat: Any, first: datetime) -> rrule:
    if isinstance(repeat, dict) and "every" in repeat:
        months = int(repeat["every"].split()[0])
        return rrule(MONTHLY, first, months, byweekday=_weekdays(repeat["on"]), until=FOREVER)
    words = repeat["words"] if isinstance(repeat, dict) else repeat
    words = words.lower()
    if hours := re.search(r" from (\d+):(\d+) to \S+", words):
        first = first.replace(hour=int(hours[1]), minute=int(hours[2]))
        words = words.replace(hours[0], "")
    options: Fields = {"dtstart": first, "until": FOREVER}
    if until := re.search(r" until (\d+ \w+ \d+)", words):
        options["until"] = datetime.strptime(until[1], "%d %B %Y") + timedelta(days=1, seconds=-1)
    if times := re.search(r", (\d+) times", words):
        del options["until"]
        options["count"] = int(times[1])
    what = re.split(r" until |, \d+ times", words)[0]
    if what.startswith("every other "):
        options["interval"] = 2
        what = what.removeprefix("every other ")
    if what == "every day":
        return rrule(DAILY, **options)
    if what == "weekdays":
        return rrule(WEEKLY, byweekday=range(5), **options)
    if what.startswith("every year on "):
        return rrule(YEARLY, **options)
    if day := re.fullmatch(r"on the (\d+)th of every month", what):
        return rrule(MONTHLY, bymonthday=int(day[1]), **options)
    if what.endswith(" of the month"):
        return rrule(MONTHLY, byweekday=_weekdays(what.removesuffix(" of the month")), **options)
    return rrule(WEEKLY, byweekday=_weekdays(what), **options)


def _weekdays(words: str) -> list[weekday]:
    """The weekdays of `1st and 3rd Wednesday` or `Mondays, Wednesdays and Fridays`."""
    *ordinals, last = re.split(r", | and | ", words.lower())
    if not ordinals or ordinals[0] not in ORDINALS:
        return [weekday(DAY_NAMES.index(word.removesuffix("s"))) for word in (*ordinals, last)]
    return [weekday(DAY_NAMES.index(last), ORDINALS[word]) for word in ordinals]


def _moment(text: str, first: datetime) -> datetime:
    """A date with the hour of the event's start, or a date and time."""
    if " " in text:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    return datetime.combine(date.fromisoformat(text), first.time())


def _days(values: Any, content: Path) -> Iterator[date]:
    for value in _as_list(values):
        begin, _, end = value.partition(" to ")
        if not begin[:1].isdigit():
            calendar = (content / "calendars" / f"{value}.yaml").read_text(encoding="utf-8")
            yield from _days(yaml.load(calendar, Loader=yaml.BaseLoader)["dates"], content)
            continue
        day = date.fromisoformat(begin)
        while day <= date.fromisoformat(end or begin):
            yield day
            day += timedelta(days=1)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
