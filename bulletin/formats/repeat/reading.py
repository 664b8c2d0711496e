"""A repeat as it is typed, in words of whichever language or as fields → its Spec."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from bulletin.formats.dates import (
    DATE_AMBIGUOUS,
    DATE_UNREADABLE,
    REFUSAL_RULES,
    Beside,
    DateRefused,
    parse_date_range,
    parse_day,
    parse_time,
)
from bulletin.formats.dates.days import NUMERIC
from bulletin.formats.dates.lexicon import fold
from bulletin.formats.dates.moments import parse_end_time
from bulletin.formats.repeat.grammar import Grammar
from bulletin.formats.repeat.parsed import ParsedRepeat
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.repeat.spec import (
    LONGEST_REPEAT,
    REPEAT_UNREADABLE,
    RepeatRefused,
    Spec,
    either,
    refuse,
)
from bulletin.formats.repeat.to_rule import build_spec
from bulletin.formats.repeat.tokens import Token, lexicon_of, read_tokens
from bulletin.model.place import DayRange
from bulletin.model.recurrence import Start, day_of
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words, quoted

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


_READ_AT_MOST = 1001
"""More than anything we accept, so that what is too long stays so, and little is kept of it."""


def parse_repeat(
    text: str, languages: Sequence[str] = ("en",), start: Start | None = None
) -> Spec | DateRefused:
    """The Spec of a repeat in English or in one of `languages` (the board's), or of an RRULE value.

    `start` is the event's, beside which days without their year are read. A refusal without readings of its
    own has the three nearest forms that work.
    """
    typed = " ".join(text.split())[:_READ_AT_MOST]
    if typed[:6].upper().startswith(("FREQ=", "RRULE:")):
        rule = parse_rrule(typed, start)
        return rule if isinstance(rule, DateRefused) else Spec(rule)
    if len(typed) > LONGEST_REPEAT:
        message = _("it is longer than {longest_repeat} characters", longest_repeat=LONGEST_REPEAT)
        return _with_examples(DateRefused(REPEAT_UNREADABLE.id, message), typed[:LONGEST_REPEAT], languages)

    def read(language: str) -> Spec:
        lexicon = lexicon_of(language)
        return build_spec(Grammar(read_tokens(typed, language), lexicon, _day(start)).read())

    try:
        return _in_each_language(languages, read)
    except RepeatRefused as refused:
        refusal = _with_whole_readings(refused.refusal, typed, languages)
        return _with_examples(_with_readings_that_pass(refusal, languages, start), typed, languages)


def _day(start: Start | None) -> date | None:
    return start if start is None else day_of(start)


def _in_each_language(languages: Sequence[str], read: Callable[[str], _T]) -> _T:
    """What `read` makes of it in the first language it can be read in, English before the others.

    Raises `RepeatRefused`: that of the language in which most was understood.
    """
    refusals: list[RepeatRefused] = []
    for language in dict.fromkeys(("en", *languages)):
        if not lexicon_of(language).phrases:
            continue
        try:
            return read(language)
        except RepeatRefused as refused:
            refusals.append(refused)
    raise max(refusals, key=lambda refused: refused.reached)


def _with_examples(refusal: DateRefused, typed: str, languages: Sequence[str]) -> DateRefused:
    """The refusal with the three forms nearest to what was typed, and a hint that names them."""
    if refusal.readings:
        return refusal
    nearest = _nearest_examples(typed, languages)
    forms = join_words([quoted(form) for form in nearest], "or")
    hint = (
        _("{hint}. Forms that work: {forms}", hint=refusal.hint, forms=forms)
        if refusal.hint
        else _("write it like {forms}", forms=forms)
    )
    return replace(refusal, hint=hint, readings=nearest)


def _with_whole_readings(refusal: DateRefused, typed: str, languages: Sequence[str]) -> DateRefused:
    """Readings of a date within the repeat as readings of the repeat, so that a line can be pasted whole.

    Those that are no repeat then are left out.
    """
    if refusal.rule not in REFUSAL_RULES:
        return refusal
    found = NUMERIC.search(typed)
    if refusal.rule != DATE_AMBIGUOUS.id or found is None:
        return replace(refusal, readings=())
    before, after = typed[: found.start()], typed[found.end() :]
    readings = (f"{before}{day}{after}" for day in refusal.readings)
    whole = tuple(reading for reading in readings if isinstance(parse_repeat(reading, languages), Spec))
    return replace(refusal, readings=whole)


def _with_readings_that_pass(
    refusal: DateRefused, languages: Sequence[str], start: Start | None
) -> DateRefused:
    """The refusal with those readings that are read; for one that is refused itself, its own readings."""
    passing = tuple(dict.fromkeys(_passing(refusal.readings, languages, start)))
    if passing == refusal.readings:
        return refusal
    return replace(refusal, readings=passing, hint=either(passing) if passing else "")


def _passing(readings: Sequence[str], languages: Sequence[str], start: Start | None) -> Iterator[str]:
    for reading in readings:
        read = parse_repeat(reading, languages, start) if len(reading) <= LONGEST_REPEAT else None
        if isinstance(read, Spec):
            yield reading
        elif read is not None and read.hint == either(read.readings):
            yield from read.readings


def _nearest_examples(typed: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The three forms that work, in English and `languages`, that are most like what was typed."""
    folded = fold(typed)[:LONGEST_REPEAT]
    listed = [
        form for language in dict.fromkeys(("en", *languages)) for form in lexicon_of(language).examples
    ]
    typed_words = set(folded.split())

    def likeness(form: str) -> tuple[float, float]:
        words = set(fold(form).split())
        return (len(words & typed_words) / len(words), SequenceMatcher(None, folded, fold(form)).ratio())

    return tuple(sorted(dict.fromkeys(listed), key=likeness, reverse=True)[:3])


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
        spec = spec or _spec_from_parts(fields, languages, _day(start))
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

    parsed = _in_each_language(languages, read)
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
        return _in_each_language(languages, read)
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
                "every", refuse(_("it does not say of what"), _("write {day}", day="`every: 2 weeks`"))
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
            "count", refuse(_("“{typed}” is no number", typed=typed[:40]), _("write {day}", day="`count: 6`"))
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
        return _in_each_language(languages, read)
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
