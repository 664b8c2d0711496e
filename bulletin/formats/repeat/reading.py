"""A repeat in words of whichever language, or as an RRULE value → its Spec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bulletin.formats.dates import DATE_AMBIGUOUS, REFUSAL_RULES, DateRefused
from bulletin.formats.dates.days import NUMERIC
from bulletin.formats.dates.lexicon import fold
from bulletin.formats.repeat.grammar import Grammar
from bulletin.formats.repeat.languages import read_in_each
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.repeat.spec import LONGEST_REPEAT, REPEAT_UNREADABLE, RepeatRefused, Spec, either
from bulletin.formats.repeat.to_rule import build_spec
from bulletin.formats.repeat.tokens import lexicon_of, read_tokens
from bulletin.model.recurrence import Start, day_of
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words, quoted

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
        message = _("it is longer than {most} characters", most=LONGEST_REPEAT)
        return _with_examples(DateRefused(REPEAT_UNREADABLE.id, message), typed[:LONGEST_REPEAT], languages)

    first = day_of(start) if start else None

    def read(language: str) -> Spec:
        return build_spec(Grammar(read_tokens(typed, language), lexicon_of(language), first).read())

    try:
        return read_in_each(languages, read)
    except RepeatRefused as refused:
        refusal = _with_whole_readings(refused.refusal, typed, languages)
        return _with_examples(_with_readings_that_pass(refusal, languages, start), typed, languages)


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
    """The three forms that work and are most like what was typed, of the language of the nearest."""
    folded = fold(typed)[:LONGEST_REPEAT]
    listed = [lexicon_of(language).examples for language in dict.fromkeys(("en", *languages))]
    typed_words = set(folded.split())

    def likeness(form: str) -> tuple[float, float]:
        words = set(fold(form).split())
        return (len(words & typed_words) / len(words), SequenceMatcher(None, folded, fold(form)).ratio())

    nearest = max((max(map(likeness, forms)), -at) for at, forms in enumerate(listed) if forms)
    return tuple(sorted(dict.fromkeys(listed[-nearest[1]]), key=likeness, reverse=True)[:3])
