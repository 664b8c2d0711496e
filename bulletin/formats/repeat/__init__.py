"""Repeats: what people write in `repeat` ↔ rules. In words, as fields, and as RRULE values.

    reading  words or fields → Spec                     phrases  Spec → words
    tokens   words → tokens, by the words' data         grammar  tokens → ParsedRepeat
    cursor   what the grammar reads the tokens with     limits   its hours, months, ends and exceptions
    hours    hours as people say them                   parsed   ParsedRepeat, and refusals
    to_rule  ParsedRepeat → Spec                        spec     the values, and the rules to keep
    rrule    RRULE values, both ways

parse_repeat(format_repeat(x)) == x for every rule, and a refusal always gives a text to type instead.
"""

from __future__ import annotations

from bulletin.formats.repeat.fields import parse_repeat_fields
from bulletin.formats.repeat.phrases import format_repeat, tell_repeat
from bulletin.formats.repeat.reading import parse_repeat
from bulletin.formats.repeat.rrule import format_rrule, parse_rrule
from bulletin.formats.repeat.spec import REPEAT_REFUSAL_RULES, Spec

__all__ = [
    "REPEAT_REFUSAL_RULES",
    "Spec",
    "format_repeat",
    "format_rrule",
    "parse_repeat",
    "parse_repeat_fields",
    "parse_rrule",
    "tell_repeat",
]
