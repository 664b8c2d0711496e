"""The map form of `repeat`: `{every, on, from, to, until, count, months, except, key, words, rrule}`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import NamedTuple

from bulletin.formats.dates import DateRefused, parse_date_range, parse_day, parse_time
from bulletin.formats.repeat.grammar import Grammar
from bulletin.formats.repeat.parsed import ParsedRepeat
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.repeat.sentences import in_each_language, parse_repeat
from bulletin.formats.repeat.spec import LONGEST_REPEAT, REPEAT_UNREADABLE, RepeatRefused, Spec, refuse
from bulletin.formats.repeat.to_rule import build_spec
from bulletin.formats.repeat.tokens import Token, lexicon_of, read_tokens
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Start

FIELDS = ("every", "on", "from", "to", "until", "count", "months", "except", "key", "words", "rrule")

_FORMS = {
    "every": "`every: week`, `every: 2 weeks` or `every: month`",
    "on": "`on: Tuesday`, `on: second Saturday` or `on: 28`",
    "months": "`months: July`, `months: [July, August]` or `months: May to September`",
    "": "`every: week` with `on: Tuesday`, `every: month` with `on: second Saturday`, or in words: "
    "`words: Tuesdays from 10:00 to 12:00`",
}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _Exceptions(NamedTuple):
    """What `except` leaves out; `calendars` are their ids."""

    months: list[int]
    weekdays: list[int]
    days: list[DayRange]
    calendars: list[str]


def parse_repeat_fields(
    fields: Mapping[str, str | Sequence[str]], languages: Sequence[str] = ("en",), start: Start | None = None
) -> Spec | DateRefused:
    """The Spec of a `repeat` written as fields (the values are texts or lists of texts).

    `start` is the event's, for an `rrule` with UNTIL in UTC. A name in `except` that is neither a date
    nor a month is the id of a calendar. A refusal names its field in `field`.
    """
    try:
        for name in fields:
            if name not in FIELDS:
                raise _in_field(name, refuse(REPEAT_UNREADABLE, f"`{name}` is no part of a repeat"))
        key = _text(fields, "key")
        spec = _spec_from_text(fields, languages, start) or _spec_from_parts(fields, languages)
        return replace(spec, key=key)
    except RepeatRefused as refused:
        return _with_forms(refused.refusal)


def _with_forms(refusal: DateRefused) -> DateRefused:
    """The refusal with forms that work in its field, where it has no hint of its own."""
    if refusal.hint:
        return refusal
    return replace(refusal, hint="write it like " + _FORMS.get(refusal.field, _FORMS[""]))


def _spec_from_text(
    fields: Mapping[str, str | Sequence[str]], languages: Sequence[str], start: Start | None
) -> Spec | None:
    """The Spec of `words` or `rrule`; None when there is neither."""
    given = [name for name in ("words", "rrule") if name in fields]
    if not given:
        return None
    others = [name for name in fields if name not in (given[0], "key")]
    if others:
        message = f"beside `{given[0]}` only `key` can stand, not `{others[0]}`"
        raise _in_field(others[0], refuse(REPEAT_UNREADABLE, message, f"say all of it in `{given[0]}`"))
    if given[0] == "rrule":
        rule = parse_rrule(_text(fields, "rrule"), start)
        if isinstance(rule, DateRefused):
            raise _in_field("rrule", RepeatRefused(rule))
        return Spec(rule)
    spec = parse_repeat(_text(fields, "words"), languages)
    if isinstance(spec, DateRefused):
        raise _in_field("words", RepeatRefused(spec))
    return spec


def _spec_from_parts(fields: Mapping[str, str | Sequence[str]], languages: Sequence[str]) -> Spec:
    def read(language: str) -> ParsedRepeat:
        lexicon = lexicon_of(language)
        return Grammar(_day_tokens(fields, language), lexicon).read()

    parsed = in_each_language(languages, read)
    parsed.until = _until(fields, languages)
    parsed.count = _count(fields)
    exceptions = _exceptions(fields, languages)
    parsed.except_months += exceptions.months
    parsed.except_weekdays += exceptions.weekdays
    parsed.except_days += exceptions.days
    spec = build_spec(parsed)
    return replace(
        spec,
        time_from=_time(fields, "from", languages) or spec.time_from,
        time_to=_time(fields, "to", languages) or spec.time_to,
        except_calendars=tuple(dict.fromkeys(exceptions.calendars)),
    )


def _day_tokens(fields: Mapping[str, str | Sequence[str]], language: str) -> tuple[Token, ...]:
    """`every`, `on` and `months` as one sentence."""
    every = list(_tokens_of(fields, "every", language))
    on = list(_tokens_of(fields, "on", language))
    months = list(_tokens_of(fields, "months", language))
    if not every and not on:
        raise refuse(REPEAT_UNREADABLE, "it does not say how often", "write `every: week`, or `on: Tuesday`")
    if every and every[0].kind not in ("every", "frequency"):
        every.insert(0, Token("every", "", "every"))
    if [token.kind for token in every] == ["every", "number"]:
        unit = "week" if any(token.kind == "weekday" for token in on) else ""
        if not unit:
            raise _in_field(
                "every", refuse(REPEAT_UNREADABLE, "it does not say of what", "write `every: 2 weeks`")
            )
        every.append(Token("unit", unit, unit))
    if not every and all(token.kind in ("number", "and", "comma") for token in on):
        on.append(Token("of_month", "", ""))
    if months and months[0].kind != "in":
        months.insert(0, Token("in", "", ""))
    return (*every, *on, *months)


def _tokens_of(fields: Mapping[str, str | Sequence[str]], name: str, language: str) -> tuple[Token, ...]:
    try:
        tokens: list[Token] = []
        for entry in _list(fields, name):
            if tokens:
                tokens.append(Token("and", "", "and"))
            tokens += read_tokens(entry, language)
        return tuple(tokens)
    except RepeatRefused as refused:
        raise _in_field(name, refused) from None


def _time(fields: Mapping[str, str | Sequence[str]], name: str, languages: Sequence[str]) -> time | None:
    if name not in fields:
        return None
    clock = parse_time(_text(fields, name), languages)
    if isinstance(clock, DateRefused):
        raise _in_field(name, RepeatRefused(clock))
    return clock


def _until(fields: Mapping[str, str | Sequence[str]], languages: Sequence[str]) -> date | None:
    if "until" not in fields:
        return None
    day = parse_day(_text(fields, "until"), languages)
    if isinstance(day, DateRefused):
        raise _in_field("until", RepeatRefused(day))
    return day


def _count(fields: Mapping[str, str | Sequence[str]]) -> int | None:
    if "count" not in fields:
        return None
    typed = _text(fields, "count").strip()
    number = re.match(r"(\d{1,6})(?:\s+\w+)?$", typed)
    if number is None:
        raise _in_field(
            "count", refuse(REPEAT_UNREADABLE, f"“{typed[:40]}” is no number", "write `count: 6`")
        )
    return int(number[1])


def _exceptions(fields: Mapping[str, str | Sequence[str]], languages: Sequence[str]) -> _Exceptions:
    found = _Exceptions([], [], [], [])
    for entry in _list(fields, "except"):
        days = parse_date_range(entry, languages)
        if isinstance(days, DayRange):
            found.days.append(days)
        elif in_words := _parse_exception(entry, languages):
            found.months.extend(in_words.except_months)
            found.weekdays.extend(in_words.except_weekdays)
            found.days.extend(in_words.except_days)
        elif _SLUG.fullmatch(entry.strip()):
            found.calendars.append(entry.strip())
        else:
            raise _in_field("except", RepeatRefused(days))
    return found


def _parse_exception(entry: str, languages: Sequence[str]) -> ParsedRepeat | None:
    """What an entry of `except` leaves out, in words; None when it cannot be read."""

    def read(language: str) -> ParsedRepeat:
        tokens = (Token("except", "", ""), *read_tokens(entry, language))
        return Grammar(tokens, lexicon_of(language)).read()

    try:
        return in_each_language(languages, read)
    except RepeatRefused:
        return None


def _list(fields: Mapping[str, str | Sequence[str]], name: str) -> list[str]:
    value = fields.get(name, ())
    return [value] if isinstance(value, str) else list(value)


def _text(fields: Mapping[str, str | Sequence[str]], name: str) -> str:
    values = _list(fields, name)
    if len(values) > 1 or any(len(value) > LONGEST_REPEAT for value in values):
        raise _in_field(name, refuse(REPEAT_UNREADABLE, f"`{name}` takes one short value"))
    return values[0] if values else ""


def _in_field(name: str, refused: RepeatRefused) -> RepeatRefused:
    return RepeatRefused(replace(refused.refusal, field=name))
