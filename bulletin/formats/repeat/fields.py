"""A repeat that is written as fields → its Spec."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bulletin.formats.dates import (
    DATE_UNREADABLE,
    Beside,
    DateRefused,
    parse_date_range,
    parse_day,
    parse_time,
)
from bulletin.formats.dates.moments import parse_end_time
from bulletin.formats.repeat.grammar import Grammar
from bulletin.formats.repeat.languages import read_in_each
from bulletin.formats.repeat.parsed import ParsedRepeat
from bulletin.formats.repeat.reading import parse_repeat
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.repeat.spec import LONGEST_REPEAT, RepeatRefused, Spec, refuse
from bulletin.formats.repeat.to_rule import build_spec
from bulletin.formats.repeat.tokens import Token, lexicon_of, read_tokens
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Start, day_of
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words

FIELDS = ("every", "on", "from", "to", "until", "count", "months", "except", "key", "words", "rrule")

_FORMS = {
    "every": join_words(["`every: week`", "`every: 2 weeks`", "`every: month`"], "or"),
    "on": join_words(["`on: Tuesday`", "`on: second Saturday`", "`on: 28`"], "or"),
    "months": join_words(["`months: July`", "`months: [July, August]`", "`months: May to September`"], "or"),
    "": _(
        "`every: week` with `on: Tuesday`, `every: month` with `on: second Saturday`, or in words: "
        "`words: Tuesdays from 10:00 to 12:00`"
    ),
}

Fields = Mapping[str, str | Sequence[str]]
"""The values by name, each a text or a list of texts."""

_T = TypeVar("_T")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def parse_repeat_fields(
    fields: Fields, languages: Sequence[str] = ("en",), start: Start | None = None
) -> Spec | DateRefused:
    """The Spec of a `repeat` written as fields.

    `start` is the event's, for an `rrule` with UNTIL in UTC. A name in `except` that is neither a date
    nor a month is the id of a calendar. A refusal names its field in `field`.
    """
    try:
        for name in fields:
            if name not in FIELDS:
                raise _in_field(name, refuse(_("`{name}` is no part of a repeat", name=name)))
        key = _text(fields, "key")
        spec = _spec_from_text(fields, languages, start)
        spec = spec or _spec_from_parts(fields, languages, day_of(start) if start else None)
        return replace(spec, key=key)
    except RepeatRefused as refused:
        refusal = refused.refusal
        return replace(
            refusal,
            hint=refusal.hint or _("write it like {forms}", forms=_FORMS.get(refusal.field, _FORMS[""])),
        )


def _spec_from_text(fields: Fields, languages: Sequence[str], start: Start | None) -> Spec | None:
    """The Spec of `words` or `rrule`; None when there is neither."""
    given = [name for name in ("words", "rrule") if name in fields]
    if not given:
        return None
    others = [name for name in fields if name not in (given[0], "key")]
    if others:
        message = _("beside `{given}` only `key` can stand, not `{others}`", given=given[0], others=others[0])
        raise _in_field(others[0], refuse(message, _("say all of it in `{given}`", given=given[0])))
    if given[0] == "words":
        return _value(fields, "words", lambda text: parse_repeat(text, languages, start))
    rule = _value(fields, "rrule", lambda text: parse_rrule(text, start))
    return Spec(rule) if rule else None


def _spec_from_parts(fields: Fields, languages: Sequence[str], start: date | None) -> Spec:
    def read(language: str) -> ParsedRepeat:
        return Grammar(_day_tokens(fields, language), lexicon_of(language)).read()

    parsed = read_in_each(languages, read)
    parsed.until = _value(fields, "until", lambda text: _last_day(text, languages, start))
    if parsed.count is None or "count" in fields:
        parsed.count = _count(fields)
    excepted, calendars = _exceptions(fields, languages, start)
    parsed.except_months += excepted.except_months
    parsed.except_weekdays += excepted.except_weekdays
    parsed.except_days += excepted.except_days
    spec = build_spec(parsed)
    begin = _value(fields, "from", lambda text: parse_time(text, languages))
    end = _value(fields, "to", lambda text: parse_end_time(text, languages))
    return replace(
        spec,
        time_from=spec.time_from if begin is None else begin,
        time_to=spec.time_to if end is None else end.as_end,
        is_end_open=spec.is_end_open if end is None else end.is_open,
        except_calendars=tuple(dict.fromkeys(calendars)),
    )


def _last_day(text: str, languages: Sequence[str], start: date | None) -> date | DateRefused:
    """The day of `until`, also `June 16` beside the start; for `end of June` the refusal names the day."""
    beside = Beside(start) if start else None
    day = parse_day(text, languages, beside)
    if not isinstance(day, DateRefused) or beside is None:
        return day

    def read(language: str) -> DateRefused:
        tokens = (Token("until", "", ""), *read_tokens(text, language))
        Grammar(tokens, lexicon_of(language), start).read()
        return day

    try:
        return read_in_each(languages, read)
    except RepeatRefused as refused:
        return replace(refused.refusal, rule=DATE_UNREADABLE.id) if refused.refusal.readings else day


def _day_tokens(fields: Fields, language: str) -> tuple[Token, ...]:
    """`every`, `on` and `months` as one sentence."""
    every, on, months = (_tokens_of(fields, name, language) for name in ("every", "on", "months"))
    if not every and not on:
        raise refuse(_("it does not say how often"), _("write `every: week`, or `on: Tuesday`"))
    if every and every[0].kind not in ("every", "frequency"):
        every.insert(0, Token("every", "", "every"))
    if [token.kind for token in every] == ["every", "number"]:
        unit = "week" if any(token.kind == "weekday" for token in on) else ""
        if not unit:
            raise _in_field(
                "every", refuse(_("it does not say of what"), _("write {text}", text="`every: 2 weeks`"))
            )
        every.append(Token("unit", unit, unit))
    if not every and all(token.kind in ("number", "and", "comma") for token in on):
        on.append(Token("of_month", "", ""))
    if months and months[0].kind != "in":
        months.insert(0, Token("in", "", ""))
    return (*every, *on, *months)


def _tokens_of(fields: Fields, name: str, language: str) -> list[Token]:
    tokens: list[Token] = []
    try:
        for entry in _list(fields, name):
            if tokens:
                tokens.append(Token("and", "", "and"))
            tokens += read_tokens(entry, language)
    except RepeatRefused as refused:
        raise _in_field(name, refused) from None
    return tokens


def _value(fields: Fields, name: str, parse: Callable[[str], _T | DateRefused]) -> _T | None:
    """What `parse` makes of the field; None where it is not there."""
    if name not in fields:
        return None
    value = parse(_text(fields, name))
    if isinstance(value, DateRefused):
        raise _in_field(name, RepeatRefused(value))
    return value


def _count(fields: Fields) -> int | None:
    if "count" not in fields:
        return None
    typed = _text(fields, "count").strip()
    number = re.match(r"(\d{1,6})(?:\s+\w+)?$", typed)
    if number is None:
        raise _in_field(
            "count",
            refuse(_("“{typed}” is no number", typed=typed[:40]), _("write {text}", text="`count: 6`")),
        )
    return int(number[1])


def _exceptions(
    fields: Fields, languages: Sequence[str], start: date | None
) -> tuple[ParsedRepeat, list[str]]:
    """What `except` leaves out, and the ids of the calendars in it."""
    found = ParsedRepeat()
    calendars: list[str] = []
    for entry in _list(fields, "except"):
        days = parse_date_range(entry, languages, Beside(start) if start else None)
        if isinstance(days, DayRange):
            found.except_days.append(days)
        elif in_words := _parse_exception(entry, languages):
            found.except_months += in_words.except_months
            found.except_weekdays += in_words.except_weekdays
            found.except_days += in_words.except_days
        elif _SLUG.fullmatch(entry.strip()):
            calendars.append(entry.strip())
        else:
            raise _in_field("except", RepeatRefused(days))
    return found, calendars


def _parse_exception(entry: str, languages: Sequence[str]) -> ParsedRepeat | None:
    """What an entry of `except` leaves out, in words; None when it cannot be read."""

    def read(language: str) -> ParsedRepeat:
        tokens = (Token("except", "", ""), *read_tokens(entry, language))
        return Grammar(tokens, lexicon_of(language)).read()

    try:
        return read_in_each(languages, read)
    except RepeatRefused:
        return None


def _list(fields: Fields, name: str) -> list[str]:
    value = fields.get(name, ())
    return [value] if isinstance(value, str) else list(value)


def _text(fields: Fields, name: str) -> str:
    values = _list(fields, name)
    if len(values) > 1 or any(len(value) > LONGEST_REPEAT for value in values):
        raise _in_field(name, refuse(_("`{name}` takes one short value", name=name)))
    return values[0] if values else ""


def _in_field(name: str, refused: RepeatRefused) -> RepeatRefused:
    return RepeatRefused(replace(refused.refusal, field=name))
