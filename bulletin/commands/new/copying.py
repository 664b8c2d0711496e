"""An old event for new dates: what says when it was is moved, what was said of single dates is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bulletin.formats.dates import (
    DateRefused,
    format_moment,
    parse_date_range,
    parse_day,
    parse_moment,
)
from bulletin.formats.nodes import Tree
from bulletin.formats.repeat import Spec, format_repeat, format_rrule, parse_repeat, parse_rrule

DROPPED = (
    *("changes", "skip", "dates", "status", "status_note", "was", "id", "was_at"),
    *("verified", "posted", "changed", "source"),
)
"""What was said of the old dates, or of the old file."""

MOVED = ("end", "review_by", "rain_date", "publish_from", "publish_until")
MOVED_IN_REGISTRATION = ("opens", "closes")


@dataclass(frozen=True, slots=True)
class Move:
    """From one first date to another, in languages dates may be written in."""

    old: date | datetime
    new: date | datetime
    languages: Sequence[str]

    @property
    def length(self) -> timedelta:
        return _day(self.new) - _day(self.old)

    def moment(self, text: str) -> str:
        """A date, or a date and a time, as many days later; a time alone stays, and what cannot be read."""
        moment = parse_moment(text, self.languages)
        if isinstance(moment, (DateRefused, time)):
            return text
        return format_moment(moment + self.length)


def start_of(values: Mapping[str, Tree], languages: Sequence[str]) -> date | datetime | None:
    """The old start, in local time; None where there is none to be read."""
    text = values.get("start")
    moment = parse_moment(text, languages) if isinstance(text, str) else None
    return None if isinstance(moment, (DateRefused, time)) else moment


def complete_start(answer: str, old: date | datetime, languages: Sequence[str]) -> str:
    """The new start; a date alone takes the time of day of the old one."""
    moment = parse_moment(answer, languages)
    if isinstance(moment, date) and not isinstance(moment, datetime) and isinstance(old, datetime):
        return format_moment(datetime.combine(moment, old.time()))
    return answer


def moved(values: Mapping[str, Tree], move: Move) -> dict[str, Tree]:
    """The fields of the old event for the new first date, its repeats with the same until."""
    found = {name: value for name, value in values.items() if name not in DROPPED}
    found["start"] = format_moment(move.new)
    for name in MOVED:
        if isinstance(text := found.get(name), str):
            found[name] = move.moment(text)
    registration = found.get("registration")
    if isinstance(registration, dict):
        found["registration"] = {
            name: move.moment(text) if name in MOVED_IN_REGISTRATION and isinstance(text, str) else text
            for name, text in registration.items()
        }
    return found


def last_day(repeat: Tree | None, languages: Sequence[str]) -> date | None:
    """The last day that one of the repeats names, the latest of them."""
    days = [
        _last_day_of(item, languages) for item in (repeat if isinstance(repeat, list) else [repeat or ""])
    ]
    return max((day for day in days if day is not None), default=None)


def _last_day_of(item: Tree, languages: Sequence[str]) -> date | None:
    if isinstance(item, dict) and isinstance(text := item.get("until"), str):
        until = parse_day(text, languages)
        return None if isinstance(until, DateRefused) else until
    spec = parse_repeat(text, languages) if (text := _words(item)) else None
    return spec.rule.until if isinstance(spec, Spec) else None


def with_last_day(repeat: Tree, until: date | None, languages: Sequence[str]) -> Tree:
    """The repeats with another last day where they name one, and without the old exceptions of single days.

    None leaves the last days as they are.
    """
    if isinstance(repeat, list):
        return [with_last_day(item, until, languages) for item in repeat]
    if isinstance(repeat, dict):
        return _with_last_day_in_fields(repeat, until, languages)
    return _with_last_day_in_words(repeat, until, languages)


def _with_last_day_in_fields(fields: dict[str, Tree], until: date | None, languages: Sequence[str]) -> Tree:
    found = dict(fields)
    for name in ("words", "rrule"):
        if isinstance(text := fields.get(name), str):
            found[name] = _with_last_day_in_words(text, until, languages)
    if until and "until" in fields:
        found["until"] = format_moment(until)
    if "except" in fields:
        written = fields["except"]
        names = written if isinstance(written, list) else [written]
        kept = [name for name in names if not _is_days(name, languages)]
        found["except"] = kept[0] if len(kept) == 1 else kept
        if not kept:
            del found["except"]
    return found


def _with_last_day_in_words(text: str, until: date | None, languages: Sequence[str]) -> str:
    if text.upper().startswith(("FREQ=", "RRULE:")):
        rule = parse_rrule(text)
        if isinstance(rule, DateRefused) or not until or rule.until is None:
            return text
        return format_rrule(replace(rule, until=until))
    for language in dict.fromkeys(("en", *languages)):
        spec = parse_repeat(text, (language,))
        if not isinstance(spec, Spec):
            continue
        last = until if until and spec.rule.until else spec.rule.until
        if last == spec.rule.until and not spec.except_days:
            return text
        return format_repeat(replace(spec, rule=replace(spec.rule, until=last), except_days=()), language)
    return text


def _words(item: Tree) -> str:
    if isinstance(item, dict):
        item = item.get("words") or item.get("rrule") or ""
    return item if isinstance(item, str) else ""


def _is_days(name: Tree, languages: Sequence[str]) -> bool:
    return isinstance(name, str) and not isinstance(parse_date_range(name, languages), DateRefused)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
