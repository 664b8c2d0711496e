"""A repeat in words → its Spec, in whichever language it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from bulletin.formats.dates import DATE_AMBIGUOUS, NUMERIC, REFUSAL_RULES, DateRefused, fold
from bulletin.formats.repeat.grammar import Grammar
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.repeat.spec import LONGEST_REPEAT, REPEAT_UNREADABLE, RepeatRefused, Spec
from bulletin.formats.repeat.to_rule import build_spec
from bulletin.formats.repeat.tokens import lexicon_of, read_tokens

_T = TypeVar("_T")
_READ_AT_MOST = 1001
"""More than anything we accept, so that what is too long stays so, and little is kept of it."""


def parse_repeat(text: str, languages: Sequence[str] = ("en",)) -> Spec | DateRefused:
    """The Spec of a repeat in English or in one of `languages` (the board's), or of an RRULE value.

    A refusal without readings of its own has the three nearest forms that work.
    """
    typed = " ".join(text.split())[:_READ_AT_MOST]
    if typed[:6].upper().startswith(("FREQ=", "RRULE:")):
        rule = parse_rrule(typed)
        return rule if isinstance(rule, DateRefused) else Spec(rule)
    if len(typed) > LONGEST_REPEAT:
        message = f"it is longer than {LONGEST_REPEAT} characters"
        return _with_examples(DateRefused(REPEAT_UNREADABLE.id, message), typed[:LONGEST_REPEAT], languages)

    def read(language: str) -> Spec:
        lexicon = lexicon_of(language)
        return build_spec(Grammar(read_tokens(typed, language), lexicon).read())

    try:
        return in_each_language(languages, read)
    except RepeatRefused as refused:
        return _with_examples(_with_whole_readings(refused.refusal, typed, languages), typed, languages)


def in_each_language(languages: Sequence[str], read: Callable[[str], _T]) -> _T:
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
    nearest = nearest_examples(typed, languages)
    forms = f"“{nearest[0]}”, “{nearest[1]}” or “{nearest[2]}”"
    hint = f"{refusal.hint}. Forms that work: {forms}" if refusal.hint else f"write it like {forms}"
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


def nearest_examples(typed: str, languages: Sequence[str] = ("en",)) -> tuple[str, ...]:
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
